"""French for spaCy without `spacy.lang.fr`: a lean tokenizer, one look for all typography, sentence bounds; words.

Importing the package imports no spaCy: what only reads words needs none. `pipeline` registers the language.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """`FrenchPress` (the entry point `spacy_languages`) and its defaults, with spaCy, when they are asked for."""
    if name in ("FrenchDefaults", "FrenchPress"):
        from . import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
