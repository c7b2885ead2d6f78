"""What was found in an article: frozen rows, each a character span into `article.text`.

`Analysis.to_dict()` is the public form (JSON, saved beside every briefing); `Analysis.from_dict()` reads it back.
Both check the material, not only the types: every span lies inside the text and slices to the text it claims.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .article import Article, as_data

VALENCES = ("negative", "neutral", "positive")
# office: no name, but a function or a kinship pins the person down (« l’ambassadeur du Mali », « sa sœur »).
SOURCE_TYPES = ("author", "named", "institutional", "office", "anonymous", "unattributed")


def in_doubt(source_type: str) -> bool:
    """Whether a kind of source is wrong too often on unseen articles to be shown as told, or counted."""
    return source_type == "anonymous"


@dataclass(frozen=True)
class Sentence:
    """A sentence; `paragraph` is the index into `article.paragraphs`."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Word:
    """A token that is a word: its lemma and its universal part of speech (UPOS)."""

    start: int
    end: int
    lemma: str
    pos: str


@dataclass(frozen=True)
class Mention:
    """A name where it stands. `label`: PER, LOC, ORG or MISC. `id`: its row in the entity index.

    `confidence`: how likely bounds and label are right, 0 to 1, where the decoder of the profile `precise` found it so;
    None for names that lists and rules found, and in the profile `fast`.
    """

    start: int
    end: int
    text: str
    label: str
    id: str
    confidence: float | None = None


@dataclass(frozen=True)
class Entity:
    """One row an entity: its aliases merged. `related`: ids of entities that are linked but distinct.

    Places carry coordinates (WGS 84 degrees), ISO 3166 country and how sure the match is; `stands_for` says
    that a capital stands for its government (« Ankara ») in at least one mention.
    """

    id: str
    label: str
    name: str
    forms: tuple[str, ...]
    count: int
    related: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    certainty: str = ""
    stands_for: str | None = None


@dataclass(frozen=True)
class ActorMention:
    """An actor where it stands. `form`: name, title, description, pronoun or place (a capital that governs).

    `doubtful`: whom it stands for is likely, not certain.
    """

    start: int
    end: int
    form: str
    doubtful: bool = False


@dataclass(frozen=True)
class Actor:
    """Somebody who does or says something, or to whom something is done: one row, however the article calls them.

    `kind`: person, organisation, state or group. `named`: it has a name in the article, not only a description.
    `role`: what they are, as the article words it. `affiliation`: the body they belong to. `entity`: their row in the
    entity index, whose id is theirs too. `doubtful`: it may be no actor, or another row's.
    """

    id: str
    name: str
    kind: str
    named: bool
    forms: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    entity: str | None = None
    mentions: tuple[ActorMention, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True)
class Time:
    """A time expression: TIMEX3 `type` and `value`, and EDTF. `certainty` says how it was resolved.

    `certainty`: explicit, event (anchored on an event it names), published (relative to the published date),
    context (relative to a date nearby), inferred (year supplied), vague (tagged, no date) or unresolved.
    `anchor`: the date or the words it was resolved against.
    """

    start: int
    end: int
    text: str
    type: str
    value: str | None = None
    edtf: str | None = None
    certainty: str = "explicit"
    anchor: str | None = None


@dataclass(frozen=True)
class Event:
    """A dated happening. `date`: EDTF. `label`: words of the article. `time`: index into `times`.

    `certainty`: day, month, year, interval, open, inferred or vague. `kind`: event, background or planned.
    `also`: other sentences that tell it, as (start, end, date) - a date that differs is a contradiction shown.
    `status`: happened, ongoing, planned, denied or alleged; what is only hoped, feared or supposed has no row.
    """

    date: str | None
    start: int
    end: int
    label: str
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    certainty: str = "day"
    time: int | None = None
    kind: str = "event"
    also: tuple[tuple[int, int, str], ...] = ()
    status: str = "happened"


