"""Functions in unseen words and places: brackets, fronted, predicates, of several at once, of whose kin; and traps.

Sentences of our own: (sentence, name -> function, None where nothing is stated).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors_kit import people, role_of, straight
from press_briefing.model.analysis import Analysis

PART = 16  # sentences an article

ROWS: list[tuple[str, dict[str, str | None]]] = [
    (
        "Fabienne Colin (présidente) et Roger Humbert (trésorier) ont remercié les bénévoles.",
        {"Fabienne Colin": "présidente"},
    ),
    (
        "Fabienne Collin (présidente) et Rodolphe Humbert (trésorier) ont remercié les bénévoles.",
        {"Rodolphe Humbert": "trésorier"},
    ),
    ("Ahmed Toubal (directeur sportif du club) a confirmé le départ.", {"Ahmed Toubal": "directeur sportif du club"}),
    ("Jean-Luc Perrin (Nancy) a gagné la course.", {"Jean-Luc Perrin": None}),
    ("Marie Lenoir (49 ans) a été réélue.", {"Marie Lenoir": None}),
    (
        "Fondatrice d'une jeune pousse à Abidjan, Awa Konaté explique son choix.",
        {"Awa Konaté": "Fondatrice d'une jeune pousse à Abidjan"},
    ),
    (
        "Ancien ministre de la Pêche, Loïc Kerdoncuff a refusé le poste.",
        {"Loïc Kerdoncuff": "Ancien ministre de la Pêche"},
    ),
    ("Avocat au barreau de Lyon, Hicham Berrada défend les familles.", {"Hicham Berrada": "Avocat au barreau de Lyon"}),
    ("Maire depuis vingt ans, Solange Picard ne se représente pas.", {"Solange Picard": "Maire"}),
    ("Retour en classe, Solenne Picart ne rit plus.", {"Solenne Picart": None}),
    ("Face au public, Gérard Noiret a souri.", {"Gérard Noiret": None}),
    ("Le président était alors Anatole Duroy, un homme discret.", {"Anatole Duroy": "président"}),
    ("Viktor Orlenko est devenu Premier ministre en mars.", {"Viktor Orlenko": "Premier ministre"}),
    (
        "Chantal Maes a été nommée directrice de l'hôpital de Namur.",
        {"Chantal Maes": "directrice de l'hôpital de Namur"},
    ),
    ("Nommé à la tête de la banque centrale en 2019, Idriss Koné a démissionné.", {"Idriss Koné": None}),
    ("Oumar Sissoko a été élu président de la fédération.", {"Oumar Sissoko": "président de la fédération"}),
    ("Rosa Mancini travaille comme infirmière à Bergame.", {"Rosa Mancini": "infirmière à Bergame"}),
    ("Paul Kiprop, ancien international kényan, se souvient.", {"Paul Kiprop": "ancien international kényan"}),
    ("Le dissident identifié comme Liu Shan a fui.", {"Liu Shan": "dissident"}),
    ("Un berger nommé Salif Ouattara a donné l'alerte.", {"Salif Ouattara": "berger"}),
    ("Un certain Marcel Ledoux a appelé.", {"Marcel Ledoux": None}),
    ("Le PDG du groupe, Carlos Vidal, a présenté ses excuses.", {"Carlos Vidal": "PDG du groupe"}),
    ("Le numéro deux du parti, Ibrahim Sow, a quitté la salle.", {"Ibrahim Sow": "numéro deux du parti"}),
    ("Le numéro un mondial Janko Petrovic a perdu.", {"Janko Petrovic": "numéro un mondial"}),
    ("La figure de proue du mouvement, Adja Ndiaye, a été libérée.", {"Adja Ndiaye": "figure de proue du mouvement"}),
    ("Ghislaine Bauer, à la tête de l'agence depuis 2010, part.", {"Ghislaine Bauer": "à la tête de l'agence"}),
    ("Ghislain Baudry, en charge du dossier, s'est tu.", {"Ghislain Baudry": "en charge du dossier"}),
    ("Mehdi Saadi, habitant du quartier, a filmé la scène.", {"Mehdi Saadi": "habitant du quartier"}),
    ("Colette Vasseur, riveraine, proteste.", {"Colette Vasseur": "riveraine"}),
    ("Colette Vasson, une habituée du lieu, proteste.", {"Colette Vasson": "habituée du lieu"}),
    ("Nadège Lopez, mère de trois enfants, travaille de nuit.", {"Nadège Lopez": "mère de trois enfants"}),
    ("Nadine Lopes, la mère de la victime, a pleuré.", {"Nadine Lopes": "mère de la victime"}),
    ("Inès Kaplan, compagne du chanteur, a confirmé.", {"Inès Kaplan": "compagne du chanteur"}),
    ("Ludovic Renard, cégétiste, bloque l'entrée.", {"Ludovic Renard": "cégétiste"}),
    (
        "Iris Maillard, tête de liste des Verts à Lille, a déposé plainte.",
        {"Iris Maillard": "tête de liste des Verts à Lille"},
    ),
    (
        "Didier Cazal, Directeur général de l'Agence de l'eau, a signé.",
        {"Didier Cazal": "Directeur général de l'Agence de l'eau"},
    ),
    (
        "M. Abdou Karim Meckassoua, Ministre de l'Economie et du Plan, a présidé la séance.",
        {"Abdou Karim Meckassoua": "Ministre de l'Economie et du Plan"},
    ),
    ("Le Ministre de l'Energie Sékou Touati a parlé.", {"Sékou Touati": "Ministre de l'Energie"}),
    ("Le Professeur Alain Kouamé a pris la parole.", {"Alain Kouamé": "Professeur"}),
    ("Maître Sylvie Bonnet, avocate de la famille, a fait appel.", {"Sylvie Bonnet": "avocate de la famille"}),
    ("Me Julien Vasquez, conseil de l'accusé, a fait appel.", {"Julien Vasquez": "conseil de l'accusé"}),
    ("L'avocat de la défense, Me Étienne Lambot, a plaidé.", {"Étienne Lambot": "avocat de la défense"}),
    (
        "Le porte-parole du ministère de l'Intérieur, Idrissa Bello, a confirmé vendredi.",
        {"Idrissa Bello": "porte-parole du ministère de l'Intérieur"},
    ),
    (
        "La porte-parole du ministère des Mines, Fatou Bensouna, dans un communiqué, a confirmé.",
        {"Fatou Bensouna": "porte-parole du ministère des Mines"},
    ),
    (
        "Selon la directrice exécutive de l'ONG, Kate Morrow, rien ne change.",
        {"Kate Morrow": "directrice exécutive de l'ONG"},
    ),
    (
        "Le théoricien de la décroissance Serge Lavigne publie un essai.",
        {"Serge Lavigne": "théoricien de la décroissance"},
    ),
    ("Paul Guérin est professeur au Collège de France.", {"Paul Guérin": "professeur au Collège de France"}),
    ("Sociologue et démographe, Hélène Brun est professeure à Lyon.", {"Hélène Brun": "Sociologue et démographe"}),
    ("La romancière et essayiste Alma Rodin publie un récit.", {"Alma Rodin": "romancière et essayiste"}),
    ("La star de la téléréalité Kenza Milo se marie.", {"Kenza Milo": "star de la téléréalité"}),
    ("L'interprète de la chanson, Milo Sanchez, se marie.", {"Milo Sanchez": "interprète de la chanson"}),
    ("L'épouse du président, Brigida Costa, a visité l'école.", {"Brigida Costa": "épouse du président"}),
    ("Le fils du dictateur, Teodor Ngana, a été jugé.", {"Teodor Ngana": "fils du dictateur"}),
    (
        "Le cerveau présumé de l'attaque, Samir Douadi, court toujours.",
        {"Samir Douadi": "cerveau présumé de l'attaque"},
    ),
    ("Le vétéran Roger Blin a pleuré.", {"Roger Blin": "vétéran"}),
    ("Antoine Kestler, l'auteur de La Fuite, est mort.", {"Antoine Kestler": "auteur de La Fuite"}),
    ("Gaspard Ulmer, le batteur du groupe, est parti.", {"Gaspard Ulmer": "batteur du groupe"}),
    ("Rachid Belmour, latéral gauche du Wydad, est blessé.", {"Rachid Belmour": "latéral gauche du Wydad"}),
    ("Tomas Holub, le capitaine tchèque, a marqué.", {"Tomas Holub": "capitaine tchèque"}),
    ("Le tennisman suisse Luca Berti a gagné.", {"Luca Berti": "tennisman suisse"}),
    ("L'Espagnole Carla Ruiz, championne du monde en titre, a chuté.", {"Carla Ruiz": "championne du monde en titre"}),
    ("Le technicien bosnien Vahid Sušić a été limogé.", {"Vahid Sušić": "technicien bosnien"}),
    ("L'ancien portier des Lions Idris Kameni a parlé.", {"Idris Kameni": "ancien portier des Lions"}),
    ("Sœur Marie-Odile Gilbert, prieure du couvent, prie.", {"Marie-Odile Gilbert": "prieure du couvent"}),
    ("Mgr Paul Desroches, évêque de Dijon, a béni la foule.", {"Paul Desroches": "évêque de Dijon"}),
    ("Le père Benoît Salvi, curé de la paroisse, a béni la foule.", {"Benoît Salvi": "curé de la paroisse"}),
    ("Simon Adler, 12 ans, a gagné.", {"Simon Adler": None}),
    ("Simone Atlan, née à Oran en 1950, a écrit.", {"Simone Atlan": None}),
    ("Igor Sokolov, originaire de Kazan, a écrit.", {"Igor Sokolov": None}),
    ("Lise Morand, la police et le procureur étaient là.", {"Lise Morand": None}),
    ("Maud Vidal, le préfet et deux élus étaient là.", {"Maud Vidal": None}),
    ("Norbert Foch, la voix brisée, a parlé.", {"Norbert Foch": None}),
    ("Norbert Fauche, le regard fixe, a parlé.", {"Norbert Fauche": None}),
    ("Ninon Lasalle, l'air absent, a parlé.", {"Ninon Lasalle": None}),
    ("Ernest Mouly, un bonnet sur la tête, a parlé.", {"Ernest Mouly": None}),
    ("Ernesto Muela, un fusil à la main, a parlé.", {"Ernesto Muela": None}),
    ("Jacques Morvan, samedi matin, a parlé.", {"Jacques Morvan": None}),
    ("Théodore Aubin, un peu las, a parlé.", {"Théodore Aubin": None}),
    ("Pour Valérie Colas, la situation est grave.", {"Valérie Colas": None}),
    ("Selon Gaëtan Roux, l'usine fermera.", {"Gaëtan Roux": None}),
    ("D'après Clarisse Onana, l'hôpital est plein.", {"Clarisse Onana": None}),
    ("Comme Lionel Pons, un Français sur deux a peur.", {"Lionel Pons": None}),
    ("Avec Rémy Cassin, le club a gagné.", {"Rémy Cassin": None}),
    ("Anna Petit, l'école est finie.", {"Anna Petit": None}),
    ("À en croire Sophie Delmas, les ouvriers ont cédé.", {"Sophie Delmas": None}),
    ("Pierre Sorel, le temps d'un été, a tenu la barre.", {"Pierre Sorel": None}),
    ("Yann Kermor, chose rare, a souri.", {"Yann Kermor": None}),
    ("Yves Kermor, comme beaucoup, a souri.", {"Yves Kermor": None}),
    ("Ursula Blum, victime d'un accident, a été opérée.", {"Ursula Blum": None}),
    ("Jonas Wirth, candidat malheureux à la mairie, rit.", {"Jonas Wirth": "candidat malheureux à la mairie"}),
    ("Hugo Salas, du service des urgences, rappelle les faits.", {"Hugo Salas": None}),
    (
        "Patricia Ngo, chargée de mission à la Région, rappelle les faits.",
        {"Patricia Ngo": "chargée de mission à la Région"},
    ),
    ("Karl Stein, qui enseigne la chimie à Gand, rappelle les faits.", {"Karl Stein": "enseigne la chimie à Gand"}),
    ("Karla Stern, laquelle dirige l'usine, rappelle les faits.", {"Karla Stern": "dirige l'usine"}),
    ("Lucie Matton, qui a vu la scène, rappelle les faits.", {"Lucie Matton": None}),
    ("Yasmine Ferhat, sa sœur, a parlé.", {"Yasmine Ferhat": None}),
    ("L'entreprise, dirigée par Ronan Le Goff, embauche.", {"Ronan Le Goff": None}),
    (
        "Le comité : présidente, Agnès Voirin ; secrétaire, Luc Tainturier ; trésorier, Paul Hoën.",
        {"Agnès Voirin": "présidente"},
    ),
    ("Président : Marcel Thouvenin ; secrétaire : Odile Grandjean.", {"Odile Grandjean": "secrétaire"}),
    ("Odette Claudel : « Nous restons », répète cette ouvrière.", {"Odette Claudel": None}),
    ("Le juge d'instruction Serge Tournaire a rendu son ordonnance.", {"Serge Tournaire": "juge d'instruction"}),
    (
        "La juge aux affaires familiales Inès Malaval a rendu son ordonnance.",
        {"Inès Malaval": "juge aux affaires familiales"},
    ),
    ("Le gendre du roi, Karl Lindström, a été condamné.", {"Karl Lindström": "gendre du roi"}),
    ("Le meneur de la révolte, Toussaint Dubois, a été condamné.", {"Toussaint Dubois": "meneur de la révolte"}),
    ("Le bourreau du camp, Josef Krantz, a été condamné.", {"Josef Krantz": "bourreau du camp"}),
    ("Le bras droit du parrain, Salvo Greco, a été condamné.", {"Salvo Greco": "bras droit du parrain"}),
    ("La doyenne de l'humanité, Kane Ito, est morte.", {"Kane Ito": "doyenne de l'humanité"}),
    ("Le patriarche Cyrille Bogdan est mort.", {"Cyrille Bogdan": "patriarche"}),
    ("La militante écologiste Greta Lund est venue.", {"Greta Lund": "militante écologiste"}),
    ("La lanceuse d'alerte Irène Fachot est venue.", {"Irène Fachot": "lanceuse d'alerte"}),
    ("Le Premier secrétaire du PS, Olivier Fabre, est venu.", {"Olivier Fabre": "Premier secrétaire du PS"}),
    ("Le chef de file des députés LR, Damien Abadie, est venu.", {"Damien Abadie": "chef de file des députés LR"}),
    (
        "Le vice-président de la Région chargé des transports, Loïc Bréhat, est venu.",
        {"Loïc Bréhat": "vice-président de la Région chargé des transports"},
    ),
    (
        "Le chef de la diplomatie iranienne Hossein Zadeh est venu.",
        {"Hossein Zadeh": "chef de la diplomatie iranienne"},
    ),
    ("Le chef de l'Etat gabonais Omar Ondimba est venu.", {"Omar Ondimba": "chef de l'Etat gabonais"}),
    ("Le secrétaire d'Etat américain Antony Blake est venu.", {"Antony Blake": "secrétaire d'Etat américain"}),
    ("La reine Astrid de Belgonie est venue.", {"Astrid de Belgonie": "reine"}),
    ("Le candidat du Parti libéral Justin Trébeau est venu.", {"Justin Trébeau": "candidat du Parti libéral"}),
    (
        "Marc Foulon, co-auteur de l'étude et chercheur au CNRS, est venu.",
        {"Marc Foulon": "co-auteur de l'étude et chercheur au CNRS"},
    ),
    (
        "Fanta Coulibaly, qui fut l'une des premières pilotes du pays, est venue.",
        {"Fanta Coulibaly": "une des premières pilotes du pays"},
    ),
    ("« J'ai tout vu », assure Gino Valenti, témoin de la scène.", {"Gino Valenti": "témoin de la scène"}),
    ("« J'ai tout dit », assure Tina Valenta, la soixantaine.", {"Tina Valenta": None}),
    (
        "« J'ai fini », assure Nils Juul, chercheur en géophysique à l'université d'Oslo (Norvège).",
        {"Nils Juul": "chercheur en géophysique à l'université d'Oslo"},
    ),
    ("« J'ai froid », assure Kirsten Juul, de l'université d'Oslo.", {"Kirsten Juul": None}),
    (
        "Le footballeur de l'Olympique lyonnais Corentin Tolo est blessé.",
        {"Corentin Tolo": "footballeur de l'Olympique lyonnais"},
    ),
    ("La cinéaste d'origine iranienne Marjan Satri est primée.", {"Marjan Satri": "cinéaste d'origine iranienne"}),
    ("L'ex-patron de Renault-Nissan Carl Gosen est libre.", {"Carl Gosen": "ex-patron de Renault-Nissan"}),
    ("L'ex-femme du prince, Sarah Fergus, est libre.", {"Sarah Fergus": "ex-femme du prince"}),
    ("L'opposant historique Étienne Tshilumba est libre.", {"Étienne Tshilumba": "opposant historique"}),
    (
        "L'actuel locataire de la Maison Blanche, Ronald Drump, est libre.",
        {"Ronald Drump": "locataire de la Maison Blanche"},
    ),
    (
        "Le ministre délégué chargé du Budget, Gérald Darmon, est là.",
        {"Gérald Darmon": "ministre délégué chargé du Budget"},
    ),
    ("En tant que présidente du jury, Zita Laval est là.", {"Zita Laval": "présidente du jury"}),
    ("Paul Drouin et Luc Marin étaient là. Sa sœur, Julie Ferron, aussi.", {"Julie Ferron": None}),
    ("Le maire a vu Paul Drouin. Son fils, Rémi Drouet, a parlé.", {"Rémi Drouet": None}),
    (
        "Les experts en sécurité Douglas Farrell et Stephen Brown ont écrit un livre.",
        {"Douglas Farrell": "expert en sécurité", "Stephen Brown": "expert en sécurité"},
    ),
    ("Les ministres Adama Koné, Bakary Touré et Salif Diop ont signé.", {"Bakary Touré": "ministre"}),
    ("Les députés socialistes Anne Lebrun et Cécile Mahaut ont signé.", {"Cécile Mahaut": "député socialiste"}),
    ("Après les ministres, Karim Sadi et Lila Sadi ont parlé.", {"Karim Sadi": None}),
    (
        "L'un des musiciens les plus audacieux de Bretagne, Yann Kerloc, est mort.",
        {"Yann Kerloc": "un des musiciens les plus audacieux de Bretagne"},
    ),
    (
        "Roger Simon, premier adjoint, et Mme Anne Picot, conseillère générale, étaient présents.",
        {"Anne Picot": "conseillère générale"},
    ),
    ("Mme Odile Grand, institutrice retraitée, est décédée.", {"Odile Grand": "institutrice retraitée"}),
    ("Le docteur Henri Vautrin, médecin-chef des pompiers, a parlé.", {"Henri Vautrin": "médecin-chef des pompiers"}),
    ("La soirée, animée par Fabrice Lacroix, conteur vosgien, a plu.", {"Fabrice Lacroix": "conteur vosgien"}),
    ("Sous la présidence de Jean Marchal, maire d'Anould, le conseil a voté.", {"Jean Marchal": "maire d'Anould"}),
    ("L'écurie de Ron Davis, champion en titre, gagne.", {"Ron Davis": "champion en titre"}),
    ("Le peuple Tohono Odam vit là.", {"Tohono Odam": None}),
    ("Avec l'aide de la chanteuse Mina Ray et du rappeur Kool Dee, le clip sort.", {"Kool Dee": "rappeur"}),
    (
        "MM. Hugo Simon et Alain Picot, conseillers généraux, étaient présents.",
        {"Hugo Simon": "conseiller général", "Alain Picot": "conseiller général"},
    ),
    ("Les chirurgiens britanniques Adam Whitby et Colin Reeves ont opéré.", {"Adam Whitby": "chirurgien britannique"}),
    # a trade with an age, a grade behind the function, who has left a body, what somebody won; and traps
    ("À la barre, Kurt Wendling, électricien allemand de 37 ans, a nié.", {"Kurt Wendling": "électricien allemand"}),
    ("Nadine Ferrand, coiffeuse de 42 ans, a porté plainte.", {"Nadine Ferrand": "coiffeuse"}),
    (
        "La directrice technique de l'agence, la Dr Yaëlle Kermadec, a averti les élus.",
        {"Yaëlle Kermadec": "directrice technique de l'agence"},
    ),
    ("Un ancien de la Stasi, Dieter Kranz, a été condamné hier.", {"Dieter Kranz": "ancien de la Stasi"}),
    (
        "Selon Irène Tissot, toxicologue, ancienne de l'Anses, tout est clair.",
        {"Irène Tissot": "toxicologue, ancienne de l'Anses"},
    ),
    (
        "Le réalisateur Marc Delorme a parlé. M. Delorme, lauréat du prix Goncourt pour deux romans, a souri.",
        {"Marc Delorme": "réalisateur"},
    ),
    ("Professeure Agathe Tissier a rassuré les familles.", {"Agathe Tissier": "Professeure"}),
    ("À la tête du club depuis 2010, Bruno Garnault a démissionné.", {"Bruno Garnault": "À la tête du club"}),
    ("Jean Ledoux, démissionnaire, a quitté la salle.", {"Jean Ledoux": None}),
    ("Devant le juge, le Dr Paul Varnier a nié.", {"Paul Varnier": None}),
    ("Selon le directeur, le Dr Luc Varin était absent.", {"Luc Varin": None}),
    ("Le plus ancien de la troupe, Guy Loubet, 80 ans, a salué.", {"Guy Loubet": None}),
    ("Éric Vasseur, condamné à vingt ans de prison, a fait appel.", {"Éric Vasseur": None}),
    ("Serge Pinault, né à Dole il y a 37 ans, est mort.", {"Serge Pinault": None}),
    ("Rémi Lacaze, victime de 37 ans, a été inhumé.", {"Rémi Lacaze": None}),
    ("Hélène Marquet, 51 ans, pharmacienne, a témoigné.", {"Hélène Marquet": "pharmacienne"}),
]
CASES = [(i // PART, name, told) for i, (_, wanted) in enumerate(ROWS) for name, told in wanted.items()]


@pytest.fixture(scope="module")
def read_parts(analysed: Callable[..., Analysis]) -> list[Analysis]:
    return [analysed("\n\n".join(text for text, _ in ROWS[at : at + PART])) for at in range(0, len(ROWS), PART)]


@pytest.mark.parametrize(("part", "name", "told"), CASES, ids=[name for _, name, _ in CASES])
def test_function(read_parts: list[Analysis], part: int, name: str, told: str | None) -> None:
    found = people(read_parts[part])
    assert straight(name) in found
    assert role_of(found[straight(name)]) == (straight(told) if told else None)
