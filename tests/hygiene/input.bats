# What is read, for every tool: bad files, odd bytes, long lines, other encodings.

load helper

@test "a missing file is reported and the rest still run" {
    for t in $filters $remaking; do
        echo one >a
        echo two >b
        expect 1 "$t" a missing b
        says err "$t" "missing: No such file or directory"
        [ "$(cat out)" = "$(printf 'one\ntwo')" ] || wrong "$t: $(cat out)"
        expect 1 "$t" missing
        [ ! -s out ]
    done
}

@test "a folder as FILE is reported and the rest still run" {
    for t in $filters $remaking; do
        echo one >a
        expect 1 "$t" . a
        says err "$t" ".: Is a directory"
        [ "$(cat out)" = one ]
    done
}

@test "an unreadable file is reported" {
    echo one >a
    echo secret >b
    chmod 000 b
    chmod 755 . .. ../.. 2>/dev/null || true
    as=
    if [ "$(id -u)" -eq 0 ]; then
        as="setpriv --reuid=65534 --regid=65534 --clear-groups"
        $as test -r "$builddir/hannorm" || skip "root reads everything, and another user cannot run the tools here"
    fi
    for t in $filters $remaking; do
        arguments=
        [ "$t" != hanpipe ] || arguments=norm
        [ "$t" != hankeep ] || arguments=1
        status=0
        $as "$builddir/$t" $arguments b a >out 2>err || status=$?
        [ $status -eq 1 ]
        says err "$t" "b: Permission denied"
        [ "$(cat out)" = one ]
    done
}

@test "- is standard input, among files too" {
    for t in $filters $remaking; do
        echo one >a
        echo three >c
        echo two | tool "$t" a - c >out
        [ "$(cat out)" = "$(printf 'one\ntwo\nthree')" ] || wrong "$t: $(cat out)"
        echo two | tool "$t" - - >out
        [ "$(cat out)" = two ]
        echo two | tool "$t" >out
        [ "$(cat out)" = two ]
    done
}

@test "a line does not cross files" {
    for t in $filters; do
        printf 'e' >a
        printf '\314\201\n' >b
        tool "$t" a b >out
        [ "$(od -An -tx1 out)" = ' 65 cc 81 0a' ] || wrong "$t: $(od -An -tx1 out)"
    done
}

# What no filter has business with, and that seg puts no blank into.
@test "empty files, missing last newlines, CR LF, NUL and blank lines pass unchanged" {
    printf '' >empty
    printf 'plain' >half
    printf '\n' >newline
    printf '\n\n\n\nplain\n\n' >blank
    printf 'plain\r\n\r\n\rplain\r' >cr
    printf '\0plain\0\n\0\0\n\0' >nul
    printf '\357\273\277plain\n\357\273\277' >mark
    for t in $filters; do
        for f in empty half newline blank cr nul mark; do
            case $t$f in handecodemark) continue ;; esac # a mark says how bytes are to be read, and goes
            for j in '-j1' '-j4 --chunk=1' '-j2 --chunk=3'; do
                tool "$t" -q $j $f >out
                if [ "$t" = hanseg ]; then # NUL and CR are words of their own
                    tr -d ' ' <out >out.plain
                    mv out.plain out
                fi
                same $f out "$t $j $f"
            done
        done
    done
}

# Writes the bytes B, BB and 中B中 in lines, for every byte B.
all_bytes() {
    for i in $(seq 0 255); do
        b="\\$(printf %03o "$i")"
        printf "$b\n$b$b\n\344\270\255$b\344\270\255\n"
    done
}

@test "all 256 bytes, alone, doubled and in Han text, pass unchanged" {
    all_bytes >in
    tr -d ' ' <in >in.solid
    for t in $filters; do
        for j in '-j1' '-j4 --chunk=1' '-j3 --chunk=7'; do
            tool "$t" -q $j in >out
            if [ "$t" = hanseg ]; then
                tr -d ' ' <out >out.solid
                same in.solid out.solid "$t $j"
            else
                same in out "$t $j"
            fi
        done
    done
}

