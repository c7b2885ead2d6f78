"""XML: one file of TEI P5, or a folder for TXM, a file a text and a table of metadata beside them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ...model.citation import names
from .fields import body, metadata, more
from .tables import harmless

if TYPE_CHECKING:
    from ...model.article import Article

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML holds none of these
# What stands in no name of XML: « m² » is none.
_UNNAMED = re.compile("[^A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff-]+")
_TAGS = {"heading": "head", "list-item": "item", "post": "label"}
_NAME = re.compile(r"[^a-z0-9-]+")


def _safe(text: str) -> str:
    return escape(_UNFIT.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_UNFIT.sub("", text))


def _blocks(article: Article) -> str:
    """The paragraphs: `head`, `p`, and items that follow each other in one `list`."""
    told, listed = list[str](), False
    for kind, text in body(article):
        item = kind == "list-item"
        if item != listed:
            told.append("<list>" if item else "</list>")
        listed = item
        tag = _TAGS.get(kind, "p")
        told.append(f"<{tag}>{_safe(text)}</{tag}>")
    return "\n".join([*told, *(["</list>"] if listed else [])])


# -- TEI ----------------------------------------------------------------------------------------------------


def tei(articles: Iterable[Article]) -> Iterator[str]:
    """A `teiCorpus`, each article a `TEI` with its header."""
    yield (
        f'{HEAD}<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc><titleStmt><title>Corpus'
        "</title></titleStmt><publicationStmt><p>press-briefing</p></publicationStmt><sourceDesc><p>Articles de "
        "presse</p></sourceDesc></fileDesc></teiHeader>\n"
    )
    for article in articles:
        title = f"<head>{_safe(article.title)}</head>\n" if article.title else ""
        yield f"<TEI>\n{_header(article)}<text><body>\n{title}{_blocks(article)}\n</body></text>\n</TEI>\n"
    yield "</teiCorpus>\n"


def _header(article: Article) -> str:
    told = metadata(article)
    authors = "".join(f"<author>{_safe(name)}</author>" for name in names(article))
    monograph = f'<monogr><title level="j">{_safe(told["journal"])}</title><imprint>'
    monograph += f"<publisher>{_safe(told['journal'])}</publisher>" if told["journal"] else ""
    monograph += f"<date when={_attribute(told['date'])}/>" if told["date"] else ""
    scopes = {"section": told["rubrique"], "page": told["page"], "words": told["mots"], "base": told["base"]}
    scopes |= more(article)
    monograph += "".join(
        f"<biblScope unit={_attribute(name)}>{_safe(value)}</biblScope>" for name, value in scopes.items() if value
    )
    identity = f"<idno>{_safe(told['reference'])}</idno>" if told["reference"] else ""
    where = f"<ref target={_attribute(told['url'])}/>" if told["url"] else ""
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_safe(told['titre'])}</title>{authors}</titleStmt>"
        f"<publicationStmt><p>press-briefing</p></publicationStmt><sourceDesc><biblStruct>{monograph}</imprint>"
        f"</monogr>{identity}{where}</biblStruct></sourceDesc></fileDesc><profileDesc><langUsage><language "
        f"ident={_attribute(article.language)}/></langUsage></profileDesc></teiHeader>\n"
    )


# -- TXM ----------------------------------------------------------------------------------------------------


def txm(articles: Iterable[Article]) -> Iterator[str]:
    """A corpus in one file, each text with its metadata as attributes."""
    yield f"{HEAD}<corpus>\n"
    for number, article in enumerate(articles, 1):
        yield _text(article, f"t{number:05d}")
    yield "</corpus>\n"


def _text(article: Article, identity: str) -> str:
    attributes = " ".join(f"{name}={_attribute(value)}" for name, value in _named(article, identity).items() if value)
    title = f"<head>{_safe(article.title)}</head>\n" if article.title else ""
    return f"<text {attributes}>\n{title}{_blocks(article)}\n</text>\n"


def _named(article: Article, identity: str) -> dict[str, str]:
    """The metadata by names that XML allows; a variable « id » of the corpus gives way to that of the text."""
    told = {"id": identity}
    for name, value in metadata(article).items():
        plain = _UNNAMED.sub("_", name)
        told.setdefault(plain if plain[:1].isalpha() and plain != "id" else f"_{plain}", value)
    return told


def txm_folder(articles: Iterable[Article], folder: Path) -> None:
    """A folder as TXM's module XML-TEI takes it: `NAME.xml` for each text, and `metadata.csv` by these names."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, columns = list[dict[str, str]](), ["id"]
    for number, article in enumerate(articles, 1):
        stem = _NAME.sub("-", (article.title or "texte").lower())[:40].strip("-")
        identity = f"t{number:05d}-{stem}".strip("-")
        (folder / f"{identity}.xml").write_text(HEAD + _text(article, identity), encoding="utf-8")
        rows.append({name: harmless(value) for name, value in _named(article, identity).items()})
        columns += [name for name in rows[-1] if name not in columns]
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
