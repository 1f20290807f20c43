# text.bats - hantext beyond what cases can say: several documents, large ones, hostile ones, limits, the log.

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

# Prints what is wrong, and fails.
wrong() {
    echo "$*"
    return 1
}

# fails STATUS WORDS COMMAND...: the command ends with the status, writes no text, and says the words in one line; where it
# is of use a second one names --help.
fails() {
    local status=0 want=$1 words=$2
    shift 2
    "$@" >out 2>err || status=$?
    [ $status -eq "$want" ] || wrong "exit $status: $(cat err)"
    [ ! -s out ] || wrong "writes $(head -c 100 out)"
    [ "$(grep -v -c "^Try 'han" err)" -eq 1 ] && grep -q -F -e "$words" err || wrong "says: $(cat err)"
}

@test "files come out in their order, whatever threads and chunks" {
    for i in 1 2 3 4 5 6 7 8; do
        for ((n = 0; n < i * i * 20; n++)); do echo "<p>第 $i 页<b>行</b>"; done >$i.html
        hantext $i.html
    done >want
    : >empty
    for way in -j1 -j4 '-j4 --chunk=7' '-j2 --chunk=1000' '-j1 --chunk=1'; do
        hantext $way 1.html 2.html empty 3.html 4.html 5.html empty 6.html 7.html 8.html | cmp - want
        hanpipe $way text 1.html 2.html 3.html empty 4.html 5.html 6.html 7.html 8.html | cmp - want
    done
}

@test "a text without its last line end does not join the next" {
    printf '一' >a
    printf '二' >b
    [ "$(hantext a b)" = $'一\n二' ]
}

@test "a shell pipe is hanpipe, before, behind and between" {
    printf '<p>國（guó）家\n<pre>cafe\314\201 \377 A</pre><ruby>長<rt>zhǎng</rt></ruby>' >page
    hannorm -q page | hantext -q --ruby=brackets | hanstrip | hanconv -c t2s >want
    hanpipe -q 'norm | text --ruby=brackets | strip | conv -c t2s' page | cmp - want
    hanpipe -q -j4 --chunk=3 'norm | text --ruby=brackets | strip | conv -c t2s' page page >got
    cat want want | cmp - got
}

@test "--max-document refuses a larger page, names it, and goes on with the others" {
    printf '<p>一二三' >ten # 12 bytes
    printf '<p>一' >six
    [ "$(hantext --max-document=12 ten)" = 一二三 ]
    status=0
    hantext --max-document=11 six ten six >out 2>err || status=$?
    [ $status -eq 1 ]
    [ "$(cat out)" = $'一\n一' ]
    [ "$(grep -v -c "^Try 'han" err)" -eq 1 ] && grep -q '^hantext: ten: .*11 bytes' err || wrong "$(cat err)"
    cat ten | fails 1 '-: ' hantext --max-document=11
    status=0
    hantext --max-document=11 -o new ten 2>err || status=$?
    [ $status -eq 1 ] && grep -q '^hantext: ten: .*11 bytes' err && grep -q '^hantext: new: not written' err
    [ ! -e new ]
}

@test "a page of 50 MB" {
    yes '<div class=a><p>春眠不觉晓，<b>处处</b>闻啼鸟。<a href="/x">夜来</a>风雨声</div>' | head -n 550000 >page
    [ "$(wc -c <page)" -ge 50000000 ]
    hantext page >out
    [ "$(wc -l <out)" -eq 550000 ]
    [ "$(sort -u out)" = 春眠不觉晓，处处闻啼鸟。夜来风雨声 ]
}

@test "blocks keep their lines, however deep they are nested" {
    yes '<div>春眠不觉晓' | head -n 3000 >page
    hantext page | uniq -c | tr -s ' ' >out
    [ "$(cat out)" = ' 3000 春眠不觉晓' ] || wrong "$(head -c 300 out)"
    for ((n = 0; n < 600; n++)); do printf '<div>'; done >page
    printf '<ul><li>一<li>二</ul><p>三</p><p>四</p>五<div>六</div>七' >>page
    [ "$(hantext page)" = "$(printf '%s\n' 一 二 三 四 五 六 七)" ] || wrong "$(hantext page)"
}

@test "nesting without end is quick and loses no text" {
    for tag in div b table span svg 'font color=red' ruby ul select a; do
        yes "<$tag>" | head -n 100000 | tr -d '\n' >page
        printf '字' >>page
        status=0
        timeout 60 hantext page >out || status=$?
        [ $status -eq 0 ] || wrong "<$tag>: exit $status"
        case $tag in
        svg) ;; # a picture shows no text of its own
        *) [ "$(tr -d '\n\t' <out)" = 字 ] || wrong "<$tag>: $(head -c 100 out)" ;;
        esac
    done
}

