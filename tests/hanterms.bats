# hanterms: what is listed, in which form, and what makes no difference.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
    # The words are those between blanks, so that no segmenter decides the figures.
    words() { hanterms --pipeline=norm --min-chars=1 "$@"; }
    printf '猫 猫 狗\n狗\n\n' >a.txt
    printf '狗 鸟\n' >b.txt
}

# Compares standard input with what the rest of the arguments print.
prints() {
    cat >want
    "$@" >got
    diff want got
}

@test "each document, then all: count, documents, TF-IDF, term" {
    # a.txt has 4 words, b.txt 2: 2/4 * (1 + ln(3/2)), 2/4 * 1; 1/2 * 1.405465, 1/2 * 1; of all 6: 2/6, 3/6, 1/6.
    prints words a.txt b.txt <<END
a.txt
      2       1  0.702733  猫
      2       2  0.500000  狗

b.txt
      1       1  0.702733  鸟
      1       2  0.500000  狗

all documents
      3       2  0.500000  狗
      2       1  0.468488  猫
      1       1  0.234244  鸟
END
}

@test "one document has one list; --scope chooses" {
    [ "$(words -n 1 a.txt)" = "$(printf 'a.txt\n      2       1  0.500000  狗')" ]
    [ "$(words -n 1 --scope=documents a.txt b.txt | grep -c '^all')" -eq 0 ]
    prints words -n 1 --scope=all a.txt b.txt <<END
all documents
      3       2  0.500000  狗
END
}

@test "a line as a document: named by file and number, none without words" {
    printf '1 2 3\n鸟' >>a.txt
    prints words --documents=line --scope=documents --format=tsv a.txt b.txt <<END
a.txt:1	1	猫	2	1	1.277527
a.txt:1	2	狗	1	3	0.407715
a.txt:2	1	狗	1	3	1.223144
a.txt:5	1	鸟	1	2	1.510826
b.txt:1	1	鸟	1	2	0.755413
b.txt:1	2	狗	1	3	0.611572
END
}

@test "tsv has no heading, an empty name for all, and escapes names" {
    cp b.txt $'odd\tname\\.txt'
    words -n 1 --format=tsv a.txt $'odd\tname\\.txt' | cut -f1 >names
    printf 'a.txt\nodd\\tname\\\\.txt\n\n' | cmp - names
}

