#!/bin/bash
# seg.sh - hanseg's speed beside ICU's word break in the same driver, and its accuracy beside the other engines'.
#
# usage: tests/bench/seg.sh [BUILD-FOLDER]     with HANPIPE_EVAL_DATA naming the folder of the texts and test sets
#
# Speed: CPU seconds (user and system) at -j1, output written to a file, the best of 9 runs taken in turn with the
# others', on the Simplified bench text, whole times over to 24 MB.  Accuracy: word F1 by hanseg-eval.
# tests/bench/jieba.sh has the peers outside.

build=${1:-build}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
eval=$HANPIPE_EVAL_DATA
[ -r "$eval/bench/hans.txt.xz" ] || { echo "seg.sh: HANPIPE_EVAL_DATA has no bench/hans.txt.xz" >&2; exit 1; }
xz -dc "$eval/bench/hans.txt.xz" >"$work/once"
while [ "$(stat -c %s "$work/text" 2>/dev/null || echo 0)" -lt 24000000 ]; do cat "$work/once" >>"$work/text"; done
size=$(stat -c %s "$work/text")
ways=('' --grain=fine --grain=search --grain=char --engine=icu)

for ((i = 0; i < 9; i++)); do
    for way in "${ways[@]}"; do
        TIMEFORMAT="${way:-default} %U %S"
        { time "$build/hanseg" -j1 $way "$work/text" >"$work/out"; } 2>>"$work/times"
    done
done
awk -v size="$size" '
    { t = $2 + $3; if (!($1 in best) || t < best[$1]) best[$1] = t }
    END { for (way in best) printf "%-16s %6.2f s %6.1f MB/s\n", way, best[way], size / 1e6 / best[way] }' "$work/times" |
    sort -k2n

printf '\n%-18s %8s %8s %8s %8s %8s\n' F1 fine default icu jieba no-hmm
for gold in "$eval"/seg/*.test.txt; do
    "$build/hanseg-eval" --raw "$gold" >"$work/raw"
    printf '%-18s' "$(basename "$gold" .txt)"
    for way in --grain=fine '' --engine=icu --engine=jieba '--engine=jieba --no-hmm'; do
        "$build/hanseg" $way "$work/raw" >"$work/out"
        printf ' %8s' "$("$build/hanseg-eval" --errors=0 "$gold" "$work/out" | sed -n 's/^F1 //p')"
    done
    echo
done
