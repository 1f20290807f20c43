# document.bats - documents whose right text is known, from end to end.
#
# tests/document is a page of our own, as a scraper leaves such pages: Traditional text with readings in brackets of both
# widths, in ruby and in zhuyin, names and translations in brackets, ASCII commas.  page.stripped.txt is the same without
# the readings, page.hans.txt in Simplified; all three were written by hand.  Of the seven 著, six are read zhe and are 着
# in Simplified; that of 著作 stays.  The seed is a longer such document, in the evaluation data.

setup() {
    page=$srcdir/tests/document/page
    seed=$HANPIPE_EVAL_DATA/seed
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

need_seed() {
    [ -r "$seed/seed.txt" ] || skip "needs seed/seed.txt in the folder HANPIPE_EVAL_DATA (HACKING.md, Evaluation data)"
}

@test "our page comes out without its readings, by file and by pipe" {
    hanstrip "$page.txt" | cmp - "$page.stripped.txt"
    hanstrip -j4 --chunk=100 <"$page.txt" | cmp - "$page.stripped.txt"
}

@test "our page has a row for each bracket that goes" {
    brackets() { grep -o -E '\([^)]*\)|（[^）]*）' "$1" | wc -l; }
    [ "$(hanstrip --to=tsv "$page.txt" | wc -l)" -eq $(($(brackets "$page.txt") - $(brackets "$page.stripped.txt"))) ]
}

@test "our page in Simplified: its readings say which 著 is 着" {
    hanpipe 'strip --hints | conv --hints -c t2s' "$page.txt" | cmp - "$page.hans.txt"
    hanstrip --hints "$page.txt" | hanconv --hints -c t2s | cmp - "$page.hans.txt"
    hanconv -c tw2s "$page.stripped.txt" | cmp - "$page.hans.txt"
}

@test "our page to Taiwan's forms: from Simplified the text it was, and nothing changes in that" {
    hanconv -c s2tw "$page.hans.txt" | cmp - "$page.stripped.txt"
    hanconv -c s2tw "$page.stripped.txt" | cmp - "$page.stripped.txt"
}

@test "our page is cut alike in both scripts" {
    for script in stripped hans; do
        hanseg -d '\x01' "$page.$script.txt" | sed 's/[^\x01]/x/g' >$script
    done
    cmp stripped hans
}

@test "the seed comes out without its readings, by file and by pipe" {
    need_seed
    hanstrip "$seed/seed.txt" | cmp - "$seed/seed.stripped.txt"
    hanstrip -j4 --chunk=100 <"$seed/seed.txt" | cmp - "$seed/seed.stripped.txt"
}

@test "the seed's ten 著 read zhe become 着 with hints" {
    need_seed
    [ "$(hanpipe 'strip --hints | conv --hints -c t2s' "$seed/seed.txt" | grep -o 着 | wc -l)" -eq 10 ]
}

@test "the seed to Taiwan's forms: none missed, none harmed" {
    need_seed
    hanconv -c s2tw "$seed/seed.hans.txt" >out
    python3 "$seed/check.py" tw out
}

@test "the seed to Simplified, by tw2s, and by t2s after strip --hints: none missed, none harmed" {
    need_seed
    hanconv -c tw2s "$seed/seed.stripped.txt" >out
    python3 "$seed/check.py" hans out
    hanstrip --hints "$seed/seed.txt" | hanconv --hints -c t2s >out
    python3 "$seed/check.py" hans out
}

# scraped TEXT: TEXT as a page from the web, in GB18030, with a menu, a script and a wrong declaration.
scraped() {
    printf '<!DOCTYPE html>\r\n<meta charset="gb2312"><title>頁</title><script>a("國(guó)")</script>\r\n'
    printf '<ul><li><a href="/">首頁</a><li><a href="/x">目錄</a></ul>\r\n'
    sed 's/&/\&amp;/g; s/</\&lt;/g; s/^/<p>/; s/$/<\/p>\r/' "$1"
}

@test "a page in GB18030 goes through the whole chain, in a shell pipe and in one process, to the same bytes" {
    chain='decode --repair=gbk-split | text | norm --profile=clean | strip | conv -c tw2s | seg'
    texts=$srcdir/tests/document/page.txt
    [ ! -r "${HANPIPE_EVAL_DATA-}/seed/seed.txt" ] || texts="$texts $HANPIPE_EVAL_DATA/seed/seed.txt"
    for text in $texts; do
        scraped "$text" | iconv -f UTF-8 -t GB18030 >page.html || skip "needs an iconv that knows GB18030 (Debian: libc-bin)"
        handecode --repair=gbk-split page.html | hantext | hannorm --profile=clean | hanstrip | hanconv -c tw2s |
            hanseg >piped
        [ "$(wc -l <piped)" -gt 10 ]
        for way in -j1 -j4 '-j1 --chunk=7' '-j4 --chunk=1000'; do
            hanpipe $way "$chain" page.html | cmp - piped
        done
        hanpipe "$chain" <page.html | cmp - piped
    done
}
