# worked.bats - the worked examples that the source's comments open with, run where a program can run them.
#
# A row is the words of the comment, then what a program must print, then the program.  The words must stand in some
# comment of the source: whoever changes an example changes its row.  What only a function can do is in tests/unit.

bats_require_minimum_version 1.5.0

setup_file() {
    # All comments, each on one line, without their stars.
    find "$srcdir/src" -name '*.[ch]' -exec cat {} + |
        awk '/\/\*/ { inside = 1 } inside { sub(/^ \* ?/, ""); printf "%s ", $0 } /\*\// { inside = 0; print "" }' |
        sed 's/  */ /g' >"$BATS_FILE_TMPDIR/comments"
}

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

# says WORDS WANTED COMMAND...: WANTED is as for printf %b, and so may the words be.
says() {
    local words=$1 want got
    grep -qF -e "$words" "$BATS_FILE_TMPDIR/comments" || { echo "no comment says: $words"; return 1; }
    want=$(printf '%b.' "$2")
    shift 2
    got=$("$@"; echo .)
    [ "$got" = "$want" ] || { printf '%s\nwanted: %s\nprinted: %s\n' "$words" "$want" "$got"; return 1; }
}

# on TEXT COMMAND...: the command with the text, as for printf %b, as its input.
on() {
    local text=$1
    shift
    printf '%b' "$text" | "$@"
}

# The readings that hanstrip finds in TEXT: base, reading, a row each.
readings() {
    on "$1" hanstrip --to=tsv "${@:2}" | cut -f4,5
}

@test "finding readings" {
    says '國(guó)家: place g, a bracket, base 國, fits' '國\tguó\n' readings '國(guó)家'
    says '"移動(App)國(guó)家" → one finding: base 國, reading guó' '國\tguó\n' readings '移動(App)國(guó)家'
    says '"國家 (guó jiā)。" → base 國家, cut " (guó jiā)"' '國家。' on '國家 (guó jiā)。' hanstrip
    says '"國ㄍㄨㄛˊ家" → base 國, cut ㄍㄨㄛˊ' '國\tㄍㄨㄛˊ\n' readings '國ㄍㄨㄛˊ家'
    says '<ruby>中<rt>zhōng</rt>国<rt>guó</rt></ruby> → bases 中 and 国' '中\tzhōng\n国\tguó\n' \
        readings '<ruby>中<rt>zhōng</rt>国<rt>guó</rt></ruby>'
    says '{國|guó}家 → base 國, cuts "{" and "|guó}"' '國家' on '{國|guó}家' hanstrip
    says '\ruby{漢}{かん}字 → base 漢, cuts "\ruby{" and "}{かん}"' '漢\tかん\n' readings '\\ruby{漢}{かん}字'
    says '國(guó)家 → one candidate whose cut is "(guó)"' '(guó)\n' \
        sh -c "printf '國(guó)家' | hanstrip -q --log=log >/dev/null && tail -n +2 log | cut -f5"
    says '國(guó)務 → the eight bytes "guó)…" masked to four, reading guo2' '國\tguó\n' readings '國(guó)務'
    says 'in "他說：國(guó)家" the first place is the g' '國\tguó\n' readings '他說：國(guó)家'
    says '"用户（active）" → act… is no syllable' '' readings '用户（active）'
    says '"「西 安」 (" → base 安, 西 with a gap before 安; the cut may start at the blank' '「西 安」' \
        on '「西 安」 (Xī ān)' hanstrip
}

@test "reading what stands in brackets" {
    says '"拼音：dú lì，注音：ㄉㄨˊ ㄌㄧˋ" over 独立 → toned, labelled' '独立' on '独立（拼音：dú lì，注音：ㄉㄨˊ ㄌㄧˋ）' hanstrip
    says 'in "國((guó)）家" the place g has the opener "((", the content guó, and its end before 家' '國家' \
        on '國((guó)）家' hanstrip
    says '〖 opens, is not strict, and is closed by any bracket that closes: 國〖guo2〗家' '國家國家' \
        on '國〖guo2〗家國〖guo2)家' hanstrip
    says '"又读作xiě" starts with the label 又读作, not with 又 or 又读' '血' on '血(又读作xiě)' hanstrip
    says '"guó)家" and what follows → 4' '4\n' sh -c "printf '國(guó)家' | hanstrip --to=tsv | cut -f5 | tr -d '\n' | wc -c"
    says 'key "guó" → 8-byte little-endian number → reading guo2' '國\tguó\n' readings '國(guó)'
    says '"jìn，动词" → no reading, it says more' '亲近(jìn，动词)' on '亲近(jìn，动词)' hanstrip
    says 'ɡ (U+0261) → g; ă (with a breve) → a, tone 3; "u:" → v' '房好女' on '房(fánɡ)好(hăo)女(nu:3)' hanstrip
    says '"Lü\u030c xíng" → l, v with tone 3' '旅行' on '旅行(Lü\u030c xíng)' hanstrip
    says '"diǎnr" over 一点儿 → 2 characters covered' '点儿\tdiǎnr\n' readings '一点儿(diǎnr)'
    says '"an" fits 安, then "xi" fits 西: two characters covered' '西安\txian\n' readings '西安(xian)' --toneless=always
    says 'U+570B kMandarin guó, kCantonese gwok3' '國國' on '國(guó)國(gwok3)' hanstrip
}

