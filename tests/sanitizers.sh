#!/bin/sh
# sanitizers.sh - builds and checks everything under each sanitizer, and counts what they found.
#
#     sh tests/sanitizers.sh [FOLDER]        FOLDER (./sanitizers) gets a build folder for each
#
# gcc with address and undefined behaviour, clang with undefined behaviour, gcc with threads.  Not part of make check: it
# takes an hour.  TESTS='tests/run_cases tests/strip.bats' checks those alone.  Exit status 1 when a test failed or a
# sanitizer said something.

source=$(cd "$(dirname "$0")/.." && pwd) || exit 99
folder=${1:-sanitizers}
mkdir -p "$folder" && cd "$folder" || exit 99
[ -x "$source/configure" ] || (cd "$source" && autoreconf -i) || exit 99
worst=0

# What a sanitizer prints where it finds something.
said='ERROR: (Address|Leak)Sanitizer|runtime error:|WARNING: ThreadSanitizer'

# One job: $1 its name, $2 the compiler, $3 the sanitizers.
check() {
    command -v "$2" >/dev/null || { echo "$1: skipped, needs $2 (Debian: $2)"; return; }
    mkdir -p "$1"
    (
        cd "$1" || exit 99
        [ -f Makefile ] || "$source/configure" --quiet CC="$2" --enable-sanitize="$3" || exit 99
        make -s -j"$(nproc)" && make -s -k -j"$(nproc)" check AM_COLOR_TESTS=no ${TESTS+"TESTS=$TESTS"}
    ) >"$1/sanitizer.log" 2>&1
    passed=$(sed -n 's/^# PASS: *//p' "$1/sanitizer.log")
    failed=$(awk '/^# (FAIL|ERROR): / { n += $3 } END { print n + 0 }' "$1/sanitizer.log")
    found=$(find "$1" -name '*.log' -exec cat {} + | grep -E -c "$said")
    echo "$1: ${passed:-none} passed, $failed failed, $found findings; see $folder/$1/sanitizer.log"
    [ -n "$passed" ] && [ "$failed" -eq 0 ] && [ "$found" -eq 0 ] || worst=1
}

export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 TSAN_OPTIONS=halt_on_error=1
check gcc-address-undefined gcc address,undefined
check clang-undefined clang undefined
check gcc-thread gcc thread
exit $worst
