"""Settings: defaults, then file, then flags, every value checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from press_briefing.model.errors import SettingsError
from press_briefing.model.settings import VARIABLE, Settings


def test_flags_win_over_file_over_defaults(tmp_path: Path) -> None:
    stored = tmp_path / "s.toml"
    stored.write_text('model = "autre"\nmax_bytes = 10\n', encoding="utf-8")
    settings = Settings.load(stored, max_bytes=20, cache=None)
    assert (settings.model, settings.max_bytes, settings.cache) == ("autre", 20, "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("modle = 'x'", "did you mean 'model'"),
        ("max_bytes = 'x'", "must be int"),
        ("max_bytes = true", "must be int"),
        ("= 3", "not valid TOML"),
        ("allow_private = 1", "must be bool"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: str, told: str) -> None:
    stored = tmp_path / "s.toml"
    stored.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=told):
        Settings.load(stored)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        Settings.load(tmp_path / "none.toml")


def test_handed_to_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(model="autre", fetch_timeout=3.0)
    monkeypatch.setenv(VARIABLE, settings.environment()[VARIABLE])
    assert Settings.current() == settings
