#!/bin/sh
# sanitizers.sh - builds and checks everything under each sanitizer, and counts what they found.
#
#     sh tests/sanitizers.sh [FOLDER]        FOLDER (./sanitizers) gets a build folder for each
#
# It takes what ./quickstart installs, and clang (Debian: clang) for the second of the three jobs:
#
#     gcc-address-undefined    memory and undefined behaviour by gcc
#     clang-undefined          undefined behaviour by clang, which also looks at what is added to NULL
#     gcc-thread               threads by gcc
#
# With two processors it takes an hour and a half, and 1 GB in FOLDER, so it is no part of make check.  JOBS='gcc-thread'
# runs that alone; TESTS='tests/run_cases tests/strip.bats' checks those alone; HANPIPE_CASES=100 tries as many random
# pipelines as make check does (here: 20).  Exit status 1 when a test failed or a sanitizer said something.
#
# Left out:
#     tests/sweep/faults.sh    has a malloc() of its own that fails, and so have the sanitizers one
#     tests/sweep/memory.sh    measures memory, of which a sanitizer takes several times as much
#     tests/sweep/linear.sh    measures time, and counts instructions by valgrind, which runs no sanitized program
#     leaks of hanpipe-mkdict, which leaves its memory to the end of the process (src/data/source_lines.h)
#     the data file under gcc-thread, which is the first job's or made by a build without sanitizers: one thread makes it

source=$(cd "$(dirname "$0")/.." && pwd) || exit 99
folder=${1:-sanitizers}
mkdir -p "$folder" && cd "$folder" && folder=$PWD || exit 99
[ -x "$source/configure" ] || (cd "$source" && autoreconf -i) || exit 99
worst=0

# What a sanitizer prints where it finds something.
said='ERROR: (Address|Leak)Sanitizer|runtime error:|WARNING: ThreadSanitizer'

echo leak:hanpipe-mkdict >leaks
export LSAN_OPTIONS="suppressions=$folder/leaks:print_suppressions=0"
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 TSAN_OPTIONS=halt_on_error=1
export HANPIPE_CASES="${HANPIPE_CASES:-20}"

# Configures in the working folder: $1 the compiler, $2 the sanitizers or "no".
configure() {
    [ -f Makefile ] || "$source/configure" --quiet CC="$1" --enable-sanitize="$2" || exit 99
}

# Builds the data file in the working folder without sanitizers.
make_data() {
    configure gcc no && make -s config.h && make -s -j"$(nproc)" hanpipe.hpd
}

# Brings a data file into the working folder that no thread sanitizer has slowed down.
bring_data() {
    made=$folder/gcc-address-undefined
    if [ ! -f "$made/hanpipe.hpd" ]; then
        made=$folder/plain
        mkdir -p "$made" && (cd "$made" && make_data) || return 1
    fi
    make -s config.h && make -s -j"$(nproc)" data-inputs && cp "$made/hanpipe.hpd" . && touch hanpipe.hpd
}

# Prints the tests to run.
list_tests() {
    make -s list-tests | tr ' ' '\n' | grep -v -x -E 'tests/sweep/(faults|memory|linear)\.sh' | paste -s -d ' '
}

# One job: $1 its name, $2 the compiler, $3 the sanitizers.
check() {
    case " ${JOBS-$1} " in *" $1 "*) ;; *) return ;; esac
    command -v "$2" >/dev/null || { echo "$1: skipped, needs $2 (Debian: $2)"; return; }
    mkdir -p "$1"
    (
        cd "$1" || exit 99
        configure "$2" "$3"
        [ "$3" != thread ] || bring_data || exit 99
        make -s -j"$(nproc)" &&
            make -s -k -j"$(nproc)" check AM_COLOR_TESTS=no TESTS="${TESTS-$(list_tests)}"
    ) >"$1/sanitizer.log" 2>&1
    passed=$(sed -n 's/^# PASS: *//p' "$1/sanitizer.log")
    failed=$(awk '/^# (FAIL|ERROR): / { n += $3 } END { print n + 0 }' "$1/sanitizer.log")
    found=$(find "$1" -name '*.log' ! -name sanitizer.log ! -name test-suite.log -exec cat {} + | grep -E -c "$said")
    echo "$1: ${passed:-none} passed, $failed failed, $found findings; see $folder/$1/sanitizer.log"
    [ -n "$passed" ] && [ "$failed" -eq 0 ] && [ "$found" -eq 0 ] || worst=1
}

check gcc-address-undefined gcc address,undefined
check clang-undefined clang undefined
check gcc-thread gcc thread
exit $worst
