#!/bin/sh
# conv_opencc.sh - runs conv_opencc on the data of the OpenCC that is installed.
# CONV_LINES sets the lines a configuration; the default makes 1,050,000 in all.
case $(pkg-config --modversion opencc 2>/dev/null) in
1.1.*) ;;
*) echo "1..0 # SKIP needs the library of OpenCC 1.1 (Debian: libopencc-dev)"; exit 0 ;;
esac
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
sh "$srcdir/tests/diff/library_data.sh" "$made"
case $? in
0) ;;
77) echo "1..0 # SKIP needs OpenCC's data and opencc_dict (Debian: libopencc-data, opencc)"; exit 0 ;;
*) exit 1 ;;
esac
opencc=$(sed -n 's/^OPENCC_LIBRARY_DATA = //p' "$builddir/Makefile")
"$builddir/tests/diff/conv_opencc" "$made/library.hpd" "$made/text" "$opencc" ${CONV_LINES:+"$CONV_LINES"}
