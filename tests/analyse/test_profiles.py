"""Profiles: `precise` reads with the encoder, `fast` without; one setting, one flag, and it is told everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from press_briefing import Article, analyse
from press_briefing.analyse import language
from press_briefing.cli import cli
from press_briefing.corpus.batch.analyses import Analyses
from press_briefing.corpus.batch.tasks import for_many
from press_briefing.model.analysis import Analysis
from press_briefing.model.errors import LanguageError, SettingsError
from press_briefing.model.settings import MANY, Settings
from press_briefing.show import views
from press_briefing.show.views import Context

TEXT = "La ministre Awa Diarra a reçu mardi à Ségou une délégation de la Croix-Rouge. Elle a promis une réponse."
FAST, PRECISE = Settings(profile="fast"), Settings(profile="precise")


def test_the_default_is_precise() -> None:
    assert Settings().is_precise
    assert not FAST.is_precise


def test_an_analysis_tells_how_it_was_read() -> None:
    article = Article.from_text(TEXT)
    fast, precise = analyse(article, settings=FAST), analyse(article, settings=PRECISE)
    assert (fast.profile, precise.profile) == ("fast", "precise")
    assert all(row.confidence is None for row in fast.entities)
    assert any(row.confidence for row in precise.entities)
    assert all(row.confidence is None or 0 < row.confidence <= 1 for row in precise.entities)
    assert Analysis.from_dict(precise.to_dict()) == precise


def test_saying_the_default_changes_no_identifier() -> None:
    assert PRECISE.shaping() == Settings().shaping()
    assert FAST.shaping() == {"profile": "fast"}


@pytest.mark.parametrize(
    ("articles", "profile", "wanted"),
    [
        (MANY, "", ""),
        (MANY + 1, "", "fast"),
        (MANY + 1, "precise", ""),
        (MANY + 1, "fast", ""),
        (0, "", ""),
    ],
)
def test_a_large_batch_is_read_fast_unless_somebody_says_how(articles: int, profile: str, wanted: str) -> None:
    task, chosen = for_many(Analyses(Path("out"), Settings(profile=profile)), articles)
    assert chosen == wanted
    assert task.settings.profile == (wanted or profile)


def test_a_profile_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="precise or fast"):
        Settings.load(profile="exact")


def test_the_flag_chooses(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    for profile in ("fast", "precise"):
        done = CliRunner().invoke(cli, ["analyse", str(path), "--profile", profile])
        assert done.exit_code == 0, done.output
        assert ("encoder-" in json.loads(done.stdout)["model"]) is (profile == "precise")


def test_without_weights_nothing_is_read_in_another_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(_model: str) -> object:
        raise LanguageError("the encoder's weights are not there", cure="choose the profile 'fast'")

    monkeypatch.setattr(language, "load_encoder", missing)
    with pytest.raises(LanguageError, match="'fast'"):
        analyse(Article.from_text(TEXT), settings=PRECISE)
    assert analyse(Article.from_text(TEXT), settings=FAST).profile == "fast"


LONG = (
    "Le maire a reçu "
    + ", ".join(f"ceux de la rue numéro {number} qui attendent une réponse" for number in range(500))
    + "."
)  # 5,000 words
TWO_LONG = "\n\n".join([LONG, TEXT, LONG.replace("maire", "préfet").replace("rue", "ferme")])


@pytest.mark.parametrize(
    ("text", "parted", "language", "told"),
    [
        (TEXT, 0, "fr", ""),
        (LONG, 1, "fr", "une phrase trop longue pour être lue d’un trait l’a été par morceaux"),
        (LONG, 1, "en", "one sentence too long to be read at once was read in parts"),
        (TWO_LONG, 2, "fr", "2 phrases trop longues"),
        (TWO_LONG, 2, "en", "2 sentences too long to be read at once were read in parts"),
    ],
)
def test_a_sentence_read_in_parts_is_told(text: str, parted: int, language: str, told: str) -> None:
    analysis = analyse(Article.from_text(text), settings=PRECISE)
    head = views.head(Context(analysis, language=language))
    assert analysis.parted == parted
    assert Analysis.from_dict(analysis.to_dict()) == analysis
    assert told in head.text
    assert ("morceaux" in head.html or "in parts" in head.html) is bool(parted)
    assert f"<strong>{told}" in head.html or not parted


def test_the_fast_profile_tells_it_too() -> None:
    assert analyse(Article.from_text(LONG), settings=FAST).parted == 1


def test_a_sentence_of_few_but_long_words_is_told() -> None:
    words = " ".join("anticonstitutionnellement-internationalisations-déraisonnablement" for _ in range(80))
    assert analyse(Article.from_text(f"{TEXT} Le maire a dit : {words}."), settings=PRECISE).parted == 1


NAMES = [
    ("Mme de Brissac et M. du Plessis ont signé lundi.", {("de Brissac", "PER"), ("du Plessis", "PER")}),
    ("Me von Hagen plaidait pour Mme ben Youssef.", {("von Hagen", "PER"), ("ben Youssef", "PER")}),
    ("M. de la mairie n'a pas répondu.", set()),
    ("Matignon dément toute négociation avec les grévistes.", {("Matignon", "ORG")}),
    ("Le ministre a été reçu à Matignon pendant deux heures.", {("Matignon", "LOC")}),
    ("L'Élysée a confirmé la visite à Rabat.", {("Élysée", "ORG"), ("Rabat", "LOC")}),
    (
        "Mohammed ben Youssef et Fatou al-Hassan ont voté.",
        {("Mohammed ben Youssef", "PER"), ("Fatou al-Hassan", "PER")},
    ),
    (
        "Le roi Charles III a reçu Jean-Marie d'Orgeval à Londres.",
        {("Charles III", "PER"), ("Jean-Marie d'Orgeval", "PER"), ("Londres", "LOC")},
    ),
]


APPOSED = [
    ("L'accord a été signé avec Belmaro, le groupe minier canadien. Belmaro exploite trois mines.", "Belmaro", {"ORG"}),
    ("Le ministre a reçu Zorvin, le patron des douanes. Zorvin a démenti.", "Zorvin", {"PER"}),
    ("Diarra, le gouvernement et les syndicats négocient. Moussa Diarra a souri.", "Diarra", {"PER"}),
    ("Awa Traoré, le parti et les élus ont voté. Traoré se tait.", "Traoré", {"PER"}),
]


@pytest.mark.parametrize(("text", "name", "labels"), APPOSED, ids=[name for _, name, _ in APPOSED])
def test_an_apposed_noun_tells_what_a_name_is(text: str, name: str, labels: set[str]) -> None:
    found = analyse(Article.from_text(text, verbatim=True), settings=PRECISE).entities
    assert {row.label for row in found if row.text == name} <= labels


@pytest.mark.parametrize(("text", "wanted"), NAMES, ids=[text[:24] for text, _ in NAMES])
def test_bounds_of_names(text: str, wanted: set[tuple[str, str]]) -> None:
    found = analyse(Article.from_text(text, verbatim=True), settings=PRECISE).entities
    assert {(row.text.replace("’", "'"), row.label) for row in found} == wanted
