"""What a number counts: its unit, what kind of quantity it makes, and what it is reckoned by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from ...french.grammar.verbs import nouns, plural
from ...french.tokens import Token
from .numbers import Number

_SCALES = {"k": 1e3, "M": 1e6, "Md": 1e9, "Mds": 1e9, "Mrd": 1e9, "Mrds": 1e9}
_EVERY = {
    "mensuels": "mois",
    "mensuel": "mois",
    "mensuelles": "mois",
    "annuels": "an",
    "annuel": "an",
    "annuelles": "an",
    "quotidiens": "jour",
    "quotidien": "jour",
    "hebdomadaires": "semaine",
    "hebdomadaire": "semaine",
}


# Endings of the names of peoples in the plural: « 1 200 Tchadiens », « trois Sénégalaises ».
_PEOPLES = (
    "iens",
    "iennes",
    "éens",
    "éennes",
    "ais",
    "aises",
    "ains",
    "aines",
    "ois",
    "oises",
    "ans",
    "anes",
    "ques",
    "bè",
)


@dataclass(frozen=True)
class Unit:
    """Tokens up to `last` (excluded) that name the unit; `name` as it stands, `kind` of quantity, `scale` of « M€ »."""

    first: int
    last: int
    name: str
    kind: str
    scale: float = 1.0


@cache
def measured() -> dict[str, str]:
    """Units of measure, singular and plural, with their kind."""
    table: dict[str, str] = {}
    for name, kind in lexicons.rows("quantities/units.tsv"):
        table[name] = kind
        table[" ".join(plural(word) for word in name.split())] = kind
    return table


def unit_after(tokens: Sequence[Token], number: Number) -> Unit | None:
    """The unit of a number, or None when it counts nothing we can name."""
    i = number.last
    if i < len(tokens) and tokens[i].low in ("de", "d'", "des", "du") and (number.noun or number.share):
        i += 1
        if (
            number.share
            and i < len(tokens)
            and tokens[i].low in ("la", "l'", "le", "les", "ses", "leurs", "ces", "cette", "ce", "son", "sa")
        ):
            i += 1
    scale = _SCALES.get(tokens[i].text, 1.0) if i + 1 < len(tokens) and tokens[i + 1].text in "€$" else 1.0
    i += scale != 1.0
    while i < len(tokens) and tokens[i].low in lexicons.members("quantities/adjectives_before.txt"):
        i += 1
    if i >= len(tokens):
        return None
    return _measure(tokens, i, scale) or _counted(tokens, i)


def _measure(tokens: Sequence[Token], i: int, scale: float) -> Unit | None:
    for size in (2, 1):
        name = " ".join(t.low for t in tokens[i : i + size])
        kind = measured().get(name)
        if kind and len(tokens[i : i + size]) == size:
            last = i + size
            if kind == "money":
                last = _currency(tokens, last)
            return Unit(i, last, " ".join(t.text for t in tokens[i:last]), kind, scale)
    if tokens[i].text == "F" and i + 1 < len(tokens) and tokens[i + 1].text in ("CFA", "cfa"):
        return Unit(i, i + 2, "F CFA", "money", scale)
    return None


def _currency(tokens: Sequence[Token], last: int) -> int:
    """« francs CFA », « dollars américains »."""
    more = (
        "cfa",
        "américains",
        "canadiens",
        "australiens",
        "sterling",
        "suisses",
        "congolais",
        "guinéens",
        "us",
        "constants",
    )
    return last + 1 if last < len(tokens) and tokens[last].low in more else last


def _counted(tokens: Sequence[Token], i: int) -> Unit | None:
    token = tokens[i]
    if (
        not token.text[:1].isalpha()
        or token.low in lexicons.members("quantities/not_units.txt")
        or token.pos in ("VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ")
        or len(token.low) < 3
    ):
        return None
    people = nouns("persons") | nouns("groups") - {
        "pays",
        "associations",
        "sources",
        "médias",
        "syndicats",
        "ong",
        "familles",
        "puissances",
        "camps",
        "partenaires",
        "société",
        "monde",
        "sociétés",
    }
    if token.capital and token.low not in people | set(measured()):
        return Unit(i, i + 1, token.text, "people") if token.low.endswith(_PEOPLES) else None
    return Unit(i, i + 1, token.text, "people" if token.low in people else "count")


def per_after(tokens: Sequence[Token], i: int) -> tuple[tuple[str, ...], int]:
    """What the quantity is reckoned by (« par mois et par combattant »), and the token after it."""
    per: list[str] = []
    if i < len(tokens) and tokens[i].low in _EVERY:
        per.append(_EVERY[tokens[i].low])
        i += 1
    while i + 1 < len(tokens):
        j = i + 1 if per and tokens[i].low in ("et", ",") else i
        if (
            (j + 1 < len(tokens) and tokens[j].low == "par" and _bare_noun(tokens[j + 1]))
            or (not per and tokens[j].text == "/" and _bare_noun(tokens[j + 1]))
            or (
                not per
                and tokens[j].low in ("le", "la", "l'")
                and tokens[j + 1].low
                in ("kilo", "litre", "baril", "tonne", "sac", "unité", "once", "quintal", "gramme")
            )
        ):
            per.append(tokens[j + 1].low)
            i = j + 2
        elif (
            not per
            and j + 2 < len(tokens)
            and tokens[j].low == "de"
            and tokens[j + 1].low == "l'"
            and tokens[j + 2].low == "heure"
        ):
            per.append("heure")
            i = j + 3
        else:
            break
    return tuple(per), i


def _bare_noun(token: Token) -> bool:
    return (
        token.text[:1].isalpha()
        and token.text.islower()
        and token.low
        not in lexicons.members("quantities/not_units.txt")
        - {"seconde", "minute", "heure", "jour", "nuit", "semaine", "mois", "an", "année", "trimestre", "h", "min"}
        and not token.low.endswith("'")
        and token.low not in ("des", "rapport", "exemple", "ailleurs", "contre", "conséquent", "avance")
    )
