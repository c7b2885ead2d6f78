"""Reported speech as the press prints it, from templates of our own: « … », a déclaré hier le ministre.

The treebanks hold a score of reporting clauses behind a quotation; the press lives on them. A sentence of the treebank
becomes the quotation, a clause made here follows it, annotated as UD annotates the real ones: the clause hangs on the
quotation's root as `parataxis:insert`, the subject stands behind its verb. Nationalities take each other's place, too.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from augment import Sample


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VERBS = _words("""
    affirmer ajouter assurer confier confirmer constater déclarer demander dénoncer déplorer estimer expliquer
    indiquer insister lancer marteler observer plaider préciser raconter rappeler regretter résumer souligner
    soupirer témoigner
""")
MEN = _words("""
    analyste avocat chef chercheur colonel commandant diplomate directeur député élu expert général habitant
    journaliste maire militant ministre officier opposant porte-parole président professeur responsable témoin
""")
WOMEN = _words("""
    avocate députée directrice habitante journaliste militante ministre présidente responsable source
""")
BODIES = (
    ("du", "gouvernement"),
    ("du", "parti"),
    ("du", "syndicat"),
    ("de", "l'", "armée"),
    ("de", "l'", "ONG"),
    ("de", "l'", "opposition"),
    ("de", "la", "junte"),
    ("de", "la", "coalition"),
    ("de", "la", "région"),
)
DAYS = _words("""
    lundi mardi mercredi jeudi vendredi samedi dimanche
""")
NATIONS = _words("""
    algérien malien nigérien ivoirien guinéen tchadien mauritanien italien béninois sénégalais gabonais français
    congolais togolais camerounais américain marocain africain européen ukrainien russe belge
