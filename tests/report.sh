#!/bin/sh
# report.sh - how good the results are, held against the baseline: report.sh [--baseline] [PART...]
#
# PART is decode, text, norm, strip, fix, conv or seg; all of them when none is named.  Prints a row a figure: its name, what it is
# now, what tests/baseline.tsv says, and "better", "worse" or "same".  No figure here passes or fails: a change that moves one
# changes the baseline in the same commit, and says why.  With --baseline prints that file anew (all parts).
#
# Run it as `make report` (and `make baseline`), with the evaluation data in the folder that HANPIPE_EVAL_DATA names; figures whose data is
# not there are left out.  Takes about a minute, a third of it for training.
# Worked: "strip.cases	higher	201	known cases with the expected result" in the baseline, and 203 now, is better.

: "${srcdir:?run by make report}" "${builddir:?run by make report}"
PATH=$builddir:$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
eval=$HANPIPE_EVAL_DATA
baseline=$srcdir/tests/baseline.tsv
[ -n "$eval" ] || { echo "report.sh: HANPIPE_EVAL_DATA must name the folder of the evaluation data" >&2; exit 2; }
made=$(mktemp -d "$builddir/tests/report.XXXXXX") || exit 1
trap 'rm -rf "$made"' EXIT
trap 'exit 1' HUP INT TERM

# figure NAME HIGHER-OR-LOWER VALUE WHAT: one figure, with the side on which it is better.
figure()
{
    [ -n "$3" ] || { echo "report.sh: $1 could not be measured" >&2; return; }
    if [ -n "$write" ]; then
        printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4"
        return
    fi
    awk -F'\t' -v OFS='\t' -v name="$1" -v side="$2" -v now="$3" '
        $1 == name { was = $3 }
        END {
            verdict = was == "" ? "new" : now + 0 == was + 0 ? "same" : (now + 0 > was + 0) == (side == "higher") ? "better" : "worse"
            print name, now, was == "" ? "-" : was, verdict
        }' "$baseline"
}

has()
{
    for file in "$@"; do
        [ -r "$eval/$file" ] || { echo "report.sh: without $file" >&2; return 1; }
    done
}

# decoded SET: how many of a set of the scorer's are right.
decoded()
{
    awk -F'\t' -v set="$1" '$1 == set { print $3; exit }' "$made/decoded"
}

measure_decode()
{
    has decode/gen.py decode/score.py decode/score-mojibake.py decode/mojibake.tsv || return
    python3 "$eval/decode/gen.py" "$made/set.jsonl" >/dev/null &&
        python3 "$eval/decode/score.py" "$made/set.jsonl" --tool handecode >"$made/decoded" || return
    for bytes in 10 20 50 200 2000; do
        set="Chinese, $(printf %05d $bytes) bytes"
        of=$(awk -F'\t' -v set="$set" '$1 == set { print $2 }' "$made/decoded")
        figure decode.chinese.$bytes higher "$(decoded "$set")" "Chinese texts of $bytes bytes decoded right, of $of"
    done
    figure decode.few higher "$(decoded 'few, all')" "English texts with a few Chinese characters decoded right"
    figure decode.other higher "$(decoded 'neg, all')" "texts that are not Chinese decoded right"
    figure decode.taken lower "$(decoded 'neg taken for Chinese')" "texts that are not Chinese and are taken for it"
    figure decode.html higher "$(decoded 'html, all')" "pages decoded right, declared or not"
    python3 "$eval/decode/score-mojibake.py" "$eval/decode/mojibake.tsv" 'handecode --from=utf-8 --repair=mojibake' \
        >"$made/repaired"
    figure decode.repaired higher "$(sed -n 's/.*repair \([0-9]*\) of.*/\1/p' "$made/repaired")" "lines of mojibake repaired"
    figure decode.kept higher "$(sed -n 's/.*keep \([0-9]*\) of.*/\1/p' "$made/repaired")" "lines that look odd and stay"
}

# Pages that are not UTF-8 go through handecode first.
measure_text()
{
    has text/cases.jsonl text/score.py || return
    score=$(python3 "$eval/text/score.py" "$eval/text/cases.jsonl" --options --tool 'handecode -q | hantext' | tail -n 1)
    figure text.cases higher "${score%% *}" "pages with the expected text, of $(echo "$score" | cut -d ' ' -f3)"
    python3 "$srcdir/tests/bench/article.py" "hantext --main" | tail -n 1 >"$made/article"
    figure text.article.precision higher "$(sed -n 's/.*precision \([0-9.]*\).*/\1/p' "$made/article")" \
        "share of --main's text that is article"
    figure text.article.recall higher "$(sed -n 's/.*recall \([0-9.]*\).*/\1/p' "$made/article")" \
        "share of the article that --main keeps"
}

