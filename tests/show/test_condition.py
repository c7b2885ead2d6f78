"""What a reader should know of a text stands on page one: a word, a menu, a day that has not come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press_briefing import Analysis, Article, analyse
from press_briefing.capture.clean import clean
from press_briefing.model.errors import SettingsError
from press_briefing.model.settings import Settings
from press_briefing.show import views
from press_briefing.show.condition import conditions, entries
from press_briefing.show.views import Context

FAST = Settings(profile="fast", cache="none", today="2025-06-01")
PROSE = (
    "La régie des transports d’Angers a présenté lundi soir le tracé de la quatrième ligne de tramway. Les travaux "
    "commenceront au printemps, entre la gare et l’hôpital, et le conseil en votera le budget en septembre."
)
MENU = "\n\n".join(
    "Accueil Politique Monde Société Sports Culture Débats Vidéos Météo Annonces Jeux Emploi".split() * 3
)
LIST = "\n\n".join(f"La commune numéro {n} a voté le budget de la régie lundi." for n in range(12))


def understood(text: str, **options: str) -> Analysis:
    return analyse(clean(text, settings=FAST, **options), settings=FAST)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        (PROSE, "2025-05-30", ()),
        (PROSE, "2025-06-01", ()),
        (PROSE, "2025-06-02", ("date dans l’avenir : le 2 juin 2025",)),
        ("Incendie", "2025-05-30", ("texte très court (1\xa0mot)",)),
        (MENU, "2025-05-30", ("lignes courtes sans phrase, 100\xa0% des mots",)),
        (f"{MENU}\n\n{' '.join([PROSE] * 3)}", "2025-05-30", ()),  # the menu is the smaller part
        (LIST, "2025-05-30", ()),  # short paragraphs that are sentences
    ],
)
def test_what_is_told(text: str, published: str, told: tuple[str, ...]):
    found = [line.replace("\u202f", "\xa0") for line in conditions(understood(text, published=published), "fr")]
    assert len(found) == len(told)
    assert all(line.replace("\xa0:", " :").startswith(start) for line, start in zip(found, told, strict=True)), found


def test_both_first_pages_say_so_in_both_languages():
    found = understood("Incendie", published="2031-01-02")
    for language, words in (("fr", "dans l’avenir"), ("en", "in the future")):
        page = Context(found, language=language)
        assert words in views.note(page).html
        assert words in views.head(page).html


def test_entries_leave_title_and_sentences_out():
    article = Article.from_text(f"Un titre court\n\n{PROSE}", verbatim=True)
    assert entries(article)[0] == 0
    assert entries(replace(article, text="", paragraphs=())) == (0, 0.0)


def test_the_day_of_reading_is_a_date():
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        Settings.load(None, today="demain")
    assert Settings(today="2025-06-01").last_day.isoformat() == "2025-06-01"
    assert Settings().last_day.isoformat() > "2025-01-01"
