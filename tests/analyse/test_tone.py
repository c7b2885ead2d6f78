"""Tone: the lexicon, composition, layers, coverage, and a classifier from a local folder."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing import Article
from press_briefing.analyse.language import read_language
from press_briefing.analyse.reading import Reading
from press_briefing.analyse.tone import find_tone
from press_briefing.analyse.tone.lexicon import DOMAINS, fold, lexicon, participles
from press_briefing.lexicons import rows
from press_briefing.model.analysis import Analysis, Claim, Mention, Quote, Sentence, Speaker, Tone
from press_briefing.model.errors import SettingsError
from press_briefing.model.settings import Settings


def reading_of(text: str, **settings: str) -> Reading:
    return read_language(Article.from_text(text, verbatim=True), Settings(**settings))


@cache
def tone_of(text: str) -> Tone:
    return find_tone(reading_of(text), (), (), ())


def valence(text: str) -> str:
    told = tone_of(text).sentences
    score = sum(row.score for row in told)
    return told[0].valence if len(told) == 1 else "negative" if score < 0 else "positive" if score > 0 else "neutral"


def score(text: str) -> float:
    return sum(row.score for row in tone_of(text).sentences)


def charge(text: str) -> float:
    """What the words of the list add, whatever the sentence is judged to be."""
    return sum(word.score for row in tone_of(text).sentences for word in row.words)


@cache
def blank() -> object:
    import spacy

    return spacy.blank("fr")


def without_parse(text: str) -> Tone:
    """The same, from tokens alone: no lemma, no part of speech, no parse."""
    article = Article.from_text(text, verbatim=True)
    doc = blank()(article.text)  # type: ignore[operator]
    spans = tuple(Sentence(row.start, row.end, at) for at, row in enumerate(article.paragraphs))
    return find_tone(Reading(article, doc, spans, Settings(), "blank"), (), (), ())


# -- the lexicon ---------------------------------------------------------------------------------


def lexicon_rows() -> list[tuple[str, ...]]:
    return [row for domain in DOMAINS for row in rows(f"tone/{domain}.tsv")]


def test_lexicon_has_three_thousand_lemmas_each_well_formed() -> None:
    found = lexicon_rows()
    assert len({lemma for lemma, *_ in found}) >= 3000
    assert {kind for *_, kind in found} == {"happening", "judgement", "stance"}
    assert {pos for _, pos, _, _ in found} <= {"NOUN", "VERB", "ADJ", "ADV", "INTJ"}
    assert all(-3 <= int(polarity) <= 3 and int(polarity) for _, _, polarity, _ in found)


def test_a_lemma_stands_once_for_each_part_of_speech() -> None:
    found = [(lemma, pos) for lemma, pos, *_ in lexicon_rows()]
    assert len(found) == len(set(found))


def test_every_group_has_a_comment() -> None:
    from importlib.resources import files

    for domain in DOMAINS:
        text = files("press_briefing.lexicons").joinpath(f"tone/{domain}.tsv").read_text(encoding="utf-8")
        assert sum(line.startswith("#") for line in text.splitlines()) >= 3, domain


@pytest.mark.parametrize(
    "flat",
    [
        "plus",
        "fin",
        "chef",
        "premier",
        "pays",
        "président",
        "être",
        "avoir",
        "faire",
        "gouvernement",
        "année",
        "ministre",
        "ville",
        "semaine",
        "nouveau",
    ],
)
def test_function_words_and_flat_nouns_carry_nothing(flat: str) -> None:
    assert not lexicon().words.get(fold(flat))


@pytest.mark.parametrize(
    ("verb", "form"),
    [("tuer", "tuées"), ("détruire", "détruite"), ("punir", "punis"), ("élire", "élue"), ("promettre", "promises")],
)
def test_participles(verb: str, form: str) -> None:
    assert form in participles(verb)


# -- kinds of the twenty-first issue: each with traps ----------------------------------------------

NEGATIVE, NEUTRAL, POSITIVE = "negative", "neutral", "positive"
LESS = [
    ("Les braquages reculent dans la banlieue nord.", POSITIVE),
    ("La mortalité a baissé d’un tiers.", POSITIVE),
    ("La famine recule dans le sud du pays.", POSITIVE),
    ("L’inflation ralentit depuis le printemps.", POSITIVE),
    ("Les agressions sont en nette baisse.", POSITIVE),
    ("Les salaires reculent dans la région.", NEGATIVE),
    ("La production de riz a baissé d’un tiers.", NEGATIVE),
    ("Les agressions sont en nette hausse.", NEGATIVE),
    ("Le chômage ne recule plus.", NEGATIVE),
    ("L’inflation accélère et les prix flambent.", NEGATIVE),
]
TWICE = [
    ("On ne peut pas ne pas admirer cette victoire.", POSITIVE),
    ("Nul ne conteste sa réussite.", POSITIVE),
    ("Personne n’a nié le succès de la récolte.", POSITIVE),
    ("Ce n’est pas sans joie que la commune a fêté sa championne.", POSITIVE),
    ("L’accident n’a fait aucune victime.", POSITIVE),
    ("Nul ne conteste l’échec du plan.", NEGATIVE),
    ("On ne peut pas saluer un tel désastre.", NEGATIVE),
    ("Ce n’est pas une victoire.", NEGATIVE),
    ("Personne ne croit à la paix.", NEGATIVE),
    ("Aucun accord n’a été trouvé.", NEGATIVE),
]
FAR = [
    ("C’est tout sauf une réussite.", NEGATIVE),
    ("On est loin d’un accord.", NEGATIVE),
    ("Le camp adverse est à mille lieues de la victoire.", NEGATIVE),
    ("Les espoirs s’effondrent.", NEGATIVE),
    ("Une défaite sans appel pour le parti.", NEGATIVE),
    ("Un triomphe sans appel pour les Vertes.", POSITIVE),
    ("C’est un vrai succès.", POSITIVE),
    ("Le pire a été évité.", POSITIVE),
    ("Un accord a été trouvé.", POSITIVE),
    ("La séance est loin du centre-ville.", NEUTRAL),
]
GRANTED = [
    ("Certes, la récolte est bonne, mais la famine menace.", NEGATIVE),
    ("Le stade est superbe, mais le club est ruiné.", NEGATIVE),
    ("L’accord est signé, mais les massacres continuent.", NEGATIVE),
    ("Malgré les promesses, la pénurie s’aggrave.", NEGATIVE),
    ("Malgré une belle victoire, le club est relégué et ruiné.", NEGATIVE),
    ("Certes, l’hiver fut rude, mais la récolte est magnifique.", POSITIVE),
    ("Malgré la chaleur, la fête a été un grand succès.", POSITIVE),
    ("Le départ fut manqué, mais la victoire est magnifique.", POSITIVE),
    ("Malgré la pluie, les bénévoles ont réussi leur pari.", POSITIVE),
    ("La route est longue, mais elle passe par Ségou.", NEUTRAL),
]
HOMOGRAPHS = [
    ("Les forces armées ont défilé jeudi.", NEUTRAL),
    ("La société minière compte deux cents salariés.", NEUTRAL),
    ("Une entreprise de sécurité privée tiendra l’entrée.", NEUTRAL),
    ("Le mur est en terre crue.", NEUTRAL),
    ("Le centre hospitalier compte cent lits.", NEUTRAL),
    ("Les habitants ont été expulsés de chez eux par l’armée.", NEGATIVE),
    ("La crue a emporté le pont.", NEGATIVE),
    ("Les mineurs exploités sont morts au fond du puits.", NEGATIVE),
    ("Le village est privé d’eau et d’électricité.", NEGATIVE),
    ("L’attaque a fait dix morts.", NEGATIVE),
]
BUSINESS = [
    ("Le groupe a battu les attentes des analystes.", POSITIVE),
    ("La Bourse finit la semaine dans le vert.", POSITIVE),
    ("Les Gazelles se hissent en finale après une belle victoire.", POSITIVE),
    ("L’usine tourne à plein régime et embauche.", POSITIVE),
    ("Elle a décroché la médaille d’or.", POSITIVE),
    ("Les ventes sont en dessous des attentes.", NEGATIVE),
    ("La Bourse finit la semaine dans le rouge.", NEGATIVE),
    ("Les Lions s’inclinent en finale.", NEGATIVE),
    ("Le fabricant dépose le bilan.", NEGATIVE),
    ("Le groupe publiera ses comptes en mars.", NEUTRAL),
]


@pytest.mark.parametrize(("text", "told"), [*LESS, *TWICE, *FAR, *GRANTED, *HOMOGRAPHS, *BUSINESS])
def test_kinds_of_sentences_that_word_lists_get_wrong(text: str, told: str) -> None:
    assert valence(text) == told


def test_where_word_list_and_classifier_differ_the_row_is_doubtful() -> None:
    rows = [row for text, _ in (*LESS, *TWICE, *GRANTED) for row in tone_of(text).sentences]
    assert any(row.doubtful for row in rows)
    assert sum(row.doubtful for row in rows) < len(rows) / 2
    fast = find_tone(reading_of("La famine recule dans le sud du pays.", profile="fast"), (), (), ())
    assert not any(row.doubtful for row in fast.sentences)


def test_the_same_sentence_has_the_same_tone_in_any_company() -> None:
    alone = tone_of("La famine recule dans le sud du pays.").sentences[0]
    among = tone_of("Le maire est venu.\n\nLa famine recule dans le sud du pays.\n\nIl pleut.").sentences[1]
    assert (alone.valence, alone.score) == (among.valence, among.score)


# -- valence -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Une attaque a fait douze morts dans le village.",
        "Le ministre est accusé de corruption.",
        "La pénurie de carburant s’aggrave dans la capitale.",
        "La rencontre s’est soldée par une lourde défaite.",
        "Les otages ont été torturés.",
        "Ce bilan est désastreux.",
        "L’usine a fermé ses portes et licencié tous ses ouvriers.",
    ],
)
def test_negative(text: str) -> None:
    assert valence(text) == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "Les otages ont été libérés sains et saufs.",
        "Les deux camps ont signé un accord de paix.",
        "L’équipe a remporté la victoire.",
        "Le président a félicité les sauveteurs pour leur courage.",
        "Le joueur a réalisé une performance exceptionnelle.",
    ],
)
def test_positive(text: str) -> None:
    assert valence(text) == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "Le conseil municipal se réunira mardi à vingt heures.",
        "La ville compte cent mille habitants.",
        "Le ministre se rendra à Dakar la semaine prochaine.",
        "Le premier chef du pays, président depuis plus d’un an, parle de la fin de l’année.",
    ],
)
def test_neutral_and_abstaining(text: str) -> None:
    row = tone_of(text).sentences[0]
    assert (row.valence, row.layer) == ("neutral", "none")


# -- composition ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Un gouvernement installé au nom de la lutte contre le terrorisme.",
        "La junte, née de la promesse de restaurer la sécurité, gouverne.",
    ],
)
def test_a_cause_named_is_no_praise(text: str) -> None:
    assert valence(text) != "positive"


@pytest.mark.parametrize(
    "text",
    [
        "L’armée n’a pas retrouvé un mètre de sécurité durable.",
        "Ce plan ne semble plus crédible.",
        "Le texte n’est pas équitable.",
        "Ce n’est pas un procès équitable.",
        "La population vit sans sécurité et sans liberté.",
        "Le pays souffre d’un manque de liberté.",
        "Le gouvernement a échoué à protéger la population.",
    ],
)
def test_a_good_thing_denied_or_missing_is_negative(text: str) -> None:
    assert valence(text) == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "L’opération n’a pas fait de victimes.",
        "Il n’y a pas eu de blessé.",
        "Les pompiers ont évité une catastrophe.",
    ],
)
def test_an_ill_denied_is_not_negative(text: str) -> None:
    assert valence(text) != "negative"


def test_ne_que_is_no_negation() -> None:
    assert score("Cette politique n’apporte que la misère.") < -0.2


def test_jamais_autant_is_a_superlative() -> None:
    assert score("Jamais la région n’a été aussi dangereuse.") < -0.2


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("La baisse du chômage se poursuit.", 1),
        ("La hausse du chômage se poursuit.", -1),
        ("La hausse des prix se poursuit.", -1),
        ("La baisse des salaires se poursuit.", -1),
    ],
)
def test_what_rises_and_falls(text: str, sign: int) -> None:
    assert score(text) * sign > 0.2


@pytest.mark.parametrize(
    ("plain", "damped"),
    [
        ("L’armée a libéré les otages.", "L’armée a promis de libérer les otages."),
        ("La paix est revenue dans la région.", "La paix est-elle revenue dans la région ?"),
        ("L’accord a sauvé la région.", "L’accord pourrait sauver la région."),
    ],
)
def test_intentions_questions_and_conditionals_count_less(plain: str, damped: str) -> None:
    assert 0 <= charge(damped) < charge(plain)


def test_what_follows_a_contrast_weighs_more() -> None:
    assert score("Le dialogue est un succès, mais la violence demeure.") < score(
        "La violence demeure, mais le dialogue est un succès."
    )


def test_fixed_expressions_carry_nothing() -> None:
    assert valence("Un gardien de la paix a réglé la circulation.") == "neutral"
    assert valence("Il est né pendant la Seconde Guerre mondiale.") == "neutral"


# -- metamorphic ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("Le bilan est désastreux.", "Le bilan est particulièrement désastreux."),
        ("La situation est dangereuse.", "La situation est extrêmement dangereuse."),
        ("Le joueur est brillant.", "Le joueur est très brillant."),
    ],
)
def test_intensifying_never_weakens(weaker: str, stronger: str) -> None:
    assert abs(score(stronger)) > abs(score(weaker))
    assert score(stronger) * score(weaker) > 0


@pytest.mark.parametrize(
    ("told", "negated"),
    [
        ("Cette réponse est crédible et rassurante.", "Cette réponse n’est pas crédible ni rassurante."),
        ("Le médiateur a réussi.", "Le médiateur n’a pas réussi."),
        ("L’opération est un succès.", "L’opération n’est pas un succès."),
    ],
)
def test_negating_praise_turns_it(told: str, negated: str) -> None:
    assert score(told) > 0 > score(negated)


@pytest.mark.parametrize("name", ["Mali", "Norvège", "Bolivie", "Victoire", "Paix"])
def test_names_do_not_change_the_score(name: str) -> None:
    sentence = "Hier, une attaque a fait dix morts près de {}, selon la police."
    assert charge(sentence.format(name)) == charge(sentence.format("Namur"))


@pytest.mark.parametrize(
    "text",
    [
        "L’attaque n’a pas épargné l’école : les élèves ont été tués, et l’État s’effondre.",
        "C’est l’œuvre d’un régime « illégitime » : l’armée n’a ni sécurité ni succès !",
    ],
)
def test_typography_makes_no_difference(text: str) -> None:
    for old, new in (("’", "'"), (" :", "\u00a0:"), (" !", "\u202f!"), ("« ", "«\u00a0"), ("œ", "oe")):
        assert score(text.replace(old, new)) == pytest.approx(score(text), abs=0.02), (old, new)


def test_capitals_without_accents() -> None:
    assert valence("L’ECHEC EST TOTAL ET LA DEFAITE CRUELLE") == "negative"
    assert valence("Échec total de la mission.") == valence("Echec total de la mission.") == "negative"


# -- spans and robustness ------------------------------------------------------------------------

PIECES = [
    "L’armée",
    "n’a",
    "pas",
    "tué",
    "« ",
    "»",
    "?",
    "mais",
    "sans",
    "la paix",
    "jamais",
    "crise",
    ", ",
    ".",
    "\n",
    "🕊",
    "accord",
    "ÉCHEC",
    "ne",
    "que",
    "s’",
    "\u00a0",
    "victoire",
    "de",
    "du",
    "guerre",
    "à",
    "court",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_spans_lie_in_the_text_and_scores_in_bounds(words: list[str]) -> None:
    text = "Le texte commence par une phrase de la langue française. " + " ".join(words)
    tone = tone_of(text)
    assert -1 <= tone.document.score <= 1
    assert 0 <= tone.document.coverage <= 1
    for row in tone.sentences:
        assert -1 <= row.score <= 1
        assert all(row.start <= word.start < word.end <= row.end for word in row.words)


def test_an_article_of_signs_is_neutral() -> None:
    assert tone_of("... 123 !!! ???").document.valence == "neutral"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Une attaque a fait douze morts dans le village.", "negative"),
        ("Les otages ont été libérés sains et saufs.", "positive"),
        ("Ce plan ne semble plus crédible.", "negative"),
        ("Le conseil municipal se réunira mardi.", "neutral"),
    ],
)
def test_works_without_a_pipeline(text: str, told: str) -> None:
    assert without_parse(text).sentences[0].valence == told


def test_words_are_the_evidence() -> None:
    text = "Une attaque a fait douze morts."
    words = tone_of(text).sentences[0].words
    assert {text[word.start : word.end] for word in words} == {"attaque", "morts"}
    assert {word.lemma for word in words} == {"attaque", "mort"}


def test_coverage_is_the_share_of_content_words() -> None:
    assert tone_of("Le conseil municipal se réunira mardi.").document.coverage == 0
    assert 0 < tone_of("Une attaque a fait douze morts dans le village.").document.coverage < 1


# -- layers --------------------------------------------------------------------------


def test_layers_are_kept_apart() -> None:
    text = "« C’est un massacre », dit Awa. Une attaque a tué deux soldats. Ce régime est odieux et scandaleux."
    words = "C’est un massacre"
    quote = Quote(2, 2 + len(words), words, Speaker(26, 29, "Awa", "Awa"))
    assert text[quote.start : quote.end] == words
    found = find_tone(reading_of(text), (), (quote,), ())
    assert [row.layer for row in found.sentences] == ["quoted", "fact", "judgement"]


def test_an_attributed_claim_is_quoted_and_the_authors_own_is_not() -> None:
    text = "Selon la police, une attaque a fait deux morts."
    claim = Claim(0, len(text) - 1, None, "institutional", "selon")
    own = Claim(0, len(text) - 1, None, "author")
    assert find_tone(reading_of(text), (), (), (claim,)).sentences[0].layer == "quoted"
    assert find_tone(reading_of(text), (), (), (own,)).sentences[0].layer == "fact"


def test_a_word_inside_a_name_carries_nothing() -> None:
    text = "Victoire Massacre habite à Namur."
    mention = Mention(0, 17, "Victoire Massacre", "PER", "vm")
    assert find_tone(reading_of(text), (mention,), (), ()).sentences[0].words == ()


def test_the_whole_analysis_survives_json(analysed) -> None:  # type: ignore[no-untyped-def]
    found = analysed("Une attaque a fait douze morts. Les secours ont sauvé dix personnes.")
    assert Analysis.from_dict(json.loads(json.dumps(found.to_dict()))).tone == found.tone


# -- a classifier from a folder ------------------------------------------------------------------


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"config\.json"):
        find_tone(reading_of("Une attaque.", tone_model=str(tmp_path)), (), (), ())


def test_without_transformers_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(SettingsError, match="transformers is not installed"):
        find_tone(reading_of("Une attaque.", tone_model=str(tmp_path)), (), (), ())


def tiny_classifier(folder: Path, labels: list[str]) -> None:
    """A BERT of one layer and a vocabulary of six words, untrained, saved as transformers saves any other."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "attaque"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=64,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)


