# hanstat's rows, what hankeep says of documents that go, and what both do with records' facts.

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# Fails unless hanstat, given the text $2 and the options behind it, writes the row $1.
row() {
    local want=$1 text=$2
    shift 2
    printf "$text" | hanstat "$@" >out
    printf '%s\n' "$want" | diff - out
}

@test "a row has the counts that were asked for, in the order of the list" {
    row '{"file":"-","chars":6,"scripts":{"Hani":2,"Latn":3},"han":0.3333,"lines":1}' '國家 abc\n' --only=lines,han,chars
    # Scripts have the four letters of ISO 15924; blanks and punctuation belong to none.
    row '{"file":"-","chars":7,"scripts":{"Bopo":1,"Hani":1,"Hang":1,"Hira":1,"Kana":1,"Latn":1}}' '國あアㄅ한é，' --only=chars
    row '{"file":"-","chars":2,"scripts":{"Hani":2},"invalid":2,"han":1}' '國\200\345家' --only=chars,invalid,han
    row '{"file":"-","dup5":0.3846,"dup13":0.5}' '一二三四五六七八九十甲乙丙一二三四五六七八九十甲乙丙' --only=dup5,dup13
    row '-	2	0.5' '國a\n' --only=han,chars --format=tsv
}

@test "an empty document is one" {
    row '{"file":"-","chars":0,"scripts":{},"han":0,"lines":0,"dup_lines":0,"top2":0}' '' --only=chars,han,lines,dup_lines,top2
    : >empty
    hanstat --only=chars empty empty | diff - <(printf '{"file":"empty","chars":0,"scripts":{}}\n%.0s' 1 2)
    hankeep 'chars > 0' --reasons=why empty >out
    [ ! -s out ]
    tail -n +2 why | diff - <(printf 'empty\tchars > 0 (found 0)\n')
}

@test "rows are the same with any number of threads, in the order of the files" {
    for i in 1 2 3 4 5 6 7 8 9; do
        head -c $((i * 977)) "$srcdir/tests/document/page.txt" >"$i"
    done
    hanstat -j1 --words ? >one
    hanstat -j4 --words --chunk=7 ? >four
    diff one four
    hanpipe 'stat --rows --words' ? | diff one -
    LC_ALL=de_DE.UTF-8 hanstat --words ? | diff one -
}

@test "in a pipeline stat leaves the text as it is" {
    printf '國家(gu\303\263) abc\n\200\000\r\n\nend' >in
    hanpipe 'stat' in | cmp - in
    hanpipe 'stat --words --into=/a/b' in | cmp - in
    hanpipe 'strip | stat' in | cmp - <(hanstrip in)
}

@test "a rejected document goes, and no later filter is given it" {
    echo 國家 >a
    echo abc >b
    hankeep 'han > 0.5' a b | cmp - a
    hanpipe "keep 'han > 0.5' | stat --rows --only=han" a b | diff - <(echo '{"file":"a","han":1}')
    hanpipe -v "keep 'han > 0.5'" a b 2>err >out
    grep -q -x 'hanpipe: b: rejected: han > 0.5 (found 0)' err
}

@test "--check says whether documents are rejected" {
    echo 國家 >a
    echo abc >b
    hankeep --check 'han > 0.5' a >out
    [ "$(cat out)" = 'rejected	0' ]
    run -1 hankeep --check 'han > 0.5' a b
    [ "$output" = 'rejected	1' ]
}

@test "in place a rejected file stays as it is" {
    echo 國家 >a
    echo abc >b
    hankeep --in-place 'han > 0.5' a b 2>err
    [ "$(cat a b)" = '國家
abc' ]
    grep -q -x 'hankeep: b: rejected and left as it is: han > 0.5 (found 0)' err
}

@test "conditions come from a file, by name, and several at once" {
    printf '# Chinese\nhan > 0.5 # mostly\n&& chars < 5\n' >rule
    echo 國家 >a
    hankeep --rules=rule a | cmp - a
    hankeep --rules=rule --if='chars > 2' a >out
    [ ! -s out ]
    hankeep @chinesewebtext a >out
    [ ! -s out ]
    hankeep --list | grep -q -x @fineweb2
}

@test "a wrong condition is wrong usage, and says where" {
    run -2 hankeep 'han > 0.3 &&' /dev/null
    [ "$output" = 'hankeep: --if: something is missing at character 13 of the expression' ]
    run -2 hankeep @none /dev/null
    [[ $output == *'there is no rule '*'@c4 @c4-lines @chinesewebtext @fineweb2' ]]
    run -2 hankeep
    run -2 hanpipe "strip | keep 'hna > 1'" /dev/null
    run -2 hanstat --only=hna /dev/null
    run -2 hanstat --into=han /dev/null
}

@test "marks that stand in no order, however many, take linear time" {
    # Five million of them, where the square of their number would be days.
    python3 -c 'print("a" + "\u0301\u0323" * 2500000)' >page
    timeout 60 hanstat -q -j1 --rows --only=hash page >/dev/null
}
