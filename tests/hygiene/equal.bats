# The same bytes whichever way: threads, chunks, locales, and what stands beside the output.

load helper

# Text that every filter has something to do with, more than one chunk of it, and some damage.
make_text() {
    for i in 1 2 3 4 5 6 7 8; do
        cat "$srcdir/doc/sample.txt"
        printf 'cafe\314\201 \377\345\234 \000 \344\270\255\n\n\r\n'
    done >text
    printf 'no newline' >>text
}

# The tools' work on text that only one of them changes would prove little.
chain='norm | strip | conv -c t2s | seg'

@test "threads and chunks change nothing" {
    make_text
    for t in $filters $remaking; do
        any=$chain
        tool "$t" -q -j1 text >want
        for j in '-j4' '-j2 --chunk=1' '-j4 --chunk=1' '-j1 --chunk=7' '-j4 --chunk=7' '-j3 --chunk=64' '-j4 --chunk=4K'; do
            tool "$t" -q $j text >out
            same want out "$t $j"
            cat text | tool "$t" -q $j >out
            same want out "$t $j from a pipe"
        done
    done
}

@test "with threads, a file as standard input is read from where it stands and left behind what was read" {
    seq 5000 | sed 's/$/ 國(guó)家和 plain text, of which no line is like the other/' >text
    for t in $filters; do
        tail -c +100 text | tool "$t" -q -j1 >want
        for j in -j1 '-j3 --chunk=200' '-j3 --chunk=64K'; do
            {
                dd bs=99 count=1 of=head status=none
                tool "$t" -q $j >out
                cat >rest
            } <text
            same want out "$t $j"
            [ ! -s rest ] || wrong "$t $j leaves $(wc -c <rest) bytes"
        done
    done
}

@test "a file that becomes shorter while threads read it ends where it ends now" {
    mkfifo slow
    for t in $filters; do
        seq 100000 | sed 's/.*/plain text &, of which no line is like the other/' >text
        tool "$t" -q text >want
        tool "$t" -q -j3 --chunk=64K text >slow &
        exec 7<slow
        head -c 1 <&7 >out # it has begun, and waits now: a pipe holds less than all
        truncate -s 3000000 text
        cat <&7 >>out
        exec 7<&-
        wait $! || wrong "$t: exit $?"
        [ "$(wc -c <out)" -lt "$(wc -c <want)" ] || wrong "$t: all of a file that has become shorter"
        head -c "$(wc -c <out)" want | cmp - out || wrong "$t: other bytes than the file's"
    done
}

@test "a shell pipe is hanpipe" {
    make_text
    "$builddir/hannorm" -q text | "$builddir/hanstrip" -q | "$builddir/hanconv" -q -c t2s | "$builddir/hanseg" -q >want
    "$builddir/hanpipe" -q "$chain" text >out
    same want out hanpipe
    "$builddir/doc/examples/example" "$chain" "$builddir/hanpipe.hpd" <text >out
    same want out "the library"
}

@test "the locale changes nothing" {
    make_text
    for t in $filters $remaking; do
        any=$chain
        LC_ALL=C.UTF-8 tool "$t" -q text >want
        for l in C POSIX tr_TR.UTF-8 zh_CN.GB18030 no_SUCH; do
            LC_ALL=$l LANG=$l tool "$t" -q text >out
            same want out "$t in $l"
        done
    done
}

@test "a log changes nothing but that it is written" {
    make_text
    for t in $filters $remaking; do
        any=$chain
        tool "$t" -q --stats text >want 2>want.stats
        tool "$t" -q --stats --log=log text >out 2>out.stats
        same want out "$t"
        same want.stats out.stats "$t's counts"
    done
}

@test "rows of --log replay to the output, for a pipeline with one filter twice" {
    make_text
    pipeline='norm --form=nfd | strip | conv -c t2s | norm | conv -c s2t | seg'
    for j in '-j1' '-j4 --chunk=7' '-j2 --chunk=100'; do
        "$builddir/hanpipe" -q $j --log=log "$pipeline" text >want
        "$builddir/tests/replay" log norm strip conv 'norm#2' 'conv#2' seg <text >out
        same want out "$j"
    done
}

@test "rows of --log replay with --invalid=replace in front" {
    make_text
    for t in $filters; do
        case $t in handecode) continue ;; esac # has an --invalid of its own, and a log that is none of edits
        any=norm
        stage=${t#han}
        [ "$t" != hanpipe ] || stage=norm
        tool "$t" -q -j3 --chunk=50 --invalid=replace --log=log text >want
        "$builddir/tests/replay" log invalid "$stage" <text >out
        same want out "$t"
    done
}

@test "the log is the same for any threads and chunks" {
    make_text
    for any in "$chain" 'norm --form=nfd | strip | conv | seg' 'strip --lines | seg'; do
        tool hanpipe -q -j1 --log=want --force text >/dev/null
        for j in '-j4 --chunk=1' '-j2 --chunk=33'; do
            tool hanpipe -q $j --log=got --force text >/dev/null
            same want got "$any $j"
        done
    done
}

