"""Imported once, by the process workers are forked from: what turns analyses into tables."""

from __future__ import annotations

import contextlib
import gc
import importlib

for _name in (
    "press_briefing.measure.tables",
    "press_briefing.corpus.dataset.writer",
    "press_briefing.corpus.dataset.storage",
):
    with contextlib.suppress(Exception):
        importlib.import_module(_name)
gc.collect()
gc.freeze()
