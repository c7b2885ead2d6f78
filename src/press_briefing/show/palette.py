"""The colours of every figure, page and PDF, by role: name them by role, never by hex.

Derived from Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), darkened until text in them reaches
4.5:1 on white (WCAG 2.2, 1.4.3). Lightness differs within every pair that is compared, so greyscale print keeps the
difference; no view relies on colour alone (marks carry an underline style or a sign, series a direct label).
"""

from __future__ import annotations

# Page: near-black on white, the most legible pair; a warm wash so that tables do not look cold beside serif text.
INK = "#1c1e21"  # text
INK_SOFT = "#545a62"  # captions, notes, axis labels: 7:1 on white
RULE = "#c8ccd1"  # hairlines, table rules, light axes
WASH = "#f4f3ef"  # quiet backgrounds: code, notes, table heads
NAMED_LAND = "#d3e4dc"  # on a map, countries that an article names
PAPER = "#ffffff"

# One accent: links, headings' numbers, the main series of a chart.
ACCENT = "#0b5a8a"
ACCENT_SOFT = "#9cc3dc"  # the same series, past or secondary: lighter by 45 points of L*

# Kinds of entity: blue, green, vermillion, purple of Okabe-Ito, darkened for text.
PER = "#0b5a8a"
LOC = "#00745a"
ORG = "#a8480a"
MISC = "#8a4a7e"
TIME = "#7a5c00"  # Okabe-Ito's orange-yellow, dark enough for text
QUOTE = "#545a62"
KINDS = {"PER": PER, "LOC": LOC, "ORG": ORG, "MISC": MISC}
ACTORS = {"person": PER, "organisation": ORG, "state": LOC, "group": MISC}

# Tone: brown for negative, blue-green for positive (ColorBrewer's BrBG, safe for red-green blindness); grey between.
NEGATIVE = "#8c4a0a"
POSITIVE = "#01665e"
NEUTRAL = "#8a9099"
NEGATIVE_SOFT = "#dfc27d"
POSITIVE_SOFT = "#80cdc1"

ALERT = "#9b1c1c"  # a cell that failed, a caveat that must not be missed; never a category

# Series that have no role of their own, in this order; label them directly and stop at six.
SERIES = (ACCENT, ORG, LOC, MISC, TIME, INK_SOFT)
# For quantities, light to dark in one hue: prints in greyscale as it is read.
SEQUENTIAL = ("#e3eef5", "#b7d3e5", "#86b5d2", "#4d90b9", "#0b5a8a", "#073b5c")
