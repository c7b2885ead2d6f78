"""JupyterLab on copies of the notebooks: saving one there changes no file that git follows, and none that is installed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from ..model.errors import BriefingError, OutputError, UsageError
from .request import stored_notebook

DEFAULT_FOLDER = Path("press-briefing-notebooks")
IN_CHECKOUT = "lab"  # the folder of a checkout for them, which git ignores
# Jupyter's own formats by the programs and modules that each cannot do without: where one is missing, it would only fail.
NEEDS = {
    "PDFExporter": ("pandoc", "xelatex"),
    "LatexExporter": ("pandoc",),
    "RSTExporter": ("pandoc",),
    "ASCIIDocExporter": ("pandoc",),
    "WebPDFExporter": ("import playwright",),
    "QtPDFExporter": ("import PyQt5",),
    "QtPNGExporter": ("import PyQt5",),
}
BRIEFING = "briefing.ipynb"
# A workspace of its own: the analyst finds her tabs again, and ours do not mix with those of her other work.
WORKSPACE = "press-briefing"
NOTEBOOK_FOLDER, DATA_FOLDER = "notebooks", "data"


def open_lab(
    folder: Path | None = None, options: Sequence[str] = (), *, tell: Callable[[Path], object] = lambda root: None
) -> None:
    """Replace this process by JupyterLab with the briefing open; `options` are Jupyter's own.

    `tell` hears which folder is opened, before JupyterLab starts.

    1. find or make the folder that holds `notebooks/`, `data/` and `reports/`
    2. start JupyterLab there

    Raises `BriefingError` where JupyterLab is not installed, `UsageError` or `OutputError` for the folder.
    """
    if find_spec("jupyterlab") is None:
        raise BriefingError("JupyterLab is not installed", cure="python -m pip install jupyterlab, then run again")
    root = workplace(folder)  # 1
    tell(root)
    os.execve(sys.executable, command(root, options), environment())  # 2


def workplace(folder: Path | None = None) -> Path:
    """The folder JupyterLab opens, with copies in it: `folder`, else one in the checkout, else one right here."""
    checkout = _checkout()
    return settle(folder or (checkout / IN_CHECKOUT if checkout else DEFAULT_FOLDER))


def settle(folder: Path) -> Path:
    """Put notebooks and demonstration articles into `folder`, beside an empty `reports/`. Gives its absolute path.

    What is there already stays as it is, however old: it may be somebody's work.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise UsageError("is a file, not a folder", where=folder, cure="name a folder for the notebooks")
    try:
        for source, target in _wanted(folder):
            _copy_new(source, target)
        for name in ("data/raw", "reports"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the notebooks cannot be put there ({error.strerror})",
            where=folder,
            cure="name another folder: press-briefing lab --folder PATH",
        ) from error
    return folder


def command(root: Path, options: Sequence[str] = ()) -> list[str]:
    """The command line: paths as single arguments, so that spaces, apostrophes and accents need no quoting.

    Parameters
    ----------
    root: the folder of the copies.
    options: for Jupyter itself.
    """
    address = f"/lab/workspaces/{WORKSPACE}/tree/{quote(f'{NOTEBOOK_FOLDER}/{BRIEFING}')}"
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url={address}",
        *(f"--{exporter}.enabled=False" for exporter in unusable()),
        *(["--allow-root"] if is_root() else []),  # Jupyter asks for it; who is root in a container cannot be another
        *options,
    ]


def unusable() -> list[str]:
    """Formats of Jupyter's own that cannot be exported here."""
    return [name for name, programs in NEEDS.items() if not all(map(_is_there, programs))]


def _is_there(need: str) -> bool:
    """Whether a program is on PATH, or « import NAME » would find a module."""
    module = need.removeprefix("import ")
    return bool(shutil.which(need) if module == need else find_spec(module))


def is_root() -> bool:
    """Whether this process may do anything."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def environment() -> dict[str, str]:
    """This environment's kernel wins over one of the same name elsewhere, which would lack the package."""
    return {"JUPYTER_PREFER_ENV_PATH": "1", **os.environ}


def _checkout() -> Path | None:
    """The checkout this package runs from, None when it is installed."""
    folder = stored_notebook(BRIEFING).parent
    inside = folder.is_relative_to(Path(str(files("press_briefing"))))
    return None if inside else folder.parent


def _wanted(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Every file a workplace starts with: where it is, where it goes."""
    notebooks = stored_notebook(BRIEFING).parent
    for path in sorted(notebooks.rglob("*")):
        if path.suffix in (".ipynb", ".csv") and ".ipynb_checkpoints" not in path.parts:
            yield path, folder / NOTEBOOK_FOLDER / path.relative_to(notebooks)
    for path in sorted(_demonstration().iterdir()):
        if path.is_file():
            yield path, folder / DATA_FOLDER / "articles" / path.name


def _demonstration() -> Path:
    checkout = _checkout()
    return checkout / "data" / "articles" if checkout else Path(str(files("press_briefing"))) / "demonstration"


def _copy_new(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not (target.exists() or target.is_symlink()):
        shutil.copyfile(source, target)
