"""What a word's polarity becomes in its sentence: negation, degree, and the words that govern it.

By the parse where there is one, else by a window of tokens that a clause boundary closes. Irony is not attempted.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import degrees, fold, negators, shifters
from .matching import Match, match
from .tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Factor on a good and on a bad word. A good thing denied or missing is bad; an ill denied is hardly good.
TURNS: dict[str, tuple[float, float]] = {
    "negate": (-1.0, -0.2),
    "lack": (-1.0, -0.2),
    "end": (-1.0, -0.7),
    "fail": (-1.0, 0.5),
    "deny": (-0.5, 0.4),
    "lower": (-1.0, -0.6),
    "relieve": (1.0, 0.2),
    "against": (0.6, 0.4),
    "raise": (1.2, 1.3),
    "oppose": (0.3, 0.1),
}
# What is wished, asked, supposed or only possible counts less; of several such only the strongest is counted.
DAMPERS: dict[str, tuple[float, float]] = {
    "intend": (0.4, 0.7),
    "risk": (0.5, 0.8),
    "question": (0.4, 0.6),
    "conditional": (0.6, 0.85),
}
CONTRAST = 1.3                  # what « mais » brings weighs more than what it grants
WINDOW = 7                      # tokens a governing word reaches without a parse
SUBJECT_WINDOW = 5              # tokens to its left where its subject is looked for without a parse
NEGATION_WINDOW = 8
SECOND_HALF = 7                 # tokens from « ne » to « pas », « aucun », « que »
BOUNDARIES = frozenset({";", ":", "(", ")", "«", "»", "?", "!", "mais", "car", "et", "puis", "donc", "or"})
PREPOSITIONS = frozenset({"de", "d'", "du", "des", "à", "au", "aux", "contre", "pour", "dans"})
COMPARISONS = frozenset({"autant", "aussi", "tant", "tellement", "si"})
CONTRASTS = frozenset({"mais", "pourtant", "cependant", "toutefois", "néanmoins"})
MODIFIERS = ("conj", "parataxis", "punct", "cc", "advcl", "acl:relcl", "nsubj", "appos")
OTHER_CLAUSES = ("acl:relcl", "advcl", "parataxis")
NEGATED_WITH_VERB = ("obj", "xcomp", "obl", "obl:arg", "obl:mod", "iobj", "advmod", "ccomp", "nsubj:pass", "aux:pass")


@dataclass(frozen=True)
class Context:
    """What bears on a sentence's tokens: for each token (by index in the document) the effects it stands under.

    `reach`: what each shifter governs, by the index of its first token.
    """

    effects: dict[int, tuple[str, ...]]
    reach: dict[int, tuple[str, tuple[int, ...]]]
    contrast: int | None

    def factor(self, token: int, polarity: float) -> float:
        """What the polarity at `token` is multiplied by."""
        value, damp = 1.0, 1.0
        for effect in self.effects.get(token, ()):
            good = polarity * value > 0
            if effect in TURNS:
                value *= TURNS[effect][0 if good else 1]
            else:
                damp = min(damp, DAMPERS[effect][0 if good else 1])
        return value * damp * (CONTRAST if self.contrast is not None and token > self.contrast else 1.0)


def context_of(span: Span) -> Context:
    """Read the effects in `span`."""
    tree = Tree(span)
    effects: dict[int, list[str]] = {}
    reach = {}
    for found in match(shifters(), span):
        governed = tuple(_governed(found, tree))
        reach[found.first] = found.entry.kind, governed
        _put(effects, found.entry.kind, governed)
    for effect, tokens in (("negate", _negated(tree)), ("question", _asked(span)), ("conditional", _supposed(span))):
        _put(effects, effect, tokens)
    return Context({index: tuple(found) for index, found in effects.items()}, reach, _contrast(span))


def _put(effects: dict[int, list[str]], effect: str, tokens: Iterable[int]) -> None:
    """An effect counts once a token: « sans ceci et sans cela » lacks both once, « n'est pas … ni » is one negation."""
    for index in tokens:
        found = effects.setdefault(index, [])
        if effect not in found:
            found.append(effect)


def degree(span: Span, found: Match) -> float:
    """The factor of the intensifiers and diminishers next to a match."""
    value = 1.0
    for index in (found.first - 1, found.last + 1):
        if span.start <= index < span.end:
            token = span.doc[index]
            value *= degrees().get(fold(token.text), degrees().get(fold(token.lemma_ or ""), 1.0))
    return value


