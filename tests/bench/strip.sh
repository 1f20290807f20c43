#!/bin/sh
# strip.sh - CPU time of hanstrip -j1 against cat and sed, in one run.
#
#     strip.sh [RUNS]       needs HANPIPE_EVAL_DATA, and hanstrip in PATH
#
# Three texts, each written to a pipe: the bench texts repeated to 140 MB, which have next to no annotations, against
# cat; the seed repeated to 75 MB, against sed -E with the pattern of its annotations; and the bench text with every
# tenth stretch of one or two characters annotated in full-width brackets (readings from kMandarin, so that many are not
# the word's), against sed -E with that pattern.  Each figure is the least of RUNS runs (9).
set -eu
runs=${1:-9}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
marked='a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ'

# Repeats FILE to at least BYTES.
repeat() {
    : >"$made/$2"
    while [ "$(wc -c <"$made/$2")" -lt "$3" ]; do
        cat "$1" >>"$made/$2"
    done
}

least() {
    python3 "$(dirname "$0")/least.py" "$runs" "$@"
}

annotate() {
    python3 - "$made/once" "$made/annotated" <<'END'
import bz2, os, re, sys
where = "/usr/share/unicode/Unihan_Readings.txt"
lines = open(where, encoding="utf8") if os.path.exists(where) else bz2.open(where + ".bz2", "rt", encoding="utf8")
fields = (line.rstrip("\n").split("\t") for line in lines)
reading = {chr(int(f[0][2:], 16)): f[2].split()[0] for f in fields if len(f) == 3 and f[1] == "kMandarin"}
count = 0
def annotated(match):
    global count
    count += 1
    word = match.group()
    known = count % 10 == 0 and all(c in reading for c in word)
    return word + "（" + "".join(reading[c] for c in word) + "）" if known else word
with open(sys.argv[2], "w", encoding="utf8") as out:
    for line in open(sys.argv[1], encoding="utf8"):
        out.write(re.sub("[\u4e00-\u9fff]{1,2}", annotated, line))
END
}

row() {
    ours=$(least "$made/$2" hanstrip -j1 -q)
    name=$1 file=$2
    shift 2
    theirs=$(LC_ALL=C.UTF-8 least "$made/$file" "$@")
    awk -v t="$name" -v n="$(wc -c <"$made/$file")" -v o="$ours" -v h="$theirs" -v c="$1" 'BEGIN {
        printf "%-12s hanstrip %7.1f ms %7.1f MB/s   %s %7.1f ms %7.1f MB/s   %.2f of its rate\n",
            t, o, n / o / 1000, c, h, n / h / 1000, h / o }'
}

for text in hans hant; do
    xz -dc "$HANPIPE_EVAL_DATA/bench/$text.txt.xz"
done >"$made/once"
repeat "$made/once" plain 140000000
repeat "$HANPIPE_EVAL_DATA/seed/seed.txt" seed 75000000
annotate
repeat "$made/annotated" words 70000000
row "plain" plain cat
row "seed" seed sed -E "s/\\([$marked]+\\)//g"
row "every tenth" words sed -E "s/（[$marked]+）//g"
