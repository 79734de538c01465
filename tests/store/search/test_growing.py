from hypothesis import given
from hypothesis import strategies as st

from store.search.growing import GrowingArray


@given(st.lists(st.integers(-(2**31), 2**31 - 1)), st.lists(st.integers(0, 9)))
def test_it_is_a_list_of_integers(first: list[int], more: list[int]) -> None:
    array = GrowingArray(first)
    before = array.view
    array.extend(more)
    assert array.view.tolist() == first + more
    assert before.tolist() == first
    assert len(array) == len(first) + len(more)
