"""The published articles and facts: what is read, and where it is looked up by day, region and person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from store.alike import NEAR, deepest, source_of
from store.chronicle import Chronicle, Mention
from store.database import Doc, Engine, article_of, fact_of
from store.developing import Developing
from store.highlights import highlights
from store.language.names import known_person
from store.model import Article, Draft, Speaker, StoredFact
from store.recent import Recent
from store.regions import with_wider

__all__ = ["Library"]

RECENT_FACTS, RECENT_ARTICLES = 10_000, 500
PAGE = 1000
MOST_BESIDE = 30  # articles


class Library:
    """Reads the tables `articles` and `facts`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # The same few articles answer most questions, and reading one means parsing its whole text.
        self._recent_articles = Recent[str, Article | None](RECENT_ARTICLES)
        self._recent_facts = Recent[str, StoredFact | None](RECENT_FACTS)
        # Grows with every change: whoever keeps something that was made of articles sees whether it still holds.
        self.age = 0
        self._developing = Developing(engine, self._standing_facts)
        self._chronicle = Chronicle()
        for key, doc in self._rows("articles"):
            self._note(key, doc)

    def _note(self, key: str, doc: Doc) -> None:
        """An article's day, regions and people; a retracted one is told nowhere."""
        if "retracted" not in doc:
            people = [Speaker(**person) for person in doc.get("people", [])]
            day = article_of(doc).published
            self._chronicle.add(key, day, with_wider(doc.get("regions", [])), people)

    def _rows(self, table: str) -> Iterator[tuple[str, Doc]]:
        after = ""
        while page := self._engine.scan(table, after=after, limit=PAGE):
            yield from page
            after = page[-1][0]

    def take_in(self, draft: Draft) -> None:
        """An article was published; what was read before may have changed."""
        self._forget()
        article = draft.article
        self._chronicle.add(article.id, article.published, with_wider(draft.regions), draft.people)

    def reread(self, article: str) -> None:
        """An article was changed, or is gone."""
        self._forget()
        self._chronicle.remove(article)
        doc = self._engine.get("articles", article)
        if doc is not None:
            self._note(article, doc)

    def _forget(self) -> None:
        self.age += 1
        self._recent_articles.clear()
        self._recent_facts.clear()

    def fact(self, identity: str) -> StoredFact | None:
        """A fact that was published, with its article; a retracted one says so."""
        return self._recent_facts.get(identity, lambda: self._read_fact(identity))

    def _read_fact(self, identity: str) -> StoredFact | None:
        found = self._stored(identity)
        later = self._developing.later(found) if found is not None else None
        return replace(found, later=later) if found is not None and later is not None else found

    def _stored(self, identity: str) -> StoredFact | None:
        doc = self._engine.get("facts", identity)
        article = self.article(doc["article"]) if doc else None
        if not doc or not article:
            return None
        known = self._engine.get("articles", article.id) or {}
        corrected = max(doc.get("corrected", ""), known.get("corrected", ""))
        retracted = doc.get("retracted") or known.get("retracted")
        return StoredFact(fact_of(doc), article, _day(corrected), _day(retracted))

    def _standing_facts(self, article: str) -> list[StoredFact]:
        """An article's facts as they are stored, without what came later."""
        rows = self._engine.scan("facts", where={"article": article}, limit=PAGE)
        found = [self._stored(key) for key, _ in rows]
        return [one for one in found if one is not None and not one.retracted]

    def article(self, identity: str) -> Article | None:
        """A published article."""
        return self._recent_articles.get(identity, lambda: self._read_article(identity))

    def _read_article(self, identity: str) -> Article | None:
        doc = self._engine.get("articles", identity)
        return article_of(doc) if doc else None

    def retracted(self, article: str) -> bool:
        """Whether an article was taken back, or is not there."""
        doc = self._engine.get("articles", article)
        return doc is None or "retracted" in doc

    def facts(self) -> Iterator[StoredFact]:
        """All published facts that nobody retracted, article by article."""
        articles = {key: article_of(doc) for key, doc in self._rows("articles")}
        for _, doc in self._rows("facts"):
            if doc["article"] in articles and "retracted" not in doc:
                yield StoredFact(fact_of(doc), articles[doc["article"]])

    def newest(self, limit: int) -> list[str]:
        """The ids of the newest articles."""
        return [article for _, article in islice(self._chronicle.latest(), limit)]

    def search(self, words: str, limit: int) -> list[Article]:
        """The newest articles whose id, title, outlet or text has all `words`; reads everything: not for the loop."""
        if not words:
            return [found for key in self.newest(limit) if (found := self.article(key)) is not None]
        one = self.article(words.strip())
        if one is not None:
            return [one]
        wanted = words.casefold().split()
        rows = [article_of(doc) for _, doc in self._rows("articles")]
        fits = [a for a in rows if all(w in f"{a.title} {a.source} {a.text}".casefold() for w in wanted)]
        return sorted(fits, key=lambda a: (a.published or date.min, a.id), reverse=True)[:limit]

    @property
    def regions(self) -> frozenset[str]:
        """All regions of which there is an article."""
        return self._chronicle.regions

    def regions_of(self, article: str) -> tuple[str, ...]:
        """All regions that an article mentions."""
        return tuple((self._engine.get("articles", article) or {}).get("regions", ()))

    def main_facts(self, article: str, subjects: Sequence[str], limit: int = 2) -> list[StoredFact]:
        """An article's facts about `subjects` (regions, people, topics), the most telling ones first; else its own."""
        return highlights(self._facts_of(article), subjects)[:limit]

    def beside(self, found: StoredFact) -> list[StoredFact]:
        """The facts of those articles that are of the same days and name a most exact place of `found`."""
        articles: dict[str, None] = {}
        for region in deepest(found.fact.regions):
            for day, article in self._chronicle.latest(region):
                if day and found.article.published and abs(day - found.article.published) > NEAR:
                    if day < found.article.published:
                        break
                    continue
                articles[article] = None
                if len(articles) >= MOST_BESIDE:
                    break
        return [fact for article in articles for fact in self._facts_of(article)]

    def _facts_of(self, article: str) -> list[StoredFact]:
        rows = self._engine.scan("facts", where={"article": article}, limit=PAGE)
        return [fact for key, _ in rows if (fact := self.fact(key)) is not None and not fact.retracted]

    def latest(self, region: str = "", limit: int = 5) -> list[StoredFact]:
        """The most telling fact of each of the newest articles, about a region or about anything."""
        found: list[StoredFact] = []
        for _, article in self._chronicle.latest(region):
            found += self.main_facts(article, [region] if region else [], limit=1)
            if len(found) >= limit:
                break
        return found

    def timeline(self, region: str, since: date) -> list[tuple[date, list[StoredFact]]]:
        """The most telling fact of each article about a region, by day, the newest day first."""
        days: dict[date, list[StoredFact]] = {}
        for day, article in self._chronicle.latest(region):
            if day is None or day < since:
                break
            days.setdefault(day, []).extend(self.main_facts(article, [region], limit=1))
        return list(days.items())

    def persons_days(self, name: str, since: date) -> list[tuple[date, list[StoredFact]]]:
        """What a person said or claimed in each article, by day, the newest day first."""
        days: dict[date, list[StoredFact]] = {}
        for mention in self.mentions(name):
            if mention.day >= since:
                days.setdefault(mention.day, []).extend(self._words_of(mention))
        return [(day, facts) for day, facts in days.items() if facts]

    def _words_of(self, mention: Mention) -> list[StoredFact]:
        """The most telling fact of an article whose source is a person."""
        facts = self.main_facts(mention.article, [], limit=PAGE)
        return [found for found in facts if source_of(found) == mention.name][:1]

    def known_name(self, typed: str, *, famous: bool = False) -> str:
        """The name of the person that a typed name surely means: a known one, or (not if only `famous` people are
        asked for) one of an article; "" for none.
        """
        known = known_person(typed)
        if known is not None or famous:
            return known.name if known is not None else ""
        found = self.mentions(typed)
        return found[0].name if found else ""

    def mentions(self, name: str) -> list[Mention]:
        """Where a person is named, whatever the spelling, the newest first."""
        return self._chronicle.mentions(name)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
