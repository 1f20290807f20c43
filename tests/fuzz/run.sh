#!/bin/sh
# run.sh - replays each fuzz target's corpus, and tries damaged copies of the real data file.  Prints TAP.

corpus=$srcdir/tests/fuzz/corpus
made=$builddir/tests/fuzz.$$
trap 'rm -f "$made"' EXIT
count=0

# Runs the command behind the name as one case.
try()
{
    name=$1
    shift
    count=$((count + 1))
    if "$@" >"$made" 2>&1; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name: exit $?"
        tail -n 30 "$made" | sed 's/^/# /'
    fi
}

for target in $FUZZ_TARGETS; do
    edges=
    [ "$target" != tables ] || edges=1 # each input is compiled with all the other tables
    try "$target over its corpus" "$builddir/tests/fuzz/$target" "$corpus/$target" $edges
done
try "damaged data files" "$builddir/tests/fuzz/damage" "$builddir/hanpipe.hpd" 100
echo "1..$count"
