# report.sh itself, on two cases of our own: which side of the baseline a figure is on.

setup() {
    command -v python3 >/dev/null || skip "needs python3, which counts the figures (Debian: python3)"
    export HANPIPE_EVAL_DATA=$BATS_TEST_TMPDIR/data srcdir=$BATS_TEST_TMPDIR
    mkdir -p "$HANPIPE_EVAL_DATA/annot" "$srcdir/tests"
    report=$BATS_TEST_DIRNAME/report.sh
    # The second is not what hanstrip does.
    printf 'id\tinput\texpected\tcategory\tnote\n1\t國(guó)\t國\tx\ty\n2\t國(guó)\t國(guó)\tx\ty\n' \
        >"$HANPIPE_EVAL_DATA/annot/cases.tsv"
}

# Prints the rows of the report with a baseline of so many cases as expected and so many harmed.
rows() {
    printf 'strip.cases\thigher\t%s\tx\nstrip.harmed\tlower\t%s\tx\n' "$1" "$2" >"$srcdir/tests/baseline.tsv"
    sh "$report" strip 2>/dev/null
}

@test "above the baseline is better where higher is better, worse where lower is" {
    [ "$(rows 0 0)" = $'strip.cases\t1\t0\tbetter\nstrip.harmed\t1\t0\tworse' ]
}

@test "below the baseline is worse where higher is better, better where lower is" {
    [ "$(rows 2 2)" = $'strip.cases\t1\t2\tworse\nstrip.harmed\t1\t2\tbetter' ]
}

@test "on the baseline is the same, whichever way the number is written" {
    [ "$(rows 1.0 1)" = $'strip.cases\t1\t1.0\tsame\nstrip.harmed\t1\t1\tsame' ]
}

@test "--baseline keeps the remarks and prints rows that then are the same" {
    echo '# a remark' >"$srcdir/tests/baseline.tsv"
    sh "$report" --baseline strip >"$srcdir/new" 2>/dev/null
    [ "$(head -n 1 "$srcdir/new")" = '# a remark' ]
    mv "$srcdir/new" "$srcdir/tests/baseline.tsv"
    run sh -c 'sh "$1" strip 2>/dev/null | cut -f4 | sort -u' - "$report"
    [ "$output" = same ]
}

@test "figures whose data is not there are left out, and said to be" {
    run sh "$report" seg
    [[ $output == *"without seg/gsd-hans.test.txt"* ]]
    unset HANPIPE_EVAL_DATA
    run sh "$report"
    [ "$status" -eq 2 ]
}
