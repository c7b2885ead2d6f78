"""The channel `folder`: the briefing's files on any filesystem fsspec knows, with checksums that were read back.

Where the filesystem moves folders (a disk, WebDAV, SFTP), the files are written beside their place and moved there
whole. Where it does not (object stores), SHA256SUMS is written last: a folder that has it is complete.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ...model.errors import BriefingError, SettingsError
from ..ledger import Ledger, Run
from .checks import filled
from .condition import seen_before
from .content import Content
from .faults import DeliveryOutcome, Fault, Temporary
from .options import Folder
from .record import DeliveryBook, answer
from .secret import Secret, from_environment, from_keyring, masked
from .words import one_line, slug

CHANNEL = "folder"
SUMS = "SHA256SUMS"
# Filesystems that move a folder at once, or nearly; others copy and delete file by file.
MOVING = frozenset({"file", "local", "webdav", "sftp", "ssh", "smb", "hdfs", "arrow_hdfs", "memory"})
# The protocol of webdav4 is not in fsspec's own list of addresses.
_WEBDAV = {"webdav": "http", "webdavs": "https", "dav": "http", "davs": "https"}


@dataclass(frozen=True)
class Target:
    """A filesystem, the folder in it, and whether it moves folders."""

    filesystem: Any = field(repr=False)
    root: str
    moves: bool

    def at(self, *parts: str) -> str:
        return "/".join([self.root.rstrip("/"), *parts]) if self.root.strip("/") else "/".join(parts)


def deliver_folder(
    run: Run,
    content: Content,
    options: Folder,
    ledger: Ledger,
    *,
    where: str,
    sleep: Callable[[float], None] = time.sleep,
) -> list[DeliveryOutcome]:
    """Copy the briefing to the table's folder; a copy cut short is made again, since that does no harm.

    Parameters
    ----------
    sleep: waits so many seconds before another attempt.

    Returns
    -------
    What became of the one recipient, the folder.
    """
    reason = seen_before(ledger, run, content, CHANNEL, options.url, options.when)
    if reason:
        return [DeliveryOutcome(CHANNEL, options.url, "skipped", reason)]
    book = DeliveryBook(ledger, run, CHANNEL, options, sleep, again=True)
    return book.carry([options.url], "", lambda whom, _: dict.fromkeys(whom, sent(run, content, options, where)))


def sent(run: Run, content: Content, options: Folder, where: str) -> Fault | None:
    """Copy, check, put in place; what went wrong as an answer, without the password."""
    secrets: list[Secret] = []
    try:
        target = opened(options, where, secrets)
        fault = answer(lambda: put(target, name_of(run, content, options), chosen(content.folder, options.files)))
    except BriefingError as error:
        fault = Temporary(str(error))
    except Exception as error:  # each filesystem raises errors of its own
        fault = Temporary(f"{type(error).__name__}: {error}")
    return type(fault)(one_line(masked(str(fault), secrets, options.user), 300)) if fault else None


def name_of(run: Run, content: Content, options: Folder) -> str:
    """The folder of the briefing below `url`, each part of it safe on any system."""
    values = {
        "briefing": content.id,
        "report": run.report,
        "date": content.date or "sans-date",
        "due": f"{run.logical_date:%Y-%m-%d}",
    }
    path = filled(options.name, {name: slug(value) for name, value in values.items()})
    return "/".join(part for part in path.split("/") if part.strip(". ")) or slug(content.id)


def chosen(folder: Path, patterns: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a briefing that match one of the patterns, by their path in it."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if any(fnmatch(name, one) for one in patterns)}


def sums(files: Mapping[str, bytes]) -> bytes:
    """What `sha256sum --check` reads."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def put(target: Target, name: str, files: Mapping[str, bytes]) -> None:
    """Write `files` as the folder `name`, checked by reading back; what stood there before goes last.

    Raises `Temporary` when a file reads back otherwise than it was written.
    """
    told = sums(files)
    if _stands(target, name, told):
        return
    if not target.moves:
        _write(target, name, files)
        _pipe(target, f"{name}/{SUMS}", told)
        return
    aside = f".{name.replace('/', '-')}.part"
    _remove(target, aside)
    _write(target, aside, {**files, SUMS: told})
    _move_over(target, aside, name)


