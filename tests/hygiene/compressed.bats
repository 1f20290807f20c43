# Compressed input and output, for every tool.

load helper

# The formats whose programs are here: their Debian packages are gzip, zstd, xz-utils, bzip2.
formats=
for program in gzip zstd xz bzip2; do
    command -v $program >/dev/null && formats="$formats $program"
done

text() {
    for n in 1 2 3 4 5 6 7 8 9; do echo "第 $n 行，今天早上天气很好，漢(hàn)字。"; done
}

@test "compressed input is read as its text, from files and from pipes, member after member" {
    text >page
    cat page page >twice
    for format in $formats; do
        $format -c page >packed
        cat packed packed >both
        for t in $filters $remaking; do
            tool "$t" page >want
            tool "$t" packed | cmp - want || wrong "$t, $format"
            tool "$t" --chunk=7 -j4 - <packed | cmp - want || wrong "$t, $format, small chunks"
            tool "$t" twice >want
            tool "$t" both | cmp - want || wrong "$t, $format, two members"
        done
    done
}

@test "an empty compressed file is an empty text" {
    : >empty
    for format in $formats; do
        $format -c empty >packed
        for t in $filters; do
            [ -z "$(tool "$t" packed)" ] || wrong "$t, $format"
            [ -z "$(tool "$t" --compress=$format empty | $format -dc)" ] || wrong "$t, $format"
        done
    done
}

@test "damaged, cut and followed compressed data is an error that names the place" {
    text >page
    for format in $formats; do
        $format -c page >packed
        size=$(wc -c <packed)
        head -c $((size - 5)) packed >cut
        { cat packed && echo more; } >followed
        { head -c $((size / 2)) packed && printf '\377\377\377\377' && tail -c +$((size / 2 + 5)) packed; } >damaged
        for t in $filters $remaking; do
            for bad in cut followed damaged; do
                echo old >result
                expect 1 "$t" -o result $bad
                grep -q "^$t: $bad: its $format data" err || wrong "$t, $format: $(cat err)"
                [ "$(cat result)" = old ] || wrong "$t, $format: $bad gave a result"
            done
            expect 1 "$t" cut
            says err "$t" "data ends too early, at byte $((size - 4))"
        done
    done
}

@test "what only starts as compressed data does is text" {
    for start in 'BZh' 'BZh9' 'BZh91AY&S' '(' '7zXZ'; do
        printf '%s\n' "$start" >in
        for t in $filters; do
            case $t in hanseg) continue ;; esac # which cuts it
            tool "$t" in | cmp - in || wrong "$t: $start"
        done
    done
}

@test "compressed output holds the text, and the same bytes for any number of threads" {
    for n in 1 2 3 4 5 6 7 8; do text; done >page
    for format in $formats; do
        for t in $filters $remaking; do
            tool "$t" page >want
            tool "$t" --compress=$format -j1 page >one
            tool "$t" --compress=$format -j4 --chunk=100 page >four
            cmp one four || wrong "$t, $format"
            $format -dc <one | cmp - want || wrong "$t, $format"
            tool "$t" --compress=$format -o file page
            cmp one file || wrong "$t, $format, -o"
        done
    done
}

@test "--in-place leaves a file compressed as it was, or as --compress says" {
    for format in $formats; do
        for t in $filters; do
            text >page
            tool "$t" page >want
            $format -c page >packed
            tool "$t" --in-place packed
            $format -dc <packed | cmp - want || wrong "$t, $format"
        done
    done
    for t in $filters; do
        text >page
        tool "$t" page >want
        gzip -c page >packed
        tool "$t" --in-place --compress=none packed
        # A text that does not change is not written.
        cmp -s page want || cmp packed want || wrong "$t"
    done
}

@test "the log of a compressed file counts bytes of its text" {
    text >page
    gzip -c page >packed
    "$builddir/hanstrip" --log=plain page >out
    "$builddir/hanstrip" --log=rows packed >out
    sed 's/^packed/page/' rows | cmp - plain
}
