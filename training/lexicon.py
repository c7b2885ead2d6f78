"""Compile the lexicon of French forms: which words there are, and the lemma each is most often a form of.

    python training/lexicon.py [OUTPUT]

A treebank of 90 000 words has never seen many words of the press; the lexicon knows most of them. It holds the forms
that wordfreq (Apache 2.0, data CC BY-SA 4.0) lists among the frequent ones and that simplemma's French dictionary
(MIT) knows in lower case. The forms, one a line, an empty line, their lemmas in the same order; zlib-compressed.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import wordfreq
from simplemma.strategies import DefaultDictionaryFactory, DictionaryLookupStrategy

OUTPUT = Path(__file__).parent.parent / "src/press_briefing/lexicons/language/forms.z"
FORMS = 150_000  # of wordfreq's list, most frequent first


def lemmas() -> dict[str, str]:
    """Form to lemma, for every frequent form the dictionary knows."""
    lookup = DictionaryLookupStrategy(DefaultDictionaryFactory())
    found = {}
    for form in wordfreq.top_n_list("fr", FORMS):
        if form.replace("-", "").isalpha() and len(form) > 1:
            lemma = lookup.get_lemma(form, "fr")
            if lemma and " " not in lemma:
                found[form] = lemma
    return found


def main() -> None:
    """Write the lexicon to the path given, or where the package reads it."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    found = dict(sorted(lemmas().items()))
    output.write_bytes(zlib.compress("\n\n".join(("\n".join(found), "\n".join(found.values()))).encode(), 9))
    print(f"{len(found)} forms, {output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
