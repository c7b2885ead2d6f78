"""A table is declared once: everything that shows, files or stores it follows from the declaration."""

from __future__ import annotations

import doctest
from typing import Any

import pandas as pd
import pytest

from press_briefing.corpus import dataset
from press_briefing.corpus.dataset import schema, writer
from press_briefing.measure import tables
from press_briefing.measure.tables import Column, DeclaredColumns, declared, markdown, table
from press_briefing.model.analysis import Analysis


@table(
    Column("sentence", "number of the sentence, from 1", "int64"),
    Column("marks", "question marks", "int64"),
    Column("next", "the next one that asks, empty: none", "int64", optional=True),
)
def questions(analysis: Analysis) -> tables.declared.Rows:
    """One row a sentence that asks."""
    asking = [number for number, row in enumerate(analysis.sentences, 1) if "?" in analysis.text_of(row)]
    return (
        {"sentence": number, "marks": analysis.text_of(analysis.sentences[number - 1]).count("?"), "next": after}
        for number, after in zip(asking, [*asking[1:], None], strict=False)
    )


def test_the_example_of_the_docstring_holds() -> None:
    assert doctest.testmod(declared).attempted == 2
    assert doctest.testmod(declared).failed == 0


def test_rows_make_a_frame_in_the_declared_order(analysed: Any) -> None:
    made = questions(analysed("Qui vient ? Personne. Qui reste ? Qui part ?"))
    assert list(made.columns) == ["sentence", "marks", "next"]
    assert made["sentence"].tolist() == [1, 3, 4]
    assert made["next"].dtype == "Int64"
    assert made["next"].dropna().tolist() == [3, 4]


def test_a_frame_is_taken_too_its_other_columns_left_out() -> None:
    sheet = DeclaredColumns("two", (Column("b", "second"), Column("a", "first")))
    assert list(sheet.frame(pd.DataFrame({"a": [1], "b": [2], "c": [3]})).columns) == ["b", "a"]
    with pytest.raises(KeyError):
        sheet.frame(pd.DataFrame({"a": [1]}))


def test_a_codebook_has_a_line_a_column() -> None:
    told = markdown([questions], "Lead.")
    assert told.splitlines()[:5] == ["# Codebook", "", "Lead.", "", "## questions.csv"]
    assert "| `marks` | question marks |" in told


def test_a_new_table_is_filed_stored_and_described_by_its_declaration_alone(
    analysed: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """Declare it and list it in `tables.TABLES`: nothing else is touched until a view shows it."""
    monkeypatch.setitem(tables.TABLES, "questions", questions)
    found = analysed("Qui vient ? Personne. Qui reste ?")
    assert tables.every_table(found)["questions"]["sentence"].tolist() == [1, 3]
    assert "## questions.csv" in tables.codebook()
    assert "### questions" in schema.markdown()
    assert schema.arrow("questions").names == ["article", "sentence", "marks", "next"]
    dataset.write(tmp_path / "d", "one", [dataset.DatasetEntry("0" * 16, found)])
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert opened.sql("SELECT sentence, marks FROM questions")["sentence"].tolist() == [1, 3]
    assert writer.table_names()[-1] == "questions"