def _governed(found: Match, tree: Tree) -> list[int]:
    """The tokens a shifter acts on: what depends on it to its right, or the next tokens of its clause."""
    span, token = tree.span, tree.span.doc[found.first]
    if not tree.parsed:
        return _next(found, span) or _before(found, span)
    if found.entry.pos in ("ADP", "SCONJ", "CCONJ"):
        comma = next((t.i for t in span if t.i > found.last and t.text == ","), span.end)
        return [index for index in tree.below(token.head, OTHER_CLAUSES) if found.last < index < comma]
    reach = [index for child in tree.children(token) if child.i > found.last and child.dep_ not in MODIFIERS
             for index in tree.below(child, OTHER_CLAUSES)]
    if found.entry.pos == "VERB":
        reach += _subject(tree, token, ("nsubj:pass",)) or ([] if reach else _subject(tree, token, ("nsubj",)))
    return reach


def _subject(tree: Tree, verb: Token, relations: tuple[str, ...]) -> list[int]:
    """The subject of a passive, or of a verb without object: « le chômage recule »."""
    return [index for child in tree.children(verb) if child.dep_ in relations for index in tree.below(child)]


def _next(found: Match, span: Span) -> list[int]:
    """The next tokens of the clause; a noun governs only through a preposition: « absence de », « appel à »."""
    reached = _window(span, found.last + 1, WINDOW)
    through = found.entry.pos != "NOUN" or (reached and fold(span.doc[reached[0]].text) in PREPOSITIONS)
    return reached if through or " " in found.entry.lemma else []


def _before(found: Match, span: Span) -> list[int]:
    if found.entry.kind not in ("raise", "lower") or found.entry.pos != "VERB":
        return []
    return list(range(max(span.start, found.first - SUBJECT_WINDOW), found.first))


def _window(span: Span, start: int, width: int) -> list[int]:
    reached = []
    for index in range(start, min(start + width, span.end)):
        if fold(span.doc[index].text) in BOUNDARIES:
            break
        reached.append(index)
    return reached


def _negated(tree: Tree) -> list[int]:
    """The tokens inside the scope of a negation; « ne … que » is none."""
    tokens = list(tree.span)
    reached: list[int] = []
    for position, token in enumerate(tokens):
        if fold(token.text) in ("ne", "n'") and _second_half(tokens, position):
            reached += _scope(tree, token)
        elif fold(token.text) == "non" and position + 1 < len(tokens):
            reached.append(token.i + 1)
    return reached


def _second_half(tokens: list[Token], position: int) -> bool:
    """Whether « ne » at `position` is completed into a negation; « jamais … n'a autant » is a superlative."""
    near = [fold(token.text) for token in tokens[max(0, position - SECOND_HALF):position + SECOND_HALF]]
    if "jamais" in near and COMPARISONS & set(near):
        return False
    for token in tokens[position + 1:position + SECOND_HALF]:
        form = fold(token.text)
        if form in ("que", "qu'"):
            return False
        if form in negators():
            return True
    before = {fold(token.text) for token in tokens[max(0, position - SECOND_HALF):position]}
    return bool(before & (negators() - {"plus", "point", "pas"}))


def _scope(tree: Tree, ne: Token) -> list[int]:
    if not tree.parsed:
        return _window(tree.span, ne.i + 1, NEGATION_WINDOW)
    verb = ne.head                              # or what stands after « être »: « n’est pas un combat juste »
    relations = NEGATED_WITH_VERB if verb.pos_ in ("VERB", "AUX") else (*NEGATED_WITH_VERB, "amod", "nmod", "acl")
    reached = {verb.i}
    for child in tree.children(verb):
        if (child.dep_ in relations and child.i > ne.i) or child.dep_ == "nsubj:pass":
            reached.update(tree.below(child, OTHER_CLAUSES))
    return sorted(reached)


def _asked(span: Span) -> range:
    """The whole sentence when it is a question."""
    asked = span.text.rstrip(" \u00a0\u202f»”\"").endswith("?")
    return range(span.start, span.end if asked else span.start)


def _supposed(span: Span) -> list[int]:
    """What follows a verb in the conditional: reported at a distance, or not yet so."""
    for token in span:
        form = fold(token.text)
        if form.endswith(("rait", "raient")) and token.pos_ in ("", "VERB", "AUX") and len(form) > 5:
            return _window(span, token.i, WINDOW + 3)
    return []


def _contrast(span: Span) -> int | None:
    """The last contrast inside the sentence (not at its head, where it looks back to another one)."""
    found = [token.i for token in span if fold(token.text) in CONTRASTS and token.i > span.start + 2]
    before = [fold(span.doc[index - 1].text) for index in found]
    return found[-1] if found and before[-1] != "seulement" else None
