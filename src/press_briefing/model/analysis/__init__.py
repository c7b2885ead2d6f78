"""What was found in an article: frozen rows, each a character span into `article.text`.

`Analysis.to_dict()` is the public form (JSON, saved beside every briefing); `Analysis.from_dict()` reads it back.
Both check the material, not only the types: every span lies inside the text and slices to the text it claims.
Rows of one kind stand together: who is named (`who`), what is said (`said`), tone (`tone`); the others here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..article import Article, as_data
from .rows import Disagreement, Event, Quantity, Sentence, Side, Time, Word
from .said import SOURCE_TYPES, Claim, Quote, Source, Speaker, Stance, in_doubt
from .tone import VALENCES, DocumentTone, ScoredWord, SentenceTone, Tone
from .who import Actor, ActorMention, Entity, Mention

__all__ = [
    "SOURCE_TYPES",
    "VALENCES",
    "Actor",
    "ActorMention",
    "Analysis",
    "Claim",
    "Disagreement",
    "DocumentTone",
    "Entity",
    "Event",
    "Mention",
    "Quantity",
    "Quote",
    "ScoredWord",
    "Sentence",
    "SentenceTone",
    "Side",
    "Source",
    "Speaker",
    "Stance",
    "Time",
    "Tone",
    "Word",
    "check_spans",
    "in_doubt",
    "spans_of",
]


@dataclass(frozen=True)
class Analysis:
    """Everything found in one article. Rows stand in the order of the text (`events`: in date order).

    `key_sentences`: indices into `sentences`, the most central first. `parted`: how many sentences were too long to
    be read at once and were read in parts.
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    words: tuple[Word, ...] = ()
    entities: tuple[Mention, ...] = ()
    entity_index: tuple[Entity, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    stances: tuple[Stance, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    tone: Tone = field(default_factory=Tone)
    key_sentences: tuple[int, ...] = ()
    model: str = ""
    parted: int = 0

    def __post_init__(self) -> None:
        check_spans(self)

    @property
    def profile(self) -> str:
        """How the article was read: `precise`, with the encoder, or `fast`."""
        return "precise" if " encoder-" in self.model else "fast"

    def text_of(self, row: Any) -> str:
        """The evidence of a row: the text it spans."""
        return self.article.text[row.start : row.end]

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds the character at `offset`, or None between sentences."""
        from bisect import bisect_right

        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def resolved(self, event: Event) -> str:
        """How an event's date was resolved, as its time tells (`Time.certainty`), or `inherited`; empty if undated."""
        if event.inherited:
            return "inherited"
        return self.times[event.time].certainty if event.time is not None else ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready form; keys and rows as in the codebook. The article's cleaning log stands beside it."""
        data = {name: [as_data(row) for row in getattr(self, name)] for name in _ROWS}
        article = self.article.to_dict()
        cleaning = article.pop("cleaning")
        return {
            "article": article,
            "cleaning": cleaning,
            **data,
            "tone": as_data(self.tone),
            "key_sentences": list(self.key_sentences),
            "model": self.model,
            "parted": self.parted,
        }

    def _told(self) -> tuple[str, list[tuple[str, str]]]:
        """A title and what was found, in numbers: what a notebook or a terminal shows of an analysis."""
        article = self.article
        counted = {row.id for row in self.entities if article.counts(row.start)}
        places = sum(row.label == "LOC" and row.id in counted for row in self.entity_index)
        actors = sum(
            row.named
            and not row.doubtful
            and any(article.counts(mention.start) and not mention.doubtful for mention in row.mentions)
            for row in self.actors
        )
        counts = {
            "Phrases": len(self.sentences),
            "Acteurs nommés": actors,
            "Lieux": places,
            "Faits datés": sum(bool(row.date) for row in self.events),
            "Citations": len(self.quotes),
            "Affirmations rapportées": len(self.claims),
            "Chiffres": len(self.quantities),
        }
        head = [("Source", article.whence), ("Date", self._day())]
        title = article.title or " ".join(article.text.split()[:12])
        return title, [(name, value) for name, value in head if value] + [(k, str(v)) for k, v in counts.items()]

    def _day(self) -> str:
        """The article's date, marked where nobody states it."""
        published = self.article.published
        mark = " (déduite)" if published.deduced else ""
        return f"{published.value}{mark}" if published.value else "inconnue"

    def __repr__(self) -> str:
        """Five lines at most: a terminal is no place for every word of an article."""
        title, rows = self._told()
        shown = [f"{name}: {value}" for name, value in rows]
        parts = (shown[start : start + 3] for start in range(0, len(shown), 3))
        return "\n".join([f"<Analysis: {title[:80]}", *(f"  {', '.join(part)}" for part in parts)][:5]) + ">"

    def _repr_html_(self) -> str:
        from html import escape

        title, rows = self._told()
        body = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in rows)
        return f"<table><caption>{escape(title)}</caption><tbody>{body}</tbody></table>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        title, rows = self._told()
        text = "\n".join([title, *(f"{name}: {value}" for name, value in rows)])
        return {"text/html": self._repr_html_(), "text/plain": text}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Analysis:
        """The inverse of `to_dict`. Raises `ValueError` when a span does not slice to its text."""
        rows = {name: tuple(_row(kind, row) for row in data.get(name, ())) for name, kind in _ROWS.items()}
        tone = data.get("tone", {})
        return cls(
            article=Article.from_dict({**data["article"], "cleaning": data.get("cleaning", ())}),
            tone=Tone(
                document=DocumentTone(**tone.get("document", {})),
                sentences=tuple(_row(SentenceTone, row) for row in tone.get("sentences", ())),
            ),
            key_sentences=tuple(data.get("key_sentences", ())),
            model=data.get("model", ""),
            parted=data.get("parted", 0),
            **rows,
        )


_ROWS: dict[str, type] = {
    "sentences": Sentence,
    "words": Word,
    "entities": Mention,
    "entity_index": Entity,
    "actors": Actor,
    "times": Time,
    "events": Event,
    "quotes": Quote,
    "claims": Claim,
    "stances": Stance,
    "quantities": Quantity,
    "disagreements": Disagreement,
}
_NESTED = {"speaker": Speaker, "source": Source}
_INNER = {
    (SentenceTone, "words"): ScoredWord,
    (Actor, "mentions"): ActorMention,  # rows of rows
    (Disagreement, "rows"): Side,
}
_PARTIES = {"quotes": ("speaker",), "claims": ("source",)}  # rows in which rows are nested


def _row(kind: type, data: Mapping[str, Any]) -> Any:
    """One row back from JSON: lists become tuples, nested rows their own class."""
    if kind is Claim and "kind_doubtful" not in data:  # saved before rows told their doubt
        data = {**data, "kind_doubtful": in_doubt(data["source_type"])}
    if kind in (Speaker, Source) and "entity" in data:  # saved before speakers were actors, of the same ids
        data = {name: value for name, value in data.items() if name != "entity"} | {"actor": data["entity"]}
    return kind(**{name: _value(kind, name, value) for name, value in data.items()})


def _value(kind: type, name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _row(_NESTED[name], value)
    if isinstance(value, list | tuple):
        if (inner := _INNER.get((kind, name))) is not None:
            return tuple(_row(inner, row) for row in value)
        return tuple(tuple(item) if isinstance(item, list) else item for item in value)
    return value


def spans_of(analysis: Analysis) -> Iterator[tuple[str, Any]]:
    """Every row that spans text, nested ones too, with the name of its table."""
    for name in _ROWS:
        for row in getattr(analysis, name) if name not in ("entity_index", "actors", "disagreements") else ():
            yield name, row
            for inner in _PARTIES.get(name, ()):
                nested = getattr(row, inner)
                if nested is not None:
                    yield f"{name}.{inner}", nested
    yield from (("actors.mentions", mention) for actor in analysis.actors for mention in actor.mentions)
    yield from (("disagreements.rows", side) for row in analysis.disagreements for side in row.rows)
    for sentence in analysis.tone.sentences:
        yield "tone.sentences", sentence
        yield from (("tone.words", word) for word in sentence.words)


def check_spans(analysis: Analysis) -> None:
    """Raise `ValueError` unless every span lies in the text and slices to the text it claims."""
    text = analysis.article.text
    for name, row in spans_of(analysis):
        if not 0 <= row.start < row.end <= len(text):
            raise ValueError(f"{name}: span {row.start}:{row.end} is empty or outside the {len(text)} characters")
        claimed = getattr(row, "text", None) or getattr(row, "words", None)
        if isinstance(claimed, str) and claimed != text[row.start : row.end]:
            raise ValueError(f"{name}: {row.start}:{row.end} is {text[row.start : row.end]!r}, not {claimed!r}")
