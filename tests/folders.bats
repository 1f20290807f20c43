# folders.bats - hanpipe over folders: what is written where, what is passed over, and runs that end before their time.

bats_require_minimum_version 1.5.0
: "${builddir:?run by make check}" "${srcdir:?run by make check}"
unset HANPIPE_DATA
export LC_ALL=C.UTF-8 PATH="$builddir:$PATH"

setup() {
    cd "$BATS_TEST_TMPDIR"
    mkdir -p in/b/c
    echo '漢(hàn)字' >in/a.txt
    echo '國(guó)家' >in/b/b.txt
    echo '<p>' >in/b/c/c.html
}

wrong() {
    printf '%s\n' "$*"
    return 1
}

# The files in the folder, in order.
list() {
    (cd "$1" && find . -type f | sort | sed 's#^\./##')
}

@test "each file of a folder is written to its own file, with its mode, and nothing else is left" {
    chmod 640 in/a.txt
    umask 022
    hanpipe strip -O out in
    [ "$(list out)" = "$(list in)" ]
    [ "$(cat out/a.txt out/b/b.txt)" = "$(printf '漢字\n國家')" ]
    [ "$(stat -c %a out/a.txt)" = 640 ] && [ "$(stat -c %a out/b/b.txt)" = 644 ]
    [ ! -e out/.hanpipe ]
    hanpipe strip -O one in/a.txt in/b
    [ "$(list one)" = "$(printf 'a.txt\nb.txt\nc/c.html')" ]
    diff -r in/b/c one/c
}

@test "the files are the same for any number of threads and any chunk size" {
    hanpipe strip -O out in
    for how in -j1 '-j4 --chunk=1' '-j2 --chunk=5'; do
        rm -rf other
        hanpipe $how strip -O other in
        diff -r out other || wrong "$how"
    done
}

@test "globs choose by the path below the folder, or by the name" {
    hanpipe strip -O out --include='*.txt' in
    [ "$(list out)" = "$(printf 'a.txt\nb/b.txt')" ]
    hanpipe strip -O other --exclude='b/*.txt' --exclude=c.html in
    [ "$(list other)" = a.txt ]
    [ "$(hanpipe strip --include=b.txt in)" = 國家 ]
}

@test "names come from a file, by lines or with NUL between them" {
    printf 'in/b/b.txt\nin/a.txt' >names
    [ "$(hanpipe strip --files-from=names)" = "$(printf '國家\n漢字')" ]
    printf 'in/b/b.txt\0in/a.txt\0' | hanpipe strip --files-from=- -0 -O out
    [ "$(list out)" = "$(printf 'in/a.txt\nin/b/b.txt')" ]
    echo in/../in/a.txt >names
    run -2 hanpipe strip --files-from=names -O out
    [[ $output == *"'..'"* ]]
    : >names
    hanpipe strip --files-from=names </dev/null >out.txt
    [ ! -s out.txt ]
}

@test "what would be lost is refused before anything is written" {
    run -2 hanpipe strip -O in in
    [[ $output == *'in is both read and written'* ]]
    cp -r in in.before
    mkdir other && cp in/a.txt other
    run -2 hanpipe strip -O out in other
    [[ $output == *'out/a.txt: both in/a.txt and other/a.txt would be written there'* ]]
    [ ! -e out ]
    run -2 hanpipe strip -O in in/a.txt
    [[ $output == *'in/a.txt is both read and written'* ]]
    for more in -o\ x --in-place; do
        run -2 hanpipe $more strip -O out in
    done
    run -2 hanpipe strip -O out </dev/null
    run -2 hanpipe strip --resume in
    diff -r in in.before
}

@test "an output inside the input is not read" {
    hanpipe strip -O in/out in
    hanpipe strip -O in/out in
    [ "$(list in/out)" = "$(printf 'a.txt\nb/b.txt\nb/c/c.html')" ]
}

