"""The encoder's runtime: what it makes of any words, and what it says where it cannot run.

Tests of the weights themselves need them: in the folder that PRESS_BRIEFING_ENCODER names, else beside their card.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from press_briefing.french.encoder.labels import best_labels, spans
from press_briefing.french.encoder.pieces import joined
from press_briefing.french.encoder.reader import CARD, NETWORK, TABLE, Encoder, SentenceReading
from press_briefing.french.encoder.trees import best_tree, heads
from press_briefing.french.encoder.windows import BATCH, LONGEST, arrays, batches, windows
from press_briefing.model.errors import LanguageError

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
WEIGHTS = Path(os.environ.get("PRESS_BRIEFING_ENCODER") or str(files("press_briefing").joinpath("models", "encoder")))
needs_weights = pytest.mark.skipif(not (WEIGHTS / NETWORK).exists(), reason=f"no weights of the encoder in {WEIGHTS}")


# -- labels ------------------------------------------------------------------------------------


def rows(*labels: str, second: str = "O") -> np.ndarray:
    """Scores that like each of `labels` best and `second` next."""
    found = np.zeros((len(labels), len(NAMES)), dtype=np.float32)
    for row, label in zip(found, labels, strict=True):
        row[NAMES.index(second)] = 2.0
        row[NAMES.index(label)] = 4.0
    return found


@pytest.mark.parametrize(
    "liked",
    [
        ("B-PER", "I-PER", "O"),
        ("O", "O"),
        ("B-LOC", "B-LOC", "I-LOC"),
        ("B-PER",),
        (),
    ],
)
def test_a_well_formed_row_stays(liked: tuple[str, ...]) -> None:
    assert tuple(NAMES[place] for place in best_labels(rows(*liked), NAMES)) == liked


@pytest.mark.parametrize(
    "liked",
    [
        ("I-PER", "O"),
        ("B-PER", "I-LOC"),
        ("O", "I-LOC", "I-LOC"),
        ("I-LOC", "I-PER", "B-LOC", "I-PER"),
    ],
)
def test_a_name_goes_on_only_where_one_of_its_kind_stands(liked: tuple[str, ...]) -> None:
    found = [NAMES[place] for place in best_labels(rows(*liked), NAMES)]
    for last, label in itertools.pairwise(["O", *found]):
        assert not label.startswith("I-") or last[2:] == label[2:], found


def test_the_best_row_is_the_best_of_all() -> None:
    rng = np.random.default_rng(3)
    for _ in range(40):
        scores = rng.normal(size=(4, len(NAMES))).astype(np.float32) * 3
        whole = {
            row: sum(float(scores[i, c]) for i, c in enumerate(row))
            for row in itertools.product(range(len(NAMES)), repeat=4)
            if all(
                not NAMES[c].startswith("I-") or (i and NAMES[row[i - 1]][2:] == NAMES[c][2:])
                for i, c in enumerate(row)
            )
        }
        assert tuple(best_labels(scores, NAMES)) == max(whole, key=whole.__getitem__)


def test_spans_of_names() -> None:
    labels = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-LOC"]
    assert spans(labels) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 6, "LOC")]
    assert spans([]) == []


# -- trees -------------------------------------------------------------------------------------


def is_tree(head: np.ndarray) -> bool:
    """One root, and every word leads to it."""
    if (head == 0).sum() != 1:
        return False
    for word in range(1, len(head) + 1):
        for _ in range(len(head) + 1):
            word = int(head[word - 1]) if word else 0
        if word:
            return False
    return True


def test_the_best_tree_is_the_best_of_all() -> None:
    rng = np.random.default_rng(5)
    for _ in range(60):
        words = int(rng.integers(1, 5))
        scores = rng.normal(size=(words, words + 1)).astype(np.float32) * 3
        trees = [head for head in map(np.array, itertools.product(range(words + 1), repeat=words)) if is_tree(head)]
        value = max(scores[np.arange(words), head].sum() for head in trees)
        found = best_tree(scores)[1:]
        assert is_tree(found)
        assert scores[np.arange(words), found].sum() == pytest.approx(value, abs=1e-4)


def crosses(head: np.ndarray) -> bool:
    arcs = [tuple(sorted((place + 1, int(above)))) for place, above in enumerate(head)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


def test_no_arc_crosses_another() -> None:
    rng = np.random.default_rng(11)
    for _ in range(80):
        words = int(rng.integers(3, 25))
        found = heads(rng.normal(size=(words, words + 1)).astype(np.float32) * 3)
        assert is_tree(found)
        assert not crosses(found)


def test_a_crossing_arc_hangs_on_the_head_of_its_head() -> None:
    """1 -> 3 crosses 0 -> 2: the third word hangs on what the first hangs on."""
    scores = np.zeros((3, 4), dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 1] = 9
    assert heads(scores).tolist() == [2, 0, 2]


@pytest.mark.parametrize("words", [0, 1, 2])
def test_trees_of_few_words(words: int) -> None:
    found = heads(np.zeros((words, words + 1), dtype=np.float32))
    assert len(found) == words
    assert not words or is_tree(found)


def test_circles_everywhere_take_no_time() -> None:
    """Every word likes its neighbour, and that one it: 150 circles."""
    words = 300
    scores = np.zeros((words, words + 1), dtype=np.float32)
    scores[np.arange(words), (np.arange(words) ^ 1) + 1] = 9
    begin = time.process_time()
    assert is_tree(heads(scores))
    assert time.process_time() - begin < 5


def test_nothing_but_the_root_is_liked() -> None:
    scores = np.zeros((6, 7), dtype=np.float32)
    scores[:, 0] = 50
    assert is_tree(heads(scores))


# -- windows and batches -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "lengths",
    [
        [1] * 10,
        [1] * LONGEST,
        [1] * (LONGEST + 1),
        [3] * 1700,
        [201] * 7,
        [1, 201, 201, 1, 201, 201, 1],
        [499, 1, 1, 499],
    ],
)
def test_windows_keep_every_word_once(lengths: list[int]) -> None:
    cut = [tuple(range(length)) for length in lengths]
    found = windows(cut)
    places = [window.first + place for window in found for place in range(window.kept.stop - window.kept.start)]
    assert places == list(range(len(cut)))
    for window in found:
        assert window.pieces <= LONGEST + 2
        start = window.first - window.kept.start
        assert list(window.cut) == cut[start : start + len(window.cut)]


def test_a_kept_word_has_seen_its_neighbours() -> None:
    for window in windows([(1,)] * 1400)[1:-1]:
        assert window.kept.start > 20
        assert len(window.cut) - window.kept.stop > 20


def test_batches_hold_every_window_once_and_no_more_than_fits() -> None:
    parts = [
        (place, window)
        for place, words in enumerate([5, 90, 7, 300, 1, 499, 60, 60, 60])
        for window in windows([(9,)] * words)
    ]
    found = list(batches(parts))
    assert sorted(place for batch in found for place, _ in batch) == list(range(9))
    for batch in found:
        assert len(batch) == 1 or max(window.pieces for _, window in batch) * len(batch) <= BATCH


def test_arrays_tell_where_words_begin() -> None:
    found = arrays([[(7, 8), (9,)], [(5,)]])
    assert found["pieces"].tolist() == [[0, 7, 8, 9, 2], [0, 5, 2, 1, 1]]
    assert found["firsts"].tolist() == [[0, 1, 3], [0, 1, 0]]
    assert found["mask"].sum(axis=1).tolist() == [5, 3]


@pytest.mark.parametrize(
    ("before", "word", "wanted"),
    [
        ("l'", "ONU", True),
        ("L’", "ONU", True),
        ("(", "AFP", True),
        ("Mali", ",", True),
        ("dit", "-il", True),
        ("le", "Mali", False),
        ("", "Mali", False),
        ("Mali", "-", False),
        ("'", "Mali", False),
        ("dit", "«", False),
    ],
)
def test_print_joins_some_words(before: str, word: str, wanted: bool) -> None:
    assert joined(before, word) is wanted


# -- what cannot run ---------------------------------------------------------------------------


def folder(path: Path, network: bytes = b"no network", table: bytes = b"no table") -> Path:
    """A folder whose card fits its files, whatever they hold."""
    path.mkdir()
    (path / NETWORK).write_bytes(network)
    (path / TABLE).write_bytes(table)
    sums = "\n".join(
        f'"{name}" = "{hashlib.sha256(data).hexdigest()}"' for name, data in ((NETWORK, network), (TABLE, table))
    )
    (path / CARD).write_text(
        f"version = '0'\n[sha256]\n{sums}\n[classes]\nnames = ['O']\ntags = ['X']\nrelations = ['root']\n"
    )
    return path


def complaint(home: Path) -> str:
    with pytest.raises(LanguageError) as caught:
        Encoder.load(home)
    line = str(caught.value)
    assert "\n" not in line
    assert "'fast'" in line  # the other profile is offered
    return line


def test_no_weights(tmp_path: Path) -> None:
    assert "not there" in complaint(tmp_path / "nowhere")


def test_a_file_is_missing(tmp_path: Path) -> None:
    home = folder(tmp_path / "one")
    (home / TABLE).unlink()
    assert TABLE in complaint(home)


def test_damaged_weights(tmp_path: Path) -> None:
    home = folder(tmp_path / "one")
    (home / NETWORK).write_bytes(b"no networK")
    line = complaint(home)
    assert "damaged" in line
    assert NETWORK in line


@pytest.mark.parametrize("card", ["not toml [", "[sha256]\n", "", "\xff"])
def test_a_card_that_is_none(tmp_path: Path, card: str) -> None:
    home = folder(tmp_path / "one")
    (home / CARD).write_bytes(card.encode("latin-1"))
    assert CARD in complaint(home)


@pytest.mark.parametrize("library", ["onnxruntime", "sentencepiece"])
def test_a_library_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, "press_briefing.french.encoder.pieces", raising=False)
    if library == "sentencepiece":
        monkeypatch.setattr("press_briefing.french.encoder.reader._session", lambda *_: None)
    assert library in complaint(folder(tmp_path / "one"))


def test_a_machine_that_cannot_run_it(tmp_path: Path) -> None:
    """A network that ONNX Runtime refuses, for whatever reason of its own."""
    assert "this machine" in complaint(folder(tmp_path / "one"))


# -- the weights -------------------------------------------------------------------------------

ARTICLE = [
    line.split()
    for line in """\
