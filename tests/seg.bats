# hanseg: the user's own words, alternatives, what goes together; hanseg-train and hanseg-eval.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

# Holds what the command prints against the first argument.
prints() {
    local want=$1 got
    shift
    got=$("$@")
    [ "$got" = "$want" ] && return
    printf 'wanted: %s\nprinted: %s\n' "$want" "$got"
    return 1
}

# Cuts TEXT with WORDS, a file's lines.
cut_with() {
    printf '%b' "$1" >words
    printf '%s\n' "$2" | hanseg -j1 --words=words "${@:3}"
}

@test "--words: a listed word is one word, in either script and every grain but char" {
    prints '他 在 台中市政府 工作' cut_with '台中市政府\n' 他在台中市政府工作
    prints '他 在 臺中市政府 工作' cut_with '台中市政府\n' 他在臺中市政府工作
    prints '他 在 台中市政府 工作' cut_with '臺中市政府\n' 他在台中市政府工作 --grain=fine
}

@test "--words: words may hold blanks, punctuation and Latin letters" {
    prints '用 Color OS 的' cut_with '=Color OS\n' '用Color OS的'
    prints '说 [捂脸] ， a/d ， *ST舜船' cut_with '[捂脸]\na/d\n*ST舜船\n' '说[捂脸]，a/d，*ST舜船'
    prints '测 糖类抗原19-9 的' cut_with '糖类抗原19-9\t5\tnz\n' 测糖类抗原19-9的
    prints 'Edu Trust认证 ， CH125 Spacy' cut_with 'Edu Trust认证\nCH125 Spacy\n' 'Edu Trust认证，CH125 Spacy'
}

@test "--words: a Latin word begins and ends where the text's does" {
    prints 'license ， ces' cut_with '=ces\n' 'license，ces'
    prints 'X-900 ， X-9' cut_with '=X-9\n' 'X-900，X-9'
}

@test "--words: =word holds against what the model and the frequencies say" {
    prints '软件 上犯 了 错' cut_with '=上犯\n' 软件上犯了错
    prints '北京 地铁中将 设立' cut_with '=地铁中将\n' 北京地铁中将设立
}

@test "--words: a|b is always cut there, also where the lexicon has the whole" {
    prints '意味|着|什么' cut_with '意味|着\n' 意味着什么 -d '|'
    prints '地铁|中|将|设立' cut_with '地铁|中|将\n' 地铁中将设立 -d '|'
    prints '南京|市' cut_with '南京|市\n' 南京市 -d '|'
}

@test "--words: jieba's form with spaces, tags, comments, a BOM and CRLF" {
    prints '凱特琳/nz 来/v 了/ul' cut_with '# my words\r\n凱特琳 5 nz\r\n' 凱特琳来了 --pos
    prints '凱特琳/hero 来/v 了/ul' cut_with '\xef\xbb\xbf凱特琳\t5\thero\n' 凱特琳来了 --pos
}

@test "--words: files in order; of a word given twice the later counts" {
    printf '凱特琳\t5\tnr\n' >one
    printf '凱特琳\t5\tnz\n' >two
    prints '凱特琳/nz' hanseg --pos --words=one --words=two <(echo 凱特琳)
    prints '凱特琳/nr' hanseg --pos --words=two --words=one <(echo 凱特琳)
}

@test "--words: the last line for a word counts, of whichever form" {
    prints '台中|市' cut_with '=台中市\n台中|市\n' 台中市 -d '|'
    prints '用好' cut_with '用|好\n=用好\n' 用好 -d '|'
    prints '台中市政府' cut_with '台中|市政府\n台中市政府\n' 台中市政府 -d '|'
}

@test "--words: a|b cuts inside what is one word to every grain" {
    prints '买 AK 47' cut_with 'AK|47\n' 买AK47
}

@test "--words: a part of speech may stand behind the word alone" {
    prints '台中市政府/nt' cut_with '台中市政府\tnt\n' 台中市政府 --pos
}

@test "--words: a line that is no word is named" {
    printf '好\n|词\n' >bad
    run hanseg --words=bad </dev/null
    [ "$status" -ne 0 ]
    [[ "$output" == *"bad:2: not a word"* ]]
    run hanseg --words=missing </dev/null
    [ "$status" -ne 0 ]
    [[ "$output" == *"missing: No such file or directory"* ]]
}

@test "--nbest: the first is the cut that there is without it, and all are different cuts of the line" {
    echo 研究生命起源的人，乒乓球拍卖完了 >in
    hanseg --nbest=7 in >many
    [ "$(head -n 1 many)" = "$(hanseg in)" ]
    [ "$(wc -l <many)" -eq 7 ]
    [ "$(sort -u many | wc -l)" -eq 7 ]
    [ "$(tr -d ' ' <many | sort -u)" = "$(cat in)" ]
}

@test "options that do not go together are refused" {
    for o in '--engine=icu --pos' '--engine=jieba --grain=fine' '--confidence' '--nbest=2 --format=tsv' '--nbest=0' \
        '--grain=large' '--delimiter=\q' '--dates=never' '--format=xml' '--no-hmm'; do
        run -2 hanseg $o </dev/null
    done
}

