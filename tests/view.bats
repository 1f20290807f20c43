# --diff and --html: looking at what a run changed.

load hygiene/helper

# Here pipelines are given.
tool() {
    local name=$1
    shift
    "$builddir/$name" "$@"
}

# The rows of a page that are lines: [file, number, piece…].
lines_of() {
    sed -n '/^<script type="application\/json"/,/^<\/script>/p' "$1" | grep '^\['
}

@test "--diff shows the lines that change, with number and rule, and nothing else" {
    printf '國(guó)家\n沒有\n這(zhè)家店\n' >in
    expect 0 hanstrip --diff in
    diff - out <<'END'
     1  bracket                   國[-(guó)-]家
     3  bracket                   這[-(zhè)-]家店
END
    printf '沒有\n' | "$builddir/hanstrip" --diff >out
    [ ! -s out ]
}

@test "--diff lays the edits of all filters over each other, each rule with its filter's name" {
    # strip takes the reading away, conv makes 国 of 國: two changes side by side, neither inside the other.
    echo '國(guó)家' >in
    expect 0 hanpipe 'strip | conv -c t2s' --diff in
    [ "$(cat out)" = '     1  conv:characters, strip:bracket  [-國-]{+国+}[-(guó)-]家' ] || wrong "$(cat out)"
    # What a second conv makes of the first one's is one change from first to last: 國 → 国 → 國 is none.
    expect 0 hanpipe 'conv -c t2s | conv -c s2t' --diff in
    [ ! -s out ] || wrong "$(cat out)"
}

@test "--diff names the files where there are several" {
    echo '國(guó)' >a
    echo 無 >b
    expect 0 hanstrip --diff a b a
    printf 'a:\n     1  bracket                   國[-(guó)-]\n%.0s' 1 2 | diff - out
}

@test "--diff shows lines that become one as one, and lines that go" {
    # Prose of one width: the ends of lines 1 and 2 go; what follows is counted as it was.
    printf '%s\n' 秋天的早晨，湖面上起了一层薄雾，远处的 山影时隐时现，岸边的芦苇轻轻摇晃，几只 水鸟贴着水面飞过。 \
        '' '' '完(wán)' >in
    expect 0 hanpipe 'norm --rule=join,blank-lines | strip' --diff in
    diff - out <<'END'
     1  norm:join                 秋天的早晨，湖面上起了一层薄雾，远处的[-\n-]山影时隐时现，岸边的芦苇轻轻摇晃，几只[-\n-]水鸟贴着水面飞过。
     4  norm:blank-lines          [-\n-]
     6  strip:bracket             完[-(wán)-]
END
    # A line that becomes two.
    printf '他說完了這句話。 然後他就走了。\n完\n' >in
    expect 0 hannorm --rule=breaks --diff in
    diff - out <<'END'
     1  breaks                    他說完了這句話。[- -]{+\n+}然後他就走了。
END
}

@test "--diff writes colours when asked, and by itself only to a terminal" {
    echo '國(guó)' >in
    red=$'\033[31;9m(guó)\033[0m'
    expect 0 hanstrip --diff=color in
    grep -qF "$red" out
    expect 0 hanstrip --diff in
    ! grep -q $'\033' out
    command -v script >/dev/null || skip "needs script (Debian: bsdutils)"
    TERM=xterm NO_COLOR= script -qec "$builddir/hanstrip --diff in" /dev/null </dev/null | grep -qF "$red"
    ! TERM=xterm NO_COLOR=1 script -qec "$builddir/hanstrip --diff in" /dev/null </dev/null | grep -q $'\033'
    ! TERM=dumb NO_COLOR= script -qec "$builddir/hanstrip --diff in" /dev/null </dev/null | grep -q $'\033'
}

@test "control characters do not reach the terminal, and what is not seen is written out where it changes" {
    printf '\033]0;x\a國(guó)\n字\342\200\213符\n' >in
    expect 0 hanpipe 'norm --profile=clean | strip' --diff in
    ! grep -q $'\033' out
    grep -qF '字[-<U+200B>-]符' out || wrong "$(cat out)"
}

