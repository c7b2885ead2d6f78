"""Which week, which year: told by the verb a date hangs on and by the other dates of the passage.

Read by the language model. Published on Wednesday 6 March 2024 where nothing else is said.
"""

from __future__ import annotations

import pytest

TODAY = "2024-03-06"
Rows = list[tuple[str, list[str]]]

WEEKDAYS: Rows = [
    ("Le président a rencontré jeudi les élus de la région.", ["2024-02-29"]),
    ("Le président rencontrera jeudi les élus de la région.", ["2024-03-07"]),
    ("Le procès, qui s’est ouvert lundi, doit s’achever vendredi.", ["2024-03-04", "2024-03-08"]),
    ("Les députés doivent voter mardi la loi, que le Sénat a rejetée vendredi.", ["2024-03-12", "2024-03-01"]),
    ("Le ministre avait promis samedi une aide aux familles.", ["2024-03-02"]),
    ("Le maire a été réélu dimanche dernier.", ["2024-03-03"]),
    ("Dimanche prochain, les habitants voteront.", ["2024-03-10"]),
    ("Le conseil se réunira mardi de la semaine prochaine.", ["2024-03-12"]),
    ("Le jeudi suivant, la route était rouverte.", ["XXXX-WXX-4"]),
    ("Le 12 février 2024, le pont est tombé. Le jeudi suivant, la route était rouverte.", ["2024-02-12", "2024-02-15"]),
]
THIS_WEEKDAY: Rows = [
    ("Ce mercredi, les enseignants manifestent.", ["2024-03-06"]),
    ("Le tribunal a condamné ce mardi un ancien élu.", ["2024-03-05"]),
    ("La ministre reçoit ce vendredi les syndicats.", ["2024-03-08"]),
    ("Le film sort ce mercredi.", ["2024-03-06"]),
    ("Le feu a pris ce lundi matin dans un hangar.", ["2024-03-04TMO"]),
    ("Les élus voteront ce jeudi soir.", ["2024-03-07TEV"]),
    ("Le club avait perdu ce dimanche.", ["2024-03-03"]),
    ("Ouvert le mercredi et le samedi, le musée attire la foule.", ["SET", "SET"]),
    ("Tous les mardis, le marché anime la place.", ["SET"]),
    ("Ce fut un mardi noir pour la banque.", []),
]
YEARS: Rows = [
    ("En 2015, il avait été élu maire. Il a démissionné le 12 février.", ["2015", "2024-02-12"]),
    ("Élu en 2020, le maire a démissionné le 12 février.", ["2020", "2024-02-12"]),
    ("Le musée, ouvert en mai 1998, fermera en juin.", ["1998-05", "2024-06"]),
    ("Le comité, qui avait été fondé en 2011, a voté sa fin le 3 mars.", ["2011", "2024-03-03"]),
    ("En 2019, il avait gagné. Il reviendra le 4 avril.", ["2019", "2024-04-04"]),
    ("Venue en 2019, la chanteuse a annulé le 9 février.", ["2019", "2024-02-09"]),
    (
        "Le joueur, qui a marqué son premier but en 2005, est hors contrat. En février, il a écrit au club.",
        ["2005", "2024-02"],
    ),
    ("La loi, votée en 2011, est contestée. Le 4 mars, les élus en ont parlé.", ["2011", "2024-03-04"]),
    # the year is theirs
    ("Le joueur, qui avait signé en mai 2015, partit vite. En juillet, il revint.", ["2015-05", "2015-07"]),
    ("Déjà en 2015, il a démissionné le 12 février.", ["2015", "2015-02-12"]),
    ("Le 3 mars 2022, le maire est mort ; le 17 mars, son adjoint lui a succédé.", ["2022-03-03", "2022-03-17"]),
    ("En mars 2015, il fut élu. Le 4 avril, il partit.", ["2015-03", "2015-04-04"]),
    ("Deux accidents en 2022, en janvier et en mai, avaient inquiété les riverains.", ["2022", "2022-01", "2022-05"]),
    ("Créée en janvier 2015, dissoute en mai, la société revit.", ["2015-01", "2015-05"]),
    ("Il a été arrêté le 2 mai 2019, puis libéré le 8 juin.", ["2019-05-02", "2019-06-08"]),
]
SCHOOL: Rows = [
    ("L’année scolaire 2016-2017 a vu fermer douze classes, dont trois en janvier.", ["2016", "2017", "2017-01"]),
    ("La saison 2018-2019 avait mal commencé en septembre.", ["2018", "2019", "2018-09"]),
    ("Pendant la saison 2020-21, il a marqué en mai.", ["2020", "2021-05"]),
    ("Cette année scolaire, les examens auront lieu en juin.", ["2024", "2024-06"]),
    ("Cette année scolaire a commencé en septembre.", ["2024", "2023-09"]),
    # no school year
    ("Entre 2016 et 2018, trois classes ont fermé, dont une en janvier 2018.", ["2016", "2018", "2018-01"]),
    ("Le plan 2016-2020 a été voté en janvier 2015.", ["2016", "2020", "2015-01"]),
    ("Un manuel scolaire est paru en janvier.", ["2024-01"]),
    ("L’année 2017 avait été sèche, surtout en mai.", ["2017", "2017-05"]),
    ("En juin, les élèves partiront.", ["2024-06"]),
]
FEASTS: Rows = [
    ("À la Toussaint, les fleuristes ouvriront tôt.", ["2024-11-01"]),
    ("À Noël, il avait neigé.", ["2023-12-25"]),
    ("À Pâques, les plages seront bondées.", ["2024-03-31"]),
    ("Les inscriptions ferment la première semaine de mai.", ["2024-05"]),
    ("Le jour de l’An, il faisait doux.", ["2024-01-01"]),
    ("La veille de Noël, la ville dormait.", ["2023-12-24"]),
    # names and things
    ("Noël Martin préside le club.", []),
    ("Le sapin de Noël a brûlé.", []),
    ("L’île de Pâques fascine les savants.", []),
    ("Le marché de Noël a fermé.", []),
]
PASSAGES: Rows = [
    ("L’équipe, battue samedi, peine. Samedi, elle a perdu à Nantes.", ["2024-03-02", "2024-03-02"]),
    ("Fête dimanche. Le dimanche 10 mars, le village dansera.", ["2024-03-10", "2024-03-10"]),
    ("Le match de dimanche sera retransmis.", ["2024-03-10"]),
    ("Le match de dimanche a été suspendu.", ["2024-03-03"]),
    ("Hier soir, un train a déraillé vers 1 h du matin.", ["2024-03-05TEV", "2024-03-06T01:00"]),
    ("Il est mort lundi à midi.", ["2024-03-04T12:00"]),
    ("La foule s’est dispersée dans la nuit de lundi à mardi, à 0 h 30.", ["2024-03-04TNI", "2024-03-05T00:30"]),
    ("Lundi, la police est arrivée à 0 h 30.", ["2024-03-04", "2024-03-04T00:30"]),
    ("Ce midi, la cantine est fermée.", ["2024-03-06T12:00"]),
    ("Le train part demain à midi et demi.", ["2024-03-07T12:30"]),
]
KINDS = {
    "weekdays": WEEKDAYS, "this weekday": THIS_WEEKDAY, "years": YEARS, "school": SCHOOL, "feasts": FEASTS,
    "passages": PASSAGES,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [pytest.param(*row, id=f"{kind} {place}") for kind, rows in KINDS.items() for place, row in enumerate(rows)],
)
def test_kind(analysed, text: str, values: list[str]) -> None:
    lead = "Les habitants du quartier ont posé de nombreuses questions aux élus de la ville.\n\n"
    found = analysed(lead + text, published=TODAY).times
    assert ["SET" if time.type == "SET" else time.value for time in found] == values


