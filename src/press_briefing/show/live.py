"""Whether somebody sits before the notebook, and what a view needs to look right there."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec

from . import palette

# "1" or "0": show controls, or do not, whatever the rest says.
VARIABLE = "PRESS_BRIEFING_CONTROLS"
# A server that starts a kernel for an open notebook names its session (Lab, Notebook 7, Binder); VS Code and Colab
# set names of their own. papermill and nbconvert set none, and get plain views.
SIGNS = ("JPY_SESSION_NAME", "VSCODE_PID", "VSCODE_CWD", "COLAB_RELEASE_TAG")

_SHEET = re.compile("<style data-press-briefing>[^<]*</style>")


def is_live() -> bool:
    """Whether controls would have somebody to move them, and the package that draws them is there."""
    told = os.environ.get(VARIABLE, "")
    if told in ("0", "1"):
        return told == "1"
    return any(os.environ.get(sign) for sign in SIGNS) and find_spec("ipywidgets") is not None


def worn(html: str) -> str:
    """A view's HTML with what it needs to look right where somebody sits before it; elsewhere as it is."""
    return f"{style()}{html}" if is_live() else html


def bare(html: str) -> str:
    """The same without that, for a page that has a style sheet of its own."""
    return _SHEET.sub("", html)


def style() -> str:
    """A style sheet for views inside a notebook, where the page's own is not; it changes nothing but views.

    JupyterLab's own aligns the cells of tables to the right, by two classes (so `.pb.pb`), and makes every mark yellow.
    """
    p = palette
    line = "rgba(128,128,128,.35)"
    return (
        "<style data-press-briefing>table.pb{border-collapse:collapse;margin:.6em 0}"
        "table.pb.pb caption{text-align:left;font-weight:600;padding:.2em 0}"
        f"table.pb.pb td,table.pb.pb th{{padding:.2em .6em;text-align:left;vertical-align:top;border-bottom:1px solid {line}}}"
        "table.pb.pb .num{text-align:right;font-variant-numeric:tabular-nums}"
        f"figure.pb-figure{{margin:.5em 0;background:#fff;color:{p.INK};max-width:46em}}figure.pb-figure img{{max-width:100%}}"
        ":is(.annotated,.legend,table.pb) mark{background:none;color:inherit}.legend mark+mark{margin-left:.7em}"
        f"mark.ent-per{{border-bottom:2px solid {p.PER}}}mark.ent-org{{border-bottom:4px double {p.ORG}}}"
        f"mark.ent-loc{{border-bottom:2px dashed {p.LOC}}}mark.ent-misc{{border-bottom:2px dotted {p.MISC}}}"
        "mark:is(.time,.quote):not(#s){background:rgba(128,128,128,.18)}mark.time:not(#s){background:rgba(220,180,60,.25)}"
        "mark.stance{font-weight:700;text-decoration:underline double}"
        "mark.hedge{font-style:italic;text-decoration:underline wavy}"
        "mark.neg::after{content:'−';vertical-align:super;font-size:.7em}"
        "mark.pos::after{content:'+';vertical-align:super;font-size:.7em}"
        f".said{{border:1px solid {p.ACCENT};border-radius:1em;padding:0 .4em}}.said.quoted{{background:{p.ACCENT}}}"
        f".said.quoted,.said.quoted a{{color:#fff}}.said.hedged{{border:1.5px dashed {p.ORG}}}"
        ".sent.chosen{outline:2px solid rgba(128,128,128,.8);outline-offset:2px}"
        ".snum,.pnum{font-size:.75em;opacity:.65;text-decoration:none;color:inherit}"
        ".annotated{max-width:46em;line-height:1.5}</style>"
    )
