"""The date of an act: what a preposition, a duration and the predicate make of the time that stands with it."""

from __future__ import annotations

import pytest

PUBLISHED = "2021-05-12"  # a Wednesday

# Ten of each, the last five traps.
CASES = {
    "depuis": [
        ("Depuis 2018, le moulin produit de l’électricité.", "2018/.."),
        ("Le tunnel est fermé depuis le 3 avril.", "2021-04-03/.."),
        ("La ferme élève des bisons depuis mars 2019.", "2019-03/.."),
        ("La coopérative attend un permis depuis quinze ans.", "2006/.."),
        ("Le facteur livre à vélo depuis mardi.", "2021-05-11/.."),
        ("Le lac n’a jamais été aussi bas depuis 1976.", None),
        ("C’est la plus forte hausse depuis 2008.", None),
        ("Elle court depuis toujours sans se blesser.", None),
        ("Le maire a inauguré la halle le 4 mai 2019.", "2019-05-04"),
        ("Il y a deux ans, la scierie a brûlé.", "2019"),
    ],
    "à partir de": [
        ("Les chiens seront interdits sur la plage à partir du 15 juin.", "2021-06-15/.."),
        ("Le bac circulera à partir de lundi.", "2021-05-17/.."),
        ("À compter du 1er janvier 2022, la cantine sera gratuite.", "2022-01-01/.."),
        ("Le tarif baissera à partir de septembre 2021.", "2021-09/.."),
        ("La commune a logé des apprentis à partir de 1998.", "1998/.."),
        ("Le marché ouvrira lundi à partir de 9 h.", "2021-05-17"),
        ("Le film sera visible lundi à partir de six ans.", "2021-05-17"),
        ("Le car partira mardi prochain à partir de la gare.", "2021-05-18"),
        ("Le comité a dîné mardi à partir de 20 heures.", "2021-05-11"),
        ("Le juge a décidé à partir de trois photographies.", None),
    ],
    "dès": [
        ("Les pesticides seront interdits dès 2022.", "2022/.."),
        ("Les lycéens pourront voter dès le 2 juin.", "2021-06-02/.."),
        ("Le pont sera remplacé par un bac dès juillet.", "2021-07/.."),
        ("L’atelier accueillera des stagiaires dès lundi.", "2021-05-17/.."),
        ("Dès 1987, Rosa Lind dirigeait une fonderie.", "1987/.."),
        ("La Suède affrontera l’Irlande dès samedi.", "2021-05-15"),
        ("Dès le 4 mai, le préfet a évacué le camping.", "2021-05-04"),
        ("Le tribunal rendra son jugement dès lundi.", "2021-05-17"),
        ("Les députés se réuniront dès jeudi.", "2021-05-13"),
        ("Le sculpteur est mort dès 1944.", "1944"),
    ],
    "jusqu'à": [
        ("Le musée expose des cartes jusqu’au 12 septembre.", "../2021-09-12"),
        ("La piscine restera fermée jusqu’au 30 juin 2021.", "../2021-06-30"),
        ("L’usine a tourné jusqu’en 1994.", "../1994"),
        ("Le couvre-feu est maintenu jusqu’à lundi.", "../2021-05-17"),
        ("Les inscriptions resteront ouvertes jusqu’en août.", "../2021-08"),
        ("Le stade accueille jusqu’à 2 000 personnes.", None),
        ("Le cortège a marché jusqu’à la mairie mardi.", "2021-05-11"),
        ("La foire est suspendue jusqu’à nouvel ordre.", None),
        ("Mardi, la brigade a fouillé la forêt jusqu’à minuit.", "2021-05-11"),
        ("Les vendeurs reviendront chaque jour jusqu’à lundi.", None),
    ],
    "d'ici, avant la fin": [
        ("La région doit livrer le tunnel d’ici 2027.", "../2027"),
        ("L’éditeur doit rembourser les clients d’ici au 30 juin.", "../2021-06-30"),
        ("Le ministère doit publier le décret d’ici la fin de l’année.", "../2021"),
        ("Le maire doit signer le bail avant la fin du mois.", "2021-05"),
        ("La digue sera achevée avant la fin de l’année 2023.", "../2023"),
        ("Sans aide d’ici lundi, la coopérative fermerait.", None),
        ("Le boulanger d’ici vend du pain de seigle.", None),
        ("Avant 2019, la vallée n’avait pas de médecin.", None),
        ("Le joueur est sorti avant la fin du match mardi.", "2021-05-11"),
        ("Le livreur d’ici est parti mardi.", "2021-05-11"),
    ],
    "cette semaine, pendant une semaine, les trois dernières années": [
        ("Le préfet a réuni cette semaine les éleveurs.", "2021-05-10/2021-05-12"),
        ("La chorale chantera cette semaine à Dinan.", "2021-05-12/2021-05-16"),
        ("La cour jugera le médecin pendant une semaine à partir de lundi.", "2021-05-17/2021-05-23"),
        ("Pendant trois jours à partir de mardi prochain, le port sera bloqué.", "2021-05-18/2021-05-20"),
        ("Ces trois dernières années, la ville a perdu deux mille habitants.", "2018-05/2021-05"),
        ("La chorale chante cette semaine à Dinan.", None),
        ("La semaine dernière, la digue a cédé.", "2021-05-03/2021-05-09"),
        ("Le port a été bloqué pendant trois jours.", None),
        ("Le maire a dormi mardi pendant deux heures.", "2021-05-11"),
        ("Le procès durera deux semaines à partir de lundi.", "2021-05-17/.."),
    ],
    "seasons of two years": [
        ("La gardienne a été prêtée à Brest en 2018-19.", "2018/2019"),
        ("Le club a gagné le titre en 2016-2017.", "2016/2017"),
        ("Le pianiste a enseigné ici pendant la saison 2014-2015.", "2014/2015"),
        ("Le champion a couru pour Gand en 2009/10.", "2009/2010"),
        ("Le théâtre a joué trois farces en 2011–12.", "2011/2012"),
        ("La digue a été construite en 2011-2015.", "2011/2015"),
        ("La saison 2018-2019 a été gâchée par la pluie.", None),
        ("Les vainqueurs de la saison 2018-19 ont reçu un ballon.", None),
        ("Le dossier 2018-19 a été classé mardi.", "2021-05-11"),
        ("Le barrage a été fermé en 2018.", "2018"),
    ],
    "since a noun's date": [
        ("Depuis la rentrée de janvier, les élèves mangent froid.", "2021-01/.."),
        ("Le logiciel a été vendu mille fois depuis son lancement en 2014.", "2014/.."),
        ("Les pêcheurs vivent à terre depuis le mois de mars.", "2021-03/.."),
        ("Depuis le début du mois de mars, le lac est gelé.", "2021-03/.."),
        ("Depuis sa réforme de 2016, l’école enseigne le breton.", "2016/.."),
        ("La rentrée de janvier a été calme.", None),
        ("Après la tempête de mars, les pêcheurs ont vendu leurs barques.", "2021-03"),
        ("Le logiciel a été lancé en 2014.", "2014"),
        ("Les élèves mangent froid depuis la rentrée.", None),
        ("Le guide, connu depuis son livre, est mort en 2014.", "2014"),
    ],
    "today": [
        ("Une délégation est intervenue aujourd’hui à la préfecture.", "2021-05-12"),
        ("La maire a annoncé aujourd’hui la fermeture du pont.", "2021-05-12"),
        ("Le tribunal a relaxé aujourd’hui les deux bergers.", "2021-05-12"),
        ("Le conseil votera aujourd’hui le budget.", "2021-05-12"),
        ("Trois cargos ont quitté aujourd’hui le port.", "2021-05-12"),
        ("La ville a aujourd’hui perdu son éclat.", None),
        ("C’est aujourd’hui un parc.", None),
        ("Aujourd’hui, la mine est fermée.", None),
        ("Le moulin est aujourd’hui devenu une auberge.", None),
        ("La langue est aujourd’hui parlée par trois familles.", None),
    ],
}


