"""Raw text becomes the text we quote from, by a listed sequence of small steps, each logged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.article import DECLARED, Article, Author, Paragraph, Published, Removal, Truncated
from ...model.errors import LimitError, SourceError
from ...model.settings import Settings
from ...model.typography import key
from . import published as dates
from .byline import parted_byline, read_byline
from .characters import regular, repaired
from .dateline import date_line
from .draft import ArticleDraft, Line, SourceMetadata, lines_of
from .furniture import without_furniture
from .language import language_of
from .layout import continued, parted_headings, rejoined, untwinned
from .merge import merged
from .runin import without_run_in
from .structure import assembled, kinds_of

TEASED_WORDS = 200  # of a text that its page calls paid, below which it is a teaser
TEASED_SHARE = 0.7  # of the words the page says the whole has
STEPS: tuple[Callable[[ArticleDraft], ArticleDraft], ...] = (
    rejoined,  # lines broken by the page's width, marks left alone on a line
    without_run_in,  # a reading time or « Lire aussi » inside a line
    without_furniture,  # whole lines that belong to the page
    merged,  # the article pasted twice
    untwinned,  # the title of the window and that of the page
    parted_headings,  # headings glued to the sentence after them
    continued,  # a sentence that a line end cut in two
    parted_byline,  # the author on a line of its own
)


def clean(
    text: str,
    *,
    published: str | None = None,
    verbatim: bool = False,
    source: str = "text",
    told: SourceMetadata | None = None,
    lines: Sequence[Line] | None = None,
    log: Sequence[Removal] = (),
    settings: Settings | None = None,
) -> Article:
    """The article in `text`, or in `lines` whose kinds the source told (HTML, Markdown).

    1. characters made regular, 2. lines, 3. the `STEPS`, 4. kinds of paragraphs, author, language, date.
    `told` is what the source's metadata say. `verbatim`: nothing is changed.
    Raises `SourceError` without prose, `LimitError` past a limit, `LanguageError`, `UsageError` on a bad date.
    """
    settings, told = settings or Settings(), regular(told or SourceMetadata())
    told = replace(told, found=dates.given(published)) if published else told
    _check(text, source, settings, str.isalnum if verbatim else str.isalpha)
    if verbatim:
        return _verbatim(text, told, source, settings)
    draft = replace(_draft(text, lines, tuple(log)), title=told.title or "")
    for step in STEPS:
        draft = step(draft)
    if not any(char.isalpha() for line in draft.lines for char in line.text):
        raise _no_prose(source)
    kinds = kinds_of(draft.lines)
    body, paragraphs = assembled(draft.lines, kinds)
    return _article(body, paragraphs, draft, told, source, settings)


def _draft(text: str, lines: Sequence[Line] | None, log: tuple[Removal, ...]) -> ArticleDraft:
    if lines is None:
        text, changed = repaired(text)
        return ArticleDraft(lines_of(text), log + tuple(changed))
    repaired_lines: list[Line] = []
    changes: dict[str, Removal] = {}
    for line in lines:
        fixed, changed = repaired(line.text)
        changes |= {removal.rule: removal for removal in changed}
        repaired_lines += [Line(part.text, line.kind, line.gap) for part in lines_of(fixed)]
    return ArticleDraft(tuple(repaired_lines), log + tuple(changes.values()))


def _check(text: str, source: str, settings: Settings, holds: Callable[[str], bool]) -> None:
    _limit("characters", len(text), "max_characters", settings, source)
    _limit("lines", text.count("\n") + 1, "max_lines", settings, source)
    if not any(map(holds, text)):
        raise _no_prose(source)


def _limit(what: str, count: int, name: str, settings: Settings, source: str) -> None:
    most = getattr(settings, name)
    if count > most:
        raise LimitError(
            f"holds {count} {what}, more than the limit of {most}",
            where=source,
            cure=f"give one article, or raise {name}",
        )


def _no_prose(source: str) -> SourceError:
    return SourceError("holds no prose", where=source, cure="give a capture that holds the text of an article")


_SURROGATE = re.compile("[\ud800-\udfff]")


def _verbatim(text: str, told: SourceMetadata, source: str, settings: Settings) -> Article:
    """The article with its text kept to the character; only its structure is found.

    Half a character (a lone surrogate), which no file and no table can hold, becomes U+FFFD: the length stays.
    """
    text = _SURROGATE.sub("\ufffd", text)
    matches = list(re.finditer(r"\S(?:[^\r\n]*\S)?", text))
    lines = tuple(Line(match.group(), gap=_gap_before(text, match.start())) for match in matches)
    kinds = kinds_of(lines)
    paragraphs = tuple(Paragraph(match.start(), match.end(), kind) for match, kind in zip(matches, kinds, strict=True))
    return _article(text, paragraphs, ArticleDraft(lines), told, source, settings)


def _gap_before(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    return len(re.findall(r"\r\n|\r|\n", before)) > 1


def _article(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    draft: ArticleDraft,
    told: SourceMetadata,
    source: str,
    settings: Settings,
) -> Article:
    longest = max((paragraph.end - paragraph.start for paragraph in paragraphs), default=0)
    _limit("characters in one paragraph", longest, "max_paragraph", settings, source)
    language = language_of(text, source=source)
    heads = [text[paragraph.start : paragraph.end] for paragraph in paragraphs if paragraph.kind == "title"]
    published = dates.looked_at(told.found or _published(text, paragraphs, draft, told), settings.last_day)
    return Article(
        text=text,
        paragraphs=paragraphs,
        title=heads[0] if heads else told.title,
        language=language,
        author=_author(text, paragraphs, draft, told),
        source=source,
        cleaning=draft.log,
        published=published,
        outlet=told.outlet,
        url=told.url,
        truncated=_truncated(text, draft, told),
        filed=told.filed,
        updated=_updated(published, draft, told),
    )


def _updated(published: Published, draft: ArticleDraft, told: SourceMetadata) -> str | None:
    """The day of the last change, by the metadata, else a publication line; no day but a later one is a change."""
    day = told.updated or dates.updated_on(draft.dates)
    return day if day and published.value and day > published.value and published.certainty != "inferred" else None


def _truncated(text: str, draft: ArticleDraft, told: SourceMetadata) -> Truncated | None:
    """By the page's own words, else because it calls itself paid and gives a part of its words, or a few."""
    few = told.words * TEASED_SHARE if told.words else TEASED_WORDS
    declared = DECLARED if told.paid and len(text.split()) < few else ""
    reason = draft.cut or told.wall or declared
    return Truncated(reason) if reason else None


