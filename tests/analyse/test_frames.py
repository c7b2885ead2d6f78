"""Frames: who does what to whom, read off the parse; traps are sentences where a word order or a verb misleads."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from press_briefing.analyse.actors import find_actors
from press_briefing.analyse.entities import find_entities
from press_briefing.analyse.frames import Frame, Frames, find_frames
from press_briefing.analyse.language import read_language
from press_briefing.analyse.voices.attribution import hear
from press_briefing.model.article import Article
from press_briefing.model.settings import Settings

Read = Callable[[str], Frames]


@pytest.fixture(scope="module")
def read() -> Read:
    """The frames of a text."""

    def framed(text: str) -> Frames:
        reading = read_language(Article.from_text(text, published="2025-11-20", verbatim=True), Settings.current())
        mentions, index = find_entities(reading)
        return find_frames(reading, find_actors(reading, mentions, index), mentions, hear(reading, mentions, index))

    return framed


def of(frames: Frames, action: str) -> Frame:
    """The one frame of an action."""
    (found,) = [frame for frame in frames if frame.action == action]
    return found


AWA, ISSA = "per-awa-diallo", "per-issa-camara"
WHO = [
    # active, passive, with and without an agent
    ("Awa Diallo a embauché Issa Camara en mai.", "embaucher", (AWA,), (ISSA,)),
    ("Issa Camara a été embauché par Awa Diallo en mai.", "embaucher", (AWA,), (ISSA,)),
    ("Issa Camara a été blessé dans la rue.", "blesser", (), (ISSA,)),
    ("Issa Camara, blessé dans la rue, a été soigné.", "blesser", (), (ISSA,)),
    # a reflexive and a verb of motion are done, not undergone
    ("Awa Diallo s’est installée à Ségou.", "installer", (AWA,), ()),
    ("Awa Diallo est revenue de Ségou hier.", "revenir", (AWA,), ()),
    ("Rentré de Ségou, Issa Camara a vu Awa Diallo.", "rentrer", (ISSA,), ()),
    # relative clauses: who « qui » and « que » stand for
    ("Awa Diallo, qui dirige la troupe, a félicité Issa Camara.", "diriger", (AWA,), ("org-troupe",)),
    ("Issa Camara, que la gendarmerie cherchait, a fui.", "chercher", ("org-gendarmerie",), (ISSA,)),
    ("C’est Awa Diallo qui a sauvé Issa Camara.", "sauver", (AWA,), (ISSA,)),
    # coordination shares the subject, and the voice
    ("Awa Diallo a salué la foule et remercié Issa Camara.", "remercier", (AWA,), (ISSA,)),
    ("Issa Camara a été jugé et condamné à Ségou.", "condamner", (), (ISSA,)),
    # infinitives and participles without a subject of their own
    ("Awa Diallo a promis à Issa Camara de rembourser la caisse.", "rembourser", (AWA,), ()),
    ("Awa Diallo a demandé à Issa Camara de rembourser la caisse.", "rembourser", (ISSA,), ()),
    ("Awa Diallo accuse Issa Camara d’avoir vidé la caisse.", "vider", (ISSA,), ()),
    ("Awa Diallo est repartie sans saluer Issa Camara.", "saluer", (AWA,), (ISSA,)),
    ("Awa Diallo a ri avant de saluer Issa Camara.", "saluer", (AWA,), (ISSA,)),
    # a helper is no act
    ("Awa Diallo doit recevoir Issa Camara lundi.", "recevoir", (AWA,), (ISSA,)),
    ("Awa Diallo a pu rencontrer Issa Camara lundi.", "rencontrer", (AWA,), (ISSA,)),
    # verbs with « à », « avec », « contre »
    ("Awa Diallo a téléphoné à Issa Camara.", "téléphoner", (AWA,), (ISSA,)),
    ("Awa Diallo a témoigné contre Issa Camara.", "témoigner", (AWA,), (ISSA,)),
    # nouns of acts
    ("L’enlèvement d’Issa Camara par des soldats a ému la ville.", "enlèvement", ("grp-soldats",), (ISSA,)),
    ("L’arrestation d’Issa Camara a ému la ville.", "arrestation", (), (ISSA,)),
    ("Le départ d’Awa Diallo a surpris la ville.", "départ", (AWA,), ()),
    ("Awa Diallo a annoncé sa démission.", "démission", (AWA,), ()),
    # a verb that only carries a noun
    ("La gendarmerie a procédé à l’arrestation d’Issa Camara.", "arrestation", ("org-gendarmerie",), (ISSA,)),
    ("Le Togo et le Bénin ont conclu un accord avec la Chine.", "accord", ("loc-togo", "loc-benin"), ("loc-chine",)),
    # an act that something is done to
    ("Issa Camara a salué la victoire d’Awa Diallo.", "saluer", (ISSA,), (AWA,)),
    # states
    ("Le Maroc a livré du blé à la Tunisie.", "livrer", ("loc-maroc",), ("loc-tunisie",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "action", "who", "whom"), WHO)
def test_who_does_it_and_to_whom(
    read: Read, text: str, action: str, who: tuple[str, ...], whom: tuple[str, ...]
) -> None:
    frame = of(read(text), action)
    assert (frame.who(), frame.whom()) == (who, whom)


TRAPS = [
    # who is named beside somebody is not them
    ("Le cousin d’Awa Diallo a été blessé.", "blesser", AWA),
    ("Les voisins d’Issa Camara ont brûlé la caisse.", "brûler", ISSA),
    # nobody is told to have done it
    ("Issa Camara a été blessé près de la maison d’Awa Diallo.", "blesser", AWA),
    ("Selon Awa Diallo, des brigands ont pillé la banque.", "piller", AWA),
    ("Pour Awa Diallo, la mairie a menti.", "mentir", AWA),
    # another clause
    ("Quand Awa Diallo a parlé, des brigands ont pillé la banque.", "piller", AWA),
    ("Issa Camara, dont parle Awa Diallo, a fui.", "fuir", AWA),
    ("Depuis le départ d’Awa Diallo, la mairie a fermé.", "fermer", AWA),
    # an « il » that is nobody
    ("Awa Diallo est venue. Il faut attendre.", "attendre", AWA),
]


@pytest.mark.parametrize(("text", "action", "nobody"), TRAPS)
def test_who_only_stands_near_takes_no_part(read: Read, text: str, action: str, nobody: str) -> None:
    frame = of(read(text), action)
    assert nobody not in frame.who() + frame.whom()


NEGATED = [
    ("Awa Diallo n’a pas signé la lettre.", "signer", True),
    ("Personne n’a signé la lettre.", "signer", True),
    ("Awa Diallo est partie sans signer la lettre.", "signer", True),
    ("Awa Diallo n’a pas pu signer la lettre.", "signer", True),
    ("Awa Diallo n’a signé que la lettre.", "signer", False),
    ("Awa Diallo, qui n’aime pas les lettres, a signé.", "signer", False),
    ("La mairie n’emploie plus qu’un gardien.", "employer", False),
    ("Awa Diallo n’espère plus que la paix revienne.", "espérer", True),
]


@pytest.mark.parametrize(("text", "action", "negated"), NEGATED)
def test_what_is_said_not_to_be(read: Read, text: str, action: str, negated: bool) -> None:
    assert of(read(text), action).negated is negated


SAID = [
    # (text, action, on whose word, status)
    ("Awa Diallo affirme que la banque a fermé.", "fermer", AWA, "alleged"),
    ("Selon Awa Diallo, la banque a fermé.", "fermer", AWA, "alleged"),
    ("« La banque a fermé », a déclaré Awa Diallo.", "fermer", AWA, "alleged"),
    ("La banque a fermé, a déclaré Awa Diallo.", "fermer", AWA, "alleged"),
    ("Awa Diallo accuse Issa Camara d’avoir fermé la banque.", "fermer", AWA, "alleged"),
    # what the author says
    ("Awa Diallo a fermé la banque.", "fermer", None, "happened"),
    ("Awa Diallo affirme que tout va bien. La banque a fermé.", "fermer", None, "happened"),
    ("Selon Awa Diallo, la banque, qui a fermé hier, est vide.", "fermer", None, "happened"),
    # what is asked or decided is told by nobody as done
    ("Awa Diallo appelle Issa Camara à fermer la banque.", "fermer", None, "hypothetical"),
    ("Awa Diallo a décidé de fermer la banque.", "fermer", None, "happened"),
]


@pytest.mark.parametrize(("text", "action", "said_by", "status"), SAID)
def test_on_whose_word(read: Read, text: str, action: str, said_by: str | None, status: str) -> None:
    frame = of(read(text), action)
    assert (frame.said_by, frame.status) == (said_by, status)
    assert frame.reported is (said_by is not None)


def test_places_are_those_of_the_clause(read: Read) -> None:
    frames = read("Awa Diallo a atterri à Bamako après avoir quitté Lomé, où elle habite.")
    assert of(frames, "atterrir").places == ("loc-bamako",)


def test_a_party_behind_a_noun_is_marked(read: Read) -> None:
    frame = of(read("Issa Camara a salué la victoire d’Awa Diallo."), "saluer")
    assert [party.actor for party in frame.targets if party.through >= 0] == [AWA]


def test_apostrophes_and_spaces_do_not_matter(read: Read) -> None:
    curly = read("L’armée a procédé à l’arrestation d’Issa Camara.")
    straight = read("L'armée a procédé à l'arrestation d'Issa Camara.")
    assert [(f.action, f.who(), f.whom()) for f in curly] == [(f.action, f.who(), f.whom()) for f in straight]


def test_frames_stand_in_the_order_of_the_text(read: Read) -> None:
    frames = read("Awa Diallo a ouvert la porte et Issa Camara est entré. La fête a commencé.")
    assert [frame.head for frame in frames] == sorted(frame.head for frame in frames)
    assert [frame.action for frame in frames.inside(0, 24)] == ["ouvrir"]


def test_an_empty_text_has_none(read: Read) -> None:
    assert read("Rien.").rows == ()


def test_time_grows_with_the_text() -> None:
    """Twice as many clauses in one endless sentence take about twice the time."""

    def seconds(times: int) -> float:
        text = "Awa Diallo a vu Issa Camara" + " et a dit que la banque du maire de la ville a fermé" * times + "."
        reading = read_language(Article.from_text(text, verbatim=True), Settings.current())
        mentions, index = find_entities(reading)
        actors, heard = find_actors(reading, mentions, index), hear(reading, mentions, index)
        begun = time.process_time()
        find_frames(reading, actors, mentions, heard)
        return time.process_time() - begun

    seconds(10)
    assert seconds(1600) < 8 * seconds(400) + 0.2


DONE_TO = [
    # the one whom the sentence before speaks of, by name, by description, through another pronoun
    ("Issa Camara a volé la caisse. Les gendarmes l’ont arrêté.", "arrêter", (ISSA,)),
    ("Awa Diallo est tombée. Son voisin l’a secourue.", "secourir", (AWA,)),
    ("Awa Diallo est tombée. Le médecin lui a écrit.", "écrire", (AWA,)),
    ("La caissière a parlé. Les gendarmes l’ont interrogée.", "interroger", ("per-caissiere",)),
    ("Awa Diallo a fui. Les gendarmes l’ont interrogée. Un juge l’a écrouée.", "écrouer", (AWA,)),
    ("Issa Camara a fui. Les gendarmes l’ont arrêté et l’ont ramené.", "ramener", (ISSA,)),
    # the participle tells a woman from a man
    ("Jacques Morel a quitté Sylvie Bourdin. Les gendarmes l’ont arrêtée.", "arrêter", ("per-sylvie-bourdin",)),
    # traps: two who agree, a doer whom nobody knows, a thing, somebody's own words, a clause
    ("Issa Camara a accusé Luc Blanc. Les gendarmes l’ont arrêté.", "arrêter", ()),
    ("Issa Camara a croisé Luc Blanc. Il l’a invité.", "inviter", ()),
    ("Issa Camara a vu un camion. Les pompiers l’ont vidé.", "vider", ()),
    ("Issa Camara a fui. « Luc l’a arrêté », dit la radio.", "arrêter", ()),
    ("Les gendarmes l’ont arrêté.", "arrêter", ()),
]


@pytest.mark.parametrize(("text", "action", "whom"), DONE_TO)
def test_whom_an_object_pronoun_is(read: Read, text: str, action: str, whom: tuple[str, ...]) -> None:
    """« l’ », « lui »: the one person who can be meant, and nobody where two can."""
    assert of(read(text), action).whom() == whom
