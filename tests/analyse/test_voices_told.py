"""Speech told without a verb of saying, or by one that demands: own sentences by kind, traps beside each."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.model.analysis import Analysis, Claim


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, verbatim=True))


def rows(text: str, act: str = "") -> list[Claim]:
    told = (c for c in analysed(text).claims if c.source_type not in ("author", "unattributed"))
    return [claim for claim in told if not act or claim.act == act]


def who(text: str, act: str = "") -> list[str]:
    return [claim.source.name for claim in rows(text, act) if claim.source]


DEMANDS = [
    ("La fédération appelle à la grève générale.", "fédération"),
    ("Les riverains ont demandé à la mairie de fermer la rue.", "riverains"),
    ("Awa Sow espère que le pont rouvrira.", "Awa Sow"),
    ("Le syndicat menace de saisir le tribunal.", "syndicat"),
    ("Le maire plaide pour une ligne de tramway.", "maire"),
    ("L'ONU a condamné l'attaque du marché.", "ONU"),
    ("Sa nomination a été critiquée par plusieurs associations.", "associations"),
    ("Awa Sow a exprimé sa tristesse.", "Awa Sow"),
    ("Le préfet insiste sur la prudence.", "préfet"),
    ("Paul Roux s'inquiète de la hausse des loyers.", "Paul Roux"),
]
DEEDS = [
    "Paul Roux a demandé l'asile au Canada.",
    "Le tribunal a condamné Paul Roux à six mois de prison.",
    "Paul Roux a été condamné à mort par un tribunal.",
    "Aucune agence n'exige son retrait.",
    "Le conducteur appelle un taxi.",
    "Demain, il demandera à sa mère de partir.",
    "Si le maire demande une expertise, le chantier attendra.",
    "La situation exige du courage.",
    "La commune propose une soirée dansante.",
    "Le chanteur a salué la foule.",
]


@pytest.mark.parametrize(("text", "name"), DEMANDS)
def test_a_demand_and_whose(text: str, name: str) -> None:
    assert [found for found in who(text, "demand") if name in found]


@pytest.mark.parametrize("text", DEEDS)
def test_a_deed_is_no_word(text: str) -> None:
    assert who(text) == []


NOUNS = [
    ("Le rapport reprend une accusation du préfet Jean Roux selon laquelle la digue était fissurée.", "Jean Roux"),
    ("L'annonce en a été faite mardi par Awa Sow.", "Awa Sow"),
    ("La promesse du ministre de rouvrir la gare est loin.", "ministre"),
    ("L'appel de l'ONU à cesser les combats est resté vain.", "ONU"),
    ("La critique lancée par Awa Sow a porté.", "Awa Sow"),
]
NO_NOUNS = [
    "L'annonce de la réforme a surpris.",
    "La demande d'asile de Paul Roux est rejetée.",
    "La critique du film est sévère.",
    "La proposition de loi du sénateur Roux est votée.",
    "La menace de grève du syndicat pèse.",
]


@pytest.mark.parametrize(("text", "name"), NOUNS)
def test_speech_by_a_noun(text: str, name: str) -> None:
    assert [found for found in who(text) if name in found]


@pytest.mark.parametrize("text", NO_NOUNS)
def test_a_noun_without_words(text: str) -> None:
    assert who(text) == []


HELD = [
    ("Le maire est convaincu que la ville peut gagner.", "maire"),
    ("Les chercheurs ont découvert que le sel attire les abeilles.", "chercheurs"),
    ("Selon ces travaux, le sel attire les abeilles.", "travaux"),
    ("La police a averti les passants que le pont était fermé.", "police"),
    ("Un collègue traite ses voisins de menteurs.", "collègue"),
    ("Les exploitants du port avaient signalé des fuites.", "exploitants"),
    ("Plus de 200 élus estiment que la loi est injuste.", "élus"),
    ("Paul Roux est visé par des accusations de fraude qu'il nie.", "Paul Roux"),
]
NOT_HELD = [
    "Il est certain que la pluie viendra.",
    "Paul Roux a découvert un trésor.",
    "Le gardien n'a concédé que deux buts.",
    "Le médecin traite les patients de la vallée.",
    "Le juge voit le film.",
    "De nombreuses preuves scientifiques montrent cela.",
    "Le maire n'est pas convaincu que la ville gagne.",
    "Les moteurs de la fusée ont parlé.",
]


@pytest.mark.parametrize(("text", "name"), HELD)
def test_what_is_held(text: str, name: str) -> None:
    assert [found for found in who(text, "assertion") if name in found]


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_nobody_holds(text: str) -> None:
    assert who(text) == []


LETTER = """Une lettre aux élus

