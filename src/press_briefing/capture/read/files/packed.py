"""Packed folders (ZIP, gzip) and books (EPUB): each file in them a capture of its own, within stated bounds."""

from __future__ import annotations

import gzip
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from ....model.errors import BriefingError, LimitError, PassedOver, SourceError
from ....model.settings import Settings
from ..kinds import UNFINISHED, by_ending
from ..sources import Capture, safe_name

# A folder unpacks to a few times its size; a bomb to thousands.
MOST_UNPACKED = 10  # times max_bytes, of all its files
MOST_FILES = 20_000
_BAD = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
_OURS = ("__MACOSX/",)  # what a system adds to a folder it packs


def opened(data: bytes, source: str, settings: Settings) -> zipfile.ZipFile:
    """The packed folder, its sizes looked at. Raises `SourceError`, `LimitError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BAD:
        raise SourceError("is packed and cannot be opened", where=source, cure="save it once more") from None
    files, size = archive.infolist(), sum(item.file_size for item in archive.infolist())
    if len(files) > MOST_FILES or size > MOST_UNPACKED * settings.max_bytes:
        raise LimitError(
            f"unpacks to {len(files)} files of {size} bytes, more than the limit of {MOST_FILES} files or "
            f"{MOST_UNPACKED * settings.max_bytes} bytes",
            where=source,
            cure="give a smaller one, or raise max_bytes",
        )
    return archive


def member(archive: zipfile.ZipFile, name: str, source: str, most: int) -> bytes:
    """The bytes of one file, of which at most `most` are unpacked. Raises `SourceError`, `LimitError`."""
    try:
        with archive.open(name) as stream:
            data = stream.read(most + 1)
    except (*_BAD, KeyError) as error:
        locked = "is locked with a password" if "encrypted" in str(error) else "cannot be unpacked"
        raise SourceError(locked, where=source, cure="unpack it, and give the file") from None
    if len(data) > most:
        raise LimitError(f"holds more than {most} bytes", where=source, cure="give a smaller file, or raise max_bytes")
    return data


def members(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """Each file of a packed folder, in order of name; what holds no article is named as passed over."""
    archive = opened(taken.data, taken.origin, settings)
    for item in sorted(archive.infolist(), key=lambda item: item.filename):
        name, origin = item.filename, f"{taken.origin}#{item.filename}"
        hidden = PurePosixPath(name).name.startswith(".") or name.startswith(_OURS)
        if item.is_dir() or hidden:
            continue
        if error := _passed(name, origin):
            yield error
            continue
        try:
            data = member(archive, name, origin, settings.max_bytes)
        except SourceError as error:
            yield error
        else:
            yield (
                Capture(safe_name(PurePosixPath(name).name), data, origin)
                if data.strip()
                else SourceError("is empty", where=origin, cure="pack the folder again")
            )


def _passed(name: str, origin: str) -> PassedOver | None:
    """Why a file is not tried, by its ending."""
    suffix = PurePosixPath(name).suffix.lower()
    kind = by_ending().get(suffix)
    if suffix in UNFINISHED:
        return PassedOver("is a file another program has not finished", where=origin, cure="pack the folder again")
    none = kind is not None and not kind.texts
    return PassedOver(f"is {kind.what} by its ending", where=origin, cure=kind.cure) if kind and none else None


def gzipped(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """The one file in gzip, several streams in a row as web archives have them."""
    most = settings.max_bytes
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(taken.data)) as stream:
            data = stream.read(most + 1)
    except _BAD:
        yield SourceError("is packed with gzip and cannot be unpacked", where=taken.origin, cure="pack it again")
        return
    if len(data) > most:
        yield LimitError(f"unpacks to more than {most} bytes", where=taken.origin, cure="raise max_bytes")
    else:
        name = taken.name.removesuffix(".gz").replace(".tgz", ".tar")
        yield Capture(name or "capture.txt", data, taken.origin)


# -- books --------------------------------------------------------------------------------------------------


def chapters(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """The documents of an EPUB in the order in which they are read; covers and contents are passed over."""
    archive = opened(taken.data, taken.origin, settings)
    left = MOST_UNPACKED * settings.max_bytes
    for name in _spine(archive, taken.origin, settings):
        origin = f"{taken.origin}#{name}"
        try:
            data = member(archive, name, origin, min(left, settings.max_bytes))
        except SourceError as error:
            yield error
            continue
        left -= len(data)
        if _is_text(data):
            yield Capture(safe_name(f"{PurePosixPath(name).stem}.xhtml"), data, origin)
        else:
            yield PassedOver(
                "holds no prose (a cover, a title page or a table of contents)",
                where=origin,
                cure="look into it if an article is there",
            )


PROSE = 60  # words in paragraphs from which a document of a book is no cover


def _is_text(data: bytes) -> bool:
    from ..exports.rows import rows_of_page
    from ..markup import tree_of

    tree = tree_of(data.decode("utf-8", "replace"))
    rows = rows_of_page(tree) if tree is not None else []
    return sum(len(row.text.split()) for row in rows if len(row.text.split()) > 8) >= PROSE


def _spine(archive: zipfile.ZipFile, source: str, settings: Settings) -> list[str]:
    """The names of a book's documents, as its package file orders them."""
    from ..markup import local, parsed

    container = parsed(member(archive, "META-INF/container.xml", source, settings.max_bytes), source)
    package = next((one.get("full-path") for one in container.iter() if local(one) == "rootfile"), None) or ""
    tree = parsed(member(archive, package, source, settings.max_bytes), source)
    items = {one.get("id"): one.get("href") or "" for one in tree.iter() if local(one) == "item"}
    order = [items.get(one.get("idref"), "") for one in tree.iter() if local(one) == "itemref"]
    base = posixpath.dirname(package)
    return [posixpath.normpath(posixpath.join(base, href.partition("#")[0])) for href in order if href][:MOST_FILES]
