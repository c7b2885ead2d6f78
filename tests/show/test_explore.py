"""The desk: controls narrow what is shown, and without a reader there are no controls."""

from __future__ import annotations

import shutil

import pytest

from press_briefing.measure import lexicometry
from press_briefing.model.errors import SourceError
from press_briefing.report import lab
from press_briefing.show import live
from press_briefing.show.explore import Control, Desk, Panel, library, scope
from press_briefing.show.explore.follow import excerpt, subjects
from press_briefing.show.explore.panel import WIDGET
from press_briefing.show.views import View

VIEWS = (
    "article",
    "words",
    "distinctive",
    "actors",
    "actor",
    "places",
    "chronology",
    "sourcing",
    "quotes",
    "claims",
    "tone",
    "tone_words",
    "text",
)
KINDS = ("words", "actors", "events", "voices", "tone")


@pytest.fixture(autouse=True)
def nobody_sits_there(monkeypatch):
    """The same answer whether the tests run from a terminal or from an editor."""
    monkeypatch.setenv(live.VARIABLE, "0")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk("demo:conseil-de-securite")


@pytest.fixture
def own(demonstration) -> Desk:
    """A desk whose article may be changed."""
    return Desk(str(demonstration / "blocus-carburant.txt"))


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_shows_itself_and_keeps_its_controls(desk, name):
    panel = getattr(desk, name)()
    bundle = panel._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].strip() == repr(panel).strip() != ""


def test_a_section_narrows_figure_and_table(desk):
    panel = desk.actors()
    whole = panel.view().html
    part = panel.set(section=1).view().html
    assert whole.count("<tr>") > part.count("<tr>") > 1
    assert whole.split('src="')[1][:5000] != part.split('src="')[1][:5000]


def test_kind_threshold_and_search(desk):
    panel = desk.actors()
    assert "Goïta" in panel.set(kind="person").view().html
    assert "Goïta" not in panel.set(kind="state").view().html
    every = desk.words().view().html.count("<tr>")
    assert desk.words().set(least=3).view().html.count("<tr>") < every
    assert "rien relevé" in desk.actors().set(search="zzz").view().text


@pytest.mark.parametrize("search", ["goita", "GOÏTA", "Goïta"])
def test_search_minds_neither_case_nor_accents(desk, search):
    assert "Goïta" in desk.actors().set(search=search).view().html


def test_tone_of_one_layer_and_past_a_threshold(desk):
    panel = desk.tone()
    many = panel.set(least=0.0).view().html.count("<tr>")
    assert panel.set(least=0.5).view().html.count("<tr>") < many
    assert "rien relevé" in panel.set(least=1.0).view().text
    assert panel.set(kind="quoted", least=0.0).view().html.count("<tr>") < many


