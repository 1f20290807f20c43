#!/bin/sh
# start.sh - how long each tool takes to start with its data: figures, nothing passes or fails.
#
#   tests/bench/start.sh [BUILD]      BUILD is the build folder, ./build by default
#
# Prints, for each tool, milliseconds a start over 200 runs on one line of text, the best of five rounds.
set -eu
build=${1:-build}
runs=200

# Milliseconds since some moment.
now()
{
    echo $(($(date +%s%N) / 1000000))
}

# The best time of five for `runs` starts of the command, in hundredths of a millisecond a start.
measure()
{
    best=
    for round in 1 2 3 4 5; do
        start=$(now)
        i=0
        while [ $i -lt $runs ]; do
            echo '國(guó)家' | "$@" >/dev/null
            i=$((i + 1))
        done
        took=$((($(now) - start) * 100 / runs))
        if [ -z "$best" ] || [ "$took" -lt "$best" ]; then
            best=$took
        fi
    done
    printf '%4d.%02d ms  %s\n' $((best / 100)) $((best % 100)) "$*"
}

echo "a start, $(nproc) processors; cat is what the shell itself costs"
measure cat
measure "$build/handecode"
measure "$build/hantext"
measure "$build/hannorm"
measure "$build/hanstrip"
measure "$build/hanconv"
measure "$build/hanconv" -c tw2sp
measure "$build/hanseg"
measure "$build/hanpipe" 'strip | conv -c t2s | seg'
