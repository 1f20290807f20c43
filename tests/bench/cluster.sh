#!/bin/sh
# cluster.sh - what pipelines cost a terabyte of text, for doc/cluster.md.  Figures; nothing passes or fails.
#
#   tests/bench/cluster.sh [BUILD [FILE]]    by default ./build, and doc/sample.txt 10,000 times
#
# Prints for each pipeline, on FILE as it is and as records of 24 lines (--jsonl), rows of pipeline, MB (10^6 bytes) of
# input for a second of CPU, user and system, on one thread, and core hours for 1 TB and for 100 TB.  The best of five.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -gt 1 ]; then
    cp "$2" "$work/text"
else
    yes "$top/doc/sample.txt" | head -n 10000 | xargs cat >"$work/text"
fi
cd "$work"
jq -Rnc '[inputs] | range(0; length; 24) as $i | {id: $i, text: .[$i:$i + 24] | join("\n")}' text >text.jsonl

# rate NAME FILE ARGUMENT...
rate()
{
    name=$1 file=$2
    shift 2
    for run in 1 2 3 4 5; do
        sh -c '"$0" -q -j1 "$@" >/dev/null; times' "$build/hanpipe" "$@" "$file" | tail -n 1
    done | awk -v name="$name" -v bytes="$(wc -c <"$file")" '
        { split($0, t, /[ms ]+/); cpu = 60 * t[1] + t[2] + 60 * t[3] + t[4]; if (NR == 1 || cpu < best) best = cpu }
        END { rate = bytes / 1e6 / best; printf "%s\t%.0f\t%.1f\t%.0f\n", name, rate, 1e6 / rate / 3600, 1e8 / rate / 3600 }'
}

for pipeline in 'strip | conv -c t2s' seg 'strip | conv -c t2s | seg' @scraped @search @corpus; do
    rate "$pipeline" text "$pipeline"
done
for pipeline in 'strip | conv -c t2s' @scraped @corpus; do
    rate "--jsonl=text $pipeline" text.jsonl --jsonl=text "$pipeline"
done
