"""An analyst's own tables: a list from a spreadsheet, and a table kept for one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from press_briefing.model.errors import OutputError, SourceError, UsageError
from press_briefing.report import lab
from press_briefing.show.explore import own_list, save

NAMES = ["Awa Diallo", "Société des eaux"]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = lab.settle(tmp_path / "atelier")
    monkeypatch.chdir(root / "notebooks" / "explore")
    return root


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_as_spreadsheets_write_it(workplace: Path, separator: str, encoding: str, end: str) -> None:
    rows = [separator.join(row) for row in (("name ", "depuis"), (NAMES[0], "été"), (f" {NAMES[1]}", "007"))]
    (workplace / "data" / "raw" / "suivis.csv").write_bytes((end.join(rows) + end).encode(encoding))
    made = own_list("data/raw/suivis.csv")
    assert made.to_dict("list") == {"name": NAMES, "depuis": ["été", "007"]}


def test_one_column_is_a_list_too(workplace: Path) -> None:
    (workplace / "data" / "raw" / "suivis.csv").write_text("name\nAwa Diallo\nNA\n", encoding="utf-8")
    assert own_list("data/raw/suivis.csv")["name"].tolist() == ["Awa Diallo", "NA"]


def test_the_list_that_comes_with_the_notebooks(workplace: Path) -> None:
    assert {"name", "why"} <= {*own_list("watched.csv").columns}


@pytest.mark.parametrize("content", ["", 'name\n"never closed\n', "a,b\n1,2,3\n1,2,3,4,5\n"])
def test_what_is_no_list_is_one_line(workplace: Path, content: str) -> None:
    (workplace / "data" / "raw" / "list.csv").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be read as a CSV"):
        own_list("data/raw/list.csv")
    with pytest.raises(SourceError, match="no such file"):
        own_list("data/raw/nowhere.csv")


def test_a_table_is_kept_with_its_accents_and_without_formulas(workplace: Path) -> None:
    assert save(pd.DataFrame({"label": ["=1+1", "né à Sète"], "count": [2, 1]}), "faits.csv") == "reports/faits.csv"
    kept = (workplace / "reports" / "faits.csv").read_bytes()
    assert kept.startswith(b"\xef\xbb\xbf")
    assert kept.decode("utf-8-sig").splitlines()[0] == "label,count"
    assert "\n=1" not in kept.decode("utf-8-sig")
    assert "né à Sète,1" in kept.decode("utf-8-sig")
    save(pd.DataFrame({"label": ["seul"]}), "faits.csv")
    assert own_list("reports/faits.csv")["label"].tolist() == ["seul"]
    assert [path.name for path in (workplace / "reports").iterdir()] == ["faits.csv"]


@pytest.mark.parametrize("name", ["../faits.csv", "faits", "/tmp/faits.csv", ".csv", "a/b.csv", ""])
def test_a_name_that_is_none_is_refused(workplace: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name for a table"):
        save(pd.DataFrame({"a": [1]}), name)
    assert not list((workplace / "reports").iterdir())


def test_a_folder_that_cannot_be_written_is_one_line(workplace: Path) -> None:
    (workplace / "reports").rmdir()
    (workplace / "reports").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        save(pd.DataFrame({"a": [1]}), "faits.csv")
