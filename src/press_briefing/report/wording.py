"""The few words the renderer adds itself, in the language of the document: messages like any other."""

from __future__ import annotations

from ..show.messages import spoken, translator

WORDS = {
    "contents": "Sommaire",
    "skip": "Aller au contenu",
    "figure": "Figure sans description",
    "table": "Tableau",
    "picture_left_out": "Image non incluse :",
    "too_large": "Contenu trop volumineux : seul le début du texte est reproduit.",
    "failed": "Cette étape a échoué",
    "failed_where": "Dernières lignes",
    "failed_banner": "Document incomplet : une étape a échoué, et les suivantes peuvent manquer.",
    "failed_link": "Voir l’erreur",
    "messages": "Messages d’exécution",
    "interactive": "Élément interactif, non reproduit sur papier ni dans cette page.",
    "not_shown": "Contenu non reproduit ({kind}).",
    "page": "page {n} / {total}",
    "untitled": "Document sans titre",
    "continued": "suite",
    "truncated": "article tronqué",
}


def of(language: str) -> dict[str, str]:
    """The words in `language`, by what they are for; English where no catalogue has the language."""
    say = translator(spoken(language))
    return {name: say(french) for name, french in WORDS.items()}
