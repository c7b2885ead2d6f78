"""The dataset: what is written is what is read, whole units only, once each, on any store."""

from __future__ import annotations

import json
import random
import threading
import time
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.capture.read import Capture, from_capture
from press_briefing.corpus import dataset
from press_briefing.corpus.dataset import reader, schema, storage, writer
from press_briefing.measure import tables
from press_briefing.model.analysis import Analysis, Quantity, Sentence
from press_briefing.model.article import Article, Author, Paragraph, Published, Removal
from press_briefing.model.errors import OutputError, SourceError, UsageError
from press_briefing.model.settings import Settings

HOSTILE = ("a\x00b", "\ud800 seul", "\udcff", "ligne\nligne", "« ’ »\u202f", "'; DROP VIEW words; --", "\u2028", "=1+1")


def small(text: str = "Le ministre a parlé.", **more) -> Analysis:
    """An analysis made by hand: no language model is needed to store one."""
    article = Article(text, (Paragraph(0, len(text)),), published=Published("2025-11-19", "given"), **more)
    return Analysis(article, sentences=(Sentence(0, len(text), 0),), model="fr_press-0")


def entries(*numbers: int) -> list[dataset.DatasetEntry]:
    return [
        dataset.DatasetEntry(f"{number:016x}", small(f"Article {number}.", title=f"Titre {number}"))
        for number in numbers
    ]


def filled(target: object, *units: tuple[int, ...]) -> None:
    for numbers in units:
        rows = entries(*numbers)
        dataset.write(str(target), dataset.unit_key(row.article for row in rows), rows)


@pytest.fixture(params=["folder", "memory"])
def target(request, tmp_path) -> str:
    """A folder whose name is a trap for patterns and quotes, and a store that is no disk."""
    if request.param == "folder":
        return str(tmp_path / "jeu [1]* l’été's")
    return f"memory://{tmp_path.name}/jeu"


def test_the_schema_declares_every_column_of_the_codebook():
    assert dataset.table_names() == ("articles", *tables.TABLES)
    for name in dataset.table_names():
        assert next(iter(schema.kinds(name))) == "article"
        assert list(schema.kinds(name)) == list(dataset.columns(name)) == schema.arrow(name).names


def test_the_declared_types_are_those_of_the_tables(analysed, demonstration):
    text = (demonstration / "conseil-de-securite.txt").read_text(encoding="utf-8")
    for name, table in tables.every_table(analysed(text, verbatim=False)).items():
        kinds = schema.kinds(name)
        for column in table.columns:
            for value in table[column].dropna():
                found = {"str": "string", "bool": "bool", "float": "double"}.get(type(value).__name__, "int64")
                assert kinds[column] == found or (kinds[column], found) == ("double", "int64"), (name, column, value)


def test_what_is_written_is_what_is_read(analysed, target):
    texts = [
        "Le ministre Amadou Diallo a annoncé mardi 18 novembre 2025 l’envoi de 300 soldats à Gao.",
        "« Nous partirons », a déclaré Awa Traoré. Trois blessés, selon une source militaire.",
    ]
    found = [dataset.DatasetEntry(f"{n:016x}", analysed(text)) for n, text in enumerate(texts)]
    dataset.write(target, "k", found)
    with dataset.open_dataset(target) as opened:
        assert opened.tables == dataset.table_names()
        assert list(opened.articles()["article"]) == ["0" * 16, "0" * 15 + "1"]
        for name in tables.TABLES:
            read = opened.sql(f"SELECT * FROM {name}")
            wanted = [table for entry in found if len(table := tables.every_table(entry.analysis)[name])]
            assert list(read.columns) == ["article", *tables.TABLES[name].meanings]
            assert len(read) == sum(map(len, wanted))
            for column in tables.TABLES[name].meanings:
                values = [value for table in wanted for value in table[column].dropna().tolist()]
                assert read[column].dropna().tolist() == values, (name, column)


def test_every_part_has_the_declared_schema_also_when_empty(tmp_path):
    filled(tmp_path / "d", (1, 2))
    for name in dataset.table_names():
        (path,) = (tmp_path / "d" / name).iterdir()
        found = pq.read_schema(path)
        assert found.remove_metadata() == schema.arrow(name).remove_metadata()
        assert found.metadata[b"press_briefing.schema"] == b"3"
        assert all(field.metadata[b"description"] for field in pq.ParquetFile(path).schema_arrow)


