"""The language engine: tokens, sentences, one analysis for all typography, pipelines that are not ours."""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from press_briefing import Article
from press_briefing.analyse import language
from press_briefing.analyse.language import load, name_of, read_language
from press_briefing.french.levelling import level
from press_briefing.french.sentences import sentence_starts
from press_briefing.french.tokenizer import token_ends
from press_briefing.model.article import Paragraph
from press_briefing.model.errors import LanguageError
from press_briefing.model.settings import Settings

MODEL = Path(language.__file__).parent.parent / "models" / "fr_press"


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end, is_space in token_ends(text) if not is_space]


def article(text: str) -> Article:
    """Lines are paragraphs; nothing else is found."""
    paragraphs, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(place, place + len(line)))
        place += len(line) + 1
    return Article(text=text, paragraphs=tuple(paragraphs))


def reading(text: str, model: str = "fr_press"):
    return read_language(article(text), Settings(model=model))


def sentences(text: str) -> list[str]:
    found = reading(text)
    return [text[s.start : s.end] for s in found.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’eau qu’il boit", "L’ eau qu’ il boit"),
        ("Jusqu'à lundi, lorsqu’elle parlait", "Jusqu' à lundi , lorsqu’ elle parlait"),
        ("C'est aujourd'hui ou aujourd’hui ?", "C' est aujourd'hui ou aujourd’hui ?"),
        (
            "le conseil de prud’hommes, quelqu’un, la presqu'île",
            "le conseil de prud’hommes , quelqu’un , la presqu'île",
        ),
        ("De N’Djamena à Côte d’Ivoire", "De N’Djamena à Côte d’ Ivoire"),
        ("N'est-ce pas M'Bow ?", "N' est -ce pas M'Bow ?"),
        ("viendra-t-il ? dit-elle, Allez-vous-en !", "viendra -t-il ? dit -elle , Allez -vous -en !"),
        ("celui-ci, un rendez-vous, peut-être, ce jour-là", "celui-ci , un rendez-vous , peut-être , ce jour -là"),
        ("Bar-sur-Aube et Marne-la-Vallée", "Bar-sur-Aube et Marne-la-Vallée"),
        ("M. Sow, Mme Ba et le Dr. Sarr", "M. Sow , Mme Ba et le Dr. Sarr"),
        ("J.-P. Diop, de l’O.N.U., né à B.", "J.-P. Diop , de l’ O.N.U. , né à B ."),
        ("le 3 déc. 2024, en avr. 1999", "le 3 déc. 2024 , en avr. 1999"),
        ("au bord de la mer. Il part", "au bord de la mer . Il part"),
        ("l'art. 3, p. 12, no. 4, n° 5", "l' art. 3 , p. 12 , no. 4 , n° 5"),
        ("il dit non. Oui", "il dit non . Oui"),
        ("12 000 euros, 3,5 %, 1er, 2e, XXIe", "12 000 euros , 3,5 % , 1er , 2e , XXIe"),
        ("à 20h30, 15h, 160km", "à 20 h 30 , 15 h , 160 km"),
        ("« Oui », “non”, ‹ si ›…", "« Oui » , “ non ” , ‹ si › …"),
        ("C’est la fin.Demain commence", "C’ est la fin . Demain commence"),
        ("sur https://exemple.org/a?b=1, et x.y@exemple.fr.", "sur https://exemple.org/a?b=1 , et x.y@exemple.fr ."),
        ("#Sahel @Agence lemonde.fr", "#Sahel @Agence lemonde.fr"),
        ("et/ou km/h 24/7", "et / ou km / h 24/7"),
        ("L'« Autre »", "L' « Autre »"),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected.split()


@given(st.text(alphabet=st.sampled_from("abMéÉ '’-.,!?«»\"()0123 \n\t\u00a0\u202f\u0301…–—/@#°lqu"), max_size=80))
def test_every_character_belongs_to_one_token(text):
    end = 0
    for start, stop, is_space in token_ends(text):
        assert start == end < stop
        assert is_space == text[start:stop].isspace()
        end = stop
    assert end == len(text)


@given(st.text(max_size=60))
def test_the_doc_is_the_text(text):
    assert spacy.blank("fr_press")(text).text == text


def test_tokenizing_takes_linear_time():
    for piece in ("a", "a-", "a.", "A.", "'", "d'", "1.", "1 ", ".", "é’", "@", "a@b.", "www.", "-t-il", "?!", "\xad"):

        def seconds(times: int, piece: str = piece) -> float:
            begin = time.process_time()
            list(token_ends(piece * times))
            return time.process_time() - begin

        seconds(100)
        assert seconds(40_000) < 12 * max(seconds(8_000), 0.02), piece


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("M. Sow a vu Mme. Ba. Le Dr. Sarr est parti.", 2),
        ("Le 1er sept. 2025, il est venu. Puis il est parti.", 2),
        ("Depuis déc. 2024, la route est fermée.", 1),
        ("J. Kennedy et J.-P. Sarr sont là. Ils parlent.", 2),
        ("L’usine a fermé.Les ouvriers protestent.", 2),
        ("« Où va-t-on ? » demande le maire.", 1),
        ("« Nous partons. Rien ne nous retient. », dit-il.", 2),
        ("« Assez ! » Le ministre se lève.", 2),
        ('Il a dit "non." Elle a dit "oui."', 2),
        ("DAKAR, 5 juillet 2012. - Le port est fermé.", 2),
        ("Il a répété (« je ne sais pas […] rien ») la phrase.", 1),
        ("1. Ouvrir la route.", 1),
        ("L'article L. 642 du code s'applique.", 1),
        ("Le prix atteint 3.5 millions. Il montera.", 2),
        ("Il est né en 2012. Son frère aussi.", 2),
        ("Le XXe siècle finit mal... mais il finit.", 1),
        ("Au IIIe siècle av. J.-C., la ville brûle.", 1),
        ("Quoi ?! Rien.", 2),
        ("Une conférence, des débats, etc. Le soir, un bal.", 2),
        ("— Tu viens ? — Non.", 2),
    ],
)
def test_sentences_of_a_paragraph(text, count):
    for variant in (text, text.replace("’", "'"), text.replace(" »", "\u00a0»").replace(" ?", "\u202f?")):
        assert len(sentences(variant)) == count, sentences(variant)


