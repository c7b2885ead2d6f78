"""Names and entities: sentences of our own in the manner of the press, traps first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing import Article, analyse
from press_briefing.analyse.entities import acronyms, tokens
from press_briefing.model.analysis import Analysis, Entity

STORY = (
    "Mali : la junte change de ton\n\n"
    "Le président Ibrahim Traoré a reçu à Ouagadougou l’ambassadeur du Mali, Issa Konfourou. M. Traoré a salué "
    "l’Alliance des États du Sahel (AES). L’AES compte trois membres : le Burkina Faso, le Mali et le Niger.\n\n"
    "Malgré la pluie, Ankara a livré des drones Akinci. Pour le Conseil de sécurité des Nations unies, l’affaire du "
    "bateau Tombouctou reste ouverte. Au Conseil de sécurité, personne n’a parlé. À Tombouctou, à Gao et à Nara, "
    "les écoles sont fermées.\n\n"
    "Wagner, devenu Africa Corps, a quitté le Burkina. Résultat : les Maliens attendent. Jamais la région n’a "
    "tant souffert, dit le ministère de la Défense."
)


def labels(analysis: Analysis) -> dict[str, str]:
    return {mention.text.replace("’", "'"): mention.label for mention in analysis.entities}


def row(analysis: Analysis, name: str) -> Entity:
    found = [entity for entity in analysis.entity_index if name in (form.replace("’", "'") for form in entity.forms)]
    assert found, (name, [entity.name for entity in analysis.entity_index])
    return found[0]


@pytest.fixture(scope="module")
def fast_story(analysed: Callable[..., Analysis]) -> Analysis:
    return analysed(STORY, profile="fast")


@pytest.fixture(scope="module")
def story(analysed: Callable[..., Analysis]) -> Analysis:
    return analysed(STORY)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Ibrahim Traoré", "PER"),
        ("Issa Konfourou", "PER"),
        ("Traoré", "PER"),
        ("Ouagadougou", "LOC"),
        ("Mali", "LOC"),
        ("Alliance des États du Sahel", "ORG"),
        ("AES", "ORG"),
        ("Burkina Faso", "LOC"),
        ("Niger", "LOC"),
        ("Nara", "LOC"),
        ("Conseil de sécurité des Nations unies", "ORG"),
        ("Wagner", "ORG"),
        ("Africa Corps", "ORG"),
        ("Akinci", "MISC"),
        ("ministère de la Défense", "ORG"),
        ("Maliens", "MISC"),
    ],
)
def test_label(story: Analysis, fast_story: Analysis, name: str, label: str) -> None:
    story = fast_story if name == "Wagner" else story  # « Wagner » alone at the head of a sentence: a person's too
    assert labels(story).get(name) == label, labels(story)


@pytest.mark.parametrize("word", ["Malgré", "Pour", "Résultat", "Jamais", "Le", "M.", "Au"])
def test_the_head_of_a_sentence_is_no_name(story: Analysis, word: str) -> None:
    assert word not in labels(story)


def test_spans_slice_to_their_text(story: Analysis) -> None:
    for mention in story.entities:
        assert story.article.text[mention.start : mention.end] == mention.text
    starts = [mention.start for mention in story.entities]
    assert starts == sorted(starts)
    ends = [mention.end for mention in story.entities]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False)), "no name lies over another"


def test_every_mention_has_its_row(story: Analysis) -> None:
    ids = {entity.id: entity for entity in story.entity_index}
    assert len(ids) == len(story.entity_index)
    for mention in story.entities:
        assert mention.text in ids[mention.id].forms
    for entity in story.entity_index:
        assert entity.count == sum(mention.id == entity.id for mention in story.entities)
        assert set(entity.related) <= set(ids)
        assert all(entity.id in ids[other].related for other in entity.related), "kinship goes both ways"


def test_variants_are_one_entity(story: Analysis) -> None:
    assert row(story, "Traoré").name == "Ibrahim Traoré"
    assert row(story, "AES") is row(story, "Alliance des États du Sahel")
    assert row(story, "Burkina") is row(story, "Burkina Faso")
    assert row(story, "Conseil de sécurité").name == "Conseil de sécurité des Nations unies"


def test_ids_are_readable(story: Analysis) -> None:
    assert row(story, "Ibrahim Traoré").id == "per-ibrahim-traore"
    assert row(story, "AES").id == "org-alliance-des-etats-du-sahel"
    assert row(story, "Mali").id == "loc-mali"


def test_kin_are_linked_not_merged(fast_story: Analysis) -> None:
    wagner, corps = row(fast_story, "Wagner"), row(fast_story, "Africa Corps")
    assert wagner is not corps
    assert corps.id in wagner.related


def test_kinship_told_by_the_article(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("Le groupe Zorvax, devenu Belmina, recrute à Kayes. Zorvax paie mal. Belmina paie mieux.")
    assert row(analysis, "Belmina").id in row(analysis, "Zorvax").related


def test_a_ship_is_not_the_city(story: Analysis) -> None:
    at = STORY.index("bateau Tombouctou") + len("bateau ")
    assert [m.label for m in story.entities if m.start <= at < m.end] == ["MISC"]
    city = next(entity for entity in story.entity_index if entity.id == "loc-tombouctou")
    assert city.count == 1


def test_a_capital_that_acts_stands_for_its_government(story: Analysis) -> None:
    assert row(story, "Ankara").stands_for == "gouvernement turc"
    assert row(story, "Ouagadougou").stands_for is None


def test_places_are_located_in_the_article_s_country(story: Analysis) -> None:
    nara = row(story, "Nara")
    assert (nara.country, nara.certainty) == ("ML", "sure")
    assert nara.latitude == pytest.approx(15.2, abs=0.2)
    assert row(story, "Mali").country == "ML"
    assert row(story, "Ibrahim Traoré").latitude is None


def test_the_same_town_elsewhere(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "À Nara, au Japon, un homme a été arrêté. La police japonaise de Nara enquête. Tokyo s’inquiète."
    )
    assert row(analysis, "Nara").country == "JP"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("’", "'"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" :", "\u202f:"),
        lambda text: text.translate(str.maketrans("ÀÉÈÊÎÔ", "AEEEIO")),
    ],
    ids=["straight apostrophes", "no-break spaces", "narrow spaces", "bare capitals"],
)
def test_typography_changes_nothing(
    analysed: Callable[..., Analysis], story: Analysis, change: Callable[[str], str]
) -> None:
    other = analysed(change(STORY))
    assert [(m.start, m.end, m.label, m.id) for m in other.entities] == [
        (m.start, m.end, m.label, m.id) for m in story.entities
    ]


@pytest.mark.parametrize("marks", ["« {} »", "“{}”", '"{}"', "«\u202f{}\u202f»"])
def test_quotation_marks_change_nothing(analysed: Callable[..., Analysis], marks: str) -> None:
    words = marks.format("Le Tchad et le Niger ont trahi Bamako")
    analysis = analysed(f"{words}, a lancé Moussa Dembélé, maire de Kayes.")
    assert [(m.text, m.label) for m in analysis.entities] == [
        ("Tchad", "LOC"),
        ("Niger", "LOC"),
        ("Bamako", "LOC"),
        ("Moussa Dembélé", "PER"),
        ("Kayes", "LOC"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Choguel Kokala Maïga et Mohamed AG Ahmedou ont signé.", ["Choguel Kokala Maïga", "Mohamed AG Ahmedou"]),
        ("Pascal Affi N’Guessan a rencontré Jean-Luc Mélenchon.", ["Pascal Affi N’Guessan", "Jean-Luc Mélenchon"]),
        (
            "Selon Me Awa Diop-Sarr, Mme Sall et Dominique de Villepin se sont vus.",
            ["Awa Diop-Sarr", "Sall", "Dominique de Villepin"],
        ),
        ("L’ancien Premier ministre Moussa Mara a voté.", ["Moussa Mara"]),
        ("Le lieutenant-colonel Paul-Henri Sandaogo Damiba est en exil.", ["Paul-Henri Sandaogo Damiba"]),
    ],
)
def test_people_with_particles_and_titles(analysed: Callable[..., Analysis], text: str, wanted: list[str]) -> None:
    assert [m.text for m in analysed(text).entities if m.label == "PER"] == wanted


def test_two_people_of_one_surname_are_not_merged(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("Awa Cissé et Oumar Cissé ont plaidé. Cissé a perdu. Awa Cissé fera appel, Oumar Cissé non.")
    assert row(analysis, "Awa Cissé") is not row(analysis, "Oumar Cissé")


def test_the_author_is_a_person_who_is_not_counted() -> None:
    from press_briefing import analyse

    text = "Fatou Keïta\n\nLe Mali manque de carburant, et Bamako attend des camions depuis trois semaines."
    article = Article.from_text(text, verbatim=True)
    from dataclasses import replace

    from press_briefing.model.article import Author

    signed = replace(article, author=Author("Fatou Keïta", start=0, end=len("Fatou Keïta")))
    person = next(entity for entity in analyse(signed).entity_index if entity.name == "Fatou Keïta")
    assert (person.label, person.count) == ("PER", 0)


@pytest.mark.parametrize(
    ("words", "acronym", "fits"),
    [
        ("alliance des etats du sahel", "aes", True),
        ("communaute economique des etats de l' afrique de l' ouest", "cedeao", True),
        ("haut-commissariat des nations unies pour les refugies", "hcr", True),  # two words may be passed over
        ("forces armees maliennes", "fama", True),
        ("haut-commissariat pour les refugies", "hcr", True),
        ("le maire de la ville", "onu", False),
        ("collectif malien des amis de l' eau et des rivieres", "cmaer", True),
    ],
)
def test_acronyms_spell_their_words(words: str, acronym: str, fits: bool) -> None:
    assert acronyms.spells(words.split(), acronym) is fits


def test_tokens() -> None:
    text = "L’État, dit B. Obama à N’Djamena, n’a pas payé l'O.N.U."
    found = tokens.in_text(text)
    assert [t.text for t in found] == [
        "L'",
        "État",
        ",",
        "dit",
        "B.",
        "Obama",
        "à",
        "N'Djamena",
        ",",
        "n'",
        "a",
        "pas",
        "payé",
        "l'",
        "O.N.U.",
    ]
    assert [t.text for t in found if t.first] == ["L'", "État"]


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_tokens_slice_to_the_text(text: str) -> None:
    found = tokens.in_text(text)
    assert all(text[t.start : t.end] for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text", ["…", "« »", "A", "12", "()", "(A (B", "’", "É" * 300, "M. M. M.", "- - -", "Mali\n\n\nMali"]
)
def test_hostile_texts(analysed: Callable[..., Analysis], text: str) -> None:
    analysis = analysed(text + " et puis rien de plus à dire ici.")
    assert all(analysis.article.text[m.start : m.end] == m.text for m in analysis.entities)


def test_analysis_is_the_same_twice(analysed: Callable[..., Analysis], story: Analysis) -> None:
    from press_briefing import analyse

    assert analyse(Article.from_text(STORY, verbatim=True)).entity_index == story.entity_index


def test_an_office_tied_to_a_name_is_a_form_of_it(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "L’ambassadeur du Mali, Issa Konfourou, a pris la parole. Puis l’ambassadeur malien a quitté la salle. "
        "Le maire de Kayes était absent."
    )
    person = row(analysis, "Issa Konfourou")
    assert person.forms == ("Issa Konfourou", "ambassadeur du Mali", "ambassadeur malien")
    assert (person.name, person.count) == ("Issa Konfourou", 1)


def test_an_office_of_two_people_is_nobody_s_form(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "Le maire de Kayes, Awa Sow, a voté. L’ancien maire de Kayes, Oumar Ba, aussi. Le maire de Kayes sourit."
    )
    assert row(analysis, "Awa Sow").forms == ("Awa Sow",)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Ils ont forcé la porte de la mosquée Sidi Yahia hier.", "mosquée Sidi Yahia", "LOC"),
        ("L’ouragan meurtrier Belinda approche de Cuba.", "Belinda", "MISC"),
        ("Un compte de la Central Sahel Bank a été gelé.", "Central Sahel Bank", "ORG"),
        ("Le match Sénégal-Algérie aura lieu à Dakar.", "Algérie", "LOC"),
        ("Le magazine Forbes classe les fortunes.", "Forbes", "ORG"),
        ("Le groupe Nordgold exploite la mine de Yimiougou, au Burkina Faso.", "Yimiougou", "LOC"),
    ],
)
def test_what_stands_around_a_name_tells_its_label(
    analysed: Callable[..., Analysis], text: str, name: str, label: str
) -> None:
    assert labels(analysed(text)).get(name) == label, labels(analysed(text))


@pytest.mark.parametrize("word", ["GMT", "PIB", "ONG", "Coronavirus", "Lundi", "Nord"])
def test_capitals_that_name_nobody(analysed: Callable[..., Analysis], word: str) -> None:
    assert word not in labels(analysed(f"Le {word} de l’an dernier, dit-on à Kayes, reste en mémoire."))


def test_headlines_run_together(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "Awa Coulibaly a gagné. Le soutien d’Awa Coulibaly Comment Coulibaly a réussi. Bravo à Awa Coulibaly."
    )
    assert {m.text for m in analysis.entities} == {"Awa Coulibaly", "Coulibaly"}


def test_no_step_leaves_a_name_over_another(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "La grande mosquée de Djenné, au Mali, et la mosquée Ibn Battuta (MIB) ferment. M. Ibn Battuta (MIB)"
    )
    ends = [m.end for m in analysis.entities]
    assert all(end <= m.start for end, m in zip(ends, analysis.entities[1:], strict=False))


def test_an_acronym_before_its_words(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "Le Pastef (Patriotes africains du Sénégal pour le travail, l’éthique et la fraternité) gagne. Le Pastef rit."
    )
    assert row(analysis, "Pastef").name.startswith("Patriotes africains du Sénégal")
    assert row(analysis, "Pastef").count == 3


@pytest.mark.parametrize(
    ("text", "governs"),
    [
        ("Paris et Washington condamnent le coup d’État.", True),
        ("Les relations entre Alger et Paris se tendent.", True),
        ("Le communiqué accuse Paris de mentir.", True),
        ("Il pleut à Paris depuis lundi.", False),
        ("La route de Paris est longue.", False),
        ("Paris compte deux millions d’habitants.", False),
    ],
)
def test_when_a_capital_governs(analysed: Callable[..., Analysis], text: str, governs: bool) -> None:
    assert bool(row(analysed(text), "Paris").stands_for) is governs


def test_a_headline_in_capitals(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "MALI : LE PRESIDENT ASSIMI GOITA REÇOIT LA CEDEAO A BAMAKO\n\n"
        "Le président Assimi Goïta a reçu mardi une délégation à Bamako. LA SITUATION RESTE TENDUE AU NORD."
    )
    assert [(m.text, m.label) for m in analysis.entities] == [
        ("MALI", "LOC"), ("ASSIMI GOITA", "PER"), ("CEDEAO", "ORG"), ("BAMAKO", "LOC"),
        ("Assimi Goïta", "PER"), ("Bamako", "LOC"),
    ]  # fmt: skip
    assert row(analysis, "Assimi Goïta").forms == ("ASSIMI GOITA", "Assimi Goïta")


WORDS = st.sampled_from(
    [
        "Mali",
        "Bamako",
        "Awa",
        "Traoré",
        "M.",
        "(AES)",
        "«",
        "»",
        "“",
        "”",
        "(",
        ")",
        ",",
        ":",
        "–",
        "l’",
        "d’",
        "de",
        "du",
        "la",
        "le",
        "Conseil",
        "ministère",
        "Banque",
        "ONU",
        "N’",
        "B.",
        "et",
        "des",
        "Sénégal-Niger",
        "GOITA",
        "12",
        "3e",
        "…",
        "mosquée",
        "bateau",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=25))
def test_any_run_of_words_keeps_the_rules(words: list[str]) -> None:
    from press_briefing import analyse

    analysis = analyse(Article.from_text(" ".join(words) + " est arrivé.", verbatim=True))
    ids = {entity.id for entity in analysis.entity_index}
    assert all(mention.id in ids for mention in analysis.entities)
    ends = [mention.end for mention in analysis.entities]
    assert all(end <= m.start for end, m in zip(ends, analysis.entities[1:], strict=False))


def test_a_paper_is_not_a_team(analysed: Callable[..., Analysis]) -> None:
    assert "L'équipe" not in labels(analysed("L’équipe de Kayes a perdu. L’équipe rentre à Bamako."))


def test_an_unlisted_first_name_stands_for_its_only_bearer(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed(
        "Sridhar Vembu vit à Chennai, en Inde. Sridhar travaille à distance. « J’aime la terre », dit Sridhar."
    )
    assert row(analysis, "Sridhar Vembu").count == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le ministère de la Défense nationale a démenti.", "ministère de la Défense nationale"),
        ("Reçu au ministère des Affaires étrangères, il a souri.", "ministère des Affaires étrangères"),
        ("Selon le ministère de l’Économie et des Finances, tout va bien.", "ministère de l'Économie et des Finances"),
        ("Le ministère de la Santé et le maire ont réagi.", "ministère de la Santé"),
    ],
)
def test_ministries(analysed: Callable[..., Analysis], text: str, name: str) -> None:
    assert labels(analysed(text)).get(name) == "ORG", labels(analysed(text))


def test_an_acronym_written_as_a_word(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("La Fédération malienne de football (Femafoot) savoure. La Femafoot paiera.")
    assert row(analysis, "Femafoot").name == "Fédération malienne de football"


def test_an_agency_in_brackets_is_no_acronym(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("Human Rights Watch (AFP) dénonce des abus au Mali. L’AFP a vu le rapport.")
    assert row(analysis, "AFP") is not row(analysis, "Human Rights Watch")


def test_a_score_is_no_part_of_a_name(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("Le Sénégal a battu la Guinée 3-0 à Dakar, devant 10 000 personnes venues de Sénégal-Gambie.")
    assert {"Sénégal", "Guinée", "Dakar", "Gambie"} <= set(labels(analysis))
    assert not any(character.isdigit() for mention in analysis.entities for character in mention.text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("La mer Baltique gèle cet hiver. Les marins de la Baltique attendent à Gdansk.", {"Baltique": 1}),
        ("Un voilier a coulé en Méditerranée. La mer Méditerranée reste agitée au large.", {"Méditerranée": 1}),
        # a country and a town keep their own row
        ("Des pirogues passent le lac Tchad. Le Tchad a envoyé des soldats.", {"Tchad": 1}),
    ],
)
def test_a_sea_with_and_without_its_head_is_one_place(text: str, rows: dict[str, int]) -> None:
    index = analyse(Article.from_text(text)).entity_index
    for word, count in rows.items():
        assert sum(word in row.name and not row.name.startswith("lac") for row in index if row.label == "LOC") == count
