"""What says that an article is cut, by its kind; and the sentences about subscriptions that say nothing of the sort."""

from __future__ import annotations

import json

import pytest

from press_briefing import Article
from press_briefing.capture.clean.walls import wall
from press_briefing.capture.read import Capture, from_capture
from press_briefing.model.article import DECLARED

TITLE = "Le lavoir du bourg sera refait avant l’hiver"
BODY = [
    "Le conseil du bourg a voté mardi la réfection du lavoir, après trois heures de discussion devant les habitants.",
    "« Nous voulons garder la pierre et changer la charpente », a expliqué la maire en montrant les plans aux élus.",
    "Les travaux doivent durer quatre mois. Le département en paie un tiers, la commune cherche encore le reste.",
]
LONG = [line.replace("lavoir", thing) for thing in ("lavoir", "four", "moulin", "pont") for line in BODY]


def read_text(*lines: str) -> Article:
    return Article.from_text("\n".join([TITLE, *lines]))


def cut(*lines: str) -> str | None:
    article = read_text(*lines)
    return article.truncated.reason if article.truncated else None


REST = [
    "Il vous reste 41 % de cet article à lire.",
    "Il vous reste encore 63,5% de ce reportage à découvrir",
    "Il vous reste 80% à découvrir.",
    "38 % de cet entretien restent à lire.",
    "Vous n’avez lu que le début de cette enquête.",
    "La suite est réservée aux abonnés.",
    "La suite de ce récit est réservée à nos abonnés numériques",
    "Le reste de cet article est accessible uniquement aux abonné·e·s.",
    "L’intégralité de ce dossier est réservée à nos membres.",
    "Pour lire la suite de cette tribune, connectez-vous ou abonnez-vous.",
    "Abonnez-vous dès maintenant pour lire la suite",
    "Connectez-vous pour poursuivre votre lecture !",
    "Je m’abonne pour lire la suite",
    "Vous devez être abonné pour lire la suite.",
    "Vous souhaitez lire la suite de cet article ?",
    "Envie de lire la suite ?",
    "Poursuivez votre lecture avec un abonnement à 1 € par mois",
    "Lire la suite (abonnés)",
    "Pour lire la suite",
]
ARTICLE = [
    "Cet article est réservé aux abonnés.",
    "Ce contenu est exclusivement réservé à nos abonné(e)s",
    "La lecture de cette enquête est réservée aux abonné·es",
    "Cette chronique est disponible seulement pour les membres inscrits.",
    "Pour lire cet entretien, créez un compte.",
    "Identifiez-vous pour accéder à ce contenu",
    "Débloquez cet article avec notre offre à 1 €",
]
LABEL = ["Réservé aux abonnés", "Article réservé aux membres", "Exclusivement réservé à nos abonnés", "Contenu premium"]
OFFER = [
    "Vous lisez actuellement votre dernier article gratuit du mois.",
    "Vous avez atteint votre limite de 3 articles gratuits",
    "Débloquez tous les contenus du journal",
    "Il vous reste deux articles gratuits ce mois-ci",
]


@pytest.mark.parametrize(("kind", "lines"), [("rest", REST), ("article", ARTICLE), ("label", LABEL), ("offer", OFFER)])
def test_a_wall_is_told_by_what_it_is_made_of(kind, lines):
    assert [(line, wall(line)) for line in lines] == [(line, kind) for line in lines]


TRAPS = [
    "La suite est réservée aux abonnés, a expliqué la directrice du quotidien.",
    "La suite de chaque article est réservée aux abonnés du journal depuis janvier, selon la direction.",
    "« La suite est réservée aux abonnés », affichait l’écran du kiosque.",
    "La suite du festival est réservée aux abonnés du théâtre.",
    "Cet article de loi est réservé aux abonnés du Journal officiel, plaisante un élu.",
    "Réservée aux membres du conseil, la réunion s’est tenue à huis clos.",
    "L’accès à la piscine est réservé aux membres, comme le toit du sixième étage.",
    "Accessible aux abonnés du réseau d’eau, le service coûte douze euros.",
    "Il reste 43 % du budget à trouver avant l’été, prévient la trésorière.",
    "Il vous reste 40 % du chemin à parcourir, leur a dit le guide.",
    "Il vous reste trois articles à lire ce mois-ci : ce message, des milliers de gens le voient.",
    "Pour lire la suite du manuscrit, les chercheurs l’ont passé aux rayons X.",
    "Pour lire la suite, il faut débourser un euro le premier mois.",
    "Pour accéder au marché, les éleveurs doivent ouvrir un compte en banque.",
    "Afin de consulter le registre, le notaire s’est abonné à un service en ligne.",
    "Vous voulez lire la suite ? Il faudra attendre le second tome, promis pour l’automne.",
    "Abonnez-vous à la presse libre, a lancé le directeur devant la foule.",
    "Déjà membre du conseil, il brigue la présidence de la communauté de communes.",
    "Des combattants touchent dix mille francs par mois.",
    "Accédez à l’intégralité du rapport, c’est ce que la loi promet à chaque citoyen.",
    "Lire la suite de ses aventures a été un plaisir rare, reconnaît la libraire.",
    "Vous avez lu trois articles de ce code et vous êtes juriste, ironise l’avocat.",
    "Les abonnés au gaz ont reçu une lettre.",
    "Le texte est réservé aux juristes et la suite aux historiens.",
]


@pytest.mark.parametrize("line", TRAPS)
def test_a_sentence_about_subscriptions_is_no_wall_and_stays(line):
    assert wall(line) == ""
    article = read_text(BODY[0], line, *BODY[1:])
    assert line in article.text
    assert article.truncated is None


