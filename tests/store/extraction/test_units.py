"""Units that a text leaves out."""

from store.extraction.measures import find_measures
from store.extraction.page import read_page
from store.extraction.units import Units
from tests.store.extraction.samples import article


def test_an_omitted_unit_is_people_or_what_the_nearest_figure_counts() -> None:
    page = read_page(article("They lost nine tanks, then 12 more, then 3 men."))
    tanks, more, men = find_measures(page)
    units = Units(page)
    assert units.of(tanks, [tanks, more, men], people=False) == "tanks"
    assert units.of(more, [tanks, more], people=False) == "tanks"
    assert units.of(more, [tanks, more], people=True) == "people"
    assert units.of(more, [more, men], people=True) == "men"
    assert units.of(more, [more], people=False) == ""
    assert units.counts_people(men)
    assert not units.counts_people(tanks)


def test_what_a_part_consists_of_is_no_unit_of_the_whole() -> None:
    page = read_page(article("The toll rose to 41, including 14 children."))
    whole, part = find_measures(page)
    assert part.narrower
    assert Units(page).of(whole, [whole, part], people=True) == "people"
