"""Bounds and labels of names in the profile `precise`: ten sentences a kind, the last five of each are traps."""

from __future__ import annotations

import pytest

from press_briefing import Article, analyse
from press_briefing.analyse.entities.page import Name
from press_briefing.model.settings import Settings

BEFORE = "Le conseil municipal a siégé toute la soirée devant un public nombreux.\n\n"

# Text, names that must be found (label or ""), names that must not.
AFFAIRS = [
    ("La réforme Delmas inquiète les hôpitaux.", {"Delmas": "MISC"}, {}),
    ("L'affaire Vauquier et le procès Lormeau ont marqué l'année.", {"Lormeau": "MISC"}, {"Lormeau ont": ""}),
    ("Les députés examinent l’amendement Castelin.", {"Castelin": "MISC"}, {}),
    ("Le plan Verneuil prévoit trois mille logements.", {"Verneuil": "MISC"}, {}),
    ("Les lois Sarrazin divisent la majorité.", {"Sarrazin": "MISC"}, {}),
    ("Le ministre réforme Pôle emploi.", {}, {"Pôle emploi": "MISC", "Pôle": "MISC"}),
    ("Le plan de Toulouse a été adopté.", {"Toulouse": "LOC"}, {"Toulouse": "MISC"}),
    ("Après l'affaire, Delmas a quitté la salle.", {}, {"Delmas": "MISC"}),
    ("Selon le dossier, Nantes perd des habitants.", {"Nantes": "LOC"}, {"Nantes": "MISC"}),
    ("La loi n'inquiète pas M. Lormeau.", {"Lormeau": "PER"}, {"Lormeau": "MISC"}),
]
PARTICLES = [
    ("Le colonel de Brissac commandait le régiment.", {"de Brissac": "PER"}, {}),
    (
        "Hélène de Montfaucon siège au Sénat. La sénatrice de Montfaucon a voté contre.",
        {"Hélène de Montfaucon": "PER", "de Montfaucon": "PER"},
        {},
    ),
    (
        "Charles de Morsan est mort lundi. Le président de Morsan avait gouverné dix ans.",
        {"Charles de Morsan": "PER", "de Morsan": "PER"},
        {"Morsan": ""},
    ),
    ("L’amiral de Kersaint dirigeait la flotte.", {"de Kersaint": "PER"}, {}),
    ("La mort du général de Vauréal a ému le pays.", {"de Vauréal": "PER"}, {}),
    ("Le président de Gambie a été reçu lundi.", {"Gambie": "LOC"}, {"de Gambie": ""}),
    ("Le général de Benkirane a fui. Benkirane s'est caché à Tunis.", {}, {"de Benkirane": ""}),
    ("L'avocat de Lormeau a plaidé deux heures.", {}, {"de Lormeau": ""}),
    ("Un ministre de Macron a démenti.", {"Macron": "PER"}, {"de Macron": ""}),
    ("Le juge de Bobigny a tranché.", {"Bobigny": "LOC"}, {"de Bobigny": ""}),
]
OPENERS = [
    ("Le Creusot espère une usine.", {"Le Creusot": "LOC"}, {}),
    ("La Rochelle attend ses bateaux.", {"La Rochelle": "LOC"}, {}),
    ("Les Mureaux manquent de médecins.", {"Les Mureaux": "LOC"}, {}),
    ("Le Cap a soif.", {"Le Cap": "LOC"}, {}),
    ("Metz a dominé Brest 3-0 dimanche.", {"Metz": "", "Brest": ""}, {"Metz": "PER", "Brest": "PER"}),
    ("Le Port est bloqué par la grève.", {}, {"Le Port": "LOC"}),
    ("Le Robert est un dictionnaire.", {}, {"Le Robert": "LOC"}),
    ("La Défense nationale recrute.", {}, {"La Défense": "LOC"}),
    ("La Flèche wallonne se court mercredi.", {}, {"La Flèche": "LOC"}),
    ("Le Conseil a voté.", {}, {"Le Conseil": "LOC", "Conseil": "LOC"}),
]
SEATS = [
    ("Le Kremlin dément.", {"Kremlin": "ORG"}, {}),
    ("Matignon hésite.", {"Matignon": "ORG"}, {}),
    ("La Maison-Blanche se tait.", {"Maison-Blanche": "ORG"}, {}),
    ("L’Élysée temporise.", {"Élysée": "ORG"}, {}),
    ("Le Quai d'Orsay assure que rien ne change.", {"Quai d'Orsay": "ORG"}, {}),
    ("Ils ont dîné à l'Élysée.", {}, {"Élysée": "PER"}),
    ("La rue de l'Élysée est fermée.", {}, {"Élysée": "ORG"}),
    ("Les jardins de Matignon ouvrent dimanche.", {}, {"Matignon": "ORG"}),
    ("La cour de l'Élysée est vide.", {}, {"Élysée": "ORG"}),
    ("Les touristes visitent le Kremlin.", {}, {"Kremlin": "ORG"}),
]


def test_a_label_by_rule_has_no_probability_of_another() -> None:
    learnt = Name(0, 0, 1, "PER", confidence=0.9)
    assert learnt.labelled("ORG", fixed=True).confidence is None
    assert learnt.labelled("PER", fixed=True).confidence == 0.9


@pytest.mark.parametrize(
    ("text", "wanted", "wrong"),
    [*AFFAIRS, *PARTICLES, *OPENERS, *SEATS],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_bounds_and_labels(text: str, wanted: dict[str, str], wrong: dict[str, str]) -> None:
    rows = analyse(Article.from_text(BEFORE + text, verbatim=True), settings=Settings(profile="precise")).entities
    found = {(row.text.replace("’", "'"), row.label) for row in rows}
    names = {name for name, _ in found}
    for name, label in wanted.items():
        assert (name, label) in found if label else name in names, found
    for name, label in wrong.items():
        assert (name, label) not in found if label else name not in names, found