def _published(text: str, paragraphs: tuple[Paragraph, ...], draft: ArticleDraft, told: SourceMetadata) -> Published:
    """On a publication line or at the head of the text, else near, else inferred; the date of the file comes last."""
    found, near = dates.on_lines(draft.dates)
    known = found or dates.dateline([text[one.start : one.end] for one in paragraphs]) or told.near or near
    inferred = known or dates.inferred(text)
    return told.hint if told.hint is not None and inferred.value is None else inferred


def _author(text: str, paragraphs: tuple[Paragraph, ...], draft: ArticleDraft, told: SourceMetadata) -> Author | None:
    for paragraph, line in zip(paragraphs, draft.lines, strict=True):
        if line.kind == "byline":
            name, roles, _ = read_byline(line.text)
            return Author(name, roles, paragraph.start, paragraph.end)
    lines = (date_line(one.text) for one in draft.dates if one.head)
    signed = told.author or next((line.author for line in lines if line and line.author), None)
    return Author(_less(told.outlet, signed)) if signed else None


def _less(outlet: str | None, signed: str) -> str:
    """Who signs, without the outlet that metadata put beside them: « Le Fanal, Awa Traoré » is Awa Traoré."""
    others = [part for part in map(str.strip, signed.split(",")) if part and key(part) != key(outlet or "")]
    return ", ".join(others) if others and outlet else signed
