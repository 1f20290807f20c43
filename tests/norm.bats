# hannorm beyond what cases can say: Unicode's own test, the log, long-range rules over any chunks, options.

load hygiene/helper

# The texts of a filter's cases, as they are written there, escapes and all.
case_texts() {
    sed -n 's/^[<=] //p' "$srcdir/tests/cases/$1"/*.cases
}

# Unicode's NormalizationTest.txt, from Debian's package, or nothing.
normalization_test() {
    for folder in "${HANPIPE_UNICODE:-}" /usr/share/unicode; do
        if [ -r "$folder/NormalizationTest.txt" ]; then
            cat "$folder/NormalizationTest.txt"
            return
        elif [ -r "$folder/NormalizationTest.txt.bz2" ]; then
            bzcat "$folder/NormalizationTest.txt.bz2"
            return
        fi
    done
    return 1
}

# Column $1 of each row, as UTF-8, one a line.
column() {
    LC_ALL=C awk -F';' -v column="$1" '
        function byte(n) { return sprintf("%c", n) }
        function character(n) {
            if (n < 128) return byte(n)
            if (n < 2048) return byte(192 + int(n / 64)) byte(128 + n % 64)
            if (n < 65536) return byte(224 + int(n / 4096)) byte(128 + int(n / 64) % 64) byte(128 + n % 64)
            return byte(240 + int(n / 262144)) byte(128 + int(n / 4096) % 64) byte(128 + int(n / 64) % 64) byte(128 + n % 64)
        }
        function number(text,   i, n) {
            n = 0
            for (i = 1; i <= length(text); i++) n = n * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
            return n
        }
        /^[0-9A-F]/ {
            n = split($column, points, " "); out = ""
            for (i = 1; i <= n; i++) out = out character(number(points[i]))
            print out
        }' rows
}

@test "Unicode's NormalizationTest.txt, in all four forms" {
    normalization_test >rows || skip "NormalizationTest.txt is not here (Debian: unicode-data)"
    for c in 1 2 3 4 5; do
        column $c >c$c
    done
    [ "$(wc -l <c1)" -gt 10000 ]
    for c in 1 2 3; do
        "$builddir/hannorm" c$c >got
        same c2 got "nfc of column $c"
        "$builddir/hannorm" --form=nfd c$c >got
        same c3 got "nfd of column $c"
    done
    for c in 4 5; do
        "$builddir/hannorm" c$c >got
        same c4 got "nfc of column $c"
        "$builddir/hannorm" --form=nfd c$c >got
        same c5 got "nfd of column $c"
    done
    for c in 1 2 3 4 5; do
        "$builddir/hannorm" --form=nfkc c$c >got
        same c4 got "nfkc of column $c"
        "$builddir/hannorm" --form=nfkd c$c >got
        same c5 got "nfkd of column $c"
    done
}

@test "lines that come many at once are as those that come one by one" {
    { case_texts norm; printf 'か\n\xe3\x82\x99ﬁ\r\n\n\xcc\x81é\n\n，'; } >texts # marks that begin their lines
    normalization_test >rows && for c in 1 2 3 4 5; do column $c; done >>texts
    for form in nfd nfkc nfkd; do
        "$builddir/hannorm" -q --log=log --form=$form texts >one # edits are recorded, so line by line
        "$builddir/hannorm" -q --form=$form texts >got
        same one got "$form of many lines"
        "$builddir/hannorm" -q --chunk=1 --form=$form texts >got
        same one got "$form of chunks"
    done
}

@test "a long line with few edits keeps what is between them" {
    part=$(printf '的%.0s' $(seq 4000)) # 12 KB: the pipeline need not copy it
    printf '%sﬁ%s\xef\xbc\xa1%s\n的，\n%s' "$part" "$part" "$part" "$part" >in
    printf '%sfi%sA%s\n的，\n%s' "$part" "$part" "$part" "$part" >want
    for options in --quiet -j2 --log=log --chunk=1; do
        "$builddir/hannorm" $options --rule=ligatures,width in >got
        same want got "$options"
    done
    "$builddir/hanpipe" -q 'norm --rule=width | norm --rule=ligatures' in >got
    same want got 'two filters'
}

@test "the log names the rules" {
    printf 'Ａ,甲,乙.\n' | "$builddir/hannorm" --profile=clean --log=log >out
    [ "$(cat out)" = 'A,甲，乙。' ] || wrong "$(cat out)"
    [ "$(sed 1d log | cut -f7 | tr '\n' ' ')" = 'width punct stop ' ] || wrong "$(cat log)"
}

@test "--list names every rule with its profiles, and each is taken" {
    "$builddir/hannorm" --list >list
    grep -q '^radicals  *minimal clean search cn tw hk  *[a-z]' list
    while read -r name rest; do
        echo 甲 | "$builddir/hannorm" --rule="$name" >out || wrong "--rule=$name"
        echo 甲 | "$builddir/hannorm" --profile=clean --no-rule="$name" >out || wrong "--no-rule=$name"
        grep -q "^\.It Cm $name\$" "$srcdir/doc/man/hannorm.1" || wrong "$name is not in the manual"
    done <list
}

@test "a wrong rule, profile or value is wrong usage, and is named" {
    for option in --rule=radical --rule= --profile=dirty --no-rule=x --pua=x --quotes=x --han-latin=x \
        --transform='a>' '--form=nfd --rule=width'; do
        expect 2 hannorm $option </dev/null
        grep -q -e "${option%%=*}" -e "${option##*=}" err || wrong "$option: $(cat err)"
    done
}

@test "blank lines and fences do not depend on chunks and threads" {
    {
        for i in $(seq 40); do
            printf '甲,乙\n\n \n\n'
            printf '```\n丙,丁\n\n\n戊\n```\n'
        done
        printf '~~~\n己,庚\n\n\n'
    } >in
    "$builddir/hannorm" -j1 --profile=clean in >want
    grep -q '^丙,丁$' want
    [ "$(grep -c . want)" -eq 202 ] || wrong "$(grep -c . want) lines are not blank"
    for chunk in 1 2 3 7 20 50 1000; do
        "$builddir/hannorm" -j4 --chunk=$chunk --profile=clean in >got
        same want got "chunks of $chunk"
    done
}

@test "every profile gives back its own output" {
    {
        case_texts norm
        cat "$srcdir/doc/sample.txt"
    } >in
    for profile in minimal clean search cn tw hk; do
        "$builddir/hannorm" --profile=$profile in >once
        "$builddir/hannorm" --profile=$profile once >got
        same once got "$profile"
    done
}

@test "without data the rules that need none run, and the others name what is missing" {
    : >empty
    for rule in nfc width punct stop blanks; do
        echo '甲,乙' | "$builddir/hanpipe" "norm --rule=$rule" >out || wrong "$rule"
    done
    printf 'HANPIPE\n' >broken
    expect 1 hannorm --data=broken --profile=clean </dev/null
}

@test "strip finds the same before and after --profile=minimal" {
    { cat "$srcdir/doc/sample.txt"; case_texts strip; case_texts norm; } >in
    "$builddir/hannorm" --profile=minimal in | "$builddir/hanstrip" >one
    "$builddir/hanstrip" in | "$builddir/hannorm" --profile=minimal >other
    same one other "minimal before and after strip"
}

# Text for every rule, with some damage, in more than one chunk.
make_text() {
    for i in 1 2 3 4 5 6 7 8; do
        cat "$srcdir/doc/sample.txt"
        printf '他说,好。 \n\n\nＡ公司 ,\377，cafe\314\201 \000 \r\n```\n甲,乙\n\n\n```\n國(guó)家 ,\n'
    done
    printf '没有,换行'
}

@test "with a profile norm may stand anywhere in a pipeline, and is what a shell pipe is" {
    make_text >text
    hannorm() { "$builddir/hannorm" -q "$@"; }
    hannorm --profile=clean text | "$builddir/hanstrip" -q >first
    "$builddir/hanstrip" -q text | hannorm --profile=clean >last
    "$builddir/hanstrip" -q text | hannorm --profile=tw --rule=join,breaks | "$builddir/hanconv" -q -c t2s >whole
    for j in -j1 '-j4 --chunk=1' '-j3 --chunk=64'; do
        "$builddir/hanpipe" -q $j 'norm --profile=clean | strip' text >out
        same first out "first, $j"
        "$builddir/hanpipe" -q $j 'strip | norm --profile=clean' text >out
        same last out "last, $j"
        "$builddir/hanpipe" -q $j 'strip | norm --profile=tw --rule=join,breaks | conv -c t2s' text >out
        same whole out "whole, $j"
    done
    "$builddir/doc/examples/example" 'strip | norm --profile=clean' "$builddir/hanpipe.hpd" <text >out
    same last out "the library"
}

@test "the log of a profile, and of rules for documents, replays" {
    make_text >text
    for options in '--profile=clean' '--profile=search --rule=breaks' '--profile=cn --rule=join,breaks,repeat'; do
        for j in -j1 '-j4 --chunk=30'; do
            "$builddir/hanpipe" -q $j --log=log "strip | norm $options" text >want
            "$builddir/tests/replay" log strip norm <text >out
            same want out "$options $j"
        done
    done
}

@test "rules for documents see each file whole, up to --max-document" {
    printf '秋天的早晨，湖面上起了一层薄雾，远处的\n山影时隐时现，岸边的芦苇轻轻摇晃，几只\n水鸟贴着水面飞过。\n' >one
    tr -d '\n' <one >want
    echo >>want
    cat want want want >three
    "$builddir/hannorm" -j4 --chunk=1 --rule=join one one one >out
    same three out "three files"
    cat one | "$builddir/hannorm" --rule=join >out
    same want out "standard input"
    expect 1 hannorm --rule=join --max-document=20 one
    grep -q '^hannorm: one: ' err || wrong "$(cat err)"
}

@test "a long line of a file goes in pieces where a form alone is asked for, and all is as in a pipe" {
    awk 'BEGIN { for (i = 0; i < 40000; i++) printf "他说：caf\xCC\x81é，Ａｂ㍿\xEF\xA4\x80%s。", i % 900 ? "" : "가나"; print "\nＡ" }' >line
    { cat line; head -c 1000000 line; } >lines
    { head -c 900000 line; printf '\xE5\x8F%s\0中' 'e'; cat line; } >damaged
    for file in line lines damaged; do
        for options in '' '--form=nfkc' '--form=nfd --stats' '--form=nfkd --max-line=1M' '--form=nfkc --log=log'; do
            for ways in -j1 '-j3 --chunk=100K'; do
                "$builddir/hannorm" $options $ways <"$file" >want 2>said || true
                "$builddir/hannorm" $options $ways "$file" >out 2>said.too || true
                same want out "$file $options $ways"
                diff <(sed "s/^hannorm: -:/hannorm: $file:/" said) said.too
            done
        done
    done
}
