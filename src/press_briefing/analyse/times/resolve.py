"""From meanings to dates, in the order of the text.

The order of resolution, which `Time.certainty` shows: explicit; event (anchored on an event the expression names);
published (relative to the published date); inferred (the year alone supplied from the published date or from a
date nearby); context (relative to the date before); vague or unresolved. `Time.anchor` says against what.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from ...french.grammar.tense import PAST, PRESENT
from ...model.analysis import Sentence, Time
from . import frames
from .calendars import Point, add_days
from .meanings import FUTURE, Calendar, FromPublished, Hour, Weekday, with_part
from .setting import Meaning, Resolved, Setting
from .tense import Governors, is_completed, tense_near
from .tokens import Token

WEEK = 7
NEAR = WEEK  # days from publication within which a day of the week is told by its name
STALE_IN_PARAGRAPH = 6  # the same, where the paragraph goes on
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
    twofold: bool = False
    year: int | None = None
    year_words: str = ""
    year_sentence: int = -1
    told: Point | None = None
    told_words: str = ""
    told_sentence: int = -1
    told_verb: int | None = None
    year_head: int | None = None
    school: int | None = None
    night: bool = False
    resolved: list[tuple[Found, Resolved]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """The text being read: plain text, tokens, verbs with their tense, sentences, published date."""

    plain: str
    tokens: list[Token]
    verbs: list[tuple[int, str]]
    sentences: tuple[Sentence, ...]
    published: date | None
    governors: Governors

    def span(self, found: Found) -> tuple[int, int]:
        """Character span of an expression."""
        return self.tokens[found.first].start, self.tokens[found.end - 1].end

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds or precedes the character at `offset`."""
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1


def resolve(page: Page, found: list[Found], text: str) -> list[Time]:
    """Times in text order, resolved one after another, then joined into intervals and anchored on events."""
    story = _read(page, found, ())
    told = _told_days(page, story)
    if told:
        story = _read(page, found, told)
    pairs = frames.intervals(page, _told_again(page, story.resolved))
    pairs = frames.anchored(page, pairs)
    return [_time(page, item, resolved, text) for item, resolved in pairs]


def _told_again(page: Page, pairs: list[tuple[Found, Resolved]]) -> list[tuple[Found, Resolved]]:
    """« vendredi dernier, 6 juin 2025 »: a day told from today is the date that says it again behind a comma."""
    result = list(pairs)
    for place, ((item, told), (after, exact)) in enumerate(pairwise(pairs)):
        between = [token.bare for token in page.tokens[item.end : after.first]]
        if between not in ([","], [",", "le"]) or told.certainty != "published" or not exact.named_year:
            continue
        if (
            told.point is None
            or exact.point is None
            or told.point == exact.point
            or not (told.point.day and exact.point.day)
        ):
            continue
        kind, value = told.type, exact.point.iso
        if isinstance(item.meaning, Weekday):
            if told.point.first.weekday() != exact.point.first.weekday():
                continue
            kind, value = with_part(exact.point.iso, item.meaning.part)
        start, end = page.span(after)
        day = replace(told, type=kind, value=value, edtf=exact.point.iso, point=exact.point)
        result[place] = (item, replace(day, certainty="context", anchor=page.plain[start:end]))
    return result


def _read(page: Page, found: list[Found], days: tuple[Point, ...]) -> Story:
    """One reading of the text; `days` are days of the week that an earlier one dated for sure."""
    story = Story()
    for place, item in enumerate(found):
        ahead = frames.year_ahead(page.tokens, found[place : place + 4])
        setting = replace(_setting(page, item, story), days=days, **ahead)
        day = frames.day_behind(page.tokens, found, place) if isinstance(item.meaning, Hour) else None
        if day is not None:
            setting = _on_day(page, day, story, setting)
        resolved = item.meaning.resolve(setting)
        _follow_the_next_day(page, story, item, resolved)
        story.resolved.append((item, resolved))
        _remember(page, item, resolved, story, setting)
    return story