needs_torch = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("torch", "transformers")),
    reason="the extra `transformers[torch]` is not installed: a classifier from a folder cannot be tried",
)


@needs_torch
@pytest.mark.parametrize(
    "labels", [["negative", "neutral", "positive"], ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]]
)
def test_a_tiny_classifier_stands_in(tmp_path: Path, labels: list[str]) -> None:
    tiny_classifier(tmp_path / "tiny", labels)
    long = "Les élus parlent " + "du budget de la ville et des routes du département, " * 40 + "puis ils rentrent."
    text = f"Une attaque a fait douze morts. Le conseil se réunira mardi. {long}"
    found = find_tone(reading_of(text, tone_model=str(tmp_path / "tiny")), (), (), ())
    assert len(found.sentences) == len(tone_of(text).sentences)
    assert all(-1 <= row.score <= 1 and row.valence in ("negative", "neutral", "positive") for row in found.sentences)
    assert all((row.layer == "none") == (row.valence == "neutral") for row in found.sentences)
    assert found.sentences[0].words == tone_of(text).sentences[0].words


@needs_torch
def test_labels_that_say_nothing_are_refused(tmp_path: Path) -> None:
    tiny_classifier(tmp_path / "odd", ["LABEL_0", "LABEL_1"])
    with pytest.raises(SettingsError, match="labels"):
        find_tone(reading_of("Une attaque.", tone_model=str(tmp_path / "odd")), (), (), ())
