# decode.bats - handecode as a program: documents larger than a chunk, several at once, and what it says of them.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# Fails the test with the text.
wrong() {
    printf '%s\n' "$*"
    return 1
}

# 200 KiB of Chinese in UTF-8; $1 is s for Simplified.
make_text() {
    local line='今天早上天氣很好,我們(men)一起去公園散步,看見許多人在湖邊。'
    [ "${1-}" != s ] || line='今天早上天气很好,我们(men)一起去公园散步,看见许多人在湖边。'
    for i in $(seq 1 2000); do
        echo "$i $line"
    done >text
    printf 'the end' >>text
}

# Writes `text` to `coded`, in the encoding.
encode() {
    iconv -f UTF-8 -t "$1" text >coded 2>/dev/null || skip "needs an iconv that knows $1 (Debian: libc-bin)"
}

@test "a document gives the same bytes whichever way it goes" {
    for encoding in GB18030 BIG5-HKSCS UTF-16LE UTF-16BE UTF-32LE UTF-16; do
        case $encoding in GB18030) make_text s ;; *) make_text ;; esac
        encode $encoding
        for j in '-j1' '-j4' '-j1 --chunk=7' '-j4 --chunk=7' '-j4 --chunk=1000' '-j3 --chunk=100000'; do
            handecode $j coded >out
            cmp text out || wrong "$encoding $j"
            cat coded | handecode $j >out
            cmp text out || wrong "$encoding $j from a pipe"
            hanstrip text >want
            hanpipe -q $j 'decode | strip' coded >out
            cmp want out || wrong "$encoding $j: decode | strip"
        done
        "$builddir/doc/examples/example" decode "$builddir/hanpipe.hpd" <coded >out
        cmp text out || wrong "$encoding: the library"
    done
}

@test "with a name, too; and encodings with shifts, by lines" {
    make_text s
    for encoding in GB18030 UTF-16LE ISO-2022-CN; do
        encode $encoding
        for j in '-j1' '-j4 --chunk=7' '-j3 --chunk=100000'; do
            handecode --from=$encoding $j coded >out
            cmp text out || wrong "$encoding $j"
        done
    done
    for i in $(seq 1 9000); do
        echo '~{Dc:C#,J@=g~} ~~ tilde'
        echo '你好，世界 ~ tilde' >&3
    done >coded 3>want
    for j in '-j1' '-j4 --chunk=7'; do
        handecode $j coded | cmp - want || wrong "HZ $j"
    done
}

@test "iconv gives the bytes back" {
    make_text s
    for encoding in GB18030 UTF-16LE UTF-16BE UTF-32BE; do
        encode $encoding
        handecode coded | iconv -f UTF-8 -t $encoding | cmp - coded || wrong $encoding
    done
    make_text
    encode BIG5-HKSCS
    handecode coded | iconv -f UTF-8 -t BIG5-HKSCS | cmp - coded || wrong BIG5-HKSCS
}

@test "damage, repairs and their notes do not depend on threads and chunks" {
    make_text s
    encode GB18030
    for i in $(seq 1 60); do
        cat coded
        printf '\xC4\xFF\xE3\n\xD6\xD0?c\xA8\xA8)\xEAL\xA3\xBA\xE4\xBD\xA0\xE5\xA5\xBD \x81\n'
    done | head -c 500000 >damaged
    handecode -q -j1 --repair=mojibake --repair=gbk-split --stats --log=log damaged >want 2>want.stats
    grep -q '"undecoded":[1-9]' want.stats
    grep -q '"repaired":[1-9]' want.stats
    sort log >want.log
    for j in '-j4 --chunk=7' '-j2 --chunk=1000' '-j4'; do
        handecode -q $j --repair=mojibake --repair=gbk-split --stats damaged >out 2>out.stats
        cmp want out
        diff want.stats out.stats || wrong "$j: counts without a log"
        handecode -q $j --repair=mojibake --repair=gbk-split --stats --log=log damaged >out 2>out.stats
        cmp want out
        diff want.stats out.stats || wrong "$j: counts"
        sort log | cmp - want.log || wrong "$j: log"
    done
}

# Undoes the escapes of a log's field.
unescape() {
    printf '%b' "$1"
}

