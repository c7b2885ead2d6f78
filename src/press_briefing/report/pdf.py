"""A page as PDF by Typst: one file that is PDF/A-3a (archive, data attached) and PDF/UA-1 (accessible) at once.

Text, pictures and attachments go to Typst as data in a folder that holds nothing else; the only source is our template.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from press_briefing.model.errors import RenderError
from press_briefing.report import blocks, design, typst_checks, wording
from press_briefing.report.elements import text_of
from press_briefing.report.identity import PAPERS, Identity
from press_briefing.report.page import ArrangedPage

TEMPLATE = Path(__file__).parent / "templates" / "typst" / "briefing.typ"
STANDARDS: list[Any] = ["a-3a", "ua-1"]
# Attached files say what they are to the document; PDF/A-3 asks for one of these words.
RELATIONSHIP = "data"
# Words: a shorter briefing has so few pages that nobody needs a list of its sections.
LONG = 2500
KEPT = 10  # documents for which Typst keeps what it laid out
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # a document without any date still has the same bytes every time


@dataclass(frozen=True)
class Attachment:
    """A file carried inside the PDF: `name` as the reader saves it, `mime` as registered with IANA."""

    name: str
    data: bytes
    mime: str
    description: str = ""


def page_to_pdf(page: ArrangedPage, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """The page as PDF bytes. Raises `RenderError` when Typst refuses it."""
    document = blocks.document(page.head, page.main)
    with tempfile.TemporaryDirectory(prefix="press-briefing-") as folder:
        root = Path(folder).resolve()
        for name, data in document.pictures.items():
            (root / name).write_bytes(data)
        for number, attachment in enumerate(attachments):
            (root / f"attachment-{number}").write_bytes(attachment.data)
        content = _content(page, document, attachments)
        return _packed(root, content, sorted(document.pictures), moment_of(page.identity))


def note_to_pdf(page: ArrangedPage) -> bytes | None:
    """The note alone, the head of a briefing of ours, as PDF bytes; None for a page without one."""
    if not _has_note(page):
        return None
    return page_to_pdf(replace(page, main=page.main.makeelement("div", {}), contents=[]))


def _has_note(page: ArrangedPage) -> bool:
    """Whether a page is a briefing of ours, which opens with its note."""
    return "brief" in (page.head.get("class") or "").split()


def _is_brief(page: ArrangedPage) -> bool:
    return _has_note(page) and len(text_of(page.main).split()) < LONG


def _packed(root: Path, content: dict[str, Any], pictures: list[str], moment: datetime) -> bytes:
    """The document in half the bytes; set again, with links as Typst makes them, where one leads nowhere otherwise."""
    from press_briefing.report import packing

    try:
        return packing.packed(_set(root, {**content, "later": True}, pictures, moment))
    except packing.LostLinkError:
        return packing.packed(_set(root, {**content, "later": False}, pictures, moment))


def _set(root: Path, content: dict[str, Any], pictures: list[str], moment: datetime) -> bytes:
    """The document, first with every picture; where Typst refuses some, with their alternate texts instead."""
    try:
        return _compile(root, content, moment)
    except RenderError:
        refused = {name for name in pictures if not _accepted(root, name)}
        if not refused:
            raise
        return _compile(root, {**content, "blocks": typst_checks.without_pictures(content["blocks"], refused)}, moment)


def _accepted(root: Path, name: str) -> bool:
    """Whether Typst takes a picture. Asked only after a failure."""
    import typst

    try:
        # The name is one we gave, a number and a format; the standard is asked too, since it refuses some colours.
        typst.compile(
            f'#set document(date: auto)\n#image("{name}", alt: "-")'.encode(),
            root=str(root),
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-3b"],
            timestamp=EPOCH,
        )
    except typst.TypstError:
        return False
    return True


def _content(page: ArrangedPage, document: blocks.TypstDocument, attachments: Sequence[Attachment]) -> dict[str, Any]:
    identity = page.identity
    moment = identity.moment
    return {
        "title": blocks.plain(page.title),
        "running": blocks.plain(identity.running_title or page.title),
        "author": blocks.plain(identity.author),
        "outlet": blocks.plain(identity.outlet),
        "date": identity.date_words,
        "truncated": identity.truncated,
        "day": [moment.year, moment.month, moment.day] if moment else None,
        "description": blocks.plain(identity.description),
        "keywords": [blocks.plain(word) for word in identity.keywords],
        "language": identity.language,
        "paper": PAPERS[identity.paper],
        "words": wording.of(identity.language),
        "colours": design.colours(),
        "contents": 0 if _is_brief(page) else len(page.contents),
        "blocks": typst_checks.sound(document.blocks),
        "attachments": [
            {
                "name": a.name,
                "path": f"attachment-{number}",
                "mime": a.mime,
                "description": a.description or a.name,
                "relationship": RELATIONSHIP,
            }
            for number, a in enumerate(attachments)
        ],
    }


def moment_of(identity: Identity) -> datetime:
    """The document's creation date: SOURCE_DATE_EPOCH, else the published date, else a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return identity.moment or EPOCH


@cache
def fonts() -> Any:
    """Our faces, then matplotlib's DejaVu and Last Resort for the letters ours lack; nothing of the system."""
    import typst

    # Found, not imported: matplotlib takes longer to import than the document to set.
    found = find_spec("matplotlib")
    fallback = Path(str(found.origin)).parent / "mpl-data" / "fonts" / "ttf" if found else design.FONTS
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(design.FONTS), str(fallback)]
    )


def _compile(root: Path, content: dict[str, Any], moment: datetime) -> bytes:
    import typst

    (root / "document.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    try:
        made = typst.compile(
            TEMPLATE.read_bytes(),
            root=str(root),
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=moment,
        )
    except typst.TypstError as error:
        raise RenderError(
            f"the PDF could not be made: {error.message}",
            where=_where(error),
            cure="the HTML page holds the same content; please report the notebook",
        ) from error
    return bytes(made)


def forget() -> None:
    """Let go of what Typst keeps of the last documents, some 270 MB: an article's pages are of no use to the next's.

    Typst drops what ten documents have not asked for, so it is given ten empty ones, which take some milliseconds.
    """
    import typst

    for _ in range(KEPT):
        typst.compile(b"", font_paths=fonts(), ignore_system_fonts=True, format="svg")


def _where(error: Any) -> str:
    lines = [line.strip() for line in str(getattr(error, "diagnostic", "")).splitlines() if line.strip()]
    return " ".join(lines[:3])[:200]
