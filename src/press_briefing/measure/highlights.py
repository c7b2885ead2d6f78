"""What stands on the first page: how much was found, the figures of note, and the key sentences with their ground.

A figure is shown only where its own words name what it counts: « 10 000 dollars par mois et par combattant », « plus de
1 000 hommes ». « Des centaines », one end of « entre 500 et 700 », « pour 10 000 habitants », « 500 dollars » of nobody
knows what are left to the table of figures.

A key sentence is shown with what it rests on (the author's word, a named source, a conditional) and, where a pronoun is
its subject, with the name of whom it means in square brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import lexicons
from ..model.analysis import Analysis, Quantity, Sentence
from ..model.analysis.comparing import FATES
from ..model.analysis.who import pronouns_of
from ..model.typography import plain
from ..show.formats import number
from ..show.messages import Translator
from . import sourcing

# A quantity from which it is a figure of the article's own, and not « deux hommes ».
NOTABLE = 100
KINDS = ("money", "people", *FATES)
# A toll is of note from fewer: ten dead are news.
NOTABLE_TOLL = 10
# Of people, in figures that differ: two of a couple are none.
NOTABLE_PEOPLE = 10
# Words of a name of what is counted; more are a clause.
LONGEST_NAME = 4
# Right before a figure: it is denied, or it is what another one is reckoned by (« 12 pour 100 000 habitants »).
_DENIED, _RECKONED = frozenset(("pas", "ni", "sans", "guère")), frozenset(("pour", "sur"))
_PIECES = re.compile(r"[^\s'’]+")
_VOWEL = re.compile("[aeiouyhàâéèêëîïôœùûü]", re.IGNORECASE)
MILLION, MILLIARD = 10**6, 10**9
CONDITIONAL, OPINION = "conditional", "opinion"
_CONDITIONAL = re.compile(r"\b\w+r(?:ait|aient|ais|ions|iez)\b")


@dataclass(frozen=True)
class KeyPoint:
    """A key sentence as it is shown.

    `index`: into `Analysis.sentences`. `tags`: what it rests on, a source type as in `SOURCE_TYPES`; then `conditional`
    where it is told in the conditional, and `opinion` where its author judges. `source`: who says most of it, as the
    article calls them, "" where the author does. `text`: its words on one line; whom a pronoun stands for is added in
    square brackets.
    """

    index: int
    tags: tuple[str, ...]
    source: str
    text: str


@dataclass(frozen=True)
class Figure:
    """A figure of note: `bound`, `value`, `kind`, `cause` as in `Quantity`, what is counted, per what, its offset."""

    bound: str
    value: float
    what: str
    per: tuple[str, ...]
    start: int
    kind: str = ""
    cause: str = ""


def counts(
    _: Translator, language: str, *, actors: int, places: int, events: int, quotes: int, claims: int
) -> list[tuple[str, str]]:
    """How much was found, as (number, what it counts) in words; what was not found is left out.

    Parameters
    ----------
    _: translates into the language of the report.
    actors, places, events, quotes, claims: how many were found.
    """
    told = (
        (actors, _("acteur nommé"), _("acteurs nommés")),
        (places, _("lieu"), _("lieux")),
        (events, _("fait daté"), _("faits datés")),
        (quotes, _("citation"), _("citations")),
        (claims, _("affirmation rapportée"), _("affirmations rapportées")),
    )
    return [(number(count, language), one if count == 1 else many) for count, one, many in told if count]


def figures(analysis: Analysis, most: int = 2) -> tuple[Figure, ...]:
    """The first sums and numbers of people of note whose words name what they count, each once, where it has a source.

    What an article recalls is not what it is about: the dead of an earlier storm are left to the table.

    Parameters
    ----------
    most: rows at the most.

    Returns
    -------
    In the order of the text.
    """
    recalled = [(row.start, row.end) for row in analysis.events if row.kind == "background"]
    kept = (
        row
        for row in analysis.quantities
        if _is_of_note(row)
        and not row.again
        and row.second is None
        and not any(start <= row.start < end for start, end in recalled)
    )
    found = (_figure(analysis, row) for row in kept)
    sourced = {row.start for row in analysis.quantities if row.source}
    once: dict[tuple[object, ...], Figure] = {}
    for row in filter(None, found):
        mine = _same(row)
        if mine not in once or (row.start in sourced and once[mine].start not in sourced):
            once[mine] = row
    return tuple(sorted(once.values(), key=lambda row: row.start))[:most]


def _same(row: Figure) -> tuple[object, ...]:
    """What makes two figures one: of a toll its number and what became of those counted, « seize morts » and « au moins
    seize personnes tuées »; of anything else its words too."""
    return (row.kind, row.value) if row.kind in FATES else (row.bound, row.value, row.what, row.per)


def points(analysis: Analysis) -> tuple[KeyPoint, ...]:
    """The key sentences with what each rests on: the first by weight, then the others in the article's order."""
    chosen = analysis.key_sentences
    stretches = sourcing.stretches(analysis) if chosen else ()
    return tuple(_point(analysis, index, stretches) for index in (*chosen[:1], *sorted(chosen[1:])))


