#!/bin/sh
# fix.sh - CPU time of repair where there is nothing to repair, one thread, against hanconv's, in one run.
#
#     fix.sh [RUNS]        needs HANPIPE_EVAL_DATA, and hanfix and hanconv in PATH
#
# The text is bench/hant.txt.xz, repeated to 24 MB, once repaired, so that nothing is left to repair; hanconv converts
# bench/hans.txt.xz, as many bytes, by its default configuration.  Each figure is the least of RUNS runs (5), user and
# system time.
set -eu
runs=${1:-5}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

text() {
    xz -dc "$HANPIPE_EVAL_DATA/bench/$1.txt.xz" >"$made/once"
    while [ ! -s "$made/$1" ] || [ "$(wc -c <"$made/$1")" -lt 24000000 ]; do
        cat "$made/once" >>"$made/$1"
    done
}

least() {
    python3 "$(dirname "$0")/least.py" "$runs" "$@"
}

text hans
text hant
hanfix -q -o "$made/fixed" "$made/hant"
fix=$(least "$made/fixed" hanfix -j1)
conv=$(least "$made/hans" hanconv -j1)
awk -v f="$fix" -v n="$(wc -c <"$made/fixed")" -v c="$conv" -v m="$(wc -c <"$made/hans")" 'BEGIN {
    printf "hanfix %7.1f ms %6.1f MB/s   hanconv %7.1f ms %6.1f MB/s   %4.2fx\n",
        f, n / f / 1000, c, m / c / 1000, (n / f) / (m / c) }'
