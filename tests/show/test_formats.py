"""Dates, numbers and typography as their readers expect them."""

from __future__ import annotations

import pytest

from press_briefing.show.formats import date_text, number, percent, plural, signed, typeset


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        ("2025-11-18", "18 novembre 2025", "18 November 2025"),
        ("2025-09-01", "1er septembre 2025", "1 September 2025"),
        ("2023-09", "septembre 2023", "September 2023"),
        ("2021", "2021", "2021"),
        ("2020/..", "depuis 2020", "since 2020"),
        ("2025-09-03/..", "depuis le 3 septembre 2025", "since 3 September 2025"),
        ("2021/2023", "2021 – 2023", "2021 – 2023"),
        ("../2019", "jusqu’en 2019", "until 2019"),
        ("../2019-09", "jusqu’en septembre 2019", "until September 2019"),
        ("../2019-09-03", "jusqu’au 3 septembre 2019", "until 3 September 2019"),
        ("../2019-09-01", "jusqu’au 1er septembre 2019", "until 1 September 2019"),
        ("../2019~", "jusqu’à vers 2019", "until about 2019"),
        ("2024-34", "2e trimestre 2024", "2nd quarter of 2024"),
        ("2024-33", "1er trimestre 2024", "1st quarter of 2024"),
        ("2024-40", "1er semestre 2024", "1st half of 2024"),
        ("14XX", "XVe siècle", "15th century"),
        ("00XX", "Ier siècle", "1st century"),
        ("18XX", "XIXe siècle", "19th century"),
        ("2025-10-27/2025-11-09", "27 octobre – 9 novembre 2025", "27 October – 9 November 2025"),
        ("2024-07-25/2024-07-27", "25 – 27 juillet 2024", "25 – 27 July 2024"),
        ("2025-03-31/2025-04-01", "31 mars – 1er avril 2025", "31 March – 1 April 2025"),
        ("2024-12-31/2025-01-01", "31 décembre 2024 – 1er janvier 2025", "31 December 2024 – 1 January 2025"),
        ("2023-05/2023-09", "mai – septembre 2023", "May – September 2023"),
        ("2024-33/2024-34", "1er trimestre 2024 – 2e trimestre 2024", "1st quarter of 2024 – 2nd quarter of 2024"),
        ("199X", "années 1990", "the 1990s"),
        ("2022-22", "été 2022", "summer 2022"),
        ("2020~", "vers 2020", "about 2020"),
        ("XXXX-11-18", "18 novembre", "18 November"),
        (None, "date non relevée", "date not found"),
        ("2025-13-77", "2025-13-77", "2025-13-77"),
        ("n’importe quoi", "n’importe quoi", "n’importe quoi"),
    ],
)
def test_dates(edtf: str | None, french: str, english: str) -> None:
    assert (date_text(edtf), date_text(edtf, "en")) == (french, english)


def test_numbers() -> None:
    assert number(10000) == "10\u202f000"
    assert number(10000, "en") == "10,000"
    assert number(2.5) == "2,5"
    assert number(2, decimals=1) == "2,0"
    assert percent(0.123) == "12\u00a0%"
    assert signed(-0.456) == "−0,46"
    assert signed(0.001) == "0,00"
    assert plural(0, "fait", "faits") == "0\u00a0fait"
    assert plural(0, "fact", "facts", "en") == "0\u00a0facts"


def test_french_spaces() -> None:
    assert typeset("l'aveu : « oui » ; non ! quoi ?") == (
        "l’aveu\u202f: «\u202foui\u202f»\u202f; non\u202f! quoi\u202f?"
    )
    assert typeset("so: yes", "en") == "so: yes"


def test_an_empty_cell_is_no_date() -> None:
    """Where dated and undated rows stand in one table, pandas tells the missing as NaN."""
    assert date_text(float("nan")) == date_text(None) == date_text("")  # type: ignore[arg-type]
