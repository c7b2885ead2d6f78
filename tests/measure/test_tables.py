"""Tables have their declared columns, also when empty, and every row leads to its sentence."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pandas as pd
import pytest

from press_briefing.measure import tables
from press_briefing.model.analysis import Analysis
from press_briefing.model.article import Article

TEXT = (
    "Un pays sous blocus\n\nDepuis le 3 septembre 2025, des routes du Mali sont fermées. « Tout manque », déplore "
    "Awa Traoré à Bamako.\n\nSelon plusieurs sources, dix mille personnes auraient fui. L’accord est salué."
)


def test_columns_stand_when_empty() -> None:
    empty = Analysis(article=Article(text="x"))
    for name, table in tables.every_table(empty).items():
        assert list(table.columns) == list(tables.TABLES[name].meanings)
        assert table.empty


def test_columns_and_links(analysed: Callable[..., Analysis]) -> None:
    found = analysed(TEXT, "2025-11-18")
    made = tables.every_table(found)
    assert set(made) == set(tables.TABLES)
    for name, table in made.items():
        assert list(table.columns) == list(tables.TABLES[name].meanings)
        if "sentence" in table:
            assert table["sentence"].between(1, len(found.sentences)).all(), name
        if {"start", "end", "text"} <= set(table.columns):
            assert all(found.article.text[row.start : row.end] == row.text for row in table.itertuples()), name


def test_words_leave_function_words_out(analysed: Callable[..., Analysis]) -> None:
    lemmas = set(tables.words(analysed(TEXT, "2025-11-18"))["lemma"])
    assert not {"le", "la", "de", "des", "sur", "et", "un", "une", "être"} & lemmas
    assert "route" in lemmas


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@x", "\tx", "\rx"])
def test_no_formula_reaches_a_spreadsheet(cell: str) -> None:
    data = tables.csv(pd.DataFrame({"a": [cell], "b": [-1]}))
    again = pd.read_csv(BytesIO(data), encoding="utf-8-sig", keep_default_na=False)
    assert again["a"][0].startswith("'")
    assert again["b"][0] == -1


def test_csv_is_for_spreadsheets_too() -> None:
    data = tables.csv(pd.DataFrame({"a": ["é, « oui »"]}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert pd.read_csv(BytesIO(data))["a"][0] == "é, « oui »"


def test_codebook_tells_every_column() -> None:
    told = tables.codebook()
    assert all(f"`{column}`" in told for table in tables.TABLES.values() for column in table.meanings)


def test_csv_writes_every_kind_of_value_as_pandas_does() -> None:
    table = pd.DataFrame(
        {
            "text": ["a, b", 'c "d"', "e\nf", "", None],
            "number": [1.5, float("nan"), 1e-9, 1e22, -0.0],
            "count": range(5),
            "known": [True, False, True, False, True],
        }
    )
    assert tables.csv(table) == table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
    assert tables.csv(pd.DataFrame(columns=["a", "b"])) == b"\xef\xbb\xbfa,b\n"


def test_half_a_character_is_told_as_none() -> None:
    """A verbatim article may hold half a character, which no table can: it is U+FFFD there, offsets stay."""
    from press_briefing import Article, analyse

    text = "Selon \ud800 le ministre Issa Camara, « tout \udfff va bien ». Il a dit que 3 \ud800 tonnes manquent."
    found = analyse(Article.from_text(text, verbatim=True))
    for name, table in tables.every_table(found).items():
        assert list(table.columns) == list(tables.TABLES[name].meanings)
        tables.csv(table).decode("utf-8-sig")
    assert "\ufffd" in "".join(tables.every_table(found)["sentences"]["text"])


def test_dates_stand_in_words_beside_their_code() -> None:
    import csv
    import io

    table = pd.DataFrame({"date": ["2025-21", "2022/..", "", None], "label": list("abcd")})
    rows = list(csv.reader(io.StringIO(tables.csv(table).decode("utf-8-sig"))))
    assert rows[0] == ["date", "date_in_words", "label"]
    assert [row[1] for row in rows[1:]] == ["printemps 2025", "depuis 2022", "", ""]
    assert list(table.columns) == ["date", "label"]


def test_the_codebook_explains_every_form_of_date_by_an_example() -> None:
    told = tables.codebook()
    for line in ("| `2025-21` | a season", "| `2022/..` | since", "| `date_in_words` |", "| `edtf_in_words` |"):
        assert line in told
