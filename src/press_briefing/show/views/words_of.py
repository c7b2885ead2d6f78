"""The words a reader sees for the codes of an analysis."""

from __future__ import annotations

from ..messages import Translator


def actor_kinds(_: Translator) -> dict[str, str]:
    """Kinds of actor."""
    return {"person": _("personne"), "organisation": _("organisation"), "state": _("État"), "group": _("groupe")}


def name_kinds(_: Translator) -> dict[str, str]:
    """Kinds of actor, and places."""
    return {**actor_kinds(_), "place": _("lieu")}


def manners(_: Translator) -> dict[str, str]:
    """How an article tells a happening."""
    return {"told": _("donné pour un fait"), "alleged": _("sur la parole de quelqu’un"), "denied": _("nié")}


def mention_forms(_: Translator) -> dict[str, str]:
    """How an actor is mentioned."""
    return {
        "name": _("nom"),
        "title": _("titre"),
        "description": _("description"),
        "pronoun": _("pronom"),
        "place": _("capitale ou palais"),
    }


def certainties(_: Translator, *, deduced: bool = False) -> dict[str, str]:
    """How a time was resolved; `deduced`: the article's own date was."""
    return {
        "explicit": _("explicite"),
        "event": _("d’après un fait nommé"),
        "published": _("d’après la date déduite de l’article") if deduced else _("d’après la date de l’article"),
        "context": _("d’après une date voisine"),
        "inferred": _("année déduite"),
        "vague": _("vague"),
        "unresolved": _("non résolue"),
        "inherited": _("d’après le fait raconté avant"),
        "": "",
    }


def source_types(_: Translator) -> dict[str, str]:
    """Kinds of source. One that its words describe is not called anonymous: the article may name it elsewhere."""
    return {
        "author": _("auteur"),
        "named": _("nommée"),
        "institutional": _("institution"),
        "office": _("par fonction ou parenté"),
        "anonymous": _("décrit, non nommé"),
        "unattributed": _("source non relevée"),
    }


def origins(_: Translator) -> dict[str, str]:
    """Origins of what an article says, as its bar has them."""
    return {
        "author": _("l’auteur"),
        "named": _("source nommée ou décrite"),
        "institutional": _("institution"),
        "unattributed": _("source non relevée"),
    }


def genres(_: Translator) -> dict[str, str]:
    """Genres of an article, as its form tells them."""
    return {
        "article": _("article"),
        "interview": _("entretien"),
        "live": _("direct"),
        "dispatch": _("dépêche"),
        "opinion": _("opinion"),
    }


def grounds(_: Translator) -> dict[str, str]:
    """What a key sentence rests on."""
    return {
        "author": _("auteur"),
        "named": _("source nommée"),
        "institutional": _("institution"),
        "office": _("source par fonction ou parenté"),
        "anonymous": _("source décrite, non nommée"),
        "unattributed": _("source non relevée"),
        "conditional": _("au conditionnel"),
        "opinion": _("opinion"),
    }


def stance_kinds(_: Translator) -> dict[str, str]:
    """What somebody does who takes a stance."""
    return {
        "accuses": _("accuse"),
        "blames": _("critique"),
        "denies": _("dément"),
        "praises": _("loue"),
        "supports": _("soutient"),
    }


def fates(_: Translator) -> dict[str, str]:
    """What became of people who are counted."""
    return {"dead": _("morts"), "wounded": _("blessés"), "missing": _("disparus")}


def layers(_: Translator) -> dict[str, str]:
    """Where the tone of a sentence comes from."""
    return {"fact": _("les faits"), "judgement": _("le jugement de l’auteur"), "quoted": _("les propos rapportés")}


def tone_kinds(_: Translator) -> dict[str, str]:
    """Kinds of word in the word list."""
    return {"happening": _("fait"), "judgement": _("jugement"), "stance": _("prise de position")}


def bounds(_: Translator) -> dict[str, str]:
    """How a number is bounded."""
    return {
        "exact": "",
        "rough": _("ordre de grandeur"),
        "about": _("environ"),
        "at-least": _("au moins"),
        "at-most": _("au plus"),
        "more-than": _("plus de"),
        "less-than": _("moins de"),
    }


def figure_kinds(_: Translator) -> dict[str, str]:
    """What a figure counts or measures."""
    return {
        "dead": _("morts"),
        "wounded": _("blessés"),
        "missing": _("disparus"),
        "displaced": _("déplacés"),
        "arrested": _("arrêtés"),
        "people": _("personnes"),
        "money": _("argent"),
        "share": _("part"),
        "duration": _("durée"),
        "distance": _("distance"),
        "score": _("score"),
        "other": _("autre"),
    }


def disagreement_kinds(_: Translator) -> dict[str, str]:
    """What two passages of an article differ on."""
    return {"figure": _("Chiffre"), "date": _("Date"), "version": _("Version")}


def valences(_: Translator) -> dict[str, str]:
    """The three valences."""
    return {"negative": _("négative"), "neutral": _("neutre"), "positive": _("positive")}


# The rules of cleaning, by their identifiers.
RULES = {
    "address": "adresse",
    "advertisement": "publicité",
    "breadcrumb": "fil d’Ariane",
    "broken-sentences": "phrases coupées",
    "button": "bouton",
    "combining-accents": "accents composés",
    "comments": "commentaires",
    "consent": "consentement aux cookies",
    "control-characters": "caractères de commande",
    "copyright": "droits et pied de page",
    "credit": "crédit",
    "cut-short": "coupure signalée par la page",
    "date-line": "ligne de date",
    "invisible-characters": "caractères invisibles",
    "ligatures": "ligatures",
    "end-mark": "marque de fin d’une base de données",
    "field": "champ d’une base de données",
    "hit-list": "liste de résultats",
    "line-ends": "fins de ligne",
    "listen": "lecture à voix haute",
    "mojibake": "caractères mal décodés",
    "newsletter": "lettre d’information",
    "notice": "note de la rédaction",
    "page-foot": "pied de page",
    "embed": "message d’un réseau",
    "page-head": "en-tête de page",
    "page-line": "ligne de la page",
    "paywall": "abonnement",
    "reading-time": "temps de lecture",
    "related": "renvoi à un autre article",
    "running-head": "titre courant",
    "second-copy": "second exemplaire du texte",
    "service": "services du site",
    "share": "partage",
    "subtitle-times": "minutage des sous-titres",
    "symbols": "signes isolés",
    "tags": "mots-clés",
    "title-twice": "titre répété",
    "unsure": "laissé, peut-être de la page",
    "variables-line": "ligne de variables",
    "wrapped-lines": "lignes coupées",
}


def rule(name: str, _: Translator) -> str:
    """A rule of cleaning; one without words of its own is shown by its identifier."""
    return _(RULES[name]) if name in RULES else name
