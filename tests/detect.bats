# What handetect says of documents and lines, the question --if asks, and hanconv --script=auto over whole documents.

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# Fails unless of the text $1 (in printf's form), with the options behind them, handetect's row has the members $2.
has() {
    local text=$1 want=$2
    shift 2
    printf "$text" | handetect "$@" >row
    for member in $want; do
        grep -q -F -e "$member" row || { echo "no $member in $(cat row)"; return 1; }
    done
}

@test "the script is told by the characters that one script alone has" {
    has '國家的歷史很長。\n' '"script":"hant" "simplified":0'
    has '国家的历史很长。\n' '"script":"hans" "traditional":0'
    # 水分控制做得好 has no character that is written differently in the two.
    has '水分控制做得好。\n' '"script":"both"'
    has '國家的歷史很長。国家的历史很长。\n' '"script":"mixed"'
    has 'plain\n' '"script":"none" "region":"none"'
    has '' '"script":"none" "chars":0 "lines":0'
}

@test "a name or quotation of the other script does not change a long page" {
    for i in 1 2 3 4 5 6 7 8 9 10; do
        printf '皇帝在位六十年，到过江南许多地方，写过几万首诗，也让人编了许多书，这些书现在还在图书馆里。\n'
    done >page
    cp page many
    # 乾 may stand in Simplified text; 隆 is the same in both; 臺 is Traditional alone, twenty times over.
    for i in 1 2 3 4 5 6 7 8 9 10; do echo 臺乾隆臺 >>many; done
    handetect page | grep -q '"script":"hans"'
    handetect many | grep -q '"script":"hans"'
}

@test "Japanese and Korean are not Chinese, kana or no kana" {
    has 'これは日本語の文章です。\n' '"script":"jpan" "region":"none"'
    # 駅, 図, 対, 気 are Japan's forms.
    has '駅前図書館\n' '"script":"jpan"'
    has '대한민국은 民主共和國이다.\n' '"script":"kore"'
    # A quoted Japanese sentence in a Chinese page counts for nothing: 国, 会, 学 are not Simplified there.
    has '他說「国会の議員が学会に来ました」，大家聽了都覺得很奇怪，於是問他這是什麼意思。\n' '"script":"hant" "simplified":0'
}

@test "the region is told by forms and words" {
    has '我們搭的士從尖沙咀到旺角，再轉港鐵。\n' '"region":"hk"'
    # A word may be the last that there is.
    has '大家去搭的士\n' '"region":"hk"' --lines
    has '我們搭計程車到捷運站，再轉公車。\n' '"region":"tw"'
    has '我们坐出租车去地铁站。\n' '"region":"cn"'
    # Simplified characters, Taiwan's words: a converted page.
    has '这个软体需要网路，请用滑鼠点选萤幕上的档案。\n' '"region":"tw" "script":"hans"'
}

@test "a document may be in any encoding; lines are UTF-8" {
    printf '国家的历史很长，这些书都很有意思。\n' | iconv -f UTF-8 -t GB18030 >gb
    handetect gb | grep -q '"encoding":"GB18030","script":"hans"'
    printf '國家的歷史很長，這些書都很有意思。\n' | iconv -f UTF-8 -t UTF-16LE >utf16
    handetect utf16 | grep -q '"encoding":"UTF-16LE","script":"hant"'
    handetect --lines gb | grep -q '"invalid":[1-9]'
    printf 'PK\003\004\000\000' | handetect | grep -q '"encoding":"ZIP","script":"none"'
}

@test "damage is counted by kind" {
    # Characters outside of UTF-8's reach: a bad byte, U+FFFD, private use, a radical, a compatibility ideograph, a blank
    # of no width, a control character.
    has '國\200\357\277\275\356\200\200\342\274\210\357\244\200\342\200\213\001\n' \
        '"invalid":1 "replaced":1 "private":1 "radicals":1 "compatibility":1 "invisible":1 "controls":1'
    # "你好，世界" read as GBK, of which the last character has lost a byte.
    has '\346\265\243\347\212\262\343\202\275\351\224\233\345\261\274\347\254\230\n' '"mojibake":1'
    has '國(guó)家(jiā)重zhòng要\n' '"annotations":2 "bracket":2'
    handetect --errors - <<<'他說以後會发现歷史。' | grep -q '"errors":2,"residue":2'
    has 'a\r\n\nbcd\n' '"lines":3 "longest_line":3 "crlf":1 "paragraphs":2'
}

@test "what is counted is what the other filters would do" {
    page=$srcdir/tests/document/page.txt
    sum=$(hanstrip --check "$page" | awk -F '\t' '$1 != "unverified" { n += $2 } END { print n }')
    handetect "$page" | grep -q "\"annotations\":$sum,"
    for text in '國家的歷史，以後會发现曆史，后面的人。' '国家的历史，以後會发现。'; do
        echo "$text" >in
        sum=$(hanfix --check in | awk -F '\t' '{ n += $2 } END { print n }')
        handetect --errors in | grep -q "\"errors\":$sum,"
    done
}