@test "rows of --log come line by line, those of a line in the order of the filters" {
    printf '國(guó)\n家(jiā)\n' >in
    "$builddir/hanpipe" --log=log 'strip | conv -c t2s' in >out
    {
        echo '# hanpipe log 1'
        printf 'in\tstrip\t3\t6\t(guó)\t\tpinyin\n'
        printf 'in\tconv\t0\t3\t國\t国\tt2s\n'
        printf 'in\tstrip\t13\t6\t(jiā)\t\tpinyin\n'
    } >want
    cut -f 1-6 want >want.cut
    cut -f 1-6 log | diff want.cut -
}

@test "a filter that sees documents whole has its rows before those behind it" {
    printf '<p>國<script>a</script>\n<p>發<script>b</script>\n' >in
    "$builddir/hanpipe" --log=log 'text | conv -c t2s' in >out
    [ "$(sed 1d log | cut -f 2 | uniq | paste -s -d ' ')" = 'text conv' ] || wrong "$(cat log)"
}

@test "each file's offsets start anew, and rows name the file" {
    printf 'e\314\201\n' >a
    cp a b
    "$builddir/hannorm" --log=log a - b <a >out
    echo '# hanpipe log 1' >want
    printf '%s\tnorm\t0\t3\te\314\201\t\303\251\tnfc\n' a - b >>want
    same want log "rows"
}

@test "a log that cannot be written is an error" {
    for t in $filters $remaking; do
        expect 1 "$t" --log=no/such/log </dev/null
        says err "$t" "no/such/log: No such file or directory"
    done
    printf 'e\314\201\n' >in
    any=norm
    for t in hannorm hanpipe; do
        expect 1 "$t" --log=/dev/full in
        says err "$t" "/dev/full: No space left on device"
    done
}

@test "--stats is one JSON object, the same for any threads" {
    command -v jq >/dev/null || skip "needs jq (Debian: jq)"
    make_text
    for t in $filters $remaking; do
        any=$chain
        tool "$t" -q -j1 --stats text text >out 2>want
        jq -e '.files == 2 and (.stages | length) >= 1' want >/dev/null || wrong "$t: $(cat want)"
        [ "$(jq .bytes_in want)" -eq $((2 * $(wc -c <text))) ]
        [ "$(jq .bytes_out want)" -eq "$(wc -c <out)" ]
        tool "$t" -q -j4 --chunk=11 --stats text text 2>got >/dev/null
        same want got "$t"
    done
}

@test "--stats counts what was written, not what was tried" {
    command -v jq >/dev/null || skip "needs jq (Debian: jq)"
    printf 'e\314\201\ne\314\201\n\377\ne\314\201\ne\314\201\n' >in
    for j in '-j1' '-j4 --chunk=1' '-j2 --chunk=5'; do
        status=0
        "$builddir/hannorm" $j --stats --invalid=fail in >out 2>err || status=$?
        [ $status -eq 1 ]
        [ "$(tail -n 1 err | jq '.stages[1].edits')" -eq 2 ] || wrong "$j: $(cat err)"
    done
}

@test "one thread starts none, and a little input starts none" {
    command -v strace >/dev/null || skip "needs strace (Debian: strace)"
    strace -o trace true 2>/dev/null || skip "strace may not trace here"
    export ASAN_OPTIONS=detect_leaks=0 # the leak sanitizer starts a thread of its own, and cannot be traced
    make_text
    echo plain >small
    for t in $filters; do
        arguments=
        [ "$t" != hanpipe ] || arguments=$chain
        [ "$t" != hankeep ] || arguments=1
        [ "$t" != handecode ] || arguments=--from=UTF-8 # else it reads a head in one step
        [ "$t" != hanfix ] || arguments=--script=hans
        strace -f -e trace=clone,clone3 -o trace "$builddir/$t" -q -j1 --chunk=7 ${arguments:+"$arguments"} text >/dev/null
        ! grep -q clone trace || wrong "$t -j1: $(grep clone trace)"
        strace -f -e trace=clone,clone3 -o trace "$builddir/$t" -q -j4 ${arguments:+"$arguments"} small >/dev/null
        ! grep -q clone trace || wrong "$t on a small file: $(grep clone trace)"
        strace -f -e trace=clone,clone3 -o trace "$builddir/$t" -q -j3 --chunk=7 ${arguments:+"$arguments"} text >/dev/null
        [ "$(grep -c 'clone' trace)" -ge 2 ] || wrong "$t -j3 starts $(grep -c clone trace) threads"
    done
}

@test "places that a later filter reports do not depend on chunks" {
    printf '國(guó)家\n重(zhòng)要\n' >text
    for expression in 'seg | strip --to=tsv' 'norm | strip --to=tsv' 'strip --to=tsv' "seg -d '\\n' | strip --to=tsv"; do
        "$builddir/hanpipe" -j1 "$expression" text >want
        for chunk in 1 5 20; do
            "$builddir/hanpipe" -j3 --chunk=$chunk "$expression" text >out
            same want out "$expression, --chunk=$chunk"
        done
    done
}
