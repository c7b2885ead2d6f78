"""The press review: what counts once, what is one happening and what is not, and nothing said beyond the articles."""

from __future__ import annotations

import ast
import json
import math
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import review_kit as kit
from press_briefing.capture.read import many
from press_briefing.cli import cli
from press_briefing.corpus import dataset
from press_briefing.corpus.review import (
    Review,
    actors,
    build,
    copies,
    gather,
    happenings,
    joining,
    tables,
    trends,
    views,
)
from press_briefing.corpus.review.happenings import ArticleTelling
from press_briefing.corpus.review.making import REVIEW
from press_briefing.corpus.review.outlets import outlet_of
from press_briefing.corpus.review.period import ReviewPeriod, UnitCalendar
from press_briefing.corpus.review.tables.voices import speakers
from press_briefing.model.analysis import Quantity
from press_briefing.model.errors import SourceError, UsageError
from press_briefing.model.settings import Settings
from press_briefing.report.briefing import BRIEFING
from press_briefing.report.verify import verify
from press_briefing.show import live

HOSTILE = (
    "<script>alert(1)</script> $x^2$ #set page() \\input{/etc/passwd} <img src=x onerror=alert(1)> \u202eabc. "
    "Le 27 octobre 2025, le ministre a dit : « Tout va bien ici à Bamako. »"
)
# Every view, the sentences that the others cite last.
SHOWN = [*sorted({*views.__all__} - {"title", "evidence"}), "evidence"]


@pytest.fixture(autouse=True)
def nobody_sits_there(monkeypatch):
    monkeypatch.setenv(live.VARIABLE, "0")


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> str:
    """JSON lines with every trap, a line without text, and a hostile article of a hostile paper."""
    folder = tmp_path_factory.mktemp("review")
    rows = [
        *kit.traps(),
        {"title": "Sans texte"},
        {"title": "<b>Hostile</b> \u202e", "outlet": "<i>Feuille</i>", "published": "2025-10-28", "text": HOSTILE},
        {"title": "Un autre mois", "published": "2024-03-01", "text": "Le fleuve est haut. " * 20},
    ]
    return kit.write(folder / "articles.jsonl", rows)


@pytest.fixture(scope="module")
def target(source, tmp_path_factory) -> str:
    """The dataset of the traps, made once."""
    place = str(tmp_path_factory.mktemp("dataset") / "rows")
    gather.gather(source, place, period=ReviewPeriod(), settings=Settings())
    return place


@pytest.fixture(scope="module")
def review(target) -> Review:
    return Review(target, since="2025-10-01", until="2025-10-31")


def shown(review: Review, name: str) -> str:
    made = getattr(views, name)(review)
    return (made if hasattr(made, "html") else made.view()).html


def row_of(review: Review, word: str) -> dict:
    (row,) = [row for row in review.tables["chronology"].to_dict("records") if word in row["label"]]
    return row


# -- one happening, one row ------------------------------------------------------------------------


def test_figures_that_disagree_stand_side_by_side(review):
    row = row_of(review, "pont")
    assert (row["articles"], row["date"]) == (2, "2025-10-04")
    assert set(json.loads(row["figures"])["morts"]) == {"12 morts", "15 morts"}
    assert row["dates"] == ""


def test_one_happening_with_two_dates_is_one_row_with_both(review):
    row = row_of(review, "coton")
    assert row["articles"] == 2
    assert set(json.loads(row["dates"])) == {"2025-10-13", "2025-10-14"}
    assert row["certainty"] == "likely"
    assert "<strong>dates :</strong>" in shown(review, "chronology").replace("\u202f", " ")


def test_one_happening_in_other_words_is_sure(review):
    row = row_of(review, "Sahélia")
    assert (row["articles"], row["certainty"]) == (2, "sure")


def test_two_happenings_of_one_day_stay_two(review):
    rows = [row for row in review.tables["chronology"].to_dict("records") if "marché" in row["label"]]
    assert [(row["date"], row["articles"]) for row in rows] == [("2025-10-22", 1)] * 2


