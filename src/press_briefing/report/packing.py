"""A PDF of Typst's in half the bytes, its links led to their places.

Typst writes the thousands of tags of an accessible PDF uncompressed, one object each; PDF 1.5 and PDF/A-3 allow
compressed streams of objects. The XMP packet stays readable, as archives want it.

A link to a place makes Typst set the text around it a second time, once it knows where the place is. So a link to
a numbered sentence comes here as an address, `place:to-3`, and so does that sentence's link to itself,
`place:here-3`: where the second stands is where the first one leads.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

ABOVE = 1.0  # points: a raised number stands that much below the top of its line
SCHEME = "place:"  # no address of a document: the sanitiser lets none through that is not of the web or mail
HERE = "here"


class LostLinkError(ValueError):
    """A link leads to a sentence whose number is not there."""


@dataclass(frozen=True)
class Link:
    """A link of ours: the annotation, the page it stands on and its count as a reader counts, and what it says."""

    annotation: pikepdf.Object
    page: pikepdf.Object
    count: int
    kind: str
    number: str


def packed(data: bytes) -> bytes:
    """The same document, packed. Raises `LostLinkError`.

    The file's second identifier comes from its content, so that the bytes stay the same.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        _lead(list(_links(document)))
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _links(document: pikepdf.Pdf) -> Iterator[Link]:
    for count, page in enumerate(document.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(SCHEME):
                kind, _, number = address.removeprefix(SCHEME).partition("-")
                yield Link(annotation, page.obj, count, kind, number)


def _lead(links: list[Link]) -> None:
    """Every link to the place where the sentence's own link stands."""
    places = {link.number: link for link in reversed(links) if link.kind == HERE}  # the first of each
    for link in links:
        place = places.get(link.number)
        if place is None:
            raise LostLinkError(link.number)
        left, _, _, top = place.annotation.Rect
        link.annotation.Dest = pikepdf.Array([place.page, pikepdf.Name.XYZ, left, round(float(top) + ABOVE, 3), 0])
        link.annotation.Contents = pikepdf.String(f"page {place.count}")
        del link.annotation["/A"]
