"""Settings: defaults, then a TOML file, then flags; one frozen object that travels with the work.

Each limit has its reason beside it.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..guard.own import text_of, toml_of
from .errors import SettingsError

# A parent hands its settings to a notebook's kernel through this variable.
VARIABLE = "PRESS_BRIEFING_SETTINGS"
# The settings that change what a briefing says; the others are limits, addresses and places of one machine.
SHAPING = ("model", "profile", "tone_model", "text_field", "title_field", "date_field", "author_field")


PRECISE, FAST = "precise", "fast"  # profiles: read with the encoder, or without
MANY = 200  # articles of a batch past which it is read fast, where nobody says how


@dataclass(frozen=True)
class Settings:
    """What a user can set. `Settings.load(path, **flags)` merges file and flags over these defaults."""

    model: str = "fr_press"  # the spaCy pipeline: ours, or any installed one
    profile: str = ""  # precise or fast; empty: precise, but fast for batches of more than `MANY`
    annexes: bool = False  # words, concordance and word weights, every section, in the pages too
    tone_model: str = ""  # a local folder with a transformers classifier; empty: our lexicon
    cache: str = ""  # folder of saved analyses; empty: the user's cache folder
    max_bytes: int = 20_000_000  # of one source: a long book is 2 MB of text, a PDF with pictures 15
    max_characters: int = 6_000_000  # of one article: above it the report is of no use to a reader
    max_lines: int = 200_000  # of one article: a book of 6 million characters has 100,000
    max_paragraph: int = 300_000  # characters of one paragraph: a chapter; what is longer is no prose
    max_entities: int = 20_000  # different names in one article: a telephone book is none
    max_pdf_pages: int = 500  # of one PDF source
    max_feed_items: int = 500  # of one feed
    fetch_timeout: float = 20.0  # seconds, for one URL in all
    max_redirects: int = 5  # each one checked again
    allow_private: bool = False  # fetch from private and local networks
    article_timeout: float = 900.0  # seconds to read and analyse one: a book of 2 million characters
    article_memory: int = 4_000_000_000  # bytes of memory for that: a book takes 1.5, the models 0.4
    article_output: int = 400_000_000  # bytes of findings in one article: a book has 130 million
    cell_timeout: int = 600  # seconds one notebook cell may take
    text_field: str = "text"  # JSON: the field of an object that holds the article
    title_field: str = "title"  # JSON: its title
    date_field: str = "published"  # JSON: its date
    author_field: str = "author"  # JSON: its author
    today: str = ""  # the day of reading, YYYY-MM-DD, after which no article has appeared; empty: the clock's

    @classmethod
    def load(cls, path: Path | None = None, **flags: Any) -> Settings:
        """Defaults, then the TOML file at `path`, then `flags` that are not None. Raises `SettingsError`.

        Parameters
        ----------
        path: a TOML file; None: no file.
        flags: settings by name, stronger than the file; None is no flag.

        Raises
        ------
        `SettingsError` for a name that is none, a value of another type, or one no machine can hold.
        """
        stored = _read_toml(path) if path else {}
        given = {name: value for name, value in flags.items() if value is not None}
        return replace(cls(), **{**_checked(stored, where=str(path or "")), **_checked(given, where="flags")})

    @classmethod
    def current(cls) -> Settings:
        """The settings this process was started with: those a parent handed down, else the defaults."""
        handed = os.environ.get(VARIABLE)
        return cls(**_checked(json.loads(handed), where=VARIABLE)) if handed else cls()

    def shaping(self) -> dict[str, str]:
        """The settings of `SHAPING` that are not the defaults; of a model's path its name, the same everywhere."""
        mine, usual = asdict(self), asdict(Settings())
        told = {name: mine[name] for name in SHAPING if mine[name] not in (usual[name], _SAME.get(name))}
        return {name: Path(value).name if name.endswith("model") else value for name, value in told.items()}

    @property
    def of_reading(self) -> Settings:
        """These settings as far as they bear on how a source is read."""
        return replace(self, model="", profile="", tone_model="", cache="")

    @property
    def is_precise(self) -> bool:
        """Whether articles are read with the encoder."""
        return self.profile != FAST

    @property
    def last_day(self) -> date:
        """The last day on which an article may have appeared. By the clock it is tomorrow's: somewhere it has begun."""
        return date.fromisoformat(self.today) if self.today else datetime.now(UTC).date() + timedelta(days=1)

    def for_batch(self, articles: int) -> Settings:
        """These settings for a batch of so many articles: fast past `MANY`, unless a profile was chosen."""
        return replace(self, profile=FAST) if articles > MANY and not self.profile else self

    def environment(self) -> dict[str, str]:
        """The environment variable that hands these settings to a kernel."""
        return {VARIABLE: json.dumps(asdict(self))}


# What a clock and a memory can hold; « nan » and « inf » are numbers in TOML, and no limits.
_MOST = {int: 1 << 60, float: 1e6}
_SAME = {"profile": PRECISE}  # values that change nothing, said or not


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return toml_of(text_of(path))
    except FileNotFoundError:
        raise SettingsError("no such settings file", where=path, cure="give the path of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"is not valid TOML: {error}", where=path, cure="mend the line named") from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", "") or error
        raise SettingsError(f"cannot be read ({told})", where=path, cure="give the path of a TOML file") from None


def _checked(values: Mapping[str, Any], *, where: str) -> dict[str, Any]:
    """The values, each known and of its default's type."""
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    for name, value in values.items():
        if name not in kinds:
            near = get_close_matches(name, kinds, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known settings: {', '.join(sorted(kinds))}"
            raise SettingsError(f"unknown setting {name!r}", where=where, cure=hint)
        wanted = kinds[name]
        fits = isinstance(value, wanted) or (wanted is float and isinstance(value, int))
        if not fits or (isinstance(value, bool) and wanted is not bool):
            raise SettingsError(
                f"setting {name!r} must be {wanted.__name__}, got {value!r}", where=where, cure="change the value"
            )
        if wanted in (int, float) and not 0 <= value <= _MOST[wanted]:
            raise SettingsError(
                f"setting {name!r} must be 0 to {_MOST[wanted]:g}, got {value!r}", where=where, cure="change the value"
            )
    if values.get("profile", "") not in ("", PRECISE, FAST):
        raise SettingsError(
            f"there is no profile {values['profile']!r}", where=where, cure=f"write {PRECISE} or {FAST}"
        )
    if values.get("today") and not _is_day(values["today"]):
        raise SettingsError(f"{values['today']!r} is not a date", where=where, cure="write today as YYYY-MM-DD")
    return dict(values)


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False