TELLING = ArticleTelling(
    1, 1, "2025-10-04", "un pont s’est effondré", places=frozenset({"dioila"}), towns=frozenset({"dioila"})
)


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ({"label": "effondrement d’un pont"}, True),
        ({"date": "2025-10"}, True),
        ({"date": "2024-10-04", "label": "le pont s’est effondré"}, True),
        ({"date": "2025-10-04", "towns": frozenset({"kayes"}), "places": frozenset({"kayes"})}, False),
        ({"date": "2025-10-12"}, False),
        ({"date": "2023"}, False),
        ({"date": ""}, False),
        ({"label": "le ministre inaugure une école"}, False),
        ({"number": 1}, False),
    ],
)
def test_what_is_one_happening(other, together):
    told = [TELLING, replace(TELLING, **{"number": 2, **other})]
    assert (len(joining.merge(told)) == 1) == together


def test_other_people_are_named_so_other_words_are_wanted():
    one, other = frozenset({"a"}), frozenset({"b"})
    first = ArticleTelling(1, 1, "2025-10-04", "a rencontré le président à Bamako", people=one, actors=one)
    second = ArticleTelling(2, 1, "2025-10-04", "a reçu une lettre du président", people=other, actors=other)
    assert len(joining.merge([first, second])) == 2


@pytest.mark.parametrize("when", ["2014", "2014-03", "2014-03-18"])
def test_a_date_and_a_word_in_common_are_no_happening_in_common(when):
    first = ArticleTelling(
        1, 1, when, "la guerre en Ukraine", places=frozenset({"ukraine"}), countries=frozenset({"UA"})
    )
    second = ArticleTelling(2, 1, when, "la guerre au Yémen", places=frozenset({"yemen"}), countries=frozenset({"YE"}))
    assert len(joining.merge([first, second])) == 2


def test_a_year_never_makes_a_joining_sure():
    told = [
        ArticleTelling(number, 1, "2014", "les partis politiques ont été suspendus puis dissous") for number in (1, 2)
    ]
    (row,) = joining.merge(told)
    assert row.certainty == "likely"


def test_bounds_are_no_disagreement():
    def told(number: int, text: str, value: float, bound: str) -> ArticleTelling:
        figure = Quantity(0, 1, text, value, "morts", bound=bound, kind="dead")
        return replace(TELLING, number=number, figures=(figure,))

    (row,) = joining.merge([told(1, "au moins 12 morts", 12, "at-least"), told(2, "15 morts", 15, "exact")])
    assert row.figures == []


days = st.dates(date(2025, 9, 28), date(2025, 10, 4)).map(str)
labels = st.sampled_from(["un pont effondré", "le pont s’effondre", "une école ouvre", "l’école a ouvert", ""])
places = st.sampled_from([frozenset(), frozenset({"gao"})])
tellings = st.lists(
    st.builds(
        ArticleTelling, st.integers(1, 4), st.integers(1, 3), st.one_of(days, st.just("2025-10")), labels, places=places
    ),
    max_size=9,
)


@given(tellings)
def test_every_telling_is_in_one_row_and_no_article_twice_in_one(told):
    rows = joining.merge(told)
    assert sorted(map(repr, told)) == sorted(repr(telling) for row in rows for telling in row.tellings)
    for row in rows:
        numbers = [telling.number for telling in row.tellings]
        assert len(numbers) == len(set(numbers))
        assert row.shown in row.tellings


@given(tellings, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(told, dice):
    def labels_of(rows: list) -> list:
        return [(row.date, sorted(repr(telling) for telling in row.tellings)) for row in rows]

    mixed = list(told)
    dice.shuffle(mixed)
    assert labels_of(joining.merge(mixed)) == labels_of(joining.merge(told))


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2025-10-04", ("2025-10-04", "2025-10-04-99")),
        ("2025-21", ("2025-03", "2025-05-99")),
        ("2025-09/..", ("2025-09", "")),
        ("../2021", ("", "2021-99")),
        ("", ("", "")),
        ("202X", ("2020", "2029-99")),
    ],
)
def test_bounds_of_dates(edtf, bounds):
    assert happenings.bounds_of(edtf) == bounds


# -- who is who ------------------------------------------------------------------------------------


def test_two_people_of_one_surname_stay_apart_and_it_is_said():
    found = actors.merge(
        [
            actors.NameForm("person", "Ibrahim Traoré"),
            actors.NameForm("person", "Moussa Traoré"),
            actors.NameForm("person", "Traoré"),
            actors.NameForm("person", "TRAORE"),
        ]
    )
    assert found.of("person", "Traoré") == found.of("person", "TRAORE") == "Traoré"
    assert found.apart == {"Traoré": ["Ibrahim Traoré", "Moussa Traoré"]}
    assert found.joined == {}