@dataclass(frozen=True)
class Speaker:
    """Who speaks: the mention as it stands, the fullest name it resolves to, the entity when there is one."""

    start: int
    end: int
    text: str
    name: str
    entity: str | None = None


@dataclass(frozen=True)
class Quote:
    """Words put in somebody's mouth: `start:end` is inside the marks, without padding.

    `kind`: person, institution, group, document or "" when nobody is told. `continuation`: speaker carried over
    from the quotation before. `office`: no name is known, but a function or a kinship pins the speaker down.
    """

    start: int
    end: int
    words: str
    speaker: Speaker | None = None
    cue: str | None = None
    named: bool = False
    kind: str = ""
    continuation: bool = False
    office: bool = False


@dataclass(frozen=True)
class Source:
    """The words that say where a claim comes from; `name` and `entity` when they resolve."""

    start: int
    end: int
    text: str
    name: str = ""
    entity: str | None = None


@dataclass(frozen=True)
class Claim:
    """A reported assertion. `source_type`: see `SOURCE_TYPES`. `hedge`: the words that hold it at a distance.

    `kind_doubtful`: its source type is `in_doubt`, and no view shows it as told; who says it, and what, is shown.
    """

    start: int
    end: int
    source: Source | None
    source_type: str
    cue: str | None = None
    hedge: str | None = None
    kind_doubtful: bool = False


@dataclass(frozen=True)
class Link:
    """An accusation or a credit as the article words it: who says it, about whom, of what.

    `kind`: accusation or credit. Each party is a `Source` span or None; `negated` when it is denied.
    `doubtful`: too often wrong on unseen articles; no view shows it.
    """

    start: int
    end: int
    kind: str
    by: Source | None
    about: Source | None
    what: str
    negated: bool = False
    doubtful: bool = True


@dataclass(frozen=True)
class Quantity:
    """A number with what it counts. `bound`: exact, about, at-least, at-most, more-than, less-than.

    `kind`: money, people, deaths, distance, percentage, ordinal or count. `per`: what it is reckoned by.
    `source`: the words of its source, if the article gives one.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str
    per: tuple[str, ...] = ()
    bound: str = "exact"
    what: str = ""
    source: str | None = None
    kind: str = "count"


@dataclass(frozen=True)
class Target:
    """An entity blamed or praised, and by whom (None: the author). `doubtful`: as of a `Link`."""

    entity: str
    polarity: str
    start: int
    end: int
    by: str | None = None
    doubtful: bool = True


@dataclass(frozen=True)
class ScoredWord:
    """A word that bears on a sentence's score, after negation and degree: `score` is what it adds."""

    start: int
    end: int
    lemma: str
    polarity: float
    score: float
    kind: str = ""


@dataclass(frozen=True)
class SentenceTone:
    """The tone of one sentence: `score` from -1 to 1; `layer`: fact, judgement, quoted or none."""

    start: int
    end: int
    valence: str
    score: float
    layer: str = "none"
    words: tuple[ScoredWord, ...] = ()


@dataclass(frozen=True)
class DocumentTone:
    """The tone of the whole; `coverage` is the share of content words the lexicon knows (0 to 1)."""

    valence: str = "neutral"
    score: float = 0.0
    coverage: float = 0.0


