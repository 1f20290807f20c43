#!/bin/sh
# judge.sh - CPU time of hanstat and hankeep -j1 over documents of about 8 KB, in one run.
#
#     judge.sh [RUNS]        needs HANPIPE_EVAL_DATA, and hanstat and hankeep in PATH
#
# The text is the bench texts repeated to 24 MB.  Each figure is the least of RUNS runs (5), less what the program takes
# for one empty document.
set -eu
runs=${1:-5}
made=$(mktemp -d)
here=$(cd "$(dirname "$0")" && pwd)
trap 'rm -rf "$made"' EXIT
cd "$made"

for text in hans hant; do
    xz -dc "$HANPIPE_EVAL_DATA/bench/$text.txt.xz"
done >once
cat once once | head -c 24000000 | sed '$d' >text # whole lines
mkdir documents
split -C 8000 -a 4 text documents/
: >empty

# Prints the CPU time of COMMAND over the documents, its start taken off.
row() {
    full=$(python3 "$here/least.py" "$runs" /dev/null "$@" documents/*)
    start=$(python3 "$here/least.py" "$runs" /dev/null "$@" empty)
    awk -v n="$(cat documents/* | wc -c)" -v a="$full" -v b="$start" -v c="$*" 'BEGIN {
        printf "%-62s %7.1f ms %7.1f MB/s\n", c, a - b, n / (a - b) / 1000 }'
}

row hanstat -j1 -q
row hanstat -j1 -q --only=chars,han
row hanstat -j1 -q --only=lines,dup_lines
row hanstat -j1 -q --only=top2,top3,top4
row hanstat -j1 -q --only=dup5,dup10,dup13,again13
row hanstat -j1 -q --only=hash,simhash
row hanstat -j1 -q --words
row hankeep -j1 -q 'han > 0.3 && dup13 < 0.5'
row hankeep -j1 -q @chinesewebtext
row hankeep -j1 -q @fineweb2
