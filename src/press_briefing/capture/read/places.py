"""Where a notebook looks for the path it is given.

JupyterLab and nbconvert start a kernel in the notebook's own folder, papermill in the folder it is called from, and our
engine in the folder of the briefing to be, beside its `capture/`. A kernel is told nothing more of where its notebook
lies, so the folder it works in comes first; then, of the workplace (a checkout, or the copies that `press-briefing lab`
makes), the folder the notebook is stored in, and the root. The command line does not ask here: its paths are the
shell's.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from glob import escape, has_magic, iglob
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from unicodedata import normalize

from ...model.errors import SourceError
from ...model.typography import key
from .sources import DEMO

NOTEBOOKS, EXPLORE, DATA, RAW = "notebooks", "notebooks/explore", "data", "data/raw"
MOST_NAMES = 2000  # files of a folder that a mistyped name is compared with
ALIKE = 0.75  # how alike two names are, of 1, before one is proposed for the other


def find(source: str | PathLike[str], *, home: str = NOTEBOOKS, several: bool = False) -> str:
    """The `source` a notebook is given, for `read` or `many`: a relative path as it is seen from the working folder.

    `home`: the folder of a workplace in which the notebook is stored. `several`: a pattern will do. What is no relative
    path (an address, `-`, `demo:NAME`, an absolute path) is given back as it is. Raises `SourceError` with the folders
    tried.

        read(find("data/raw/article.txt"))
    """
    name = fspath(source)
    if not name or name == "-" or name.startswith(DEMO) or "://" in name or Path(name).is_absolute():
        return name
    here = Path.cwd()
    root = workplace(here)
    folders = tried(name, here, root, home)
    for folder in folders:
        found = located(name, folder, several=several)
        if found is not None:
            return found if folder == here else _seen_from(here, root, folder, found)
    what = "no such file or folder" if several else "no such file"
    where = f", neither in {' nor in '.join(map(str, folders))}" if len(folders) > 1 else f" in {here}"
    raise SourceError(what + where, where=name, cure=_cure(name, here, root))


def workplace(folder: Path) -> Path | None:
    """The nearest folder above `folder`, or itself, with notebooks and data; else the checkout this package runs from.

    None where there is neither.
    """
    checkout = Path(__file__).resolve().parents[4]
    return next(filter(_is_workplace, (folder, *folder.parents, checkout)), None)


def tried(name: str, here: Path, root: Path | None, home: str = NOTEBOOKS) -> list[Path]:
    """The folders a relative path may be meant from, in order; a path that leaves the workplace, from `here` only."""
    more = [root / home, root] if root else []
    return list(dict.fromkeys([here, *(folder for folder in more if folder.is_dir() and _stays(root, folder / name))]))


def located(name: str, folder: Path, *, several: bool = False) -> str | None:
    """`name` as `folder` writes it, None when it is not there; with `several` a pattern is there when it matches.

    One name has two spellings, accents apart or not, and what is typed need not be what a disk holds.
    """
    for form in dict.fromkeys((name, normalize("NFC", name), normalize("NFD", name))):
        if os.path.exists(folder / form) or (several and _matches(form, folder)):  # noqa: PTH110  it never raises
            return form
    return None


def seen_from(here: Path, root: Path | None, path: Path) -> str:
    """A path of the workplace `root`, short where `here` is in it too: a message need not tell of a machine."""
    near = root is not None and here.is_relative_to(root)
    return os.path.relpath(path, here) if near else fspath(path)


def _is_workplace(folder: Path) -> bool:
    try:
        return (folder / NOTEBOOKS).is_dir() and (folder / DATA).is_dir()
    except OSError:  # a folder above that may not be looked into
        return False


def _matches(pattern: str, folder: Path) -> bool:
    if "\0" in pattern or not has_magic(pattern):
        return False
    return any(True for _ in iglob(pattern, root_dir=folder, recursive=True))  # noqa: PTH207  as `many` reads it


def _stays(root: Path | None, path: Path) -> bool:
    return root is not None and Path(os.path.normpath(path)).is_relative_to(root)


def _seen_from(here: Path, root: Path | None, folder: Path, found: str) -> str:
    """What `folder` holds as `found`, seen from `here`; the folder is no part of a pattern."""
    before = seen_from(here, root, folder)
    pattern = has_magic(found) and not (folder / found).exists()
    return os.path.join(escape(before) if pattern else before, found)  # noqa: PTH118  `..` stays as the disk reads it


def _cure(name: str, here: Path, root: Path | None) -> str:
    """The file that may be meant, else where files belong."""
    if root is None:
        return "check the path, or give the whole path of the file"
    names = {key(each): f"{RAW}/{each}" for each in _names(root / RAW)} | {key(each): each for each in _names(here)}
    near = get_close_matches(key(Path(name).name), names, n=1, cutoff=ALIKE)
    if near:
        return f"did you mean {names[near[0]]!r}?"
    return f"put the file into {root / RAW} and give {RAW}/ and its name, or give its whole path"


def _names(folder: Path) -> list[str]:
    """The visible files of a folder; none where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(e.name for e in islice(entries, MOST_NAMES) if e.is_file() and not e.name.startswith("."))
    except OSError:
        return []
