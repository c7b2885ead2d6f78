"""The names that `precise` reads in articles: what the tagger of `fast` is taught by.

    python training/taught.py FILE.bio OUT.bio

FILE: articles led by « # id », whose own labels are not looked at. OUT: the same articles, a sentence a sequence, in the
words of the analysis and with the names that it finds (joined decoder and repair). Uses the models in the package.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from press import articles
from press_briefing.analyse.entities import joint
from press_briefing.analyse.entities.page import Name, Page
from press_briefing.analyse.entities.repair import repaired
from press_briefing.analyse.language import read_language
from press_briefing.model.article import Article
from press_briefing.model.settings import Settings


def main() -> None:
    """Read every article, write what was read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for name, text, _ in articles(options.file):
            out.write(f"# {name}\n")
            out.writelines(lines(text))


def lines(text: str) -> Iterator[str]:
    """The article as lines of `word<TAB>label`, an empty one after each sentence."""
    reading = read_language(Article.from_text(text, verbatim=True), Settings(profile="precise"))
    assert reading.names is not None
    page = Page(reading)
    found = labelled(page, repaired(page, joint.tag(page, reading.names)))
    for words, labels in zip(page.sentences, found, strict=True):
        yield from (f"{word.text}\t{label}\n" for word, label in zip(words, labels, strict=True))
        yield "\n" * bool(words)


def labelled(page: Page, names: list[Name]) -> list[list[str]]:
    """The BIO label of every word, sentence by sentence."""
    rows = [["O"] * len(words) for words in page.sentences]
    for name in names:
        rows[name.sentence][name.first : name.last] = [
            f"{'I' if place else 'B'}-{name.label}" for place in range(name.last - name.first)
        ]
    return rows


if __name__ == "__main__":
    main()
