"""A text classifier from a local folder in place of the lexicon: valence and score by sentence.

Any folder that `transformers` can load for text classification will do, if its labels say negative, neutral and
positive, or count stars. torch and transformers are extras; nothing is ever downloaded. The words shown under a
sentence stay the lexicon's: a classifier gives no reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...model.errors import SettingsError
from ...model.typography import key

BATCH = 16  # sentences at once: more gains nothing on a CPU
LONGEST = 512  # tokens of one sentence, where the model sets no limit of its own
STARS = {"1": "negative", "2": "negative", "3": "neutral", "4": "positive", "5": "positive"}
STEMS = {"neg": "negative", "neu": "neutral", "pos": "positive"}
SIGNS = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}

Classify = Callable[[Sequence[str]], list[tuple[str, float]]]


@lru_cache(maxsize=1)
def load(folder: str) -> Classify:
    """The classifier in `folder`, loaded once a process. Raises `SettingsError`."""
    path = Path(folder)
    if not (path / "config.json").is_file():
        raise SettingsError(
            "no text classifier in this folder (no config.json)",
            where=folder,
            cure="set `tone_model` to a folder saved by transformers, or leave it empty",
        )
    pipeline = _pipeline(path)
    names = _labels(pipeline.model.config.id2label.values(), folder)
    longest = _longest(pipeline)

    def classify(texts: Sequence[str]) -> list[tuple[str, float]]:
        found = pipeline(list(texts), batch_size=BATCH, truncation=True, max_length=longest, top_k=None)
        return [_told(rows, names) for rows in found]

    return classify


def _pipeline(path: Path) -> Any:
    try:
        from transformers import pipeline
    except ImportError:
        raise SettingsError(
            "transformers is not installed",
            where="tone_model",
            cure="pip install 'press-briefing[tone]', or leave `tone_model` empty",
        ) from None
    try:
        return pipeline(
            "text-classification",
            model=str(path),
            tokenizer=str(path),
            device=-1,
            local_files_only=True,
            trust_remote_code=False,
        )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise SettingsError(
            f"the classifier cannot be loaded: {first}",
            where=path,
            cure="check the folder with transformers, or leave `tone_model` empty",
        ) from error


def _longest(pipeline: Any) -> int:
    """The tokens the model can read: a longer sentence is cut. Two places are kept for models that count from two."""
    places = int(getattr(pipeline.model.config, "max_position_embeddings", LONGEST + 2)) - 2
    return max(2, min(places, int(pipeline.tokenizer.model_max_length), LONGEST))


def _labels(labels: Any, folder: str) -> dict[str, str]:
    """What each label of the model means. Raises `SettingsError` when one says nothing of tone."""
    names = {str(label): STARS.get(key(str(label))[:1]) or STEMS.get(key(str(label))[:3]) for label in labels}
    unknown = [label for label, name in names.items() if name is None]
    if unknown:
        raise SettingsError(
            f"its labels do not say negative, neutral or positive: {', '.join(unknown)}",
            where=folder,
            cure="name the labels in the model's config.json (id2label)",
        )
    return {label: name for label, name in names.items() if name is not None}


def _told(rows: list[dict[str, Any]], names: dict[str, str]) -> tuple[str, float]:
    """The likeliest valence, and the mean of the signs by their probabilities (-1 to 1)."""
    chances = dict.fromkeys(SIGNS, 0.0)
    for row in rows:
        chances[names[row["label"]]] += float(row["score"])
    score = sum(SIGNS[name] * chance for name, chance in chances.items())
    return max(SIGNS, key=lambda name: chances[name]), round(max(-1.0, min(1.0, score)), 3)
