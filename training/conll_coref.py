"""DEMOCRAT's texts with their chains, as `coreference_databases` has them (CC BY-SA 4.0): words, sentences, mentions.

git clone https://github.com/boberle/coreference_databases; files democrat_dem1921/dem1921_sg.{dev,test}.conll
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Document:
    """A text with one paragraph a sentence; `mentions`: (start, end, chain), offsets into `text`."""

    name: str
    text: str = ""
    mentions: list[tuple[int, int, int]] = field(default_factory=list)


def documents(path: Path) -> Iterator[Document]:
    """Every document of a file, in order."""
    for block in path.read_text(encoding="utf-8").split("#begin document (")[1:]:
        name, _, body = block.partition(")")
        yield _document(name, [rows for part in body.split("\n\n") if (rows := list(_rows(part)))])


def _rows(part: str) -> Iterator[tuple[str, str]]:
    """Form and chains of each printed word; of a joined word (« du ») the chains of its parts together."""
    joined, waiting, chains = 0, "", []
    for line in part.split("\n"):
        columns = line.split("\t")
        if len(columns) < 15:
            continue
        first, _, last = columns[0].partition("-")
        if last:
            joined, waiting, chains = int(last) - int(first) + 1, columns[1], []
            continue
        if joined:
            chains.append(columns[14])
            joined -= 1
            if not joined:
                yield waiting, "|".join(chain for chain in chains if chain != "_") or "_"
            continue
        yield columns[1], columns[14]


def _document(name: str, sentences: list[list[tuple[str, str]]]) -> Document:
    found = Document(name)
    opened: dict[int, list[int]] = {}
    for rows in sentences:
        for form, chains in rows:
            glued = not found.text or found.text[-1] in "\n'’([{" or form in ",.…)]}"
            start = len(found.text) + (not glued)
            found.text += ("" if glued else " ") + form
            _note(found, opened, chains, start)
        found.text += "\n\n"
    return found


def _note(found: Document, opened: dict[int, list[int]], chains: str, start: int) -> None:
    """Open and close the mentions of one word."""
    for part in chains.split("|") if chains != "_" else ():
        number = int(re.sub(r"\D", "", part))
        if part[0] == "(":
            opened.setdefault(number, []).append(start)
        if part[-1] == ")" and opened.get(number):
            found.mentions.append((opened[number].pop(), len(found.text), number))
