"""Time expressions: bounds, TIMEX3 values, EDTF, how each was resolved, and what is no time at all."""

from __future__ import annotations

import itertools
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.analyse.times import times_in
from press_briefing.analyse.times.calendars import easter, edtf_days, feast
from press_briefing.analyse.times.numbers import value_of
from press_briefing.analyse.times.tokens import tokenise
from press_briefing.french.tokens import units_in

TODAY = "2025-11-20"


def one(text: str, published: str | None = TODAY) -> tuple[str, str, str | None, str | None, str]:
    """The only expression of a text: its words, type, value, EDTF, certainty."""
    (found,) = times_in(text, published=published)
    return found.text, found.type, found.value, found.edtf, found.certainty


def values(text: str, published: str | None = TODAY) -> list[str | None]:
    return [found.value for found in times_in(text, published=published)]


def edtfs(text: str, published: str | None = TODAY) -> list[str | None]:
    return [found.edtf for found in times_in(text, published=published)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "edtf", "certainty"),
    [
        ("Le 18 novembre, il parla.", "Le 18 novembre", "DATE", "2025-11-18", "2025-11-18", "inferred"),
        ("Depuis 2020, elle attend.", "2020", "DATE", "2020", "2020/..", "explicit"),
        ("C'était en septembre 2023.", "septembre 2023", "DATE", "2023-09", "2023-09", "explicit"),
        (
            "Fermé depuis le début du mois de septembre.",
            "le début du mois de septembre",
            "DATE",
            "2025-09",
            "2025-09/..",
            "inferred",
        ),
        (
            "Dans la nuit du 6 au 7 novembre, rien.",
            "la nuit du 6 au 7 novembre",
            "TIME",
            "2025-11-06TNI",
            "2025-11-06/2025-11-07",
            "inferred",
        ),
        ("Signé le 1er sept. 2025.", "le 1er sept. 2025", "DATE", "2025-09-01", "2025-09-01", "explicit"),
        ("Depuis déc. 2023.", "déc. 2023", "DATE", "2023-12", "2023-12/..", "explicit"),
        ("Mieux que l’année dernière.", "l’année dernière", "DATE", "2024", "2024", "published"),
        (
            "Il revient la semaine prochaine.",
            "la semaine prochaine",
            "DATE",
            "2025-W48",
            "2025-11-24/2025-11-30",
            "published",
        ),
        ("Plus que ces dernières années.", "ces dernières années", "DURATION", "PXY", None, "vague"),
        ("Il est parti il y a deux ans.", "il y a deux ans", "DATE", "2023", "2023", "published"),
        ("Au deuxième trimestre 2024, hausse.", "deuxième trimestre 2024", "DATE", "2024-Q2", "2024-34", "explicit"),
        ("Dans les années 1990, guerre.", "les années 1990", "DATE", "199X", "199X", "explicit"),
        ("C'était l’été 2022.", "l’été 2022", "DATE", "2022-SU", "2022-22", "explicit"),
        (
            "Pendant le mois de ramadan 2024.",
            "le mois de ramadan 2024",
            "DATE",
            "2024-03",
            "2024-03-11~/2024-04-09~",
            "explicit",
        ),
        ("Il est tombé mardi.", "mardi", "DATE", "2025-11-18", "2025-11-18", "published"),
        ("Il tombera mardi.", "mardi", "DATE", "2025-11-25", "2025-11-25", "published"),
        ("Arrivé hier soir.", "hier soir", "TIME", "2025-11-19TEV", "2025-11-19", "published"),
        ("Départ à 8 h 30.", "8 h 30", "TIME", "2025-11-20T08:30", "2025-11-20T08:30:00", "published"),
        ("Ouvert tous les lundis.", "tous les lundis", "SET", "XXXX-WXX-1", None, "explicit"),
        ("Depuis deux ans, ils attaquent.", "deux ans", "DURATION", "P2Y", "2023-11/..", "published"),
        ("Depuis quinze ans, ils attaquent.", "quinze ans", "DURATION", "P15Y", "2010/..", "published"),
        ("À partir de 2022, tout change.", "2022", "DATE", "2022", "2022/..", "explicit"),
        ("Valable jusqu’en 2027.", "2027", "DATE", "2027", "../2027", "explicit"),
        ("À la fin du XIXe siècle.", "la fin du XIXe siècle", "DATE", "18XX", "18XX", "explicit"),
        ("Payé chaque mois.", "chaque mois", "SET", "P1M", None, "explicit"),
        ("Une peine de dix ans de prison.", "dix ans", "DURATION", "P10Y", None, "explicit"),
        ("Il dure une heure et demie.", "une heure et demie", "DURATION", "PT90M", None, "explicit"),
    ],
)
def test_expression(text: str, words: str, kind: str, value: str, edtf: str | None, certainty: str) -> None:
    assert one(text) == (words, kind, value, edtf, certainty)


