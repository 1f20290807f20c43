#!/bin/sh
# norm.sh - CPU time of hannorm -j1 against uconv -x any-nfkc, in one run.
#
#     norm.sh [RUNS]        needs HANPIPE_EVAL_DATA, and hannorm and uconv in PATH
#
# The text is the bench texts repeated to 24 MB, written to a pipe.  Each figure is the least of RUNS runs (9), less
# what the program takes for an empty input.
set -eu
runs=${1:-9}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

for text in hans hant; do
    xz -dc "$HANPIPE_EVAL_DATA/bench/$text.txt.xz"
done >"$made/once"
cat "$made/once" "$made/once" | head -c 24000000 | sed '$d' >"$made/text" # whole lines

least() {
    python3 "$(dirname "$0")/least.py" "$runs" "$@"
}

# Prints the CPU time of COMMAND on the text, its start taken off, and how many times as fast as the peer that is.
row() {
    full=$(least "$made/text" "$@")
    start=$(least /dev/null "$@")
    net=$(echo "$full $start" | awk '{ print $1 - $2 }')
    : "${peer:=$net}"
    echo "$net $peer" | awk -v n="$(wc -c <"$made/text")" -v c="$*" '{
        printf "%-34s %7.1f ms %7.1f MB/s %6.1f times\n", c, $1, n / $1 / 1000, $2 / $1 }'
}

peer=
row uconv -x any-nfkc
row hannorm -j1 -q
row hannorm -j1 -q --form=nfkc
row hannorm -j1 -q --profile=minimal
row hannorm -j1 -q --profile=clean
row hannorm -j1 -q --profile=search
