#!/bin/sh
# decode.sh - CPU time of handecode -j1 against iconv on the same bytes, and what finding the encoding out costs.
#
#     decode.sh [RUNS]       needs HANPIPE_EVAL_DATA, and handecode in PATH
#
# The bench text of one script repeated to 24 MB of UTF-8, in each encoding; written to a pipe.  Then 400 files of 64 KiB
# each, cut from the same bytes at lines' ends: finding out is the time with --from=auto less that with the name, a file,
# and beside it stands what cat takes to read one.  Each figure is the least of RUNS runs (5).
set -eu
runs=${1:-5}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
trap 'exit 1' HUP INT TERM

least()
{
    python3 "$(dirname "$0")/least.py" "$runs" "$@"
}

# make ENCODING SCRIPT: `coded`, and 400 pieces of it in `heads`.
make()
{
    xz -dc "$HANPIPE_EVAL_DATA/bench/$2.txt.xz" | iconv -f UTF-8 -t "$1" -c >"$made/once" 2>/dev/null || true
    : >"$made/coded"
    while [ "$(wc -c <"$made/coded")" -lt 26214400 ]; do
        cat "$made/once" >>"$made/coded"
    done
    rm -rf "$made/heads"
    mkdir "$made/heads"
    xz -dc "$HANPIPE_EVAL_DATA/bench/$2.txt.xz" | python3 -c '
import sys
encoding, folder, text, n = sys.argv[1], sys.argv[2], b"", 0
lines = sys.stdin.readlines()
while n < 400:
    for line in lines:
        text += line.encode(encoding, "ignore")
        if len(text) > 65536:
            open(f"{folder}/{n:03}", "wb").write(text)
            text, n = b"", n + 1
            if n == 400:
                break
' "$1" "$made/heads"
}

row()
{
    make "$1" "$2"
    ours=$(least "$made/coded" handecode -q -j1)
    theirs=$(least "$made/coded" iconv -f "$1" -t UTF-8)
    found=$(least /dev/null handecode -q -j1 "$made"/heads/*)
    named=$(least /dev/null handecode -q -j1 "--from=$1" "$made"/heads/*)
    read=$(least /dev/null cat "$made"/heads/*)
    awk -v e="$1" -v n="$(wc -c <"$made/coded")" -v o="$ours" -v i="$theirs" -v f="$found" -v k="$named" -v r="$read" 'BEGIN {
        printf "%-11s handecode %6.1f MB/s   iconv %6.1f MB/s   %.2f of its rate;   a head: %.3f ms to find out, %.3f ms to read\n",
            e, n / o / 1000, n / i / 1000, i / o, (f - k) / 400, r / 400 }'
}

row UTF-8 hans
row GB18030 hans
row BIG5-HKSCS hant
row UTF-16LE hans