@test "links and devices in folders are passed over with a word" {
    ln -s .. in/b/up
    ln -s a.txt in/link
    mkfifo in/fifo
    run --separate-stderr hanpipe strip -O out in
    [ "$status" = 0 ] && [[ $stderr == *'3 links and the like were passed over'* ]]
    [ "$(list out)" = "$(printf 'a.txt\nb/b.txt\nb/c/c.html')" ]
    run --separate-stderr hanpipe -v strip -O out in
    [[ $stderr == *'in/fifo: passed over'* ]]
}

@test "nothing is written through a link in the output" {
    mkdir out elsewhere
    ln -s ../elsewhere out/b
    ln -s ../in/a.txt out/a.txt
    run -1 hanpipe strip -O out in
    [[ $output == *'out/b/b.txt: Too many levels of symbolic links'* ]]
    [ -z "$(ls elsewhere)" ]
    [ "$(cat in/a.txt)" = '漢(hàn)字' ] && [ ! -L out/a.txt ] && [ "$(cat out/a.txt)" = 漢字 ]
}

@test "one bad file is told of, and the rest is done" {
    printf '\037\213\010bad' >in/bad.gz
    printf 'x\377\n' >in/invalid
    run -1 --separate-stderr hanpipe --invalid=fail strip -O out in
    [[ $stderr == *'in/bad.gz: its gzip data'* ]] && [[ $stderr == *'in/invalid:1: invalid UTF-8 at byte 2'* ]]
    [ "$(list out | grep -v '^\.hanpipe')" = "$(printf 'a.txt\nb/b.txt\nb/c/c.html')" ]
}

@test "a file that goes away is told of" {
    printf 'in/a.txt\nin/gone\n' >names
    run -1 --separate-stderr hanpipe strip -O out --files-from=names
    [ "$stderr" = 'hanpipe: in/gone: No such file or directory' ]
    [ "$(cat out/in/a.txt)" = 漢字 ]
}

@test "an output that cannot be written is an error for its file" {
    mkdir -p out/a.txt
    run -1 hanpipe strip -O out in
    [[ $output == *'in/a.txt: '* ]]
    [ "$(cat out/b/b.txt)" = 國家 ]
    run -1 hanpipe strip -O /dev/null in
    [[ $output == *'/dev/null'* ]]
}

@test "a full disk is told of, and nothing is half-written" {
    [ "$(id -u)" -eq 0 ] || skip "only root can make a small file system"
    mkdir small
    mount -t tmpfs -o size=64k tmpfs small 2>/dev/null || skip "no small file system can be made here"
    for n in $(seq 100); do yes '漢(hàn)字' | head -n 300 >in/$n; done
    status=0
    hanpipe strip -O small in 2>err || status=$?
    (cd small && find . -type f -not -path './.hanpipe*') >written
    while read -r name; do
        "$builddir/hanstrip" "in/$name" | cmp - "small/$name" || broken=$name
    done <written
    umount small
    [ "$status" = 1 ] && grep -q 'No space left on device' err && [ -z "${broken:-}" ]
}

@test "--times keeps times, and --update passes over what is not older" {
    touch -d '2020-01-02 03:04:05.678' in/a.txt
    hanpipe strip --times -O out in
    [ "$(stat -c %y out/a.txt)" = "$(stat -c %y in/a.txt)" ]
    echo mine >out/a.txt
    echo '新(xīn)' >in/b/b.txt
    touch -d '+1 minute' in/b/b.txt
    hanpipe strip --update -O out in
    [ "$(cat out/a.txt out/b/b.txt)" = "$(printf 'mine\n新')" ]
}

@test "--dry-run lists, and writes nothing" {
    hanpipe strip --dry-run -O out in >list
    [ "$(cat list)" = "$(printf 'in/a.txt\tout/a.txt\nin/b/b.txt\tout/b/b.txt\nin/b/c/c.html\tout/b/c/c.html')" ]
    [ ! -e out ]
}

@test "shards part the files: each is in one, whatever the order" {
    for n in $(seq 40); do echo $n >in/$n; done
    for k in 1 2 3; do
        hanpipe strip --shard=$k/3 -O out in
        hanpipe strip --shard=$k/3 -O only$k in
        [ -n "$(list only$k)" ]
    done
    [ "$(list out)" = "$(list in)" ]
    [ "$(cat <(list only1) <(list only2) <(list only3) | sort)" = "$(list in)" ]
    for bad in 0/3 4/3 1/0 1 a/b 1/3x; do
        run -2 hanpipe strip --shard=$bad -O other in
    done
}

