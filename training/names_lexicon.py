"""Compile the list of ordinary words that tells a name from the head of a sentence.

    python training/names_lexicon.py [OUTPUT]

A capital says nothing at the head of a sentence: « Malgré », « Résultat ». What helps is that the word also lives in
lower case. The list holds inflected forms of French common words: those that simplemma's French dictionary (MIT)
knows in lower case and wordfreq (Apache 2.0, data CC BY-SA 4.0) finds frequent, with
`lexicons/entities/ordinary.txt`. One form a line, in order of frequency, accents and case folded, zlib-compressed.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import simplemma
import wordfreq

from press_briefing.gazetteer import places
from press_briefing.lexicons import members
from press_briefing.model.typography import key

OUTPUT = Path(__file__).parent.parent / "src/press_briefing/analyse/entities/ordinary.z"
FREQUENT = 45_000  # forms looked at, from the most frequent
CITY = 200_000  # inhabitants from which a place hides a homonymous word (« tours », « nice » stay words)


def ordinary() -> list[str]:
    names = {key(name) for name in members("entities/first_names.txt")}
    kept = dict.fromkeys(key(word) for word in members("entities/ordinary.txt"))
    for word in wordfreq.top_n_list("fr", FREQUENT):
        folded = key(word)
        known = len(word) > 1 and word.isalpha() and (simplemma.is_known(word, lang="fr") or word.endswith("ement"))
        place = any(p.kind in "CK" or p.population > CITY for p in places(word))
        if known and not place and (folded not in names or wordfreq.zipf_frequency(word, "fr") > 5.2):
            kept[folded] = None
    return list(kept)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    words = ordinary()
    target.write_bytes(zlib.compress("\n".join(words).encode(), 9))
    sys.stdout.write(f"{len(words)} forms, {target.stat().st_size} bytes\n")