@pytest.mark.parametrize(("text", "date"), [case for cases in CASES.values() for case in cases])
def test_open_and_closed(analysed, text: str, date: str | None) -> None:
    events = analysed(text, published=PUBLISHED).events
    assert [event.date for event in events if event.date] == ([date] if date else [])


# A noun of an act with its own date, and what lasts since then: two happenings.
BOTH = [
    ("Les pêcheurs vivent à terre depuis la tempête de mars.", {"2021-03", "2021-03/.."}),
    ("La ville compte ses morts depuis l’explosion du 4 avril.", {"2021-04-04", "2021-04-04/.."}),
]


@pytest.mark.parametrize(("text", "dates"), BOTH)
def test_an_act_and_what_lasts_since(analysed, text: str, dates: set[str]) -> None:
    assert {event.date for event in analysed(text, published=PUBLISHED).events} == dates


STATUS = [
    ("Les lycéens pourront voter dès le 2 juin.", "planned"),
    ("Le décret doit être publié avant la fin du mois.", "planned"),
    ("Les guichets resteront ouverts jusqu’au 3 juillet.", "planned"),
    ("Le musée expose des cartes jusqu’au 12 septembre.", "ongoing"),
    ("L’usine a tourné jusqu’en 1994.", "happened"),
    ("Depuis la rentrée de janvier, les élèves mangent froid.", "ongoing"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_what_lasts_is_no_announcement(analysed, text: str, status: str) -> None:
    assert [event.status for event in analysed(text, published=PUBLISHED).events] == [status]


def test_a_label_keeps_the_end_of_what_lasts(analysed) -> None:
    (event,) = analysed("La piscine restera fermée jusqu’au 30 juin 2021.", published=PUBLISHED).events
    assert event.label == "La piscine restera fermée jusqu’au 30 juin 2021"
    assert event.certainty == "open"


def test_the_words_of_two_years(analysed) -> None:
    (event,) = analysed("La gardienne a été prêtée à Brest pour la saison 2018-2019.", published=PUBLISHED).events
    assert (event.date, event.when) == ("2018/2019", "2018-2019")
    assert event.label == "La gardienne a été prêtée à Brest pour la saison 2018-2019"
