#!/bin/sh
# library_data.sh - library_data.sh FOLDER: the data of the OpenCC that is installed, as text in FOLDER/text and compiled
# as FOLDER/library.hpd.  Exits 77 when it has none that can be read.
opencc=$(sed -n 's/^OPENCC_LIBRARY_DATA = //p' "$builddir/Makefile")
[ -r "$opencc/s2t.json" ] && command -v opencc_dict >/dev/null || exit 77
mkdir -p "$1/text" && cp "$opencc"/*.json "$1/text" || exit 1
for dictionary in "$opencc"/*.ocd2; do
    opencc_dict -i "$dictionary" -f ocd2 -o "$1/text/$(basename "$dictionary" .ocd2).txt" -t text || exit 1
done
"$builddir/hanpipe-mkdict" --opencc="$1/text" --dicts="$srcdir/dicts" -o "$1/library.hpd"