@test "notes quote the bytes of the input at their offsets" {
    make_text s
    { head -n 3 text; printf '他说：½ñÌìÏÂÓê。\n們?cè)陲L雨\n标题：涓\xEE\x85\x9F枃\n'; } >page
    for encoding in UTF-8 GB18030 UTF-16LE UTF-16; do
        iconv -f UTF-8 -t $encoding page >coded || skip "needs iconv (Debian: libc-bin)"
        handecode --repair=mojibake --repair=gbk-split --log=log coded >out
        tail -n 3 out | diff - <(printf '他说：今天下雨。\n們在風雨\n标题：中文\n') || wrong "$encoding: the text"
        [ "$(grep -v -c -e '^#' -e '	mark$' log)" -eq 3 ] || wrong "$encoding: $(cat log)"
        while IFS=$'\t' read -r file stage offset length before after rule; do
            [ "$file" = coded ] || continue # the first row says what rows these are
            dd if=coded bs=1 skip="$offset" count="$length" status=none >bytes
            unescape "$before" | cmp - bytes || wrong "$encoding at $offset: $before"
            case $rule in
            gbk-split) [ "$(iconv -f $encoding -t UTF-8 bytes 2>/dev/null || iconv -f UTF-16LE -t UTF-8 bytes)" = '?cè)陲L' ] ;;
            esac
        done <log
    done
}

@test "each file has its own encoding" {
    printf '\xD6\xD0\xBB\xAA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\n' >gbk
    printf '\xA4\xB5\xA4\xD1\xA4\xD1\xAE\xF0\xAB\xDC\xA6n\xA1C\n' >big5
    printf '\xFF\xFE\x60\x4F\x7D\x59\x0A\x00' >utf16
    : >empty
    printf '你好\n' >utf8
    printf '中华人民共和国\n今天天氣很好。\n你好\n你好\n今天天氣很好。\n' >want
    for j in -j1 '-j4 --chunk=1'; do
        handecode $j gbk big5 utf16 empty utf8 - <big5 | cmp - want || wrong "$j"
    done
}

@test "--report without a FILE lists what files are, and gives no text" {
    printf '\xD6\xD0\xBB\xAA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\xFF\n' >gbk
    printf '\xFF\xFE\x60\x4F\x7D\x59\x0A\x00' >utf16
    : >empty
    printf 'PK\x03\x04\x14\x00\x00\x00\x08\x00' >"packed	one"
    for j in -j1 '-j4 --chunk=1'; do
        handecode $j --report gbk utf16 empty "packed	one" >out
        cut -f 1,2,4,5,6 out >got
        printf '%s\t%s\t%s\t0\t0\n' gbk GB18030 1 utf16 UTF-16LE 0 empty UTF-8 0 'packed\tone' ZIP 0 | diff got - ||
            wrong "$j"
        handecode $j --report -o list gbk utf16 empty "packed	one"
        cmp list out
    done
    run -1 --separate-stderr handecode --report gbk missing
    [ "${#lines[@]}" -eq 1 ]
    [[ $stderr == *'missing: No such file'* ]]
    status=0
    handecode --report gbk >/dev/full 2>err || status=$?
    [ $status -eq 1 ]
}

@test "--report=FILE has the rows beside the text" {
    printf '\xD6\xD0\xBB\xAA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\n' >gbk
    handecode --report=rows gbk gbk >out
    [ "$(sed -n 2p out)" = 中华人民共和国 ]
    [ "$(cut -f 1,2 rows)" = "$(printf '# hanpipe report 1\ngbk\tGB18030\ngbk\tGB18030')" ]
    printf '\xD6\xD0\xCE\xC4\n' | handecode --report | cut -f 7 | grep -q -E '^[A-Z].*:[0-9]+\.[0-9]'
    handecode --from=gbk --report=rows gbk >out
    [ "$(tail -n +2 rows)" = "$(printf 'gbk\tGB18030\t1.000\t0\t0\t0\t')" ]
    hanpipe --report=x 2>/dev/null && wrong "hanpipe has no report of its own"
    hanpipe 'decode --report=rows | conv -c s2t' gbk >out
    [ "$(cat out)" = 中華人民共和國 ]
    [ "$(sed -n 2p rows | cut -f 2)" = GB18030 ]
    cp gbk kept
    run -2 handecode --report=gbk kept
    [[ $output == *'gbk, for --report, holds something that is no log or report'* ]]
    cmp gbk kept
    handecode --force --report=gbk kept >out
    [ "$(head -n 1 gbk)" = '# hanpipe report 1' ]
    handecode --report=- -o out kept >rows
    [ "$(cut -f 1,2 rows)" = "$(printf '# hanpipe report 1\nkept\tGB18030')" ]
}