def _point(analysis: Analysis, index: int, stretches: tuple[sourcing.Stretch, ...]) -> KeyPoint:
    row = analysis.sentences[index]
    ground, source = _ground(row, stretches)
    hedges = [claim.hedge for claim in analysis.claims if claim.hedge and _meets(claim, row)]
    tags = (
        ground,
        *([CONDITIONAL] if any(_CONDITIONAL.match(hedge) for hedge in hedges) else ()),
        *([OPINION] if ground == "author" and _is_opinion(analysis, row) else ()),
    )
    return KeyPoint(index, tags, source, _named(analysis, row))


def _meets(one: Any, other: Any) -> bool:
    """Whether two spans share a character."""
    return bool(one.start < other.end and other.start < one.end)


def _ground(row: Sentence, stretches: tuple[sourcing.Stretch, ...]) -> tuple[str, str]:
    """The source type that most of a sentence rests on, and who that is."""
    weights: dict[tuple[str, str], int] = {}
    for piece in stretches:
        if _meets(piece, row):
            told = piece.source_type, piece.source
            weights[told] = weights.get(told, 0) + min(row.end, piece.end) - max(row.start, piece.start)
    return max(weights, key=lambda told: weights[told], default=("author", ""))


def _is_opinion(analysis: Analysis, row: Sentence) -> bool:
    """Whether an author's sentence judges, takes a stance, or speaks of « je » and « nous » outside others' words."""
    judged = any(_meets(tone, row) and tone.layer == "judgement" for tone in analysis.tone.sentences)
    if judged or any(_meets(stance, row) and stance.by == "author" for stance in analysis.stances):
        return True
    return any(_meets(word, row) and _is_own(analysis, word) for word in analysis.words)


def _is_own(analysis: Analysis, word: Any) -> bool:
    if plain(analysis.text_of(word)).lower() not in lexicons.members("words/first_person.txt"):
        return False
    return not any(_meets(quote, word) for quote in analysis.quotes)


def _named(analysis: Analysis, row: Sentence) -> str:
    """The words of a sentence, the first pronoun of each actor it does not name with their name in brackets."""
    text, pieces, at = analysis.article.text, [], row.start
    for end, name in pronouns_of(analysis.actors, row):
        pieces += [text[at:end], f" [{name}]"]
        at = end
    return " ".join("".join((*pieces, text[at : row.end])).split())


def is_news(row: Quantity) -> bool:
    """Whether a figure counts what news counts: money, shares, tolls, people in number; not « trois États »."""
    return row.kind in ("money", "share", *FATES) or (row.kind == "people" and row.value >= NOTABLE_PEOPLE)


def _is_of_note(row: Quantity) -> bool:
    words = _PIECES.findall(row.text)
    named = bool(row.unit) and all(piece in words for piece in _PIECES.findall(row.unit))
    least = NOTABLE_TOLL if row.kind in FATES else NOTABLE
    return row.kind in KINDS and row.value >= least and named and is_definite(row.text)


def is_definite(text: str) -> bool:
    """Whether a quantity's words give a number: « des centaines », « plusieurs millions » are an order of size only."""
    words = _PIECES.findall(text.lower())
    before = ["", *words]
    return not any(word in _sizes() and not _is_number(last) for last, word in zip(before, words, strict=False))


