"""What a page says of itself: when it was published and by whom; and the dates on it that are another's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press_briefing import Article
from press_briefing.capture.read import Capture, from_capture

TITLE = "Le lavoir du bourg sera refait avant l’hiver"
BODY = (
    "Le conseil du bourg a voté mardi la réfection du lavoir, après trois heures de discussion devant les habitants.",
    "« Nous voulons garder la pierre et changer la charpente », a expliqué la maire en montrant les plans aux élus.",
    "Les travaux doivent durer quatre mois. Le département en paie un tiers, la commune cherche encore le reste.",
)
STORY = "Le premier lavoir avait été inauguré le 6 juin 2004 par le préfet de l’époque, sous une pluie battante."
CARD = "<aside><h3>À lire</h3><p>Publié le 2 mai 2016</p><p>La fontaine coule</p></aside>"
COMMENTS = "<div id='comments'><h3>Commentaires</h3><p><time datetime='2011-10-04'>4 octobre 2011</time></p></div>"


def page(*, head: str = "", above: str = "", body: tuple[str, ...] = BODY, below: str = "", around: str = "") -> str:
    told = "".join(text if text.startswith("<") else f"<p>{text}</p>" for text in body)
    return (
        f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>{TITLE}</title>{head}</head>"
        f"<body><header><a href='/'>Accueil</a> <p>jeudi 9 février 2023</p></header><main><article><h1>{TITLE}</h1>"
        f"{above}<div>{told}</div>{below}</article></main>{around}<footer>© 2012 La Gazette</footer></body></html>"
    )


def ld(*nodes: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(list(nodes) if len(nodes) > 1 else nodes[0])}</script>"


def read_page(html: str, origin: str = "page.html") -> Article:
    return from_capture(Capture("page.html", html.encode(), origin))


def published(html: str) -> tuple[str | None, str]:
    found = read_page(html).published
    assert found.reason
    return found.value, found.certainty


NEWS = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2022-09-30T06:00:00+02:00"}
SITE = {"@type": "WebSite", "name": "gazette.example", "datePublished": "2008-01-02"}
PICTURE = {"@type": "ImageObject", "datePublished": "2015-05-05"}
OTHERS = {
    "@type": "ItemList",
    "itemListElement": [{"@type": "ListItem", "item": {**NEWS, "headline": "Autre", "datePublished": "2014-01-01"}}],
}


# -- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nodes",
    [
        (NEWS,),
        (SITE, NEWS),
        (PICTURE, {**SITE, "@type": "WebPage"}, NEWS),
        (OTHERS, NEWS),
        ({"@graph": [SITE, PICTURE, {**NEWS, "@type": ["Article", "NewsArticle"]}]},),
        ({"@type": "WebPage", "datePublished": "2008-01-02", "mainEntity": {**NEWS, "@type": "OpinionNewsArticle"}},),
        ({**NEWS, "headline": "Le lavoir refait", "@type": "http://schema.org/BlogPosting"},),
        ({**NEWS, "headline": "Brève sans rapport", "datePublished": "2014-01-01"}, NEWS),
    ],
)
def test_the_article_s_own_date_comes_before_those_of_site_page_and_picture(nodes):
    assert published(page(head=ld(*nodes), body=(*BODY, STORY), around=CARD)) == ("2022-09-30", "found")


@pytest.mark.parametrize(
    "nodes",
    [
        (SITE,),
        ({**SITE, "@type": "WebPage"}, PICTURE),
        (OTHERS,),
        ({**NEWS, "headline": "Un", "datePublished": "2014-01-01"}, {**NEWS, "headline": "Deux"}),
        ({"@type": "NewsArticle", "comment": {**NEWS, "@type": "Comment"}},),
        ({"@type": "NewsArticle", "datePublished": {"@value": 3}},),
    ],
)
def test_no_other_date_of_the_metadata_is_the_article_s(nodes):
    assert published(page(head=ld(*nodes))) == (None, "unknown")


@pytest.mark.parametrize("script", ["{", "[" * 5000, "null", '"NewsArticle"', "[1, [{}]]", "{} // fin", "<!-- {} -->"])
def test_a_script_that_is_no_linked_data_says_nothing(script):
    html = page(head=f"<script type='application/ld+json'>{script}</script>", above="<p>Publié le 30 sept. 2022</p>")
    assert published(html) == ("2022-09-30", "found")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2022-09-30T06:00:00+02:00'>",
        "<meta name='DC.date.issued' content='2022-09-30'>",
        "<meta name='citation_publication_date' content='2022/09/30'>",
        "<meta name='pubdate' content='20220930'>",
        "<meta name='publish-date' content='Fri, 30 Sep 2022 06:00:00 GMT'>",
    ],
)
def test_dates_of_meta_elements(head):
    assert published(page(head=head, body=(*BODY, STORY))) == ("2022-09-30", "found")


@pytest.mark.parametrize(
    "above",
    [
        "<p>Publié le 30 sept. 2022 à 19h</p>",
        "<p class='date'>Mis à jour le 04/10/2022 à 8h, publié le 30/09/2022</p>",
        "<div><span>Publié le 30 septembre 2022</span><span>Mis à jour le 4 octobre 2022</span></div>",
        "<div><time class='updated'>4 octobre 2022</time><time class='published'>30 septembre 2022</time></div>",
        "<p>Publié <time datetime='2022-09-30T19:00:00+02:00'>il y a 3 jours</time></p>",
        "<p>Par Nadège Roumier | 30/09/2022 | 19h00</p>",
        "<div class='meta'>Nadège Roumier <b>30 septembre 2022</b> <a href='#c'>3 commentaires</a></div>",
        "<p>Un lavoir vieux de deux siècles, une commune sans argent, et une querelle de charpente qui dure encore.</p>"
        "<p>ven. 30 sept. 2022</p>",
        "<span itemprop='datePublished' content='2022-09-30'>vendredi</span>",
    ],
)
def test_the_publication_line_near_the_title(above):
    assert published(page(above=above, body=(*BODY, STORY), around=CARD + COMMENTS)) == ("2022-09-30", "found")


def test_the_publication_line_below_the_text():
    assert published(page(below="<p>Publié le 30 septembre 2022</p>", around=CARD)) == ("2022-09-30", "found")


@pytest.mark.parametrize(
    "html",
    [
        page(around=CARD),
        page(around=COMMENTS),
        page(below="<ul class='related'><li>Publié le 2 mai 2016 : la fontaine</li></ul>"),
        page(below="<div class='agenda'><p>21 juin 2025</p></div>"),
        page(body=(BODY[0], "<blockquote><p>Vive le lavoir</p>— Ana <a>4 mars 2021</a></blockquote>", *BODY[1:])),
        page(body=(BODY[0], "<div class='twitter-tweet'><p>Vive le lavoir</p><a>4 mars 2021</a></div>", *BODY[1:])),
        page(above="<p>3 mars 2022</p><p>9 août 2022</p>"),
        page(above="<p>Publié il y a deux jours</p>"),
        page(above="<p>Concert de soutien le 21 juin 2025 au bourg</p>"),
        page(body=("<p><a href='/x'>Le 6 juin 2004</a>, le préfet coupait le ruban devant tout le bourg.</p>", *BODY)),
    ],
)
def test_no_date_of_another_article_a_comment_a_post_or_the_story_is_found(html):
    assert published(html)[1] != "found"


def test_the_day_in_the_address_is_inferred():
    link = "<link rel='canonical' href='https://gazette.example/2022/09/30/lavoir.html'>"
    assert published(page(head=link, body=(*BODY, STORY))) == ("2022-09-30", "inferred")
    assert published(page(head=link, above="<p>Publié le 1er octobre 2022</p>")) == ("2022-10-01", "found")


def test_a_page_that_says_only_when_it_was_changed_is_inferred():
    assert published(page(above="<p>Mis à jour le 4 octobre 2022</p>")) == ("2022-10-04", "inferred")


# -- who and where ---------------------------------------------------------------------------------

ADDRESS = "https://www.gazette.example/bourg/lavoir-12"
LINK = f"<link rel='canonical' href='{ADDRESS}'>"
NAMED = {**NEWS, "publisher": {"@type": "Organization", "name": "La Gazette du Bourg"}}


@pytest.mark.parametrize(
    ("head", "outlet", "url"),
    [
        ("<meta property='og:site_name' content='L&#39;Écho du Lavoir'>" + ld(NAMED), "L'Écho du Lavoir", None),
        (ld(NAMED), "La Gazette du Bourg", None),
        (
            ld({**NEWS, "publisher": {"@id": "#g"}}, {"@type": "Organization", "@id": "#g", "name": "La Gazette"}),
            "La Gazette",
            None,
        ),
        (ld({**NEWS, "publisher": [{"name": "La Gazette"}]}), "La Gazette", None),
        (ld(SITE, NEWS), "gazette.example", None),
        (LINK, "gazette.example", ADDRESS),
        (f"<meta property='og:url' content='{ADDRESS}'>", "gazette.example", ADDRESS),
        ("<link rel='canonical' href='https://gazette.example/'>", None, None),
        ("<link rel='canonical' href='javascript:alert(1)'><meta property='og:site_name' content='  '>", None, None),
        (ld({**NEWS, "author": {"@type": "Organization", "name": "AFP"}}), None, None),
    ],
)
def test_the_outlet_and_the_address_a_page_tells(head, outlet, url):
    article = read_page(page(head=head))
    assert (article.outlet, article.url, article.source) == (outlet, url, "page.html")


def test_the_address_it_was_fetched_from_stands_where_the_page_tells_none():
    article = read_page(page(), origin="https://www.echo.example/lavoir?p=3")
    assert (article.outlet, article.url) == ("echo.example", "https://www.echo.example/lavoir?p=3")
    assert read_page(page(head=LINK), origin="https://echo.example/x").url == ADDRESS


def test_of_a_file_or_a_pasted_text_nothing_is_invented(tmp_path: Path):
    assert read_page(page()).outlet is None
    assert Article.from_text("\n".join([TITLE, *BODY])).outlet is None


@pytest.mark.parametrize(
    ("row", "outlet", "url"),
    [
        ({"publisher": {"name": "La Gazette"}, "url": ADDRESS}, "La Gazette", ADDRESS),
        ({"source": {"id": None, "name": "La Gazette"}}, "La Gazette", None),
        ({"site": "https://www.gazette.example/"}, "gazette.example", None),
        ({"link": ADDRESS}, "gazette.example", ADDRESS),
        ({"source": 3, "url": ["x"]}, None, None),
    ],
)
def test_the_outlet_and_the_address_of_a_json_object(row, outlet, url):
    data = json.dumps({"title": TITLE, "text": "\n\n".join(BODY), **row}).encode()
    article = from_capture(Capture("row.json", data, "rows.jsonl#1"))
    assert (article.outlet, article.url) == (outlet, url)


def test_a_hostile_page_takes_little_time():
    wide = "".join(f"<meta name='m{n}' content='{n}'>" for n in range(5000)) + ld(*[{"@type": "Thing"}] * 5000)
    deep = "<div><span>Publié</span>" * 3000 + "<p>le 30 septembre 2022</p>"
    assert read_page(page(head=wide, above=deep)).text


@pytest.mark.parametrize("outlet", ["L’Estran", "l'estran", "L’Estran.fr"])
def test_the_paper_s_name_is_no_author_beside_a_person(outlet):
    head = f"""<meta property="og:site_name" content="L’Estran.fr"><meta property="og:article:author" content="{outlet}">
    <meta name="author" content="Anne Lebreton">"""
    assert read_page(page(head=head)).author.name == "Anne Lebreton"
