"""Where a notebook looks for the path it is given, and what it shows while nothing has been read."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from press_briefing.capture.read import capture, find, many, places, read, unread
from press_briefing.model.errors import NotebookError, SourceError
from press_briefing.report import archive

TEXT = (
    "La préfecture de Sikasso a fermé deux marchés lundi. « Nous attendons les résultats », a dit le préfet Oumar "
    "Ba. Les commerçants demandent une date de réouverture et comptent leurs pertes depuis une semaine.\n"
)
# What an analyst's download folder gives: spaces, accents, both apostrophes, brackets that are no pattern.
HOSTILE = "L’été d'Amélie à Sikasso [n° 3] (2).txt"


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A checkout as far as notebooks care, its name as awkward as a file's."""
    root = (tmp_path / "l’atelier [presse] d'été").resolve()
    for name in ("notebooks/explore", "data/raw", "reports"):
        (root / name).mkdir(parents=True)
    return root


@pytest.fixture(autouse=True)
def no_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The package as installed, beside no notebooks."""
    monkeypatch.setattr(places, "__file__", str(tmp_path / "a" / "b" / "c" / "d" / "places.py"))


def put(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestFind:
    @pytest.mark.parametrize("here", ["", "notebooks", "notebooks/explore", "reports", "data/raw"])
    @pytest.mark.parametrize("name", ["article.txt", HOSTILE, "sous dossier/l'article.txt"])
    def test_one_path_from_every_folder_of_the_workplace(self, workplace, monkeypatch, here, name):
        put(workplace / "data/raw" / name)
        monkeypatch.chdir(workplace / here)
        assert Path(find(f"data/raw/{name}")).samefile(workplace / "data/raw" / name)

    @pytest.mark.parametrize(
        ("here", "home", "name"),
        [
            ("notebooks", "notebooks", "../data/raw/x.txt"),
            ("", "notebooks", "../data/raw/x.txt"),  # papermill, called from the checkout's root
            ("", "notebooks/explore", "../../data/raw/x.txt"),
            ("reports", "notebooks/explore", "../../data/raw/x.txt"),
        ],
    )
    def test_a_path_from_the_notebooks_own_folder(self, workplace, monkeypatch, here, home, name):
        put(workplace / "data/raw/x.txt")
        monkeypatch.chdir(workplace / here)
        assert Path(find(name, home=home)).samefile(workplace / "data/raw/x.txt")

    @pytest.mark.parametrize("home", ["notebooks", "notebooks/explore"])
    def test_of_two_files_of_one_name_the_notebooks_folder_has_it(self, workplace, monkeypatch, home):
        ours, other = put(workplace / home / "data/raw/x.txt", "ici"), put(workplace / "data/raw/x.txt", "là")
        monkeypatch.chdir(workplace / home)
        assert find("data/raw/x.txt", home=home) == "data/raw/x.txt"
        assert Path(find("data/raw/x.txt", home=home)).samefile(ours)
        ours.unlink()
        assert Path(find("data/raw/x.txt", home=home)).samefile(other)

    def test_a_briefings_own_capture_comes_before_any_other(self, workplace, monkeypatch):
        """The engine runs in the folder of the briefing: what lies elsewhere under the same name changes no byte."""
        for folder in ("notebooks", "", "reports/x-1"):
            put(workplace / folder / "capture/x.txt", folder)
        monkeypatch.chdir(workplace / "reports/x-1")
        assert find("capture/x.txt") == "capture/x.txt"

    @pytest.mark.parametrize(("disk", "typed"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
    def test_accents_apart_or_not(self, workplace, monkeypatch, disk, typed):
        put(workplace / "data/raw" / normalize(disk, HOSTILE))
        monkeypatch.chdir(workplace / "notebooks")
        found = find(normalize(typed, f"data/raw/{HOSTILE}"))
        assert Path(found).is_file()
        assert capture(found).name == capture(workplace / "data/raw" / normalize(disk, HOSTILE)).name

    @pytest.mark.parametrize(
        "name", ["", "-", "demo:fin-minusma", "https://journal.example/a?b=../c", "s3://bucket/set"]
    )
    def test_what_is_no_relative_path_stays(self, workplace, monkeypatch, name):
        monkeypatch.chdir(workplace)
        assert find(name) == name

    def test_an_absolute_path_stays_whether_it_is_there_or_not(self, workplace, monkeypatch):
        monkeypatch.chdir(workplace)
        gone = str(workplace / "data/raw/gone.txt")
        assert find(gone) == gone
        with pytest.raises(SourceError, match="no such file - check the path"):
            read(find(gone))

    def test_nothing_outside_the_workplace_is_taken_for_a_file_in_it(self, workplace, monkeypatch):
        """`../x.txt` from notebooks/ means the root; a file beside the root is another."""
        put(workplace.parent / "x.txt")
        monkeypatch.chdir(workplace / "notebooks")
        with pytest.raises(SourceError) as caught:
            find("../x.txt")
        assert str(caught.value).count(" nor in ") == 0
        assert f"no such file in {workplace / 'notebooks'} - " in str(caught.value)

    def test_the_nearest_workplace_counts(self, workplace, monkeypatch):
        inner = workplace / "data/copie"
        for name in ("notebooks", "data"):
            (inner / name).mkdir(parents=True)
        put(workplace / "data/raw/x.txt")
        monkeypatch.chdir(inner / "notebooks")
        with pytest.raises(SourceError, match="no such file"):
            find("data/raw/x.txt")

    def test_from_elsewhere_the_checkout_of_the_package(self, workplace, tmp_path, monkeypatch):
        put(workplace / "data/raw/x.txt")
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        with pytest.raises(SourceError, match="no such file"):
            find("data/raw/x.txt")
        monkeypatch.setattr(places, "__file__", str(workplace / "src/press_briefing/capture/read/places.py"))
        assert find("data/raw/x.txt") == str(workplace / "data/raw/x.txt")

    def test_the_command_line_does_not_look_elsewhere(self, workplace, monkeypatch):
        put(workplace / "data/raw/x.txt")
        monkeypatch.chdir(workplace / "notebooks")
        with pytest.raises(SourceError, match=r"^data/raw/x\.txt: no such file - check the path$"):
            capture("data/raw/x.txt")

    def test_a_file_found_elsewhere_is_the_same_source(self, workplace, monkeypatch):
        path = put(workplace / "data/raw" / HOSTILE)
        direct = capture(path)
        monkeypatch.chdir(workplace / "notebooks")
        taken = capture(find(f"data/raw/{HOSTILE}"))
        assert (taken.name, taken.data) == (direct.name, direct.data)
        assert archive.identifier(taken.name, taken.data, {}) == archive.identifier(direct.name, direct.data, {})
        assert str(workplace) not in taken.origin
        assert read(find(f"data/raw/{HOSTILE}")) == read(path)


class TestSeveral:
    @pytest.mark.parametrize("here", ["", "notebooks", "reports"])
    @pytest.mark.parametrize("source", ["data/raw", "data/raw/*.txt", "data/**/d*.txt", "../data/raw"])
    def test_folders_and_patterns(self, workplace, monkeypatch, here, source):
        put(workplace / "data/raw/deux.txt")
        monkeypatch.chdir(workplace / here)
        (item,) = many(find(source, several=True))
        assert item.article is not None
        assert item.article.source == "deux.txt"

    def test_a_folder_named_like_a_pattern_above_is_no_pattern(self, workplace, tmp_path, monkeypatch):
        put(workplace / "data/raw/deux.txt")
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        monkeypatch.setattr(places, "__file__", str(workplace / "src/press_briefing/capture/read/places.py"))
        assert [item.error for item in many(find("data/raw/*.txt", several=True))] == [None]

    def test_of_two_folders_the_notebooks_own_wins(self, workplace, monkeypatch):
        put(workplace / "data/raw/deux.txt")
        put(workplace / "notebooks/data/raw/un.txt")
        monkeypatch.chdir(workplace / "notebooks")
        assert [item.origin for item in many(find("data/raw/*.txt", several=True))] == ["data/raw/un.txt"]

    def test_for_one_article_brackets_are_no_pattern(self, workplace, monkeypatch):
        """« article [1].txt » in data/raw, and in the notebook's folder a file that it would match."""
        put(workplace / "data/raw/article [1].txt")
        put(workplace / "notebooks/data/raw/article 1.txt")
        monkeypatch.chdir(workplace / "notebooks")
        assert Path(find("data/raw/article [1].txt")).name == "article [1].txt"

    @pytest.mark.parametrize("source", ["data/raw/*.pdf", "data/rwa", "a\0/*"])
    def test_nothing_there(self, workplace, monkeypatch, source):
        monkeypatch.chdir(workplace / "notebooks")
        with pytest.raises(SourceError, match="no such file or folder, neither in "):
            find(source, several=True)


