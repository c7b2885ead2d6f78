"""Of which kind an actor is, if it is one: firms, brands, ships, schools, headings, peoples; half of them traps.

Sentences of our own. Name -> kind, or None where it is nobody's row. One article a mechanism.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors_kit import by_form, straight
from press_briefing.model.analysis import Analysis

Rows = list[tuple[str, dict[str, str | None]]]

BRANDS: Rows = [
    ("La marque Verdalis rappelle douze mille bouteilles.", {"Verdalis": "organisation"}),
    ("L’assureur Renovia supprime neuf cents postes.", {"Renovia": "organisation"}),
    ("L’équipementier Solvex a signé avec le club.", {"Solvex": "organisation"}),
    ("L’opérateur Teledix a promis de rembourser ses clients.", {"Teledix": "organisation"}),
    ("La plateforme Kolibo a annoncé la fin du service.", {"Kolibo": "organisation"}),
    # traps: a person beside a firm's noun, a thing
    ("L’éditeur Paul Garnier a refusé le manuscrit.", {"Paul Garnier": "person"}),
    ("Le promoteur Louis Fabre a comparu lundi.", {"Louis Fabre": "person"}),
    ("La patronne de la marque Anne Tissot a souri.", {"Anne Tissot": "person"}),
    ("Il roulait en vélo près du lac.", {"vélo": None}),
    ("La fabricante Julie Morel vend ses savons au marché.", {"Julie Morel": "person"}),
]

CRAFT: Rows = [
    ("Le navire Étoile-du-Nord a coulé au large.", {"Étoile-du-Nord": None}),
    ("Le missile Korsar a touché un immeuble.", {"Korsar": None}),
    ("Le paquebot Reine-Mathilde est arrivé au port.", {"Reine-Mathilde": None}),
    ("La frégate Jean-Bart escorte le convoi.", {"Jean-Bart": None}),
    ("Le voilier Marie-Galante a chaviré.", {"Marie-Galante": None}),
    # traps: who sails or sends them
    ("Le capitaine Yann Kermadec a coulé avec son bateau.", {"Yann Kermadec": "person"}),
    ("La Grèce a envoyé une frégate sur les lieux.", {"Grèce": "state"}),
    ("Le skipper Loïc Bréhat a chaviré.", {"Loïc Bréhat": "person"}),
    ("L’armée turque a tiré un missile.", {"armée turque": "organisation"}),
    ("La marin Élise Kerjean est arrivée au port.", {"Élise Kerjean": "person"}),
]

GROUNDS: Rows = [
    ("Le match a eu lieu au stade Marcel-Picot devant dix mille personnes.", {"Marcel-Picot": None}),
    ("Les élèves du collège Jules-Ferry ont planté des arbres.", {"Jules-Ferry": None}),
    ("La salle Gaveau était pleine.", {"Gaveau": None}),
    ("Elle étudie à l’université de Turku.", {"université de Turku": None}),
    ("Ils se sont retrouvés au lycée Victor-Hugo.", {"Victor-Hugo": None}),
    # traps: a house that acts, a person there
    ("L’université de Bergen a suspendu le chercheur.", {"université de Bergen": "organisation"}),
    ("Le lycée Paul-Bert a porté plainte contre un parent.", {"lycée Paul-Bert": "organisation"}),
    ("Au stade, Marcel Picaud a pleuré.", {"Marcel Picaud": "person"}),
    ("Devant l’école, Julie Ferré a parlé aux parents.", {"Julie Ferré": "person"}),
    ("Le musée de Colmar a rendu le tableau.", {"musée de Colmar": "organisation"}),
]

HEADINGS: Rows = [
    ("Lire aussi : Cédéao Le Bénin ferme sa frontière", {"Cédéao Le Bénin": None}),
    ("FRAYEURS. - Une vache a traversé la nationale hier soir.", {"FRAYEURS": None}),
    ("(Photo : Luc Bertier / Studio Nord)", {"Luc Bertier": None}),
    ("À lire aussi : Tchad Le Niger répond à son voisin", {"Tchad Le Niger": None}),
    ("STATS : douze buts en six matchs pour les visiteurs.", {"STATS": None}),
    # traps: names that only look so
    ("Le Bénin ferme sa frontière avec son voisin.", {"Bénin": "state"}),
    ("Jean-Yves Le Drouan ferme son magasin.", {"Jean-Yves Le Drouan": "person"}),
    ("L’OTAN a envoyé deux bataillons.", {"OTAN": "organisation"}),
    ("Anne Le Bihan a pris la photo du siècle.", {"Anne Le Bihan": "person"}),
    ("L’UNICEF distribue des tentes aux familles.", {"UNICEF": "organisation"}),
]

PEOPLES: Rows = [
    ("La tension monte entre les Albanais et leurs voisins.", {"Albanais": "group"}),
    ("Les Finlandais ont voté dimanche.", {"Finlandais": "group"}),
    ("Sous la pression des Américains, le texte a changé.", {"Américains": "group"}),
    ("Le maire a remercié les Bretons.", {"Bretons": "group"}),
    ("Les Kurdes refusent cet accord.", {"Kurdes": "group"}),
    # traps: one of them, their tongue, their things
    ("Un Albanais a gagné le marathon.", {"Albanais un": None}),
    ("Elle parle le finnois et le russe.", {"russe": None}),
    ("Deux Suédois ont été blessés.", {"Suédois": None}),
    ("Il aime la cuisine des Italiens.", {"Italiens": None}),
    ("La robe japonaise était bleue.", {"japonaise": None}),
]

FIRMS: Rows = [
    ("Le puissant groupe de presse Bertin Lagarde a racheté un journal.", {"Bertin Lagarde": "organisation"}),
    ("Son entreprise de parfums Anna Rivoli recule en Bourse.", {"Anna Rivoli": "organisation"}),
    ("Le match entre Belfort et le Ravenna FC a été reporté.", {"Ravenna FC": "organisation"}),
    ("Le Merton College a rendu la statue au musée.", {"Merton College": "organisation"}),
    ("La société de transport Paul Grimaud a déposé le bilan.", {"Paul Grimaud": "organisation"}),
    # traps: the person beside a firm
    ("Le patron du groupe Jean Duroc a démissionné lundi.", {"Jean Duroc": "person"}),
    ("Le président de la société Paul Mercier a parlé aux ouvriers.", {"Paul Mercier": "person"}),
    ("La directrice de la fondation Elsa Renard a souri.", {"Elsa Renard": "person"}),
    ("Le député LREM Hugo Tanguy vote contre.", {"Hugo Tanguy": "person", "LREM": "organisation"}),
    ("Éva Groupama signe ses toiles ainsi.", {"Éva Groupama": "person"}),
]

NOBODY: Rows = [
    ("La vidéo publiée sur Instagram a choqué.", {"Instagram": None}),
    ("Le gaz naturel liquéfié (GNL) coûte cher.", {"gaz naturel liquéfié": None}),
    ("Le classement : 1. Luc Bergé (SUI/Lyon), 2. Tom Aasen (NOR).", {"Luc Bergé": "person", "SUI": None, "NOR": None}),
    ("C’est l’histoire d’un milliardaire Finlandais devenu moine.", {"Finlandais": None}),
    ("Sont entrés : LemaireH, NadalM et DuboisT.", {"LemaireH": None, "NadalM": None, "DuboisT": None}),
    ("Les soldats ont pris la capitale, Nay Pyi Taw, à l’aube.", {"Nay Pyi Taw": None}),
    # traps: the same words where somebody acts
    ("Le réseau Telegram a refusé de livrer ces données.", {"Telegram": "organisation"}),
    ("Les Danois ont voté dimanche.", {"Danois": "group"}),
    ("Le syndicat du gaz a protesté auprès de l’Unesco.", {"Unesco": "organisation"}),
    ("La Norvège a condamné ces propos.", {"Norvège": "state"}),
    ("Jean-Marie Le Goff a applaudi.", {"Jean-Marie Le Goff": "person"}),
]

BODIES: Rows = [
    ("L’armée lettone avance vers la frontière.", {"armée lettone": "organisation"}),
    ("Le ministère de la santé publie un guide.", {"ministère de la santé": "organisation"}),
    ("Les Républicains ont quitté la salle avant le vote.", {"Républicains": "organisation"}),
    ("Le parquet de Dijon a ouvert une enquête.", {"parquet de Dijon": "organisation"}),
    ("Le Kremlin dément avoir reçu cette lettre.", {"Kremlin": "organisation"}),
    # traps: another's adjective, a place, a thing
    ("Le ministre de la défense estonien a parlé.", {"défense estonien": None}),
    ("La foule est venue à la mairie de Nevers.", {"mairie de Nevers": None}),
    ("Elle a lu tous les livres de sa région.", {"région": None}),
    ("Un facteur clé explique la hausse des prix.", {"facteur clé": None}),
    ("Les centrales électriques polluent.", {"centrales électriques": None}),
]

# Competitions, halls and networks: where others play, meet or write; traps: where they decide, or are so called.
SCENES: Rows = [
    ("Le buteur découvre la Premier League.", {"Premier League": None}),
    ("Vainqueur de la Ligue des champions avec Porto, Pedro Salas se retire.", {"Ligue des champions": None}),
    ("La foule s’est réunie à la Bourse du Travail de Lille.", {"Bourse du Travail de Lille": None}),
    ("Le transfert du Riverside Stadium sera payé en mars.", {"Riverside Stadium": None}),
    ("Elle a ouvert un compte Facebook.", {"Facebook": None}),
    ("La Bundesliga a annoncé de nouvelles règles.", {"Bundesliga": "organisation"}),
    ("TikTok a refusé de retirer la vidéo.", {"TikTok": "organisation"}),
    ("Des représentants de Twitter ont vu la ministre.", {"Twitter": "organisation"}),
    ("La Ligue des droits de l’homme a porté plainte.", {"Ligue des droits de l'homme": "organisation"}),
    ("La Fédération du tournoi a répondu.", {"Fédération du tournoi": "organisation"}),
]

# Names that run on over a verb or a preposition.
RUNNING: Rows = [
    (
        "Les combats ont suivi et les Nations unies (ONU) craignent le pire.",
        {"Nations unies": "organisation", "ont suivi et les Nations unies": None},
    ),
    (
        "Les élus ont voté et le Comité des usagers (CDU) proteste.",
        {"voté et le Comité des usagers": None, "Comité des usagers": "organisation"},
    ),
    ("L’Union des marins (UDM) a protesté.", {"Union des marins": "organisation"}),
    ("Médecins sans frontières a quitté la ville.", {"Médecins sans frontières": "organisation"}),
    ("L’Alliance pour la forêt a protesté.", {"Alliance pour la forêt": "organisation"}),
]

# Particles, Arabic and dynastic names; traps: what goes by such a name.
PARTICLES: Rows = [
    ("Mme de Brosses a quitté la salle.", {"de Brosses": "person"}),
    ("Mokhtar ould Sidi Ely a été condamné.", {"Mokhtar ould Sidi Ely": "person"}),
    ("Le cheikh Hamad ben Nasser al-Karim a visité le port.", {"Hamad ben Nasser al-Karim": "person"}),
    ("Moussa ag Attaher a menacé la ville.", {"Moussa ag Attaher": "person"}),
    ("Étienne Fabre d’Estrées a écrit trois romans.", {"Étienne Fabre d'Estrées": "person"}),
    ("Le château de Vaux a fermé.", {"Vaux": None}),
    ("Le boulevard Mohammed-V a été bloqué.", {"Mohammed-V": None}),
    ("Le Louis XIV de Rigaud est au Louvre.", {"Louis XIV": None}),
    ("La rue de Sarnez est fermée.", {"Sarnez": None}),
    ("Le stade Charles-III a brûlé.", {"Charles-III": None}),
]

KINDS = {
    "particles": PARTICLES,
    "brands": BRANDS,
    "craft": CRAFT,
    "grounds": GROUNDS,
    "headings": HEADINGS,
    "peoples": PEOPLES,
    "firms": FIRMS,
    "nobody": NOBODY,
    "bodies": BODIES,
    "scenes": SCENES,
    "running": RUNNING,
}
CASES = [(kind, name, told) for kind, rows in KINDS.items() for _, wanted in rows for name, told in wanted.items()]


@pytest.fixture(scope="module")
def read_kinds(analysed: Callable[..., Analysis]) -> dict[str, Analysis]:
    return {kind: analysed("\n\n".join(text for text, _ in rows)) for kind, rows in KINDS.items()}


@pytest.mark.parametrize(("kind", "name", "told"), CASES, ids=[f"{kind}-{name}" for kind, name, _ in CASES])
def test_kind(read_kinds: dict[str, Analysis], kind: str, name: str, told: str | None) -> None:
    row = by_form(read_kinds[kind]).get(straight(name))
    assert (row.kind if row is not None else None) == told


ROWS = [
    ("Messi a parlé. Signer Messi coûterait cher. Lionel Messi a souri.", ["Lionel Messi"]),
    ("Tahira Benslimane a ri. « Je pars », a dit Tahira.", ["Tahira Benslimane"]),
    ("Hwang Sokyong a écrit. Hwank Sokyong a été lu.", ["Hwang Sokyong"]),
    ("Le parti Novum recule. Novum a perdu dix sièges.", ["parti Novum"]),
    ("L’Office national des forêts (ONF) a répondu. L’ONF a tort.", ["Office national des forêts"]),
    # traps: two of them
    ("Paul Rey a parlé à Julie Rey. Paul Rey est parti.", ["Paul Rey", "Julie Rey"]),
    ("Marie Lang et Marie Long ont parlé.", ["Marie Lang", "Marie Long"]),
    ("Le parti Novum et le syndicat Unitas ont signé.", ["parti Novum", "syndicat Unitas"]),
    ("Jean Morel (PS) a voté. Le PS a perdu.", ["Jean Morel", "PS"]),
    ("Anne Colas a vu Luc Anne. Luc Anne a fui.", ["Anne Colas", "Luc Anne"]),
]


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_one_row_for_one(analysed: Callable[..., Analysis], text: str, names: list[str]) -> None:
    found = {straight(row.name) for row in analysed(text).actors if row.named}
    for name in names:
        assert any(name in row or row in name for row in found)
    assert len(found) == len(names)


@pytest.mark.parametrize("text", ["Un berger a traversé le fleuve Sénégal.", "Le lac Tchad a reculé de dix mètres."])
def test_a_river_is_not_the_state_of_its_name(analysed: Callable[..., Analysis], text: str) -> None:
    assert not [actor for actor in analysed(text).actors if actor.kind == "state"]
    behind = f"{text} Le Sénégal a fermé sa frontière."
    assert [actor.name for actor in analysed(behind).actors if actor.kind == "state"] == ["Sénégal"]
