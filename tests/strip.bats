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

@test "--lines takes lines of pinyin away that stand under their line, too" {
    printf '我爱中国。\nWǒ ài Zhōngguó.\n你好\nNǐ hǎo!\nHello\nNǐ hǎo!\n' >"$page"
    for ways in '' '-j4 --chunk=1' '--cues=keep --chunk=1' '--to=ruby'; do
        run hanstrip --lines $ways "$page"
        [ "$output" = $'我爱中国。\n你好\nHello\nNǐ hǎo!' ] # the last has another line above it
    done
    run hanpipe -j4 --chunk=7 'conv -c t2s | strip --lines' "$page"
    [ "$output" = $'我爱中国。\n你好\nHello\nNǐ hǎo!' ]
}

# Lines of every kind in any order: annotated throughout, about pronunciation, both, neither, and blank.
mix_lines() {
    awk -v seed="$1" 'BEGIN {
        n = split("一(yī)二(èr)三(sān)四(sì)五(wǔ)六(liù)|學(xué)習(xí)漢字讀音|“和”(hé)字的讀音||國(guó)|" \
                  "多音字：行(xíng)走|拼音：好(hǎo)人|ｆｏｏ　２００|潜力（qiǎn）的读音，行(xíng)走|和(hé)：读音", line, "|")
        srand(seed)
        for (i = 0; i < 60; i++)
            print line[int(rand() * n) + 1]
    }'
}

@test "the lines before count alike, whatever the chunks, the threads and the filters in front" {
    for seed in 1 2 3 4 5 6; do
        mix_lines "$seed" >"$page"
        hanstrip "$page" >"$page.want"
        hannorm --form=nfkc "$page" | hanstrip | hanconv -c t2s | hanstrip >"$page.chain"
        ! cmp -s "$page" "$page.want"
        for ways in '-j1 --chunk=1' '-j4 --chunk=1' '-j3 --chunk=50' '-j1 --chunk=200'; do
            hanstrip $ways "$page" | cmp - "$page.want"
            cat "$page" | hanstrip $ways | cmp - "$page.want"
            hanpipe $ways 'norm --form=nfkc | strip | conv -c t2s | strip' "$page" | cmp - "$page.chain"
        done
        hannorm --profile=clean "$page" | hanstrip >"$page.clean" # takes lines away
        hanpipe -j4 --chunk=1 'norm --profile=clean | strip' "$page" | cmp - "$page.clean"
    done
}

@test "a file's first lines do not look at the file before" {
    printf '一(yī)二(èr)三(sān)四(sì)五(wǔ)六(liù)\n' >"$page"
    printf '學(xué)習(xí)漢字讀音\n' >"$page.next"
    run hanstrip "$page" "$page.next"
    [ "${lines[1]}" = '學(xué)習(xí)漢字讀音' ]
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
    for part in '國(guo)' '國|guó|' '國(gwok3)' '读音國(guó)' '读(hàn)' '國guó)' '國(guo)(guo)' '{{ruby|漢' '\ruby{漢}{' \
        "發(fa')" '铁(tiě) ' 'ㄐ一' '<ruby>漢<rt>x</rt></ruby>'; do
        python3 -c 'import sys; print(sys.argv[1] * 120000)' "$part" >"$page.long"
        timeout 10 hanstrip -q -j1 --cues=keep "$page.long" >/dev/null
    done
    timeout 10 hanstrip -q -j1 --cues=keep --unverified=remove "$page.long" >/dev/null
    python3 -c 'print("我wǒ们men" * 80000)' | timeout 10 hanstrip -q -j1 --bare >/dev/null
    python3 -c 'print("国(guó)" * 400000 + "\n读音國(guó)" * 80000)' | timeout 10 hanstrip -q -j1 >/dev/null
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

@test "long stretches that stay are written from where they were read, and a slow reader gets all of them" {
    awk 'BEGIN {
        for (i = 0; i < 9000; i++)
            printf "%s%s", i % 400 ? "中文和漢字，" : "國(guó)家", i % 700 == 699 ? "\n" : ""
    }' >"$page"
    sed 's/(guó)//g' "$page" >"$page.want"
    hanstrip "$page" | cmp - "$page.want"
    for _ in 1 2 3 4 5 6 7 8 9; do
        cat "$page" >>"$page.long"
        cat "$page.want" >>"$page.want.long"
    done
    hanstrip --chunk=1M "$page.long" | dd bs=100 status=none | cmp - "$page.want.long"
    hanstrip --chunk=1M "$page.long" -o "$page.out"
    cmp "$page.out" "$page.want.long"
    hanstrip --in-place "$page.long"
    cmp "$page.long" "$page.want.long"
}