@test "long stretches that stay are shortened to their ends" {
    { for n in 1 2 3 4 5 6 7 8 9; do printf '一二三四五六七八九十一二三四五六七八九十'; done && echo '國(guó)'; } >in
    expect 0 hanstrip --diff in
    # 40 characters of each end; the last of them is 國.
    ten=一二三四五六七八九十
    [ "$(cat out)" = "     1  bracket                   $ten$ten$ten$ten…${ten#一}$ten$ten${ten}國[-(guó)-]" ] ||
        wrong "$(cat out)"
}

@test "behind filters that make another text, changes are those of that text" {
    printf '<p>國(guó)家</p>\n' >in.html
    expect 0 hanpipe 'text | strip' --diff in.html
    [[ $(cat out) == *'strip:bracket'*'國[-(guó)-]家' ]] || wrong "$(cat out)"
    expect 2 hanpipe 'strip | text' --diff in.html
    says err hanpipe "--diff: text makes another text, of which no changes can be shown"
    expect 2 hanpipe decode --html=page in.html
    [ ! -e page ]
}

@test "--diff and --html are the same for any threads and chunks" {
    for n in 1 2 3 4 5 6 7 8 9; do cat "$srcdir/doc/sample.txt"; done >in
    for pipeline in 'strip | conv -c t2s' 'norm --rule=breaks,repeat,join | strip' 'decode | norm | seg'; do
        "$builddir/hanpipe" -j1 --diff --html=want.html --force "$pipeline" in >want
        [ -s want ] || wrong "$pipeline: no changes"
        for j in '-j4 --chunk=7' '-j2 --chunk=1000'; do
            "$builddir/hanpipe" $j --diff --html=got.html --force "$pipeline" in >got
            same want got "$pipeline $j"
            same want.html got.html "$pipeline $j"
        done
    done
}

@test "the rows of a page hold each line that changes, as it was and as it is" {
    command -v jq >/dev/null || skip "needs jq"
    for n in 1 2 3; do cat "$srcdir/doc/sample.txt"; done >in
    for pipeline in 'strip | conv -c t2s' 'norm | strip | conv -c s2twp | seg' 'conv -c t2s | conv -c s2t'; do
        "$builddir/hanpipe" "$pipeline" --html=page.html --force in >after
        # The lines of both texts that differ, in pairs.
        paste -d $'\001' in after | awk -F $'\001' '$1 != $2 { print NR "\t" $1 "\t" $2 }' >want
        lines_of page.html | jq -r '[(.[1] | tostring),
            ([.[2:][] | if type == "array" then .[0] else . end] | join("")),
            ([.[2:][] | if type == "array" then .[1] else . end] | join(""))] | join("\t")' >got
        same want got "$pipeline"
    done
}

@test "--html leaves the text as it is, also with --in-place and -o" {
    echo '國(guó)家' >in
    expect 0 hanstrip --html=page.html in
    [ "$(cat out)" = 國家 ]
    grep -q '^\[0,1,"國",\["(guó)","",0\],"家"\]$' page.html
    expect 0 hanstrip --html=page.html --in-place in
    [ "$(cat in)" = 國家 ]
    grep -q '^\[0,1,"國"' page.html
    expect 0 hanstrip --html=- -o made in
    head -n 1 out | grep -q '^<!DOCTYPE html>'
}

@test "a page replaces a page, and nothing else without --force" {
    echo '國(guó)家' >in
    echo mine >page.html
    expect 2 hanstrip --html=page.html in
    [ "$(cat page.html)" = mine ]
    expect 2 hanstrip --html=in in
    expect 0 hanstrip --html=page.html --force in
    expect 0 hanstrip --html=page.html in
    expect 0 hanstrip --html=page.html --log=page.tsv in
    expect 2 hanstrip --html=same --log=same in
}