def test_a_unit_written_twice_is_the_same_bytes(tmp_path):
    filled(tmp_path / "d", (1, 2))
    first = {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()}
    filled(tmp_path / "d", (1, 2))
    assert first == {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()}
    filled(tmp_path / "e", (1, 2))
    assert {p.relative_to(tmp_path / "d"): data for p, data in first.items()} == {
        p.relative_to(tmp_path / "e"): p.read_bytes() for p in (tmp_path / "e").rglob("*") if p.is_file()
    }
    assert not list((tmp_path / "d" / ".writing").iterdir())


def test_only_complete_units_are_read(target, monkeypatch):
    filled(target, (1,))

    def dies(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(dataset.DatasetUnit, "to_json", dies)
    with pytest.raises(KeyboardInterrupt):
        filled(target, (2,))
    monkeypatch.undo()
    with dataset.open_dataset(target) as opened:
        assert opened.sql("SELECT count(*) AS n FROM sentences")["n"][0] == 1
    assert list(dataset.complete(target)) == [dataset.unit_key(["0" * 15 + "1"])]


def test_an_article_of_two_units_is_there_once(target):
    filled(target, (1, 2, 3), (2, 3, 4), (3, 5))
    with dataset.open_dataset(target) as opened:
        assert list(opened.sql("SELECT article FROM articles ORDER BY 1")["article"]) == [
            f"{n:016x}" for n in (1, 2, 3, 4, 5)
        ]
        assert sorted(opened.sql("SELECT text FROM sentences")["text"]) == [f"Article {n}." for n in (1, 2, 3, 4, 5)]
        assert list(opened.sql("SELECT * FROM sentences").columns) == list(dataset.columns("sentences"))


def test_the_same_article_twice_in_a_unit_is_written_once(tmp_path):
    unit = dataset.write(tmp_path, "k", [*entries(1), *entries(1)])
    assert unit.articles == ("0" * 15 + "1",)


def test_a_dataset_of_no_article_has_every_table(target):
    dataset.write(target, "k", [], failed={"0" * 16: "is empty"})
    with dataset.open_dataset(target) as opened:
        for name in opened.tables:
            assert list(opened.sql(f"SELECT * FROM {name}").columns) == list(dataset.columns(name))
        assert opened.units[0].failed == {"0" * 16: "is empty"}


def test_before_the_first_unit_is_complete_there_are_empty_tables(tmp_path):
    filled(tmp_path, (1,))
    for path in (tmp_path / "units").iterdir():
        path.unlink()
    with dataset.open_dataset(tmp_path) as opened:
        for name in opened.tables:
            read = opened.sql(f"SELECT * FROM {name}")
            assert (len(read), list(read.columns)) == (0, list(dataset.columns(name)))


@pytest.mark.parametrize("odd", HOSTILE)
def test_hostile_texts_are_stored_and_found_again(tmp_path, odd):
    text = f"Avant {odd} après."
    analysis = small(text, title=odd, author=Author(odd), source=odd, cleaning=(Removal("règle", odd),))
    dataset.write(tmp_path, "k", [analysis])
    kept = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in odd)
    with dataset.open_dataset(tmp_path) as opened:
        row = opened.articles().iloc[0]
        assert (row["title"], row["author"]) == (kept, kept)
        assert len(opened.sql("SELECT 1 FROM articles WHERE title = $odd", {"odd": kept})) == 1
        assert opened.sql("SELECT text FROM cleaning")["text"][0] == kept


@given(st.text(st.characters(codec=None), min_size=1, max_size=40))
def test_any_text_becomes_utf_8(text):
    found = schema.value("string", text)
    found.encode("utf-8")
    assert len(found) == len(text)
    assert found == text or any("\ud800" <= sign <= "\udfff" for sign in text)


