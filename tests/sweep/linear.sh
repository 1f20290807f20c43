#!/bin/sh
# linear.sh - time in proportion to a line's length: every filter and option over long lines of one kind each (kinds).
#
# Each command runs over groups of kinds.  Where that takes more than a moment, and more than in proportion to lines an
# eighth as long, it runs over each kind of the group alone; where that is so again, instructions are counted (valgrind)
# for two lines one of which is twice as long: four times as many mean quadratic time.  So time chooses what is looked
# at, and the verdict does not depend on the machine.

. "${srcdir:?run by make check}/tests/sweep/helper.sh"

long=65536 short=8192 count_short=8192 count_long=16384 # bytes
moment=10000 # microseconds

mkdir "$work/long" "$work/short" "$work/count1" "$work/count2"
"$sweep/lines" "$srcdir/tests/sweep/kinds" $long "$work/long" >"$work/names" || exit 99
"$sweep/lines" "$srcdir/tests/sweep/kinds" $short "$work/short" >/dev/null || exit 99
"$sweep/lines" "$srcdir/tests/sweep/kinds" $count_short "$work/count1" >/dev/null || exit 99
"$sweep/lines" "$srcdir/tests/sweep/kinds" $count_long "$work/count2" >/dev/null || exit 99
kinds=$(wc -l <"$work/names")
group=10 # kinds

write_user_files

# The instructions of the command.
instructions_of() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$builddir/$@" 2>&1 >/dev/null |
        sed -n 's/,//g; s/.*Collected : *\([0-9]*\).*/\1/p'
}

# The processor time of the command over the files $1.
time_of() {
    files=$1
    shift
    last=${files##* } rest=
    [ "$last" = "$files" ] || rest=${files% *}
    "$sweep/measure" 20 "$builddir/$@" $rest -- "$last" | cut -d ' ' -f 1
}

# True when the kinds $1 take much more than eight times as long as lines of an eighth of the length.
is_slow() {
    of=$1
    shift
    slow=$(time_of "$(echo $of | sed "s|[0-9][0-9]*|$work/long/&|g")" "$@")
    [ $((slow - start)) -gt $moment ] || return 1
    quick=$(time_of "$(echo $of | sed "s|[0-9][0-9]*|$work/short/&|g")" "$@")
    [ $((slow - start)) -gt $((12 * (quick - start + 1000))) ]
}

# The numbers of the kinds that are slow for the command.
find_slow() {
    start=$(time_of /dev/null "$@")
    for first in $(seq 1 $group "$kinds"); do
        numbers=$(seq "$first" $((first + group - 1 < kinds ? first + group - 1 : kinds)))
        is_slow "$numbers" "$@" || continue
        for kind in $numbers; do
            ! is_slow "$kind" "$@" || echo "$kind"
        done
    done
}

# True when twice the line of the kind $1 needs more than 2.7 times the instructions.
is_quadratic() {
    kind=$1
    shift
    base=$(instructions_of "$@" /dev/null)
    one=$(instructions_of "$@" "$work/count1/$kind")
    two=$(instructions_of "$@" "$work/count2/$kind")
    echo "$* over $(sed -n "${kind}p" "$work/names"): $((one - base)) and $((two - base)) instructions"
    [ $((10 * (two - base))) -gt $((27 * (one - base))) ]
}

judge() {
    good=true
    for kind in $(find_slow "$@"); do
        if ! command -v valgrind >/dev/null; then
            echo "to be looked at, but valgrind, which counts instructions, is not installed:"
            good=false
        elif is_quadratic "$kind" "$@"; then
            good=false
        fi || continue
        $good || echo "not in linear time: $(sed -n "${kind}p" "$work/names")"
    done
    $good
}

commands() {
    try_each "$work/list"
    for tool in $filters; do
        try $tool -j1 --log=/dev/null --invalid=replace
    done
    try hanstrip -j1 --to=tsv --unverified=list
    try hanstrip -j1 --hints --toneless=always --cues=ignore
    try hanstrip -j1 --bare --lines --to=brackets
    try hanconv -j1 "--dict=$user/dict" "--keep=$user/keep" --keep-regex=发.音 '--keep-regex=(a|國)*b'
    try hanconv -j1 --inspect --exact
    try hanseg -j1 --grain=search --format=jsonl --pos --confidence
    try hanseg -j1 --grain=fine --format=conllu
    try hanseg -j1 --engine=jieba --no-hmm --format=tsv "--words=$user/jieba-words"
    try hanpipe -j1 "$chain"
    try hanterms -j1
    try hanterms -j1 --new --min-count=1
    try hanterms -j1 --documents=line
    try hanseg-eval --raw
}

# ICU moves the rest of the text at each replacement of --transform: that is its own, and said in hannorm(1).
list_commands /dev/null | grep -v -e --transform= | sed 's/^han[a-z]*/& -j1/' >"$work/list"
run_tests
echo "1..$number"
echo "# $((number * kinds)) runs over $kinds kinds of lines"
