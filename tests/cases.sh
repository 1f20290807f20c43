#!/bin/sh
# cases.sh - runs every case in every way: each must give the same bytes.
#
# A case is tests/cases/FILTER/NAME.in and NAME.out, with the filter's options, quoted as in a shell, in NAME.args when
# there are any.  Nothing else may stand in the folders: they are shipped as they are.  Prints TAP.
# With arguments FILTER/NAME it runs only those.

cases=$srcdir/tests/cases
made=$builddir/tests/cases.$$
mkdir -p "$made" || exit 99
trap 'rm -rf "$made"' EXIT
trap 'exit 99' HUP INT TERM
cd "$cases" || exit 99

count=0

# Says whether $made/got is what is wanted, named $1.
verdict()
{
    count=$((count + 1))
    if cmp -s "$made/got" "$case.out"; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1"
        diff -a "$case.out" "$made/got" | head -n 8 | sed 's/^/# /'
        sed 's/^/# /' "$made/errors"
    fi
}

# Runs the case in $case, of filter $filter, in every way.  Each command ends by adding its exit status to the output
# when it is not 0, so that a failing command is never taken for a passing one.
run_case()
{
    args=
    [ ! -f "$case.args" ] || args=$(cat "$case.args")
    tool=$builddir/han$filter

    { eval "\"\$tool\" -j1 $args" <"$case.in" || echo "exit $?"; } >"$made/got" 2>"$made/errors"
    verdict "$case: one thread"
    { eval "\"\$tool\" -j4 --chunk=7 --log=\"\$made/log\" $args \"\$case.in\"" || echo "exit $?"; } \
        >"$made/got" 2>"$made/errors"
    verdict "$case: four threads, small chunks"
    { "$builddir/tests/replay" "$made/log" "$filter" <"$case.in" || echo "exit $?"; } >"$made/got" 2>"$made/errors"
    verdict "$case: replay of the log"
    { "$builddir/hanpipe" "$filter $args" "$case.in" || echo "exit $?"; } >"$made/got" 2>"$made/errors"
    verdict "$case: hanpipe"
    { "$builddir/doc/examples/example" "$filter $args" "$builddir/hanpipe.hpd" <"$case.in" || echo "exit $?"; } \
        >"$made/got" 2>"$made/errors"
    verdict "$case: library"
    case $filter in
    norm | strip | fix)
        { eval "\"\$tool\" $args" <"$case.out" || echo "exit $?"; } >"$made/got" 2>"$made/errors"
        verdict "$case: twice is once"
        ;;
    esac
}

if [ $# -eq 0 ]; then
    set -- */*.in
fi
for file in "$@"; do
    case=${file%.in}
    filter=${case%%/*}
    run_case
done
for file in */*; do
    case $file in
    *.in | *.out | *.args) ;;
    *)
        count=$((count + 1))
        echo "not ok $count - $file is no part of a case"
        ;;
    esac
done
echo "1..$count"
