#!/bin/sh
# start.sh - what each tool's start with its data costs: figures, nothing passes or fails.
#
#   tests/bench/start.sh [BUILD]      BUILD is the build folder, ./build by default
#
# Prints, for each tool, the instructions of a start without text, by valgrind, which do not depend on the load; then
# milliseconds a start over 200 runs on one line of text, the best of five rounds.
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

# The instructions of the command without input, in thousands.
count()
{
    instructions=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" </dev/null 2>&1 >/dev/null |
        sed -n 's/.*Collected : //p')
    printf '%8d     %s\n' $((instructions / 1000)) "$*"
}

if command -v valgrind >/dev/null; then
    echo "a start, thousands of instructions; cat is what the C library costs"
    count cat
    count "$build/handecode"
    count "$build/hantext"
    count "$build/hannorm"
    count "$build/hanstrip"
    count "$build/hanfix"
    count "$build/hanconv"
    count "$build/hanconv" -c tw2sp
    count "$build/hanconv" --engine=opencc
    count "$build/hanseg"
    count "$build/hanseg" --engine=icu
    count "$build/hanpipe" strip
    count "$build/hanpipe" 'strip | conv -c t2s | seg'
fi
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
