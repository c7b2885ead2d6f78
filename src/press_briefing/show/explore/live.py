"""Whether somebody sits before the notebook, and what a view needs to look right there."""

from __future__ import annotations

import os
from importlib.util import find_spec

from .. import palette

# "1" or "0": show controls, or do not, whatever the rest says.
VARIABLE = "PRESS_BRIEFING_CONTROLS"
# A server that starts a kernel for an open notebook names its session (Lab, Notebook 7, Binder); VS Code and Colab
# set names of their own. papermill and nbconvert set none, and get plain views.
SIGNS = ("JPY_SESSION_NAME", "VSCODE_PID", "VSCODE_CWD", "COLAB_RELEASE_TAG")


def is_live() -> bool:
    """Whether controls would have somebody to move them, and the package that draws them is there."""
    told = os.environ.get(VARIABLE, "")
    if told in ("0", "1"):
        return told == "1"
    return any(os.environ.get(sign) for sign in SIGNS) and find_spec("ipywidgets") is not None


def style() -> str:
    """A style sheet for views inside a notebook, where the page's own is not; it changes no other cell."""
    p = palette
    return (
        "<style>.pb-live table.pb{border-collapse:collapse;margin:.6em 0}"
        ".pb-live table.pb caption{text-align:left;font-weight:600;padding:.2em 0}"
        ".pb-live table.pb td,.pb-live table.pb th{padding:.2em .6em;text-align:left;vertical-align:top;"
        "border-bottom:1px solid rgba(128,128,128,.35)}"
        ".pb-live table.pb .num{text-align:right;font-variant-numeric:tabular-nums}"
        f".pb-live figure{{margin:.5em 0;background:#fff;color:{p.INK};max-width:46em}}.pb-live img{{max-width:100%}}"
        ".pb-live mark{background:none;color:inherit;border-bottom:2px solid rgba(128,128,128,.5)}"
        f".pb-live mark.ent-per{{border-color:{p.KINDS['PER']}}}.pb-live mark.ent-org{{border-color:{p.KINDS['ORG']}}}"
        f".pb-live mark.ent-loc{{border-color:{p.KINDS['LOC']}}}"
        ".pb-live .sent.chosen{outline:2px solid rgba(128,128,128,.8);outline-offset:2px}"
        ".pb-live .snum,.pb-live .pnum{font-size:.75em;opacity:.65;text-decoration:none;color:inherit}"
        ".pb-live a.to{color:var(--jp-content-link-color,inherit);text-decoration:underline}"
        ".pb-live .annotated{max-width:46em;line-height:1.5}</style>"
    )
