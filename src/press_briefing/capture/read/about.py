"""What a page says of itself: who published it, where, when, and whether all may read it.

JSON-LD comes first, then the meta elements, then what stands on the page; a date that belongs to the site, a picture,
another article or a comment is none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from ...model.article import Published
from ..clean.published import any_date, in_french
from ..clean.walls import SURE, wall
from . import linked, whence
from .dated import line_on
from .pieces import around, own, short

# Names of meta elements that hold the day of publication, in order of trust.
DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "published_time",
    "datepublished", "date_published", "publication_date", "publish_date", "publish-date", "publishdate", "pubdate",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "dc:date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
    "article_date_original", "originalpublicationdate", "date",
)  # fmt: skip
# Names of those that hold the day of the last change.
CHANGES = ("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified")
MOST_TITLES = 20  # headings of the first level that are compared with headlines
# A day in a page's markup: microdata and RDFa.
_MARKED = ("datepublished", "schema:datepublished", "dc:date", "dc:created", "dcterms:created")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/-]|$)")
_GREENWICH = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):\d\d(?::\d\d(?:[.]\d{1,6})?)?(?:Z|\+00:?00)")
_COMPACT = re.compile(r"((?:19|20)\d\d)([/.]?)([01]\d)\2([0-3]\d)(?!\d)")


@dataclass(frozen=True)
class About:
    """`found`, `near`, `updated`: as in `Told`. `paid`: it is not free, the article says; `words`: how many it has."""

    outlet: str | None = None
    url: str | None = None
    found: Published | None = None
    near: Published | None = None
    paid: bool = False
    words: int = 0
    updated: str | None = None


def about(tree: Any, title: str | None) -> About:
    """What the page of `tree` says of itself; `title` is that of its article."""
    metas, nodes = _metas(tree), linked.nodes_of(tree)
    titles = [" ".join(head.text_content().split()) for head in islice(tree.iter("h1"), MOST_TITLES)]
    article = linked.article_of(nodes, [*titles, *([title] if title else [])])
    url = _address(tree, metas, article)
    heads = around(tree)
    told = _found(metas, article) or _marked(tree, heads)
    on_page = line_on(tree, title, heads)
    found, near = (told, None) if told else on_page[:2]
    return About(
        outlet=whence.name(metas.get("og:site_name")) or whence.name(linked.publisher_of(article, nodes)),
        url=url,
        found=found,
        near=_near(url) or near,
        paid=linked.paid(article),
        words=linked.word_count(article),
        updated=_changed(metas, article) or on_page[2],
    )


def wall_on(tree: Any) -> str:
    """The wall a page puts before the rest of its article, empty without one: of use where its text is short only."""
    for element in tree.iter("p", "div", "span", "strong", "h2", "h3", "h4", "section", "li", "a", "button"):
        if wall(text := short(element)) in SURE:
            return text
    return ""


def _metas(tree: Any) -> dict[str, str]:
    """Name -> content of the meta elements, the first of a name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = meta.get("property") or meta.get("name") or meta.get("itemprop"), meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _address(tree: Any, metas: dict[str, str], article: linked.Node | None) -> str | None:
    links = (one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split())
    told = [*links, metas.get("og:url"), *linked.texts(article, "url", "mainEntityOfPage")]
    return next(filter(None, map(whence.address, told)), None)


def _found(metas: dict[str, str], article: linked.Node | None) -> Published | None:
    """The day the article's own metadata tell, else the page's."""
    told = [*linked.texts(article, "datePublished"), *(metas[name] for name in DATES if name in metas)]
    return _on(next(filter(None, map(day_of, told)), None))


def _changed(metas: dict[str, str], article: linked.Node | None) -> str | None:
    """The day of the last change that the metadata tell, ISO 8601."""
    told = [*linked.texts(article, "dateModified"), *(metas[name] for name in CHANGES if name in metas)]
    day = next(filter(None, map(day_of, told)), None)
    return day.isoformat() if day else None


def _on(day: date | None) -> Published | None:
    reason = "date lue dans les métadonnées de la page"
    return Published(day.isoformat(), "found", f"{reason} : {in_french(day)}") if day else None


def day_of(told: str) -> date | None:
    """The day in a value of metadata, « 20240303 » and « 2024/03/03 » too; a time of Greenwich is told in Paris's."""
    if (stamp := _GREENWICH.fullmatch(told.strip())) and (day := _in_paris(stamp)):
        return day
    compact = _COMPACT.match(told.strip())
    return any_date(f"{compact[1]}-{compact[3]}-{compact[4]}" if compact else told)


def _in_paris(stamp: re.Match[str]) -> date | None:
    """The day in Paris at a time of Greenwich: two hours later from the last Sunday of March to that of October."""
    try:
        then = datetime(int(stamp[1]), int(stamp[2]), int(stamp[3]), int(stamp[4]), tzinfo=UTC)
    except ValueError:
        return None
    spring, autumn = (_last_sunday(then.year, month) for month in (3, 10))
    return (then + timedelta(hours=2 if spring <= then < autumn else 1)).date()


def _last_sunday(year: int, month: int) -> datetime:
    """One o'clock of Greenwich on the last Sunday of a month of 31 days, when clocks are put on or back."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _marked(tree: Any, heads: set[Any]) -> Published | None:
    """The day marked as that of publication in the page's body; None where several are."""
    days = {day for one in _marks(tree, heads) if (day := day_of(one))}
    return _on(days.pop()) if len(days) == 1 else None


def _marks(tree: Any, heads: set[Any]) -> Iterator[str]:
    for element in tree.iter("time", "meta", "span", "div", "p", "abbr", "li", "b", "i"):
        names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
        if any(name in _MARKED for name in names) and own(element, heads):
            yield element.get("content") or element.get("datetime") or element.text_content()


def _near(url: str | None) -> Published | None:
    """The day in the address, which is most often, but not always, that of publication."""
    match = _IN_ADDRESS.search(url or "")
    day = any_date("-".join(match.groups())) if match else None
    return Published(day.isoformat(), "inferred", f"date dans l’adresse de la page : {in_french(day)}") if day else None
