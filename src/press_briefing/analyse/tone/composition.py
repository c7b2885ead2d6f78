"""What a word's polarity becomes in its sentence: negation, degree, and the words that govern it.

By the parse where there is one, else by a window of tokens that a clause boundary closes. Irony is not attempted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ...french.grammar.classes import words
from ...model.typography import unclosed
from .lexicon import degrees, fold, negators, shifters
from .lines import ToneSentence
from .matching import EntryMatch, match

# Factor on a good and on a bad word. A good thing denied or missing is bad; an ill denied is hardly good.
TURNS: dict[str, tuple[float, float]] = {
    "negate": (-1.0, -0.2),
    "lack": (-1.0, -0.2),
    "end": (-1.0, -0.7),
    "fail": (-1.0, 0.5),
    "deny": (-0.5, 0.4),
    "lower": (-1.0, -0.6),
    "relieve": (1.0, 0.2),
    "opposite": (-1.0, -0.9),
    "granted": (0.4, 0.4),
    "against": (0.6, 0.4),
    "raise": (1.2, 1.3),
    "oppose": (0.3, 0.1),
}
# Two of these are none: « on ne peut pas ne pas saluer », « nul ne conteste ce succès », « pas sans fierté ».
FLIPS = frozenset({"negate", "lack", "fail", "deny", "opposite"})
# What is wished, asked, supposed or only possible counts less; of several such only the strongest is counted.
DAMPERS: dict[str, tuple[float, float]] = {
    "intend": (0.4, 0.7),
    "risk": (0.5, 0.8),
    "question": (0.4, 0.6),
    "conditional": (0.6, 0.85),
}
CONTRAST, GRANTED = 1.3, 0.6  # what « mais » brings weighs more than what it grants
WINDOW = 7  # tokens a governing word reaches without a parse
SUBJECT_WINDOW = 5  # tokens to its left where its subject is looked for without a parse
NEGATION_WINDOW = 8
SECOND_HALF = 7  # tokens from « ne » to « pas », « aucun », « que »
BOUNDARIES = frozenset({";", ":", "(", ")", "«", "»", "?", "!", "mais", "car", "et", "puis", "donc", "or"})
PREPOSITIONS = words("governing")
COMPARISONS = frozenset({"autant", "aussi", "tant", "tellement", "si"})
CONTRASTS = frozenset({"mais", "pourtant", "cependant", "toutefois", "néanmoins"})
MODIFIERS = ("conj", "parataxis", "punct", "cc", "advcl", "acl:relcl", "nsubj", "appos")
MOVES = frozenset({"lower", "raise"})
OBJECTS = frozenset({"obj", "iobj", "xcomp"})  # what a verb raises or lowers; else its subject rises
SAID = ("ccomp", "csubj", "advcl:cleft")
ADVERB_WINDOW = 4  # tokens an adverb bears on: « moins de nouveaux cas »
OTHER_CLAUSES = ("acl:relcl", "advcl", "parataxis")
NEGATED_WITH_VERB = ("obj", "xcomp", "obl", "obl:arg", "obl:mod", "iobj", "advmod", "ccomp", "nsubj:pass", "aux:pass")


@dataclass(frozen=True)
class SentenceEffects:
    """What bears on a sentence's tokens: for each token (by index in the document) the effects it stands under.

    `reach`: what each shifter governs, by the index of its first token.
    """

    effects: dict[int, tuple[str, ...]]
    reach: dict[int, tuple[str, tuple[int, ...]]]
    contrast: int | None

    def factor(self, token: int, polarity: float) -> float:
        """What the polarity at `token` is multiplied by."""
        value, damp = 1.0, 1.0
        for effect in _settled(self.effects.get(token, ())):
            good = polarity * value > 0
            if effect in TURNS:
                value *= TURNS[effect][0 if good else 1]
            else:
                damp = min(damp, DAMPERS[effect][0 if good else 1])
        if self.contrast is None:
            return value * damp
        return value * damp * (CONTRAST if token > self.contrast else GRANTED)


def _settled(effects: tuple[str, ...]) -> tuple[str, ...]:
    """The effects without those that undo each other, two by two."""
    flips = [effect for effect in effects if effect in FLIPS]
    gone = flips[: len(flips) // 2 * 2]
    return tuple(effect for effect in effects if effect not in gone) if gone else effects


def context_of(line: ToneSentence) -> SentenceEffects:
    """Read the effects in `line`."""
    effects: dict[int, list[str]] = {}
    reach, negated = {}, set(_negated(line))
    for found in match(shifters(), line):
        governed = tuple(_governed(found, line))
        reach[found.first] = found.entry.kind, governed
        if found.entry.kind in MOVES and found.first in negated:
            continue  # « ne baisse plus »: what it moves stays what it is
        _put(effects, found.entry.kind, governed)
        if found.entry.kind in FLIPS and _head(found, line) in negated:
            _put(effects, "negate", governed)  # « n'est pas impossible que », « pas sans fierté »
    for effect, tokens in (("negate", negated), ("question", _asked(line)), ("conditional", _supposed(line))):
        _put(effects, effect, tokens)
    return SentenceEffects({index: tuple(found) for index, found in effects.items()}, reach, _contrast(line))


def _head(found: EntryMatch, line: ToneSentence) -> int:
    """The word a negation denies together with a shifter: itself, or what its preposition belongs to."""
    return line.page.tokens.heads[found.first] if found.entry.pos == "ADP" and line.tree.parsed else found.first


def _put(effects: dict[int, list[str]], effect: str, tokens: Iterable[int]) -> None:
    """An effect counts once a token: « sans ceci et sans cela » lacks both once, « n'est pas … ni » is one negation."""
    for index in tokens:
        found = effects.setdefault(index, [])
        if effect not in found:
            found.append(effect)