DONE = [
    # a compound past, whatever stands between it and its day, is not what is to come
    ("La juge est arrivée à Nantes le 24 janvier.", "2025-01-24"),
    ("Elle est devenue ministre le 24 janvier.", "2025-01-24"),
    ("Elle était repartie de Nantes le 24 janvier.", "2025-01-24"),
    ("Les élus se sont réunis à la mairie le 24 janvier.", "2025-01-24"),
    ("Le bateau est tombé en panne au large le 24 janvier.", "2025-01-24"),
    # traps: a present passive, what is planned, what was announced, an end that was set
    ("La fête est organisée à la mairie le 24 janvier.", "2026-01-24"),
    ("La rencontre a été fixée au stade le 24 janvier.", "2026-01-24"),
    ("Le maire a annoncé une réunion le 24 janvier.", "2026-01-24"),
    ("Le juge a donné aux élus jusqu’au 24 janvier.", "2026-01-24"),
    ("Elle se rendra à Nantes le 24 janvier.", "2026-01-24"),
]


@pytest.mark.parametrize(("text", "day"), DONE)
def test_what_has_been_done_is_not_to_come(analysed, text: str, day: str) -> None:
    """Two months ahead lie nearer than ten months back, but a compound past looks back."""
    (found,) = analysed(text, published="2025-11-20").times
    assert (found.edtf or "").removeprefix("../") == day


def test_years_after_two_years_are_after_neither_for_sure(analysed) -> None:
    """« Cinquante ans plus tard » behind a sentence of two years is left open, behind one of one year it is reckoned."""
    told = "En 1972, le pays voulait des jeux autres que ceux de 1936. Cinquante ans plus tard, la ville a un musée."
    assert [time.edtf for time in analysed(told, published="2025-11-20").times] == ["1972", "1936", None]
    told = "En 1972, le pays a bâti un stade. Cinquante ans plus tard, la ville a un musée."
    assert [time.edtf for time in analysed(told, published="2025-11-20").times] == ["1972", "2022"]