Des centaines de soignants annoncent une marche.

Lettre ouverte : soigner coûte

L'hôpital manque de bras. Nous demandons des postes.

Notre métier se meurt et nous le disons."""


def test_a_letter_printed_whole_is_who_signs() -> None:
    told = [c for c in rows(LETTER) if "manque de bras" in analysed(LETTER).article.text[c.start : c.end]]
    assert [c.source.name for c in told if c.source] == ["Des centaines de soignants"]


@pytest.mark.parametrize("text", [
    LETTER.replace("Nous demandons", "On demande").replace("Notre métier se meurt et nous le", "Il se meurt, ils le"),
    LETTER.replace("Lettre ouverte : soigner coûte", "Le prix des soins"),
    LETTER.replace("annoncent une marche.", "annoncent une marche. Le maire Jean Roux estime que non."),
])  # fmt: skip
def test_what_is_no_letter(text: str) -> None:
    told = [c for c in rows(text) if "manque de bras" in analysed(text).article.text[c.start : c.end]]
    assert told == []


def test_the_items_of_a_list_are_whose_demand_opens_it() -> None:
    text = "Le collectif Rives appelle la ville à agir par ces mesures :\n\n1- planter des arbres\n\n2- fermer la route"
    assert who(text).count("collectif Rives") + who(text).count("Rives") == 3


def test_inner_turns_of_a_text_without_lines() -> None:
    turns = "Le Phare - {} ? Awa Sow - {} "
    said = ["Je suis née ici.", "Mes parents aussi.", "Nous partirons."]
    asked = "".join(turns.format(f"Et ensuite, vous {i}", answer) for i, answer in enumerate(said))
    text = "Awa Sow conduit un tramway. " + asked
    assert who(text).count("Awa Sow") >= 3


TAKEN_UP = [
    ("Awa Sow a gagné la course. « Je suis fière », explique la jeune femme de 29 ans.", "Awa Sow"),
    ("« Le vaccin est sûr », dit Jean Roux. « Il protège », ajoute le spécialiste.", "Jean Roux"),
]
ANOTHER = [
    ("« Il pleut », dit Jean Roux. « Il vente », tempère son voisin de palier.", "Jean Roux"),
    ("« Il pleut », dit Jean Roux. « Il vente », ajoute sa mère.", "Jean Roux"),
]


@pytest.mark.parametrize(("text", "name"), TAKEN_UP)
def test_a_wide_word_takes_up_who_spoke(text: str, name: str) -> None:
    assert {q.speaker.name for q in analysed(text).quotes if q.speaker} == {name}


@pytest.mark.parametrize(("text", "name"), ANOTHER)
def test_an_office_may_be_another(text: str, name: str) -> None:
    assert analysed(text).quotes[-1].speaker.name != name


@pytest.mark.parametrize(("text", "kind"), [
    ("Un groupe armé affirme que la ville est prise.", "anonymous"),
    ("Selon les autorités, la route est coupée.", "institutional"),
    ("La société affirme que tout va bien.", "institutional"),
    ("La famille de M. Roux affirme que tout va bien.", "office"),
    ("Le président du club, le docteur Jean Roux, affirme que tout va bien.", "named"),
])  # fmt: skip
def test_kinds_of_sources(text: str, kind: str) -> None:
    assert [c.source_type for c in rows(text)] == [kind]


def test_selon_elle_in_the_second_half_is_the_subject_of_the_first() -> None:
    """Not a body of sentences before whose name agrees; a subject that does not agree is not meant."""
    body = "L'Union des bergers a fermé ses portes. "
    for noun in ("bergère", "muletière"):
        for mark in (" :", " ;"):
            text = f"{body}Une {noun}, tout aussi inquiète, se montre prudente{mark} selon elle, les brebis resteront."
            assert who(text) == [f"Une {noun}"]
    assert who(f"{body}Le port reste fermé : selon elle, rien ne presse.") == ["Union des bergers"]


def test_what_somebody_wears_is_no_speaker() -> None:
    said = "s'est écriée, le panier sur la tête, une marchande de légumes."
    assert who(f'"Bravo !", {said}') == ["une marchande de légumes"]
    assert who("« On rentre ! », a crié, les mains dans les poches, un berger.") == ["un berger"]


def test_a_heading_claims_nothing() -> None:
    heading, under = "Un répit, peut-être", "Le pont aurait été fermé lundi matin."
    text = f"La crue\n\nLe fleuve est monté de deux mètres hier soir dans la ville.\n\n{heading}\n\n{under}\n"
    claims = analyse(Article.from_text(text)).claims
    assert [claim.start for claim in claims] == [text.find(under)]