def test_numbers_out_of_the_ordinary(tmp_path):
    text = "Un chiffre."
    rows = tuple(Quantity(0, 2, "Un", value, "") for value in (float("inf"), 1e308, float("nan"), -0.5))
    article = Article(text, (Paragraph(0, len(text)),))
    dataset.write(tmp_path, "k", [Analysis(article, sentences=(Sentence(0, 11, 0),), quantities=rows)])
    with dataset.open_dataset(tmp_path) as opened:
        found = opened.sql("SELECT value FROM quantities")["value"]
        assert list(found.dropna()) == [float("inf"), 1e308, -0.5]
        assert opened.articles()["published"].isna().all()


def _root(path: Path, **told: object) -> None:
    path.mkdir(exist_ok=True)
    (path / "dataset.json").write_text(json.dumps(told), encoding="utf-8")


DOUBT = {"doubtful", "kind_doubtful", "confidence", "unsure"}  # columns that older versions did not have


@pytest.mark.parametrize("newer", [False, True], ids=["old units only", "a new unit beside them"])
@pytest.mark.parametrize("twice", [False, True])
def test_a_column_younger_than_a_unit_is_empty_in_its_rows(analysed, target, monkeypatch, newer, twice):
    """Units of a version that did not know the last columns of the tables are read, asked and merged all the same."""
    found = analysed("« Nous partirons », a déclaré Awa Traoré. Selon un témoin, le pont est coupé.")
    before = {
        name: replace(table, columns=tuple(column for column in table.columns if column.name not in DOUBT))
        for name, table in tables.TABLES.items()
    }
    old = {name: table.drop(columns=list(DOUBT), errors="ignore") for name, table in tables.every_table(found).items()}
    with monkeypatch.context() as then:
        then.setattr(schema, "TABLES", before)
        then.setattr(tables, "every_table", lambda analysis: old)
        then.setattr(writer, "_code", lambda: "an older one")
        dataset.write(target, "old", [dataset.DatasetEntry("0" * 16, found)])
    if newer:
        dataset.write(
            target, "new", [dataset.DatasetEntry("1" * 16, found)] + [dataset.DatasetEntry("0" * 16, found)] * twice
        )

    def check():
        with dataset.open_dataset(target) as opened:
            for name in tables.TABLES:
                assert list(opened.sql(f"SELECT * FROM {name}").columns) == ["article", *tables.TABLES[name].meanings]
            told = opened.sql(
                "SELECT kind_doubtful IS NULL AS unknown, source_type FROM claims WHERE article = $a", {"a": "0" * 16}
            )
            assert len(told) == len(found.claims)
            assert told["unknown"].all() == (not (newer and twice))  # the first unit that holds it speaks
            assert len(opened.sql("SELECT 1 FROM claims WHERE kind_doubtful")) == newer + (newer and twice)

    check()
    dataset.merge(target)
    check()


def test_mistakes_get_one_line(tmp_path):
    cases = [(tmp_path / "none", "no such dataset"), (tmp_path, "holds no dataset")]
    _root(tmp_path / "other", format="something", schema=1)
    _root(tmp_path / "newer", format=schema.FORMAT, schema=99)
    _root(tmp_path / "bad")
    cases += [(tmp_path / "other", "'something'"), (tmp_path / "newer", "schema 99"), (tmp_path / "bad", "damaged")]
    for path, words in cases:
        with pytest.raises(SourceError, match=words) as caught:
            dataset.open_dataset(path)
        assert str(path) in str(caught.value)
        assert caught.value.cure


def test_nothing_is_written_into_a_folder_of_other_things(tmp_path):
    (tmp_path / "lettre.txt").write_text("à garder", encoding="utf-8")
    with pytest.raises(OutputError, match="other files"):
        filled(tmp_path, (1,))
    assert [path.name for path in tmp_path.iterdir()] == ["lettre.txt"]
    _root(tmp_path / "newer", format=schema.FORMAT, schema=99)
    with pytest.raises(SourceError, match="schema 99"):
        filled(tmp_path / "newer", (1,))


