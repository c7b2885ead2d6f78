"""French for spaCy without `spacy.lang.fr`: a lean tokenizer, one look for all typography, sentence bounds."""
from __future__ import annotations

from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str, registry

from . import lemmas, looks, sentences, tokenizer

_CONFIG = """
[nlp]
lang = "fr_press"

[nlp.tokenizer]
@tokenizers = "press_briefing.FrenchTokenizer.v1"
"""


class FrenchDefaults(BaseDefaults):
    """Only what the press pipeline needs: its tokenizer."""

    config = load_config_from_str(_CONFIG)


@registry.languages("fr_press")
class FrenchPress(Language):
    """French as the press prints it. Registered by entry point (`spacy_languages`) and by importing this module."""

    lang = "fr_press"
    Defaults = FrenchDefaults


__all__ = ["FrenchDefaults", "FrenchPress", "lemmas", "looks", "sentences", "tokenizer"]