@test "what the line says about a reading" {
    says '“长”读(zhǎng) has a cue' '“长”读(zhǎng)' on '“长”读(zhǎng)' hanstrip
    says '读书(shū) has none' '读书' on '读书(shū)' hanstrip
    says '音声相和(hè) has none' '音声相和' on '音声相和(hè)' hanstrip
    says '"轻声示例：妈(ma)、的(de)" → both fit, but 轻声 is near' '轻声示例：妈(ma)、的(de)' on '轻声示例：妈(ma)、的(de)' hanstrip
    says '市场(shichang) alone stays' '市场(shichang)' on '市场(shichang)' hanstrip
    says 'with two more such readings all three go' '市场，公司，机会' on '市场(shichang)，公司(gongsi)，机会(jihui)' hanstrip
    says '"Wǒ ài Zhōngguó." over "我爱中国。" → three words fit four characters' '我爱中国。\n' \
        on 'Wǒ ài Zhōngguó.\n我爱中国。\n' hanstrip --lines
}

@test "converting" {
    says 's2t 下面条件 → 下面條件' '下面條件' on 下面条件 hanconv
    says '国制定 → 國制定: 国制 → 國製 would be a word, but' '國制定' on 国制定 hanconv
    says '鼠标 becomes 鼠標, then 滑鼠' '滑鼠' on 鼠标 hanconv --exact -c s2twp
    says '头发 → 頭髮 decides, because 头 and 发 alone give 頭發' '頭髮 頭 發' on '头发 头 发' hanconv --exact
    says 'it is taken as one word, but not out of the middle of 改正则' '正則表達式 改正則' on '正则表达式 改正则' hanconv
    printf '里约\n' >words
    says '--keep with 里约 in it, s2t: 里约发现 → 里约 kept, 发现 → 發現' '里约發現' on 里约发现 hanconv --keep=words
    printf '发\n' >words
    says '--keep with 发 in it: 头发 → 頭 and 发' '頭发' on 头发 hanconv --keep=words
    says '看 + hint(著, zhe) → 看着' '看着' on '看\ufff9著\ufffazhe\ufffb' hanconv -c t2s --hints
    says 'plain t2s leaves 著; 著 with zhù stays' '著著' on '著\ufff9著\ufffazhù\ufffb' hanconv -c t2s --hints
}

@test "normal forms and bytes that are no text" {
    says '"cafe" U+0301 "國" → piece "e" U+0301 → é' 'café國' on 'cafe\u0301國' hannorm
    says '"國\xE5\x9C家" → "國\uFFFD家"' '國\uFFFD家' on '國\xE5\x9C家' hannorm --invalid=replace
}

@test "clean text" {
    says '"今天 Ａ 好,走" gives two edits' '今天 A 好，走' on '今天 Ａ 好,走' hannorm --profile=clean
    says '"甲,乙\r丙 ,丁" → lines "甲,乙" and "丙 ,丁" → "甲，乙" LF "丙，丁"' '甲，乙\n丙，丁' \
        on '甲,乙\r丙 ,丁' hannorm --profile=clean
    says 'add: "用Python编" → "用 Python 编"' '用 Python 编' on '用Python编' hannorm --han-latin=add
    says '"我用Word,他用 1,234 (元)" → "我用Word，他用 1,234（元）"' '我用Word，他用 1,234（元）' \
        on '我用Word,他用 1,234 (元)' hannorm --profile=clean
    says 'in "运行`a,b` ,见http://a.cn/x,y" `a,b` and the address are kept, the comma between is not' \
        '运行`a,b`，见http://a.cn/x,y' on '运行`a,b` ,见http://a.cn/x,y' hannorm --profile=clean
    says '"佢" U+ECD9 "去" → 佢咗去 (HKSCS)' 佢咗去 on '佢\uecd9去' hannorm --profile=clean
    says '"古字" U+E81E "见于字书" → 龴 (GB)' 古字龴见于字书 on '古字\ue81e见于字书' hannorm --profile=clean
    says 'U+2F00 "九四年" → "一九四年"; "⿰⺡每" stays' '一九四年\n⿰⺡每' on '\u2f00九四年\n⿰⺡每' hannorm --profile=clean
    says '"甲", "", U+200B, "", "乙" → "甲", "", "乙"' '甲\n\n乙' on '甲\n\n\u200b\n\n乙' hannorm --profile=clean
    says '"ö > oe; ü > ue;" makes "Köln" "Koeln", and so does the name "de-ASCII"' Koeln \
        on Köln hannorm --transform=de-ASCII
}

