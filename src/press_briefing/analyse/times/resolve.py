"""From meanings to dates, in the order of the text.

The order of resolution, which `Time.certainty` shows: explicit; event (anchored on an event the expression names);
published (relative to the published date); inferred (the year alone supplied from the published date or from a
date nearby); context (relative to the date before); vague or unresolved. `Time.anchor` says against what.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date

from ...analysis import Sentence, Time
from . import frames
from .calendars import Point
from .meanings import Hour, Meaning, Resolved, Setting
from .tense import is_completed, tense_near
from .tokens import Token

STALE = 3  # sentences after which « 18 h » no longer leans on the day told before


@dataclass(frozen=True)
class Found:
    """An expression before resolution: tokens `first:end`, and what it says."""

    first: int
    end: int
    meaning: Meaning


@dataclass
class Story:
    """What reading so far has told: the last date, its words and its sentence, and the year of this sentence."""

    point: Point | None = None
    words: str = ""
    sentence: int = -1
    earlier: Point | None = None
    earlier_words: str = ""
    year: int | None = None
    year_words: str = ""
    year_sentence: int = -1
    told: Point | None = None
    told_words: str = ""
    told_sentence: int = -1
    resolved: list[tuple[Found, Resolved]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """The text being read: plain text, tokens, verbs with their tense, sentences, published date."""

    plain: str
    tokens: list[Token]
    verbs: list[tuple[int, str]]
    sentences: tuple[Sentence, ...]
    published: date | None

    def span(self, found: Found) -> tuple[int, int]:
        """Character span of an expression."""
        return self.tokens[found.first].start, self.tokens[found.end - 1].end

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds or precedes the character at `offset`."""
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1


def resolve(page: Page, found: list[Found], text: str) -> list[Time]:
    """Times in text order, resolved one after another, then joined into intervals and anchored on events."""
    story = Story()
    for place, item in enumerate(found):
        ahead = frames.year_ahead(page.tokens, found[place : place + 4])
        resolved = item.meaning.resolve(replace(_setting(page, item, story), **ahead))
        story.resolved.append((item, resolved))
        _remember(page, item, resolved, story)
    pairs = frames.intervals(page, story.resolved)
    pairs = frames.anchored(page, pairs)
    return [_time(page, item, resolved, text) for item, resolved in pairs]


def _setting(page: Page, item: Found, story: Story) -> Setting:
    start, end = page.span(item)
    sentence = page.sentence_of(start)
    first, last = (
        (page.sentences[sentence].start, page.sentences[sentence].end) if sentence >= 0 else (0, len(page.plain))
    )
    here = story.year is not None and story.year_sentence == sentence
    near = story.point is not None and (sentence - story.sentence <= STALE or not isinstance(item.meaning, Hour))
    return Setting(
        published=page.published,
        tense=tense_near(page.verbs, start, end, first, last, page.plain),
        frame=frames.frame_of(page.tokens, item.first),
        year=story.year if here else None,
        year_words=story.year_words,
        last=story.point if near else None,
        last_words=story.words if near else "",
        nominal=frames.is_nominal(page.tokens, item.first),
        told=story.told if _goes_on(page, story, sentence) else None,
        told_words=story.told_words,
        told_before=sentence >= 0 and _paragraph(page, story.told_sentence) != _paragraph(page, sentence),
        earlier=story.earlier,
        earlier_words=story.earlier_words,
        completed=is_completed(page.tokens, item.first),
        here=story.point is not None and story.sentence == sentence,
    )


def _goes_on(page: Page, story: Story, sentence: int) -> bool:
    """Whether the date told last stands in the same paragraph or the one before, at most `STALE` sentences before."""
    if story.told is None or not 0 <= story.told_sentence <= sentence <= story.told_sentence + STALE:
        return False
    return _paragraph(page, sentence) - _paragraph(page, story.told_sentence) <= 1


def _paragraph(page: Page, sentence: int) -> int:
    return page.sentences[sentence].paragraph if 0 <= sentence < len(page.sentences) else -1


def _remember(page: Page, item: Found, resolved: Resolved, story: Story) -> None:
    start, end = page.span(item)
    sentence = page.sentence_of(start)
    words = page.plain[start:end]
    if resolved.point is not None and not isinstance(item.meaning, Hour):
        story.earlier, story.earlier_words = story.point, story.words
        story.point, story.words, story.sentence = resolved.point, words, sentence
    elif resolved.point is not None:
        story.sentence = sentence  # an hour keeps its day in mind
    _remember_told(page, resolved, story, sentence, words)
    if resolved.named_year and resolved.point is not None:
        story.year, story.year_words, story.year_sentence = resolved.point.year, words, sentence


def _remember_told(page: Page, resolved: Resolved, story: Story, sentence: int, words: str) -> None:
    """A date with its year is what the story goes on from; one told from today ends it."""
    if resolved.point is None:
        return
    if resolved.certainty == "published":
        story.told = None
    elif resolved.named_year or (resolved.certainty == "inferred" and resolved.anchor == story.told_words):
        story.told, story.told_words, story.told_sentence = resolved.point, words, sentence


def _time(page: Page, item: Found, resolved: Resolved, text: str) -> Time:
    start, end = page.span(item)
    return Time(
        start=start,
        end=end,
        text=text[start:end],
        type=resolved.type,
        value=resolved.value,
        edtf=resolved.edtf,
        certainty=resolved.certainty,
        anchor=resolved.anchor or None,
    )
