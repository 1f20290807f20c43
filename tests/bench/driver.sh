#!/bin/sh
# driver.sh - the memory of the driver: figures, nothing passes or fails.
#
#   tests/bench/driver.sh [BUILD [MIB [LINE_MB]]]      default: ./build, 1024, 200
#
# Prints, for each tool, the peak resident memory and the time over MIB of ordinary lines at -j2, and over one line of
# LINE_MB megabytes at -j1, as a multiple of the line's length.
set -eu
build=${1:-build}
mib=${2:-1024}
line_mb=${3:-200}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
sample=$(dirname "$0")/../../doc/sample.txt

# Repeats FILE up to SIZE bytes.
repeat()
{
    while cat "$1"; do :; done 2>/dev/null | head -c "$2"
}

# Runs the command on FILE; leaves peak kilobytes in $peak and seconds in $seconds.
measure()
{
    file=$1
    shift
    command time -f '%M %e' -o "$folder/figures" "$@" "$file" >/dev/null 2>"$folder/errors" || sed 's/^/    /' "$folder/errors"
    tail -n 1 "$folder/figures" >"$folder/last"
    read -r peak seconds <"$folder/last"
}

command -v time >/dev/null || { echo "driver.sh needs the program time (Debian package time)" >&2; exit 1; }
# the sample many times over, so that the pipe below is not the slow part
repeat "$sample" 4000000 >"$folder/block"
repeat "$folder/block" $((mib * 1024 * 1024)) >"$folder/lines"
tr -d '\n' <"$folder/block" >"$folder/solid"
repeat "$folder/solid" $((line_mb * 1000 * 1000)) >"$folder/line"

echo "$mib MiB of ordinary lines, -j2"
for t in hannorm hanstrip hanconv hanseg; do
    measure "$folder/lines" "$build/$t" -q -j2
    echo "  $t: peak $((peak / 1024)) MiB, $seconds s"
done
echo "one line of $line_mb MB, -j1"
for t in hannorm hanstrip hanconv hanseg; do
    measure "$folder/line" "$build/$t" -q -j1
    echo "  $t: peak $((peak / 1024)) MiB, $((peak * 1024 / (line_mb * 10000)))% of the line, $seconds s"
done
