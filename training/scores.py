"""Score a pipeline on the treebanks' own tokens; a token cut otherwise counts as wrong in every column."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc

import bio
import conllu


def parse_scores(nlp: Callable[[str], Doc], trees: Iterable[conllu.Tree]) -> dict[str, float]:
    """Percentages of printed tokens (`du` is one): tokens, UPOS, lemmas, features, UAS, LAS with relation subtypes.

    `las_universal`: LAS over the relations that all treebanks share, subtypes left out (`obl:mod` is `obl`).
    """
    right = dict.fromkeys(("tokens", "upos", "lemmas", "morph", "uas", "las", "las_universal"), 0)
    total = 0
    for tree in trees:
        gold = conllu.gold_rows(tree)
        found = {(token.idx, token.idx + len(token)): token for token in nlp(tree.text)}
        for row in gold:
            total += 1
            token = found.get((row.start, row.end))
            if token is None:
                continue
            head = gold[row.head]
            attached = (token.head.idx, token.head.idx + len(token.head)) == (head.start, head.end)
            right["tokens"] += 1
            right["upos"] += token.pos_ == row.pos
            right["lemmas"] += token.lemma_ == row.lemma
            right["morph"] += str(token.morph) == row.morph
            right["uas"] += attached
            right["las"] += attached and token.dep_.lower() == row.dep.lower()
            right["las_universal"] += attached and _universal(token.dep_) == _universal(row.dep)
    return {name: round(100 * count / max(1, total), 2) for name, count in right.items()}


def _universal(relation: str) -> str:
    """A relation without its subtype, which treebanks use as they like."""
    return relation.lower().partition(":")[0]


def name_scores(nlp: Language, sentences: Iterable[bio.Named]) -> dict[str, float]:
    """Precision, recall and F1 (percent) of names with exact bounds and label, the article of a name left out."""
    hit = found = wanted = 0
    for sentence in sentences:
        doc = nlp(sentence.text)
        gold = {(start, end, label) for start, end, label in sentence.names}
        system = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        hit, found, wanted = hit + len(gold & system), found + len(system), wanted + len(gold)
    precision, recall = hit / max(1, found), hit / max(1, wanted)
    return {
        "precision": round(100 * precision, 2),
        "recall": round(100 * recall, 2),
        "f1": round(200 * hit / max(1, found + wanted), 2),
    }


def token_f1(tokenize: object, trees: Iterable[conllu.Tree]) -> float:
    """F1 (percent) of token bounds; `tokenize` takes a text and gives a `Doc`."""
    hit = found = wanted = 0
    for tree in trees:
        doc: Doc = tokenize(tree.text)  # type: ignore[operator]
        gold = {(surface.start, surface.end) for surface in tree.surfaces}
        system = {(token.idx, token.idx + len(token)) for token in doc if not token.is_space}
        hit, found, wanted = hit + len(gold & system), found + len(system), wanted + len(gold)
    return round(200 * hit / max(1, found + wanted), 2)
