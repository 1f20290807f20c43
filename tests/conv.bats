# hanconv: users' own words and configurations, and what it says about its choices.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

# Compares standard input with what the rest of the arguments print.
prints() {
    cat >want
    "$@" >got
    diff want got
}

@test "--dict: the first file wins, the longest key wins, above the built-in ones" {
    printf '发现\t發見\n头\t首\n' >one
    printf '# comment\n头发\t髮\n头\tx\n' >two
    printf '发现头发头痛\n' >in
    prints hanconv --dict=one --dict=two in <<END
發見髮首痛
END
}

@test "--dict: outputs do not go through later steps or links" {
    printf '里\t裏\n' >one
    prints hanconv -c s2tw,tw2s --dict=one <(echo 里面) <<END
裏面
END
}

@test "--dict: a line that is no pair is named" {
    printf '头\t首\n发\n' >bad
    run -2 hanconv --dict=bad </dev/null || [ "$status" -eq 1 ]
    [[ "$output" == *"bad:2: not 'key TAB value'"* ]]
}

@test "--keep: words stay, in the best path and in exact conversion" {
    printf '发\n里约\n' >names
    for how in --engine=best --exact; do
        prints hanconv $how --keep=names <(echo 头发里约发现) <<END
頭发里约发現
END
    done
}

@test "--keep-regex: a hostile pattern ends in an error, not a hang" {
    run -1 timeout 20 hanconv --keep-regex='(a+)+$' <<<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!
    [[ "$output" == *"match limit exceeded"* ]]
}

@test "--keep-regex: a pattern that does not compile is a usage error with its place" {
    run -2 hanconv --keep-regex='(' </dev/null
    [[ "$output" == *"--keep-regex: '(': at byte 1"* ]]
}

@test "a configuration of the user's: text and inline dictionaries, comments, trailing commas" {
    printf '头发\t髮\n' >mine.txt
    cat >mine.json <<END
{ // mine
  "conversion_chain": [ { "dict": { "type": "group", "match_policy": "short_circuit", "dicts": [
    { "type": "text", "file": "mine.txt" },
    { "type": "inline", "entries": { "发": "發", } }, /* one */
  ] } } ],
}
END
    prints hanconv -c ./mine.json <(echo 头发发) <<END
髮發
END
    prints hanconv -c mine.json,t2tw <(echo 头发裏) <<END
髮裡
END
}

@test "in a group that stops at the first dictionary with a key, a character's goes before a later one's phrase" {
    cat >mine.json <<END
{ "conversion_chain": [ { "dict": { "type": "group", "match_policy": "short_circuit", "dicts": [
    { "type": "inline", "entries": { "甲": "天" } },
    { "type": "inline", "entries": { "甲乙": "地", "丙丁": "人" } } ] } } ] }
END
    prints hanconv --exact -c ./mine.json <(echo 子甲乙丑，丙丁甲乙) <<END
子天乙丑，人天乙
END
}

@test "--log: each edit names what decided" {
    printf '网络里的头发\n打开窗口透气\n' | hanconv -c s2twp --log=log >out
    [ "$(cat out)" = "$(printf '網路裡的頭髮\n打開窗口透氣')" ]
    [ "$(grep -v '^#' log | cut -f5-7 | sed 's/\t/ /g')" = "$(printf '%s\n' '网络 網路 region' '里 裡 word' '头发 頭髮 word' '开 開 no-field' '气 氣 word')" ] ||
        { cat log; false; }
}

@test "s2t.json and S2T are s2t where no such file lies" {
    echo 头发 >in
    for name in s2t.json S2T S2T.json t2s,S2t.json; do
        [ "$(hanconv -c "$name" in)" = 頭髮 ]
    done
    echo '{"conversion_chain":[{"dict":{"type":"inline","entries":{"头":"首"}}}]}' >s2t.json
    [ "$(hanconv -c s2t.json in)" = 首发 ]
    run ! hanconv -c ./none.json in
    run ! hanconv -c NONE.json in
    [[ "$output" == *"no configuration 'none'"* ]]
}