def test_a_surname_or_an_acronym_joins_the_one_long_name_it_fits():
    found = actors.merge(
        [
            actors.NameForm("person", "Assimi Goïta", articles=3),
            actors.NameForm("person", "Goita"),
            actors.NameForm("body", "Alliance des États du Sahel", frozenset({"AES"})),
            actors.NameForm("body", "AES"),
            actors.NameForm("place", "AES"),
        ]
    )
    assert found.of("person", "Goita") == "Assimi Goïta"
    assert found.of("body", "AES") == "Alliance des États du Sahel"
    assert found.of("place", "AES") == "AES"
    assert found.joined == {"Assimi Goïta": ["Goita"], "Alliance des États du Sahel": ["AES"]}
    assert found.acronyms == {"Alliance des États du Sahel": "AES"}


def test_an_acronym_of_two_organisations_joins_neither():
    found = actors.merge(
        [
            actors.NameForm("body", "Association des écrivains", frozenset({"AE"})),
            actors.NameForm("body", "Agence de l’eau", frozenset({"AE"})),
            actors.NameForm("body", "AE"),
        ]
    )
    assert found.of("body", "AE") == "AE"
    assert len(found.apart["AE"]) == 2


COUNCIL = (
    {
        "title": "Le pont",
        "published": "2025-03-01",
        "outlet": "Radio Savane",
        "text": "Awa Diallo, maire de Dioïla, a visité le pont samedi. La maire a promis des travaux. Elle a reçu les riverains. "
        "« Le chantier ouvrira en mai », a-t-elle dit à Radio Savane.",
    },
    {
        "title": "Le marché",
        "published": "2025-03-02",
        "outlet": "Le Courrier",
        "text": "Mme Diallo a inauguré le marché. « Les étals sont prêts », a déclaré Awa Diallo. Le Mali a salué ce projet.",
    },
    {
        "title": "La lettre",
        "published": "2025-03-03",
        "outlet": "Le Courrier",
        "text": "La maire de Kati a écrit au préfet. « Nous attendons l’eau », a déclaré la maire de Kati.",
    },
)


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    with_articles = kit.write(tmp_path_factory.mktemp("council") / "council.jsonl", list(COUNCIL))
    return Review(with_articles, language="fr")


def test_an_actor_counts_by_name_title_and_pronoun_over_articles(council):
    """One row over two articles; the mayor of another town, who has no name, joins nobody."""
    row = council.tables["actors"].query("actor == 'Awa Diallo'").to_dict("records")
    assert [(one["kind"], one["articles"]) for one in row] == [("person", 2)]
    assert row[0]["mentions"] >= 5
    assert not council.tables["actors"]["actor"].str.contains("maire").any()


def test_who_published_an_article_is_no_actor_of_it(council):
    assert not council.tables["actors"]["actor"].isin(["Radio Savane", "Le Courrier"]).any()


def test_a_place_and_the_state_of_its_name_are_two_rows(council):
    kinds = council.tables["actors"].query("actor == 'Mali'")["kind"].tolist()
    assert kinds.count("state") == 1
    assert "Mali" in views.actors(council).view().text


def test_a_speaker_is_the_actor_whatever_the_words(council):
    """« a-t-elle dit » in one article, the name in the other: one speaker of two quotations; « la maire » another's."""
    rows = speakers(council.tables["quoting"]).set_index("who")
    assert rows.loc["Awa Diallo", "quotations"] == 2
    assert rows.loc["Awa Diallo", "articles"] == 2
    assert any("maire de Kati" in who for who in rows.index)


@given(st.lists(st.text("ab é", min_size=1, max_size=6), max_size=6))
def test_every_name_finds_one_that_is_shown(names):
    found = actors.merge([actors.NameForm("person", name) for name in names])
    assert set(found.names.values()) <= set(names)


# -- wire copy -------------------------------------------------------------------------------------


def test_a_copy_under_another_title_without_a_paragraph_counts_once(review):
    (row,) = review.tables["copies"].to_dict("records")
    titles = review.tables["articles"].set_index("number")["title"]
    assert (titles[row["of"]], titles[row["number"]]) == ("Dépêche", "Ce que dit la dépêche")
    assert review.collection.kept == review.collection.count - 1
    assert row["number"] not in {
        int(a) for cited in review.tables["actors"]["cited"] for a in re.findall(r"(\d+):", cited)
    }
    assert "Ce que dit la dépêche" in shown(review, "copies")


