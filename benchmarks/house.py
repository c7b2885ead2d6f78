"""What the house looks like to a stranger, in figures: python benchmarks/house.py [CHECKOUT ...]

One column a checkout, so that before and after stand side by side (`git worktree add ../before COMMIT`).
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LONG = 300  # lines of a module that is looked at
FRENCH = set("éèêëàâçùûôîïœÉÈÀÇ")  # a literal with one of these is French
SECTIONS = ("Parameters", "Returns", "Raises", "`", ">>>")  # what a docstring tells beyond its first line
# Tables of messages, which a catalogue translates (`tests/show/test_messages.py` holds them all).
MESSAGES = ("MARKS", "WORDS", "TEXTS", "LABELS", "RULES", "_SEASONS")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    """Print the table."""
    checkouts = [Path(name) for name in sys.argv[1:]] or [Path(__file__).parent.parent]
    columns = [figures(checkout / "src/press_briefing") for checkout in checkouts]
    for name in columns[0]:
        print(f"{name:<52}" + "".join(f"{column[name]:>14}" for column in columns))


def figures(package: Path) -> dict[str, str]:
    """Name -> figure of one package."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))}
    trees = {path: ast.parse(source) for path, source in sources.items()}
    lines = {path: source.count("\n") for path, source in sources.items()}
    lengths = sorted(
        node.end_lineno - node.lineno + 1 for tree in trees.values() for node in functions(tree) if node.end_lineno
    )
    names = Counter(node.name for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    public = [node for tree in trees.values() for node in functions(tree) if not node.name.startswith("_")]
    return {
        "modules": str(len(sources)),
        "lines": str(sum(lines.values())),
        "modules at the top of the package": str(sum(path.parent == package for path in sources)),
        f"modules over {LONG} lines": str(sum(count > LONG for count in lines.values())),
        "functions": str(len(lengths)),
        "lines of a function: median / nine in ten / longest": f"{statistics.median(lengths):.0f} / {lengths[9 * len(lengths) // 10]} / {lengths[-1]}",
        "modules in import cycles, imports in functions too": str(len(in_cycles(package, trees))),
        "public functions with a docstring, %": f"{100 * share(public, 1):.0f}",
        "public functions that tell more than a line, %": f"{100 * share(public, 2):.0f}",
        "class names that occur more than once": str(sum(count > 1 for count in names.values())),
        "French literals in code, lexicons apart": str(sum(map(french, trees.values()))),
        "lists of more than five French words in code": str(sum(map(listed, trees.values()))),
    }


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def share(public: list[Function], most: int) -> float:
    """Share of functions whose docstring is there (1), or tells parameters, results, errors or an example (2)."""
    told = [ast.get_docstring(node) or "" for node in public]
    full = sum(bool(text) and (most == 1 or any(word in text for word in SECTIONS)) for text in told)
    return full / max(1, len(told))


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Strings that are no docstring and no message for a translator: handed over, in a table, or the head of a column."""
    spoken = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in ("say", "_", "none")
        for argument in node.args
    } | {
        id(named.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in ("Column", "ShownColumn", "column")
        for named in node.keywords
        if named.arg in ("label", "head")
    }
    tabled = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & set(MESSAGES)
        for inner in ast.walk(node.value)
    }
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken | tabled | docs
    )


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def french(tree: ast.AST) -> int:
    """Literals with a letter that only French text has."""
    return sum(bool(FRENCH & set(node.value)) for node in literals(tree))


def listed(tree: ast.AST) -> int:
    """Collections of more than five words, one of them French."""
    found = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 5:
            words = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found += len(words) == len(node.elts) and any(FRENCH & set(word) for word in words)
    return found


def in_cycles(package: Path, trees: dict[Path, ast.Module]) -> set[str]:
    """Modules that reach themselves by imports, those inside functions counted, those for type checkers not."""
    names = {name_of(path, package): path for path in trees}
    edges = {
        name: set(imported(name, trees[path], names, path.name == "__init__.py")) - {name}
        for name, path in names.items()
    }
    return {name for name in edges if name in reached(name, edges)}


def name_of(path: Path, package: Path) -> str:
    """Dotted name of a module."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(name: str, tree: ast.Module, names: dict[str, Path], package: bool) -> Iterator[str]:
    """Modules of ours that a module imports."""
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typed:
            parts = name.split(".")
            base = parts[: len(parts) - node.level + package] if node.level else []
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            for alias in node.names:
                target = f"{module}.{alias.name}"
                yield from {target} & names.keys() or {module} & names.keys()


def reached(start: str, edges: dict[str, set[str]]) -> set[str]:
    """What is reached from a module by one import or more."""
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += edges[name]
    return seen


if __name__ == "__main__":
    main()
