"""Imported once, by the process workers are forked from: what turns analyses into tables."""
from __future__ import annotations

import contextlib
import gc
import importlib

for _name in ("press_briefing.tables", "press_briefing.dataset.writer", "press_briefing.dataset.storage"):
    with contextlib.suppress(Exception):
        importlib.import_module(_name)
gc.collect()
gc.freeze()
