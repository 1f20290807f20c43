# strip.bats - hanstrip as a program: what it gives beside text, and what it finds.

setup() {
    page=$BATS_TEST_TMPDIR/page
    printf '國(guó)家\n無\n旅(lǔ)和<ruby>中<rt>zhōng</rt>国<rt>guó</rt></ruby>\n' >"$page"
}

@test "--check counts by form, prints no text, and exits 1 when there is something" {
    run hanstrip --check "$page"
    [ "$status" -eq 1 ]
    [[ $output == *$'bracket\t1'* && $output == *$'ruby\t2'* && $output == *$'unverified\t1'* ]]
    [[ $output != *國* ]]
}

@test "--check exits 0 when there is nothing, 2 when a file cannot be read" {
    run hanstrip --check <<<'應用(App)'
    [ "$status" -eq 0 ]
    run hanstrip --check "$page.none"
    [ "$status" -eq 2 ]
}

@test "--to=ruby gives ruby with parentheses for other browsers, and keeps ruby" {
    run hanstrip --to=ruby "$page"
    [ "${lines[0]}" = '<ruby>國<rp>(</rp><rt>guó</rt><rp>)</rp></ruby>家' ]
    [ "${lines[2]}" = '旅(lǔ)和<ruby>中<rt>zhōng</rt>国<rt>guó</rt></ruby>' ]
}

@test "--to=ruby and back is the text without annotations" {
    hanstrip "$page" >"$page.once"
    hanstrip --to=ruby "$page" | hanstrip | cmp - "$page.once"
}

@test "--to=brackets gives one form" {
    run hanstrip --to=brackets "$page"
    [ "${lines[0]}" = '國(guó)家' ]
    [ "${lines[2]}" = '旅(lǔ)和中(zhōng)国(guó)' ]
}

@test "--to=tsv gives a row for each: file, line, offset, base, reading, system, verified" {
    run hanstrip --to=tsv "$page"
    [ "${#lines[@]}" -eq 4 ]
    # 國 has 3 bytes; line 1, line 2 and 旅(lǔ)和 are before 中: 13 + 4 + 11 bytes.
    [ "${lines[0]}" = "$page"$'\t1\t3\t國\tguó\tpinyin\tyes' ]
    [ "${lines[2]}" = "$page"$'\t3\t28\t中\tzhōng\tpinyin\tyes' ]
}

@test "--unverified=list gives a row for each that stays" {
    run hanstrip --unverified=list "$page"
    [ "$output" = "$page"$'\t3\t20\t旅\tlǔ\tpinyin\tno' ]
}

@test "--lines takes lines of pinyin away, over more lines than one chunk has" {
    printf 'Wǒ ài Zhōngguó.\n我爱中国。\nHello, world\n你好\n' >"$page"
    run hanstrip --lines "$page"
    [ "$output" = $'我爱中国。\nHello, world\n你好' ]
    run hanstrip --lines -j4 --chunk=7 "$page"
    [ "$output" = $'我爱中国。\nHello, world\n你好' ]
    run hanpipe 'strip --lines' "$page"
    [ "$output" = $'我爱中国。\nHello, world\n你好' ]
    run hanpipe -j4 --chunk=7 'norm | strip --lines' "$page" # behind another filter, too
    [ "$output" = $'我爱中国。\nHello, world\n你好' ]
}

@test "--hints passes readings to conv, in a shell and in one process" {
    run sh -c "printf '看著(zhe)，著(zhù)作\n' | hanstrip --hints | hanconv --hints -c t2s"
    [ "$output" = '看着，著作' ]
    printf '看著(zhe)，著(zhù)作\n' >"$page"
    run hanpipe 'strip --hints | conv --hints -c t2s' "$page"
    [ "$output" = '看着，著作' ]
}

@test "a pipeline that leaves hints unused is a usage error" {
    run hanpipe 'strip --hints | conv -c t2s' "$page"
    [ "$status" -eq 2 ]
    [[ $output == *hints* ]]
}

@test "an unknown choice of an option is a usage error that names the choices" {
    run hanstrip --to=gone "$page"
    [ "$status" -eq 2 ]
    [[ $output == *tsv* ]]
    run hanstrip --systems=latin "$page"
    [ "$status" -eq 2 ]
    run hanstrip --brackets= "$page"
    [ "$status" -eq 2 ]
    run hanstrip --brackets='(）' "$page" # closes, opens nothing
    [ "$status" -eq 2 ]
    [[ $output == *'）'* ]]
}

@test "a line of 20 MB goes in pieces, and all of it is done" {
    python3 -c 'print("國(guó)" * 2200000, end="")' >"$page.long"
    # AddressSanitizer's own map does not fit under any limit.
    if bash -c 'ulimit -v 1000000; hanstrip --version' >/dev/null 2>&1; then
        run bash -c 'ulimit -v 1000000; hanstrip -j1 -q "$0" | tr -d 國 | wc -c' "$page.long"
        [ "$output" -eq 0 ]
    fi
    run bash -c 'hanstrip -q "$0" | wc -c' "$page.long"
    [ "$output" -eq 6600000 ]
}

# Work that grows with the square of the line takes a minute for these.
@test "a long line takes time in proportion, whatever is repeated in it" {
    for part in '國(guo)' '國|guó|' '國(gwok3)' '读音國(guó)' '读(hàn)' '國guó)' '國(guo)(guo)'; do
        python3 -c 'import sys; print(sys.argv[1] * 120000)' "$part" >"$page.long"
        timeout 10 hanstrip -q -j1 --cues=keep "$page.long" >/dev/null
    done
    timeout 10 hanstrip -q -j1 --cues=keep --unverified=remove "$page.long" >/dev/null
}

@test "a line goes out before the next comes in" {
    run timeout 10 bash -c '
        mkfifo "$0.fifo"
        hanstrip <"$0.fifo" >"$0.out" &
        exec 3>"$0.fifo"
        echo "國(guó)" >&3
        until [ -s "$0.out" ]; do :; done
        cat "$0.out"
        exec 3>&-
        wait' "$page"
    [ "$output" = 國 ]
}
