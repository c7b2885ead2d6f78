"""A PDF of Typst's in half the bytes, its links led to their places.

Typst writes the thousands of tags of an accessible PDF uncompressed, one object each. Here they are laid into
compressed streams of objects, as PDF 1.5 and PDF/A-3 allow, byte for byte: only the table of objects is read. The XMP
packet stays readable, as archives want it.

A link to a place makes Typst set the text around it a second time, once it knows where the place is. So a link to
a numbered sentence comes here as an address, `place:to-3`, and so does that sentence's link to itself,
`place:here-3`: where the second stands is where the first one leads.
"""
from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

PER_STREAM = 400             # objects; a reader unpacks them all to see one
ABOVE = 1.0                  # points: a raised number stands that much below the top of its line

Objects = dict[int, bytes]   # what stands between "12 0 obj" and "endobj", by number

_TAIL = re.compile(rb"trailer\n<</Size \d+(/Root \d+ 0 R[^\n]*)>>\nstartxref\n(\d+)\n%%EOF\s*")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20                  # bytes of one line of the table
_END, _STREAM_END = b"\nendobj", b"\nendstream"
_PAGES = re.compile(rb"<</Type/Pages/Count (\d+)/Kids\[([\d R]*)\]>>")
_ANNOTATIONS = re.compile(rb"/Annots\[([\d R]*)\]")
_ADDRESS = b"/URI(place:"
# From the first byte of the object to the last: it cannot be a piece of another text.
_LINK = re.compile(
    rb"(<</Type/Annot/Subtype/Link/Rect\[(\S+) \S+ \S+ (\S+)\][^()<>]*)"
    rb"/A<</Type/Action/S/URI/URI\(place:(to|here)-(\d+)\)>>([^()<>]*)/Contents\(place:[a-z]+-\d+\)>>")


class UnfamiliarError(ValueError):
    """The file is not written as this module knows Typst to write."""


def packed(data: bytes) -> bytes:
    """The same document, packed. Raises `UnfamiliarError` for a file that is written in another way."""
    tail = _TAIL.fullmatch(data, data.rfind(b"trailer\n"))
    if tail is None:
        raise UnfamiliarError("no trailer")
    head, found = _objects(data, int(tail[2]))
    streams = {number: body for number, body in found.items() if body.endswith(_STREAM_END)}
    plain = {number: body for number, body in found.items() if number not in streams}
    _lead(plain)
    return _written(head, streams, plain, tail[1])


def _objects(data: bytes, table: int) -> tuple[bytes, Objects]:
    """What stands before the first object, and all objects."""
    told = _TABLE.match(data, table)
    if told is None:
        raise UnfamiliarError("no table")
    lines = (data[at:at + _ENTRY] for at in range(told.end(), told.end() + int(told[1]) * _ENTRY, _ENTRY))
    starts = sorted((int(line[:10]), number) for number, line in enumerate(lines) if line[17:18] == b"n")
    ends = [*(start for start, _ in starts[1:]), table]
    found = {number: _body(data[start:end], number) for (start, number), end in zip(starts, ends, strict=True)}
    return data[:starts[0][0]], found


def _body(text: bytes, number: int) -> bytes:
    opening, text = b"%d 0 obj\n" % number, text.rstrip()
    if not (text.startswith(opening) and text.endswith(_END)):
        raise UnfamiliarError(f"object {number}")
    return text[len(opening):-len(_END)]


# Links ---------------------------------------------------------------------------------------------------------------

def _lead(plain: Objects) -> None:
    """Every link of ours to the place where the sentence's own link stands."""
    links = list(_links(plain))
    places: dict[bytes, tuple[bytes, bytes]] = {}
    for _, page, count, link in links:
        if link[4] == b"here":
            spot = b"/Dest[%d 0 R/XYZ %s %.3f 0]" % (page, link[2], float(link[3]) + ABOVE)
            places.setdefault(link[5], (spot, b"/Contents(page %d)>>" % count))
    for number, _, _, link in links:
        if link[5] not in places:
            raise UnfamiliarError("a link to nowhere")
        spot, said = places[link[5]]
        plain[number] = link[1] + spot + link[6] + said


def _links(plain: Objects) -> Iterator[tuple[int, int, int, re.Match[bytes]]]:
    """Each link of ours: the numbers of its object and of its page's, the page as a reader counts, its parts."""
    for count, page in enumerate(_pages(plain), start=1):
        annotations = _ANNOTATIONS.search(plain[page])
        for number in _references(annotations[1]) if annotations else ():
            if _ADDRESS in plain[number]:
                link = _LINK.fullmatch(plain[number])
                if link is None:
                    raise UnfamiliarError("a link")
                yield number, page, count, link


def _pages(plain: Objects) -> list[int]:
    """The numbers of the pages' objects, in order."""
    listed = next((match for body in plain.values() if (match := _PAGES.fullmatch(body))), None)
    pages = _references(listed[2]) if listed else []
    if listed is None or len(pages) != int(listed[1]) or not all(b"/Type/Page/" in plain[page] for page in pages):
        raise UnfamiliarError("no list of pages")
    return pages


def _references(text: bytes) -> list[int]:
    """12 0 R 13 0 R -> [12, 13]"""
    return list(map(int, text.split()[::3]))


# Writing -------------------------------------------------------------------------------------------------------------

def _written(head: bytes, streams: Objects, plain: Objects, trailer: bytes) -> bytes:
    """The file: streams as they are, all else in streams of objects, and where everything is as a last stream."""
    rows = {0: (0, 0, 255)}
    free = max([0, *streams, *plain]) + 1
    holders: Objects = {}
    for first in range(0, len(plain), PER_STREAM):
        inside = list(plain)[first:first + PER_STREAM]
        rows.update((number, (2, free, index)) for index, number in enumerate(inside))
        holders[free] = _holder(inside, plain)
        free += 1
    out, place = [head], len(head)
    for number, body in [*streams.items(), *holders.items()]:
        rows[number] = (1, place, 0)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        place += len(out[-1])
    rows[free] = (1, place, 0)
    out.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (free, _table(rows, trailer), place))
    return b"".join(out)


def _holder(numbers: list[int], plain: Objects) -> bytes:
    """A stream of objects: numbers and places first, then the objects."""
    places, at = [], 0
    for number in numbers:
        places.append(b"%d %d" % (number, at))
        at += len(plain[number]) + 1
    index = b" ".join(places) + b"\n"
    text = index + b"\n".join(plain[number] for number in numbers)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(index)), text)


def _table(rows: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Where each object is. Rows hold their difference from the row above: most of them then are the same."""
    size = max(rows) + 1
    lines = [b"%c%s%s" % (kind, place.to_bytes(4, "big"), index.to_bytes(2, "big"))
             for kind, place, index in (rows.get(number, (0, 0, 0)) for number in range(size))]
    above = [bytes(7), *lines]
    told = b"".join(b"\x02" + bytes((a - b) & 255 for a, b in zip(line, last, strict=True))
                    for line, last in zip(lines, above, strict=False))
    return _stream(b"/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>%s" % (size, trailer), told)


def _stream(entries: bytes, text: bytes) -> bytes:
    data = zlib.compress(text)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)