@given(st.lists(st.integers(0, 30), min_size=50, max_size=90), st.integers(0, 49))
def test_likeness_is_symmetric_and_a_text_is_like_itself(words, cut):
    first = copies.runs(" ".join(f"mot{n}" for n in words))
    second = copies.runs(" ".join(f"mot{n}" for n in words[cut:]))
    assert copies.alike(first, second) == copies.alike(second, first)
    assert copies.alike(first, first) == 1.0
    assert copies.bands(first) == copies.bands(first)


def test_typography_does_not_hide_a_copy_and_short_notices_are_none():
    text = "L’armée est entrée à Ménaka « sans combat » ; la population l’a accueillie. " * 5
    assert copies.runs(text) == copies.runs(text.upper().replace("’", "'").replace("É", "E"))
    assert copies.runs("Météo : soleil sur le pays.") == frozenset()


# -- trends and intervals --------------------------------------------------------------------------


def test_what_rises_is_found_and_chance_is_not():
    counts = [("sécheresse", 0, 18), ("coton", 15, 2), *((f"mot{n}", 6 + n % 3, 7 - n % 2) for n in range(200))]
    found = trends.moving(counts, 30, 30)
    assert {row.term for row in found} == {"sécheresse", "coton"}
    up = next(row for row in found if row.term == "sécheresse")
    assert up.low > 1 < up.ratio < up.high


def test_too_few_articles_tell_no_trend(review):
    assert trends.moving([("a", 0, 7)], 7, 7) == []
    early = Review(review.collection.source, since="2025-10-01", until="2025-10-20")
    assert "Trop peu d’articles datés" in shown(early, "trends")


@given(st.integers(0, 40), st.integers(0, 40))
def test_turning_time_round_turns_the_trend(earlier, later):
    there, back = trends.trend("a", earlier, 40, later, 40), trends.trend("a", later, 40, earlier, 40)
    assert math.isclose(there.ratio * back.ratio, 1.0, rel_tol=1e-9)
    assert there.low <= there.ratio <= there.high
    assert math.isclose(there.chance, back.chance, rel_tol=1e-6)


def test_a_paper_of_two_articles_has_no_interval(review):
    table = review.tables["tone"].set_index("outlet")
    few = table[table["articles"] < trends.LEAST_MEANS]
    assert len(few)
    assert few["low"].isna().all()
    assert "trop peu d’articles" in shown(review, "tone")
    assert trends.mean_interval(4, 0.1, 0.2) is None
    low, high = trends.mean_interval(5, 0.1, 0.2) or (0.0, 0.0)
    assert math.isclose(high - low, 2 * 2.776 * 0.2 / math.sqrt(5))


# -- the period ------------------------------------------------------------------------------------


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 6000))
def test_every_day_of_a_period_has_its_unit(first, length):
    last = first + timedelta(days=length)
    calendar = UnitCalendar.of(first, last)
    assert calendar.at(first) == 0
    assert calendar.at(last) == len(calendar.starts) - 1
    for place in (0, len(calendar.starts) - 1):
        assert calendar.at(calendar.end(place)) == place
        assert calendar.name(place)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [("2025-13-01", "", "is not a date"), ("", "hier", "is not a date"), ("2025-10-02", "2025-10-01", "ends")],
)
def test_a_wrong_period_is_refused(since, until, told):
    with pytest.raises(UsageError, match=told):
        ReviewPeriod.of(since, until)


def test_an_empty_period_is_said_in_every_view(target):
    empty = Review(target, since="2020-01-01", until="2020-01-31")
    assert empty.collection.count == 0
    assert empty.collection.reading.outside == len(kit.traps()) + 2
    assert "Articles de la période\u202f: rien relevé." in shown(empty, "articles")
    for name in SHOWN:
        shown(empty, name)
    for name, table in tables.filed(empty.tables).items():
        assert list(table.columns) == list(tables.TABLES[name].meanings)


def test_gaps_are_shown_as_gaps(review):
    assert len(review.tables["volume"]) == 31
    assert (review.tables["volume"]["articles"] == 0).sum() > 15
    assert "sans article lu" in shown(review, "volume")
    assert review.tables["volume"]["articles"].sum() == review.collection.kept


