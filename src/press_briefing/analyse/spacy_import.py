"""spaCy without its command line: `import spacy` brings `spacy.cli`, and with it HTTP clients, project tools and more.

That is a third of the import, for the sake of one name, `spacy.info`.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

PACKAGE, MODULE = "spacy.cli", "spacy.cli.info"


def import_spacy() -> ModuleType:
    """spaCy, imported without its command line if this is the first import; `spacy.cli` comes when it is asked for."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    package, module = ModuleType(PACKAGE), ModuleType(MODULE)
    package.__path__ = []
    setattr(package, "info", module)  # noqa: B010  (mypy knows no attribute of a module made here)
    setattr(module, "info", info)  # noqa: B010
    sys.modules |= {PACKAGE: package, MODULE: module}
    try:
        spacy = importlib.import_module("spacy")
    finally:
        for name in (PACKAGE, MODULE):
            sys.modules.pop(name, None)
    if getattr(spacy, "cli", None) is package:
        del spacy.cli  # so that `import spacy.cli` finds the real one
    return spacy


def info(*arguments: Any, **options: Any) -> Any:
    """What `spacy.info` is: told by the command line's own function."""
    return importlib.import_module(MODULE).info(*arguments, **options)
