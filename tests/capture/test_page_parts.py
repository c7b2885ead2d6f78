"""Parts of a page around and inside its article: standfirst, byline, posts of networks, ways elsewhere, live pages."""

from __future__ import annotations

import pytest

from press_briefing.capture.clean import clean
from press_briefing.capture.read import Capture, from_capture
from press_briefing.model.article import Article

TITLE = "La halle de Morvieux rouvrira sans son marché aux veaux"
BODY = (
    "Fermée depuis l’effondrement d’une ferme de charpente, la halle de Morvieux accueillera de nouveau le public, "
    "mais les éleveurs ont signé ailleurs.",
    "« Personne ne nous a demandé notre avis », regrette Bastien Courtade, qui vendait là ses bêtes depuis vingt ans "
    "et cherche un autre foirail.",
    "La commune a dépensé 640 000 euros pour consolider les poutres, dont la moitié vient du département, selon le "
    "compte rendu du dernier conseil.",
)
STAND = "Les éleveurs ont trouvé un autre foirail pendant les travaux, et ne reviendront pas."


def page(above: str = "", body: tuple[str, ...] = BODY, behind: str = "", head: str = "", title: str = TITLE) -> str:
    paragraphs = "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in body)
    return (
        f"<html lang='fr'><head><title>{title}</title>{head}</head><body><main><article><h1>{title}</h1>{above}"
        f"<div class='article-body'>{paragraphs}</div></article>{behind}</main></body></html>"
    )


def read(html: str) -> Article:
    return from_capture(Capture("page.html", html.encode(), "page.html"))


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(one.kind, article.text[one.start : one.end]) for one in article.paragraphs]


def rules(article: Article) -> set[str]:
    return {removal.rule for removal in article.cleaning}


# -- the standfirst --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        f"<p class='article__chapo'>{STAND}</p>",
        f"<h2 class='subHeadline'>{STAND}</h2>",
        f"<div class='sous-titre'><strong>{STAND}</strong></div>",
        f"<header><p class='entry-summary'>{STAND}</p></header>",
        f"<p class='x12'>{STAND}</p>",
    ],
)
def test_the_standfirst_is_the_lead(above):
    head = f"<meta name='description' content='{STAND}'>"
    assert kinds(read(page(above, head=head)))[1] == ("lead", STAND)


@pytest.mark.parametrize(
    "above",
    [
        f"<p class='author-description'>{STAND}</p>",
        f"<figure><p class='lead-image-caption'>{STAND}</p></figure>",
        "<p class='chapo'>Par Odile Sarrazin</p>",
        "<p class='lead'>Publié le 3 mars 2024 à 10h12</p>",
        "<p class='intro'>Lire aussi : la foire de Grandlieu change de place</p>",
        "<p class='intro'>Vidéo</p>",
        f"<aside class='intro'><p>{STAND}</p></aside>",
    ],
)
def test_what_is_no_standfirst_is_no_lead(above):
    assert ("lead", BODY[0]) in kinds(read(page(above)))


def test_a_standfirst_that_the_body_holds_stands_once():
    article = read(page(body=(f"<p class='chapo'>{STAND}</p>", *BODY)))
    assert kinds(article)[1] == ("lead", STAND)
    assert article.text.count(STAND) == 1


# -- who signs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (
            "<p>Par <a href='/o'>Odile Sarrazin</a> et <a href='/k'>Karim Lesueur</a></p>",
            "Odile Sarrazin, Karim Lesueur",
        ),
        ("<div>Propos recueillis par Odile Sarrazin</div>", "Odile Sarrazin"),
        ("<span class='author'>Odile Sarrazin avec AFP</span>", "Odile Sarrazin"),
        ("<p>Par Odile Sarrazin, à Morvieux</p>", "Odile Sarrazin"),
    ],
)
def test_who_signs_is_read_behind_the_title(above, name):
    author = read(page(above)).author
    assert (author and author.name) == name


@pytest.mark.parametrize(
    "above",
    [
        "<p>La halle vue par Odile Sarrazin depuis la place du marché</p>",
        "<p>Par la force des choses</p>",
        "<aside><p>Par Odile Sarrazin</p></aside>",
    ],
)
def test_nobody_signs_a_line_that_is_no_byline(above):
    assert read(page(above)).author is None


# -- what is of others -----------------------------------------------------------------------------

POST = (
    "<blockquote class='{name}'><p>Morvieux mérite mieux que ça</p>— Bastien (@bast) "
    "<a href='{url}'>4 mars 2021</a></blockquote>"
)