def test_the_period_before_is_what_it_is_compared_with():
    assert ReviewPeriod.of("2025-10-01", "2025-10-31").before() == ReviewPeriod.of("2025-08-31", "2025-09-30")
    assert ReviewPeriod.of("2025-10-01", "").before() is None
    assert not ReviewPeriod.of("2025-10-01", "").holds(None)
    assert ReviewPeriod().holds(None)


# -- reading ---------------------------------------------------------------------------------------


def test_one_unreadable_article_costs_itself_only(source, tmp_path):
    told = gather.gather(
        source, str(tmp_path / "d"), period=ReviewPeriod.of("2025-10-23", "2025-10-23"), settings=Settings()
    )
    assert [origin for origin, _ in told.unread] == [f"articles.jsonl#{len(kit.traps()) + 1}"]
    assert "no field 'text'" in told.unread[0][1]
    assert told.outside == len(kit.traps())
    with dataset.open_dataset(tmp_path / "d") as made:
        assert len(made.articles()) == 2


def test_what_the_dataset_holds_is_not_analysed_again(source, target, monkeypatch):
    def fail(*_: object) -> list:
        raise AssertionError("analysed again")

    monkeypatch.setattr(gather, "write_unit", fail)
    gather.gather(source, target, period=ReviewPeriod(), settings=Settings())


def test_the_same_bytes_twice_are_one_article_and_said(tmp_path, demonstration):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes((demonstration / "blocus-carburant.txt").read_bytes())
    review = Review(str(tmp_path))
    assert review.collection.count == 1
    assert review.collection.reading.twice == [("b.txt", "a.txt")]
    assert "b.txt" in shown(review, "articles")


def test_nothing_readable_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match=r"no article that could be read.*a\.txt"):
        Review(str(tmp_path))


def test_papers_are_told_by_field_page_address_or_folder_and_never_guessed(tmp_path):
    (tmp_path / "Le Fleuve").mkdir()
    text = "<p>Le ministre a parlé hier à Bamako devant les députés réunis pour la rentrée.</p>"
    head = '<meta property="og:site_name" content="L&#39;Essor">'
    files = {
        "Le Fleuve/a.txt": text[3:-4],
        "b.html": f"<html><head>{head}</head><body>{text}</body></html>",
        "c.json": json.dumps({"text": text[3:-4], "url": "https://www.exemple.ml/x"}),
        "d.txt": text[3:-4],
    }
    for name, words in files.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    told = {Path(item.origin).name: outlet_of(item, str(tmp_path)) for item in many(str(tmp_path))}
    assert told == {"a.txt": "Le Fleuve", "b.html": "L'Essor", "c.json": "exemple.ml", "d.txt": ""}


# -- what is shown ---------------------------------------------------------------------------------


def test_every_link_leads_to_a_sentence_that_is_shown(review):
    made = "".join(shown(review, name) for name in SHOWN)
    page = lxml.html.fromstring(f"<div>{made}</div>")
    ids = set(page.xpath("//@id"))
    links = {href[1:] for href in page.xpath("//a/@href")}
    assert links
    assert links <= ids
    for row in review.tables["chronology"].to_dict("records"):
        assert row["cited"]


def test_hostile_text_is_only_text(review):
    for name in SHOWN:
        made = shown(review, name)
        page = lxml.html.fromstring(f"<div>{made}</div>")
        assert not page.xpath("//script | //i | //b | //@onerror | //@src[not(starts-with(., 'data:image/svg'))]"), name
        assert "\u202e" not in made
    assert "&lt;i&gt;Feuille" in shown(review, "tone")


def test_the_review_speaks_english_too(target):
    english = Review(target, since="2025-10-01", until="2025-10-31", language="en")
    assert views.title(english) == "Press review, 1 – 31 October 2025"
    for name in SHOWN:
        words = lxml.html.fromstring(f"<div>{shown(english, name)}</div>").text_content()
        assert not re.search(r"\b(Articles avant|Journal|Tonalité moyenne|Ce que disent|sans article)\b", words), name
    with pytest.raises(UsageError):
        Review(target, language="de")


def test_typography_of_a_search_does_not_matter(review):
    panel = views.chronology(review)
    assert "Sahélia" in panel.set(least=1, search="SAHELIA").view().html
    assert "Faits datés\u202f: rien relevé." in panel.set(search="zzz").view().html


