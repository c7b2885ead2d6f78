"""Every message has a translation, and every translation a message."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from babel.messages.pofile import read_po
from matplotlib.text import Text

from press_briefing import Article, analyse
from press_briefing.model import citation
from press_briefing.model.errors import UsageError
from press_briefing.report import wording
from press_briefing.show import formats, messages, views
from press_briefing.show.figures import timeline_rows, tone
from press_briefing.show.figures.timeline import timeline
from press_briefing.show.messages import catalogue, translator
from press_briefing.show.views import Context

# A message is the first argument of one of these, or the label or head of a column; text handed over by name stands in
# one of the tables below.
CALLS = {"_", "say", "none"}
NAMED = {("Column", "label"), ("column", "head")}
TABLES = {
    ("show/views/text.py", "MARKS"),
    ("report/wording.py", "WORDS"),
    ("show/formats.py", "_SEASONS"),
    ("show/views/words_of.py", "RULES"),
    ("show/figures/voices.py", "LABELS"),
}


def said(root: Path) -> set[str]:
    """Every message of the code, and every Markdown cell of the notebooks."""
    package = root / "src/press_briefing"
    found = set()
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            found |= _in_call(node) | _in_table(node, path.relative_to(package).as_posix())
    for path in [*(root / "notebooks").glob("*.ipynb"), *(root / "notebooks" / "explore").glob("*.ipynb")]:
        notebook = nbformat.read(path, as_version=4)
        found |= {cell.source for cell in notebook.cells if cell.cell_type == "markdown"}
    return found


def _in_call(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call):
        return set()
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    told = [*(node.args[:1] if name in CALLS else ()), *(kw.value for kw in node.keywords if (name, kw.arg) in NAMED)]
    return {value.value for value in told if isinstance(value, ast.Constant) and isinstance(value.value, str)}


def _in_table(node: ast.AST, path: str) -> set[str]:
    if not isinstance(node, ast.Assign) or not any(
        (path, getattr(target, "id", "")) in TABLES for target in node.targets
    ):
        return set()
    values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
    return {value.value for value in values if isinstance(value, ast.Constant)}


def test_nothing_is_left_untranslated(root: Path) -> None:
    assert said(root) - set(catalogue("en")) == set()


def test_no_translation_without_a_message(root: Path) -> None:
    assert set(catalogue("en")) - said(root) == set()


def test_translations_keep_their_fields() -> None:
    for french, english in catalogue("en").items():
        if "{" in french:
            assert _fields(french) == _fields(english), french


def _fields(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_french_is_the_source_and_others_are_refused() -> None:
    assert translator("fr")("Chronologie") == "Chronologie"
    with pytest.raises(UsageError, match="does not speak 'de'"):
        translator("de")


# -- a third language is a catalogue, and nothing else ---------------------------------------------

GERMAN = """
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid " : "
msgstr ": "

msgid "Chronologie"
msgstr "Zeitleiste"

msgid "Sommaire"
msgstr "Inhalt"

msgid "depuis le {date}"
msgstr "seit dem {date}"

msgid "depuis {date}"
msgstr "seit {date}"

msgid "« {title} »"
msgstr "„{title}“"

msgctxt "date"
msgid "d MMMM y"
msgstr "d. MMMM y"

msgctxt "date"
msgid "'1er' MMMM y"
msgstr "d. MMMM y"

msgctxt "century other"
msgid "{roman}e siècle"
msgstr "{number}. Jahrhundert"

msgctxt "timeline"
msgid "publication"
msgstr "Veröffentlichung"

msgctxt "timeline"
msgid "Faits datés : rien relevé."
msgstr "Datierte Ereignisse: nichts gefunden."

msgctxt "tone"
msgid "toutes les phrases"
msgstr "alle Sätze"
"""
STORY = (
    "Un pont cède\n\nLe pont de Koulé a cédé le 1er septembre 2025. « Tout est perdu », a déclaré le maire, Ali Traoré."
)


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A German catalogue beside the others: all that is added for a language."""
    (tmp_path / "de.po").write_text(GERMAN, encoding="utf-8")
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    monkeypatch.setattr(messages, "LANGUAGES", messages.languages())
    cached = (messages.translator, messages.catalogue, messages._read, formats.date_text)
    for function in cached:
        function.cache_clear()
    yield "de"
    for function in cached:
        function.cache_clear()


def test_dates_and_numbers_of_a_third_language(german: str) -> None:
    assert formats.date_text("2025-09-01", german) == "1. September 2025"
    assert formats.date_text("2025-09-01", german, short=True) == "1. Sept. 2025"
    assert formats.date_text("2025-09-18/..", german) == "seit dem 18. September 2025"
    assert formats.date_text("14XX", german) == "15. Jahrhundert"
    assert formats.number(10_000.5, german) == "10.000,5"
    assert formats.typeset("Zeitleiste : x", german) == "Zeitleiste : x"


def test_figures_and_a_line_of_a_third_language(german: str) -> None:
    article = Article.from_text(STORY, published="2025-09-02")
    assert citation.line(article, german).startswith("„Un pont cède“")
    assert "2. September 2025" in citation.line(article, german)
    assert timeline_rows.caption("published", german) == "Veröffentlichung"
    assert tone.labels_in(german)["all"] == "alle Sätze"
    drawn = timeline(pd.DataFrame(columns=["date", "label", "kind"]), published=None, language=german)
    assert "Datierte Ereignisse: nichts gefunden." in [text.get_text() for text in drawn.findobj(Text)]


def test_a_page_in_a_third_language(german: str) -> None:
    page = Context(analyse(Article.from_text(STORY, published="2025-09-02")), language=german)
    assert page.say("Chronologie") == "Zeitleiste"
    assert "1. September 2025" in views.chronology(page).html


def test_english_has_every_pattern_of_the_third_language(german: str) -> None:
    """What a catalogue can tell apart stands in the English one, to copy from."""
    own = set(messages._read(german))
    with resources.files(messages).joinpath("en.po").open("rb") as stored:
        english = {(m.context or "", str(m.id)) for m in read_po(stored) if m.id}
    assert own - {("", "Chronologie")} <= english


def test_the_frame_of_a_document_in_a_third_language(german: str) -> None:
    words = wording.of(german)
    assert words["contents"] == "Inhalt"
    assert words["failed"] == "Cette étape a échoué", "what a catalogue lacks stays as the code has it"


def test_a_document_in_a_language_nobody_added_has_an_english_frame() -> None:
    assert wording.of("pt") == wording.of("en")
    assert wording.of("fr") == wording.WORDS != wording.of("en")