@test "hanpipe-mkdict --base with --opencc: what the base had for conv is replaced, the rest stays" {
    mkdir data
    echo '{"conversion_chain":[{"dict":{"type":"inline","entries":{"头":"首"}}}]}' >data/s2t.json
    printf '头\t頭 首\n' | tee data/STCharacters.txt >data/TSCharacters.txt
    hanpipe-mkdict --base="$builddir/hanpipe.hpd" --opencc=data --dicts="$srcdir/dicts" -o mine.hpd
    hanpipe-mkdict --verify mine.hpd
    [ "$(hanconv --data=mine.hpd -c s2t <<<头发)" = 首发 ]
    [ "$(hanconv --data=mine.hpd --list | wc -l)" = 3 ] # s2t, and two chains
    [ "$(hanconv --data=mine.hpd --version | grep -c '^OpenCC configurations')" = 1 ]
    [ "$(hanconv --data=mine.hpd --version | grep -c '^Unihan \|^jieba ')" = 2 ]
    hanstrip --data=mine.hpd <<<'國(guó)家' | grep -qx 國家
}

@test "a configuration of the user's: what is wrong is said" {
    echo '{"segmentation":{"type":"jieba"},"conversion_chain":[]}' >mine.json
    run ! hanconv -c mine.json </dev/null
    [[ "$output" == *"segmentation 'jieba' needs an OpenCC plug-in"* ]]
    run ! hanconv -c ./none.json </dev/null
    [[ "$output" == *"none.json: No such file"* ]]
    run ! hanconv -c s2xx </dev/null
    [[ "$output" == *"no configuration 's2xx' (see --list)"* ]]
}

# Compiles the data of the OpenCC that is installed: $library.
library_data() {
    local status=0
    sh "$srcdir/tests/diff/library_data.sh" "$PWD" || status=$?
    [ $status -ne 77 ] || skip "needs OpenCC's data and opencc_dict (Debian: libopencc-data, opencc)"
    library=$PWD/library.hpd
    [ $status -eq 0 ]
}

@test "a name that only OpenCC 1.4 has says so when the data are of 1.1" {
    library_data
    if hanconv --data="$library" --list | grep -q '^s2hkp '; then skip "the installed OpenCC has s2hkp"; fi
    run ! hanconv --data="$library" -c s2hkp </dev/null
    [[ "$output" == *"it comes with OpenCC 1.4's data"* ]]
}

@test "--ambiguous: place, choices, choice and margin of each character that had a choice" {
    hanconv -c s2tw --ambiguous=rows <(printf 'abc\n国，前头发生\n') >/dev/null
    [ "$(tail -n +2 rows | cut -f2-6)" = "$(printf '2\t12\t发\t發 髮\t發')" ]
    # Another way is possible (头发), so there is a margin, in nats.
    [[ "$(tail -n +2 rows | cut -f7)" =~ ^[0-9]+\.[0-9][0-9]$ ]]
}

@test "--ambiguous: only the best path weighs choices" {
    run -2 hanconv --exact --ambiguous=rows </dev/null
    [[ "$output" == *"only the best path"* ]]
}

@test "--inspect: pieces, outputs, and what decided" {
    prints hanconv --inspect --exact -c s2twp <(echo 国制定) <<END
国/國 制定/制定(segment)
END
}

@test "--engine=opencc agrees with --exact on the installed data" {
    library_data
    "$builddir/tests/run_cases" --input conv >in
    [ -s in ]
    for config in s2t t2s s2twp tw2sp t2hk; do
        hanconv --engine=opencc -c "$config" in >theirs
        hanconv --data="$library" --exact -c "$config" in >ours
        cmp theirs ours
    done
}

@test "--list names the configurations and the chains, each with a sentence" {
    hanconv --list >list
    for name in s2t t2s s2tw tw2s s2hk hk2s s2twp tw2sp t2tw tw2t t2hk hk2t t2jp jp2t s2hkp hk2sp t2twp hk2tw tw2hk; do
        grep -Eqx "$name +[A-Z][A-Za-z', ]+" list
    done
}

@test "--ambiguous: what is kept had no choice, and offsets count from the line's start" {
    hanconv --keep-regex='a[^ ]*' --ambiguous=rows <(echo 'a发 发') >/dev/null
    [ "$(tail -n +2 rows | cut -f3,4)" = "$(printf '5\t发')" ]
}