def test_a_view_is_a_function_and_knows_no_other():
    """`over_time` is a figure that two of them share; none holds a class."""
    folder = Path(views.__file__).parent
    names = {path.stem for path in folder.glob("*.py")} - {"__init__", "over_time"}
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        near = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 1}
        assert path.stem == "__init__" or not near & names, path
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)], path


def test_a_view_keeps_its_parts(review):
    made = views.tone(review)
    assert made.prose
    assert "<img" in made.figure.html
    assert "<table" in made.table.html
    assert made.html == "\n".join(part.html for part in (made.prose, made.figure, made.table))


def test_every_table_has_the_columns_of_its_codebook(review):
    for name, table in tables.filed(review.tables).items():
        assert list(table.columns) == list(tables.TABLES[name].meanings)
        assert f"## {name}.csv" in tables.codebook()


# -- filed -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_articles_give_the_same_bytes(target, tmp_path):
    made = [build(target, since="2025-10-01", until="2025-10-24", out=tmp_path / name) for name in ("a", "b")]
    first, second = (
        sorted(path.relative_to(one.folder) for path in one.folder.rglob("*") if path.is_file()) for one in made
    )
    assert first == second
    assert made[0].id == made[1].id
    for path in first:
        if path.name != "run.json":
            assert (made[0].folder / path).read_bytes() == (made[1].folder / path).read_bytes(), path
    page = made[0].html.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "data:image/svg+xml" in page
    again = Review(str(made[0].folder / "dataset"), since="2025-10-01", until="2025-10-24")
    assert again.collection.count == made[0].articles
    verdict = verify(made[0].folder, kinds=[BRIEFING, REVIEW])
    assert verdict.identical, verdict.told()
    assert verdict.files > len(made[0].data)
    crate = json.loads((made[0].folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert entities["#articles"]["temporalCoverage"] == "2025-10-01/2025-10-24"
    rows = entities["dataset/articles/part-review.parquet"]
    assert (rows["about"], rows["encodingFormat"]) == ({"@id": "#articles"}, "application/vnd.apache.parquet")
    (made[1].folder / "dataset/articles/part-review.parquet").unlink()
    lost = verify(made[1].folder, kinds=[REVIEW])
    assert lost.told() == "dataset/articles/part-review.parquet: missing, so nothing can be built again"


@pytest.mark.slow
def test_the_command_adds_to_a_dataset_and_tells_what_it_could_not_read(source, target, tmp_path):
    done = CliRunner().invoke(
        cli,
        [
            "review",
            source,
            "--dataset",
            target,
            "--from",
            "2025-10-23",
            "--to",
            "2025-10-23",
            "--out",
            str(tmp_path),
            "--no-pdf",
            "--language",
            "en",
        ],
    )
    assert done.exit_code == 1, done.output
    assert str(done.exception).endswith("1 of 13 articles could not be read - the review is of the others")
    assert "not read: articles.jsonl#" in done.output
    assert "articles.jsonl#11\tfailed" in (tmp_path / "failures.tsv").read_text(encoding="utf-8")
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert not list(folder.glob("*.pdf"))
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["state"], told["articles"]["read"]) == ("completed", 2)
    assert "Press review, 23 October 2025" in (folder / "briefing.html").read_text(encoding="utf-8")


def test_a_wrong_request_writes_nothing(tmp_path):
    for wrong in (
        {"since": "x"},
        {"language": "de"},
        {"parameters": {"topp": 3}},
        {"parameters": {"since": "2025-01-01"}},
        {"paper": "a9"},
    ):
        with pytest.raises(UsageError):
            build("demo:", out=tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["chronology", "actors", "words", "places"])
def test_a_view_shows_the_rows_that_were_chosen(review, name):
    """As the cell above it in the notebook takes them: of one row its words, of none that nothing was found."""
    table, view = review.tables[name], getattr(views, name)
    words = table.columns[table.columns.isin(["label", "actor", "lemma", "name"])][0]
    table = table[table["kind"] != "place"] if name == "actors" else table
    one, none = (
        getattr(shown, "view", lambda shown=shown: shown)()
        for shown in (view(review, table.head(1)), view(review, table.head(0)))
    )
    assert table[words].iloc[0] in one.text.replace("\u202f", " ") or table[words].iloc[0] in one.text
    assert "rien" in none.text