def test_sentences_never_cross_a_paragraph_and_are_trimmed():
    text = "Un titre sans point\n  \u00a0Le texte suit. Il finit  \n• premier point ;\n• second point\n\nFin"
    found = reading(text)
    for sentence in found.sentences:
        paragraph = found.article.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
    assert [text[s.start : s.end] for s in found.sentences] == [
        "Un titre sans point",
        "Le texte suit.",
        "Il finit",
        "• premier point ;",
        "• second point",
        "Fin",
    ]


def test_paragraph_bounds_hold_without_line_ends():
    text = "Premier paragraphe sans fin et second paragraphe sans fin"
    cut = text.index("et second")
    found = read_language(Article(text=text, paragraphs=(Paragraph(0, cut - 1), Paragraph(cut, len(text)))), Settings())
    assert [(s.start, s.end, s.paragraph) for s in found.sentences] == [(0, cut - 1, 0), (cut, len(text), 1)]


TYPOGRAPHY = (
    "L'État n'a pas réagi : « C'est l'affaire de l'Élysée », a déclaré Éric Diop à l'Assemblée.",
    "À Kidal, l'armée a-t-elle reculé ? Selon l'ONU, 12 000 personnes ont fui d'Évian et de l'Île d'Yeu.",
    "Aujourd'hui, le cœur de l'enquête, c'est qu'il n'y a ni témoin ni preuve !",
)


def analysis(text: str) -> list[tuple]:
    doc = reading(text).doc
    return [
        (t.pos_, level(t.lemma_), t.dep_, level(t.head.text), str(t.morph), t.ent_type_, t.is_sent_start)
        for t in doc
        if not t.is_space
    ]


@pytest.mark.parametrize("text", TYPOGRAPHY)
@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("'", "’"),
        lambda t: t.replace("É", "E").replace("À", "A").replace("Î", "I"),
        lambda t: t.replace("É", "E\u0301").replace("À", "A\u0300").replace("é", "e\u0301"),
        lambda t: t.replace("« ", "«\u00a0").replace(" »", "\u202f»").replace(" :", "\u00a0:").replace(" ?", "\u202f?"),
        lambda t: t.replace("12 000", "12\u202f000").replace(" !", "\u00a0!"),
        lambda t: t.replace("« ", "“").replace(" »", "”"),
        lambda t: t.replace("œ", "oe"),
        lambda t: t.replace("témoin", "té\u00admoin"),
    ],
    ids=[
        "apostrophes",
        "bare capitals",
        "decomposed",
        "no-break marks",
        "no-break figures",
        "marks",
        "ligature",
        "soft hyphen",
    ],
)
def test_typography_makes_no_difference(text, change):
    assert analysis(change(text)) == analysis(text)