@test "a page cut off anywhere is a page" {
    printf '<title>題</title><p class="a">漢<script>x</script><ruby>字<rt>zì</rt></ruby>&amp;&#x6F22;<!-- c --><b>完' >page
    for ((n = 0; n < $(wc -c <page); n += 3)); do
        head -c $n page >cut
        hantext -q cut >out || wrong "$n bytes"
        hantext -q --main --title --links cut >out || wrong "$n bytes, --main"
        iconv -f UTF-8 -t UTF-8 out >/dev/null || wrong "$n bytes: no UTF-8"
    done
}

@test "without memory there is an error, not half a text" {
    yes '<p>一<p>二<p>三<p>四' | head -c 30000000 >page
    (ulimit -v 400000 && hantext /dev/null) 2>/dev/null || skip "cannot start in 400 MB here"
    (ulimit -v 450000 && fails 1 'out of memory' hantext page)
}

@test "no file that a page or an expression names is opened" {
    command -v strace >/dev/null || skip "needs strace (Debian: strace)"
    strace -o trace true 2>/dev/null || skip "strace may not trace here"
    export ASAN_OPTIONS=detect_leaks=0
    echo '<!DOCTYPE html SYSTEM "secret"><link rel=stylesheet href=secret><img src=secret><iframe src=secret></iframe>一' >page
    strace -f -e trace=network,openat -o trace hantext --select='//html' page >out
    [ "$(cat out)" = 一 ]
    ! grep -q 'secret\|socket' trace || wrong "$(grep 'secret\|socket' trace)"
    fails 2 'no XPath expression' hantext --select="document('secret')" page
}

@test "wrong options are wrong usage, in one clear line" {
    fails 2 '--ruby=x: it is one of: base, brackets, keep' hantext --ruby=x
    fails 2 '--select and --main cannot go together' hantext --main --select=//p
    fails 2 "--select: '//[' is no XPath expression" hantext --select='//['
    fails 2 '--select' hantext --select=
}

@test "an expression that takes too long ends" {
    for ((n = 0; n < 3000; n++)); do echo "<p>$n"; done >page
    fails 1 'page: ' timeout 120 hantext --select='//p[count(//p[count(//p[. > 0]) > 0]) > 0]' page
}

@test "--log says what was left out; without text in it, nothing" {
    printf '<p>字<script>x()</script><script src=y></script><i hidden>密</i>\n<ruby>漢<rt>hàn</ruby>' >page
    hantext --log=log page >out
    printf '# hanpipe log 1\npage\ttext\t6\t20\t<script>x()</script>\t\tscript\npage\ttext\t49\t17\t<i hidden>密</i>\t\thidden\n' >want
    printf 'page\ttext\t76\t8\t<rt>hàn\t\truby\n' >>want
    cmp log want
    hantext page | cmp - out
    hantext -j4 --chunk=1 --log=log page >out
    cmp log want
}

@test "--log in a pipeline: offsets are of what the filter was given" {
    printf '<p>\xef\xbc\xa1</p><i hidden>x</i>' >page
    hanpipe --log=log 'norm --form=nfkc | text' page
    [ "$(grep '	text	' log | cut -f3,4)" = $'8\t15' ] || wrong "$(cat log)"
}

@test "--stats counts the rows" {
    command -v jq >/dev/null || skip "needs jq (Debian: jq)"
    echo '<p>字<script>x</script><p hidden>密' >page
    [ "$(hantext --stats page 2>&1 >out | jq .stages[0].edits)" -eq 2 ]
    [ "$(hantext --stats out 2>&1 >/dev/null | jq .stages[0].edits)" -eq 0 ]
}

@test "--in-place makes text of pages and leaves text alone" {
    echo '<p>字' >page
    echo '字' >text
    touch -d 2001-02-03 text
    hantext --in-place=.orig page text
    [ "$(cat page)" = 字 ]
    [ "$(cat page.orig)" = '<p>字' ]
    [ ! -e text.orig ]
    [ "$(stat -c %y text | cut -c1-4)" = 2001 ]
}

@test "a page in another encoding is warned of, one in UTF-8 is not" {
    for n in 1 2 3 4 5 6 7 8; do echo '<p>今天早上天气很好，我们一起去公园散步，看见许多人在湖边。'; done >page
    hantext page >out 2>err
    [ ! -s err ]
    iconv -f UTF-8 -t GB18030 page >coded
    hantext coded >out 2>err
    grep -q '^hantext: coded: .* bytes are not UTF-8 text' err || wrong "$(cat err)"
    iconv -f UTF-8 -t UTF-8 out >/dev/null
}

@test "a reader who goes away ends it" {
    yes '<p>字' | head -n 300000 >page
    { status=0; env --default-signal=PIPE hantext page page page 2>err || status=$?; echo $status >status; } | head -n 1 >out
    [ "$(cat status)" -eq 141 ] || wrong "exit $(cat status)"
    [ ! -s err ]
}
