#!/bin/sh
# Makes the embedded typefaces from pinned packages. Builds never run this: the TTFs are committed.
# Needs npm, tar, sha256sum and Python 3 with fonttools 4.68 (pip install fonttools==4.68.0).
# Usage: fonts/make.sh        (writes into the folder of this script)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent @expo-google-fonts/biz-udpgothic@0.4.2 @expo-google-fonts/noto-sans-jp@0.4.3 lucide-static@1.62.0 >/dev/null
sha256sum -c <<'SUMS'
25b7863372a51cbed767be911076ebdaeaae9a687bcb57e052286f43416d9ea3  expo-google-fonts-biz-udpgothic-0.4.2.tgz
563ee80509692e2b2f42ceae6a0b82afecb90daa1b3d025bcebdf3d9120f43a3  expo-google-fonts-noto-sans-jp-0.4.3.tgz
386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44  lucide-static-1.62.0.tgz
SUMS
for name in biz-udpgothic-0.4.2:biz noto-sans-jp-0.4.3:noto; do
    mkdir "${name#*:}" && tar xzf "expo-google-fonts-${name%:*}.tgz" -C "${name#*:}" --strip-components=1
done
mkdir lucide && tar xzf lucide-static-1.62.0.tgz -C lucide --strip-components=1

cp biz/LICENSE_FONT "$here/LICENSE-BIZUDPGothic.txt"
cp noto/LICENSE_FONT "$here/LICENSE-NotoSansJP.txt"
cp lucide/LICENSE "$here/LICENSE-Lucide.txt"

SOURCE_DATE_EPOCH=0 python3 - "$here" <<'PY'
import json, sys
from fontTools import subset
from fontTools.ttLib import TTFont

here = sys.argv[1]
REGULAR = "biz/400Regular/BIZUDPGothic_400Regular.ttf"
BOLD = "biz/700Bold/BIZUDPGothic_700Bold.ttf"
NOTO = "noto/400Regular/NotoSansJP_400Regular.ttf"

# Kept so that the table of variants (cmap format 14) survives.
SELECTORS = set(range(0xFE00, 0xFE10)) | set(range(0xE0100, 0xE01F0))

ICONS = """arrow-down arrow-left arrow-right arrow-up arrow-up-down badge-check ban book-open building
building-2 calendar calendar-check calendar-clock check chevron-down chevron-left chevron-right
chevron-up circle circle-alert circle-check circle-help circle-minus circle-x clipboard-check
clipboard-list clock copy database download ellipsis eye eye-off file-down file-pen
file-spreadsheet file-text file-up files filter folder-open graduation-cap hard-drive history home
id-card info key-round laptop life-buoy link list lock log-out mail minus monitor moon network
panel-left-close panel-left-open pencil phone plus printer redo refresh-cw rotate-ccw router save search server settings
shield-check signature smartphone square square-check star sun tablet triangle-alert undo unlock
upload usb user user-check user-minus user-plus users wifi-off x""".split()
# What the program calls an icon, where Lucide calls it otherwise.
OTHER_NAME = {"home": "house", "undo": "undo-2", "redo": "redo-2"}


def pairs(font):
    """Every (character, variation selector) of the font with its glyph; None is the usual shape."""
    return {
        (char, selector): glyph
        for table in font["cmap"].tables if table.format == 14
        for selector, uses in table.uvsDict.items()
        for char, glyph in uses
    }


def cut(source, target, unicodes, features, hinting):
    options = subset.Options()
    options.layout_features = features
    options.hinting = hinting
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "meta", "DSIG"]
    options.recalc_timestamp = False
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=set(unicodes) | SELECTORS)
    cutter.subset(font)
    subset.save_font(font, f"{here}/{target}", options)


biz, noto = TTFont(REGULAR), TTFont(NOTO)
have, offered = set(biz.getBestCmap()), noto.getBestCmap()
known = pairs(biz)
variants = {
    char for (char, selector), glyph in pairs(noto).items()
    if (char, selector) not in known and glyph is not None and glyph != offered.get(char)
}
# ccmp joins kana and combining marks on the screen; nothing else of GSUB is used.
cut(REGULAR, "BIZUDPGothic-Regular.ttf", have, ["ccmp"], True)
cut(BOLD, "BIZUDPGothic-Bold.ttf", set(TTFont(BOLD).getBestCmap()), ["ccmp"], True)
cut(NOTO, "NotoSansJP-Fallback.ttf", (set(offered) - have) | variants, [], False)

codes = json.load(open("lucide/font/info.json"))
icons = {name: codes[OTHER_NAME.get(name, name)]["encodedCode"].lstrip("\\") for name in ICONS}
cut("lucide/font/lucide.ttf", "Lucide-Icons.ttf", {int(code, 16) for code in icons.values()}, [], False)
with open(f"{here}/icons.tsv", "w") as table:
    for name, code in icons.items():
        table.write(f"{name}\t{code.upper()}\n")
PY
cd "$here"
sha256sum -- *.ttf > SHA256SUMS
cat SHA256SUMS
