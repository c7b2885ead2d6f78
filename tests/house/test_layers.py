"""One direction, no back and forth: a room imports only rooms before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "src" / "press_briefing"

# The rooms in the order of the flow; this is the one place that lists them. A line holds rooms of one level: they
# stand side by side and do not know each other. A folder may hold rooms of several levels, each named with its folder.
LEVELS = (
    "model.errors model.typography model.versions show.palette measure.accuracy",
    "guard accelerate.switch",
    "accelerate.imports accelerate.figures",
    "lexicons show.messages",
    "model.article",
    "model.analysis model.settings show.formats show.live",
    "model.citation show.condition",
    "gazetteer french show.outlines",
    "capture.clean accelerate.reading",
    "capture.read",
    "analyse",
    "confined",
    "measure.deeds measure.lexicometry measure.sourcing measure.tolls measure.tone_views",
    "measure.highlights",
    "measure.tables",
    "show.figures",
    "show.note",
    "show.views",
    "show.explore",
    "accelerate.kernels",
    "report report.archive corpus.dataset corpus.corpora service.ledger",
    "report.request",
    "report.manifest",
    "report.crate report.of_article report.verify",
    "report.filing",
    "report.pipeline",
    "report.briefing",
    "corpus.batch corpus.review service.site service.post report.lab",
    "corpus.cluster",
    "service.schedule",
    "service.doctor",
    "cli",
    "__main__",
)
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms.split()}

# Imports against the direction, each with its reason.
EXCEPTIONS = {
    (
        "model.article",
        "capture.clean",
    ),  # Article.from_text: a convenience the public interface promises, imported lazily
}
# The root names the public interface; a room may ask it for nothing but the version.
ROOT_NAMES = {"__version__"}


def room_of(path: Path) -> str:
    """The room a module of the package belongs to."""
    return room(list(path.relative_to(PACKAGE).with_suffix("").parts))


def room(parts: list[str]) -> str:
    """The room of what is named by `parts` below the package: with its folder, where that holds several."""
    deep = ".".join(parts[:2])
    return deep if deep in LEVEL else parts[0]


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported, relative imports resolved against `package`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def rooms_imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and room of each import of our own package in `source`, a module of `package`."""
    for line, name in imported(source, package):
        root, _, rest = name.partition(".")
        if root == "press_briefing":
            yield line, room(rest.split(".")) or "press_briefing"


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


# A folder that holds several rooms is none itself.
FOLDERS = {name.split(".")[0] for name in LEVEL if "." in name} - set(LEVEL)
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py" and room_of(path) not in FOLDERS
)


def test_every_room_has_a_level():
    assert {room_of(path) for path in MODULES} - set(LEVEL) == set(), "give the new room its place in LEVELS"


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_a_folder_of_rooms_says_what_they_are_and_imports_nothing(folder):
    tree = ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    assert wrong_turns(room_of(path), rooms_imported(path.read_text(encoding="utf-8"), package_of(path))) == []


@pytest.mark.parametrize(
    ("room", "package", "line"),
    [
        ("capture.clean", "press_briefing.capture.clean", "from ..read import read"),
        ("capture.clean", "press_briefing.capture.clean", "from ... import analyse"),
        ("measure.tables", "press_briefing.measure.tables", "from ...show.views.words import show"),
        ("model.article", "press_briefing.model", "def later():\n    import press_briefing.cli"),
        ("measure.tolls", "press_briefing.measure", "from . import sourcing"),
        ("show.figures", "press_briefing.show.figures", "from press_briefing import build"),
        ("show.figures", "press_briefing.show.figures", "import press_briefing"),
    ],
)
def test_a_wrong_turn_is_seen(room, package, line):
    assert len(wrong_turns(room, rooms_imported(line, package))) == 1


def test_a_right_turn_is_not():
    line = (
        "from ... import __version__\nfrom ...model import typography\nfrom ...model.article import Article\n"
        "from . import steps\nimport json"
    )
    assert wrong_turns("capture.clean", rooms_imported(line, "press_briefing.capture.clean")) == []


def test_analysing_needs_no_reporting():
    """The flow holds at run time too: reading and analysing bring neither papermill nor matplotlib nor pandas."""
    code = (
        "import sys, press_briefing as p; p.analyse(p.Article.from_text('Le ministre a parlé hier à Bamako.'));"
        "print(*sorted({'papermill', 'nbconvert', 'matplotlib', 'pandas', 'typst'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