@dataclass(frozen=True)
class Tone:
    """The three views of tone: the document, its sentences, and whom it blames or praises."""

    document: DocumentTone = field(default_factory=DocumentTone)
    sentences: tuple[SentenceTone, ...] = ()
    targets: tuple[Target, ...] = ()


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
    links: tuple[Link, ...] = ()
    quantities: tuple[Quantity, ...] = ()
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
        return self.article.text[row.start:row.end]

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds the character at `offset`, or None between sentences."""
        from bisect import bisect_right

        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def resolved(self, event: Event) -> str:
        """How the date of an event was resolved, as its time tells (`Time.certainty`); empty where it has none."""
        return self.times[event.time].certainty if event.time is not None else ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready form; keys and rows as in the codebook. The article's cleaning log stands beside it."""
        data = {name: [as_data(row) for row in getattr(self, name)] for name in _ROWS}
        article = self.article.to_dict()
        cleaning = article.pop("cleaning")
        return {"article": article, "cleaning": cleaning, **data, "tone": as_data(self.tone),
                "key_sentences": list(self.key_sentences), "model": self.model, "parted": self.parted}

    def _told(self) -> tuple[str, list[tuple[str, str]]]:
        """A title and what was found, in numbers: what a notebook or a terminal shows of an analysis."""
        article = self.article
        counted = {row.id for row in self.entities if article.counts(row.start)}
        labels = [row.label for row in self.entity_index if row.id in counted]
        counts = {"Phrases": len(self.sentences),
                  "Personnes et organisations": labels.count("PER") + labels.count("ORG"),
                  "Lieux": labels.count("LOC"), "Faits datés": sum(bool(row.date) for row in self.events),
                  "Citations": len(self.quotes), "Affirmations rapportées": len(self.claims),
                  "Chiffres": len(self.quantities)}
        head = [("Source", article.whence), ("Date", self._day())]
        title = article.title or " ".join(article.text.split()[:12])
        return title, [(name, value) for name, value in head if value] + [(k, str(v)) for k, v in counts.items()]

    def _day(self) -> str:
        """The article's date, marked where nobody states it."""
        published = self.article.published
        mark = " (déduite)" if published.deduced else ""
        return f"{published.value}{mark}" if published.value else "inconnue"

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
                targets=tuple(_row(Target, row) for row in tone.get("targets", ())),
            ),
            key_sentences=tuple(data.get("key_sentences", ())),
            model=data.get("model", ""),
            parted=data.get("parted", 0),
            **rows,
        )


_ROWS: dict[str, type] = {
    "sentences": Sentence, "words": Word, "entities": Mention, "entity_index": Entity, "actors": Actor,
    "times": Time, "events": Event, "quotes": Quote, "claims": Claim, "links": Link, "quantities": Quantity,
}
_NESTED = {"speaker": Speaker, "source": Source, "by": Source, "about": Source}
_INNER = {(SentenceTone, "words"): ScoredWord, (Actor, "mentions"): ActorMention}      # rows of rows
_PARTIES = {"quotes": ("speaker",), "claims": ("source",), "links": ("by", "about")}     # rows in which rows are nested


def _row(kind: type, data: Mapping[str, Any]) -> Any:
    """One row back from JSON: lists become tuples, nested rows their own class."""
    if kind is Claim and "kind_doubtful" not in data:   # saved before rows told their doubt
        data = {**data, "kind_doubtful": in_doubt(data["source_type"])}
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
        for row in getattr(analysis, name) if name not in ("entity_index", "actors") else ():
            yield name, row
            for inner in _PARTIES.get(name, ()):
                nested = getattr(row, inner)
                if nested is not None:
                    yield f"{name}.{inner}", nested
    yield from (("actors.mentions", mention) for actor in analysis.actors for mention in actor.mentions)
    for sentence in analysis.tone.sentences:
        yield "tone.sentences", sentence
        yield from (("tone.words", word) for word in sentence.words)
    yield from (("tone.targets", target) for target in analysis.tone.targets)


def check_spans(analysis: Analysis) -> None:
    """Raise `ValueError` unless every span lies in the text and slices to the text it claims."""
    text = analysis.article.text
    for name, row in spans_of(analysis):
        if not 0 <= row.start < row.end <= len(text):
            raise ValueError(f"{name}: span {row.start}:{row.end} is empty or outside the {len(text)} characters")
        claimed = getattr(row, "text", None) or getattr(row, "words", None)
        if isinstance(claimed, str) and claimed != text[row.start:row.end]:
            raise ValueError(f"{name}: {row.start}:{row.end} is {text[row.start:row.end]!r}, not {claimed!r}")
