"""XML: one file of TEI P5, or a folder for TXM, a file a text and a table of metadata beside them."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from .fields import body, metadata
from .tables import harmless

if TYPE_CHECKING:
    from ..article import Article

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")     # XML holds none of these
_TAGS = {"heading": "head", "list-item": "item"}
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
    yield (f'{HEAD}<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc><titleStmt><title>Corpus'
           "</title></titleStmt><publicationStmt><p>press-briefing</p></publicationStmt><sourceDesc><p>Articles de "
           "presse</p></sourceDesc></fileDesc></teiHeader>\n")
    for article in articles:
        title = f"<head>{_safe(article.title)}</head>\n" if article.title else ""
        yield f"<TEI>\n{_header(article)}<text><body>\n{title}{_blocks(article)}\n</body></text>\n</TEI>\n"
    yield "</teiCorpus>\n"


def _header(article: Article) -> str:
    told = metadata(article)
    names = [name for name in told["auteur"].split(", ") if name]
    authors = "".join(f"<author>{_safe(name)}</author>" for name in names)
    monograph = f'<monogr><title level="j">{_safe(told["journal"])}</title><imprint>'
    monograph += f"<publisher>{_safe(told['journal'])}</publisher>" if told["journal"] else ""
    monograph += f'<date when={_attribute(told["date"])}/>' if told["date"] else ""
    scopes = {"section": told["rubrique"], "page": told["page"], "words": told["mots"], "base": told["base"]}
    scopes |= dict(list(told.items())[11:])
    monograph += "".join(f"<biblScope unit={_attribute(name)}>{_safe(value)}</biblScope>"
                         for name, value in scopes.items() if value)
    identity = f"<idno>{_safe(told['reference'])}</idno>" if told["reference"] else ""
    where = f"<ref target={_attribute(told['url'])}/>" if told["url"] else ""
    return (f"<teiHeader><fileDesc><titleStmt><title>{_safe(told['titre'])}</title>{authors}</titleStmt>"
            f"<publicationStmt><p>press-briefing</p></publicationStmt><sourceDesc><biblStruct>{monograph}</imprint>"
            f"</monogr>{identity}{where}</biblStruct></sourceDesc></fileDesc><profileDesc><langUsage><language "
            f"ident={_attribute(article.language)}/></langUsage></profileDesc></teiHeader>\n")


# -- TXM ----------------------------------------------------------------------------------------------------


def txm(articles: Iterable[Article]) -> Iterator[str]:
    """A corpus in one file, each text with its metadata as attributes."""
    yield f"{HEAD}<corpus>\n"
    for number, article in enumerate(articles, 1):
        yield _text(article, f"t{number:05d}")
    yield "</corpus>\n"


def _text(article: Article, identity: str) -> str:
    told = {"id": identity, **metadata(article)}
    named = {re.sub(r"[^\w-]+", "_", name): value for name, value in told.items() if value}
    attributes = " ".join(f"{name}={_attribute(value)}" for name, value in named.items()
                          if re.match(r"[^\W\d]", name))
    title = f"<head>{_safe(article.title)}</head>\n" if article.title else ""
    return f"<text {attributes}>\n{title}{_blocks(article)}\n</text>\n"


def txm_folder(articles: Iterable[Article], folder: Path) -> None:
    """A folder as TXM's module XML-TEI takes it: `NAME.xml` for each text, and `metadata.csv` by these names."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, names = list[dict[str, str]](), ["id"]
    for number, article in enumerate(articles, 1):
        stem = _NAME.sub("-", (article.title or "texte").lower())[:40].strip("-")
        identity = f"t{number:05d}-{stem}".strip("-")
        (folder / f"{identity}.xml").write_text(HEAD + _text(article, identity), encoding="utf-8")
        rows.append({"id": identity, **{name: harmless(value) for name, value in metadata(article).items()}})
        names += [name for name in rows[-1] if name not in names]
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