@test "a page that cannot be written is an error, and an older one stays" {
    echo '國(guó)家' >in
    expect 1 hanstrip --html=no/such/page in
    says err hanstrip "no/such/page: No such file or directory"
    expect 1 hanstrip --html=/dev/full in
    says err hanstrip "/dev/full: No space left on device"
    expect 1 hanstrip --diff -o /dev/full in
    expect 0 hanstrip --html=page.html in
    cp page.html kept
    expect 1 hanstrip --html=page.html missing
    same kept page.html "no input"
}

@test "--diff goes with nothing that has no text, or another place for it" {
    echo '國(guó)家' >in
    for with in --in-place --check; do
        expect 2 hanstrip --diff $with in
        [ "$(cat in)" = '國(guó)家' ]
    done
    expect 2 hanpipe 'decode --report | strip' --diff in
}

@test "over folders a page has all files, --diff names them, and takes no -O" {
    mkdir -p texts/more
    echo '國(guó)家' >texts/a.txt
    echo '漢(hàn)字' >texts/more/b.txt
    expect 0 hanpipe strip --html=page.html -O made texts
    [ "$(cat made/a.txt made/more/b.txt)" = $'國家\n漢字' ]
    [ "$(grep -c '^{"file"' page.html)" -eq 2 ]
    expect 0 hanpipe strip --diff '--include=*.txt' texts
    diff - out <<'END'
texts/a.txt:
     1  bracket                   國[-(guó)-]家
texts/more/b.txt:
     1  bracket                   漢[-(hàn)-]字
END
    expect 2 hanpipe strip --diff -O other texts
    [ ! -e other ]
}

# Prints the document that the page in $1 makes in a browser, after the script in $2.
browse() {
    { cat "$1" && printf '<script>%s</script>\n' "$2"; } >browsed.html
    timeout 100 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
        --virtual-time-budget=20000 --dump-dom "file://$PWD/browsed.html" 2>browser.err
}

@test "in a browser the page chooses by rule, file and word, and goes through 100,000 edits" {
    browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
        skip "needs a browser (Debian: chromium)"
    # 4 edits a line: two readings, and two characters in one edit each.
    awk 'BEGIN { for (i = 1; i <= 25000; i++) print "第" i "行：漢(hàn)字，國(guó)" (i == 7 ? "</script>" : "") }' >in
    echo '無(wú)' >other
    "$builddir/hanpipe" 'strip | conv -c t2s' --html=page.html in other >text
    # A policy in the page lets its own scripts run, and nothing be loaded.
    browse page.html "document.body.dataset.first = document.getElementById('about').textContent + '|' +
        document.getElementById('shown').textContent + '|' + document.querySelectorAll('#lines tr').length;
        document.getElementById('last').click();
        document.body.dataset.last = document.querySelector('#lines').textContent;
        document.getElementById('search').value = '<\/script>'; find();
        document.body.dataset.search = document.getElementById('shown').textContent;
        document.getElementById('search').value = '';
        document.querySelectorAll('#rules input')[0].click();
        document.querySelectorAll('#rules input')[1].click();
        document.body.dataset.none = document.getElementById('none').hidden;
        document.getElementById('all').click();
        document.getElementById('file').value = '1'; find();
        document.body.dataset.file = document.getElementById('shown').textContent;" >dom
    grep -q 'data-first="strip | conv -c t2s: 100,002 edits in 25,001 lines of 2 files|1–100 of 25,001 lines|101"' dom ||
        wrong "$(grep -o 'data-first="[^"]*"' dom) $(tail -n 3 browser.err)"
    grep -q 'data-last="other1無(wú)无conv: characters, strip: bracket"' dom ||
        wrong "$(grep -o 'data-last="[^"]*"' dom)"
    grep -q 'data-search="1–1 of 1 line"' dom || wrong "$(grep -o 'data-search="[^"]*"' dom)"
    grep -q 'data-none="false"' dom || wrong "$(grep -o 'data-none="[^"]*"' dom)"
    grep -q 'data-file="1–1 of 1 line"' dom || wrong "$(grep -o 'data-file="[^"]*"' dom)"
}