def _follow_the_next_day(page: Page, story: Story, item: Found, resolved: Resolved) -> None:
    """« le sujet discuté jeudi et vendredi sera la paix »: two days told together are of one week, that to come."""
    if not story.resolved or not isinstance(item.meaning, Weekday) or resolved.point is None:
        return
    before, told = story.resolved[-1]
    joined = before.end + 1 == item.first and page.tokens[before.end].bare == "et"
    if not (joined and isinstance(before.meaning, Weekday)) or told.point is None or before.meaning.turn:
        return
    gap = (resolved.point.first - told.point.first).days
    if WEEK < gap < 2 * WEEK and page.published is not None and resolved.point.first >= page.published:
        day = Point.of(add_days(told.point.first, WEEK))
        kind, value = with_part(day.iso, before.meaning.part)
        story.resolved[-1] = (before, replace(told, type=kind, value=value, edtf=day.iso, point=day))


def _on_day(page: Page, day: Found, story: Story, setting: Setting) -> Setting:
    """« à 18 heures vendredi »: the setting of an hour whose day stands behind it."""
    resolved = day.meaning.resolve(replace(_setting(page, day, story), days=setting.days))
    if resolved.point is None or resolved.point.day is None:
        return setting
    start, end = page.span(day)
    return replace(setting, last=resolved.point, last_words=page.plain[start:end], night=is_night(day.meaning))


def _told_days(page: Page, story: Story) -> tuple[Point, ...]:
    """The days of the week near publication that are dated beyond doubt, where another weekday is not."""
    left = any(isinstance(item.meaning, Weekday) and not resolved.sure for item, resolved in story.resolved)
    if page.published is None or not left:
        return ()
    near = [
        resolved.point
        for item, resolved in story.resolved
        if isinstance(item.meaning, Weekday | Calendar)
        and resolved.point is not None
        and resolved.point.day
        and resolved.sure
        and abs((page.published - resolved.point.first).days) <= NEAR
    ]
    return tuple(dict.fromkeys(near))


def is_night(meaning: Meaning) -> bool:
    """Whether an expression tells an evening or a night that may go on after midnight."""
    part = getattr(meaning, "part", None)
    today = isinstance(meaning, FromPublished) and meaning.days == 0  # « cette nuit à 3 h » is of this morning
    return not today and (part in ("NI", "EV") or getattr(meaning, "night", False))


def _setting(page: Page, item: Found, story: Story) -> Setting:
    start, end = page.span(item)
    sentence = page.sentence_of(start)
    first, last = (
        (page.sentences[sentence].start, page.sentences[sentence].end) if sentence >= 0 else (0, len(page.plain))
    )
    here = story.year is not None and story.year_sentence == sentence
    verb = page.governors.of(start, end)
    apart = here and (_is_apart(page, verb, story) or _is_of_another_act(page, verb, story, sentence))
    near = story.point is not None and (_is_near(page, story, sentence) or not isinstance(item.meaning, Hour))
    tense = page.governors.tense(verb) or tense_near(page.verbs, start, end, first, last, page.plain)
    if tense == PRESENT and (page.governors.is_of_a_result(start) or page.governors.is_a_report(verb)):
        tense = PAST  # a headline's present: « se qualifie après sa victoire, dimanche »
    frame = frames.frame_of(page.tokens, item.first)
    done = frame not in ("until", "from") and page.governors.is_done(start, end)  # « a donné jusqu'au 30 juin »
    return Setting(
        published=page.published,
        tense=tense,
        frame=frame,
        year=story.year if here and not apart and not _is_over(page, story, tense) else None,
        year_words=story.year_words,
        last=story.point if near else None,
        last_words=story.words if near else "",
        nominal=frames.is_nominal(page.tokens, item.first),
        told=story.told if _goes_on(page, story, sentence) and not apart else None,
        told_words=story.told_words,
        told_before=sentence >= 0 and _paragraph(page, story.told_sentence) != _paragraph(page, sentence),
        earlier=story.earlier,
        earlier_words=story.earlier_words,
        twofold=story.twofold and story.sentence != sentence,
        completed=done or is_completed(page.tokens, item.first),
        here=story.point is not None and story.sentence == sentence,
        habit=not page.governors.is_perfect(verb) and frames.is_yearly(page.tokens, item.first),
        school=(story.school if here else None) or frames.school_year(page.tokens, item.first, page.published),
        perfect=page.governors.is_perfect(verb),
        told_perfect=story.told_verb is None or page.governors.is_perfect(story.told_verb),
        night=story.night,
    )


