"""Make the bundled fonts from Adobe's Source families (SIL Open Font License 1.1).

    npm pack source-serif@4.5.1 source-sans@3.52.0 source-code-pro@2.42.0     # and unpack each into FOLDER/NAME/
    python training/fonts.py FOLDER

`fonttools` and `brotli` are needed. Each face is cut down to the letters of the languages that use Latin script, with
the punctuation and signs of the press, and written twice: OpenType (Typst, matplotlib) and, cut further, WOFF2 (the
HTML page). The licence reserves the name "Source" to the originals, so the cut families are called "Briefing".
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "src" / "press_briefing" / "fonts"

# family, style, weight class: where the face lies, and whether the HTML page carries it.
FACES = [
    ("Serif", "Regular", 400, "source-serif/package/OTF/SourceSerif4-Regular.otf", True),
    ("Serif", "Italic", 400, "source-serif/package/OTF/SourceSerif4-It.otf", True),
    ("Serif", "Bold", 700, "source-serif/package/OTF/SourceSerif4-Semibold.otf", True),
    ("Serif", "Bold Italic", 700, "source-serif/package/OTF/SourceSerif4-SemiboldIt.otf", False),
    ("Sans", "Regular", 400, "source-sans/package/OTF/SourceSans3-Regular.otf", True),
    ("Sans", "Italic", 400, "source-sans/package/OTF/SourceSans3-It.otf", False),
    ("Sans", "Bold", 700, "source-sans/package/OTF/SourceSans3-Semibold.otf", True),
    ("Sans", "Bold Italic", 700, "source-sans/package/OTF/SourceSans3-SemiboldIt.otf", False),
    ("Mono", "Regular", 400, "source-code-pro/package/OTF/SourceCodePro-Regular.otf", False),
    ("Mono", "Bold", 700, "source-code-pro/package/OTF/SourceCodePro-Bold.otf", False),
]
LICENCES = {"Serif": "source-serif", "Sans": "source-sans", "Mono": "source-code-pro"}

# French, its neighbours, and the Latin letters of Bambara, Fulfulde, Songhay, Tamasheq and Wolof.
WEB = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x192,
    0x218,
    0x219,
    0x21A,
    0x21B,
    0x2C6,
    0x2DA,
    0x2DC,
    0x186,
    0x18A,
    0x190,
    0x198,
    0x199,
    0x19D,
    0x1B3,
    0x1B4,
    0x254,
    0x253,
    0x257,
    0x25B,
    0x263,
    0x272,
    *range(0x300, 0x305),
    0x308,
    0x30C,
    0x327,
    *range(0x2000, 0x200C),
    *range(0x2010, 0x2027),
    0x202F,
    0x2030,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
    0x2044,
    0x205F,
    0x2070,
    *range(0x2074, 0x207F),
    *range(0x2080, 0x208F),
    0x20AC,
    0x2116,
    0x2122,
    *range(0x2190, 0x219A),
    0x2212,
    0x2248,
    0x2260,
    0x2264,
    0x2265,
    0x25A0,
    0x25B2,
    0x25BC,
    0x25CB,
    0x25CF,
    0xFB01,
    0xFB02,
]
PAPER = [
    *WEB,
    *range(0x180, 0x2B0),
    *range(0x2B0, 0x370),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20C0),
    *range(0x2100, 0x2150),
    *range(0x2150, 0x2190),
    *range(0x2190, 0x2200),
    *range(0x2200, 0x2270),
    *range(0x25A0, 0x2600),
    0x2713,
    0x2717,
]
FEATURES = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "lnum", "tnum", "pnum", "onum", "sups", "zero"]


def cut(source: Path, letters: list[int]) -> TTFont:
    """One face with only `letters`, unhinted: Typst and browsers at these sizes gain nothing from hints."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Call the face "Briefing FAMILY", in the name table, the CFF table, the weight class and the style bits."""
    name, postscript = f"Briefing {family}", f"Briefing{family}-{style.replace(' ', '')}"
    table = font["name"]
    for number, text in ((1, name), (2, style), (3, postscript), (4, f"{name} {style}"), (6, postscript)):
        table.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName, cff.topDictIndex[0].FamilyName = f"{name} {style}", name
    bold, italic = "Bold" in style, "Italic" in style
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (0x20 if bold else 0) | (0x01 if italic else 0) or 0x40
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)


def widen_fine_space(font: TTFont) -> None:
    """Source's narrow no-break space (1/8 em) hides between « and a letter; the French « fine » is about 3/4 space."""
    glyph = font.getBestCmap().get(0x202F)
    if glyph and font["hmtx"]["space"][0] < 400:  # not in the monospaced face
        font["hmtx"][glyph] = (round(0.76 * font["hmtx"]["space"][0]), 0)


def main(folder: Path) -> None:
    TARGET.mkdir(exist_ok=True)
    for family, style, weight, path, web in FACES:
        for letters, flavor, suffix in ((PAPER, None, "otf"), (WEB, "woff2", "woff2")):
            if flavor and not web:
                continue
            font = cut(folder / path, letters)
            rename(font, family, style, weight)
            widen_fine_space(font)
            font.flavor = flavor
            font.save(TARGET / f"Briefing{family}-{style.replace(' ', '')}.{suffix}")
    for family, package in LICENCES.items():
        shutil.copy(folder / package / "package" / "LICENSE.md", TARGET / f"LICENSE-Briefing{family}.md")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