class TestMistakes:
    def test_the_folders_tried_and_what_to_do(self, workplace, monkeypatch):
        monkeypatch.chdir(workplace / "notebooks/explore")
        with pytest.raises(SourceError) as caught:
            find("data/raw/kayes.txt", home="notebooks/explore")
        assert str(caught.value) == (
            f"data/raw/kayes.txt: no such file, neither in {workplace}/notebooks/explore nor in {workplace} - "
            f"put the file into {workplace}/data/raw and give data/raw/ and its name, or give its whole path"
        )

    def test_three_folders_where_papermill_is_called_from_a_fourth(self, workplace, monkeypatch):
        monkeypatch.chdir(workplace / "reports")
        with pytest.raises(SourceError) as caught:
            find("x.txt")
        assert f"in {workplace}/reports nor in {workplace}/notebooks nor in {workplace} - " in str(caught.value)

    @pytest.mark.parametrize(
        "typed",
        [
            HOSTILE,  # the folder forgotten
            "data/raw/L'ete d’Amelie a Sikasso [n° 3] (2).txt",  # no accents, the other apostrophes
            "data/raw/L’été d'Amélie à Sikasso [n° 3](2).text",
        ],
    )
    def test_the_file_that_is_meant(self, workplace, monkeypatch, typed):
        put(workplace / "data/raw" / HOSTILE)
        monkeypatch.chdir(workplace / "notebooks")
        with pytest.raises(SourceError) as caught:
            find(typed)
        assert caught.value.cure == f"did you mean {f'data/raw/{HOSTILE}'!r}?"
        assert find(f"data/raw/{HOSTILE}")  # the advice is good

    @pytest.mark.parametrize("held", ["mali-2024.pdf", ".caché.txt", "tout autre chose.txt"])
    def test_another_file_is_not_proposed(self, workplace, monkeypatch, held):
        put(workplace / "data/raw" / held)
        monkeypatch.chdir(workplace / "notebooks")
        with pytest.raises(SourceError, match="put the file into"):
            find("data/raw/cache.txt")

    def test_without_a_workplace(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(SourceError) as caught:
            find("x.txt")
        assert str(caught.value) == (
            f"x.txt: no such file in {tmp_path} - check the path, or give the whole path of the file"
        )

    @pytest.mark.parametrize("name", ["a\0b.txt", "é" * 5000 + ".txt", "x/" * 3000, "\udcff.txt", "deux\nlignes.txt"])
    def test_names_no_disk_holds(self, workplace, monkeypatch, name):
        monkeypatch.chdir(workplace / "notebooks")
        with pytest.raises(SourceError, match="no such file, neither in ") as caught:
            find(name)
        assert "\n" not in str(caught.value)

    def test_a_folder_that_cannot_be_listed(self, workplace, monkeypatch):
        def closed(path: Path) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        put(workplace / "data/raw/x.txt")
        monkeypatch.chdir(workplace / "notebooks")
        monkeypatch.setattr(places.os, "scandir", closed)
        with pytest.raises(SourceError, match="put the file into"):
            find("data/raw/y.txt")


class TestUnread:
    @pytest.mark.parametrize("view", ["head", "table", "words", "key_figures"])
    def test_every_view_is_one_line(self, view):
        with pytest.raises(NotebookError) as caught:
            getattr(unread, view)()
        assert caught.value._render_traceback_() == [
            "NotebookError: nothing has been read - mend the error further up, then run all cells again"
        ]

    def test_python_and_jupyter_may_ask_what_they_like(self):
        assert repr(unread)
        assert not hasattr(unread, "_repr_html_")
        assert not hasattr(unread, "__html__")