@test "--lines gives a row a line, with its number" {
    printf '國家\n\nabc\n' | handetect --lines --format=tsv | cut -f 1-3,11 | diff - <(printf -- '-\t1\t2\thant\n-\t2\t0\tnone\n-\t3\t3\tnone\n')
    printf '國家\nabc' | handetect --lines | grep -c '"line":' | grep -q -x 2
    ! hanpipe 'detect --lines' </dev/null 2>err
    grep -q -e '--rows' err
}

@test "-v says it in plain words" {
    printf '國家(jiā)的歷史\n' | handetect -v | diff - <(echo '-: Traditional Chinese, perhaps from Taiwan (50 %); UTF-8; 10 characters in 1 line; 1 annotation')
    # What is no Chinese is from none of its regions.
    printf 'plain\n' | handetect -v | diff - <(echo '-: no Chinese text; UTF-8; 5 characters in 1 line')
    printf 'これは日本語\n' | handetect -v --lines | diff - <(echo '-:1: Japanese; 6 characters')
    printf '國家\n' | handetect -v --lines | diff - <(echo '-:1: Traditional Chinese, perhaps from Taiwan (50 %); 2 characters')
}

@test "--if answers by the exit status, and writes nothing" {
    echo 國家 >hant
    echo 国家 >hans
    handetect --if='script==hant && !annotations' hant >out
    run -1 handetect --if='script==hant' hans
    [ -z "$output" ]
    run -1 handetect --if='script==hant' hant hans
    run -2 handetect --if='script==hant' hant missing
    run -2 handetect --if='script==' hant
    run -2 handetect --if='script==hant' -o out2 hant
    [ ! -s out ] && [ ! -e out2 ]
    find . -name 'han[st]*' -type f -exec handetect --if='script==hans' {} \; -print | diff - <(echo ./hans)
    hanpipe "conv -c t2s | detect --if='script==hans'" hant
    run -1 hanpipe "detect --if='script==hans'" hant
    run -2 hanpipe "detect --if='script==hans' | strip" hant
    HANPIPE_DATA=missing run -2 handetect --if='script==hans' hant
    HANPIPE_DATA=missing run -2 hanpipe "detect --if='script==hans'" hant
    HANPIPE_DATA=missing run -1 hanpipe strip hant
    run -1 handetect --lines --if='han>0' <(printf '國\nabc\n')
}

@test "the same names stand in hankeep's conditions, and in hanstat's rows" {
    echo '國(guó)家' >hant
    hankeep 'script==hant && annotations>0' hant | cmp - hant
    hanstat --only=script,annotations hant | diff - <(echo '{"file":"hant","script":"hant","annotations":1}')
}

@test "records take what is said" {
    printf '{"text":"国家","id":1}\n' | hanpipe --jsonl=text 'detect --into=/is' | grep -q '^{"text":"国家","id":1,"is":{"chars":2,.*"script":"hans"'
    printf '{"text":"国家"}\n{"text":"國家"}\n' >in
    run -1 handetect --jsonl=text --if='script==hans' in
    handetect --jsonl=text in | grep -c '"script"' | grep -q -x 2
}

@test "rows are the same with any number of threads and any chunks" {
    for i in 1 2 3 4 5 6 7; do
        head -c $((i * 977)) "$srcdir/tests/document/page.txt" >"$i"
    done
    handetect -j1 --errors ? >one
    handetect -j4 --errors --chunk=7 ? | diff one -
    LC_ALL=C handetect --errors ? | diff one -
    hanpipe 'detect --rows --errors' ? | diff one -
    handetect -j1 --lines 7 >one
    handetect -j4 --lines --chunk=7 7 | diff one -
}

@test "hanconv --script=auto leaves what is in the target script, and converts the rest" {
    printf '皇后說她住在裏面，台北的天后里面\n国家的历史，后来发现\n' >in
    hanconv -c s2t --script=auto in | diff - <(printf '皇后說她住在裏面，台北的天后里面\n國家的歷史，後來發現\n')
    # As wholes too: Traditional text stays to the byte, where all of it would be converted else.
    echo '他說皇后在天后宮里等著。' >hant
    hanconv -c s2twp --script=auto hant | cmp - hant
    echo '「国会の議員が学会に」后来发现。' | hanconv -c s2t --script=auto | diff - <(echo '「国会の議員が学会に」後來發現。')
    hanconv -c t2s --script=auto in | diff - <(printf '皇后说她住在里面，台北的天后里面\n国家的历史，后来发现\n')
    run -2 hanconv -c t2tw --script=auto in
}