@test "a report onto an input, or where text is to be rewritten, is refused" {
    printf '你好\n' >in
    run -2 handecode --report=in in
    [[ $output == *'in is report and input: what is written can be nothing else'* ]]
    run -2 handecode --report=x --log=x in
    run -2 handecode --report --in-place in
    run -2 handecode --report --check in
    [ "$(cat in)" = 你好 ]
}

@test "what is no text is named and refused, and not touched" {
    printf 'PK\x03\x04\x14\x00\x00\x00\x08\x00\n\xC4\xE3' >packed
    printf '%%PDF-1.7\n\xE2\xE3\xCF\xD3\n' >paper
    for i in $(seq 0 255) $(seq 3 7 255); do printf "\\x$(printf %02x "$i")"; done >bytes
    printf '你好\n' >text
    cp packed before
    for j in -j1 '-j4 --chunk=1'; do
        run -1 --separate-stderr handecode $j packed paper bytes text
        [ "$output" = 你好 ]
        [[ $stderr == *'packed: is ZIP, not text'*'paper: is PDF, not text'*'bytes: is binary data, not text'* ]]
        run -1 handecode $j --in-place packed
        cmp packed before
    done
}

@test "--invalid=fail names line and byte, and gives the lines before" {
    make_text s
    encode GB18030
    printf 'ab\n\xC4\xE3\xFFc\n' >>coded
    for j in -j1 '-j4 --chunk=7'; do
        status=0
        handecode $j --invalid=fail coded >out 2>err || status=$?
        [ $status -eq 1 ]
        grep -q 'coded:2002: invalid GB18030 at byte 3$' err || wrong "$j: $(cat err)"
        { cat text; echo ab; } | cmp - out
    done
    printf '\xFF\xFE\x60\x4F\x0A\x00\x61\x00\x3D\xD8\x0A\x00' >wide
    run -1 --separate-stderr handecode --invalid=fail wide
    [[ $stderr == *'wide:2: invalid UTF-16LE at byte 3' ]]
    [ "$output" = 你 ]
}

@test "the line of an error is that of the file in every encoding, from a file and from a pipe" {
    # Line 900 of 1000 ends in a byte that is nothing there; in HZ a tilde before a line's end takes that end away, and
    # in UTF-16 上, 4E 0A, ends none.
    local -A bad=([UTF-8]='\xFF' [GB18030]='\xFF' [Big5]='\xFF' [EUC-TW]='\xFF' [Shift_JIS]='\xFF' [HZ]='\xFF'
        [UTF-16LE]='\x00\xD8' [UTF-16BE]='\xD8\x00')
    for name in "${!bad[@]}"; do
        {
            for i in $(seq 899); do echo 上海; done | iconv -f UTF-8 -t "${name/HZ/ASCII//TRANSLIT}" 2>/dev/null
            [ $name != HZ ] || printf 'a~\nb\n'
            printf "${bad[$name]}"
            for i in $(seq 101); do echo 上海; done | iconv -f UTF-8 -t "${name/HZ/ASCII//TRANSLIT}" 2>/dev/null
        } >coded
        line=900
        [ $name != HZ ] || line=901
        for ways in -j1 '-j1 --chunk=5' '-j3 --chunk=100' '-j1 --chunk=4K'; do
            run -1 --separate-stderr handecode $ways --from=$name --invalid=fail coded
            [[ $stderr == "handecode: coded:$line: invalid "*" at byte "* ]] || wrong "$name $ways: $stderr"
            run -1 --separate-stderr handecode $ways --from=$name --invalid=fail < <(cat coded)
            [[ $stderr == "handecode: -:$line: invalid "*" at byte "* ]] || wrong "$name $ways, a pipe: $stderr"
        done
    done
}

@test "what is lost is warned of; with -v each place is named" {
    printf '\xD6\xD0\xBB\xAA\xC8\xCB\xC3\xF1\n\xFF\xB9\xB2\xBA\xCD\xB9\xFA\xFF\n' >gbk
    run -0 --separate-stderr handecode gbk
    [ "$stderr" = 'handecode: gbk: 2 bytes are not GB18030; U+FFFD stands there (see --invalid, --from and --log)' ]
    run -0 --separate-stderr handecode -q gbk
    [ "$stderr" = '' ]
    run -0 --separate-stderr handecode --invalid=keep gbk
    [ "$stderr" = '' ]
    run -0 --separate-stderr handecode -v --chunk=1 gbk
    [[ $stderr == *'gbk: invalid text at byte 10'*'gbk: invalid text at byte 17'* ]]
}