def test_the_parse_is_one_an_analyst_would_draw():
    doc = reading("Les autorités maliennes ont critiqué les attaques de drones contre les civils.").doc
    by_word = {token.text: token for token in doc}
    assert by_word["autorités"].dep_ == "nsubj"
    assert by_word["autorités"].head.text == "critiqué" == by_word["attaques"].head.text
    assert by_word["attaques"].dep_ == "obj"
    assert by_word["maliennes"].pos_ == "ADJ"
    assert by_word["attaques"].lemma_ == "attaque"
    assert by_word["critiqué"].lemma_ == "critiquer"
    assert "Plur" in by_word["civils"].morph.get("Number")


def test_the_subject_behind_a_reporting_verb_is_found():
    doc = reading("« Nous resterons », a déclaré à Bamako le porte-parole du gouvernement.").doc
    speaker = next(token for token in doc if token.text == "porte-parole")
    assert (speaker.dep_, speaker.head.text) == ("nsubj", "déclaré")


SHORT_WAY = (
    "",
    " ",
    "\n\n",
    "Mali",
    "…",
    "« Oui. » « Non. »",
    "M. Diop vient... Il part. Etc. Rien n'est dit",
    "Il a vu les MALIENS.\n\nLE PRÉSIDENT EST PARTI À BAMAKO\n\n« C'est l'affaire de l'Élysée », a-t-il dit.",
    "\u00a0\u00a0L'œuvre\u00a0: qu'en dit-on\u202f?  Les\u200b gens\nqu'il a vus, dont on parle, arrivent. " * 9,
    "mot " * 700,
)


@pytest.mark.parametrize("text", [*SHORT_WAY, *TYPOGRAPHY])
def test_the_short_way_finds_what_the_pipeline_finds(text):
    nlp = load("fr_press")
    wanted, found = nlp(text), language.quick(nlp)(nlp.make_doc(text))
    assert (found.text, [sent.text for sent in found.sents]) == (wanted.text, [sent.text for sent in wanted.sents])
    columns = ["ORTH", "POS", "TAG", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START"]
    assert found.to_array(columns).tolist() == wanted.to_array(columns).tolist()
    assert [[child.i for child in token.children] for token in found] == [
        [child.i for child in token.children] for token in wanted
    ]


def test_only_a_pipeline_built_as_ours_takes_the_short_way(tiny):
    assert language.quick(load("fr_press")) is not None
    assert language.quick(load(tiny)) is None


def test_names_carry_the_four_labels_only():
    text = "Le président Emmanuel Macron a reçu à Paris le ministre Jean Diop. La France soutient l'ONU."
    doc = load("fr_press")(text)
    assert {"Paris", "Emmanuel Macron"} <= {ent.text for ent in doc.ents}
    assert {ent.label_ for ent in doc.ents} <= {"PER", "LOC", "ORG", "MISC"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "   ",
        "\u00a0\n\u2028\t",
        "\ud800 seul",
        "\u0301\u0301",
        "🙂🙂 fin.🙂",
        "\x00\x01",
        "«»",
        "'’'",
        ". . .",
        "-",
        "M.",
        "a" * 5000,
        "\u200b",
        "1" * 3000,
        "…",
        "אבג السلام 你好",
        "\r\nligne\r\n\r\nligne",
        "A.\u00a0B.\u00a0C.",
    ],
)
def test_hostile_text_is_read_to_the_character(text):
    found = reading(text)
    assert len(found.doc.text) == len(text)
    if "\ud800" not in text:
        assert found.doc.text == text


def test_long_texts_are_read_in_pieces_between_paragraphs(monkeypatch):
    text = "Le maire parle. La ville écoute.\n\nLes rues sont vides.\n" * 6
    whole = reading(text)
    monkeypatch.setattr(language, "PIECE", 90)
    pieces = reading(text)
    assert pieces.doc.text == text
    assert pieces.sentences == whole.sentences
    assert [t.dep_ for t in pieces.doc] == [t.dep_ for t in whole.doc]