@test "compressed files keep their format and name, or get another of both" {
    gzip in/a.txt
    hanpipe strip -O out in
    [ "$(gzip -dc out/a.txt.gz)" = 漢字 ]
    hanpipe strip --compress=xz -O packed in
    [ "$(list packed)" = "$(printf 'a.txt.xz\nb/b.txt.xz\nb/c/c.html.xz')" ]
    [ "$(xz -dc packed/a.txt.xz)" = 漢字 ]
    hanpipe strip --compress=none -O plain in
    [ "$(cat plain/a.txt)" = 漢字 ]
}

@test "two runs at once on one output: the second ends with an error" {
    mkfifo slow
    hanpipe strip -O out in slow &
    until [ -e out/.hanpipe/journal ]; do sleep 0.05; done
    run -1 hanpipe strip -O out in
    [[ $output == *'out: another run writes there'* ]]
    echo '字(zì)' >slow
    wait $!
    [ "$(cat out/slow)" = 字 ] && [ ! -e out/.hanpipe ]
}

@test "after kill -9 at any moment --resume gives what one run gives" {
    for n in $(seq 300); do yes "第 $n 行，漢(hàn)字" | head -n 40 >in/$n.txt; done
    hanpipe 'strip | conv -c t2s' -O want in
    for delay in 0.01 0.03 0.05 0.08 0.12; do
        rm -rf out
        hanpipe -q 'strip | conv -c t2s' -O out in &
        sleep $delay
        kill -9 $! 2>/dev/null || true
        wait $! || true
        for name in $(list out 2>/dev/null | grep -v '^\.hanpipe'); do
            cmp "out/$name" "want/$name"
        done
        hanpipe --resume 'strip | conv -c t2s' -O out in
        diff -r want out
    done
}

@test "--resume does again what is not done, or was done by another pipeline" {
    printf '\037\213\010bad' >in/bad.gz
    run -1 hanpipe strip -O out in
    [ -s out/.hanpipe/journal ]
    for name in a.txt b/b.txt; do echo mine >out/$name; done
    rm out/b/b.txt in/bad.gz
    printf 'torn' >>out/.hanpipe/journal
    cp -r out again
    hanpipe --resume strip -O out in
    [ "$(cat out/a.txt out/b/b.txt)" = "$(printf 'mine\n國家')" ]
    [ ! -e out/.hanpipe ]
    hanpipe --resume 'strip | conv -c t2s' -O again in
    [ "$(cat again/a.txt)" = 汉字 ]
}

@test "--report has a line of JSON for each file" {
    command -v jq >/dev/null || skip "jq is not installed (Debian: jq)"
    run -1 hanpipe 'strip | conv -c t2s' --report=report.json -O out in missing
    [ "$(jq -r '.hanpipe // empty' report.json)" = 'report 1' ]
    [ "$(jq -rc 'select(.file == "in/b/b.txt") | [.output, .bytes_in, .bytes_out, .error]' report.json)" = \
        '["out/b/b.txt",13,7,null]' ]
    [ "$(jq -rc 'select(.file == "in/b/b.txt") | .edits[] | [.stage, .filter, .edits]' report.json)" = \
        "$(printf '[1,"strip",1]\n[2,"conv",1]')" ]
    [ "$(jq -r 'select(.error) | .error' report.json)" = 'No such file or directory' ]
    hanpipe --report=report.json -O kept "keep 'chars > 4'" in # <p> and LF are 3 characters and an end
    [ "$(jq -rc 'select(.rejected) | [.file, .output]' report.json)" = '["in/b/c/c.html",null]' ]
    [ "$(list kept)" = "$(printf 'a.txt\nb/b.txt')" ]
    hanpipe strip --report=report.json in/a.txt >out.txt
    [ "$(wc -l <report.json)" = 2 ]
    run -2 hanpipe strip --report=in/a.txt in/b/b.txt
    [ "$(cat in/a.txt)" = '漢(hàn)字' ]
}
