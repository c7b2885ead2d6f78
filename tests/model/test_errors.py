"""A message is one line with what, where and the cure, and crosses processes whole."""

from __future__ import annotations

import pickle

from press_briefing.model import errors


def test_one_line() -> None:
    error = errors.SourceError("is\nempty", where="a.txt", cure="give\n another")
    assert str(error) == "a.txt: is empty - give another"


def test_exit_codes() -> None:
    assert errors.UsageError("x").exit_code == errors.ParameterError("x").exit_code == 2
    assert errors.SourceError("x").exit_code == errors.RunError("x").exit_code == 1


def test_pickles() -> None:
    error = errors.LimitError("too long", where="a.txt", cure="raise max_bytes")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (errors.LimitError, str(error))