@pytest.mark.parametrize(
    "post",
    [
        POST.format(name="twitter-tweet", url="#"),
        POST.format(name="", url="https://x.com/bast/status/12"),
        "<div class='instagram-media'><a href='/p'>Voir cette publication</a><p>Partagée par Morvieux (@morv)</p></div>",
        "<div class='tweet'><p>Ce contenu est bloqué car vous avez refusé les traceurs.</p></div>",
    ],
)
def test_a_post_of_a_network_is_out_and_told(post):
    article = read(page(body=(BODY[0], post, *BODY[1:])))
    assert [text for _, text in kinds(article)] == [TITLE, *BODY]
    assert "embed" in rules(article)


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote><p>Morvieux mérite mieux que cette halle sans bêtes, écrivait Courtade au préfet.</p></blockquote>",
        "<blockquote class='tweetable'><p>Morvieux mérite mieux que cette halle sans bêtes, dit-il.</p></blockquote>",
    ],
)
def test_a_quotation_of_the_article_stays(quoted):
    assert "Morvieux mérite mieux" in read(page(body=(BODY[0], quoted, *BODY[1:]))).text


LINK = "<a href='/x'>Le foirail de Grandlieu a cent ans</a>"


@pytest.mark.parametrize(
    "line",
    [
        f"<p><em>(Re)lire aussi : {LINK}</em></p>",
        f"<p>► {LINK}</p>",
        f"<p>[Relire : {LINK}]</p>",
        f"<p>ENTRETIEN. {LINK}</p>",
        f"<p>LIRE AUSSI</p><p>• {LINK}</p><p>• {LINK}</p>",
        f"<p>À voir aussi | {LINK}</p>",
        f"<p>Retrouvez notre dossier : {LINK}</p>",
        f"<p>Sur le même sujet :</p><ul><li>{LINK}</li></ul>",
        f"<p>Lire également notre enquête {LINK}</p>",
    ],
)
def test_a_way_to_another_article_is_out_and_told(line):
    article = read(page(body=(BODY[0], line, *BODY[1:])))
    assert "Grandlieu" not in article.text
    assert "related" in rules(article)
    assert all(text in article.text for text in BODY)


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Faut-il lire {LINK} pour le comprendre, demandent les éleveurs ?</p>",
        f"<p>Le rapport du département, {LINK}, ne dit rien des veaux.</p>",
        "<p>EXCLUSIF. <a href='/x'>Le maire de Grandlieu démissionne.</a></p>",
        "<p>Grandlieu, <a href='/x'>deux mille habitants</a></p>",
    ],
)
def test_a_sentence_with_a_link_stays(line):
    assert "Grandlieu" in read(page(body=(BODY[0], line, *BODY[1:]))).text


def test_a_box_for_a_letter_is_out_and_told():
    box = "<div class='z9'><p>Le Matin de Morvieux</p><p>Recevez nos articles chaque matin dans votre boîte mail</p>"
    article = read(page(body=(BODY[0], f"{box}<button>Je m’inscris</button></div>", *BODY[1:])))
    assert [text for _, text in kinds(article)] == [TITLE, *BODY]
    assert "newsletter" in rules(article)


def test_a_box_that_tells_something_stays():
    told = "La lettre que la mairie avait adressée aux éleveurs parlait encore d’un marché chaque lundi."
    box = f"<div><p>{told}</p><button>Agrandir</button></div>"
    assert told in read(page(body=(BODY[0], box, *BODY[1:]))).text


# -- parts that are set apart ----------------------------------------------------------------------

MORE = (
    "Le foirail voisin, lui, a gagné trente exposants depuis l’automne, et songe à s’agrandir vers la gare dès "
    "l’an prochain."
)


@pytest.mark.parametrize(
    "behind",
    [
        f"<div class='pub'>PUB</div><article class='suite'><section><p>{MORE}</p></section></article>",
        f"<article><p>{MORE}</p></article>",
    ],
)
def test_an_article_in_several_elements_is_read_whole(behind):
    assert [text for _, text in kinds(read(page(behind=behind)))] == [TITLE, *BODY, MORE]


@pytest.mark.parametrize(
    "behind",
    [
        f"<article><h2>Grandlieu</h2><p>{MORE}</p></article>",
        f"<article><p><a href='/x'>{MORE}</a></p></article>",
        f"<article class='card'><p>{MORE}</p></article>",
        f"<article><time>hier</time><p>{MORE}</p></article>",
    ],
)
def test_another_article_of_the_page_is_none_of_its_parts(behind):
    assert MORE not in read(page(behind=behind)).text