# A line of at least BYTES, with readings here and there, that ends in many.
long_line() {
    awk -v bytes="$1" 'BEGIN {
        for (n = 0; n < bytes; n += 60 + (i % 97 == 0) * 6)
            printf "%s中文和漢字。這裡沒有讀音，只有字。", i++ % 97 ? "和" : "國(guó)"
        for (i = 0; i < 100; i++)
            printf "一(yī)二(èr)三(sān)"
        print ""
    }'
}

@test "a long line of a file goes in pieces, those behind it see its end, and all is as in a pipe" {
    for bytes in 1000000 1120000 2500000 2501000 3333333; do
        {
            printf '一(yī)二(èr)三(sān)四(sì)五(wǔ)六(liù)\n國(guó)\n'
            long_line "$bytes"
            printf '學(xué)習(xí)漢字讀音\n“和”(hé)字的讀音\n\n國(guó)\n'
            long_line 1500000 | head -c 1400000
        } >"$page"
        cat "$page" | hanstrip >"$page.want" # of a pipe a line is read to its end
        ! cmp -s "$page" "$page.want"
        for ways in '-j1' '-j3' '-j1 --chunk=3K' '-j2 --chunk=2M' '-j1 --cues=keep' '-j1 --max-line=2M'; do
            cat "$page" | hanstrip $ways >"$page.want" 2>"$page.said" || true
            hanstrip $ways "$page" 2>"$page.said.too" | cmp - "$page.want"
            sed "s/^hanstrip: -:/hanstrip: ${page//\//\\/}:/" "$page.said" | cmp - "$page.said.too"
        done
        hanstrip --to=ruby "$page" | cmp - <(cat "$page" | hanstrip --to=ruby)
        hanstrip --to=tsv "$page" | cut -f 2- | cmp - <(cat "$page" | hanstrip --to=tsv | cut -f 2-)
        hanstrip --log=- -o /dev/null "$page" | cut -f 2- | cmp - <(cat "$page" | hanstrip --log=- -o /dev/null | cut -f 2-)
        hanstrip --in-place "$page"
        cat "$page" | hanstrip | cmp - "$page"
    done
}

@test "the line of an error is that of the file, though lines are counted for it alone" {
    for n in 1 2 399 1000; do
        awk -v bad="$n" 'BEGIN { for (i = 1; i <= 1000; i++) print "國(guó)家和人民", i == bad ? "\xFF" : "" }' >"$page"
        awk -v long="$n" 'BEGIN { for (i = 1; i <= 1000; i++) print i == long ? "國(guó)家和人民和別的人" : "國家" }' >"$page.long"
        for ways in '-j1' '-j1 --chunk=1' '-j3 --chunk=500' '-j1 --chunk=4K'; do
            run hanstrip $ways --invalid=fail "$page" -o "$page.out"
            [[ $output == "hanstrip: $page:$n: invalid UTF-8 at byte "* ]]
            run hanstrip $ways --max-line=20 "$page.long" -o "$page.out"
            [[ $output == "hanstrip: $page.long:$n: line longer than 20 bytes"* ]]
            run hanpipe $ways --invalid=fail 'strip | conv -c t2s' "$page" -o "$page.out"
            [[ $output == *"$page:$n: invalid UTF-8 at byte "* ]]
        done
        # Of standard input lines are those from where it stands.
        {
            dd bs=4 count=1 of="$page.head" status=none
            run hanstrip --invalid=fail --chunk=300 -o "$page.out"
        } <"$page"
        [[ $output == *":$n: invalid UTF-8 at byte "* ]]
    done
}