measure_norm()
{
    has norm/cases.tsv norm/score.py norm/docs/score.py || return
    python3 "$eval/norm/score.py" -c "$eval/norm/cases.tsv" --rule-opt='--rule={}' hannorm -q --profile=clean |
        grep '^all ' >"$made/norm"
    figure norm.cases higher "$(awk '{ print $3 }' "$made/norm")" \
        "lines cleaned as wanted, of $(awk '{ print $2 }' "$made/norm")"
    figure norm.kept higher "$(sed 's/.*kept //' "$made/norm")" \
        "lines that must stay and do, of $(sed 's/.*must-stay \([0-9]*\).*/\1/' "$made/norm")"
    python3 "$eval/norm/docs/score.py" --rule-opt='--rule={}' "$eval/norm/docs" -- hannorm -q --profile=clean |
        sed -n 's/^all *lines *//p' >"$made/norm"
    figure norm.documents higher "$(sed 's|/.*||' "$made/norm")" \
        "lines of documents cleaned as wanted, of $(sed 's|[^/]*/ *\([0-9]*\).*|\1|' "$made/norm")"
}

measure_strip()
{
    has annot/cases.tsv || return
    python3 - "$eval/annot/cases.tsv" >"$made/cases" <<'END'
import re, subprocess, sys
escapes = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
plain = lambda s: re.sub(r"\\([ntr\\])", lambda m: escapes[m[1]], s).encode()
good = changed = total = 0
for row in open(sys.argv[1], encoding="utf-8", newline="\n").read().split("\n")[1:]:
    columns = row.split("\t")
    if len(columns) < 5 or "opt=" in columns[4]:
        continue
    before, want = plain(columns[1]), plain(columns[2])
    got = subprocess.run(["hanstrip", "-q"], input=before, stdout=subprocess.PIPE, check=True).stdout
    total += 1
    good += got == want
    changed += before == want and got != want
    if got != want:
        print(f"{columns[0]}: {columns[1]} → {got.decode('utf-8', 'replace')}", file=sys.stderr)
print(good, changed, total)
END
    read -r good changed total <"$made/cases"
    figure strip.cases higher "$good" "known cases with the expected result, of $total"
    figure strip.harmed lower "$changed" "known cases that must stay and do not"
}

# Prints the lenient error of OUTPUT against SOURCE and REFERENCE, in per cent.
lenient()
{
    python3 "$eval/conv/score.py" "$1" "$2" "$3" | sed -n 's/.*lenient [0-9]* = \([0-9.]*\)%.*/\1/p'
}

# Counts the characters that differ between two texts, other forms and free variants forgiven.
count_changed()
{
    python3 - "$eval/conv" "$1" "$2" <<'END'
import sys
def rows(path):
    return open(path, encoding="utf-8", newline="\n").read().split("\n")
folder = sys.argv[1]
fold = dict(l.split("\t") for l in rows(folder + "/fold.tsv") if "\t" in l)
free = [set(l.strip()) for l in rows(folder + "/free-variants.txt") if l.strip()]
def folded(text):
    return "".join(fold.get(c, c) for c in text)
n = 0
for before, after in zip(rows(sys.argv[2]), rows(sys.argv[3]), strict=True):
    a, b = folded(before), folded(after)
    n += 1000 if len(a) != len(b) else sum(x != y and not any(x in s and y in s for s in free) for x, y in zip(a, b))
print(n)
END
}

# repaired SET SIDE: how well a made set of Traditional or Simplified text is repaired.
repaired()
{
    python3 "$eval/fix/gen.py" "$1" >"$made/damaged" && hanfix -q -o "$made/repaired" "$made/damaged" &&
        python3 "$eval/fix/score.py" "$made/$2" "$made/damaged" "$made/repaired" | tail -n 1 >"$made/score"
    figure "fix.$1.recall" higher "$(sed -n 's/.*recall *\([0-9.]*\).*/\1/p' "$made/score")" "damage of $1 repaired, per cent"
    figure "fix.$1.precision" higher "$(sed -n 's/.*precision\* *\([0-9.]*\).*/\1/p' "$made/score")" "right ones of all changes, per cent"
}

measure_fix()
{
    has fix/gen.py fix/score.py fix/check.py || return
    for side in hant hans; do
        python3 "$eval/fix/gen.py" $side-gold >"$made/$side" && hanfix -q --log=- -o /dev/null "$made/$side" >"$made/log"
        figure fix.$side.changed lower "$(grep -c -v '^#' "$made/log")" "characters of people's text that are changed"
    done
    for set in residue-1 residue-10 choice-1 choice-5 naive keep; do
        repaired hant-$set hant
    done
    repaired hans-residue-1 hans
    repaired hans-residue-10 hans
    wrong=0
    for page in wrong-forms kept-forms half-converted; do
        hanfix -q -o "$made/page" "$eval/fix/$page.txt"
        n=$(python3 "$eval/fix/check.py" "$eval/fix/$page" "$made/page" | awk '/^[a-z]/ { n += $2 } END { print n + 0 }')
        wrong=$((wrong + n))
    done
    figure fix.pages lower "$wrong" "places of three damaged pages missed, harmed or restyled"
}