@pytest.mark.parametrize(
    "text",
    [
        "Jeanne Petit, 45 ans, boulangère.",
        "Un homme de 38 ans est blessé.",
        "Il est âgé de 12 ans.",
        "Elle a 60 ans.",
        "Les moins de 17 ans gagnent.",
        "Un drone TB2 s’écrase.",
        "Ils gagnent 3-2.",
        "Il vaut 2000 euros.",
        "Temps de lecture estimé : 8 minutes",
        "Pour la première fois, ils parlent.",
        "Il vit rue du 4 Septembre.",
        "La loi n° 2001-434 le dit.",
        "Sa voiture me plaît.",
        "Les 2000 habitants ont fui.",
        "La résolution 2085 est votée.",
        "Le Midi de la France brûle.",
        "Il lit un quotidien.",
        "L’accord du Vendredi saint tient.",
        "Du 31/02/2023.",
        "Lire https://mairie.example/2024/03/12/fete.html en ligne.",
        "Écrire à lundi@mairie.example sans tarder.",
    ],
)
def test_no_time(text: str) -> None:
    assert times_in(text, published=TODAY) == ()


def test_amount_in_a_price_is_a_set_and_no_date() -> None:
    assert one("Cela coûte 10 000 dollars par mois.")[1:4] == ("SET", "P1M", None)


def test_both_ends_of_an_interval_carry_it() -> None:
    assert edtfs("Répété entre 2021 et 2023.") == ["2021/2023", "2021/2023"]
    assert edtfs("De mars 2022 à juin 2023.") == ["2022-03/2023-06"] * 2
    assert edtfs("Du 3 au 5 mars 2020.") == ["2020-03-03/2020-03-05"] * 2
    assert edtfs("De juin à août 2023.") == ["2023-06/2023-08"] * 2
    assert edtfs("La saison 1998-1999.") == ["1998/1999"] * 2


def test_amount_after_an_event_is_anchored_on_it() -> None:
    named, _ = times_in("Cinq ans après le premier putsch du 18 août 2020, rien.", published=TODAY)
    assert (named.value, named.edtf, named.certainty, named.anchor) == ("P5Y", "2025-08", "event", "2020-08-18")
    text = "Le premier putsch du 18 août 2020 réussit. Cinq années après le premier putsch, rien."
    through = times_in(text, published=TODAY)[-1]
    assert (through.edtf, through.certainty, through.anchor) == ("2025-08", "event", "18 août 2020")


def test_another_event_is_no_anchor() -> None:
    text = "Le premier putsch du 18 août 2020 réussit. Cinq années après le second putsch, rien."
    assert times_in(text, published=TODAY)[-1].certainty == "explicit"


def test_hours_and_anaphora_lean_on_the_day_before() -> None:
    assert values("Il est mort le 3 mars 2021 vers 18 h. Le lendemain, deuil.") == [
        "2021-03-03",
        "2021-03-03T18:00",
        "2021-03-04",
    ]


def test_yearless_date_follows_the_year_of_its_sentence() -> None:
    assert values("Deux coups en 2022 (en janvier, puis le 30 septembre).") == ["2022", "2022-01", "2022-09-30"]


def test_yearless_date_follows_tense_and_nearness() -> None:
    assert values("Le vote aura lieu le 12 janvier.") == ["2026-01-12"]
    assert values("Le vote a eu lieu le 12 juin.") == ["2025-06-12"]
    assert values("Il a reçu un délai jusqu’au 5 décembre.") == ["2025-12-05"]
    assert values("Le vendredi 22 novembre.", published="2002-11-21") == ["2002-11-22"]