@test "all 256 bytes as whole files pass unchanged" {
    for i in $(seq 0 255); do
        printf "\\$(printf %03o "$i")" >"byte$i"
    done
    "$builddir/hanpipe" -q 'norm | strip | conv' byte* >out
    cat byte* >in
    same in out hanpipe
    for i in 0 10 13 32 128 192 255; do
        for t in $filters; do
            tool "$t" -q "byte$i" >out
            same "byte$i" out "$t byte $i"
        done
    done
}

@test "hanconv converts the valid text around any byte" {
    for i in $(seq 0 255); do
        b="\\$(printf %03o "$i")"
        printf "\346\261\211$b\345\255\227\n" >>in
        printf "\346\274\242$b\345\255\227\n" >>want
    done
    for j in '-j1' '-j4 --chunk=7'; do
        "$builddir/hanconv" -q $j -c s2t in >out
        same want out "$j"
    done
}

@test "--max-line refuses a longer line and writes nothing of it" {
    printf 'ab\n123456789\ncd\n' >in
    printf '123456789' >half
    for t in $filters; do
        for j in '-j1' '-j4 --chunk=1' '-j4 --chunk=5'; do
            expect 0 "$t" $j --max-line=9 in
            same in out "$t: a line of the size itself"
            expect 1 "$t" $j --max-line=8 in
            says err "$t" "in:2: line longer than 8 bytes"
            [ "$(cat out)" = ab ] || wrong "$t $j: $(cat out)"
            expect 0 "$t" $j --max-line=9 half
            expect 1 "$t" $j --max-line=8 half in
            grep -q '^[a-z]*: half:1: line longer than 8 bytes' err || wrong "$t: $(cat err)"
            grep -q '^[a-z]*: in:2: line longer than 8 bytes' err || wrong "$t: $(cat err)"
            [ "$(cat out)" = ab ]
        done
        expect 0 "$t" --max-line=1K in
        for size in 0 -1 x 1X 1KB '' 99999999999999999999 5G; do
            expect 2 "$t" --max-line="$size" in
        done
    done
}

@test "--invalid keeps, replaces or fails, whatever the chunks" {
    printf 'plain\nab\377c\344\270d\nlast\n' >in
    printf 'plain\nab\357\277\275c\357\277\275d\nlast\n' >replaced
    for t in $filters; do
        for j in '-j1' '-j4 --chunk=1' '-j2 --chunk=9' '-j4 --chunk=14'; do
            expect 0 "$t" $j --invalid=replace in
            tr -d ' ' <out >out.solid # seg puts blanks between
            same replaced out.solid "$t $j replace"
            expect 0 "$t" $j --invalid=keep in
            tr -d ' ' <out >out.solid
            same in out.solid "$t $j keep"
            expect 1 "$t" $j --invalid=fail in
            says err "$t" "in:2: invalid UTF-8 at byte 3"
            [ "$(cat out)" = plain ] || wrong "$t $j fail: $(cat out)"
        done
        expect 2 "$t" --invalid=ignore in
    done
}

@test "--invalid=fail ends the one file; the rest still run" {
    printf 'one\n\377\n' >a
    echo two >b
    for t in $filters; do
        expect 1 "$t" -j4 --chunk=1 --invalid=fail a b
        says err "$t" "a:2: invalid UTF-8 at byte 1"
        [ "$(cat out)" = "$(printf 'one\ntwo')" ] || wrong "$t: $(cat out)"
    done
}

