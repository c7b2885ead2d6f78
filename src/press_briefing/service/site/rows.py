"""One briefing as an item of a list. The script builds the same items from the index; a test compares the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from markupsafe import Markup

from ...show.formats import cut_text
from .entry import Entry
from .words import count, day, states, weight, words

ARTICLES = "fr"  # the language of the articles


def items(entries: Sequence[Entry], root: str, language: str) -> Markup:
    """Briefings as list items; `root` leads from the page to the site's folder."""
    return Markup("\n".join(item(entry, root, language) for entry in entries))


def item(entry: Entry, root: str, language: str) -> str:
    """Title, facts, opening, names, files. Plain text joined by hand: an archive has ten thousand of them."""
    said = words(language)
    lang = foreign(language)
    opening = f'<p class="opening"{lang}>{escape(entry.opening)}</p>' if entry.opening else ""
    named = "".join(
        f'<p class="names"><b>{escape(said[kind])}</b> {escape(", ".join(names))}</p>'
        for kind, names in (("actors", entry.actors), ("places", entry.places))
        if names
    )
    return (
        f'<li class="briefing"><h3{lang}>{_title(entry, root)}</h3>{_facts(entry, language)}{opening}{named}'
        f"{_variants(entry, root, language)}"
        f'<p class="files">{_files(entry, root, language)}</p></li>'
    )


def foreign(language: str) -> str:
    """Articles are French, on a page in another language too: its reader's voice should know."""
    return "" if language == ARTICLES else f' lang="{ARTICLES}"'


def failures(entries: Sequence[Entry], root: str, language: str) -> Markup:
    """Runs that did not complete, as list items: when, of what, and why."""
    return Markup("\n".join(_failure(entry, root, language) for entry in entries))


def _failure(entry: Entry, root: str, language: str) -> str:
    when = f'<time datetime="{escape(entry.made)}">{escape(day(entry.made[:10], language))}</time>'
    state = escape(states(language).get(entry.state, entry.state))
    reason = f"{words(language)['colon']}</b>{escape(entry.reason)}" if entry.reason else "</b>"
    return (
        f"<li><h3{foreign(language)}>{_title(entry, root)}</h3>"
        f'<p class="facts">{when}{_spans([entry.source])}{_reports(entry)}</p>'
        f'<p class="reason"><b>{state}{reason}</p></li>'
    )


def _title(entry: Entry, root: str) -> str:
    title = escape(entry.title)
    return f'<a href="{root}{entry.file("html")}">{title}</a>' if entry.html else title


def _facts(entry: Entry, language: str) -> str:
    said = words(language)
    when = (
        f'<time datetime="{entry.date}">{escape(day(entry.date, language, entry.deduced))}</time>'
        if entry.date
        else _spans([said["undated"]])
    )
    length = count(entry.words, "word", "words", language) if entry.words else ""
    pinned = f'<span class="pinned">{escape(said["pinned"])}</span>' if entry.pinned else ""
    told = _spans([entry.source, entry.author, length, cut_text(entry.cut, language)])
    return f'<p class="facts">{when}{told}{_reports(entry)}{pinned}</p>'


def _spans(values: Iterable[str]) -> str:
    return "".join(f"<span>{escape(value)}</span>" for value in values if value)


def _reports(entry: Entry) -> str:
    return "".join(f'<span class="report">{escape(label)}</span>' for label in entry.labels)


def _variants(entry: Entry, root: str, language: str) -> str:
    if not entry.variants:
        return ""
    links = " · ".join(f'<a href="{root}{page}">{escape(name)}</a>' for page, name in entry.variants)
    return f'<p class="names"><b>{escape(words(language)["variants"])}</b> {links}</p>'


def _files(entry: Entry, root: str, language: str) -> str:
    said = words(language)
    files = (("pdf", "PDF", entry.pdf), ("ipynb", said["notebook"], entry.notebook), ("json", said["data"], entry.data))
    return "".join(
        f'<a href="{root}{entry.file(kind)}">{escape(label)} <small>{weight(size, language)}</small></a>'
        for kind, label, size in files
        if size
    )
