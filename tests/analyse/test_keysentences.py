"""Key sentences are the article's own, from its body, and do not say the same thing twice."""

from __future__ import annotations

from collections.abc import Callable

from press_briefing import Article
from press_briefing.analyse.language import read_language
from press_briefing.analyse.newsworth import News, Worth
from press_briefing.model.analysis import Analysis, Quote
from press_briefing.model.settings import Settings

FIRST = "Le gouvernement malien a annoncé mardi un accord sur les prix du carburant avec les transporteurs de Bamako."
AGAIN = "Mardi, le gouvernement malien a annoncé avec les transporteurs de Bamako un accord sur les prix du carburant."
TEXT = f"""Carburant : un accord à Bamako

{FIRST} {AGAIN} Qui va payer la hausse des prix du carburant pour les transporteurs de la capitale malienne ?

Une suite courte

Les transporteurs demandaient depuis des semaines que le gouvernement malien protège les convois de carburant. Oui.

Les stations de la capitale malienne rationnent le carburant et les prix des transports augmentent chaque semaine."""


def chosen(found: Analysis) -> list[str]:
    return [found.text_of(found.sentences[index]) for index in found.key_sentences]


def test_they_stand_in_the_article(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(TEXT))
    assert sentences
    assert all(sentence in TEXT for sentence in sentences)
    assert not any(sentence.endswith("?") or "\n" in sentence for sentence in sentences)


def test_no_headings_no_scraps_no_repeats(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(TEXT))
    assert not {"Oui.", "Une suite courte", "Carburant : un accord à Bamako"} & set(sentences)
    assert not {FIRST, AGAIN} <= set(sentences)


def test_a_scrap_has_none(analysed: Callable[..., Analysis]) -> None:
    assert chosen(analysed("Oui.")) == []


TOWN = "La mairie de Ségou a signé jeudi un contrat pour la rénovation du marché central avec une entreprise malienne."
ALONE = "Elle a promis que les commerçants du marché central de Ségou seraient relogés pendant les travaux du bâtiment."
OURS = "Nous demandons à la mairie de Ségou que nos commerçants du marché central soient relogés pendant la rénovation."


def test_a_short_article_gives_three(analysed: Callable[..., Analysis]) -> None:
    text = "\n\n".join(
        [
            TOWN,
            "Les travaux du bâtiment dureront huit mois et coûteront deux milliards de francs.",
            "L’ancien édifice, construit dans les années 1950, menaçait de tomber sur les passants.",
        ]
    )
    assert len(chosen(analysed(text))) == 3


def test_what_stands_alone_and_shares_the_title_comes_first(analysed: Callable[..., Analysis]) -> None:
    text = "\n\n".join(["Le marché central de Ségou sera rénové", ALONE, OURS, TOWN])
    found = chosen(analysed(text))
    assert found.index(TOWN) < (found.index(OURS) if OURS in found else len(found))


def test_nothing_opens_with_a_pronoun_that_nobody_resolves(analysed: Callable[..., Analysis]) -> None:
    text = "\n\n".join(
        [
            TOWN,
            "Elles ont été livrées en mars au port de commerce avec dix mois de retard.",
            "La mairie de Ségou a versé en avril deux milliards de francs à une entreprise.",
        ]
    )
    assert not any(sentence.startswith("Elles") for sentence in chosen(analysed(text)))


def test_no_pointer_to_another_page(analysed: Callable[..., Analysis]) -> None:
    pointer = "A lire aussi : La mairie de Ségou a signé jeudi un contrat pour la rénovation du marché central."
    assert pointer not in chosen(analysed("\n\n".join([pointer, TOWN, ALONE, OURS])))


def test_lire_is_a_verb_too(analysed: Callable[..., Analysis]) -> None:
    told = "Lire aussi tard dans la soirée abîme les yeux, a dit jeudi à Ségou la médecin Awa Keïta dans un entretien."
    assert told in chosen(analysed(told))


STANDFIRST = "La société Verdane ferme en juin son usine de Ternay, qui emploie 240 ouvriers du textile depuis 1978."
SAME = "L’usine de Ternay de la société Verdane, qui emploie 240 ouvriers du textile, fermera en juin après 47 ans."
MORE = "La préfète Odile Marsan a promis jeudi une aide de deux millions d’euros aux communes de la vallée."
THIRD = "Les syndicats du textile appellent à une grève le 4 mars devant le siège de la société à Lyon."
LAST = "Un repreneur belge, le groupe Dehaene, avait renoncé en janvier faute de commandes pour les métiers à tisser."
PLANT = f"""Textile : l’usine de Ternay ferme

{STANDFIRST}

{SAME} {MORE}

{THIRD} {LAST}"""


def test_what_the_standfirst_told_is_not_told_again(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(PLANT))
    assert sum(told in sentences for told in (STANDFIRST, SAME)) == 1
    assert {MORE, THIRD, LAST} <= set(sentences)


DESCRIBED = "Le fabricant néerlandais a livré en mars 900 tracteurs de moins que prévu à ses clients d’Amérique du Sud."
LIVE = """Bourse : les nouvelles du jour

La Bourse de Rotterdam a gagné 2 % lundi après trois semaines de baisse des valeurs industrielles.

9h10 - Tracteurs : Hoekstra livre moins que prévu

{told}

9h40 - Acier : Brenner embauche à Brême

L’aciérie allemande Brenner embauchera 300 ouvriers à Brême avant la fin de l’année, selon son directeur."""


def test_what_only_the_heading_names_does_not_stand_alone(analysed: Callable[..., Analysis]) -> None:
    assert DESCRIBED not in chosen(analysed(LIVE.format(told=DESCRIBED)))
    named = DESCRIBED.replace("Le fabricant", "Le fabricant Hoekstra,").replace("néerlandais", "néerlandais,", 1)
    assert named in chosen(analysed(LIVE.format(told=named)))


def test_a_word_about_the_page_is_no_news(analysed: Callable[..., Analysis]) -> None:
    about = (
        "Toutes les nouvelles des marchés de ce lundi à Rotterdam et à Brême sont à suivre ici avec nos journalistes."
    )
    assert about not in chosen(analysed("\n\n".join([TOWN, about, MORE, THIRD])))


def test_a_sentence_counts_for_less_the_more_of_it_is_quotation() -> None:
    def share(end: int) -> float:
        article = Article.from_text(TOWN, verbatim=True)
        reading = read_language(article, Settings.current())
        quote = Quote(0, end, TOWN[:end])
        return Worth(reading, News(quotes=(quote,))).features(0, 0, 0.0, [], {})["quoted"]

    assert 0 < share(40) < share(len(TOWN)) <= 1


def test_nobody_s_sales_open_no_key_sentence(analysed: Callable[..., Analysis]) -> None:
    owned = "Ses ventes de tapis ont doublé en mars à Ségou et l’entreprise malienne embauchera quarante tisserands."
    assert owned not in chosen(analysed("\n\n".join([TOWN, owned, MORE, THIRD])))
