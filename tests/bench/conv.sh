#!/bin/sh
# conv.sh - CPU time of conversion, one thread, against OpenCC's own tool, in one run.
#
#     conv.sh [RUNS]        needs HANPIPE_EVAL_DATA, and hanconv and opencc in PATH
#
# The text is bench/hans.txt.xz (for t2s bench/hant.txt.xz), repeated to 24 MB, and output goes to a pipe; opencc is
# faster when it opens the file itself (-i).  Each figure is the least of RUNS runs (5), user and system time.
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

row() {
    bytes=$(wc -c <"$made/$2")
    theirs=$(least "$made/$2" opencc -c "$1" -i "$made/$2")
    exact=$(least "$made/$2" hanconv -j1 --exact -c "$1")
    best=$(least "$made/$2" hanconv -j1 -c "$1")
    awk -v c="$1" -v n="$bytes" -v o="$theirs" -v e="$exact" -v b="$best" 'BEGIN {
        printf "%-6s  opencc %7.1f ms %6.1f MB/s   exact %6.1f ms %6.1f MB/s %5.1fx   best path %6.1f ms %6.1f MB/s %5.1fx\n",
            c, o, n / o / 1000, e, n / e / 1000, o / e, b, n / b / 1000, o / b }'
}

text hans
text hant
row s2t hans
row s2tw hans
row s2twp hans
row t2s hant
row tw2sp hant