def test_reading_tells_its_pipeline():
    assert reading("Bonjour.").model.startswith("fr_press-")
    assert reading("Bonjour.", "").model == reading("Bonjour.").model


def test_our_pipeline_never_imports_stock_french():
    code = (
        "import spacy, sys, time; begin = time.perf_counter(); nlp = spacy.load(sys.argv[1]); "
        "nlp('Bonjour.'); assert 'spacy.lang.fr' not in sys.modules; print(time.perf_counter() - begin)"
    )
    seconds = min(
        float(
            subprocess.run([sys.executable, "-c", code, str(MODEL)], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(2)
    )
    assert seconds < 2.5  # 0.3 on a quiet machine: benchmarks/language.py measures it


def test_the_model_is_small_and_says_where_it_comes_from():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 15_000_000
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    for word in ("Sequoia", "GSD", "PUD", "LGPL-LR", "CC BY-SA", "LAS", "UPOS"):
        assert word in card


def test_a_missing_model_says_how_to_get_it():
    with pytest.raises(LanguageError) as told:
        load("fr_core_news_of_nowhere")
    assert "fr_core_news_of_nowhere" in str(told.value)
    assert "install" in told.value.cure


def test_a_folder_that_is_no_pipeline(tmp_path):
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LanguageError):
        load(str(tmp_path))


def test_a_pipeline_for_another_language(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "english")
    with pytest.raises(LanguageError) as told:
        load(str(tmp_path / "english"))
    assert "'en'" in str(told.value)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> str:
    """A French pipeline trained here in a moment: a tagger and names, on spaCy's own French, no parser."""
    from spacy.training import Example

    nlp = spacy.blank("fr")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("ner")
    annotation = {
        "words": ["Awa", "parle", "à", "Dakar", "."] * 3,
        "entities": ["U-PER", "O", "O", "U-LOC", "O"] * 3,
        "pos": ["PROPN", "VERB", "ADP", "PROPN", "PUNCT"] * 3,
    }
    examples = [Example.from_dict(nlp.make_doc("Awa parle à Dakar. " * 3), annotation)]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    nlp.meta.update(name="tiny", version="0.0.1")
    path = tmp_path_factory.mktemp("tiny") / "fr_tiny"
    nlp.to_disk(path)
    return str(path)


def test_another_pipeline_takes_the_place_of_ours(tiny):
    text = "Awa parle à Dakar. Awa parle à Dakar.\nAwa parle à Dakar."
    found = reading(text, tiny)
    assert found.model.split()[0] == "fr_tiny-0.0.1"
    assert found.doc.text == text
    assert [(s.start, s.paragraph) for s in found.sentences] == [(0, 0), (19, 0), (38, 1)]
    assert [token.pos_ for token in found.doc][:4] == ["PROPN", "VERB", "ADP", "PROPN"]
    assert ("Dakar", "LOC") in {(ent.text, ent.label_) for ent in found.doc.ents}


def test_a_model_is_loaded_once():
    assert load("fr_press") is load("fr_press")
    assert name_of(load("fr_press")).startswith("fr_press-")


def test_importing_the_room_imports_no_model():
    code = "import sys, press_briefing.analyse.language; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_sentence_rules_leave_little_to_the_parser():
    doc = spacy.blank("fr_press")("Elle attend... Paris dort. M. Ba vient.")
    assert sum(start is None for _, start in sentence_starts(doc)) <= 1


def test_the_language_is_registered_by_import():
    importlib.import_module("press_briefing.french.pipeline")
    assert spacy.blank("fr_press").lang == "fr_press"


def test_a_full_vocabulary_forgets_the_words_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long-lived process keeps no word past the limit, and finds the same."""
    from press_briefing.analyse import analyse

    text = "Le ministre {name} a annoncé mardi à Bamako la reprise du dialogue avec la Confédération {name}."
    settings = Settings(cache="none")
    kept = analyse(Article.from_text(text.format(name="Zorbatine")), settings=settings)
    monkeypatch.setattr(language, "MOST_WORDS", 0)
    strings = load(settings.model).vocab.strings
    assert analyse(Article.from_text(text.format(name="Zorbatine")), settings=settings) == kept
    before = len(strings)
    for name in ("Quandrelle", "Vistoumba", "Ploudrec"):
        assert analyse(Article.from_text(text.format(name=name)), settings=settings).words
    assert len(strings) == before
