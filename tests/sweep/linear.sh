#!/bin/sh
# linear.sh - time in proportion to a line's length: every filter and option over long lines of one kind each (kinds).
#
# Each command runs once over each kind of line.  Where that takes more than a moment, and more than in proportion to a
# line an eighth as long, instructions are counted (valgrind) for two lines one of which is twice as long: four times as
# many mean quadratic time.  So time chooses what is looked at, and the verdict does not depend on the machine.

: "${srcdir:?run by make check}" "${builddir:?run by make check}"
export LC_ALL=C.UTF-8
unset HANPIPE_DATA

sweep=$builddir/tests/sweep
long=131072 short=16384 count_short=8192 count_long=16384 # bytes
moment=20000                                              # microseconds for the long line
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

mkdir "$work/long" "$work/short" "$work/count1" "$work/count2"
"$sweep/lines" "$srcdir/tests/sweep/kinds" $long "$work/long" >"$work/names" || exit 99
"$sweep/lines" "$srcdir/tests/sweep/kinds" $short "$work/short" >/dev/null || exit 99
"$sweep/lines" "$srcdir/tests/sweep/kinds" $count_short "$work/count1" >/dev/null || exit 99
"$sweep/lines" "$srcdir/tests/sweep/kinds" $count_long "$work/count2" >/dev/null || exit 99
kinds=$(wc -l <"$work/names")
long_lines=$(seq -f "$work/long/%g" "$kinds")

echo '头发	頭髪' >"$work/dict"
printf '%s\n' 发音 a 國 '(' >"$work/keep"
printf '%s\n' 甲乙 乙丙 甲乙甲 =甲乙甲乙丙 '研究|生命' '1|1' 'word word' 國國 'a a' >"$work/words"
printf '%s\n' '甲乙 5 n' '乙丙' '國國 7' >"$work/jieba-words"

# The instructions of the command.
instructions_of() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$builddir/$@" 2>&1 >/dev/null |
        sed -n 's/,//g; s/.*Collected : *\([0-9]*\).*/\1/p'
}

# The numbers of the kinds for which the command takes much more than eight times as long for the long line as for the
# short one.
find_slow() {
    "$sweep/measure" 20 "$builddir/$@" -- $long_lines | awk -v moment=$moment '$1 > moment { print $1, $4 }' |
        while read -r slow file; do
            quick=$("$sweep/measure" 20 "$builddir/$@" -- "$work/short/${file##*/}")
            [ "$slow" -le $((18 * ${quick%% *})) ] || echo "${file##*/}"
        done
}

# True when twice the line of the kind $1 needs more than 2.7 times the instructions.
is_quadratic() {
    kind=$1
    shift
    base=$(instructions_of "$@" /dev/null)
    one=$(instructions_of "$@" "$work/count1/$kind")
    two=$(instructions_of "$@" "$work/count2/$kind")
    echo "# $* over $(sed -n "${kind}p" "$work/names"): $((one - base)) and $((two - base)) instructions"
    [ $((10 * (two - base))) -gt $((27 * (one - base))) ]
}

# One test: the command over all kinds.  Runs in the half that is its number's.
try() {
    number=$((number + 1))
    [ $((number % 2)) -eq "$half" ] || return 0
    bad=
    for kind in $(find_slow "$@"); do
        if ! command -v valgrind >/dev/null; then
            echo "# to be looked at, but valgrind, which counts instructions, is not installed:"
            bad="$bad; $(sed -n "${kind}p" "$work/names")"
        elif is_quadratic "$kind" "$@"; then
            bad="$bad; $(sed -n "${kind}p" "$work/names")"
        fi
    done
    [ -z "$bad" ] || printf 'not '
    echo "ok $number - $*${bad:+:${bad#;}}" | sed "s|$work/||g"
}

commands() {
    w=$work
    try hanstrip -j1
    try hanstrip -j1 --to=ruby
    try hanstrip -j1 --to=tsv --unverified=list
    try hanstrip -j1 --hints --toneless=always --cues=ignore
    try hanstrip -j1 --bare --lines --to=brackets
    try hanstrip -j1 --log=/dev/null --unverified=remove
    try hannorm -j1
    try hannorm -j1 --form=nfkd
    try hannorm -j1 --form=nfd --log=/dev/null --invalid=replace
    try hanconv -j1
    try hanconv -j1 -c tw2sp,s2hk --log=/dev/null
    try hanconv -j1 --exact
    try hanconv -j1 "--dict=$w/dict" "--keep=$w/keep" --keep-regex=发.音 '--keep-regex=(a|國)*b'
    try hanconv -j1 --hints
    try hanconv -j1 --ambiguous=/dev/null
    try hanconv -j1 --inspect
    try hanconv -j1 --inspect --exact
    try hanconv -j1 --engine=opencc
    try hanseg -j1
    try hanseg -j1 --grain=search --format=jsonl --pos --confidence
    try hanseg -j1 "--words=$w/words" --dates=split
    try hanseg -j1 --nbest=3
    try hanseg -j1 --grain=fine --format=conllu
    try hanseg -j1 --grain=char --log=/dev/null
    try hanseg -j1 --grain=search --pos
    try hanseg -j1 --engine=icu
    try hanseg -j1 --engine=jieba
    try hanseg -j1 --engine=jieba --no-hmm --format=tsv "--words=$w/jieba-words"
    try hanterms -j1
    try hanterms -j1 --new --min-count=1
    try hanterms -j1 --documents=line
    try hanseg-eval --raw
}

number=0 half=0
commands >"$work/first" &
half=1
commands >"$work/second"
wait
cat "$work/first" "$work/second"
number=$(cat "$work/first" "$work/second" | grep -c -E '^(not )?ok ')
echo "1..$number"
echo "# $((number * kinds)) runs over $kinds kinds of lines"