@test "a file that is no text is named for what it is, and passes" {
    for n in 1 2 3 4 5 6 7 8 9; do echo "第 $n 行，今天早上天气很好。"; done >page
    { printf 'PK\003\004\024\000\000\000\010\000' && gzip -c page | tail -c +11; } >page.zip
    for t in $filters; do
        case $t in handecode | hantext) continue ;; esac # one refuses it, the other makes text of any bytes
        tool "$t" page.zip >out 2>err
        [ "$t" = hanseg ] || cmp out page.zip || wrong "$t" # which cuts what there is
        grep -q 'page.zip: .* bytes are not UTF-8 text; it is ZIP, not text' err || wrong "$t: $(cat err)"
    done
    status=0
    "$builddir/handecode" page.zip >out 2>err || status=$?
    [ $status -eq 1 ] && [ ! -s out ] && grep -q 'page.zip: is ZIP, not text' err || wrong "$(cat err)"
}

@test "JSON with escapes for characters gets one warning a run" {
    printf '{"text":"\\u56fd\\u5bb6"}\n' >a.jsonl
    cp a.jsonl b.jsonl
    printf '{"text":"国家","path":"C:\\\\u0041"}\n' >c.jsonl
    for t in $filters; do
        case $t in hantext) continue ;; esac # makes text of it
        tool "$t" a.jsonl b.jsonl >out 2>err
        [ "$(grep -c 'escapes' err)" -eq 1 ] || wrong "$t: $(cat err)"
        tool "$t" -q a.jsonl 2>err >out
        [ ! -s err ]
        tool "$t" c.jsonl >out 2>err
        [ ! -s err ] || wrong "$t: $(cat err)"
    done
}

@test "a file in another encoding gets one warning, and passes" {
    text='今天早上天气很好，我们一起去公园散步，看见许多人在湖边。'
    for n in 1 2 3 4 5 6 7 8; do echo "$text"; done >utf8
    for encoding in GB18030 UTF-16LE UTF-16BE; do
        iconv -f UTF-8 -t $encoding utf8 >coded || skip "needs an iconv that knows $encoding (Debian: libc-bin)"
        for t in $filters; do
            case $t in handecode) continue ;; esac # reads any
            expect 0 "$t" coded
            says err "$t" "coded: "
            grep -q "bytes are not UTF-8 text; it looks like $encoding" err || wrong "$t $encoding: $(cat err)"
            expect 0 "$t" -q coded
            [ ! -s err ] || wrong "$t -q: $(cat err)"
        done
    done
    for t in $filters; do
        expect 0 "$t" utf8
        [ ! -s err ] || wrong "$t: $(cat err)"
    done
}

@test "a user's file that never ends is refused, and says which limit it has" {
    echo '字' >in
    mkdir dicts && ln -s /dev/zero dicts/readings.tsv && ln -s /dev/zero dicts/syllables.tsv
    while read -r command; do
        status=0
        # shellcheck disable=SC2086
        "$builddir"/$command >out 2>err || status=$?
        [ $status -ne 0 ] || wrong "$command: exit 0"
        grep -q '/dev/zero: larger than 256 MiB\|\.tsv: larger than 256 MiB' err || wrong "$command: $(cat err)"
    done <<'END'
hanconv --dict=/dev/zero in
hanconv --keep=/dev/zero in
hanconv -c /dev/zero in
hanseg --words=/dev/zero in
hanseg --engine=jieba --words=/dev/zero in
hanterms --stop=/dev/zero in
hanterms --idf=/dev/zero in
hanpipe --file=/dev/zero in
hanseg-train -o model /dev/zero
hanseg-train -o model --dev=/dev/zero in
hanseg-eval in /dev/zero
hanseg-eval --lexicon=/dev/zero in in
hanseg-eval --raw /dev/zero
hanpipe-mkdict --unihan=. --dicts=dicts -o data
END
}

@test "many small files are not open at once, however many threads" {
    names=
    for ((n = 0; n < 400; n++)); do
        echo $n >f$n
        names+=" f$n"
    done
    for t in $filters; do
        (ulimit -n 40; tool "$t" -j64 $names >out 2>err) || wrong "$t: $(head -n 1 err)"
        [ "$(cat out)" = "$(cat $names)" ] || wrong "$t: $(head -n 3 out)"
    done
}
