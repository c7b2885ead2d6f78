"""Imported once, by the process workers are forked from: everything an analysis needs, and the language model.

What fails here is left to the workers, whose parent hears of it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib

ANALYSIS = (
    "claims",
    "entities",
    "events",
    "keysentences",
    "language",
    "quantities",
    "quotes",
    "stances",
    "times",
    "tone",
    "words",
)

for _name in ANALYSIS:
    with contextlib.suppress(Exception):
        importlib.import_module(f"press_briefing.analyse.{_name}")
for _name in (
    "press_briefing.capture.clean",
    "press_briefing.capture.read.several",
    "press_briefing.capture.read.html",
):
    with contextlib.suppress(Exception):
        importlib.import_module(_name)
with contextlib.suppress(Exception):
    from press_briefing.analyse import analyse as _analyse
    from press_briefing.model.article import Article as _Article
    from press_briefing.model.settings import Settings as _Settings

    # Once through everything: word lists, gazetteer and classifier are read when first asked for. But for the encoder:
    # ONNX Runtime has threads of its own from its import on, and what is forked from a process with it hangs.
    _analyse(
        _Article.from_text("Le ministre a annoncé hier à Bamako un accord de 3 millions d’euros."),
        settings=_Settings(cache="none", profile="fast"),
    )
# Collecting in a worker then copies none of these pages.
gc.collect()
gc.freeze()
