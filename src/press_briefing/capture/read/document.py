"""Word processors' documents and PDF: their lines, and a quick look whether they are a database's export."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ...model.errors import SourceError
from ...model.settings import Settings
from ..clean.draft import Line
from .page import Page

_TAG = re.compile(rb"<[^<>]{0,2000}>")
LOOKED = 2  # pages at either end of a PDF


def page_in(data: bytes, kind: str, *, source: str, settings: Settings) -> Page:
    """The lines of a document of the kind `rtf`, `odt`, `docx`, or of a PDF. Raises `SourceError`, `LimitError`."""
    from .files.texts import read_odt, read_rtf
    from .pdf import read_pdf
    from .zipped import read_docx

    reader = {"rtf": read_rtf, "odt": read_odt, "docx": read_docx}.get(kind, read_pdf)
    return reader(data, source=source, settings=settings)


def export_lines(data: bytes, kind: str, *, source: str, settings: Settings) -> tuple[Line, ...]:
    """The lines of a document that is a database's export; of a PDF its printed lines where a database's own stand."""
    from .exports import standing_alone
    from .pdf import read_export

    if kind:
        return page_in(data, kind, source=source, settings=settings).lines or ()
    return tuple(read_export(data, source=source, settings=settings, alone=standing_alone))


def looks_like_export(data: bytes, kind: str, letters: re.Pattern[str]) -> bool:
    """Whether letters that exports have stand in a document, without reading it as an article."""
    if kind == "rtf":
        return True
    if kind in ("docx", "odt"):
        return bool(letters.search(_packed_text(data, "word/document.xml" if kind == "docx" else "content.xml")))
    return bool(letters.search(_edges(data)))


def _packed_text(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as stream:
            held = stream.read(len(data) * 20 + 1_000_000)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return ""
    return _TAG.sub(b"\n", held).decode("utf-8", "replace")


def _edges(data: bytes) -> str:
    """The text of the first and last pages of a PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        pages = sorted({*range(min(LOOKED, count)), *range(max(0, count - LOOKED), count)})
        return "\n".join(document[number].get_textpage().get_text_bounded() for number in pages).replace("\r\n", "\n")
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise SourceError(f"is a PDF that cannot be opened ({error})", cure="print it to PDF once more") from None