def test_without_a_published_date_nothing_is_invented() -> None:
    assert one("Il est mort hier.", None)[2:] == ("XXXX-XX-XX", None, "unresolved")
    assert one("Il est mort mardi.", None)[2:] == ("XXXX-WXX-2", None, "unresolved")
    assert one("Né le 3 mai.", None)[2:] == ("XXXX-05-03", "XXXX-05-03", "unresolved")
    assert one("Depuis deux ans.", None)[2:] == ("P2Y", None, "explicit")


SAMPLES = (
    "Le 18 novembre, l’élu s’est tu. « Depuis l’an dernier », dit-il, la route est fermée jusqu’à mardi, à 8 h 30.",
    "Cinq ans après le coup d’État du 18 août 2020, rien n’a changé aujourd’hui.",
    "L’été 2022, puis l’après-midi du 3 mars, entre 19 h et 20 h.",
)


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize(
    ("old", "new"), [("’", "'"), (" h ", "\u00a0h "), (" h ", "\u202fh "), (" ", "\u00a0"), ("’", "ʼ")]
)
def test_typography_changes_nothing(text: str, old: str, new: str) -> None:
    before, after = (times_in(variant, published=TODAY) for variant in (text, text.replace(old, new)))
    assert [(t.start, t.end, t.value, t.edtf) for t in before] == [(t.start, t.end, t.value, t.edtf) for t in after]


def test_capitals_and_lost_accents_change_no_value() -> None:
    assert values("LE 3 FEVRIER 2021") == values("le 3 février 2021") == ["2021-02-03"]
    assert values("EN DÉCEMBRE 2020") == values("en decembre 2020") == ["2020-12"]
    assert values("L’ETE 2022") == ["2022-SU"]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("le dix-huit novembre deux mille vingt", "le 18 novembre 2020"),
        ("il y a vingt et un jours", "il y a 21 jours"),
        ("quatre-vingt-dix-sept jours", "97 jours"),
        ("en mille neuf cent quatre-vingt-dix-huit", "en 1998"),
        ("à vingt heures trente", "à 20 h 30"),
        ("dans soixante et onze ans", "dans 71 ans"),
    ],
)
def test_written_out_numbers(words: str, figures: str) -> None:
    assert values(words) == values(figures)


@given(st.integers(0, 99), st.sampled_from(["", "cent", "deux cents", "mille", "deux mille"]))
def test_cardinals_read_back(number: int, head: str) -> None:
    spoken = [*head.split(), *cardinal(number)]
    if spoken:
        base = {"": 0, "cent": 100, "deux cents": 200, "mille": 1000, "deux mille": 2000}[head]
        assert value_of(spoken) == base + (number if cardinal(number) else 0)


def cardinal(number: int) -> list[str]:
    """French words of a number below 100, zero as none."""
    small = (
        "",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "dix sept",
        "dix huit",
        "dix neuf",
    )
    tens = ("", "", "vingt", "trente", "quarante", "cinquante", *2 * ("soixante",), *2 * ("quatre vingt",))
    ten, unit = divmod(number, 10)
    if number < 20:
        return small[number].split()
    return [*tens[ten].split(), *small[unit + (10 if ten in (7, 9) else 0)].split()]


MOVING = (
    "Il est arrivé hier. Depuis deux ans, rien. La guerre de 1914 n’est pas finie. En mars 2021, un accord. "
    "L’an dernier, un autre. Chaque année, une fête. Ces derniers mois, rien. Le 12 mai 2020 à 18 h, un discours. "
    "Trois ans après le coup d’État du 18 août 2020, un procès. La semaine prochaine, un vote."
)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(400, 4000))
def test_moving_the_published_date_moves_exactly_the_relative_ones(published: date, days: int) -> None:
    before = times_in(MOVING, published=published.isoformat())
    after = times_in(MOVING, published=(published + timedelta(days=days)).isoformat())
    assert [(t.start, t.end, t.certainty) for t in before] == [(t.start, t.end, t.certainty) for t in after]
    for one_day, other in zip(before, after, strict=True):
        assert (one_day.edtf != other.edtf) == (one_day.certainty in ("published", "inferred"))


