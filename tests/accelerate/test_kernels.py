"""What a kernel is forked from, and the grammar that waits; forked and plain kernels are compared in test_ways."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import textwrap

import pytest

from press_briefing.accelerate.kernels import rehearsal, template
from press_briefing.accelerate.switch import VARIABLE
from press_briefing.report import run


def test_what_is_preloaded_is_there_and_leaves_no_trace() -> None:
    """In a process of its own: every module imports, the rehearsal raises nowhere, no default has moved."""
    code = """
        import importlib, sys, matplotlib as mpl, matplotlib.pyplot as plt
        from press_briefing.accelerate.kernels import rehearsal, template
        before, fonts = dict(mpl.rcParams), list(mpl.font_manager.fontManager.ttflist)
        for name in template.PRELOADED: importlib.import_module(name)
        for step in rehearsal.STEPS: step()
        assert dict(mpl.rcParams) == before and mpl.font_manager.fontManager.ttflist == fonts
        assert not plt.get_fignums() and "matplotlib_inline.backend_inline" not in sys.modules
        assert "spacy" not in sys.modules
    """
    environment = run.environment_of(None)
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, env=environment, timeout=60)
    assert rehearsal.STEPS
    assert template.PRELOADED


ANSWERS = """
import sys, press_briefing.report, nbformat
print(type(sys.modules.get("rfc3987_syntax")).__name__)
from jsonschema import FormatChecker
print(*[FormatChecker().conforms(told, "iri") for told in ("https://exemple.ml/été", "::::")])
print(type(sys.modules.get("rfc3987_syntax")).__name__)
"""


@pytest.mark.skipif(importlib.util.find_spec("rfc3987_syntax") is None, reason="comes with JupyterLab")
@pytest.mark.parametrize(("plain", "first"), [("", "Postponed"), ("imports", "module")])
def test_the_grammar_of_addresses_comes_when_it_is_used(plain: str, first: str) -> None:
    """Addresses are judged alike; the short way builds the grammar when one is to be judged."""
    environment = {**os.environ, VARIABLE: plain}
    done = subprocess.run(
        [sys.executable, "-c", ANSWERS], check=True, timeout=60, env=environment, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [first, "True False", "module"]
