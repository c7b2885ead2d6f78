"""One article as the subject of a report: what its notebook is given, what pages, manifest and crate say of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.citation import csl, line
from ..show.formats import dated
from .manifest import compact, dump, sha256
from .subject import Described, Entity, Subject

if TYPE_CHECKING:
    from ..capture.read import Capture
    from ..model.analysis import Analysis
    from ..model.article import Article
    from ..model.settings import Settings
    from .request import Request

# Names that describe a document to those who file it.
KEYWORDS = 8
# The first page of a note as words: the body of a mail, the summary in an archive.
NOTE = "note.json"
CAPTURE = "capture"  # the folder of what was read
ARTICLE = "#article"  # the work, in the crate


def subject(capture: Capture, analysis: Analysis, request: Request, identifier: str) -> Subject:
    """The article in `capture`, analysed, as the subject of a report."""
    language = request.language
    return Subject(
        identifier=identifier,
        facts={"article": article_facts(analysis.article), "capture": capture_facts(capture)},
        place=lambda folder: place(capture, folder),
        data=lambda: data_files(analysis, language),
        about=lambda: about(analysis, language),
        described=described(analysis.article, capture),
        means={"model": analysis.model, "profile": analysis.profile},
        packages=("weasyprint",) if request.pdf_engine == "weasyprint" else (),
        lent=Lender(capture, analysis, request).lent,
    )


def place(capture: Capture, folder: Path) -> dict[str, str]:
    """Put the capture beside the notebook; the parameter that leads there.

    Parameters
    ----------
    folder: of the report.

    Returns
    -------
    Name of the parameter to its value.
    """
    (folder / CAPTURE).mkdir()
    (folder / CAPTURE / capture.name).write_bytes(capture.data)
    return {"article": f"{CAPTURE}/{capture.name}"}


@dataclass(frozen=True)
class Lender:
    """Hands a kernel the analysis saved, so that it loads no language model."""

    capture: Capture
    analysis: Analysis
    request: Request

    @contextmanager
    def lent(self, settings: Settings) -> Iterator[Settings]:
        """The settings with a cache that holds the analysis."""
        from ..analyse import saved

        with tempfile.TemporaryDirectory(prefix="press-briefing-") as cache:
            saved.save(self.analysis, replace(settings, cache=cache), under=self.reread(settings))
            yield replace(settings, cache=cache)

    def reread(self, settings: Settings) -> Article:
        """The article as the kernel will read it from the capture beside it, which does not tell where it was fetched."""
        from ..capture.read import from_capture

        if "://" not in self.capture.origin:
            return self.analysis.article
        published = self.request.parameters.get("published") or None
        return from_capture(replace(self.capture, origin=self.capture.name), published=published, settings=settings)


# -- what is told of it --------------------------------------------------------------------------------


def article_facts(article: Article) -> dict[str, Any]:
    """What the manifest tells of the article."""
    return {
        "title": article.title,
        "sha256": article.sha256,
        "words": len(article.text.split()),
        "published": {"value": article.published.value, "certainty": article.published.certainty},
        **_whence(article),
        "citation": csl(article),
    }


def _whence(article: Article) -> dict[str, Any]:
    """Who published it and where, when it was last changed and what says that it is cut, as far as that is known."""
    told = {"outlet": article.outlet, "url": article.url, "updated": article.updated}
    cut = {"truncated": {"reason": article.truncated.reason}} if article.truncated else {}
    return {**{name: value for name, value in told.items() if value}, **cut}


def capture_facts(capture: Capture) -> dict[str, Any]:
    """What the manifest tells of the capture; a path says more of a machine than of an article, and is not told."""
    origin = {"origin": capture.origin} if "://" in capture.origin else {}
    return {"name": capture.name, **origin, "sha256": sha256(capture.data), "bytes": len(capture.data)}


def about(analysis: Analysis, language: str) -> dict[str, Any]:
    """What the pages say they are about: title, author, date, …"""
    article = analysis.article
    published = article.published
    deduced = {"description": dated(published.value, language, deduced=True)} if published.deduced else {}
    return {
        "title": article.title or Path(article.source).stem,
        "author": article.author.name if article.author else "",
        "outlet": article.outlet or "",
        "date": published.value or "",
        "date_certainty": published.certainty,
        **deduced,
        "truncated": article.truncated is not None,
        "article_language": article.language,
        "keywords": keywords(analysis),
    }


def keywords(analysis: Analysis) -> list[str]:
    """The actors with a name and the places that stand most often in an article."""
    told = [
        (sum(not mention.doubtful for mention in row.mentions), row.name)
        for row in analysis.actors
        if row.named and not row.doubtful
    ]
    told += [(row.count, row.name) for row in analysis.entity_index if row.label == "LOC"]
    return list(dict.fromkeys(name for _, name in sorted(told, key=lambda row: -row[0])))[:KEYWORDS]


def data_files(analysis: Analysis, language: str) -> dict[str, bytes]:
    """By name, the analysis as JSON, the first page of its note as words, its tables as CSV, and their codebook.

    Parameters
    ----------
    language: of the note.

    Returns
    -------
    Name of a file to its bytes.
    """
    from ..measure import tables
    from ..show import views

    return {
        "analysis.json": compact(analysis.to_dict()),
        NOTE: dump(views.summary(views.Context(analysis, language=language))),
        "CODEBOOK.md": tables.codebook().encode("utf-8"),
        **{f"{name}.csv": tables.csv(table) for name, table in tables.filed_tables(analysis).items()},
    }


# -- in the crate --------------------------------------------------------------------------------------


def described(article: Article, capture: Capture) -> Described:
    """What the crate of a briefing says."""
    return Described(
        name=f"Briefing: {article.title or capture.name}",
        description="A briefing of a press article: the article as it was read, the executed notebook, the page, "
        "and the tables behind it. All is extracted from the article.",
        command=f"build {capture.name}",
        material=(CAPTURE, "The article as it was read"),
        works=works(article),
        rights=(
            "Rights of the author and publisher of the article",
            "The capture and every quotation belong to those who published the article; no licence to them is given "
            "here.",
        ),
        day=article.published.value,
        citation=line(article),
        origin=capture.origin if "://" in capture.origin else "",
    )


def works(article: Article) -> list[Entity]:
    """The article, and its author and publisher as far as they are known."""
    author, outlet = article.author, article.outlet
    person = {"@id": "#author", "@type": "Person", "name": author.name} if author else {}
    if author and author.roles:
        person["jobTitle"] = ", ".join(author.roles)
    publisher = {"@id": "#outlet", "@type": "Organization", "name": outlet} if outlet else {}
    return [_work(article), *filter(None, (person, publisher))]


def _work(article: Article) -> Entity:
    published, author = article.published, article.author
    dated = {"datePublished": published.value} if published.value and not published.deduced else {}
    said = {"description": ". ".join(remarks)} if (remarks := _remarks(article)) else {}
    return {
        "@id": ARTICLE,
        "@type": "Article",
        "name": article.title or article.source,
        "inLanguage": article.language,
        **dated,
        **({"dateModified": article.updated} if article.updated else {}),
        **({"url": article.url} if article.url else {}),
        **said,
        **({"author": {"@id": "#author"}} if author else {}),
        **({"publisher": {"@id": "#outlet"}} if article.outlet else {}),
    }


def _remarks(article: Article) -> list[str]:
    """What must be said beside the date and the text of an article."""
    published, cut = article.published, article.truncated
    inferred = [f"Its date is inferred, not stated: {published.value}"] if published.value and published.deduced else []
    return inferred + ([f"Only a part was captured: {cut.reason}"] if cut else [])
