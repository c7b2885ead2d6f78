"""What a file is by its first bytes, as its own format lays them down."""

from __future__ import annotations

from collections.abc import Collection

# Looked at where a mark may lie deeper: a tape archive has its own at byte 257.
DEEPEST = 264
_BEGINNINGS = (
    ("rtf", b"{\\rtf"),
    ("office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("postscript", b"%!PS"),
    ("warc", b"WARC/"),
    ("warc", b"filedesc://"),
    ("zip", b"PK\x05\x06"),
    ("zip", b"PK\x07\x08"),
    ("gzip", b"\x1f\x8b"),
    ("packed", b"\xfd7zXZ\0"),
    ("packed", b"7z\xbc\xaf\x27\x1c"),
    ("packed", b"Rar!\x1a\x07"),
    ("packed", b"\x28\xb5\x2f\xfd"),
    ("picture", b"\x89PNG\r\n\x1a\n"),
    ("picture", b"\xff\xd8\xff"),
    ("picture", b"II*\0"),
    ("picture", b"MM\0*"),
    ("picture", b"8BPS\0"),
    ("picture", b"AT&TFORM"),
    ("picture", b"\0\0\0\x0cjP  "),
    ("picture", b"\0\0\x01\0"),
    ("sound", b"ID3\x02"),
    ("sound", b"ID3\x03"),
    ("sound", b"ID3\x04"),
    ("sound", b"\xff\xfb"),
    ("sound", b"\xff\xf3"),
    ("sound", b"\xff\xf1"),
    ("sound", b"OggS\0"),
    ("sound", b"fLaC\0"),
    ("sound", b"\x1aE\xdf\xa3"),
    ("sound", b"FLV\x01"),
    ("sound", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    ("data", b"SQLite format 3\0"),
    ("data", b"\x89HDF\r\n"),
    ("data", b"\x93NUMPY"),
)
# (kind, where, what): marks that a text might hold too; a text holds no zero byte, these do.
_WITH_ZEROS = (
    ("picture", 0, b"GIF8"),
    ("data", 0, b"PAR1"),
    ("packed", 4, b"1AY&SY"),
    ("packed", 257, b"ustar"),
    ("mobi", 60, b"BOOKMOBI"),
    ("picture", 8, b"WEBP"),
    ("sound", 8, b"WAVE"),
    ("sound", 8, b"AVI "),
    ("sound", 8, b"AIFF"),
)
_PICTURES_IN_BOXES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_PACKED = ((b"application/epub+zip", "epub"), (b"application/vnd.oasis.opendocument", "odt"))
# A file in the packed folder that only this kind has.
_MEMBERS = (
    ("xlsx", "xl/workbook.xml"),
    ("xlsx", "xl/workbook.bin"),
    ("pptx", "ppt/presentation.xml"),
    ("epub", "META-INF/container.xml"),
    ("odt", "content.xml"),
    ("pages", "Index/Document.iwa"),
)


def by_magic(data: bytes) -> str:
    """The key of the kind (`kinds.KINDS`) the first bytes name, else an empty string."""
    head = data[:DEEPEST].removeprefix(b"\xef\xbb\xbf")
    begun = head.lstrip(b" \t\r\n")
    told = next((kind for kind, mark in _BEGINNINGS if begun.startswith(mark)), "")
    if not told and b"\0" in data[:DEEPEST]:
        told = next((kind for kind, at, mark in _WITH_ZEROS if head[at : at + len(mark)] == mark), "")
        told = told or _in_boxes(head) or _bitmap(head)
    return told or _property_list(data)


def in_packed(names: Collection[str], head: bytes) -> str:
    """The kind of a packed folder by the names of its files, and by the first of them, which may say it in words."""
    said = next((kind for mark, kind in _PACKED if mark in head[:200]), "")
    return said or next((kind for kind, member in _MEMBERS if member in names), "zip")


def _in_boxes(head: bytes) -> str:
    """Films and new pictures are boxes, the first of which says what is in them."""
    if head[4:8] != b"ftyp":
        return ""
    return "picture" if head[8:12] in _PICTURES_IN_BOXES else "sound"


def _bitmap(head: bytes) -> str:
    """« BM » may begin a text; a picture has four zeros behind its length."""
    return "picture" if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0" else ""


def _property_list(data: bytes) -> str:
    if not data.startswith(b"bplist00"):
        return ""
    return "webarchive" if b"WebMainResource" in data or b"WebResource" in data else "plist"