@test "where the head is ASCII alone, nothing is lost by guessing" {
    for i in $(seq 1 3000); do
        echo 'var text = "plain";'
    done >plain
    { cat plain plain; printf '\xC4\xE3\xBA\xC3\n'; } >late
    { cat plain plain; printf '你好\n'; } >late8
    { echo '<meta charset=gb2312>'; cat late; } >page
    handecode late8 | cmp - late8
    run -1 --separate-stderr handecode -j4 --chunk=7 late
    [[ $stderr == *'late:6001: the first 64 KiB are ASCII and do not tell the encoding (see --from): invalid UTF-8 at byte 1' ]]
    [ "$(handecode --from=gbk late | tail -n 1)" = 你好 ]
    [ "$(handecode page | tail -n 1)" = 你好 ]
}

@test "--check counts what would change, and prints no text" {
    printf '\xD6\xD0\xBB\xAA\xC8\xCB\xC3\xF1\xFF\n' >gbk
    printf '你好\n' >utf8
    run -1 handecode --check gbk utf8
    [ "$output" = "$(printf 'converted\t1\nundecoded\t1\nrepaired\t0\nlost\t0')" ]
    run -0 handecode --check utf8
    run -2 handecode --check missing
}

@test "decode comes first, and --invalid is its own" {
    run -2 hanpipe 'norm | decode' </dev/null
    [[ $output == *'decode reads bytes in any encoding, so it must be the first filter'* ]]
    run -2 hanpipe --invalid=fail decode </dev/null
    for options in --from=nonsense --from= --repair=everything --repair=mojibake,gbk-split --repair= --invalid=ignore; do
        run -2 handecode $options </dev/null
        [[ $output == *"handecode: $options: "* ]] || wrong "$options: $output"
    done
}

@test "a long line of a file goes in pieces, and all is as in a pipe" {
    awk 'BEGIN { for (i = 0; i < 40000; i++) printf "說：「好」%s\360\240\200\213。", i % 9000 ? "" : "\345\217"; print "\n好" }' >broken
    awk 'BEGIN { for (i = 0; i < 40000; i++) printf "說：「好」é"; print "\n好" }' >sound
    { printf '\xEF\xBB\xBF'; cat sound; head -c 900001 sound; } >marked
    { head -c 70000 /dev/zero | tr '\0' x; cat broken; } >untold
    { echo '<meta charset=utf-8>'; cat broken sound; } >declared
    make_text s
    tr '\n' ' ' <text >line
    iconv -f UTF-8 -t GB18030 line >gb || skip "needs an iconv that knows GB18030 (Debian: libc-bin)"
    for file in broken sound marked untold declared gb; do
        for options in '' '--from=utf-8 --stats' --invalid=keep --invalid=fail '-v' '--max-line=700K' --check \
            '--repair=mojibake --stats' '--log=log'; do
            for ways in -j1 '-j3 --chunk=100K' '-j1 --chunk=100001'; do
                handecode $options $ways <"$file" >want 2>said || true
                handecode $options $ways "$file" >out 2>said.too || true
                cmp want out || wrong "$file $options $ways"
                diff <(sed "s/^handecode: -:/handecode: $file:/" said) said.too
            done
        done
    done
}

@test "a line that cannot be cut is refused at its limit" {
    printf '+\n' | handecode --from=UTF-7 --max-line=2 >out
    run -1 handecode --from=UTF-7 --max-line=2 <<<'abc'
    head -c 3000 /dev/zero | tr '\0' 'a' >long
    run -1 handecode --max-line=2999 long
    [[ $output == *'long:1: line longer than 2999 bytes'* ]]
}

@test "a first line behind a byte order mark is refused at its limit" {
    for mark in '\xEF\xBB\xBF' '\xFF\xFE'; do
        { printf "$mark"; head -c 200000 /dev/zero | tr '\0' 'a'; } >long
        run -1 --separate-stderr handecode --max-line=100000 long
        [ "$output" = '' ]
        [[ $stderr == *'long:1: line longer than 100000 bytes'* ]]
    done
}
