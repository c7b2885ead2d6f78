"""Regular expressions take linear time, whatever an article holds; and so does the whole way.

The expressions are those the package really compiles; the strings are made from each of them (`tests/pumps.py`). The
bound is no timing of ours: 4,000 characters take a linear expression a third of a millisecond, a quadratic one 0.1 s.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press_briefing import Article, analyse
from press_briefing.model.errors import LanguageError

HERE = Path(__file__).parent.parent
SIZE, MOST = (12_000, 0.2) if os.environ.get("PRESS_BRIEFING_TORTURE") else (4_000, 0.05)

# Slow if searched for anywhere in a text of any length, which nobody does: file, how it is slow, why that is no harm.
HARMLESS = {
    ("dialogue.py", "search"): "matched at the start of a paragraph only",
    ("furniture.py", "search"): "matched at the start of a line only, whole for dates",
    ("merge.py", "search"): "searched in the last 40 characters only",
    ("select.py", "search"): "searched in a value or in the 40 characters before a date",
    ("select.py", "match"): "the same",
    ("lines.py", "search"): "matched at the start of a line of the user's own schedule",
    ("lines.py", "match"): "the same",
    ("rows.py", "search"): "matched right behind a date only",
    ("joining.py", "search"): "after every run of spaces has become one",
}


def test_every_expression_is_linear() -> None:
    command = [sys.executable, str(HERE / "linear_patterns.py"), str(SIZE), str(MOST)]
    run = subprocess.run(command, text=True, check=True, capture_output=True, timeout=280)
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["heard"] > 300, "the listener hears nothing"
    found = [row for row in told["slow"] if (row["where"].split(":")[0], row["how"]) not in HARMLESS]
    assert found == []


def test_a_quadratic_one_is_seen() -> None:
    """The pumps do find what they are made for."""
    import re

    import pumps

    strings = [prefix + body * 400 for prefix, body in pumps.pumps(re.compile(r"«\s*[^«»]{1,30}\s*»"))]
    assert any(text.startswith("«") and text.count("\u00a0") > 300 for text in strings)
    assert list(pumps.pumps(re.compile(r"(a+)+b")))
    assert not list(pumps.pumps(re.compile(r"ab?c{1,3}")))


PROSE = "Le ministre a reçu lundi 3 mars 2025 à Bamako une délégation, selon le gouvernement malien. "
# One character or piece many times over, in the middle of French prose.
PIECES = [
    "\u00a0",
    "« ",
    "»",
    '"',
    "“",
    "(",
    "a",
    "A",
    "é",
    "1",
    "1, ",
    "2025 ",
    "lundi ",
    "3, 4, ",
    "- ",
    "—",
    ".",
    ". . ",
    "…",
    ",",
    ", ",
    "'",
    "d’",
    "@",
    "#",
    "https://",
    "<b>",
    "</",
    "&amp;",
    "M. ",
    "le ",
    "Bamako, ",
    "de la ",
    "et ",
    "qui ",
    "A. B. ",
    "selon ",
    "a dit ",
    "« oui » ",
    "dix mille ",
    "1 000 ",
    "mars ",
    "\u0301",
    "\u200b",
    "Diarra ",
    "ONU ",
    "il ",
    "non ",
    "tué ",
    "%",
    "/",
    ":",
    " : ",
    "\n",
    "\n\n",
    "- \n",
    "Titre\n",
    "œ",
    "😀",
]


# What the finders of speech look at: sources, speakers inside and beside the marks, functions, questions.
SPOKEN = [
    "« oui », dit Awa Sow, ",
    "« oui, dit-elle. Non. » ",
    "Awa Sow et ",
    "qui affirme que ",
    "quant à elle ",
    "de source policière ",
    "à ses yeux, ",
    "ce que nie ",
    "la ministre Awa Sow, ",
    "Awa Sow, ministre, ",
    "le rapport de l'ONU ",
    "il a nié, ",
    "aurait été tué. ",
    "Qui ?\n\nJe sais.\n\n",
    "c'est ainsi que « oui » ",
    "a-t-on appris auprès de ",
    "attribuée par ",
    "son avocat dit que ",
    "dont ",
    "peut-on lire dans ",
]
PIECES += SPOKEN


USUAL = ["\u00a0", "« ", "1, ", "lundi ", ".", "https://", "M. ", "ONU ", SPOKEN[0], SPOKEN[8], SPOKEN[13]]
TRIED = PIECES if os.environ.get("PRESS_BRIEFING_TORTURE") else USUAL


@pytest.mark.parametrize("piece", TRIED, ids=map(ascii, TRIED))
def test_the_whole_way_is_linear(piece: str) -> None:
    """Four times the text takes about four times the time: sixteen would be time squared, ten is past noise.

    A text of one piece may well not be French; that is said, and is an answer too.
    """

    def seconds(characters: int) -> float:
        article = PROSE * 3 + piece * (characters // len(piece)) + "\n\n" + PROSE * 3
        start = time.process_time()
        with contextlib.suppress(LanguageError):
            analyse(Article.from_text(article, published="2025-03-04"))
        return time.process_time() - start

    seconds(300)
    assert seconds(12_000) < 10 * max(seconds(3_000), 0.2)


def test_merging_events_is_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row is compared with a bounded number of others, however often the article tells one act."""
    from press_briefing.analyse.events import merge

    compared = []
    same = merge._Kept.is_same
    monkeypatch.setattr(merge._Kept, "is_same", lambda kept, *told: compared.append(1) or same(kept, *told))

    def comparisons(days: int) -> int:
        compared.clear()
        told = (f"Le {day % 28 + 1} mai {1800 + day}, le maire a fermé la gare." for day in range(days))
        events = analyse(Article.from_text(" ".join(told), published="2025-03-04")).events
        assert len(events) == days
        return len(compared)

    assert comparisons(240) < 2.5 * comparisons(120)