@given(
    st.lists(
        st.sampled_from(
            [
                "le",
                "18",
                "novembre",
                "du",
                "au",
                "de",
                "et",
                "entre",
                "2021",
                "ans",
                "jours",
                "il y a",
                "deux",
                "dernier",
                "mardi",
                "la nuit",
                "1er",
                "fin",
                "h",
                "30",
                "depuis",
                ",",
                ".",
                "\n",
                "(",
                "«",
                "après",
                "99/99/9999",
                "9999",
                "0000-00-00",
                "siècle",
                "XXe",
            ]
        ),
        max_size=40,
    ).map(" ".join),
    st.sampled_from([None, "0001-01-01", "9999-12-31", TODAY]),
)
def test_any_jumble_gives_spans_that_slice_and_never_overlap(text: str, published: str | None) -> None:
    found = times_in(text, published=published)
    assert all(t.text == text[t.start : t.end] and t.start < t.end for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    assert all(t.text == text[t.start : t.end] for t in times_in(text, published=TODAY))


def test_linear_in_the_text() -> None:
    text = (
        "Le 18 novembre 2020, depuis deux ans, il y a un mois et demi, mardi à 8 h 30, entre 2021 et 2023, rien. " * 60
    )

    def seconds(words: str) -> float:
        start = time.perf_counter()
        times_in(words, published=TODAY)
        return time.perf_counter() - start

    times_in(text, published=TODAY)
    once, eightfold = min(seconds(text) for _ in range(3)), min(seconds(text * 8) for _ in range(2))
    assert eightfold < 8 * once * 3 + 0.05


def test_tokens_cover_words_and_signs() -> None:
    text = "L’après-midi du 1er sept. 2025, à 8 h 30 (10 000 dollars)."
    tokens = tokenise(units_in(text), text.replace("’", "'"))
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert [t.category for t in tokens[:7]] == ["DEF", "PART", "OF", "FIRST", "MONTH", "YEAR", "COMMA"]


def test_feasts() -> None:
    assert easter(2024) == date(2024, 3, 31)
    assert feast("ascension", 2023)[0] == date(2023, 5, 18)
    assert feast("ramadan", 2024) == (date(2024, 3, 11), date(2024, 4, 9))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020-08-18", "2020-08-18", "2020-08-18"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2022-22", "2022-06-01", "2022-08-31"),
        ("2021/2023", "2021-01-01", "2023-12-31"),
        ("2020-02/..", "2020-02-01", "2020-02-29"),
    ],
)
def test_days_of_edtf(edtf: str, first: str, last: str) -> None:
    assert edtf_days(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("edtf", ["", "XXXX-05-03", "2021-02-30", "..", "n/a"])
def test_no_days_of_what_is_no_date(edtf: str) -> None:
    assert edtf_days(edtf) is None


def test_half_of_french_timebank(shared) -> None:
    """Floors on the annotated half; the targets are in the shared folder's targets.toml."""
    import re

    folder = shared / "timex" / "ftb"
    strict = found_count = gold_count = 0
    for path in sorted(folder.glob("*.tml"))[:20]:
        source = path.read_text(encoding="utf-8")
        body = re.search(r"<TEXT>\n?(.*?)</TEXT>", source, re.S)
        created = re.search(r'functionInDocument="CREATION_TIME"[^>]*value="([^"]+)"', source)
        assert body
        assert created
        text, gold, opened = "", set(), []
        for piece in re.split(r"(<[^>]+>)", body[1]):
            if piece.startswith("<TIMEX3"):
                opened.append(len(text))
            elif piece.startswith("</TIMEX3"):
                gold.add((opened.pop(), len(text)))
            elif not piece.startswith("<"):
                text += piece.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        found = {(t.start, t.end) for t in times_in(text, published=created[1][:10])}
        strict, found_count, gold_count = strict + len(found & gold), found_count + len(found), gold_count + len(gold)
    assert 2 * strict / (found_count + gold_count) > 0.93


def test_a_story_of_the_past_goes_on_in_its_year(analysed) -> None:
    text = (
        "Le ministre a demandé le 16 juin 2023 le départ de la mission. Le 30 juin, une résolution y mit fin. "
        "Le 2 janvier, le dernier soldat partit.\n\nLe 4 novembre, un hommage a été rendu."
    )
    found = analysed(text, published=TODAY).times
    assert [row.value for row in found] == ["2023-06-16", "2023-06-30", "2024-01-02", "2025-11-04"]
    assert found[1].anchor == "le 16 juin 2023"


def test_one_year_for_a_list_or_a_range() -> None:
    assert values("Les 24 janvier et 30 septembre 2022.") == ["2022-01-24", "2022-09-30"]
    assert edtfs("Du 28 décembre au 3 janvier 2021.") == ["2020-12-28/2021-01-03"] * 2
    assert values("Le vendredi 5, le samedi 6 et le dimanche 7 mai 2023.") == ["2023-05-05", "2023-05-06", "2023-05-07"]


def test_amounts_add_up() -> None:
    assert one("Deux ans et cinq mois ont passé.")[1:3] == ("DURATION", "P2Y5M")
    assert values("Né le 28 janvier 2024, effectif un an et un jour plus tard.") == ["2024-01-28", "2025-01-29"]
    assert values("Le 7 mai 2023, rien. L’été suivant fut chaud.") == ["2023-05-07", "2023-SU"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le pays vit aujourd’hui une crise.", "PRESENT_REF"),
        ("Le sommet s’ouvre aujourd’hui.", TODAY),
        ("À partir d’aujourd’hui, c’est fermé.", TODAY),
    ],
)
def test_today_is_a_day_where_something_happens_on_it(text: str, value: str) -> None:
    assert values(text) == [value]
    assert (edtfs(text)[0] or "").startswith(TODAY)