def _stands(target: Target, name: str, told: bytes) -> bool:
    """Whether this very briefing is already there, whole: then nothing is copied again."""
    try:
        return bool(target.filesystem.cat_file(target.at(name, SUMS)) == told)
    except (OSError, ValueError):
        return False


def _write(target: Target, name: str, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        _pipe(target, f"{name}/{path}", data)
    for path, data in files.items():
        back = target.filesystem.cat_file(target.at(name, path))
        if hashlib.sha256(back).digest() != hashlib.sha256(data).digest():
            raise Temporary(f"{path} reads back otherwise than it was written")


def _pipe(target: Target, path: str, data: bytes) -> None:
    whole = target.at(path)
    target.filesystem.makedirs(whole.rpartition("/")[0], exist_ok=True)
    target.filesystem.pipe_file(whole, data)


def _move_over(target: Target, aside: str, name: str) -> None:
    """Put the finished folder in its place; the one that stood there is kept until it is."""
    filesystem, final, old = target.filesystem, target.at(name), f".{name.replace('/', '-')}.old"
    if filesystem.exists(final):
        _remove(target, old)
        filesystem.mv(final, target.at(old), recursive=True)
    parent = final.rpartition("/")[0]
    if parent:
        filesystem.makedirs(parent, exist_ok=True)
    filesystem.mv(target.at(aside), final, recursive=True)
    _remove(target, old)


def _remove(target: Target, name: str) -> None:
    if target.filesystem.exists(target.at(name)):
        target.filesystem.rm(target.at(name), recursive=True)


def opened(options: Folder, where: str, secrets: list[Secret]) -> Target:
    """The filesystem of the table's address; its passwords are added to `secrets`. Raises `SettingsError`."""
    from fsspec.core import url_to_fs

    more = {name: _kept(from_environment(told, where=where), secrets) for name, told in options.options_env.items()}
    login = _login(options, where, secrets)
    scheme = urlsplit(options.url).scheme.lower() if "://" in options.url else "file"
    try:
        if scheme in _WEBDAV:
            return _webdav(options, {**options.options, **more}, login)
        named = {"username": login[0], "password": login[1]} if login else {}
        filesystem, root = url_to_fs(options.url, **{**options.options, **more, **named})
    except (ImportError, ValueError) as error:
        package = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "sftp": "paramiko"}.get(scheme)
        raise SettingsError(
            f"{scheme}:// cannot be opened: {one_line(str(error), 160)}",
            where=where,
            cure=f"pip install {package}" if package else "correct url",
        ) from None
    return Target(filesystem, root, scheme in MOVING)


def _webdav(options: Folder, more: Mapping[str, Any], login: tuple[str, str] | None) -> Target:
    try:
        from webdav4.fsspec import WebdavFileSystem
    except ImportError:
        raise ImportError("needs the package webdav4 (pip install 'press-briefing[delivery]')") from None
    parts = urlsplit(options.url)
    base = urlunsplit((_WEBDAV[parts.scheme.lower()], parts.netloc, parts.path, "", ""))
    made = WebdavFileSystem(base, auth=login, timeout=options.timeout, skip_instance_cache=True, **more)
    return Target(made, "", True)


def _login(options: Folder, where: str, secrets: list[Secret]) -> tuple[str, str] | None:
    if not options.user:
        return None
    found = (
        from_environment(options.password_env, where=where)
        if options.password_env
        else from_keyring(options.password_keyring, options.user, where=where)
    )
    return options.user, _kept(found, secrets)


def _kept(secret: Secret, secrets: list[Secret]) -> str:
    secrets.append(secret)
    return secret.reveal()