def test_a_target_that_is_a_file_or_no_address(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        filled(tmp_path / "file", (1,))
    with pytest.raises(UsageError, match="no folder or address"):
        filled("nowhere9://bucket/x", (1,))
    with pytest.raises(SourceError, match="no such dataset"):
        dataset.open_dataset("memory://never/written")


def test_a_lost_or_cut_part_is_named_and_made_again(tmp_path):
    filled(tmp_path, (1,), (2,))
    key = dataset.unit_key(["0" * 15 + "2"])
    path = tmp_path / "words" / f"part-{key}.parquet"
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(SourceError, match="missing or cut short") as caught:
        dataset.open_dataset(tmp_path)
    assert f"words/part-{key}.parquet" in str(caught.value)
    assert key not in dataset.complete(tmp_path)
    filled(tmp_path, (2,))
    with dataset.open_dataset(tmp_path) as opened:
        assert len(opened.articles()) == 2
    (tmp_path / "units" / f"{key}.json").write_text("{", encoding="utf-8")
    with pytest.raises(SourceError, match=f"units/{key}.json: is damaged"):
        dataset.open_dataset(tmp_path)


def test_a_part_of_the_right_size_but_not_parquet_is_told_when_it_is_read(tmp_path):
    filled(tmp_path, (1,))
    (path,) = (tmp_path / "stances").iterdir()
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises((SourceError, UsageError)) as caught, dataset.open_dataset(tmp_path) as opened:
        opened.sql("SELECT * FROM stances")
    assert "\n" not in str(caught.value)


def test_a_wrong_query_is_told_in_one_line(tmp_path):
    filled(tmp_path, (1,))
    with dataset.open_dataset(tmp_path) as opened:
        for query in ("SELECT * FROM nowhere", "SELEC 1", "SELECT lemme FROM words", "SELECT 1/'a' FROM articles"):
            with pytest.raises(UsageError, match="the query cannot be answered"):
                opened.sql(query)
        assert opened.sql("SELECT count(*) AS n FROM articles WHERE title = ?", ["Titre 1"])["n"][0] == 1


def test_closing_breaks_off_what_a_thread_asks(tmp_path):
    dataset.write(tmp_path, dataset.unit_key(()), [])
    with dataset.open_dataset(tmp_path) as opened:
        asked, ended = threading.Event(), []

        def ask():
            asked.set()
            with pytest.raises(UsageError, match="INTERRUPT"):
                opened.sql(
                    "SELECT count(*) FROM range(100000000) a, range(1000) b WHERE hash(a.range * b.range) % 7 = 3"
                )
            ended.append(True)

        thread = threading.Thread(target=ask)
        thread.start()
        asked.wait()
        time.sleep(0.2)
    thread.join(reader.PATIENCE)
    assert ended
    opened.close()  # once more is no mistake


def test_the_id_of_an_article_is_what_it_holds_not_where_it_lay():
    one = Capture("a.json", b"{}", "x/a.json")
    assert dataset.article_id(one) == dataset.article_id(Capture("b.json", b"{}", "y#2"))
    others = [
        dataset.article_id(Capture("a.txt", b"{}", "")),
        dataset.article_id(Capture("a.json", b"{ }", "")),
        dataset.article_id(one, published="2025-01-01"),
        dataset.article_id(one, Settings(text_field="corps")),
    ]
    assert len({dataset.article_id(one), *others}) == 5
    assert dataset.article_id(one, Settings(cache="elsewhere", cell_timeout=5)) == dataset.article_id(one)


def test_units_change_only_where_the_stream_does():
    dice = random.Random(7)
    ids = [f"{dice.getrandbits(64):016x}" for _ in range(3000)]
    before = list(dataset.cut([(one, one) for one in ids], 50))
    assert [article for _, members in before for article, _ in members] == ids
    assert all(13 <= len(members) <= 100 for _, members in before[:-1])
    assert 40 <= len(before) <= 100
    more = [*ids[:700], f"{dice.getrandbits(64):016x}", *ids[700:]]
    after = {key for key, _ in dataset.cut([(one, one) for one in more], 50)}
    assert len({key for key, _ in before} - after) <= 2
    assert list(dataset.cut([("1" * 16, 1), ("1" * 16, 2)], 4)) == [(dataset.unit_key(["1" * 16]), [("1" * 16, 1)])]
    heavy = list(dataset.cut([(one, 3_000_000) for one in ids[:9]], 50, weigh=int))
    assert max(len(members) for _, members in heavy) == 3


PROSE = "Le conseil du bourg a voté mardi la réfection du lavoir devant une trentaine d’habitants.".encode()
PAGE = (
    b'<html><head><meta content="Le Journal" property=\'og:site_name\'><link rel="canonical" '
    b'href="https://www.journal.example/a?x=1&amp;y=2"></head><body>'
)


@pytest.mark.parametrize(
    ("capture", "address", "name"),
    [
        (Capture("a.txt", PROSE, "dossier/a.txt"), "", ""),
        (
            Capture("a.html", b"<html><head></head><body><p>" + PROSE + b"</p>", "https://www.presse.example/x"),
            "https://www.presse.example/x",
            "presse.example",
        ),
        (
            Capture("a.html", PAGE + b"<p>" + PROSE + b"</p>", "a.html"),
            "https://www.journal.example/a?x=1&y=2",
            "Le Journal",
        ),
        (
            Capture(
                "a.json",
                json.dumps(
                    {"text": PROSE.decode(), "url": "https://m.example/1", "publisher": {"name": "Agence"}}
                ).encode(),
                "l#1",
            ),
            "https://m.example/1",
            "Agence",
        ),
        (Capture("a.json", json.dumps({"text": PROSE.decode(), "url": 4}).encode(), "l#1"), "", ""),
    ],
)
def test_where_an_article_was_published(capture, address, name):
    entry = dataset.DatasetEntry.of(capture, Analysis(from_capture(capture)))
    assert (entry.origin, entry.outlet) == (address, name)


@pytest.mark.parametrize(("day", "told"), [("2024-03-09", "2024-03-09"), ("2024-02-01", None), (None, None)])
def test_the_day_of_the_last_change_is_a_column(tmp_path, day, told):
    page = {"text": PROSE.decode(), "title": "Le port", "date": "2024-03-02", "dateModified": day}
    article = from_capture(Capture("a.json", json.dumps({k: v for k, v in page.items() if v}).encode(), "l#1"))
    entry = dataset.DatasetEntry.of(Capture("a.json", b"{}", "l#1"), Analysis(article))
    dataset.write(str(tmp_path / "d"), "u", [entry])
    (path,) = (tmp_path / "d" / "articles").glob("*.parquet")
    assert pq.read_table(path)["updated"].to_pylist() == [told]


def test_units_are_merged_and_nothing_changes(target):
    filled(target, (1, 2), (2, 3), (4,), (5, 6, 7))
    dataset.write(target, "bad", [], failed={"f" * 16: "is empty"})
    before = dataset.complete(target)

    def told() -> dict[str, list]:
        with dataset.open_dataset(target) as opened:
            return {
                name: sorted(
                    map(
                        str,
                        opened.sql(f"SELECT * FROM {name}").drop(columns="unit", errors="ignore").to_numpy().tolist(),
                    )
                )
                for name in opened.tables
            }

    rows = told()
    assert dataset.merge(target, articles=4) == 2
    assert told() == rows
    assert dataset.complete(target).keys() >= before.keys()
    assert {why for failed in dataset.complete(target).values() for why in failed.values()} == {"is empty"}
    assert dataset.merge(target) == 1
    assert told() == rows
    with dataset.open_dataset(target) as opened:
        (unit,) = opened.units
        assert set(opened.articles()["unit"]) == {unit.key}
        assert {*before} <= {unit.key, *unit.holds}
        assert len(opened.place.sizes("words")) == 1
    filled(target, (4, 5))
    assert told() == rows


def test_a_merge_broken_off_leaves_a_dataset_that_reads_the_same(tmp_path, monkeypatch):
    filled(tmp_path, (1, 2), (3,), (4, 5))
    monkeypatch.setattr(storage.Store, "remove", lambda self, name: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dataset.merge(tmp_path)
    monkeypatch.undo()
    with dataset.open_dataset(tmp_path) as opened:
        assert len(opened.units) == 4
        assert len(opened.articles()) == len(opened.sql("SELECT * FROM sentences")) == 5
    assert dataset.merge(tmp_path) == 1
    with dataset.open_dataset(tmp_path) as opened:
        assert len(opened.articles()) == len(opened.sql("SELECT * FROM sentences")) == 5


def test_the_schema_is_documented(root):
    assert schema.markdown() in (root / "docs" / "dataset.md").read_text(encoding="utf-8")
