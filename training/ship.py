"""Make a trained folder fit to ship: edit trees that no lemma uses left out, the model card written from the scores.

python training/ship.py FOLDER [TARGET]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import srsly

NO_TREE = 2**32 - 1
SIDES = ("prefix_tree", "suffix_tree")
CARD = Path(__file__).parent / "card.md"


def ship(folder: Path) -> None:
    """Prune the lemmatizer of the pipeline in `folder` and write its README.md."""
    prune(folder / "lemmatizer")
    meta = srsly.read_json(folder / "meta.json")
    scores: dict[str, Any] = meta["performance"]
    text = CARD.read_text(encoding="utf-8")
    for name, value in {**scores, "version": meta["version"], "size": f"{size(folder) / 1e6:.1f}"}.items():
        text = text.replace("{" + name + "}", str(value))
    (folder / "README.md").write_text(text, encoding="utf-8")


def size(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def prune(lemmatizer: Path) -> None:
    """Keep the edit trees that labels reach, in order, numbered anew: loading them all takes a third of the time."""
    config = srsly.read_json(lemmatizer / "cfg")
    trees = srsly.msgpack_loads((lemmatizer / "trees").read_bytes())["trees"]
    reached: set[int] = set()
    waiting = list(config["labels"])
    while waiting:
        number = waiting.pop()
        if number != NO_TREE and number not in reached:
            reached.add(number)
            waiting += [trees[number][side] for side in SIDES if side in trees[number]]
    order = {number: place for place, number in enumerate(sorted(reached))}
    order[NO_TREE] = NO_TREE
    kept = [
        {**trees[number], **{side: order[trees[number][side]] for side in SIDES if side in trees[number]}}
        for number in sorted(reached)
    ]
    config["labels"] = [order[number] for number in config["labels"]]
    srsly.write_json(lemmatizer / "cfg", config)
    (lemmatizer / "trees").write_bytes(srsly.msgpack_dumps({"trees": kept}))


if __name__ == "__main__":
    source = Path(sys.argv[1])
    if len(sys.argv) > 2:
        shutil.rmtree(sys.argv[2], ignore_errors=True)
        source = Path(shutil.copytree(source, sys.argv[2]))
    ship(source)
