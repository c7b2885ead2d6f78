"""Imported once, by the process workers are forked from: what runs notebooks, writes tables and renders pages."""

from __future__ import annotations

import contextlib
import gc
import importlib

for _name in (
    "press_briefing.measure.tables",
    "press_briefing.report.worker.engine",
    "press_briefing.report.render",
    "press_briefing.report.pdf",
    "press_briefing.report.crate",
    "press_briefing.report.exporters",
    "press_briefing.report.page",
    "typst",
    "nbconvert.exporters.html",
):
    with contextlib.suppress(Exception):
        importlib.import_module(_name)
with contextlib.suppress(Exception):
    from press_briefing.model.versions import fingerprints as _fingerprints
    from press_briefing.model.versions import versions as _versions

    _fingerprints()  # every file of the package is read once, not once a worker
    _versions()
gc.collect()
gc.freeze()
