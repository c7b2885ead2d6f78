"""The pretrained encoder, run by ONNX Runtime: one pass over an article for names, parts of speech, trees and vectors.

    encoder = Encoder.load()
    readings = encoder([["Bamako", "accueille", "le", "sommet", "."], ...])

It decides nothing about names: it gives scores, which the analysis joins with what it knows otherwise. The weights
stand beside their licence and card in `models/encoder`; `training/encoder.py` makes them. What is read of a sentence
depends neither on the sentences beside it nor on the number of threads.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from press_briefing.model.errors import LanguageError

from .trees import Floats, heads
from .windows import Window, arrays, batches, windows

if TYPE_CHECKING:
    from .pieces import Pieces

NETWORK, TABLE, CARD = "encoder.onnx", "pieces.model", "encoder.toml"
CURE = "install the package anew, or choose the profile 'fast', which needs no encoder"
BESIDE = "parataxis"  # how the windows of a sentence that is read in several hang together
_QUIET = 3  # of ONNX Runtime's messages, errors only


@dataclass(frozen=True)
class Classes:
    """The classes of each head, in the order of its columns: BIO labels, « VERB|Mood=Ind|... », UD relations."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]


class SentenceReading(NamedTuple):
    """What was read of one sentence of `n` words.

    `names` (n, classes of names) and `tags` (n, classes of tags): float32 scores before any softmax. `heads` (n): 0 for
    the root, i + 1 for the word at i. `relations` (n): places in `Classes.relations`. `vectors`: float32 (n, 384) where
    asked for. `windows`: in how many parts the sentence was read, 1 but for those of more than 500 pieces.
    """

    names: Floats
    tags: Floats
    heads: np.ndarray
    relations: np.ndarray
    vectors: Floats | None
    windows: int


class Encoder:
    """Reads sentences given as lists of words. One object a process is enough: it is some 120 MB."""

    def __init__(self, session: Any, pieces: Pieces, classes: Classes, name: str) -> None:
        self._session, self._pieces, self.classes, self.name = session, pieces, classes, name
        self._beside = classes.relations.index(BESIDE) if BESIDE in classes.relations else 0

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> Encoder:
        """The encoder in `folder` (the package's own without one), held against its card.

        Raises `LanguageError` when files are missing or damaged, or this machine cannot run them.
        """
        home = Path(str(files("press_briefing").joinpath("models", "encoder"))) if folder is None else folder
        card = _card(home / CARD)
        for name in (NETWORK, TABLE):
            _check(home / name, card["sha256"].get(name, ""))
        classes = Classes(**{name: tuple(rows) for name, rows in card["classes"].items()})
        return cls(_session(home, threads), _pieces(home), classes, f"encoder-{card['version']}")

    def __call__(self, sentences: Sequence[Sequence[str]], *, vectors: bool = False) -> list[SentenceReading]:
        """A reading of each sentence, in order; a sentence without words gets an empty one."""
        parts = [
            (place, window) for place, words in enumerate(sentences) for window in windows(self._pieces(list(words)))
        ]
        found: list[list[tuple[int, SentenceReading]]] = [[] for _ in sentences]
        for batch in batches(parts):
            read = self._read([window for _, window in batch], vectors)
            for (place, window), reading in zip(batch, read, strict=True):
                found[place].append((window.first, reading))
        return [self._whole(sorted(read, key=lambda part: part[0]), vectors) for read in found]

    def _read(self, together: list[Window], vectors: bool) -> Iterator[SentenceReading]:
        """A reading of the kept words of each window of a batch, with heads among them."""
        wanted = ["names", "tags", "arcs", "relations", *(["vectors"] if vectors else [])]
        names, tags, arcs, relations, *inner = self._session.run(wanted, arrays([window.cut for window in together]))
        for row, window in enumerate(together):
            kept = np.arange(window.kept.start, window.kept.stop)
            above = np.append(0, kept + 1)
            head = heads(arcs[row][np.ix_(kept, above)])
            relation = relations[row][:, kept, above[head]].argmax(axis=0)
            yield SentenceReading(
                names[row, kept], tags[row, kept], head, relation, inner[0][row, kept + 1] if inner else None, 1
            )

    def _whole(self, parts: list[tuple[int, SentenceReading]], vectors: bool) -> SentenceReading:
        """One reading out of those of a sentence's windows: the roots of the later ones hang on the first one's."""
        if len(parts) == 1:
            return parts[0][1]
        if not parts:
            return next(self._read([Window([(0,)], slice(0, 0), 0)], vectors))
        root = int(parts[0][1].heads.argmin()) + 1
        moved = [_moved(reading, first, root, self._beside) if first else reading for first, reading in parts]
        inner = [reading.vectors for reading in moved if reading.vectors is not None]
        columns = zip(*(reading[:4] for reading in moved), strict=True)
        names, tags, head, relations = (np.concatenate(column) for column in columns)
        return SentenceReading(names, tags, head, relations, np.concatenate(inner) if inner else None, len(parts))


def _moved(reading: SentenceReading, first: int, root: int, beside: int) -> SentenceReading:
    is_root = reading.heads == 0
    return reading._replace(
        heads=np.where(is_root, root, reading.heads + first), relations=np.where(is_root, beside, reading.relations)
    )


def _card(path: Path) -> dict[str, Any]:
    try:
        card = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LanguageError("the encoder's weights are not there", where=path.parent, cure=CURE) from error
    except (OSError, ValueError) as error:
        raise LanguageError("the card of the encoder cannot be read", where=path, cure=CURE) from error
    if not {"version", "sha256", "classes"} <= set(card):
        raise LanguageError("the card of the encoder is not whole", where=path, cure=CURE)
    return card


def _check(path: Path, wanted: str) -> None:
    """Raise unless the file is the one the card names."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise LanguageError("a file of the encoder is not there", where=path, cure=CURE) from error
    if found != wanted:
        raise LanguageError("a file of the encoder is damaged: it is not the one its card names", where=path, cure=CURE)


def _session(home: Path, threads: int) -> Any:
    """The network, ready to run; read by ONNX Runtime itself, which takes nearly twice as long over bytes.

    From 1.32 on it gives the machine an id, kept in the user's cache, and tells its maker by the network what it runs,
    unless it is told not to before it is loaded.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise LanguageError(
            f"onnxruntime is not installed, or not for this machine: {_first_line(error)}",
            cure=f"pip install onnxruntime; {CURE}",
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = _QUIET
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # which starves others on a busy machine
    try:
        return onnxruntime.InferenceSession(str(home / NETWORK), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no class of their own in common
        raise LanguageError(
            f"onnxruntime cannot run the encoder on this machine: {_first_line(error)}", where=home, cure=CURE
        ) from error


def _pieces(home: Path) -> Pieces:
    try:
        from .pieces import Pieces
    except ImportError as error:
        raise LanguageError(
            f"sentencepiece is not installed, or not for this machine: {_first_line(error)}",
            cure=f"pip install sentencepiece; {CURE}",
        ) from error
    try:
        return Pieces.load(home / TABLE)
    except RuntimeError as error:
        raise LanguageError("the encoder's table of pieces cannot be read", where=home / TABLE, cure=CURE) from error


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
