"""Makes little-o-math.woff2 of STIX Math: the glyphs that formulas of the page need, under a name of its own.

Usage: python subset.py STIXMath-Regular.otf
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

NAME = "Little-o Math"

# What formulas of the page can hold: letters, digits, the slanted letters that <mi> stands for, operators and arrows.
RANGES = [
    (0x30, 0x39),
    (0x41, 0x5A),
    (0x61, 0x7A),
    (0x1D434, 0x1D467),
    (0x1D6E2, 0x1D71B),
]
SINGLES = " !'()*+,-./<=>[]{|}¬°±·×ϑϕϵ…′ℎℓ←→∂∇∈−∗∘⋅√∞∣∼≈≠≡≤≥⋯⌈⌉⌊⌋□\u2009\u200a\u2061\u2062\u2063\u2064"


def main(source: str) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=["ssty"], hinting=False, desubroutinize=True, notdef_outline=True)
    options.drop_tables += ["FFTM", "GPOS", "GDEF"]
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)], text=SINGLES)
    subsetter.subset(font)
    # The licence reserves the name of the original.
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            text = NAME if record.nameID != 6 else NAME.replace(" ", "")
            font["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
    # Room for the tallest bracket would push every line apart.
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent = os2.sTypoAscender = os2.usWinAscent = 900
    hhea.descent = os2.sTypoDescender = -300
    os2.usWinDescent = 300
    cff = font["CFF "].cff
    cff.fontNames = [NAME.replace(" ", "")]
    for top in cff.topDictIndex:
        top.FullName = top.FamilyName = NAME
    font.flavor = "woff2"
    font.save("little-o-math.woff2")


main(sys.argv[1])
