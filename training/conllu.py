"""Treebanks into spaCy examples: UD words on the tokens of the French tokenizer.

A multi-word token (« du » = « de » + « le ») stays one token: it takes the word that its neighbours hang on, or the
first when none does, hence « du » is ADP `de`, « auquel » PRON `lequel`. Where the tokenizer cuts finer than the
treebank (« 50 000 »), the first piece takes the word and the others hang on it as `flat`; where it cuts coarser, the
pieces merge like a multi-word token.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from augment import Sample
from press_briefing.french.tokenizer import token_ends


@dataclass
class Word:
    """One UD syntactic word; `head` is an index into the sentence's words, itself for the root."""

    lemma: str
    pos: str
    morph: str
    head: int
    dep: str


@dataclass
class Surface:
    """One printed token: `text[start:end]` of the sentence, and the words it stands for."""

    start: int
    end: int
    words: list[int] = field(default_factory=list)


@dataclass
class Tree:
    """A sentence: its text, printed tokens and words. `source` names the document it comes from."""

    text: str
    source: str
    surfaces: list[Surface]
    words: list[Word]


@dataclass
class Row:
    """One token to learn or to score; `head` is an index into the sentence's tokens."""

    start: int
    end: int
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str


def read_trees(path: Path) -> Iterator[Tree]:
    """Every sentence of a CoNLL-U file."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        yield _tree(block.split("\n"))


def _tree(lines: list[str]) -> Tree:
    meta = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    tree = Tree(meta["text"], meta.get("sent_id", "").rsplit("_", 1)[0].rsplit("-", 1)[0], [], [])
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    place, inside = 0, 0
    for row in rows:
        number = row[0]
        if "." in number:
            continue
        if "-" in number or int(number) > inside:
            while tree.text[place].isspace():
                place += 1
            if not tree.text.startswith(row[1], place):
                raise ValueError(f"{row[1]!r} does not stand at {place} in {tree.text!r}")
            tree.surfaces.append(Surface(place, place + len(row[1])))
            place += len(row[1])
        if "-" in number:
            inside = int(number.split("-")[1])
            continue
        here = int(number) - 1
        head = int(row[6]) - 1
        tree.surfaces[-1].words.append(here)
        morph = "" if row[5] == "_" else row[5]
        tree.words.append(Word(row[2], row[3], morph, here if head < 0 else head, row[7]))
    return tree


def gold_rows(tree: Tree) -> list[Row]:
    """The sentence on the treebank's own printed tokens: what is scored."""
    return _rows(tree, [(s.start, s.end) for s in tree.surfaces])


def our_rows(tree: Tree) -> list[Row]:
    """The sentence on the tokens of our tokenizer: what is learnt."""
    return _rows(tree, [(start, end) for start, end, is_space in token_ends(tree.text) if not is_space])


def _rows(tree: Tree, spans: list[tuple[int, int]]) -> list[Row]:
    owner: dict[int, int] = {}  # word -> token
    holds: list[list[int]] = [[] for _ in spans]
    for surface in tree.surfaces:
        here = next(i for i, (start, end) in enumerate(spans) if end > surface.start)
        for number in surface.words:
            owner[number] = here
            holds[here].append(number)
    rows: list[Row] = []
    for i, (start, end) in enumerate(spans):
        if not holds[i]:
            rows.append(_further_piece(tree.text[start:end], start, rows[-1], i - 1, alone=bool(holds[i - 1])))
            continue
        main = _main(tree, holds[i])
        word = tree.words[main]
        head = i if word.head == main else owner[word.head]
        lemma, morph = _lemma(tree, holds[i], main), _morph(tree, holds[i], main)
        rows.append(Row(start, end, lemma, word.pos, morph, head, word.dep))
    return rows


def _further_piece(text: str, start: int, before: Row, place: int, *, alone: bool) -> Row:
    """A further piece of a word the treebank keeps whole; `place` is where the piece `before` stands."""
    word = text[0].isalnum()
    head = place if alone else before.head
    return Row(
        start,
        start + len(text),
        text,
        before.pos if word else "PUNCT",
        before.morph if before.pos == "NUM" else "",
        head,
        "flat" if word else "punct",
    )


def _main(tree: Tree, words: list[int]) -> int:
    """The word the token stands for: the one whose head lies outside, the first of several."""
    outside = [w for w in words if tree.words[w].head not in words or tree.words[w].head == w]
    return outside[0] if outside else words[0]


def _lemma(tree: Tree, words: list[int], main: int) -> str:
    if len(words) > 2:  # several words the tokenizer keeps together
        return "".join(tree.words[w].lemma for w in words)
    return tree.words[main].lemma


def _morph(tree: Tree, words: list[int], main: int) -> str:
    """« du » says Gender and Number through its article."""
    return tree.words[words[-1]].morph or tree.words[main].morph


def sample_of(tree: Tree) -> Sample:
    """The sentence as a sample to learn from."""
    rows = our_rows(tree)
    return Sample(
        words=[tree.text[row.start : row.end] for row in rows],
        spaces=[row.end >= len(tree.text) or tree.text[row.end].isspace() for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=[row.head for row in rows],
        deps=[row.dep for row in rows],
        source=tree.source,
    )
