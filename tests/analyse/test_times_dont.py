"""Times within a relative clause of « dont »: ten wordings for each kind of expression."""

from __future__ import annotations

import pytest

PUBLISHED = "2024-03-06"  # a Wednesday

WORDINGS = [
    "L’usine, dont le toit a cédé {time}, a rouvert.",
    "La gare, dont les murs ont tremblé {time}, accueille des trains.",
    "Le peintre dont la maison a brûlé {time} vit à Brest.",
    "Une école dont les élèves ont défilé {time} a reçu un prix.",
    "Anne Roy, dont le fils a disparu {time}, a parlé aux juges.",
    "Le navire, dont {time} l’équipage a quitté le bord, a coulé.",
    "Trois ponts, dont celui qui a cédé {time}, seront refaits.",
    "Le club dont le gardien s’est blessé {time} a perdu.",
    "La digue, dont la porte a été forcée {time}, tient encore.",
    "Le moulin, dont on a volé la roue {time}, est à vendre.",
]
KINDS = {
    "hour before day": ("à 18 heures vendredi dernier", "2024-03-01T18:00"),
    "nth weekday": ("le troisième jeudi de novembre 2023", "2023-11-16"),
    "day after a date": ("au lendemain du 14 juillet 2016", "2016-07-15"),
    "street": ("rue du 11-Novembre", None),
    "named day": ("lors des attentats du 11-Septembre", "2001-09-11"),
    "bare day": ("le 1er au soir", "2024-03-01"),
    "period": ("pendant la guerre de 14-18", "1914/1918"),
    "feast": ("à la Toussaint", "2023-11-01"),
    "republican": ("le 9 thermidor an II", "1794-07-27"),
    "clock words": ("à trois heures de l’après-midi", "T15:00"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wording", WORDINGS)
def test_a_time_in_a_relative_clause(analysed, wording: str, kind: str) -> None:
    words, value = KINDS[kind]
    times = analysed(wording.format(time=words), published=PUBLISHED).times
    told = [text for time in times for text in (time.value, time.edtf) if text]
    assert any(text.endswith(value) for text in told) if value else not told
