#!/bin/sh
# random.sh - random pipelines of random options over random text: whichever way, the same bytes.
#
# Each case is made from a number: a pipeline and a text (random_case.c).  The tools in a shell pipe, hanpipe on one
# thread, hanpipe on several with small chunks, the library, and hanpipe in place must give the same; the log must
# replay to the output, and each filter's rows be the same with small chunks.  The first number is printed; another is
# taken from HANPIPE_SEED, and so many cases as HANPIPE_CASES says.

: "${srcdir:?run by make check}" "${builddir:?run by make check}"
export LC_ALL=C.UTF-8
unset HANPIPE_DATA

seed=${HANPIPE_SEED:-$(date +%j%H%M%S)} cases=${HANPIPE_CASES:-100}
seed=${seed#"${seed%%[!0]*}"} # no octal number
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

# The stages as tools of a shell pipe.
shell_pipe() {
    command="cat text"
    while read -r stage; do
        command="$command | '$builddir/han${stage%% *}' -q -j1"
        for option in ${stage#"${stage%% *}"}; do
            command="$command '$option'"
        done
    done <stages
    set +f
    eval "$command"
}

# The names of the stages as the log has them.
log_names() {
    awk '{ n = ++seen[$1]; print n > 1 ? $1 "#" n : $1 }' stages
}

# One case, in its folder; prints what is wrong.
run_case() {
    set -f
    "$builddir/tests/sweep/random_case" "$1" "$srcdir/tests/sweep/kinds" . >stages || return
    expression=$(sed 's/\\/\\\\/g' stages | paste -s -d '|' | sed 's/|/ | /g')
    shell_pipe >want 2>want.err || { echo "the shell pipe fails: $(head -c 200 want.err)"; return; }
    "$builddir/hanpipe" -q -j1 "$expression" text >out 2>err || echo "hanpipe fails: $(head -c 200 err)"
    cmp -s want out || echo "hanpipe is not the shell pipe"
    chunk=$((1 + $1 % 97))
    "$builddir/hanpipe" -q -j3 --chunk=$chunk --log=rows.chunks "$expression" <text >out 2>err
    cmp -s want out || echo "--chunk=$chunk: other bytes"
    "$builddir/doc/examples/example" "$expression" "$builddir/hanpipe.hpd" <text >out 2>err
    cmp -s want out || echo "the library gives other bytes"
    "$builddir/hanpipe" -q -j1 --log=rows "$expression" <text >out 2>err
    cmp -s want out || echo "--log: other bytes"
    sort -s -t '	' -k 2,2 rows >rows.sorted
    sort -s -t '	' -k 2,2 rows.chunks | cmp -s rows.sorted || echo "--chunk=$chunk: other rows in the log"
    "$builddir/tests/replay" rows $(log_names) <text >out 2>err
    cmp -s want out || echo "the log does not replay: $(head -c 200 err)"
    cp text place
    "$builddir/hanpipe" -q -j2 --chunk=$((chunk + 1)) --in-place "$expression" place 2>err
    cmp -s want place || echo "--in-place: other bytes"
}

# Every other case, from $1.
run_half() {
    mkdir "$work/$1"
    cd "$work/$1" || exit 99
    number=$1
    while [ "$number" -le "$cases" ]; do
        wrong=$(run_case $((seed + number)))
        if [ -n "$wrong" ]; then
            echo "# $(paste -s -d '|' stages)"
            echo "$wrong" | sed 's/^/# /'
            printf 'not '
        fi
        echo "ok $number - case $((seed + number))"
        number=$((number + 2))
    done
}

run_half 1 >"$work/first" &
run_half 2 >"$work/second"
wait
cat "$work/first" "$work/second"
echo "1..$cases"
echo "# HANPIPE_SEED=$seed: $((7 * cases)) runs"
