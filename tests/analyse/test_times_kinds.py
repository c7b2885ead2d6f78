"""Kinds of time expressions in the wording of the press, and what looks like them and is none.

Ten wordings a kind, about half of them traps. Published on Wednesday 6 March 2024 where nothing else is said.
"""

from __future__ import annotations

import pytest

from press_briefing.analyse.times import times_in

TODAY = "2024-03-06"
Rows = list[tuple[str, list[str]]]

STREETS: Rows = [
    ("Une voiture a brûlé rue du 11-Novembre.", []),
    ("Le bus s’arrête avenue du 8-Mai-1945.", []),
    ("L’incendie a touché le lycée du 4-Septembre.", []),
    ("Ils défileront boulevard du 14-Juillet.", []),
    ("La réunion se tient à l’école du 19-Mars-1962.", []),
    # a date beside a place is a date
    ("Il est entré à l’hôpital le 2 mars.", ["2024-03-02"]),
    ("Le cours du 3 mars est annulé.", ["2024-03-03"]),
    ("La mise en place du 1er mars a été retardée.", ["2024-03-01"]),
    ("Il a quitté le quartier le 20 février 2024.", ["2024-02-20"]),
    ("Le pont du 8 mai attire les touristes.", ["2024-05-08"]),
]
NAMED_DAYS: Rows = [
    ("Elle a survécu au 11-Septembre.", ["2001-09-11"]),
    ("Il était au Bataclan le soir du 13-Novembre.", ["2015-11-13TEV"]),
    ("Les attentats du 11 septembre ont tout changé.", ["2001-09-11"]),
    ("Depuis l’attaque terroriste et les massacres du 7 octobre, la région brûle.", ["2023-10-07"]),
    ("Les anciens de Mai 68 défilent.", ["1968-05"]),
    # no day of that name
    ("Le défilé du 14-Juillet a été suspendu.", ["2023-07-14"]),
    ("La réunion du 11 septembre a été reportée.", ["2023-09-11"]),
    ("En mai 68 personnes ont été arrêtées.", ["2023-05"]),
    ("L’attaque du 13 novembre 2019 a fait un mort.", ["2019-11-13"]),
    ("Le mouvement du 22-Mars appelle au calme.", []),
]
NTH_WEEKDAYS: Rows = [
    ("Le deuxième mardi de janvier 2022, la neige tomba.", ["2022-01-11"]),
    ("Le premier lundi du mois prochain, les archives fermeront.", ["2024-04-01"]),
    ("Le dernier jeudi d’avril 2021, il partit.", ["2021-04-29"]),
    ("Rendez-vous le 3e samedi de mars 2024.", ["2024-03-16"]),
    ("Le premier mercredi du mois de mai 2020, rien.", ["2020-05-06"]),
    # habits, and ranks that are no date
    ("La brocante a lieu chaque dernier dimanche du mois.", ["SET"]),
    ("Les premiers samedis du mois, le musée est gratuit.", ["SET"]),
    ("Tous les premiers jeudis du mois, on danse.", ["SET"]),
    ("Le premier jour de la foire a été calme.", []),
    ("Le cinquième lundi de février 2024 n’existe pas.", ["XXXX-WXX-1"]),
]
BESIDE_DATES: Rows = [
    ("Au lendemain du 21 avril 2002, les lycéens défilent.", ["2002-04-22"]),
    ("La veille du 1er mai 2023, il neigea.", ["2023-04-30"]),
    ("L’avant-veille de Noël 2022, le train fut annulé.", ["2022-12-23"]),
    ("Au lendemain de l’attaque du 3 janvier 2020, il se tut.", ["2020-01-04", "2020-01-03"]),
    ("Le lendemain de Pâques 2021, il partit.", ["2021-04-05"]),
    # no such day
    ("Au lendemain de la guerre, tout manquait.", ["XXXX-XX-XX"]),
    ("On ne change pas du jour au lendemain.", []),
    ("Hier, au lendemain de sa défaite, il s’est tu.", ["2024-03-05", "2024-03-05"]),
    ("Les lendemains de fête sont durs.", []),
    ("Il veille sur le 3e étage.", []),
]
BARE_DAYS: Rows = [
    ("Le 2, le préfet avait signé.", ["2024-03-02"]),
    ("Dans la nuit du 29 au 1er, un mur est tombé.", ["2024-02-29TNI"]),
    ("Elle parlera le 15 au matin.", ["2024-03-15TMO"]),
    ("La séance aura lieu le 28.", ["2024-03-28"]),
    ("Du 11 au 14, la piscine sera fermée.", ["2024-03-11", "2024-03-14"]),
    # numbers that are no day
    ("Le 15 de France a perdu.", []),
    ("Il regarde le 20 heures.", []),
    ("Le 3, rue Pasteur a brûlé.", []),
    ("Il est passé du 3 au 5 étoiles.", []),
    ("Le 1er, Jean Petit, a reçu une coupe.", []),
]
PERIODS: Rows = [
    ("La guerre de 14-18 a vidé le bourg.", ["1914/1918"]),
    ("Il fut prisonnier en 39-45.", ["1939/1945"]),
    ("Dans les années soixante-dix, on y dansait.", ["197X"]),
    ("Les décennies 1980 et 1990 furent rudes.", ["198X", "199X"]),
    ("Au début des années quatre-vingt, l’usine ferma.", ["198X"]),
    # neither a war nor a decade
    ("Les 14-18 ans entrent sans payer.", []),
    ("Score final : 14-18.", []),
    ("Au bout de deux années 12 élèves restaient.", ["P2Y"]),
    ("Il a vendu 39-45 paires.", []),
    ("Les années cinq cents mètres.", []),
]
REPUBLICAN: Rows = [
    ("La loi du 17 nivôse an II fut suspendue.", ["1794-01-06"]),
    ("Le 1er vendémiaire an IX, on défila.", ["1800-09-23"]),
    ("Le 13 vendémiaire, Bonaparte fit tirer.", ["1795-10-05"]),
    ("Un arrêté du 30 floréal an X le dit.", ["1802-05-20"]),
    ("Il naquit le 5 prairial de l’an VII.", ["1799-05-24"]),
    # the words alone
    ("Germinal est un roman de Zola.", []),
    ("Un homard thermidor, s’il vous plaît.", []),
    ("Il vit rue du 18-Brumaire.", []),
    ("« Le 18 Brumaire de Louis Bonaparte » est réédité.", []),
    ("Un certain 3 pluviôse, il partit.", ["XXXX-XX-XX"]),
]
CLOCKS: Rows = [
    ("La foule est partie à quatre heures de l’après-midi.", [f"{TODAY}T16:00"]),
    ("Le train part à sept heures moins dix.", [f"{TODAY}T06:50"]),
    ("La séance a fini à minuit et quart.", [f"{TODAY}T00:15"]),
    ("On mange à midi moins le quart.", [f"{TODAY}T11:45"]),
    ("Il est mort à une heure et demie du matin.", [f"{TODAY}T01:30"]),
    # hours that last, a region, a comparison
    ("La ville est à trois heures de route.", ["PT3H"]),
    ("Le Midi viticole manifeste.", []),
    ("Il a travaillé deux heures moins que prévu.", ["PT2H"]),
    ("Une panne de dix heures et demie.", ["PT630M"]),
    ("Il n’a pas cherché midi à quatorze heures.", []),
]
AMOUNTS: Rows = [
    ("Il y vit depuis un demi-siècle.", ["P50Y"]),
    ("En un quart de siècle, tout a changé.", ["P25Y"]),
    ("Il y a une vingtaine d’années, il partit.", ["2004"]),
    ("En deux quinquennats, la dette a doublé.", ["P10Y"]),
    ("Dans une quinzaine de jours, il votera.", ["2024-03-21"]),
    ("Depuis des décennies, la rivière déborde.", ["PXY"]),
    # no amount
    ("Son premier quinquennat fut calme.", []),
    ("Une femme d’une quarantaine d’années est morte.", []),
    ("Le quart de finale est reporté.", []),
    ("Une dizaine de maisons ont brûlé.", []),
    ("Ce quinquennat déçoit.", []),
]
HOURS_OF_DAYS: Rows = [
    ("Le choc a eu lieu vers 7 h 10 mardi.", ["2024-03-05T07:10", "2024-03-05"]),
    ("Il est sorti à 23 h le 1er mars 2024.", ["2024-03-01T23:00", "2024-03-01"]),
    ("Entre 8 h et 12 h lundi, il a plu.", ["2024-03-04T08:00", "2024-03-04T12:00", "2024-03-04"]),
    ("Elle est morte à 5 heures du matin dimanche.", ["2024-03-03T05:00", "2024-03-03"]),
    ("Dans la nuit de samedi à dimanche, vers 2 h 20, il a fui.", ["2024-03-02TNI", "2024-03-03T02:20"]),
    # the day before the hour is its own
    ("Lundi à 18 h, mardi à 20 h, il a joué.", ["2024-03-04", "2024-03-04T18:00", "2024-03-05", "2024-03-05T20:00"]),
    ("Il a parlé à 18 h. Lundi, il s’était tu.", [f"{TODAY}T18:00", "2024-03-04"]),
    ("Samedi soir, vers 21 h 30, il a chanté.", ["2024-03-02TEV", "2024-03-02T21:30"]),
    ("Cette nuit à 3 h, la terre a tremblé.", [f"{TODAY}TNI", f"{TODAY}T03:00"]),
    ("Le 3 mars à midi, il a signé.", ["2024-03-03", "2024-03-03T12:00"]),
]
HABITS: Rows = [
    ("Chaque été, la plage se remplit.", ["SET"]),
    ("Tous les hivers, la route est coupée.", ["SET"]),
    ("Chaque année, en mai, la fanfare défile.", ["SET", "SET"]),
    ("L’hiver, le col est fermé.", ["SET"]),
    ("La course a lieu tous les ans le 3 juin.", ["SET", "SET"]),
    # one summer, one month
    ("Cet été, la plage sera fermée.", ["2024-SU"]),
    ("L’été dernier, la plage était fermée.", ["2023-SU"]),
    ("L’année 2019 finie, en mai 2020, la fanfare a défilé.", ["2019", "2020-05"]),
    ("L’automne 2021, long et doux, a ravi les vignerons.", ["2021-FA"]),
    ("Il a été élu en mai 2017. Chaque année, il le rappelle.", ["2017-05", "SET"]),
]
KINDS = {
    "streets": STREETS, "named days": NAMED_DAYS, "nth weekdays": NTH_WEEKDAYS, "beside dates": BESIDE_DATES,
    "bare days": BARE_DAYS, "periods": PERIODS, "republican": REPUBLICAN, "clocks": CLOCKS, "amounts": AMOUNTS,
    "hours of days": HOURS_OF_DAYS, "habits": HABITS,
}  # fmt: skip


def told(text: str, published: str | None = TODAY) -> list[str | None]:
    """The value of each expression, « SET » for what comes back."""
    return ["SET" if time.type == "SET" else time.value for time in times_in(text, published=published)]


@pytest.mark.parametrize(
    ("text", "values"),
    [pytest.param(*row, id=f"{kind} {place}") for kind, rows in KINDS.items() for place, row in enumerate(rows)],
)
def test_kind(text: str, values: list[str]) -> None:
    assert told(text) == values
