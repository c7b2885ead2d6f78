"""What every form writes of an article: its metadata by the names of a corpus, and its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.article import Article, Paragraph

# The columns and variables, in their order.
NAMES = ("titre", "journal", "auteur", "date", "rubrique", "page", "mots", "base", "reference", "url", "langue")


def metadata(article: Article) -> dict[str, str]:
    """The metadata by `NAMES`, then what its corpus noted beside it; a deduced date is none of the article's.

    `mots` is the database's own count. Empty where nothing is known.
    """
    filed = article.filed
    published = article.published
    told = {
        "titre": article.title or "",
        "journal": article.outlet or "",
        "auteur": article.author.name if article.author else "",
        "date": published.value or "" if not published.deduced else "",
        "rubrique": filed.section if filed else "",
        "page": filed.page if filed else "",
        "mots": str(filed.words) if filed and filed.words else "",
        "base": filed.database if filed else "",
        "reference": filed.reference if filed else "",
        "url": article.url or "",
        "langue": article.language,
    }
    for name, value in filed.variables if filed else ():
        told.setdefault(name, value)
    return told


def body(article: Article) -> list[tuple[str, str]]:
    """(kind, text) of each paragraph but the title."""
    return [(one.kind, _text(article, one)) for one in article.paragraphs if one.kind != "title"]


def _text(article: Article, paragraph: Paragraph) -> str:
    return article.text[paragraph.start : paragraph.end]


def text(article: Article) -> str:
    """The paragraphs but the title, an empty line between them."""
    return "\n\n".join(text for _, text in body(article))


def more(article: Article) -> dict[str, str]:
    """What a corpus noted beside the article, by names that are none of `NAMES`."""
    return {name: value for name, value in metadata(article).items() if name not in NAMES}


def packed(told: dict[str, str]) -> str:
    """« nom=valeur | nom=valeur », as the tables and references hold what has no field of its own."""
    return " | ".join(f"{name}={value}" for name, value in told.items() if value)
