# hanseg --engine=jieba against jieba 0.42.1 itself, in its three modes, as lists of tokens.
#
# hanseg puts nothing beside blanks and leaves them where they are, while jieba makes a token of each blank; so blank
# tokens are dropped on both sides before lines are compared.  Nothing else is: a token never holds a blank.

setup() {
    for python in /usr/bin/python3 python3; do
        version=$("$python" -c 'import jieba; print(jieba.__version__)' 2>"$BATS_TEST_TMPDIR/why") && break
    done
    [ "$version" = 0.42.1 ] || skip "needs jieba 0.42.1 (Debian: python3-jieba; pip install jieba==0.42.1)"
    # jieba keeps a cache beside other temporary files and believes what it finds there.
    export TMPDIR=$BATS_TEST_TMPDIR
    theirs="$python $srcdir/tests/diff/jieba_peer.py"
}

# Compares the two on the text in $1, with the user's dictionary $2 if there is one.
compare() {
    local text=$1 words=${2-}
    $theirs cut hmm $words <"$text" >"$TMPDIR/hmm" &
    $theirs cut no-hmm $words <"$text" >"$TMPDIR/no-hmm"
    wait $!
    hanseg --engine=jieba ${words:+--words="$words"} "$text" | $theirs tokens >"$TMPDIR/hmm.ours"
    hanseg --engine=jieba --no-hmm ${words:+--words="$words"} "$text" | $theirs tokens >"$TMPDIR/no-hmm.ours"
    [ "$(wc -l <"$TMPDIR/hmm")" -eq "$(wc -l <"$text")" ]
    cmp "$TMPDIR/hmm" "$TMPDIR/hmm.ours"
    cmp "$TMPDIR/no-hmm" "$TMPDIR/no-hmm.ours"
}

# Compares the full mode on the text in $1, with the user's dictionary $2 if there is one.
compare_full() {
    local text=$1 words=${2-}
    $theirs cut all $words <"$text" >"$TMPDIR/all"
    hanseg --engine=jieba --grain=full ${words:+--words="$words"} "$text" | $theirs tokens >"$TMPDIR/all.ours"
    cmp "$TMPDIR/all" "$TMPDIR/all.ours"
}

bench_text() {
    [ -r "$HANPIPE_EVAL_DATA/bench/$1.txt.xz" ] || \
        skip "needs bench/$1.txt.xz in the folder HANPIPE_EVAL_DATA (HACKING.md, Evaluation data)"
    xz -dc "$HANPIPE_EVAL_DATA/bench/$1.txt.xz" >"$TMPDIR/$1.txt"
}

@test "Simplified bench text: no line differs, with the model and without" {
    bench_text hans
    compare "$TMPDIR/hans.txt"
}

@test "Traditional bench text: no line differs, with the model and without" {
    bench_text hant
    compare "$TMPDIR/hant.txt"
}

@test "our own texts: no line differs, with a user's dictionary of their pieces too" {
    cat "$srcdir"/tests/document/page.*txt "$srcdir/doc/sample.txt" "$srcdir/doc/guide.md" >"$TMPDIR/own"
    compare "$TMPDIR/own"
    $theirs words 300 "$TMPDIR/own" >"$TMPDIR/words"
    compare "$TMPDIR/own" "$TMPDIR/words"
}

@test "generated lines: edges of the character classes, rare characters, numbers" {
    $theirs generate 30000 >"$TMPDIR/generated"
    compare "$TMPDIR/generated"
}

@test "a user's dictionary has the effect of jieba.load_userdict()" {
    bench_text hans
    head -n 20000 "$TMPDIR/hans.txt" >"$TMPDIR/head"
    $theirs generate 5000 >>"$TMPDIR/head"
    $theirs words 2000 "$TMPDIR/hans.txt" >"$TMPDIR/words"
    compare "$TMPDIR/head" "$TMPDIR/words"
}

@test "--grain=full: all words, with a user's dictionary too" {
    cat "$srcdir"/tests/document/page.*txt "$srcdir/doc/sample.txt" "$srcdir/doc/guide.md" >"$TMPDIR/own"
    $theirs generate 5000 >>"$TMPDIR/own"
    compare_full "$TMPDIR/own"
    $theirs words 300 "$TMPDIR/own" | grep -v '[A-Za-z0-9]' >"$TMPDIR/words"
    compare_full "$TMPDIR/own" "$TMPDIR/words"
}
