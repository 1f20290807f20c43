# hanstat against a plain count in Python of everything that the rules of hankeep ask for.

setup() {
    cd "$BATS_TEST_TMPDIR"
    python3 -c '' 2>why || skip "needs python3"
    count="python3 $srcdir/tests/diff/judge_count.py"
    mkdir documents
}

@test "counts of a few documents of our own are those of a plain count" {
    printf '他说好。\n他说好。\n\n“他说好！”\n• 第一\n' >documents/lines
    printf '甲乙丙丁戊己庚辛壬癸子丑寅卯。甲乙丙丁戊己庚辛壬癸子丑寅卯。\n' >documents/repeated
    printf 'abc ABC abc 國家 ＡＢＣ...\n#1 …\n' >documents/mixed
    cp "$srcdir/tests/document/page.txt" documents/page
    hanstat -q --words documents/* >rows
    [ "$(wc -l <rows)" -eq 4 ]
    $count compare rows documents
}

@test "counts of 1,000 documents are those of a plain count" {
    [ -r "${HANPIPE_EVAL_DATA-}/bench/hans.txt.xz" ] || skip "needs HANPIPE_EVAL_DATA"
    command -v xz >/dev/null || skip "needs xz (Debian: xz-utils)"
    xz -dc "$HANPIPE_EVAL_DATA/bench/hans.txt.xz" >hans
    xz -dc "$HANPIPE_EVAL_DATA/bench/hant.txt.xz" >hant
    $count make documents 1000 hans hant
    hanstat -q --words documents/* >rows
    [ "$(wc -l <rows)" -eq 1000 ]
    $count compare rows documents
}
