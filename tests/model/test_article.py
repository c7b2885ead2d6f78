"""An article never changes and never lies about its text."""

from __future__ import annotations

import dataclasses

import pytest

from press_briefing.model.article import Article, Author, Paragraph, Published, Removal, Truncated

TEXT = "Un titre\n\nUne phrase. Une autre."
ARTICLE = Article(
    text=TEXT,
    paragraphs=(Paragraph(0, 8, "title"), Paragraph(10, 32)),
    title="Un titre",
    author=Author("Anne Exemple", ("journaliste",), 10, 21),
    published=Published("2025-11-18", "given"),
    source="essai.txt",
    cleaning=(Removal("share-buttons", "Partager"),),
    outlet="L’Écho du Fleuve",
    url="https://echo.example/2025/essai",
    truncated=Truncated("Il vous reste 40 % de cet article à lire."),
)


def test_survives_json() -> None:
    assert Article.from_dict(ARTICLE.to_dict()) == ARTICLE


def test_the_outlet_stands_for_the_source_and_the_capture_where_it_is_not_known() -> None:
    assert ARTICLE.whence == "L’Écho du Fleuve"
    assert dataclasses.replace(ARTICLE, outlet=None).whence == "essai.txt"


def test_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ARTICLE.text = "autre"  # type: ignore[misc]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (Paragraph(0, 99),),
        (Paragraph(5, 5),),
        (Paragraph(4, 8), Paragraph(0, 3)),
        (Paragraph(0, 9), Paragraph(8, 12)),
    ],
)
def test_paragraphs_lie_in_the_text_in_order(paragraphs: tuple[Paragraph, ...]) -> None:
    with pytest.raises(ValueError, match="paragraph"):
        Article(text=TEXT, paragraphs=paragraphs)


def test_stored_hash_must_be_the_texts() -> None:
    with pytest.raises(ValueError, match="hash"):
        Article.from_dict({**ARTICLE.to_dict(), "text": TEXT.replace("autre", "AUTRE")})


def test_byline_is_not_counted() -> None:
    assert not ARTICLE.counts(10)
    assert not ARTICLE.counts(20)
    assert ARTICLE.counts(21)
    assert dataclasses.replace(ARTICLE, author=Author("Anne")).counts(10)