@test "cutting" {
    says '"南京市 abc" → 0-9, 9-10 blank, 10-13' '南京市\t0\t9\nabc\t10\t13\n\n' \
        sh -c "printf '南京市 abc\n' | hanseg --format=tsv | cut -f1-3"
    says '我来到北京清华大学 → 我 来到 北京 清华大学' '我 来到 北京 清华大学' on 我来到北京清华大学 hanseg --engine=jieba
    says '他来到了网易杭研大厦 has 杭研 with the model' '他 来到 了 网易 杭研 大厦' on 他来到了网易杭研大厦 hanseg --engine=jieba
    says '杭 研 without' '他 来到 了 网易 杭 研 大厦' on 他来到了网易杭研大厦 hanseg --engine=jieba --no-hmm
    says '"3.14%+" → 3.14% and +' '3.14% +' on '3.14%+' hanseg --engine=jieba
}

@test "scores and lists of words" {
    printf '南京市 长江 大桥\n' >gold
    printf '南京市 长江大桥\n' >system
    says '1 of 2 right, 1 of 3 found: P 50, R 33.33, F1 40; the error is 长江|大桥 -> 长江大桥' \
        'P 50.00\nR 33.33\nF1 40.00\n1 长江|大桥 -> 长江大桥\n' \
        sh -c "hanseg-eval gold system | grep -e '^[PR] ' -e '^F1' -e '->'"
    printf '猫 猫 狗\n' >a.txt
    printf '狗\n' >b.txt
    says '"猫 猫 狗" in a.txt and "狗" in b.txt, --min-chars=1: 猫 is the first of a.txt, 狗 the only one of b.txt' \
        'a.txt 猫\nb.txt 狗\n' sh -c 'hanterms -n1 --scope=documents --min-chars=1 a.txt b.txt | awk "/txt/ { f = \$1 } NF == 4 { print f, \$4 }"'
    # The same with 猫 for 甲乙 and 狗 for 丙丁: 2/3 * (1 + ln(3/2)) = 0.936977.
    says 'of two documents "甲乙 甲乙 丙丁" and "丙丁", 甲乙 has TF 2/3 in the first and IDF 1 + ln(3/2)' '0.936977\n' \
        sh -c 'hanterms -n1 --scope=documents --min-chars=1 a.txt b.txt | awk "\$4 == \"猫\" { print \$3 }"'
}

@test "encodings" {
    says 'C4 E3 BA C3 → "你好", by GB18030' '你好\n' on '\xC4\xE3\xBA\xC3\n' handecode
    says 'D6 D0 CE C4 → GB18030 中文' '中文 GB18030\n' \
        sh -c "printf '\\326\\320\\316\\304' >zh; echo \$(handecode zh) \$(handecode --report zh | cut -f2)"
    says '"\xD6\xD0\xFF\n" in GB18030 → "中\uFFFD\n", one note at offset 2' '中\xEF\xBF\xBD\n2\n' \
        sh -c "printf '\\326\\320\\377\\n' | handecode -q --from=gb18030 --log=log && tail -n 1 log | cut -f3"
    says '50 4B 03 04 … → an error, "is ZIP, not text"' 'handecode: -: is ZIP, not text\n' \
        sh -c "printf 'PK\\003\\004\\n' | handecode 2>&1; true"
    says '标题：涓枃 (with U+E15F between) → 标题：中文' '标题：中文\n' on '标题：涓\xEE\x85\x9F枃\n' handecode --repair=mojibake
    says '們?cè)陲L → 們在風' '們在風\n' on '們?cè)陲L\n' handecode --repair=gbk-split
}

@test "lines, edits and counts" {
    says '"a\n國(guó)\n" with strip' 'a\n國\n' on 'a\n國(guó)\n' hanstrip
    says 'keep "國", edit "(guó)" → "", keep "家" leaves "國家" and one row' '國家1\n' \
        sh -c "printf '國(guó)家' | hanstrip --log=log && grep -c '(guó)' log"
    says '{"files":1,"bytes_in":9,"bytes_out":3,"stages":[{"stage":"strip","edits":1' \
        '{"files":1,"bytes_in":9,"bytes_out":3,"stages":[{"stage":"strip","edits":1\n' \
        sh -c "printf '國(guó)' | hanstrip --stats 2>&1 >out | grep -o '^.*\"edits\":1'"
}