@test "the engine that is asked for last counts, wherever it stands among the options" {
    # Words are looked up in that engine's lexicon, and icu has none: each of these ended the program.
    echo 南京市长 >words
    echo 南京市长江 >in
    prints '南京市 长江' hanseg --engine=jieba in
    prints '南京市 长江' hanseg --engine=model --words=words --engine=jieba in
    run -2 hanseg --engine=icu --words=words in
    [[ $output == *'--words is for --engine=model'* ]]
}

@test "--log: taking the insertions out again gives the input" {
    printf '国(guó)家，中国 abc\n\xff中国人民\n' >in
    hanseg --log=log -o out in
    [ -z "$(awk -F'\t' '$4 ~ /^[1-9]/' log)" ]
    tr -d ' ' <out >a
    tr -d ' ' <in >b
    cmp a b
}

@test "hanseg-train: a corpus's standard is learned, and the same corpus gives the same model" {
    for i in 1 2 3 4 5 6; do printf '我 喝茶\n你 喝茶 了\n他 喝茶 吗\n'; done >corpus
    hanseg-train -q -o one corpus
    hanseg-train -q -o two corpus
    cmp one two
    hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model=one -o mine.hpd
    prints '我 喝茶' hanseg --data=mine.hpd --grain=fine <(echo 我喝茶)
    sed 's/喝茶/喝 茶/' corpus >other
    hanseg-train -q -o three other
    hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model=three -o mine.hpd
    prints '我 喝 茶' hanseg --data=mine.hpd --grain=fine <(echo 我喝茶)
}

@test "hanpipe-mkdict --seg-model: weights that bytes do not do for change nothing for the others" {
    # Half as much again as a byte holds, for a pair that is not in the text: the model takes its wide form, with weights
    # of two bytes, and cuts as the small one does.
    { cat "$srcdir/dicts/seg-model.txt"; printf 'p\t罡罡\t/380 0 0 0\n'; } >model
    hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model=model -o wide.hpd
    [ "$(stat -c %s wide.hpd)" -gt "$(stat -c %s "$builddir/hanpipe.hpd")" ]
    printf '%s\n' 南京市长江大桥，研究生命起源的研究生。 'M2.5微克的PM值达到2024年3月的35%' >in
    for grain in coarse fine; do
        hanseg --grain=$grain --format=tsv --confidence in >small
        hanseg --data=wide.hpd --grain=$grain --format=tsv --confidence in >wide
        cmp small wide
    done
}

@test "hanseg-train: what cannot be read is named, and nothing is written" {
    printf '中国\n\xff\n' >bad
    run -1 hanseg-train -q -o model bad
    [[ "$output" == *"bad:2: not valid UTF-8"* ]]
    [ ! -e model ]
    run -1 hanseg-train -q -o model missing
    run -2 hanseg-train -q -o model
    run -2 hanseg-train -q --epochs=x -o model bad
}

@test "hanpipe-mkdict --seg-model: a line that is no feature is named" {
    printf 'u\t中\t1 2 3\n' >bad
    run -1 hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model=bad -o bad.hpd
    [[ "$output" == *"bad:1: expected a feature"* ]]
    printf 'p\t中国\t1 2 3 4\np\t中國\t1 2 3 4\n' >bad
    run -1 hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model=bad -o bad.hpd
    [[ "$output" == *"twice"* ]]
}

@test "hanseg-eval: the figures are those of the definition" {
    printf '南京 市 长江 大桥\n好\n' >gold
    printf '南京市 长江 大桥\n好\n' >mine
    # 5 words, of which 3 were found; 4 words given, of which 3 are right; 3 places, of which 2 were found, of 2 given.
    prints 'sentences 2
gold_words 5
system_words 4
P 75.00
R 60.00
F1 66.67
boundary_F1 80.00
exact_sentences 50.00
1 南京|市 -> 南京市' hanseg-eval gold mine
    printf '长江 3 ns\n好 2 a\n' >lexicon
    # Found: 长江 and 好, in the lexicon, both; of the three that are not, 大桥.
    hanseg-eval --errors=0 --lexicon=lexicon gold mine | grep -qx 'lexicon lexicon: OOV_rate 60.00 R_oov 33.33 R_iv 100.00'
}

@test "hanseg-eval: texts that differ are an error that says where" {
    printf '中国 人\n' >gold
    printf '中国 入\n' >mine
    run -1 hanseg-eval gold mine
    [[ "$output" == *"mine:1: character 3 "* ]]
    printf '中国 人\n好\n' >mine
    run -1 hanseg-eval gold mine
    [[ "$output" == *"more lines"* ]]
    run -2 hanseg-eval gold
}

@test "hanseg-eval --raw: words together, apart where two Latin ones meet" {
    prints '我用iPhone 15和A4纸' hanseg-eval --raw <(echo '我 用 iPhone 15 和 A4 纸')
}

@test "options are checked against the engine before a file is read" {
    for o in '--engine=icu --words=missing' '--words=missing --engine=icu' '--engine=icu --pos' \
        '--engine=jieba --words=missing --grain=fine' '--words=missing --no-hmm'; do
        run -2 hanseg $o </dev/null
        [[ $output == *' is for --engine='* ]]
    done
}
