"""Readers' sheets follow their article when its page is read otherwise; a row whose sentence is gone is dropped."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"
OLD = (
    "La digue rompue\n\nLe maire a vidé le port. « Personne n’est blessé », dit-il.\n\n"
    "Deux familles dorment à l’école.\n\nVoir nos jeux du soir\n"
)
NEW = (
    "La digue rompue\n\nUn chapeau que la page avait et que nous ne lisions pas.\n\n"
    "Le maire a vidé le port. « Personne n'est blessé », dit-il.\n\nDeux familles dorment à l’école.\n"
)


@pytest.fixture
def modules(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("anchors", "sheets"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import anchors
    import sheets

    return anchors, sheets


def placed(words: str, text: str = OLD) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


@pytest.mark.parametrize("words", ["Le maire a vidé", "« Personne n’est blessé »", "dorment à l’école", "La digue"])
def test_a_place_moves_with_its_sentence_however_it_is_typed(modules, words):
    anchors, _ = modules
    start, end = anchors.Moved(anchors.prints(OLD), NEW).at(*placed(words))
    assert NEW[start:end].replace("’", "'") == words.replace("’", "'")


@pytest.mark.parametrize("words", ["nos jeux", "Voir nos jeux du soir", "l’école.\n\nVoir nos"])
def test_what_is_not_read_now_has_no_place(modules, words):
    anchors, _ = modules
    assert anchors.Moved(anchors.prints(OLD), NEW).at(*placed(words)) is None


def test_no_word_of_the_text_is_kept(modules):
    anchors, _ = modules
    assert all(isinstance(number, int) for row in anchors.prints(OLD) for number in row)


def test_rows_whose_sentence_is_gone_are_dropped_and_counted(modules):
    anchors, sheets = modules
    sheet = {
        "published": "2024-01-03",
        "actors": [{"name": "le maire", "also": [placed("Le maire"), placed("nos jeux")]}],
        "events": [{"at": placed("vidé le port"), "when": ""}, {"at": placed("nos jeux"), "when": ""}],
    }
    told, dropped = sheets.anchored(sheet, anchors.Moved(anchors.prints(OLD), NEW))
    assert dropped == 1
    assert told["published"] == "2024-01-03"
    assert [NEW[start:end] for start, end in told["actors"][0]["also"]] == ["Le maire"]
    assert [NEW[start:end] for start, end in (row["at"] for row in told["events"])] == ["vidé le port"]


def test_the_same_text_keeps_every_place(modules):
    anchors, _ = modules
    moved = anchors.Moved(anchors.prints(OLD), OLD)
    assert all(moved.at(start, end) == [start, end] for start, end, _ in anchors.prints(OLD))
