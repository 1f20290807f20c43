#!/bin/bash
# jieba.sh - the speed of hanseg --engine=jieba beside jieba itself and @node-rs/jieba, and of hanterms.
#
# usage: tests/bench/jieba.sh [BUILD-FOLDER]     with HANPIPE_EVAL_DATA naming the folder of the bench texts
#
# Each line: program, CPU seconds (user and system, the median of 5 runs; 1 of the slow ones), MB/s by CPU.  Output is
# written to a file.  The text is the Simplified bench text, whole times over to 24 MB.  @node-rs/jieba is used when
# node finds it (NODE_PATH), jieba when python3 does.

build=${1:-build}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
text=$work/text
[ -r "$HANPIPE_EVAL_DATA/bench/hans.txt.xz" ] || { echo "jieba.sh: HANPIPE_EVAL_DATA has no bench/hans.txt.xz" >&2; exit 1; }
xz -dc "$HANPIPE_EVAL_DATA/bench/hans.txt.xz" >"$work/once"
while [ "$(stat -c %s "$text" 2>/dev/null || echo 0)" -lt 24000000 ]; do cat "$work/once" >>"$text"; done
size=$(stat -c %s "$text")
export TMPDIR=$work

# measure NAME RUNS COMMAND…: runs the command with the text's name behind it.
measure() {
    local name=$1 runs=$2 i
    shift 2
    for ((i = 0; i < runs; i++)); do
        TIMEFORMAT='%U %S'
        { time "$@" "$text" >"$work/out" 2>"$work/errors"; } 2>>"$work/times" || { echo "$name: failed"; return; }
    done
    awk '{ print $1 + $2 }' "$work/times" | sort -n | awk -v name="$name" -v size="$size" \
        '{ t[NR] = $1 } END { m = t[int((NR + 1) / 2)]; printf "%-28s %7.2f s %7.1f MB/s\n", name, m, size / 1e6 / m }'
    rm "$work/times"
}

cat >"$work/python.py" <<'END'
import logging, sys, jieba
jieba.setLogLevel(logging.ERROR)
with open(sys.argv[2], encoding="utf-8", newline="\n") as text:
    for line in text:
        sys.stdout.write(" ".join(jieba.cut(line, HMM=sys.argv[1] == "hmm")))
END
cat >"$work/node.cjs" <<'END'
const { Jieba } = require('@node-rs/jieba'), { dict } = require('@node-rs/jieba/dict.js'), fs = require('fs');
const jieba = Jieba.withDict(dict), hmm = process.argv[2] === 'hmm';
const lines = fs.readFileSync(process.argv[3], 'utf8').split('\n');
fs.writeFileSync(1, lines.map((line) => jieba.cut(line, hmm).join(' ')).join('\n'));
END

measure 'hanseg --engine=jieba' 5 "$build/hanseg" -j1 --engine=jieba
measure 'hanseg, --no-hmm' 5 "$build/hanseg" -j1 --engine=jieba --no-hmm
measure 'hanseg --engine=icu' 5 "$build/hanseg" -j1 --engine=icu
measure 'hanseg' 5 "$build/hanseg" -j1
measure 'hanterms' 5 "$build/hanterms" -j1
measure 'hanterms --new' 5 "$build/hanterms" -j1 --new
for python in /usr/bin/python3 python3; do
    "$python" -c 'import jieba' 2>/dev/null || continue
    measure 'jieba' 1 "$python" "$work/python.py" hmm
    measure 'jieba, HMM=False' 1 "$python" "$work/python.py" no-hmm
    break
done
if node -e "require('@node-rs/jieba')" 2>/dev/null; then
    measure '@node-rs/jieba' 5 node "$work/node.cjs" hmm
    measure '@node-rs/jieba, no HMM' 5 node "$work/node.cjs" no-hmm
fi
