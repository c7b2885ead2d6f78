"""The tone lexicon: lemmas of the French press with polarity and kind, and the words that turn or weaken them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ...lexicons import entries, members, rows
from ...model.typography import key, plain

# Order matters only for a reader of the files: a lemma stands once for each part of speech.
DOMAINS = (
    "stance",
    "conflict",
    "justice",
    "disaster",
    "health",
    "economy",
    "politics",
    "sport",
    "society",
    "judgement",
)


@cache
def full_forms() -> dict[str, str]:
    """The word that a contraction or an elision in an expression's entry stands for."""
    return {row[0]: row[1] for row in rows("language/contractions.tsv")}


@cache
def irregular() -> dict[str, str]:
    """Participles that are not made from the infinitive by -er > -é or -ir > -i."""
    return {row[0]: row[1] for row in rows("language/participles.tsv")}


@dataclass(frozen=True)
class ToneEntry:
    """One line of the lexicon. `polarity` from -3 to 3; `kind`: happening, judgement or stance."""

    lemma: str
    pos: str
    polarity: float
    kind: str


def fold(word: str) -> str:
    """Lower case, straight apostrophes, ligatures undone, accents kept: « sûr » is not « sur »."""
    return plain(word).lower().replace("œ", "oe").replace("æ", "ae")


@lru_cache(maxsize=50_000)
def forms_of(text: str, lemma: str) -> tuple[str, ...]:
    """The forms under which a token may stand in a table, the surest first."""
    surface = fold(text)
    if surface in full_forms():
        return surface, full_forms()[surface]
    found = [fold(lemma)] if lemma else []
    found += [dictionary_lemma(surface), surface]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def dictionary_lemma(word: str) -> str:
    """The lemma in simplemma's French list, or the word itself. Works offline, with or without a pipeline."""
    import simplemma

    return fold(simplemma.lemmatize(word, "fr"))


def parts(expression: str) -> tuple[str, ...]:
    """An expression as the forms of its tokens: split at spaces and after apostrophes, contractions undone."""
    pieces = fold(expression).replace("'", "' ").split()
    return tuple(full_forms().get(piece, piece) for piece in pieces)


def participles(infinitive: str) -> tuple[str, ...]:
    """The past participles of a verb, masculine and feminine, singular and plural."""
    if infinitive in irregular():
        base = irregular()[infinitive]
    elif infinitive.endswith("er"):
        base = infinitive[:-2] + "é"
    elif infinitive.endswith("ir"):
        base = infinitive[:-2] + "i"
    else:
        return ()
    plural = base if base.endswith(("s", "x")) else base + "s"
    return base, base + "e", plural, base + "es"


Ranked = tuple[int, tuple[str, ...], ToneEntry]  # an expression with its rank, longest first


@dataclass(frozen=True)
class ToneLexicon:
    """Entries by the form they are met under: one word, or the first word of an expression."""

    words: dict[str, tuple[ToneEntry, ...]]
    bare: dict[str, tuple[ToneEntry, ...]]  # without accents, for words in capitals
    phrases: dict[str, tuple[tuple[tuple[str, ...], ToneEntry], ...]]
    pronominal: dict[str, tuple[ToneEntry, ...]]  # « se qualifier »: met only with its pronoun

    @cached_property
    def known(self) -> frozenset[str]:
        """Every form under which an entry begins."""
        return frozenset({*self.words, *self.phrases, *self.pronominal})

    @cached_property
    def seconds(self) -> dict[str, dict[str, list[Ranked]]]:
        """The expressions by their first and their second word, with their rank among those of the first."""
        found: dict[str, dict[str, list[Ranked]]] = {}
        for first, rest in self.phrases.items():
            for rank, (pieces, entry) in enumerate(rest):
                found.setdefault(first, {}).setdefault(pieces[1], []).append((rank, pieces, entry))
        return found


def table_of(lines: tuple[ToneEntry, ...]) -> ToneLexicon:
    """Index `lines`; participles of verbs lead to the verb unless they have an entry of their own."""
    words: dict[str, list[ToneEntry]] = {}
    pronominal: dict[str, list[ToneEntry]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], ToneEntry]]] = {}
    for entry in lines:
        pieces = parts(entry.lemma)
        if len(pieces) == 1:
            words.setdefault(pieces[0], []).append(entry)
        elif len(pieces) == 2 and pieces[0] == "se":
            pronominal.setdefault(pieces[1], []).append(entry)
        else:
            phrases.setdefault(pieces[0], []).append((pieces, entry))
            if pieces[0] == "être" and len(pieces) == 2:  # « ont été tuées »: met by the verb's lemma
                phrases["être"].append((("être", dictionary_lemma(pieces[1])), entry))
    for entry in lines:
        if entry.pos == "VERB":
            _add_participles(entry, words, pronominal)
    bare: dict[str, list[ToneEntry]] = {}
    for form, found in words.items():
        bare.setdefault(key(form), []).extend(found)
    longest = {first: tuple(sorted(rest, key=lambda row: -len(row[0]))) for first, rest in phrases.items()}
    return ToneLexicon(_frozen(words), _frozen(bare), longest, _frozen(pronominal))


def _add_participles(
    entry: ToneEntry, words: dict[str, list[ToneEntry]], pronominal: dict[str, list[ToneEntry]]
) -> None:
    pieces = parts(entry.lemma)
    if len(pieces) == 1:
        for form in participles(entry.lemma):
            words.setdefault(fold(form), []).append(entry)
    elif len(pieces) == 2 and pieces[0] == "se":
        for form in participles(pieces[1]):
            pronominal.setdefault(fold(form), []).append(entry)


def _frozen(table: dict[str, list[ToneEntry]]) -> dict[str, tuple[ToneEntry, ...]]:
    return {form: tuple(found) for form, found in table.items()}


@cache
def lexicon() -> ToneLexicon:
    """Every polar entry of `lexicons/tone/`, and the fixed expressions that carry nothing (polarity 0)."""
    found = [
        ToneEntry(lemma, pos, float(polarity), kind)
        for domain in DOMAINS
        for lemma, pos, polarity, kind in rows(f"tone/{domain}.tsv")
    ]
    found += [ToneEntry(phrase, "", 0.0, "") for phrase in entries("tone/neutral.txt")]
    return table_of(tuple(found))


@cache
def shifters() -> ToneLexicon:
    """The words that act on what they govern; `kind` holds the effect."""
    return table_of(tuple(ToneEntry(lemma, pos, 0.0, effect) for lemma, pos, effect in rows("tone/shifters.tsv")))


@cache
def latent() -> ToneLexicon:
    """The verbs that say nothing until they are denied."""
    return table_of(tuple(ToneEntry(lemma, "VERB", 1.0, "happening") for lemma in entries("tone/latent.txt")))


@cache
def degrees() -> dict[str, float]:
    """Intensifiers and diminishers with their factor."""
    return {fold(word): float(factor) for word, factor in rows("tone/degrees.tsv")}


@cache
def negators() -> frozenset[str]:
    """The words that negate with « ne » before them."""
    return frozenset(fold(word) for word in members("tone/negators.txt"))
