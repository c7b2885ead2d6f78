"""The archive in a real browser: its search, its policy in force, no network, nothing an article says acts, axe-core.

Skipped where Chromium or the two npm packages are missing (`tests/browser/check.cjs` says how to get them).
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from test_browser import CHROMIUM, HERE, MODULES, READY
from test_site import HOSTILE, NOW, completed

import shelves
from press_briefing.service import site
from press_briefing.service.ledger import Ledger

pytestmark = pytest.mark.skipif(not READY, reason="needs Chromium, node, axe-core and playwright-core in NODE_PATH")

TITLES = {"ecoles": "Les écoles rouvrent à Ségou", "oeuvre": "L’œuvre d’un siècle", "carburant": "Le carburant manque"}


def node(script: str, *args: str | Path) -> Any:
    done = subprocess.run(
        ["node", str(HERE / "browser" / script), *map(str, args), str(CHROMIUM)],
        text=True,
        capture_output=True,
        check=True,
        timeout=120,
        env={**os.environ, "NODE_PATH": str(MODULES)},
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty plain briefings, three known ones, one whose every word attacks, and failed runs."""
    out = tmp_path_factory.mktemp("archive")
    shelves.many(out, 60)
    shelves.shelve(
        out,
        "ecoles-1",
        title=TITLES["ecoles"],
        date="2026-01-03",
        actors=("Nana Kanté",),
        places=("Ségou",),
        origin="https://lettre.example/1",
        words=1234,
    )
    for name, form in (("oeuvre-2", {"language": "fr"}), ("oeuvre-6", {"language": "en", "paper": HOSTILE})):
        plain: dict[str, Any] = {"actors": (), "places": (), "origin": "", "author": "", "material": "ab" * 32}
        shelves.shelve(out, name, title=TITLES["oeuvre"], date="2026-01-02", **plain, parameters=form)
    shelves.shelve(out, "carburant-3", title=TITLES["carburant"], date="2026", places=("Kayes",), pdf=b"")
    shelves.shelve(
        out,
        "hostile-4",
        title=HOSTILE,
        date=None,
        author=HOSTILE,
        actors=(HOSTILE,),
        places=(HOSTILE,),
        opening=f"Une phrase qui compte assez de mots {HOSTILE}",
    )
    shelves.shelve(out, "panne-5.failed", state="failed", reason=HOSTILE, title="Un article en panne")
    with Ledger.open(out / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW, "ecoles-1")
        ledger.record("matinale", [NOW], "missed", error="the machine was off")
    site.rebuild(out)
    return out


STEPS: list[dict[str, str]] = [
    {"mots": "ECOLES ségou"},
    {"mots": "oeuvre"},
    {"mots": "l'œuvre d'un"},
    {"mots": "« rouvrent à »"},
    {"mots": 'rouvrent "à rouvrent"'},
    {"du": "2026-01-02", "au": "2026-01-02"},
    {"du": "2026-01-03"},
    {"acteur": "kante"},
    {"lieu": "segou", "mots": "ecoles"},
    {"source": "lettre.example"},
    {"rapport": "matinale"},
    {"tri": "titre", "du": "2026-01-01"},
    {"mots": "<script>alert(1)"},
    {"mots": "rien de tel"},
    {"hash": "#mots=carburant&tri=titre"},
    {"hash": "#tri=%3Cb%3E&page=zz&inconnu=1&du=x"},
    {},
]


@pytest.fixture(scope="module")
def told(archive: Path) -> Any:
    steps = archive / ".site" / "steps.json"
    steps.write_text(json.dumps(STEPS), encoding="utf-8")
    return node("site.cjs", archive / "index.html", steps)


def test_the_search_finds(told: Any) -> None:
    found = [answer["titles"] for answer in told["answers"]]
    one = {name: [title] for name, title in TITLES.items()}
    assert found[:4] == [one["ecoles"], one["oeuvre"], one["oeuvre"], one["ecoles"]]
    assert found[4] == []
    assert found[5] == one["oeuvre"] + one["carburant"]  # an article dated by its year may be of that day
    assert found[6] == one["ecoles"] + one["carburant"]
    assert found[7:11] == [one["ecoles"]] * 4
    assert found[11] == [TITLES["oeuvre"], TITLES["carburant"], TITLES["ecoles"]]
    assert len(found[12]) == 1
    assert found[13] == []
    assert told["answers"][13]["count"] == "Notes pour cette demande\u202f: rien trouvé."
    assert found[14] == one["carburant"]
    assert len(found[15]) == len(found[16]) == 50
    assert told["answers"][0]["count"] == "1\u00a0note sur 64"
    assert told["answers"][16] | {"titles": []} == {"count": "64\u00a0notes", "titles": [], "hash": ""}
    assert told["answers"][7]["hash"] == "#acteur=kante"


def test_the_script_builds_what_the_page_held(told: Any) -> None:
    assert told["built"] == told["items"][:50]
    assert len(told["items"]) == 64
    assert not told["formShown"]


def test_pages_are_turned(told: Any) -> None:
    assert told["second"]["hash"] == "#page=2"
    assert len(told["second"]["titles"]) == 14
    assert told["second"]["focus"] == "notes"


def test_nothing_is_asked_for_and_nothing_acts(told: Any) -> None:
    assert told["requests"] == []
    assert told["complaints"] == []


def test_axe_has_nothing_to_say(archive: Path) -> None:
    for look in node("check.cjs", archive / "index.html"):
        assert look["found"] == []
        assert look["requests"] == []
        assert not look["sideways"]
