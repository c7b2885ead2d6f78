"""Where a dataset lies: a folder, or an address fsspec knows (`s3://…` with s3fs installed, `memory://…`)."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...model.errors import BriefingError, OutputError, SourceError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# Stores that show an object only when it is whole: nothing is written aside there, and they have no rename.
WHOLE = frozenset(("memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci"))
ASIDE = ".writing"


@dataclass(frozen=True)
class Store:
    """A file system and the folder in it; paths below are relative to that folder."""

    fs: AbstractFileSystem
    root: str
    told: str

    @property
    def protocol(self) -> str:
        """`file`, `memory`, `s3`, …"""
        protocol = self.fs.protocol
        return protocol if isinstance(protocol, str) else protocol[0]

    @property
    def local(self) -> bool:
        """Whether it is a folder of this machine."""
        return self.protocol in ("file", "local")

    def path(self, name: str) -> str:
        """The file system's own path of a file of the dataset."""
        return f"{self.root.rstrip('/')}/{name}"

    def address(self, name: str) -> str:
        """How DuckDB is told of a file: a plain path, or an address with its protocol."""
        return self.path(name) if self.local else str(self.fs.unstrip_protocol(self.path(name)))

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none."""
        with self._telling(SourceError, "cannot be read", name):
            try:
                return bytes(self.fs.cat_file(self.path(name)))
            except (FileNotFoundError, NotADirectoryError):
                return None

    def read_all(self, names: list[str]) -> Mapping[str, bytes]:
        """The bytes of many files by name, fetched together where the store can."""
        with self._telling(SourceError, "cannot be read"):
            paths = [self.path(name) for name in names]  # `cat` would take a `[` in a path for a pattern
            found = self.fs.cat_ranges(paths, None, None, on_error="raise") if names else []
        return dict(zip(names, map(bytes, found), strict=True))

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all. Raises `OutputError`."""
        with self._telling(OutputError, "cannot be written", name, "free space there, or give another target"):
            self.fs.makedirs(self.path(name).rpartition("/")[0], exist_ok=True)
            if self.protocol in WHOLE:
                self.fs.pipe_file(self.path(name), data)
            else:
                self._write_aside(name, data)

    def _write_aside(self, name: str, data: bytes) -> None:
        # A name of its own: two workers may write the same unit at once.
        aside = self.path(f"{ASIDE}/{uuid.uuid4().hex}")
        self.fs.makedirs(self.path(ASIDE), exist_ok=True)
        try:
            if self.local:
                _write_through(Path(aside), data)
                Path(aside).replace(self.path(name))
            else:
                self.fs.pipe_file(aside, data)
                self.fs.mv(aside, self.path(name))
        finally:
            with self._forgiving():
                self.fs.rm_file(aside)

    def sizes(self, folder: str) -> dict[str, int]:
        """File name -> bytes of the files right in a folder; empty when there is no such folder."""
        rows = self._listed(folder)
        return {row["name"].rpartition("/")[2]: int(row["size"] or 0) for row in rows if row["type"] == "file"}

    def names(self) -> list[str]:
        """The names of files and folders right in the dataset's folder."""
        return [row["name"].rstrip("/").rpartition("/")[2] for row in self._listed("")]

    def _listed(self, folder: str) -> list[dict[str, Any]]:
        with self._telling(SourceError, "cannot be listed", folder):
            try:
                return list(self.fs.ls(self.path(folder).rstrip("/"), detail=True, refresh=True))
            except FileNotFoundError:
                return []

    def remove(self, name: str) -> None:
        """Take a file away; one that is gone already is no error. Raises `OutputError`."""
        with self._telling(OutputError, "cannot be deleted", name), suppress(FileNotFoundError):
            self.fs.rm_file(self.path(name))

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            return

    @contextmanager
    def _telling(
        self,
        kind: type[BriefingError],
        what: str,
        name: str = "",
        cure: str = "check the address and your rights there",
    ) -> Iterator[None]:
        """Whatever the store raises (each has errors of its own) as one line."""
        where = f"{self.told.rstrip('/')}/{name}" if name else self.told
        try:
            yield
        except BriefingError:
            raise
        except Exception as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise kind(f"{what}: {str(reason)[:200]}", where=where, cure=cure) from error


def _write_through(path: Path, data: bytes) -> None:
    """Write and wait for the disk: a marker must never outlive its parts in a power cut."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def store(target: str | os.PathLike[str], **options: Any) -> Store:
    """The store of a target. Raises `UsageError` when fsspec does not know it or a package is missing for it."""
    from fsspec.core import url_to_fs

    told = os.fspath(target)
    try:
        fs, root = url_to_fs(told, **options)
    except ImportError as error:
        raise UsageError(
            f"needs a package that is not installed: {error}",
            where=told,
            cure="install it (s3fs for s3://, gcsfs for gs://, adlfs for abfs://)",
        ) from None
    except ValueError as error:
        raise UsageError(
            f"is no folder or address we can write to: {error}",
            where=told,
            cure="give a folder, or an address such as s3://bucket/folder",
        ) from None
    return Store(fs, root, told)
