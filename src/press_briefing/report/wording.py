"""The few words the renderer adds itself, in the language of the document."""

from __future__ import annotations

LANGUAGES = ("fr", "en")

_WORDS = {
    "fr": {
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
        "code": "Code",
        "page": "page {n} / {total}",
        "of": "sur",
        "published": "Publié le",
        "untitled": "Document sans titre",
        "attachments": "Pièces jointes",
        "attachments_note": "Fichiers joints à ce PDF, lisibles depuis le volet des pièces jointes du lecteur :",
        "continued": "suite",
        "truncated": "article tronqué",
    },
    "en": {
        "contents": "Contents",
        "skip": "Skip to content",
        "figure": "Figure without description",
        "table": "Table",
        "picture_left_out": "Picture not included:",
        "too_large": "Content too large: only the beginning of its text is shown.",
        "failed": "This step failed",
        "failed_where": "Last lines",
        "failed_banner": "Incomplete document: a step failed, and those after it may be missing.",
        "failed_link": "See the error",
        "messages": "Messages while running",
        "interactive": "Interactive element, reproduced neither on paper nor on this page.",
        "not_shown": "Content not reproduced ({kind}).",
        "code": "Code",
        "page": "page {n} / {total}",
        "of": "of",
        "published": "Published",
        "untitled": "Untitled document",
        "attachments": "Attachments",
        "attachments_note": "Files attached to this PDF, in the attachments panel of your reader:",
        "continued": "continued",
        "truncated": "article cut short",
    },
}


def of(language: str) -> dict[str, str]:
    """The words in `language`; English for a language the catalogue lacks."""
    return _WORDS.get(language, _WORDS["en"])