@test "--dict and --keep count beside hints too" {
    printf '頭\t首\n' >mine
    hint=$(printf '\xef\xbf\xb9著\xef\xbf\xbazhe\xef\xbf\xbb')
    prints hanconv --hints -c t2s --dict=mine <(echo "看${hint}頭") <<END
看着首
END
}

# Writes a hint: base, reading.
hint() {
    printf '\xef\xbf\xb9%s\xef\xbf\xba%s\xef\xbf\xbb' "$1" "$2"
}

@test "--keep wins over a hint" {
    echo 著 >mine
    prints hanconv --hints -c t2s --keep=mine <(echo "看$(hint 著 zhe)書") <<END
看著书
END
}

@test "a long line of a file goes in pieces, and all is as in a pipe" {
    awk 'BEGIN { for (i = 0; i < 40000; i++) printf "头发长了，鼠标在软件里。%s", i % 1000 ? "" : "⿰马发"; print "\n发" }' >line
    { cat line; head -c 1000000 line; } >lines
    { head -c 900000 line; printf '\xE5\x8F%s\0中' '后面'; cat line; } >damaged
    # 系 is 係 where Cantonese stands anywhere in the line; 中国的 is Simplified where nothing is Traditional.
    awk 'BEGIN { for (i = 0; i < 20000; i++) printf "他系学生，关系好；头发。里面%s", i == 15000 ? "佢们" : "" }' >late
    awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%s干净，中心。", i == 15000 ? "圖" : i == 18000 ? "图" : "" }' >told
    # Behind what is no text, and behind a hint, another text begins: 台 stays where nothing is Simplified.
    awk 'BEGIN { for (i = 0; i < 9000; i++) printf "%s", "头发长了，台湾。" }' >simplified
    awk 'BEGIN { for (i = 0; i < 5000; i++) printf "%s", "台灣的著作，我們。" }' >traditional
    { cat simplified; printf '\xFF'; cat traditional; } >split
    { cat simplified; hint 发 fà; cat traditional; } >hinted
    for file in line lines damaged late told split hinted; do
        for options in '--exact -c s2t' '--exact -c s2twp' '--exact -c tw2sp' '--exact -c t2s --stats' \
            '-c s2t' '-c s2twp' '-c s2hk --stats' '-c t2s' '-c tw2s --max-line=1M' '-c s2t --log=log'; do
            for ways in -j1 '-j3 --chunk=100K'; do
                hanconv $options $ways <"$file" >want 2>said || true
                hanconv $options $ways "$file" >got 2>said.too || true
                cmp want got
                diff <(sed "s/^hanconv: -:/hanconv: $file:/" said) said.too
            done
        done
    done
}

@test "--ambiguous lists the choices beside hints, at their places in the line" {
    hanconv --hints --ambiguous=rows <(echo "头$(hint 发 fà)发展") >/dev/null
    [ "$(tail -n +2 rows | cut -f3,4,6)" = "$(printf '6\t发\t髮\n18\t发\t發')" ]
    hanconv --hints -c s2t --ambiguous=rows <(hint 发 fà) >/dev/null # by itself it would be 發
    [ "$(tail -n +2 rows | cut -f4,6,7)" = "$(printf '发\t髮\t-')" ]
}

@test "--inspect shows the pieces beside hints, and what a hint decided" {
    prints hanconv --hints --inspect <(echo "头$(hint 发 fà)发展") <<END
头发/頭髮(word) 发展/發展(word)
END
    prints hanconv --hints --inspect -c t2s <(echo "看$(hint 著 zhe)") <<END
看著/看着(hint)
END
}

@test "what a configuration does, not its name, tells which forms hints choose among" {
    echo '{"conversion_chain":[{"dict":{"type":"inline","entries":{"這":"这","徵":"征"}}}]}' >mine.json
    prints hanconv --hints -c mine.json <(echo "這$(hint 徵 zhǐ)") <<END
这徵
END
    echo '{"conversion_chain":[{"dict":{"type":"inline","entries":{"这":"這","发":"發"}}}]}' >mine2s.json
    prints hanconv --hints -c mine2s.json <(echo "这$(hint 发 fà)") <<END
這髮
END
    # The later link changes nothing, so Simplified is what comes out.
    prints hanconv --hints -c mine.json,t2jp <(echo "這$(hint 徵 zhǐ)") <<END
这徵
END
}