def degree(line: ToneSentence, found: EntryMatch) -> float:
    """The factor of the intensifiers and diminishers next to a match."""
    value = 1.0
    for index in (found.first - 1, found.last + 1):
        if line.start <= index < line.end:
            lemma = fold(line.page.tokens.lemmas[index])
            value *= degrees().get(line.page.folded[index], degrees().get(lemma, 1.0))
    return value


def _governed(found: EntryMatch, line: ToneSentence) -> list[int]:
    """The tokens a shifter acts on: what depends on it to its right, or the next tokens of its clause."""
    tree, relations, first = line.tree, line.page.tokens.relations, found.first
    if not tree.parsed:
        return _next(found, line) or _before(found, line)
    if found.entry.pos == "ADV" and line.page.tokens.pos[line.page.tokens.heads[first]] != "ADJ":
        return _next(found, line)[:ADVERB_WINDOW]
    if found.entry.pos in ("ADP", "SCONJ", "CCONJ"):
        comma = next((index for index in line.range if index > found.last and line.page.folded[index] == ","), line.end)
        return [
            index
            for index in tree.below(line.page.tokens.heads[first], (*OTHER_CLAUSES, *SAID))
            if found.last < index < comma
        ]
    moves = found.entry.kind in MOVES
    if moves and found.entry.pos in ("ADV", "ADJ"):  # « moins fréquentes », « plus rares »
        head = line.page.tokens.heads[first] if found.entry.pos == "ADV" else found.last
        return [head, *_subject(line, head, ("nsubj",)), *_subject(line, line.page.tokens.heads[head], ("nsubj",))]
    kept = OBJECTS if moves and found.entry.pos == "VERB" else frozenset()
    reach = [
        index
        for child in tree.children(first)
        if child > found.last and relations[child] not in MODIFIERS and (not kept or relations[child] in kept)
        for index in tree.below(child, OTHER_CLAUSES)
    ]
    if found.entry.pos == "VERB":
        reach += _subject(line, first, ("nsubj:pass",)) or ([] if reach else _subject(line, first, ("nsubj",)))
    elif moves and "en" in line.page.folded[max(line.start, first - 3) : first]:
        reach += _subject(line, first, ("nsubj",)) or _subject(line, line.page.tokens.heads[first], ("nsubj",))
    return reach