""")
FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PARTICIPLE = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
ARTICLE = "Definite=Def|Gender={}|Number=Sing|PronType=Art"
SWAP_NATION = 0.7  # share of nationalities that change
LONGEST = 30  # words of a sentence that becomes a quotation


@dataclass
class _Clause:
    """Tokens in the making: `(word, pos, morph, lemma, head, relation, name tag)`, head by place in the clause."""

    rows: list[tuple[str, str, str, str, int, str, str]] = field(default_factory=list)

    def add(self, word: str, pos: str, lemma: str, head: int, dep: str, morph: str = "", tag: str = "O") -> int:
        self.rows.append((word, pos, morph, lemma, head, dep, tag))
        return len(self.rows) - 1


class Reporter:
    """Makes reported speech of samples. `places` and names come from the augmenter's lists."""

    def __init__(self, rng: random.Random, places: list[str], first_names: list[str], surnames: list[str]) -> None:
        self.rng, self.places, self.first_names, self.surnames = rng, places, first_names, surnames
        self.nations = frozenset(form for nation in NATIONS for form in _forms(nation).values())

    def __call__(self, sample: Sample) -> Sample | None:
        """The sample quoted and reported; None when it is not a whole sentence with a tree."""
        if not (sample.heads and sample.pos and 4 < len(sample.words) <= LONGEST and sample.words[-1] == "."):
            return None
        root = next((i for i, head in enumerate(sample.heads) if head == i), -1)
        if sample.pos[root] not in ("VERB", "ADJ", "NOUN") or len(sample.words) - 1 in sample.heads[:-1]:
            return None
        return self._joined(sample, root, self._clause())

    def nationality(self, sample: Sample) -> Sample:
        """Each nationality that agrees with nothing else put in the place of another of its gender and number."""
        words, lemmas = list(sample.words), list(sample.lemmas or ())
        for i, morph in enumerate(sample.morphs or ()):
            gender_number = tuple(part.split("=")[1] for part in morph.split("|")[:2]) if morph.count("=") == 2 else ()
            if sample.pos and sample.pos[i] == "ADJ" and words[i] in self.nations and self.rng.random() < SWAP_NATION:
                nation = self.rng.choice(NATIONS)
                form = _forms(nation).get(gender_number)
                words[i], lemmas[i] = (form, nation) if form else (words[i], lemmas[i])
        return replace(sample, words=words, lemmas=lemmas or sample.lemmas)

    def _clause(self) -> _Clause:
        clause, rng = _Clause(), self.rng
        lemma = rng.choice(VERBS)
        if rng.random() < 0.5:
            clause.add("a", "AUX", "avoir", 1, "aux:tense", FINITE)
            verb = clause.add(lemma[:-2] + "é", "VERB", lemma, -1, "parataxis:insert", PARTICIPLE)
        else:
            verb = clause.add(
                lemma[:-1].replace("eler", "elle").replace("ppele", "ppelle"),
                "VERB",
                lemma,
                -1,
                "parataxis:insert",
                FINITE,
            )
        before = rng.random() < 0.4
        if before:
            self._adverbial(clause, verb)
        self._subject(clause, verb)
        if not before and rng.random() < 0.4:
            self._adverbial(clause, verb)
        return clause

    def _adverbial(self, clause: _Clause, verb: int) -> None:
        kind = self.rng.randrange(4)
        if kind == 0:
            clause.add("à", "ADP", "à", len(clause.rows) + 1, "case")
            place = self.rng.choice(self.places)
            clause.add(place, "PROPN", place, verb, "obl:mod", tag="B-LOC")
        elif kind == 1:
            day = self.rng.choice(DAYS)
            clause.add(day, "NOUN", day, verb, "obl:mod", "Gender=Masc|Number=Sing")
        elif kind == 2:
            clause.add("hier", "ADV", "hier", verb, "advmod")
        else:
            clause.add("dans", "ADP", "dans", len(clause.rows) + 2, "case")
            clause.add(
                "un", "DET", "un", len(clause.rows) + 1, "det", "Definite=Ind|Gender=Masc|Number=Sing|PronType=Art"
            )
            clause.add("communiqué", "NOUN", "communiqué", verb, "obl:mod", "Gender=Masc|Number=Sing")

    def _subject(self, clause: _Clause, verb: int) -> None:
        if self.rng.random() < 0.3:
            self._name(clause, verb, "nsubj")
            return
        woman = self.rng.random() < 0.4
        noun = self.rng.choice(WOMEN if woman else MEN)
        gender = "Fem" if woman else "Masc"
        elided = noun[0] in "aeéèêoiuh"
        article = "l'" if elided else "la" if woman else "le"
        clause.add(
            article,
            "DET",
            "le",
            len(clause.rows) + 1,
            "det",
            "Definite=Def|Number=Sing|PronType=Art" if elided else ARTICLE.format(gender),
        )
        head = clause.add(noun, "NOUN", noun, verb, "nsubj", f"Gender={gender}|Number=Sing")
        if self.rng.random() < 0.35:
            nation = self.rng.choice(NATIONS)
            clause.add(_forms(nation)[(gender, "Sing")], "ADJ", nation, head, "amod", f"Gender={gender}|Number=Sing")
        if self.rng.random() < 0.4:
            self._body(clause, head)
        if self.rng.random() < 0.4:
            clause.add(",", "PUNCT", ",", len(clause.rows) + 1, "punct")
            self._name(clause, head, "appos")

    def _body(self, clause: _Clause, head: int) -> None:
        *small, noun = self.rng.choice(BODIES)
        place = len(clause.rows) + len(small)
        clause.add(small[0], "ADP", "de", place, "case", ARTICLE.format("Masc") if small[0] == "du" else "")
        if len(small) > 1:
            morph = ARTICLE.format("Fem") if small[1] == "la" else "Definite=Def|Number=Sing|PronType=Art"
            clause.add(small[1], "DET", "le", place, "det", morph)
        gender = "Masc" if small[0] == "du" else "Fem"
        clause.add(noun, "NOUN", noun, head, "nmod", f"Gender={gender}|Number=Sing")

    def _name(self, clause: _Clause, head: int, dep: str) -> None:
        first, last = self.rng.choice(self.first_names), self.rng.choice(self.surnames)
        place = clause.add(first, "PROPN", first, head, dep, tag="B-PER")
        clause.add(last, "PROPN", last, place, "flat:name", tag="I-PER")

    def _joined(self, sample: Sample, root: int, clause: _Clause) -> Sample:
        quoted = self.rng.random() < 0.75
        lead = 1 if quoted else 0
        end = len(sample.words) - 1
        root += lead
        rows = [('"', "PUNCT", "", '"', root, "punct", "O")] if quoted else []
        columns = zip(
            sample.words,
            sample.pos or (),
            sample.morphs or (),
            sample.lemmas or (),
            sample.heads or (),
            sample.deps or (),
            sample.tags or ["O"] * len(sample.words),
            strict=True,
        )
        rows += [(w, p, m, le, h + lead, d, t) for w, p, m, le, h, d, t in list(columns)[:end]]
        rows += [('"', "PUNCT", "", '"', root, "punct", "O")] if quoted else []
        start = len(rows) + 1
        verb = start + next(i for i, row in enumerate(clause.rows) if row[4] == -1)
        rows += [(",", "PUNCT", "", ",", verb, "punct", "O")]
        rows += [(w, p, m, le, root if h < 0 else h + start, d, t) for w, p, m, le, h, d, t in clause.rows]
        rows += [(".", "PUNCT", "", ".", root, "punct", "O")]
        spaces = [lead == 1] * lead + list(sample.spaces[: end - 1]) + [quoted] + [False] * lead + [True]
        spaces += [not word[0].endswith("'") for word in clause.rows[:-1]] + [False, True]
        words, pos, morphs, lemmas, heads, deps, tags = map(list, zip(*rows, strict=True))
        return Sample(
            words, spaces[: len(words)], pos, morphs, lemmas, heads, deps, tags if sample.tags else None, sample.source
        )


def _forms(nation: str) -> dict[tuple[str, ...], str]:
    """The four forms of an adjective of nationality."""
    feminine = nation + ("ne" if nation.endswith("en") else "" if nation.endswith("e") else "e")
    plural = nation if nation.endswith("s") else nation + "s"
    return {
        ("Masc", "Sing"): nation,
        ("Fem", "Sing"): feminine,
        ("Masc", "Plur"): plural,
        ("Fem", "Plur"): feminine + "s",
    }