# -- a story goes on


STORIES = [
    ("Le 3 mars 2022, le maire a démissionné. Le 17 mars, son adjoint lui succède.", ["2022-03-03", "2022-03-17"]),
    ("Le 3 mars 2022, le maire démissionne.\n\nLe 17 mars, son adjoint lui succède.", ["2022-03-03", "2022-03-17"]),
    (
        "En mars 2023, la ville vote. Deux mois plus tard, le 14 mai, le maire part.",
        ["2023-03", "2023-05", "2023-05-14"],
    ),
    ("À l’été 2022, après l’incendie du 4 août à Nice, tout change.", ["2022-22", "2022-08-04"]),
    ("Le 3 mars 2022, il part. Un an et un jour plus tard, il revient.", ["2022-03-03", "2023-03-04"]),
    (
        "Elle arrive le 24 janvier 2022, avant d’être chassée le 30 septembre, huit mois plus tard.",
        ["2022-01-24", "2022-09-30", "2022-09"],
    ),
    ("Le 16 juin 2023, il part.\n\nLe 2 novembre, le conseil a voté le budget.", ["2023-06-16", "2025-11-02"]),
    ("Le peuple s’est soulevé en janvier et en novembre 1910.", ["1910-01", "1910-11"]),
    ("Elle est décédée le 10 décembre.", ["2024-12-10"]),
    ("Le 3 mars 2022, il vote. Cette nuit-là, il part.", ["2022-03-03", "2022-03-03"]),
    ("Après cette ascension fulgurante, il part.", []),
]


@pytest.mark.parametrize(("text", "told"), STORIES)
def test_a_story_goes_on_in_its_year(analysed, text: str, told: list[str]) -> None:
    assert [time.edtf for time in analysed(text, published="2025-11-19").times] == told


@pytest.mark.parametrize("text", ["Rien ne bouge d’ici là.", "D’ici là, rien ne bouge.", "D'ICI LÀ, RIEN NE BOUGE."])
def test_ici_la_is_no_date(analysed, text: str) -> None:
    assert analysed(text, published="2025-11-19").times == ()


def test_since_in_a_past_story_ends_there(analysed) -> None:
    text = "L’armée reprend la ville le 14 novembre 2023, que les rebelles tenaient depuis dix ans."
    *_, since = analysed(text, published="2025-11-19").times
    assert since.edtf == "2013-11/2023-11"


def test_words_are_pieces_of_a_time() -> None:
    """A word is cut where its parts tell a time, and words are grouped where an hour is told in several."""
    tokens = tokenise(units_in(MIXED), MIXED)
    assert [MIXED[t.start : t.end] for t in tokens if t.category == "CLOCK"] == ["14 h 30", "9h", "16:45"]
    assert [t.value for t in tokens if t.category == "YEAR"] == ["2019", "2020"]
    assert [t.value for t in tokens if t.category == "FIGURE"] == ["10000"]
    assert all(MIXED[t.start : t.end].lower() == t.word for t in tokens if t.category == "WORD")


MIXED = "À 14 h 30, à 9h et à 16:45, en 2019-2020, 10 000 élus du G20 ont\nvoté."
