"""The language `fr_press` and its components, registered with spaCy by importing this module."""

from __future__ import annotations

from spacy.attrs import PREFIX, SUFFIX
from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str, registry

from . import lemmas, levelling, sentences, tokenizer

_CONFIG = """
[nlp]
lang = "fr_press"

[nlp.tokenizer]
@tokenizers = "press_briefing.FrenchTokenizer.v1"
"""


class FrenchDefaults(BaseDefaults):
    """What the press pipeline needs: its tokenizer, and three letters at both ends of words, which tell forms apart."""

    config = load_config_from_str(_CONFIG)
    lex_attr_getters = {  # noqa: RUF012  spaCy declares it so
        **BaseDefaults.lex_attr_getters,
        PREFIX: lambda word: word[:3].lower(),
        SUFFIX: lambda word: word[-3:].lower(),
    }


@registry.languages("fr_press")
class FrenchPress(Language):
    """French as the press prints it. Registered by entry point (`spacy_languages`) and by importing this module."""

    lang = "fr_press"
    Defaults = FrenchDefaults


__all__ = ["FrenchDefaults", "FrenchPress", "lemmas", "levelling", "sentences", "tokenizer"]