def _is_near(page: Page, story: Story, sentence: int) -> bool:
    """Whether an hour may lean on the day told last: of a few sentences before, of the same paragraph some more."""
    same = _paragraph(page, story.sentence) == _paragraph(page, sentence)
    return sentence - story.sentence <= (STALE_IN_PARAGRAPH if same else STALE)


def _is_apart(page: Page, verb: int | None, story: Story) -> bool:
    """Whether the year of the sentence is told aside: « élu en 2015, le maire a démissionné le 12 novembre »."""
    return page.governors.is_perfect(verb) and page.governors.is_under(story.year_head, verb)


def _is_of_another_act(page: Page, verb: int | None, story: Story, sentence: int) -> bool:
    """Without a published date the year of another verb is not lent: « a débuté en 2005 et partira en mai »."""
    return page.published is None and story.told_sentence == sentence and verb != story.told_verb


def _is_over(page: Page, story: Story, tense: str) -> bool:
    """Whether that year lies behind and the verb tells what is to come."""
    return tense == FUTURE and page.published is not None and (story.year or 0) < page.published.year


def _goes_on(page: Page, story: Story, sentence: int) -> bool:
    """Whether the date told last stands in the same paragraph or the one before, at most `STALE` sentences before."""
    if story.told is None or not 0 <= story.told_sentence <= sentence <= story.told_sentence + STALE:
        return False
    return _paragraph(page, sentence) - _paragraph(page, story.told_sentence) <= 1


def _paragraph(page: Page, sentence: int) -> int:
    return page.sentences[sentence].paragraph if 0 <= sentence < len(page.sentences) else -1


def _remember(page: Page, item: Found, resolved: Resolved, story: Story, setting: Setting) -> None:
    start, end = page.span(item)
    sentence = page.sentence_of(start)
    words = page.plain[start:end]
    if resolved.point is not None and (not isinstance(item.meaning, Hour) or not item.meaning.part[0].isdigit()):
        story.night = is_night(item.meaning)
    if resolved.point is not None and not isinstance(item.meaning, Hour):
        before = story.point if story.sentence == sentence else None
        story.twofold = before is not None and before.year != resolved.point.year
        story.earlier, story.earlier_words = story.point, story.words
        story.point, story.words, story.sentence = resolved.point, words, sentence
    elif resolved.point is not None:
        story.sentence = sentence  # an hour keeps its day in mind
    _remember_told(page, item, resolved, story, setting)
    if resolved.named_year and resolved.point is not None:
        school = story.school if story.year_sentence == sentence else None
        story.school = frames.school_year_told(page.tokens, item) or school
        story.year, story.year_words, story.year_sentence = resolved.point.year, words, sentence
        story.year_head = page.governors.head(start, end)


def _remember_told(page: Page, item: Found, resolved: Resolved, story: Story, setting: Setting) -> None:
    """A date with its year is what the story goes on from; one told from today ends it, and so does « depuis 2017 »."""
    if resolved.point is None:
        return
    start, end = page.span(item)
    sentence, words = page.sentence_of(start), page.plain[start:end]
    today = page.published.isoformat() if page.published else ""
    if resolved.certainty == "published" or resolved.anchor == today or (today and setting.frame == "since"):
        story.told = None
    elif resolved.named_year and page.governors.is_aside(page.governors.head(start, end)):
        pass  # what somebody once did is told aside, the story goes on from today
    elif resolved.named_year or (resolved.certainty == "inferred" and resolved.anchor == story.told_words):
        story.told, story.told_words, story.told_sentence = resolved.point, words, sentence
        story.told_verb = page.governors.of(start, end)


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
