"""One direction, no back and forth: a room imports only rooms before it."""
from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "press_briefing"

# The rooms in the order of the flow; this is the one place that lists them. A line holds rooms of one level: they
# stand side by side and do not know each other.
LEVELS = (
    "accuracy errors typography palette versions",
    "failing stopping",
    "lexicons messages",
    "article",
    "analysis settings formats",
    "citation",
    "gazetteer french outlines",
    "clean",
    "read",
    "analyse",
    "confined",
    "deeds lexicometry sourcing tolls tone_views",
    "highlights",
    "tables",
    "figures",
    "note",
    "views",
    "explore",
    "archive report dataset ledger corpora",
    "briefing",
    "batch review site post verify lab",
    "cluster",
    "schedule",
    "doctor",
    "cli",
    "__main__",
)
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms.split()}

# Imports against the direction, each with its reason.
EXCEPTIONS = {
    ("article", "clean"),       # Article.from_text: a convenience the public interface promises, imported lazily
}
# The root names the public interface; a room may ask it for nothing but the version.
ROOT_NAMES = {"__version__"}


def room_of(path: Path) -> str:
    """The room a module of the package belongs to: its file or folder right below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported, relative imports resolved against `package`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[:len(parts) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def rooms_imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and room of each import of our own package in `source`, a module of `package`."""
    for line, name in imported(source, package):
        root, _, rest = name.partition(".")
        if root == "press_briefing":
            yield line, rest.split(".")[0] or "press_briefing"


def package_of(path: Path) -> str:
    """The dotted name of the package the module at `path` stands in."""
    return ".".join(("press_briefing", *path.relative_to(PACKAGE).parent.parts))


def wrong_turns(room: str, imports: Iterator[tuple[int, str]]) -> list[str]:
    """What in `imports` a module of `room` must not import."""
    wrong = []
    for line, other in imports:
        if other == room or other in ROOT_NAMES or (room, other) in EXCEPTIONS:
            continue
        if other not in LEVEL:
            wrong.append(f"line {line}: the package root, or a room without a level: {other}")
        elif LEVEL[other] >= LEVEL[room]:
            wrong.append(f"line {line}: {room} imports {other}, which does not come before it")
    return wrong


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def test_every_room_has_a_level():
    assert {room_of(path) for path in MODULES} - set(LEVEL) == set(), "give the new room its place in LEVELS"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    assert wrong_turns(room_of(path), rooms_imported(path.read_text(encoding="utf-8"), package_of(path))) == []


@pytest.mark.parametrize(("room", "package", "line"), [
    ("clean", "press_briefing.clean", "from ..read import read"),
    ("clean", "press_briefing.clean", "from .. import analyse"),
    ("tables", "press_briefing", "from .views.words import show"),
    ("article", "press_briefing", "def later():\n    import press_briefing.cli"),
    ("lexicometry", "press_briefing", "from . import sourcing"),
    ("figures", "press_briefing.figures", "from press_briefing import build"),
    ("figures", "press_briefing.figures", "import press_briefing"),
])
def test_a_wrong_turn_is_seen(room, package, line):
    assert len(wrong_turns(room, rooms_imported(line, package))) == 1


def test_a_right_turn_is_not():
    line = "from .. import __version__, typography\nfrom ..article import Article\nfrom . import steps\nimport json"
    assert wrong_turns("clean", rooms_imported(line, "press_briefing.clean")) == []


def test_analysing_needs_no_reporting():
    """The flow holds at run time too: reading and analysing bring neither papermill nor matplotlib nor pandas."""
    code = ("import sys, press_briefing as p; p.analyse(p.Article.from_text('Le ministre a parlé hier à Bamako.'));"
            "print(*sorted({'papermill', 'nbconvert', 'matplotlib', 'pandas', 'typst'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