# -- live pages ------------------------------------------------------------------------------------

HEADS = ("La halle ouvre ses portes", "Courtade prend la parole", "Le compte des travaux")


def live(
    tag: str,
    *,
    name: str = "live",
    hours: tuple[str, ...] = ("9h05", "10:40", "11h52"),
    link: str = "",
    days: tuple[str, ...] = ("", "", ""),
) -> str:
    posts = "".join(
        f"<{tag} class='post'><time datetime='{day}'>{hour}</time><h3>{f'<a href={link}>' if link else ''}{head}</h3>"
        f"<p>{text}</p></{tag}>"
        for hour, head, text, day in zip(hours, HEADS, BODY, days, strict=True)
    )
    return f"<html lang='fr'><body><main><h1>{TITLE}</h1><section class='{name}'>{posts}</section></main></body></html>"


@pytest.mark.parametrize("tag", ["article", "div", "section", "li"])
def test_a_live_page_is_read_as_posts_under_their_hours(tag):
    found = kinds(read(live(tag)))
    assert [text for kind, text in found if kind == "post"] == ["9h05", "10:40", "11h52"]
    assert [text for kind, text in found if kind == "heading"] == list(HEADS)
    assert [text for _, text in found if text in BODY] == list(BODY)


def test_posts_of_several_days_tell_their_day():
    days = ("2024-03-04T09:05", "2024-03-04T10:40", "2024-03-05T11:52")
    found = [text for kind, text in kinds(read(live("div", days=days))) if kind == "post"]
    assert found == ["4 mars 2024, 9h05", "4 mars 2024, 10:40", "5 mars 2024, 11h52"]


@pytest.mark.parametrize(
    "html",
    [
        live("article", name="liste"),
        live("article", name="direct", link="/a"),
        live("div", name="comments"),
    ],
)
def test_a_list_of_articles_or_comments_is_no_live_page(html):
    assert "post" not in {kind for kind, _ in kinds(read(html))}


# -- when, and under which title -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "above", "days"),
    [
        (
            "<meta property='article:published_time' content='2024-03-03T10:00:00+01:00'>"
            "<meta property='article:modified_time' content='2024-03-05T09:00:00+01:00'>",
            "",
            ("2024-03-03", "2024-03-05"),
        ),
        ("", "<p>Mis à jour le 05/03/2024 à 9h01, publié le 03/03/2024 à 10h12</p>", ("2024-03-03", "2024-03-05")),
        ("", "<p>Publié le 3 mars 2024, mis à jour le 3 mars 2024</p>", ("2024-03-03", None)),
        ("", "<p>Publié le 3 mars 2024</p>", ("2024-03-03", None)),
        ("", "<p>Mis à jour le 5 mars 2024</p>", ("2024-03-05", None)),
    ],
)
def test_first_publication_and_last_change_are_two_days(head, above, days):
    article = read(page(above, head=head))
    assert (article.published.value, article.updated) == days


def test_the_last_change_of_a_pasted_text():
    article = clean("\n\n".join([TITLE, "Publié le 3 mars 2024 à 10h | Modifié le 6 mars 2024", *BODY]))
    assert (article.published.value, article.updated) == ("2024-03-03", "2024-03-06")
    assert Article.from_dict(article.to_dict()).updated == "2024-03-06"


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-03-03T23:30:00Z", "2024-03-04"),
        ("2024-07-01T22:05:00+00:00", "2024-07-02"),
        ("2024-03-03T22:30:00Z", "2024-03-03"),
        ("2024-03-31T22:30:00Z", "2024-04-01"),
        ("2024-03-03T23:30:00+01:00", "2024-03-03"),
        ("2024-03-03", "2024-03-03"),
        ("2024-10-27T22:30:00Z", "2024-10-27"),
    ],
)
def test_a_time_of_greenwich_is_told_in_paris(stamp, day):
    head = f"<meta property='article:published_time' content='{stamp}'>"
    assert read(page(head=head)).published.value == day


def test_a_title_cut_in_the_metadata_is_that_of_the_heading():
    head = (
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"La halle de Morvieux '
        'rouvrira sans…"}</script>'
    )
    assert read(page(head=head)).title == TITLE


def test_a_hostile_page_takes_little_time():
    deep = "<div class='tweet'>" * 3000 + "<p>Lire aussi <a href='/x'>deux mots</a></p>" * 2000
    many = "<div class='live'>" + "<div><time>10h05</time><p>Un mot.</p></div>" * 3000 + "</div>"
    assert read(page(body=(*BODY, deep, many))).text