def test_words_of_a_section_stand_in_it(desk):
    part = lexicometry.sections(desk.analysis)[1]
    narrowed = scope.section_of(desk.analysis, 1)
    assert narrowed.words
    assert all(part.start <= word.start < part.end for word in narrowed.words)
    assert sum(row.count for row in narrowed.entity_index) == sum(
        desk.analysis.article.counts(row.start) for row in narrowed.entities
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_leads_to_lines_and_to_its_sentence(desk, kind):
    panel = desk.follow(kind)
    told = panel.view()
    number = panel.values["sentence"]
    assert desk.analysis.text_of(desk.analysis.sentences[number - 1]) in told.text
    assert f'href="#s{number}"' in told.html
    assert 'class="sent chosen"' in told.html
    assert " id=" not in told.html  # anchors belong to the whole text alone


@pytest.mark.parametrize("kind", KINDS)
def test_subjects_stand_where_they_say(desk, kind):
    for _, spans in subjects(desk.analysis, kind):
        assert all(0 <= start < end <= len(desk.analysis.article.text) for start, end in spans)


def test_an_actor_is_followed_through_all_mentions(desk):
    """Pronouns too; each mention stands in its line with its sentence, and a form can be chosen alone."""
    panel = desk.actor()
    row = next(row for row in desk.analysis.actors if any(mention.form == "pronoun" for mention in row.mentions))
    told = panel.set(actor=row.id, form="").view()
    lines = told.html.split("<table", 1)[1].count("<tr>") - 1
    assert lines == len(row.mentions)
    for mention in row.mentions:
        assert f'href="#s{desk.analysis.sentence_at(mention.start) + 1}"' in told.html
    alone = panel.set(form="pronoun").view().html.split("<table", 1)[1].count("<tr>") - 1
    assert alone == sum(mention.form == "pronoun" for mention in row.mentions)
    assert row.name in told.text


def test_a_form_that_another_actor_lacks_gives_way(desk):
    panel = desk.actor()
    forms = {row.id: {mention.form for mention in row.mentions} for row in desk.analysis.actors}
    panel.set(actor=next(name for name in forms if "pronoun" in forms[name]), form="pronoun")
    panel.set(actor=next(name for name in forms if "pronoun" not in forms[name]))
    assert panel.values["form"] == ""


def test_actors_of_a_section_stand_in_it(desk):
    part, narrowed = lexicometry.sections(desk.analysis)[1], scope.section_of(desk.analysis, 1)
    assert 0 < len(narrowed.actors) < len(desk.analysis.actors)
    assert all(part.start <= row.start < part.end for actor in narrowed.actors for row in actor.mentions)


def test_search_leads_to_the_sentences_that_hold_it(desk):
    panel = desk.follow("words", "Niamey")
    for line in lexicometry.concordance(desk.analysis, "Niamey"):
        told = panel.set(sentence=line.sentence + 1).view()
        assert "Niamey" in told.text.rsplit("\n", 1)[-1]
    assert "rien relevé" in panel.set(search="introuvable").view().text


def test_every_sentence_has_an_excerpt(desk):
    for number in range(1, len(desk.analysis.sentences) + 1):
        assert excerpt(desk.analysis, number).html.count("chosen") == 1


def test_another_article_changes_every_view(own):
    picker, words, lines = own.article(), own.words(), own.follow("actors")
    before, panel = words.view().html, own.actors().set(section=1)
    told = picker.set(article="demo:fin-minusma").view().html
    assert "Casques bleus" in told
    assert words.view().html != before
    assert panel.view().html
    assert lines.view().text


def test_an_article_that_cannot_be_read_is_a_line_and_the_old_one_stays(own, monkeypatch):
    monkeypatch.setattr(library, "articles", lambda: [("gone", "gone.txt")])
    picker = own.article()
    told = picker.set(article="gone.txt").view()
    assert "gone.txt: no such file" in told.text
    assert "litres" in told.text.lower()
    assert "no such file" not in picker.set(article=own.source).view().text


def test_the_list_holds_own_files_and_the_demonstration(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks" / "explore").mkdir(parents=True)
    for name in ("à lire.txt", "README.md", ".hidden.txt", "table.csv"):
        (tmp_path / "data" / "raw" / name).write_text("x", encoding="utf-8")
    found = dict(library.articles(tmp_path / "notebooks" / "explore"))
    assert found["raw/à lire.txt"] == "../../data/raw/à lire.txt"
    assert not {"raw/README.md", "raw/.hidden.txt", "raw/table.csv"} & set(found)
    assert found["demo:fin-minusma"] == "demo:fin-minusma"


def test_the_article_on_the_desk_stands_in_the_list_once(tmp_path, monkeypatch):
    """Given as the notebook says it, from the root; the list has it as it is seen from the notebook."""
    lab.settle(tmp_path)
    shutil.copy(tmp_path / "data" / "articles" / "fin-minusma.md", tmp_path / "data" / "raw" / "l'été à Gao.md")
    monkeypatch.chdir(tmp_path / "notebooks" / "explore")
    desk = Desk("data/raw/l'été à Gao.md")
    (control,) = desk.article().controls({})
    assert control.value == "../../data/raw/l'été à Gao.md"
    assert [label for label, source in control.options if "Gao" in source] == ["raw/l'été à Gao.md"]


# -- controls --------------------------------------------------------------------------------------


def test_a_live_cell_has_controls_and_the_view_beside_them(desk, monkeypatch):
    monkeypatch.setenv(live.VARIABLE, "1")
    panel = desk.actors()
    bundle = panel._repr_mimebundle_()
    assert set(bundle) == {WIDGET, "text/html", "text/plain"}
    assert live.bare(bundle["text/html"]) == panel.view().html


def test_turning_a_control_draws_anew(desk):
    panel = desk.actors()
    box = panel.widget()
    row, shown = box.children
    before = shown.value
    assert [widget.description for widget in row.children] == ["Partie", "Sorte", "Au moins", "Contient"]
    row.children[1].value = "state"
    assert shown.value != before
    assert panel.view().html in shown.value
    assert panel.widget() is box


def test_a_control_follows_another(desk):
    panel = desk.follow("actors")
    row = panel.widget().children[0]
    row.children[1].value = "Niamey"
    offered = [value for _, value in row.children[2].options]
    lines = lexicometry.concordance(desk.analysis, "Niamey")
    assert offered == list(dict.fromkeys(line.sentence + 1 for line in lines))
    assert row.children[2].value == offered[0]


def test_a_value_that_is_no_longer_offered_gives_way():
    control = Control("a", "A", 1, (("one", 1), ("two", 2)))
    assert (control.settled(2), control.settled(3)) == (2, 1)
    assert Control("a", "A", 1, least=1, most=4).settled(9) == 4


def test_a_mistake_while_drawing_is_a_line():
    def draw() -> View:
        raise SourceError("is empty", where="a.txt")

    assert Panel(lambda _: [], draw).view().text == "a.txt: is empty"


@pytest.mark.parametrize("sign", live.SIGNS)
def test_a_session_of_an_editor_is_live(sign, monkeypatch):
    monkeypatch.delenv(live.VARIABLE)
    for other in live.SIGNS:
        monkeypatch.delenv(other, raising=False)
    assert not live.is_live()
    monkeypatch.setenv(sign, "1")
    assert live.is_live()


# -- what a cell shows -----------------------------------------------------------------------------


def test_an_analysis_shows_itself(desk):
    bundle = desk.analysis._repr_mimebundle_()
    assert "Au Conseil de sécurité" in bundle["text/html"]
    assert f"Phrases: {len(desk.analysis.sentences)}" in bundle["text/plain"]
    assert bundle["text/html"] == desk.analysis._repr_html_()


def test_an_analysis_escapes_what_it_shows(analysed):
    assert "<script>" not in analysed("<script>alert(1)</script> Le ministre a parlé hier à Bamako.")._repr_html_()


def test_a_mistake_is_one_line_in_a_notebook():
    error = SourceError("no such file", where="a.txt", cure="check the path")
    assert error._render_traceback_() == ["SourceError: a.txt: no such file - check the path"]
