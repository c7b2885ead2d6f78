"""press-briefing: a French press article in, a briefing an analyst would sign out.

from press_briefing import Article, read, analyse, build
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .analyse import analyse
from .capture.read import read
from .model.analysis import Analysis
from .model.article import Article

if TYPE_CHECKING:
    from .report.briefing import Briefing, build

__version__ = "0.2.0"
__all__ = ["Analysis", "Article", "Briefing", "analyse", "build", "read"]


# The rooms whose rows and tables a user works with, by the names of everyday use; loaded when first asked for.
_ROOMS = {
    "analysis": "model.analysis",
    "article": "model.article",
    "errors": "model.errors",
    "figures": "show.figures",
    "settings": "model.settings",
    "tables": "measure.tables",
    "views": "show.views",
}


def __getattr__(name: str) -> Any:
    """`build` and `Briefing` bring papermill and nbconvert with them, so they are loaded when first asked for."""
    from importlib import import_module

    if name in ("build", "Briefing"):
        return getattr(import_module(".report.briefing", __name__), name)
    if name in _ROOMS:
        return import_module(f".{_ROOMS[name]}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS, "__version__"])