@pytest.mark.parametrize("line", REST + ARTICLE)
def test_a_wall_below_the_text_is_taken_out_logged_and_told(line):
    article = read_text(*LONG, line, "Déjà abonné·e ? Se connecter", "Les plus lus")
    assert article.text.endswith(LONG[-1])
    assert article.truncated.reason == line
    assert line in [removal.text for removal in article.cleaning if removal.rule == "paywall"]


def test_walls_in_one_line_and_offers_beside_them():
    line = "Cet article est réservé aux abonnés. Il vous reste 77 % à lire. Sans engagement."
    assert cut(*LONG, line) == line
    assert cut(*LONG, "Abonnez-vous pour lire la suite. Profitez de notre offre à 1 € par mois.")


def test_a_label_or_a_wall_above_a_whole_article_says_nothing_of_it():
    for line in ("Réservé aux abonnés", "Cet article est réservé aux abonnés"):
        article = Article.from_text("\n".join([TITLE, line, *LONG]))
        assert article.truncated is None
        assert line not in article.text


def test_above_a_few_lines_it_says_that_they_are_a_teaser():
    assert cut("Réservé aux abonnés", *BODY) == "Réservé aux abonnés"
    assert cut(*BODY[:2], OFFER[0]) == OFFER[0]
    assert cut(*LONG, OFFER[0]) is None
    assert cut(*BODY, "À lire aussi", "Le four rallumé", "Réservé aux abonnés") is None  # the label of another article


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (" La suite de cet article est réservée à nos abonnés.", "La suite de cet article est réservée à nos abonnés."),
        (" Il vous reste 62 % de cet article à lire", "Il vous reste 62 % de cet article à lire"),
        (" […]", "[…]"),
        ("… [+2315 chars]", "[+2315 chars]"),
        (" [...]\nLire la suite", "Lire la suite"),
        ("..\nLire la suite sur notre site", "Lire la suite sur notre site"),
        (" […] Lire la suite", "Lire la suite"),
    ],
)
def test_a_wall_or_a_mark_run_into_the_end(end, reason):
    article = read_text(*BODY[:2], BODY[2] + end)
    assert article.truncated.reason == reason
    assert "Lire la suite" not in article.text
    assert "[" not in article.text
    assert BODY[2] in article.text
    assert any(reason in removal.text for removal in article.cleaning)


@pytest.mark.parametrize(
    "lines",
    [
        [*BODY[:2], BODY[2] + "…"],
        [*BODY, "Lire la suite"],
        [BODY[0] + " […] Il reprend.", *BODY[1:]],
        [*BODY[:2], "« Nous irons jusqu’au bout […] et nous paierons », a conclu la maire devant les élus du bourg."],
        [*BODY, "Les premiers chapitres sont gratuits, annonce l’éditrice. La suite est réservée aux abonnés."],
    ],
)
def test_no_end_that_is_none(lines):
    assert cut(*lines) is None


def test_an_article_about_walls_keeps_what_it_words():
    about = "Le journal compte désormais plus d’abonnés en ligne que de lecteurs au kiosque, dit sa directrice."
    article = read_text(about, "La suite est réservée aux abonnés.", *LONG)
    assert "La suite est réservée aux abonnés." in article.text
    assert article.truncated is None
    assert cut(about, *LONG, "La suite est réservée aux abonnés.") == "La suite est réservée aux abonnés."


# -- pages -----------------------------------------------------------------------------------------


def page(body: list[str], told: dict[str, object], below: str = "") -> Article:
    node = json.dumps({"@type": "NewsArticle", "headline": TITLE, **told})
    html = (
        f"<html lang='fr'><head><title>{TITLE}</title><script type='application/ld+json'>{node}</script></head><body>"
        f"<article><h1>{TITLE}</h1>{''.join(f'<p>{line}</p>' for line in body)}{below}</article></body></html>"
    )
    return from_capture(Capture("page.html", html.encode(), "page.html"))


@pytest.mark.parametrize("told", [False, "False", "false", "http://schema.org/False"])
def test_a_page_that_calls_itself_paid_and_gives_little(told):
    assert page(BODY, {"isAccessibleForFree": told}).truncated.reason == DECLARED


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (LONG, {"isAccessibleForFree": False}),
        (BODY, {"isAccessibleForFree": True}),
        (BODY, {"isAccessibleForFree": "non"}),
        (BODY, {"isAccessibleForFree": False, "wordCount": 60}),
        (BODY, {"hasPart": {"isAccessibleForFree": False}}),
    ],
)
def test_a_page_that_gives_all_it_has(body, told):
    assert page(body, told).truncated is None


def test_the_number_of_words_the_page_tells_decides():
    assert page(LONG, {"isAccessibleForFree": False, "wordCount": 900}).truncated.reason == DECLARED
    assert page(LONG, {"wordCount": 900}).truncated is None


def test_a_wall_outside_the_text_of_a_page_counts_where_that_is_short():
    box = "<section class='restricted'><p>Ce récit est réservé aux abonné·es.</p><a>Je m’abonne</a></section>"
    assert page(BODY[:2], {}, box).truncated.reason == "Ce récit est réservé aux abonné·es."
    assert page([*LONG, *LONG], {}, box).truncated is None or "récit" not in page([*LONG, *LONG], {}, box).text


def test_what_is_cut_in_a_json_object():
    row = {"title": TITLE, "text": "\n\n".join(BODY[:2]) + " [+1874 chars]", "isAccessibleForFree": False}
    article = from_capture(Capture("row.json", json.dumps(row).encode(), "rows.jsonl#1"))
    assert article.truncated.reason == "[+1874 chars]"
    assert "chars" not in article.text


def test_verbatim_takes_nothing_out():
    text = "\n".join([TITLE, *BODY, REST[0]])
    assert Article.from_text(text, verbatim=True).text == text
