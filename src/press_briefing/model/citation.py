"""How an article is cited: as CSL-JSON, which reference managers read, and as one line a reader reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ..show.formats import dated, typeset
from ..show.messages import translator

if TYPE_CHECKING:
    from .article import Article

HASH = 12  # hex digits of the text's hash that make an id


def csl(article: Article) -> dict[str, Any]:
    """The article as an item of CSL-JSON 1.0 (`article-newspaper`): what is not known is left out.

    A date that we deduced is marked `circa`. An author is given as it signs (`literal`): which of its words is the
    family name is not told.
    """
    filed = article.filed
    told: dict[str, Any] = {
        "id": f"article-{article.sha256[:HASH]}",
        "type": "article-newspaper",
        "title": article.title or "",
        "author": [{"literal": name} for name in names(article)],
        "container-title": article.outlet or "",
        "issued": _issued(article),
        "section": filed.section if filed else "",
        "page": filed.page if filed else "",
        "URL": article.url or "",
        "archive": filed.database if filed else "",
        "archive_location": filed.reference if filed else "",
        "language": article.language,
    }
    return {name: value for name, value in told.items() if value}


def names(article: Article) -> list[str]:
    """The names that sign the article, one by one."""
    signed = article.author.name if article.author else ""
    return [name.strip() for name in signed.replace(" et ", ", ").split(", ") if name.strip()]


def _issued(article: Article) -> dict[str, Any]:
    """The day of publication as CSL has it; empty without a full one."""
    try:
        day = date.fromisoformat(article.published.value or "")
    except ValueError:
        return {}
    about = {"circa": True} if article.published.deduced else {}
    return {"date-parts": [[day.year, day.month, day.day]], **about}


def line(article: Article, language: str = "fr") -> str:
    """One line: who, « title », paper, day, page, database and its number, address; as far as they are known.

    In the typography of `language`, `fr` or `en`; what is the article's own stays as it is.
    """
    return ", ".join(_parts(article, language)) + "."


def _parts(article: Article, language: str) -> Iterator[str]:
    _ = translator(language)
    if signed := names(article):
        yield ", ".join(signed)
    title = article.title or _("titre non relevé")
    yield typeset(_("« {title} »"), language).format(title=title)
    yield article.outlet or article.source
    if article.published.value:
        yield dated(article.published.value, language, deduced=article.published.deduced)
    if (filed := article.filed) is not None:
        if filed.section:
            yield filed.section
        if filed.page:
            yield _("p. {page}").format(page=filed.page)
        if filed.database or filed.reference:
            yield " ".join(filter(None, (filed.database, filed.reference)))
    if article.url:
        yield article.url
