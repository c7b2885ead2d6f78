"""What the site says in its reader's language, and how it writes dates, counts and sizes."""

from __future__ import annotations

from functools import cache

from babel import Locale

from ...show.formats import date_text, dated, is_one, number, typeset
from ...show.messages import translator

KILO, MEGA = 1000, 1_000_000


@cache
def words(language: str) -> dict[str, str]:
    """Every word of the pages, by a name of ours; the script is handed those it needs."""
    _ = translator(language)
    told = {
        "title": _("Archives des notes"),
        "skip": _("Aller au contenu"),
        "feed": _("Flux Atom"),
        "latest": _("Dernière parution"),
        "newest": _("La plus récente"),
        "search": _("Chercher dans les archives"),
        "text": _("Mots du titre, du début, des noms"),
        "from": _("Du"),
        "to": _("Au"),
        "source": _("Source"),
        "actor": _("Acteur"),
        "place": _("Lieu"),
        "report": _("Rapport"),
        "sort": _("Trier par"),
        "by_date": _("date de l’article"),
        "by_made": _("date de la note"),
        "by_title": _("titre"),
        "clear": _("Tout effacer"),
        "any": _("Tous"),
        "actors": _("Acteurs"),
        "places": _("Lieux"),
        "notebook": _("Carnet"),
        "data": _("Données"),
        "variants": _("Autres versions"),
        "pinned": _("Conservée"),
        "undated": _("date non relevée"),
        "none": _("Notes pour cette demande : rien trouvé."),
        "empty": _("Aucune note n’est encore classée ici."),
        "previous": _("Précédentes"),
        "next": _("Suivantes"),
        "pages": _("Pages de résultats"),
        "years": _("Toutes les notes, par date d’article"),
        "list": _("Notes"),
        "one": _("note"),
        "many": _("notes"),
        "of": _("sur"),
        "word": _("mot"),
        "words": _("mots"),
        "page": _("page"),
        "filters": _("Filtres"),
        "failures": _("Exécutions en échec"),
        "failures_note": _("Ces exécutions n’ont pas abouti ; leur page montre l’étape qui a échoué."),
        "more_failures": _("Toutes les exécutions en échec"),
        "newest_note": _("Voici les plus récentes ; toutes les autres sont rangées par date ci-dessous."),
    }
    signs = Locale(language).number_symbols["latn"]
    return {name: typeset(text, language) for name, text in told.items()} | {
        "kilo": _("Ko"),
        "mega": _("Mo"),
        "comma": signs["decimal"],
        "thousand": signs["group"],
        "colon": _(" : ").replace(" :", "\u00a0:"),
    }


@cache
def states(language: str) -> dict[str, str]:
    """How a run ended, by its state in the ledger."""
    _ = translator(language)
    return {"failed": _("échec"), "timeout": _("délai dépassé"), "killed": _("interrompue"), "missed": _("manquée")}


def weight(size: int, language: str) -> str:
    """Bytes as a reader says them, rounded up: « 293 Ko », « 1,2 Mo ». The script does the same.

    Parameters
    ----------
    size: bytes.
    """
    said = words(language)
    if size < MEGA:
        return f"{-(-size // KILO)}\u00a0{said['kilo']}"
    tenths = -(-size // (MEGA // 10))
    return f"{tenths // 10}{said['comma']}{tenths % 10}\u00a0{said['mega']}"


def count(value: int, one: str, many: str, language: str) -> str:
    """A count with its noun, in the number that the language wants: in French 0 and 1 are singular.

    Parameters
    ----------
    one, many: the noun in the singular and in the plural.
    """
    return f"{plain_number(value, language)}\u00a0{words(language)[one if is_one(value, language) else many]}"


@cache
def plain_number(value: int, language: str) -> str:
    """A whole number with its thousands apart."""
    return number(value, language)


def day(date: str, language: str, deduced: bool = False) -> str:
    """A date in words, « date non relevée » for none, marked where it is deduced.

    Parameters
    ----------
    date: EDTF; empty for none.
    """
    return dated(date or None, language, deduced=deduced)


@cache
def language_name(code: str, language: str) -> str:
    """The name of a report's language, in the reader's: « anglais »; the code where it has none."""
    return Locale(language).languages.get(code, code)


def papers(paper: str) -> str:
    """The name of a paper as one reads it: A4, Letter."""
    return paper.capitalize()


@cache
def month(date: str, language: str) -> str:
    """The name of a month for a list of months: « novembre »."""
    return date_text(date, language).rsplit(" ", 1)[0]
