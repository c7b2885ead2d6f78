"""What every view of a review stands on: the collection, words in the reader's language, and links to evidence.

A link names an article and a sentence, « 3·12 » for sentence 12 of article 3. Whatever a view cites is kept, and
`evidence` shows those sentences, so that every row leads to the words it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from ...show.formats import bare, dated, number
from ...show.views import View, markup
from ...show.views.base import Teller
from ...show.views.markup import esc
from .actors import Actors, Name, merge
from .collection import Collection

MOST_CITED = 4  # links of a row: the rest is in the data
MOST_NAMES = 20_000  # names that are compared with one another, those of most articles first


class Desk(Teller):
    """The views of a collection in one language. `top`: rows of a table of words or names."""

    def __init__(self, collection: Collection, *, language: str = "fr", top: int = 20) -> None:
        super().__init__(language, top)
        self.collection = collection
        self.cited: set[tuple[int, int]] = set()

    def caveat(self, text: str) -> View:
        """A warning above the figure it is about."""
        return markup.paragraph(text, "caveat")

    def note(self, text: str) -> View:
        """A remark below what it is about."""
        return markup.paragraph(text, "note")

    def count(self, value: float) -> str:
        """A whole number as the reader writes it."""
        return number(int(value), self.language)

    def day(self, value: Any, certainty: Any = "", *, short: bool = False) -> str:
        """A date in words, marked where its `certainty` says that it is deduced; empty when there is none."""
        told = "" if pd.isna(value) else str(value)[:10]
        return dated(told, self.language, deduced=bare(certainty) == "inferred", short=short) if told else ""

    def days(self, table: pd.DataFrame) -> list[str]:
        """The dates of articles in words, short, each marked that is deduced."""
        return [self.day(*pair, short=True) for pair in table[["day", "certainty"]].to_numpy().tolist()]

    def paper(self, name: str) -> str:
        """The name of a paper, or that none was found."""
        return name or self.say("source non relevée")

    # -- evidence ----------------------------------------------------------------------------------

    def cite(self, article: int, sentence: int) -> str:
        """A link to a sentence of an article, which `evidence` will show."""
        self.cited.add((int(article), int(sentence)))
        return f'<a class="to" href="#a{int(article)}-s{int(sentence)}">{int(article)}·{int(sentence)}</a>'

    def cites(self, told: Any, most: int = MOST_CITED) -> str:
        """Links to the evidence of a row, told as « 3:12 7:4 »; the first of them."""
        pairs = [pair.split(":") for pair in bare(told).split()]
        links = [self.cite(int(article), int(sentence)) for article, sentence in pairs[:most]]
        return ", ".join(links) + (" …" if len(pairs) > most else "")

    def evidence(self) -> View:
        """The sentences the views above cite, article by article."""
        if not self.cited:
            return self.none("Phrases citées plus haut : rien à montrer.")
        numbers = sorted({article for article, _ in self.cited})
        titles = self.collection.titles(numbers).set_index("number").to_dict("index")
        said = self._sentences()
        parts, text = [], []
        for article in numbers:
            about = titles.get(article, {})
            parts.append(
                f'<h3 id="a{article}">{article}. {esc(self.title_of(about))}</h3>'
                f'<p class="source">{esc(self._whence(about))}</p>'
            )
            for sentence in sorted(s for a, s in self.cited if a == article):
                words = " ".join(said.get((article, sentence), "").split())
                parts.append(
                    f'<p class="par body" id="a{article}-s{sentence}"><span class="pnum">{sentence}</span> '
                    f"{esc(words)}</p>"
                )
                text.append(f"{article}·{sentence} {words}")
        return View(f'<div class="annotated">{"".join(parts)}</div>', "\n".join(text))

    def title_of(self, about: Mapping[Any, Any]) -> str:
        """The title of an article, or that none was found."""
        return bare(about.get("title")) or self.say("titre non relevé")

    def _whence(self, about: Mapping[Any, Any]) -> str:
        day = self.day(about.get("day"), about.get("certainty")) or self.say("date non relevée")
        told = (self.paper(bare(about.get("outlet"))), day, bare(about.get("source")))
        return ", ".join(filter(None, told))

    def _sentences(self) -> dict[tuple[int, int], str]:
        frame = pd.DataFrame(sorted(self.cited), columns=["number", "sentence"])
        con = self.collection.dataset.connection
        con.register("cited", frame)
        rows = con.execute(
            "SELECT x.number, x.sentence, s.text FROM cited x JOIN chosen c ON c.number = x.number "
            "JOIN sentences s ON s.article = c.article AND s.sentence = x.sentence"
        ).fetchall()
        con.unregister("cited")
        return {(article, sentence): text for article, sentence, text in rows}

    # -- names, the same in every view -------------------------------------------------------------

    @cached_property
    def actors(self) -> Actors:
        """Who is who in the articles, for queries the tables `who` and `present` (`_tell_who`)."""
        con = self.collection.dataset.connection
        con.execute(_CALLED)
        rows = self.collection.sql(f"""
            SELECT label, name, list(DISTINCT forms) AS forms, count(DISTINCT article) AS articles
            FROM called GROUP BY label, name ORDER BY articles DESC, label, name LIMIT {MOST_NAMES}""")
        found = merge(Name(row.label, row.name, names_in(row.forms), int(row.articles)) for row in _rows(rows))
        self._tell_who(found)
        return found

    def _tell_who(self, found: Actors) -> None:
        """`who` (article, id, kind, actor): a row of an article and its name in the review; `present`: how often.

        The kind of an actor is the one that most articles give it.
        """
        frame = pd.DataFrame(
            [(label, name, actor) for (label, name), actor in sorted(found.names.items())],
            columns=["label", "name", "actor"],
            dtype="string",
        )
        con = self.collection.dataset.connection
        con.register("merged", frame)
        for query in _WHO:
            con.execute(query)
        con.unregister("merged")


# Actors with a name and places, as each chosen article has them; who published an article is no actor of it.
_CALLED = """CREATE OR REPLACE VIEW called AS
    SELECT a.article, a.id, a.kind, CASE a.kind WHEN 'person' THEN a.kind ELSE 'body' END AS label, a.name, a.forms,
           a.mentions, a.sentence, a.doubtful
    FROM actors a JOIN chosen c USING (article) WHERE a.named AND lower(a.name) <> lower(c.outlet)
    UNION ALL SELECT e.article, e.id, 'place', 'place', e.name, e.forms, e.count, e.sentence, false
    FROM entities e JOIN chosen USING (article) WHERE e.label = 'LOC'"""
_WHO = (
    """CREATE OR REPLACE TABLE kinds AS SELECT label, actor, kind FROM called JOIN merged USING (label, name)
       GROUP BY label, actor, kind
       QUALIFY row_number() OVER (PARTITION BY label, actor ORDER BY count(DISTINCT article) DESC, kind) = 1""",
    """CREATE OR REPLACE TABLE who AS
       SELECT c.article, c.id, k.kind, k.actor, c.forms, c.mentions, c.sentence, c.doubtful
       FROM called c JOIN merged m USING (label, name) JOIN kinds k ON k.label = c.label AND k.actor = m.actor""",
    """CREATE OR REPLACE VIEW present AS
       SELECT article, kind, actor, sum(mentions) AS mentions, min(sentence) AS sentence, bool_and(doubtful) AS doubtful
       FROM who GROUP BY article, kind, actor""",
)


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)


def names_in(told: Iterable[Any]) -> frozenset[str]:
    """The names among the forms of an actor, told as « Awa Diallo | la maire »: a title is anybody's."""
    return frozenset(form for each in told for form in bare(each).split(" | ") if form[:1].isupper())