def _subject(line: ToneSentence, verb: int, relations: tuple[str, ...]) -> list[int]:
    """The subject of a passive, or of a verb without object: « le chômage recule »."""
    tree, found = line.tree, line.page.tokens.relations
    return [index for child in tree.children(verb) if found[child] in relations for index in tree.below(child)]


def _next(found: EntryMatch, line: ToneSentence) -> list[int]:
    """The next tokens of the clause; a noun governs only through a preposition: « absence de », « appel à »."""
    reached = _window(line, found.last + 1, WINDOW)
    through = found.entry.pos != "NOUN" or (reached and line.page.folded[reached[0]] in PREPOSITIONS)
    return reached if through or " " in found.entry.lemma else []


def _before(found: EntryMatch, line: ToneSentence) -> list[int]:
    if found.entry.kind not in ("raise", "lower") or found.entry.pos != "VERB":
        return []
    return list(range(max(line.start, found.first - SUBJECT_WINDOW), found.first))


def _window(line: ToneSentence, start: int, width: int) -> list[int]:
    reached = []
    for index in range(start, min(start + width, line.end)):
        if line.page.folded[index] in BOUNDARIES:
            break
        reached.append(index)
    return reached


def _negated(line: ToneSentence) -> list[int]:
    """The tokens inside the scope of a negation; « ne … que » is none, and what is denied twice is not denied."""
    forms = line.page.folded[line.start : line.end]
    reached: list[int] = []
    for position, form in enumerate(forms):
        if form in ("ne", "n'") and _second_half(forms, position):
            reached += set(_scope(line, line.start + position))
        elif form == "non" and position + 1 < len(forms):
            reached.append(line.start + position + 1)
    times = Counter(reached)
    return [index for index in times if times[index] % 2]


def _second_half(forms: list[str], position: int) -> bool:
    """Whether « ne » at `position` is completed into a negation; « jamais … n'a autant » is a superlative."""
    near = forms[max(0, position - SECOND_HALF) : position + SECOND_HALF]
    if "jamais" in near and COMPARISONS & set(near):
        return False
    for form in forms[position + 1 : position + SECOND_HALF]:
        if form in ("que", "qu'"):
            return False
        if form in negators():
            return True
    before = set(forms[max(0, position - SECOND_HALF) : position])
    return bool(before & (negators() - {"plus", "point", "pas"}))


def _scope(line: ToneSentence, ne: int) -> list[int]:
    tree, tokens = line.tree, line.page.tokens
    if not tree.parsed:
        return _window(line, ne + 1, NEGATION_WINDOW)
    verb = tokens.heads[ne]  # or what stands after « être »: « n’est pas un combat juste »
    verbal = tokens.pos[verb] in ("VERB", "AUX")
    relations = NEGATED_WITH_VERB if verbal else (*NEGATED_WITH_VERB, "amod", "nmod", "acl")
    reached = {verb}
    for child in tree.children(verb):
        if tokens.pos[child] == "ADV" and child < verb:
            continue  # « n'a heureusement pas fait de victime »
        if (tokens.relations[child] in relations and child > ne) or tokens.relations[child] == "nsubj:pass":
            reached.update(tree.below(child, OTHER_CLAUSES))
    return sorted(reached)


def _asked(line: ToneSentence) -> range:
    """The whole sentence when it is a question."""
    asked = unclosed(line.text).endswith("?")
    return range(line.start, line.end if asked else line.start)


def _supposed(line: ToneSentence) -> list[int]:
    """What follows a verb in the conditional: reported at a distance, or not yet so."""
    for index, form in enumerate(line.page.folded[line.start : line.end], line.start):
        if form.endswith(("rait", "raient")) and line.page.tokens.pos[index] in ("", "VERB", "AUX") and len(form) > 5:
            return _window(line, index, WINDOW + 3)
    return []


def _contrast(line: ToneSentence) -> int | None:
    """The last contrast inside the sentence (not at its head, where it looks back to another one)."""
    forms, inside = line.page.folded, range(line.start + 3, line.end)
    found = next((index for index in reversed(inside) if forms[index] in CONTRASTS), None)
    return found if found is not None and forms[found - 1] != "seulement" else None