@cache
def _sizes() -> frozenset[str]:
    """The plurals that are no number unless one stands before them."""
    rough = {f"{row[0]}s" for row in lexicons.rows("quantities/collectives.tsv")}
    return frozenset({*rough, "millions", "milliards"})


@cache
def _cardinals() -> frozenset[str]:
    known = {row[0] for row in lexicons.rows("quantities/numbers.tsv")}
    return frozenset({*known, "un", "une", "et", "demi"} - {"million", "millions", "milliard", "milliards"})


def _is_number(word: str) -> bool:
    return any(c.isdigit() for c in word) or all(part in _cardinals() for part in word.split("-"))


def _figure(analysis: Analysis, row: Quantity) -> Figure | None:
    text = analysis.article.text
    last = next(iter(_PIECES.findall(text[max(0, row.start - 20) : row.start])[::-1]), "").lower()
    if last in _DENIED or (row.kind != "money" and row.bound == "exact" and last in _RECKONED):
        return None
    # « priver 40 000 habitants d’eau »: what follows people need not be said of them.
    what = _of_money(row, text) if row.kind == "money" else row.unit
    return Figure(row.bound, row.value, what, row.per, row.start, row.kind, row.cause) if what else None


def _of_money(row: Quantity, text: str) -> str:
    """« dollars » when it says by what they are reckoned, « dollars d’aide militaire » when of what; else nothing."""
    after = _PIECES.findall(text[row.end : row.end + 4])[:1]
    if row.what and after in (["de"], ["d"]) and _is_name(_PIECES.findall(row.what)):
        return f"{row.unit} {of(row.what)}"
    return row.unit if row.per else ""


def _is_name(pieces: list[str]) -> bool:
    """Whether words name one thing: few, and none that begins something else."""
    return (
        0 < len(pieces) < LONGEST_NAME
        and pieces[0].islower()
        and not any(piece.lower() in lexicons.members("highlights/apart.txt") for piece in pieces)
    )


def of(what: str, _: Translator = str) -> str:
    """« de soldats », « d’euros »: an h is mute in nearly all that is counted; bare where the language wants it so."""
    return (_("d’{what}") if _VOWEL.match(what) else _("de {what}")).format(what=what)


def told(row: Figure, language: str, bounds: dict[str, str], _: Translator) -> tuple[str, str]:
    """A figure as its number and the words after it: (« plus de 17 millions », « d’euros par an »)."""
    value, size = row.value, ""
    for power, one, many in ((MILLIARD, _("milliard"), _("milliards")), (MILLION, _("million"), _("millions"))):
        if value >= power and round(value / power, 3) * power == value:
            value, size = value / power, one if value < 2 * power else many
            break
    what = of(row.what, _) if size else row.what
    by = " et ".join(f"par {each}" for each in row.per)  # words of the article, in its language
    words = " ".join(filter(None, (what, by, _fate(row, _))))
    return " ".join(filter(None, (bounds.get(row.bound, ""), number(value, language), size))), words


def _fate(row: Figure, _: Translator) -> str:
    """What became of those counted, where their name does not say it, and of which happening: « (morts, séisme) »."""
    names = {
        "dead": _("morts"),
        "wounded": _("blessés"),
        "missing": _("disparus"),
        "displaced": _("déplacés"),
        "arrested": _("arrêtés"),
    }
    if row.kind not in names:
        return ""
    said = "" if tells_fate(row.kind, row.what.split()[0]) else names[row.kind]
    told = ", ".join(filter(None, (said, row.cause)))
    return f"({told})" if told else ""


def tells_fate(kind: str, words: str) -> bool:
    """Whether words say themselves what became of those counted: « douze morts », not « douze habitants »."""
    told = {word.lower().rstrip("es") for word in _PIECES.findall(words)}
    return any(word.rstrip("es") in told for word in _called(kind))


@cache
def _called(kind: str) -> frozenset[str]:
    rows = lexicons.rows("quantities/fates.tsv")
    return frozenset(word for word, told, how in rows if told == kind and how == "noun")
