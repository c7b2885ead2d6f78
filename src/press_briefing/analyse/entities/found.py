"""Steps that find names the tagger passed by: those it found elsewhere, and peoples."""

from __future__ import annotations

from .features import ordinary, peoples
from .page import Name, Page, free, joined
from .tokens import Token

LONGEST_NAME = 6  # words of the longest name looked for again


def again(page: Page, names: list[Name]) -> list[Name]:
    """A name found somewhere is found everywhere; a person's surname too."""
    known = _known(page, names)
    if not known:
        return names
    heads = {k.split(" ")[0].split("'")[0] for k in known}
    out = list(names)
    for sentence, start, end in list(free(names, page)):
        tokens = page.sentences[sentence]
        at = start
        while at < end:
            length = 0
            if tokens[at].capital and tokens[at].key.split("'")[0] in heads:
                length = next(
                    (
                        n
                        for n in range(min(LONGEST_NAME, end - at), 0, -1)
                        if joined(tokens[at : at + n]) in known and not _small(tokens[at : at + n])
                    ),
                    0,
                )
            if length:
                out.append(Name(sentence, at, at + length, known[joined(tokens[at : at + length])]))
            at += length or 1
    return sorted(out, key=lambda n: (n.sentence, n.first))


def _small(tokens: list[Token]) -> bool:
    """A single ordinary word at the head of its sentence: its capital says nothing."""
    return len(tokens) == 1 and tokens[0].first and tokens[0].key in ordinary()


def _known(page: Page, names: list[Name]) -> dict[str, str]:
    """Keys to look for again, with their label: the names, and the surnames of people."""
    known: dict[str, str] = {}
    for name in names:
        tokens = page.tokens(name)
        if name.fixed and name.label == "MISC":
            continue
        if len(tokens) > 1 or tokens[0].key not in ordinary():
            known.setdefault(joined(tokens), name.label)
        if name.label == "PER" and len(tokens) > 1 and tokens[-1].key not in ordinary() and len(tokens[-1].key) > 2:
            known.setdefault(tokens[-1].key, "PER")
    return known


def inhabitants(page: Page, names: list[Name]) -> list[Name]:
    """Peoples as nouns, « les Maliens », are names of their own (MISC)."""
    out = [n for n in names if not (page.key(n) in peoples() and n.last - n.first == 1)]
    for sentence, start, end in list(free(out, page)):
        tokens = page.sentences[sentence]
        for at in range(start, end):
            token = tokens[at]
            if token.capital and not token.first and token.key in peoples():
                out.append(Name(sentence, at, at + 1, "MISC", True))
    return sorted(out, key=lambda n: (n.sentence, n.first))
