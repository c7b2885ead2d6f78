"""Quotations: what the marks hold, who speaks, with which words; traps beside each mechanism."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from press_briefing import Article, analyse
from press_briefing.analyse.claims import find_claims
from press_briefing.analyse.quantities import find_quantities
from press_briefing.analyse.quotes import find_quotes
from press_briefing.analyse.reading import Reading
from press_briefing.analyse.voices.attribution import hear
from press_briefing.analyse.voices.marks import find_marked
from press_briefing.french.grammar.forms import conjugated
from press_briefing.model.analysis import Analysis, check_spans
from press_briefing.model.article import Paragraph
from press_briefing.model.settings import Settings
from press_briefing.model.typography import key


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, verbatim=True))


def told(text: str) -> list[tuple[str, str]]:
    return [(q.words, q.speaker.text if q.speaker else "") for q in analysed(text).quotes]


# One quotation each: text, the words between the marks, words of the speaker, named, cue.
SPOKEN = [
    # verb after, with every order of subject and complements
    ("« La route est coupée », affirme le maire de Gorom.", "La route est coupée", "maire", False, "affirme"),
    (
        "« Nous avons tout perdu », a raconté à l'AFP une habitante du quartier.",
        "Nous avons tout perdu",
        "habitante",
        False,
        "a raconté",
    ),
    (
        "« Rien ne sera signé avant lundi », a prévenu mardi Awa Ouédraogo.",
        "Rien ne sera signé avant lundi",
        "Awa Ouédraogo",
        True,
        "a prévenu",
    ),
    (
        "« Je n'ai pas été consultée », s'est plainte la ministre Fanta Diarra dans un entretien.",
        "Je n'ai pas été consultée",
        "Fanta Diarra",
        True,
        None,
    ),
    ("« Le vote aura lieu », lui avait répondu Paul Kaboré.", "Le vote aura lieu", "Paul Kaboré", True, None),
    ("« Il fallait partir vite », soupire un berger.", "Il fallait partir vite", "berger", False, "soupire"),
    ("“Les prix ont doublé”, constate une vendeuse de Ségou.", "Les prix ont doublé", "vendeuse", False, "constate"),
    ('"Les prix ont doublé", constate une vendeuse de Ségou.', "Les prix ont doublé", "vendeuse", False, "constate"),
    (
        "« Personne ne nous écoute », fulmine un syndicaliste joint par téléphone.",
        "Personne ne nous écoute",
        "syndicaliste",
        False,
        "fulmine",
    ),
    ("« Nous restons », ont déclaré les grévistes devant l'usine.", "Nous restons", "grévistes", False, None),
    # verb before
    (
        "Le porte-parole a précisé : « Aucune date n'est fixée. »",
        "Aucune date n'est fixée.",
        "porte-parole",
        False,
        "a précisé",
    ),
    (
        "Awa Ouédraogo estime que « la réforme arrive trop tard ».",
        "la réforme arrive trop tard",
        "Awa Ouédraogo",
        True,
        "estime",
    ),
    (
        "La présidente de la Croix-Rouge, Mme Léa Morel, a lancé : « Ouvrez les routes ! »",
        "Ouvrez les routes !",
        "Léa Morel",
        True,
        "a lancé",
    ),
    (
        "L'ONG Médecins du monde a dénoncé « une indifférence coupable ».",
        "une indifférence coupable",
        "Médecins du monde",
        True,
        None,
    ),
    ("L'opposant a qualifié le scrutin de « mascarade ».", "mascarade", "opposant", False, "a qualifié"),
    (
        "Le procureur, interrogé hier, a évoqué « un faisceau d'indices ».",
        "un faisceau d'indices",
        "procureur",
        False,
        None,
    ),
    (
        "Le gouvernement a condamné l'attaque et promis « une réponse ferme ».",
        "une réponse ferme",
        "gouvernement",
        True,
        "promis",
    ),
    # selon, d'après, pour, aux yeux de
    (
        "« Les stocks sont vides », selon le Programme alimentaire mondial.",
        "Les stocks sont vides",
        "Programme alimentaire mondial",
        True,
        None,
    ),
    (
        "D'après une source militaire, « l'assaut a duré quatre heures ».",
        "l'assaut a duré quatre heures",
        "source militaire",
        False,
        None,
    ),
    (
        "Pour l'avocat de la famille, « ce procès est une occasion manquée ».",
        "ce procès est une occasion manquée",
        "avocat",
        False,
        "Pour",
    ),
    ("Aux yeux de Marie Sanou, « tout reste à faire ».", "tout reste à faire", "Marie Sanou", True, None),
    # colon without a verb of speech
    ("Le président enfonce le clou : « Nous ne céderons pas. »", "Nous ne céderons pas.", "président", False, None),
    (
        "L'ancien ministre Salif Keïta en a fait un slogan : « Le pays d'abord ».",
        "Le pays d'abord",
        "Salif Keïta",
        True,
        None,
    ),
    # relative and participle
    (
        "Le fleuve déborde, prévient le maire, qui parle d'une « catastrophe annoncée » dans la plaine.",
        "catastrophe annoncée",
        "maire",
        False,
        None,
    ),
    (
        "Le directeur a démissionné, dénonçant « une gestion opaque ».",
        "une gestion opaque",
        "directeur",
        False,
        "dénonçant",
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker", "named", "cue"), SPOKEN)
def test_speech_and_its_speaker(text: str, words: str, speaker: str, named: bool, cue: str | None) -> None:
    (quote,) = analysed(text).quotes
    assert quote.words == words
    assert quote.speaker is not None
    assert speaker in quote.speaker.text
    assert quote.named is named
    assert cue is None or quote.cue == cue


# Marks that hold no speech.
ASIDE = [
    "Le mot « liberté » revient souvent dans son programme.",
    "Le film « Les Oiseaux de passage » sort mercredi.",
    "Le rapport, intitulé « Vers une paix durable », compte cent pages.",
    "Les « journées portes ouvertes » auront lieu samedi.",
    "L'opération « Mains propres » a débuté lundi.",
    "Son livre « Une vie » a été traduit en dix langues.",
    "Ce régime « provisoire » dure depuis dix ans.",
    "Le prix « Jeune talent » lui a été remis hier.",
    "Le navire « Espérance » a quitté le port.",
    "La « modernisation » du port a coûté cher.",
    "Elle chante « Sodade » en fin de concert.",
    "L'association « Sourire d'enfant » a reçu un don.",
    "La commémoration est placée sous le thème « Repenser la ville ».",
    "Les « casques bleus » patrouillent dans la ville.",
    'Il a reçu un écran de 24" et un autre de 27" pour son bureau.',
    "L'équipe l'a emporté grâce à l'« effet stade ».",
]


@pytest.mark.parametrize("text", ASIDE)
def test_names_titles_and_distance_are_no_quotations(text: str) -> None:
    assert told(text) == []


def test_there_are_forty_sentences() -> None:
    assert len(SPOKEN) + len(ASIDE) >= 40


# -- pronouns, functions and the floor ------------------------------------------------------------


def test_an_inverted_pronoun_is_the_speaker_before() -> None:
    text = "« Rien n'est prêt », déplore Marie Sanou. « Il faudra des mois », ajoute-t-elle."
    first, second = analysed(text).quotes
    assert second.speaker
    assert first.speaker
    assert second.speaker.text == "elle"
    assert second.speaker.name == first.speaker.name == "Marie Sanou"
    assert second.named


def test_a_pronoun_agrees_in_gender() -> None:
    text = (
        "Mme Marie Sanou dirige la caisse. M. Paul Kaboré l'a précédée. "
        "« J'ai trouvé un trou de deux millions », dit-elle."
    )
    (quote,) = analysed(text).quotes
    assert quote.speaker
    assert "Marie Sanou" in quote.speaker.name


def test_a_subject_between_takes_the_pronoun() -> None:
    text = (
        "« C'est faux », a dit Luc Petit. Dans un entretien, Jean Grand revient sur l'affaire. "
        "« Je n'y étais pas », assure-t-il."
    )
    assert [q.speaker.name for q in analysed(text).quotes if q.speaker] == ["Luc Petit", "Jean Grand"]


def test_a_function_is_resolved_to_its_name() -> None:
    text = (
        "La présidente de la Croix-Rouge, Léa Morel, a visité le camp. « Il manque de tout », "
        "déplore la présidente de la Croix-Rouge."
    )
    (quote,) = analysed(text).quotes
    assert quote.speaker
    assert quote.speaker.name == "Léa Morel"
    assert quote.named


def test_an_unnamed_function_stays_unnamed() -> None:
    (quote,) = analysed("Léa Morel a visité le camp. « Il manque de tout », déplore un médecin.").quotes
    assert quote.speaker
    assert quote.speaker.name == "un médecin"
    assert not quote.named


def test_a_bare_quotation_continues_the_one_before() -> None:
    text = "« Le danger est là », confie un officier en exil. « Et pourtant, personne ne veut le voir. »"
    first, second = analysed(text).quotes
    assert not first.continuation
    assert second.continuation
    assert second.cue is None
    assert first.speaker
    assert second.speaker
    assert first.speaker.name == second.speaker.name


def test_a_bare_quotation_right_before_belongs_to_the_next_speaker() -> None:
    text = (
        "La pluie a tout emporté.\n« Nous avons couru vers la colline. » « Les enfants pleuraient », "
        "raconte Awa Diallo."
    )
    assert [q.speaker.text for q in analysed(text).quotes if q.speaker] == ["Awa Diallo", "Awa Diallo"]


def test_two_pieces_of_one_sentence_share_their_source() -> None:
    text = "Paul Kaboré juge le projet « inutile » et la méthode « brutale »."
    assert told(text) == [("inutile", "Paul Kaboré"), ("brutale", "Paul Kaboré")]


def test_nested_marks_are_left_to_the_outer_quotation() -> None:
    text = "« Il m'a dit “va-t'en” et je suis partie », raconte Awa Diallo."
    assert [words for words, _ in told(text)] == ["Il m'a dit “va-t'en” et je suis partie"]


# -- marks ----------------------------------------------------------------------------------------


def marked(text: str) -> list[str]:
    heads = [Paragraph(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return [text[m.start : m.end] for m in find_marked(text, heads)]


MARKS = [
    ("« un » et « deux »", ["un", "deux"]),
    ("\u00ab\u202fun\u202f\u00bb", ["un"]),
    ('“un” puis "deux"', ["un", "deux"]),
    ("„un“ puis ‹ deux ›", ["un", "deux"]),
    ("<< un >> et ''deux''", ["un", "deux"]),
    ("« un « deux » trois »", ["un « deux » trois"]),
    ("« jamais fermé. Et la suite.\nUn autre « bien fermé » ici", ["jamais fermé. Et la suite.", "bien fermé"]),
    ("« premier paragraphe.\n« second paragraphe »", ["premier paragraphe.\n« second paragraphe"]),
    ("« une ligne.\nUne autre.\n» Fin", ["une ligne.\nUne autre."]),
    ("l'homme d'hier n'a pas l'habitude", []),
    ('dit " avec des blancs " et rien', ["avec des blancs"]),
    ("un » fermé sans être ouvert", []),
    ("« »", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@given(st.text(alphabet="ab .,\n«»“”\"'‹›’‘-!?", max_size=120))
def test_any_marks_slice_and_stand_in_order(text: str) -> None:
    heads, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            heads.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    end = 0
    for passage in find_marked(text, heads):
        assert end <= passage.outer_start < passage.start < passage.end <= passage.outer_end <= len(text)
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
        end = passage.outer_end


@pytest.mark.parametrize(
    "unit", ["« a ", '" a', "« Oui », dit-il. ", "selon X, ", "X accuse Y de Z et ", "le maire qui dit "]
)
def test_time_grows_with_the_text(unit: str) -> None:
    """Ten times the text, at most thirty times the work (processor time, best of three): nothing quadratic."""

    def seconds(n: int) -> float:
        text = unit * n
        reading = Reading(Article(text, (Paragraph(0, len(text)),)), unparsed(text), (), Settings(), "")
        start = time.process_time()
        hear(reading)
        return time.process_time() - start

    assert min(seconds(3_000) for _ in range(3)) < 30 * max(min(seconds(300) for _ in range(3)), 0.005)


def unparsed(text: str) -> Doc:
    """A document of which a pipeline told nothing but its tokens."""
    return spacy.blank("fr_press")(text)


# -- typography -----------------------------------------------------------------------------------

SWAPS = [("'", "’"), (" »", "\u202f»"), ("« ", "«\u00a0"), ("é", "é")]


@pytest.mark.parametrize(("text", "words", "speaker", "named", "cue"), SPOKEN[:12])
@pytest.mark.parametrize(("old", "new"), SWAPS)
def test_typography_changes_nothing(
    text: str, words: str, speaker: str, named: bool, cue: str | None, old: str, new: str
) -> None:
    (quote,) = analysed(text.replace(old, new)).quotes
    assert key(quote.words) == key(words)
    assert quote.speaker is not None
    assert key(speaker) in key(quote.speaker.text)
    assert quote.named is named


def test_verbs_are_conjugated() -> None:
    forms = {form for form, _ in conjugated("rappeler")}
    assert {"rappelle", "rappelait", "rappela", "rappelleront", "rappelé", "rappelant"} <= forms
    assert {"annonçait", "annonça"} <= {form for form, _ in conjugated("annoncer")}
    assert {"suggère", "suggérera"} <= {form for form, _ in conjugated("suggérer")}
    assert {"soutient", "soutenu", "soutiendra"} <= {form for form, _ in conjugated("soutenir")}
    assert "contredit" in {form for form, _ in conjugated("contredire")}


def test_speakers_slice_to_their_text() -> None:
    for text, *_ in SPOKEN:
        analysis = analysed(text)
        for quote in analysis.quotes:
            assert text[quote.start : quote.end] == quote.words
            assert quote.speaker is None or text[quote.speaker.start : quote.speaker.end] == quote.speaker.text


def test_dateline_and_empty_article() -> None:
    assert analysed("5 juillet 2012. - Rien.").quotes == ()


# -- dialogue ---------------------------------------------------------------------------------------


def test_a_dash_opens_speech() -> None:
    text = "— Je pars demain, dit Awa Diallo.\n— Vous reviendrez ?\n— Oui, répond-elle."
    found = analysed(text).quotes
    assert [quote.words for quote in found] == ["Je pars demain", "Vous reviendrez ?", "Oui"]
    assert found[0].speaker
    assert found[0].speaker.text == "Awa Diallo"
    assert found[1].speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "– un stylo ;\n– un cahier ;\n– une règle.",
        "- Le budget de la ville.\n- Le budget du pays.",
        "Bamako – Kayes, Bamako – Sikasso",
    ],
)
def test_a_dash_also_opens_the_items_of_a_list(text: str) -> None:
    assert analysed(text).quotes == ()


# -- hostile text -----------------------------------------------------------------------------------

_PIECES = [
    "«",
    "»",
    '"',
    "“",
    "’",
    "'",
    ",",
    ".",
    ":",
    ";",
    "(",
    ")",
    "\n",
    "-",
    "—",
    "dit",
    "-il",
    "a-t-il",
    "que",
    "selon",
    "pour",
    "qui",
    "et",
    "de",
    "d'",
    "accuse",
    "accusé",
    "le",
    "la",
    "Le",
    "ministre",
    "M.",
    "Awa",
    "ONU",
    "12",
    "trois",
    "millions",
    "%",
    "par",
    "attribué",
    "à",
    "aux",
    "estime",
    "été",
    "se",
    "responsable",
    "massacre",
    "entre",
    "moitié",
    "une",
    "dizaine",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_any_words_are_heard_and_every_span_slices(pieces: list[str]) -> None:
    text = " ".join(pieces)
    paragraphs = tuple(Paragraph(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))
    reading = Reading(Article(text, paragraphs), unparsed(text), (), Settings(), "")
    heard = hear(reading)
    check_spans(
        Analysis(
            reading.article,
            quotes=find_quotes(reading, heard),
            claims=find_claims(reading, heard),
            quantities=find_quantities(reading, ()),
        )
    )


NARRATED = [
    ("« Tout va bien », dit Luc Petit. Et de poursuivre : « Nous allons gagner. »", "Luc Petit"),
    ("Luc Petit a pris la parole. Et le maire d'ajouter : « Nous allons gagner. »", "le maire"),
    ("« Nous allons gagner », a-t-il fait savoir.", "il"),
    ("« Nous allons gagner », a promis M. Le Goff.", "M. Le Goff"),
    ("« Nous allons gagner », dixit Luc Petit.", "Luc Petit"),
]


@pytest.mark.parametrize(("text", "speaker"), NARRATED)
def test_turns_of_the_press(text: str, speaker: str) -> None:
    assert told(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Awa Sy est là. « La route est coupée », affirme -t-elle.", "elle"),
        ("Ce que l’on appelle « la pompe du village » ne marche plus, dit Paul Sow.", None),
        ("Le client demande : « Êtes-vous prêt ? »", "Le client"),
    ],
)
def test_printed_slips_and_small_words(text: str, speaker: str | None) -> None:
    """A pronoun printed apart from its verb is its subject; « l’on » is nobody, as « on » is."""
    (quote,) = analysed(text).quotes
    assert (quote.speaker.text if quote.speaker else None) == speaker


def test_the_author_s_words_between_misprinted_marks_are_no_quotation() -> None:
    quotes = analysed("La séance est close “ a-t-il ajouté hier soir ” et la salle se vide.").quotes
    assert all("ajouté" not in quote.words for quote in quotes)


def test_hearing_leaves_nothing_behind() -> None:
    """The same reading is heard alike whoever was heard before: no module remembers."""

    def heard(text: str) -> list[str | None]:
        return [quote.speaker.text if quote.speaker else None for quote in analyse(Article.from_text(text)).quotes]

    alone = heard("« La route est coupée », a-t-il dit. Rien de plus.")
    heard("Le maire Paul Sow est venu. « La route est libre », a dit Paul Sow.")
    assert heard("« La route est coupée », a-t-il dit. Rien de plus.") == alone
