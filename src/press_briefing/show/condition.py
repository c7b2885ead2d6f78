"""What a reader should know of a text before trusting what was read of it: page one says so."""

from __future__ import annotations

from ..model.analysis import Analysis
from ..model.article import Article
from .formats import cut_text, date_text, percent, plural, typeset
from .messages import translator

# Words below which there is nothing to brief on: the shortest items of an agency's wire have about thirty.
FEW_WORDS = 25
# A line of so few words at most, without a mark that ends a sentence, is an entry of a menu or a list.
ENTRY_WORDS = 6
# Entries, and their share of all words, from which a text is a menu or a list rather than an article.
ENTRIES, MOSTLY = 8, 0.5
_ENDS = tuple(".!?…»”\"'’:;)")


def conditions(analysis: Analysis, language: str) -> tuple[str, ...]:
    """What is to be known of the text, in the reader's language, the gravest first; () where nothing is.

    Parameters
    ----------
    language: of the report, fr or en.
    """
    _, article = translator(language), analysis.article
    told = [cut_text(article.truncated.reason, language) if article.truncated else ""]
    if article.published.ahead:
        day = date_text(article.published.value, language)
        told.append(_("date dans l’avenir : le {day} n’était pas venu quand l’article a été lu").format(day=day))
    if (count := len(article.text.split())) < FEW_WORDS:
        length = plural(count, _("mot"), _("mots"), language)
        told.append(_("texte très court ({length}) : vérifier que c’est l’article").format(length=length))
    lines, share = entries(article)
    if lines >= ENTRIES and share >= MOSTLY:
        told.append(
            _("lignes courtes sans phrase, {share} des mots : un menu ou une liste plutôt qu’un article").format(
                share=percent(share, language)
            )
        )
    return tuple(typeset(line, language) for line in told if line)


def entries(article: Article) -> tuple[int, float]:
    """(count, share of all words) of lines that are no sentences, as those of menus; title and byline left out."""
    counted = [row for row in article.paragraphs if row.kind != "title" and article.counts(row.start)]
    texts = [article.text[row.start : row.end] for row in counted]
    lengths = [len(text.split()) for text in texts]
    found = [n for text, n in zip(texts, lengths, strict=True) if n <= ENTRY_WORDS and not text.endswith(_ENDS)]
    return len(found), sum(found) / max(1, sum(lengths))
