#!/bin/sh
# conv_opencc.sh - runs conv_opencc on this build's data file and the OpenCC that is installed.
# CONV_LINES sets the lines a configuration; the default makes 1,050,000 in all.
opencc=$(sed -n 's/^with_opencc_data = //p' "$builddir/Makefile")
case $(pkg-config --modversion opencc 2>/dev/null) in
1.1.*) ;;
*) echo "1..0 # SKIP needs the library of OpenCC 1.1 (Debian: libopencc-dev)"; exit 0 ;;
esac
exec "$builddir/tests/diff/conv_opencc" "$builddir/hanpipe.hpd" "$builddir/opencc" "$opencc" ${CONV_LINES:+"$CONV_LINES"}