Le président Ousmane Diallo a reçu mardi à Ségou une délégation de la Cédéao .
L’ Assemblée nationale ( AN ) a voté la loi , malgré l’ opposition du Parti radical .
« Nous reviendrons » , a promis Awa Traoré avant de quitter Genève .
Trois soldats sont morts""".splitlines()
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(WEIGHTS)


def labels(encoder: Encoder, reading: SentenceReading) -> list[str]:
    return [encoder.classes.names[place] for place in best_labels(reading.names, encoder.classes.names)]


def same(one: SentenceReading, other: SentenceReading) -> bool:
    """Whether two readings say the same, scores apart."""
    columns = zip(
        (one.names.argmax(1), one.tags.argmax(1), one.heads, one.relations),
        (other.names.argmax(1), other.tags.argmax(1), other.heads, other.relations),
        strict=True,
    )
    return all(np.array_equal(left, right) for left, right in columns)


@needs_weights
def test_names_and_verbs_of_plain_sentences(encoder: Encoder) -> None:
    found = [
        {(" ".join(words[a:b]), label) for a, b, label in spans(labels(encoder, reading))}
        for words, reading in zip(ARTICLE, encoder(ARTICLE), strict=True)
    ]
    assert ("Ousmane Diallo", "PER") in found[0]
    assert ("Ségou", "LOC") in found[0]
    assert ("Awa Traoré", "PER") in found[2]
    assert found[3] == set()
    tags = [encoder.classes.tags[place].split("|")[0] for place in encoder([ARTICLE[3]])[0].tags.argmax(1)]
    assert tags == ["NUM", "NOUN", "AUX", "VERB"]


@needs_weights
def test_every_sentence_is_a_tree(encoder: Encoder) -> None:
    for words, reading in zip(ARTICLE, encoder(ARTICLE), strict=True):
        assert len(reading.heads) == len(words)
        assert is_tree(reading.heads)
        assert reading.names.dtype == np.float32


@needs_weights
def test_threads_change_nothing(encoder: Encoder) -> None:
    two = Encoder.load(WEIGHTS, threads=2)
    for one, other in zip(encoder(ARTICLE), two(ARTICLE), strict=True):
        assert same(one, other)
        assert np.abs(one.names - other.names).max() < 1e-3


@needs_weights
def test_company_changes_nothing(encoder: Encoder) -> None:
    """A sentence alone is read as among others, however much padding these bring."""
    crowd = encoder([*ARTICLE, ["mot"] * 90, *reversed(ARTICLE)])
    for place, alone in enumerate(encoder([words])[0] for words in ARTICLE):
        assert same(alone, crowd[place])
        assert same(alone, crowd[-1 - place])


@needs_weights
def test_typography_changes_nothing(encoder: Encoder) -> None:
    straight = [[word.replace("’", "'") for word in words] for words in ARTICLE]
    for one, other in zip(encoder(ARTICLE), encoder(straight), strict=True):
        assert np.array_equal(one.names, other.names)


@needs_weights
def test_vectors_where_asked_for(encoder: Encoder) -> None:
    assert encoder(ARTICLE[:1])[0].vectors is None
    found = encoder(ARTICLE, vectors=True)
    for words, reading in zip(ARTICLE, found, strict=True):
        assert reading.vectors is not None
        assert reading.vectors.shape == (len(words), 384)


@needs_weights
def test_a_sentence_of_five_thousand_words_is_cut_and_said(encoder: Encoder) -> None:
    words = [*ARTICLE[0][:-1], "et"] * 334
    reading = encoder([words], vectors=True)[0]
    assert reading.windows > 5
    assert reading.names.shape == (len(words), len(encoder.classes.names))
    assert is_tree(reading.heads)
    found = labels(encoder, reading)
    assert sum(label == "B-PER" for label in found) > 300


@needs_weights
@pytest.mark.parametrize(
    "words",
    [
        [],
        [""],
        ["\u200b", "\u00ad"],
        ["<s>", "</s>", "<pad>"],
        ["😀", "漢字", "\U0010ffff", "\x00"],
        ["a" * 50_000],
        ["e\u0301" * 3000],
        ["▁"],
        ["\ud800"],
        ["  "],
    ],
)
def test_any_words_are_read(encoder: Encoder, words: list[str]) -> None:
    reading = encoder([words, ARTICLE[3]])[0]
    assert reading.names.shape[0] == reading.tags.shape[0] == len(reading.heads) == len(words)
    assert np.isfinite(reading.names).all()


@needs_weights
def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    home = Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))
    data = bytearray((home / NETWORK).read_bytes())
    data[len(data) // 2] ^= 1
    (home / NETWORK).write_bytes(data)
    assert "damaged" in complaint(home)


@needs_weights
def test_size_on_disk() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.rglob("*") if path.is_file()) <= 40_000_000


def test_the_network_is_run_without_a_word_to_anybody(tmp_path: Path) -> None:
    """ONNX Runtime would file an id of this machine in the user's cache, and report to its maker."""
    code = "from press_briefing.french.encoder.reader import Encoder; Encoder.load()"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    known = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}
    subprocess.run([sys.executable, "-c", code], env={**known, **home}, check=True, timeout=120)
    assert [str(path) for path in tmp_path.rglob("*") if "icrosoft" in str(path) or "onnx" in path.name] == []