measure_conv()
{
    for set in dev dev2-pydocs dev2-wesnoth dev2-kritadoc; do
        has conv/$set.hans.txt conv/$set.ref.txt conv/score.py || continue
        hanconv -c s2t "$eval/conv/$set.hans.txt" >"$made/out"
        figure conv.$set lower "$(lenient "$eval/conv/$set.hans.txt" "$eval/conv/$set.ref.txt" "$made/out")" \
            "lenient error of s2t on $set, per cent"
    done
    has conv/dev.ref.txt conv/fold.tsv conv/free-variants.txt || return
    hanconv -c s2tw "$eval/conv/dev.ref.txt" >"$made/out"
    figure conv.harmed lower "$(count_changed "$eval/conv/dev.ref.txt" "$made/out")" \
        "characters of Traditional text that s2tw changes"
}

# f1 SET OPTION...: hanseg's F1 on the set.
f1()
{
    gold=$eval/seg/$1.txt
    shift
    hanseg-eval --raw "$gold" | hanseg "$@" | hanseg-eval --errors=0 "$gold" - | sed -n 's/^F1 //p'
}

# learn CORPUS: mine.hpd, with a model of that corpus alone.
learn()
{
    hanseg-train -q -o "$made/model.txt" "$eval/seg/$1.txt" &&
        hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model="$made/model.txt" -o "$made/mine.hpd"
}

# Where the lines of FILE are cut: x for each character, and the cuts.
places()
{
    hanseg -d '\x01' "$1" | sed 's/[^\x01]/x/g'
}

# alike A B: per cent of the lines with the same number of characters that are cut alike.
alike()
{
    places "$1" >"$made/a"
    places "$2" >"$made/b"
    paste -d ' ' "$made/a" "$made/b" | awk '
        { a = $1; b = $2; gsub(/\001/, "", a); gsub(/\001/, "", b) }
        a == b { n++; same += $1 == $2 }
        END { printf "%.2f\n", 100 * same / n }'
}

measure_trained()
{
    for corpus in gsd-hans sxu; do
        has seg/$corpus.train.txt seg/$corpus.test.txt || continue
        learn $corpus.train || continue
        figure seg.$corpus.alone higher "$(f1 $corpus.test --data="$made/mine.hpd" --grain=fine)" \
            "F1 on $corpus.test, trained on $corpus.train alone"
    done
}

measure_alike()
{
    if has bench/hans.txt.xz bench/hant.txt.xz; then
        xz -dc "$eval/bench/hans.txt.xz" >"$made/hans"
        xz -dc "$eval/bench/hant.txt.xz" >"$made/hant"
        hanconv --exact -c s2t "$made/hans" >"$made/hans.t"
        hanconv --exact -c t2s "$made/hant" >"$made/hant.s"
        figure seg.alike.hans higher "$(alike "$made/hans" "$made/hans.t")" "lines cut as their Traditional conversion, per cent"
        figure seg.alike.hant higher "$(alike "$made/hant" "$made/hant.s")" "lines cut as their Simplified conversion, per cent"
    fi
    has seg/gsd-hans.train.txt seg/gsd-hant.train.txt || return
    for script in hans hant; do
        cat "$eval/seg/gsd-$script".train.txt "$eval/seg/gsd-$script".dev.txt "$eval/seg/gsd-$script".test.txt >"$made/gold"
        hanseg-eval --raw "$made/gold" | sed 'y/「」『』/“”‘’/' >"$made/$script"
    done
    figure seg.alike.gsd higher "$(alike "$made/hans" "$made/hant")" "sentences of GSD cut alike in both scripts, per cent"
}

measure_seg()
{
    for set in gsd-hans gsd-hant; do
        has seg/$set.test.txt && figure seg.$set higher "$(f1 $set.test --grain=fine)" "F1 on $set.test, fine, as shipped"
    done
    for set in sighan05-pku sighan05-msr sighan05-as sxu; do
        has seg/$set.test.txt || continue
        ours=$(f1 $set.test)
        figure seg.$set higher "$ours" "F1 on $set.test, default grain"
        for peer in icu jieba; do
            theirs=$(f1 $set.test --engine=$peer)
            figure seg.$set.over-$peer higher "$(awk "BEGIN { printf \"%.2f\", $ours - $theirs }")" \
                "the same, less that of --engine=$peer"
        done
    done
    measure_trained
    measure_alike
}

write=
if [ "$1" = --baseline ]; then
    write=yes
    shift
    sed -n '/^#/p' "$baseline"
fi
[ $# -gt 0 ] || set -- decode text norm strip fix conv seg
for part in "$@"; do
    case $part in
    decode | text | norm | strip | fix | conv | seg) measure_$part ;;
    *) echo "report.sh: no part '$part'; there are decode, text, norm, strip, fix, conv and seg" >&2; exit 2 ;;
    esac
done