@test "jsonl is one object a line, whatever the name" {
    command -v jq >/dev/null || skip "needs jq (Debian: jq)"
    cp b.txt $'odd"\377'
    [ "$(words -n 1 --format=jsonl a.txt $'odd"\377' | jq -c '[.document, .rank, .term, .count, .documents]')" = \
        "$(printf '["a.txt",1,"猫",2,1]\n["odd\\"\xef\xbf\xbd",1,"鸟",1,1]\n[null,1,"狗",3,2]')" ]
}

@test "a table of frequencies takes the place of the input's own" {
    words --make-idf a.txt b.txt >table
    printf 'documents\t2\n狗\t2\n猫\t1\n鸟\t1\n' | cmp - table
    words --make-idf --min-count=2 a.txt b.txt >short
    printf 'documents\t2\n狗\t2\n' | cmp - short
    # What the documents say one by one is the same; 鱼 is in none of the table's: 1 + ln 3.
    diff <(words --format=tsv --scope=documents a.txt b.txt) <(words --format=tsv --scope=documents --idf=table a.txt b.txt)
    echo 鱼 >c.txt
    [ "$(words --format=tsv --idf=table c.txt)" = $'c.txt\t1\t鱼\t1\t0\t2.098612' ]
    printf '狗\t2\n' >wrong
    run -1 words --idf=wrong c.txt
    [[ $output == "hanterms: wrong:1: "* ]]
}

@test "stop words are not listed; a words file with other columns will do" {
    printf '狗\t20\tn\n' >stop
    [ "$(words --stop=stop --scope=all --format=tsv a.txt b.txt | cut -f3 | tr '\n' ' ')" = "猫 鸟 " ]
    run -1 words --stop=none a.txt
    [ "$output" = "hanterms: none: No such file or directory" ]
}

@test "the words are seg's by default" {
    echo '中国的首都是北京。' | hanterms --format=tsv --min-chars=1 | cut -f3 | sort >got
    printf '%s\n' 中国 的 首都 是 北京 | sort | cmp - got
}

@test "threads and steps make no difference" {
    for i in $(seq 300); do cat "$srcdir/doc/sample.txt"; done >long.txt
    hanterms -j1 --format=tsv --documents=line long.txt b.txt >one
    hanterms -j4 --chunk=1000 --format=tsv --documents=line long.txt b.txt | cmp one -
    hanterms -j1 --new --min-entropy=0 long.txt >one
    hanterms -j4 --chunk=1000 --new --min-entropy=0 long.txt | cmp one -
    [ -s one ]
}

@test "--new: what the lexicon has is left out, in Simplified and in Traditional" {
    # 焊盘 and 图书 have the same places; 图书 is a word of the lexicon.
    for word in 焊盘 焊盤 图书 圖書; do
        printf '%s\n' 圆形W 方形W W大小 W间距 新W 旧W数 | sed "s/W/$word/"
    done >text
    # 6 * 92 / (12 * 6): 焊 stands before 盘 and before 盤.
    hanterms --new --min-cohesion=2.9 --format=tsv text | cut -f2 | sort >got
    printf '焊盘\n焊盤\n' | sort | cmp - got
    echo 焊盘 >stop
    # In either script a stop word stands for both.
    [ -z "$(hanterms --new --min-cohesion=2.9 --stop=stop --format=tsv text)" ]
    [ "$(hanterms --new --min-cohesion=0 --min-count=13 text | wc -l)" -eq 0 ]
    [ "$(hanterms --new --min-cohesion=0 --min-entropy=4 text | wc -l)" -eq 0 ]
    [ "$(hanterms --new --min-cohesion=9 text | wc -l)" -eq 0 ]
    [ "$(hanterms --new --min-cohesion=2.9 -n 1 text | wc -l)" -eq 1 ]
}

@test "--new can look at what filters make of the text" {
    printf '%s\n' 圓形焊盤 方形焊盘 焊盤大小 焊盘间距 新焊盤 旧焊盘数 >text
    [ "$(hanterms --new --min-cohesion=1 --pipeline='conv -c t2s' --format=tsv text | cut -f2,3)" = $'焊盘\t6' ]
}

@test "a file that cannot be read is named, the others are listed, and the exit status is 1" {
    run -1 --separate-stderr words --format=tsv none.txt b.txt
    [ "$stderr" = "hanterms: none.txt: No such file or directory" ]
    [ "${#lines[@]}" -eq 2 ]
    run -1 --separate-stderr words -o list none.txt b.txt
    [ ! -e list ]
    printf '猫\n狗\377\n鸟\n' >broken
    run -1 --separate-stderr words --invalid=fail --format=tsv broken
    [[ $stderr == "hanterms: broken:2: "* ]]
    [ "$(cut -f3 <<<"$output")" = 猫 ]
}

@test "wrong usage" {
    for arguments in -nx -n-1 --min-chars= --format=xml --scope=none --documents=page --min-entropy=-1 --new\ --idf=x \
        --new\ --make-idf --make-idf\ --idf=x --pipeline=nothing --log=x --in-place; do
        status=0
        hanterms $arguments a.txt >out 2>err || status=$?
        [ $status -eq 2 ] || { echo "$arguments: $status"; false; }
        grep -q '^hanterms: \|^Try ' err
        [ ! -s out ]
    done
}

@test "a full device is an error" {
    [ -e /dev/full ] || skip "needs /dev/full"
    run -1 --separate-stderr bash -c 'hanterms a.txt >/dev/full'
    [ "$stderr" = "hanterms: standard output: No space left on device" ]
}

@test "a word in both scripts is one term, in the form that came first" {
    echo '圖書館 图书馆 图书馆' >both.txt
    prints words both.txt <<END
both.txt
      3       1  1.000000  圖書館
END
    printf '图书馆\n' >stop
    ! words --stop=stop both.txt | grep 圖書館
    printf 'documents\t9\n图书馆\t4\n' >table
    # 1 + ln((1 + 9) / (1 + 4))
    [ "$(words --idf=table --format=tsv both.txt | cut -f6)" = 1.693147 ]
}

@test "--new: what is made of frequent words is none, what of rare ones is" {
    # Both stand in six places with other neighbours; 把 and 它 are frequent words, 焊 is not.
    printf '%s\n' 甲把它乙 丙把它丁 戊把它己 庚把它辛 壬把它癸 子把它丑 甲焊盘乙 丙焊盘丁 戊焊盘己 庚焊盘辛 壬焊盘癸 子焊盘丑 >made.txt
    [ "$(hanterms --new --min-cohesion=1 made.txt | awk '{ print $NF }')" = 焊盘 ]
}

@test "the stop list and the table that come with the tools can be read" {
    echo 我們可以討論圖書館 >talk.txt
    hanterms --stop="$srcdir/dicts/terms-stop.tsv" --idf="$srcdir/dicts/terms-idf.tsv" talk.txt >got
    grep -q 圖書館 got
    ! grep -q 我們 got
}
