#!/bin/sh
# random.sh - random pipelines of random options over random text: whichever way, the same bytes.
#
# Each case is made from a number: a pipeline and a text (random_case.c).  The tools in a shell pipe, hanpipe on one
# thread, hanpipe on several with small chunks, the library, and hanpipe in place must give the same; the log must
# replay to the output, and each filter's rows be the same with small chunks.  The first number is 1, so that a
# change is told by what it changed; HANPIPE_SEED=$(date +%s) HANPIPE_CASES=1000 goes further.

. "${srcdir:?run by make check}/tests/sweep/helper.sh"

seed=${HANPIPE_SEED:-1} cases=${HANPIPE_CASES:-100}
seed=${seed#"${seed%%[!0]*}"} # no octal number

# The stages as tools of a shell pipe.
shell_pipe() {
    command="cat text"
    while read -r stage; do
        command="$command | '$builddir/han${stage%% *}' -q -j1"
        for option in ${stage#"${stage%% *}"}; do
            command="$command '$option'"
        done
    done <stages
    eval "$command"
}

# The names of the stages as the log has them.
log_names() {
    awk '{ n = ++seen[$1]; print (n > 1 ? $1 "#" n : $1) }' stages
}

# Runs hanpipe with the options given; the output must be that of the shell pipe.
same() {
    "$builddir/hanpipe" -q "$@" "$expression" <text >out 2>err || echo "$*: fails: $(head -c 200 err)"
    cmp -s want out || echo "$*: other bytes"
}

# True when a filter behind another writes rows with places, which in a pipeline are those of its input file and lines.
names_places() {
    sed 1d stages | grep -q -e '^strip .*--to=tsv' -e '^strip .*--unverified=list'
}

# Prints what is wrong with the case at hand.
look() {
    set -f
    expression=$(sed 's/[\\|]/\\&/g' stages | paste -s -d '!' | sed 's/!/ | /g')
    if names_places; then
        "$builddir/hanpipe" -q -j1 "$expression" <text >want 2>err || echo "fails: $(head -c 200 err)"
    else
        shell_pipe >want 2>err || { echo "the shell pipe fails: $(head -c 200 err)"; return; }
    fi
    set +f
    chunk=$((1 + $1 % 97))
    same -j1
    same -j3 --chunk=$chunk --log=rows.chunks
    same -j1 --log=rows
    cmp -s rows rows.chunks || echo "--chunk=$chunk: another log"
    [ ! -e replays ] || "$builddir/tests/replay" rows $(log_names) <text >out 2>err && cmp -s want out ||
        echo "the log does not replay: $(head -c 200 err)"
    "$builddir/doc/examples/example" "$expression" "$builddir/hanpipe.hpd" <text >out 2>err
    cmp -s want out || echo "the library gives other bytes"
    cp text place
    "$builddir/hanpipe" -q -j1 "$expression" place >want 2>err # rows may name the file
    "$builddir/hanpipe" -q -j2 --chunk=$((chunk + 1)) --in-place "$expression" place 2>err
    ! grep -q -F 'place: rejected and left as it is' err || cp text want # what keep rejects stays
    cmp -s want place || echo "--in-place: other bytes"
}

judge() {
    case=$2
    mkdir "$work/case.$case"
    cd "$work/case.$case" || exit 99
    "$sweep/random_case" "$case" "$work/list" "$srcdir/tests/sweep/kinds" . >stages || exit 99
    look "$case" >wrong
    if [ -s wrong ]; then
        paste -s -d '|' stages
        cat wrong
        return 1
    fi
    rm -rf "$work/case.$case"
}

commands() {
    while [ "$number" -lt "$cases" ]; do
        try case $((seed + number + 1))
    done
}

write_user_files
list_options a-file-for-rows | grep -v -e '=a-file-for-rows$' -e '--invalid=fail' -e '--report$' >"$work/list"
run_tests
echo "1..$number"
echo "# HANPIPE_SEED=$seed: $((7 * cases)) runs"
