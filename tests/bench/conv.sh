#!/bin/sh
# conv.sh - CPU time of conversion, one thread, against OpenCC's own tool, in one run.
#
#     conv.sh [RUNS]        needs HANPIPE_EVAL_DATA, and hanconv and opencc in PATH
#
# The text is bench/hans.txt.xz (for t2s bench/hant.txt.xz), repeated to 24 MB; output is written to a file.  Each row is
# the least of RUNS runs (5), user and system time: machines are shared, and the least is what the work itself takes.
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

# Prints the least CPU time of a command, in milliseconds.
least() {
    python3 - "$runs" "$made/out" "$@" <<'END'
import os, subprocess, sys
runs, out, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
best = None
for _ in range(runs):
    with open(out, "wb") as f:
        p = subprocess.Popen(command, stdout=f)
        _, status, use = os.wait4(p.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    t = use.ru_utime + use.ru_stime
    best = t if best is None else min(best, t)
print(round(best * 1000, 1))
END
}

row() {
    bytes=$(wc -c <"$made/$2")
    theirs=$(least opencc -c "$1" -i "$made/$2")
    exact=$(least hanconv -j1 --exact -c "$1" "$made/$2")
    best=$(least hanconv -j1 -c "$1" "$made/$2")
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
