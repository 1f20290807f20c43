#!/bin/sh
# faults.sh - every tool and every option while memory runs out, calls of the system fail, and input and output come in
# bits.  Each line of the list below is one test: the kinds of fault (faults.c), how many places are tried (sweep.c),
# and the command.  The last test looks at every option in every --help: each must be in the list.

: "${srcdir:?run by make check}" "${builddir:?run by make check}" "${HANPIPE_TOOLS:?run by make check}"
export LC_ALL=C.UTF-8
unset HANPIPE_DATA

sweep=$builddir/tests/sweep/sweep
shim=$builddir/tests/sweep/.libs/faults.so
export PATH="$builddir:$PATH"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

skip() {
    echo "1..0 # SKIP $*"
    exit 0
}

[ -r "$shim" ] || skip "the library of faults was not built: configure with shared libraries (--enable-shared)"
if ldd "$builddir/hanstrip" 2>/dev/null | grep -q -E 'lib(a|t|ub|l)san'; then
    skip "a sanitizer has malloc() for itself: configure without -fsanitize"
fi

# What the commands find: a few lines of everything in in.txt, older files where they write, files that users write.
files=$work/files
mkdir "$files" "$work/extra"
{
    echo '國(guó)家很重(zhòng)要。南京市长江大桥,2008年3月 http://example.com/a?b=1 是的'
    echo '中國 zhōngguó 讀(ㄉㄨˊ)書(dukshu1),頭髮|ㄊㄡˊ|ㄈㄚˇ| “发”音fā《后来》研究生命起源'
    echo 'nǐ hǎo shì jiè'
    echo '你好世界'
    printf '\377坏\tbytes\000NUL\r\n'
    printf '没有换行 résumé e\314\201'
} >"$files/in.txt"
echo older >"$files/out.txt"
echo '头发	頭髪' >"$work/extra/dict"
printf '南京市\n=长江\n大桥|大 桥\n' >"$work/extra/words"
printf '长江大桥 5 n\n研究生 1000\n' >"$work/extra/jieba-words"
printf '后来\n重要\n' >"$work/extra/keep"
printf '%s\n' 'strip | conv -c t2s' '| seg' >"$work/extra/pipeline"
printf '北京 欢迎 你 。\n南京市 长江 大桥 是 桥\n' >"$work/extra/corpus"
printf '北京 欢迎 你 。\n南京 市长 江大桥 是 桥\n' >"$work/extra/mine"
"$builddir/hanterms" --make-idf "$work/extra/corpus" >"$work/extra/idf" || exit 99
cat >"$work/extra/my.json" <<'END'
{ "name": "mine",
  "segmentation": { "type": "mmseg", "dict": { "type": "text", "file": "dict" } },
  "conversion_chain": [ { "dict": { "type": "group", "dicts": [ { "type": "text", "file": "dict" } ] } } ] }
END
# Small sources for hanpipe-mkdict.
mkdir "$work/dicts" "$work/unihan"
cp "$srcdir"/dicts/*.tsv "$work/dicts"
head -n 60 "$srcdir/dicts/seg-model.txt" >"$work/extra/model"
cp "$work/extra/model" "$work/dicts/seg-model.txt"
for table in "$builddir"/unihan/Unihan_*.txt; do
    head -n 60 "$table" >"$work/unihan/${table##*/}"
done

mkdir -p "$work/jieba/finalseg" "$work/opencc"
printf '%s\n' '南京 100 ns' '长江 50 ns' '大桥 30 n' >"$work/jieba/dict.txt"
echo "P={'B': -0.26, 'E': -3.14e+100, 'M': -3.14e+100, 'S': -1.46}" >"$work/jieba/finalseg/prob_start.py"
echo "P={'B': {'E': -0.5, 'M': -0.9}, 'E': {'B': -0.5, 'S': -0.8}, 'M': {'E': -0.3, 'M': -1.2}, 'S': {'B': -0.7, 'S': -0.6}}" \
    >"$work/jieba/finalseg/prob_trans.py"
echo "P={'B': {'\u4e00': -3.6}, 'E': {'\u4e00': -6}, 'M': {'\u4e00': -5}, 'S': {'\u4e00': -5}}" \
    >"$work/jieba/finalseg/prob_emit.py"
printf '%s\n' '南京	100' '頭髮	50' '长江	30' >"$work/extra/essay"
cp "$builddir"/opencc/*.json "$work/opencc"
for table in "$builddir"/opencc/*.txt; do
    head -n 60 "$table" >"$work/opencc/${table##*/}"
done
"$builddir/hanpipe-mkdict" "--jieba=$work/jieba" "--dicts=$work/dicts" -o "$work/extra/small.hpd" || exit 99

kinds_all="alloc read write open close rename link fsync fchmod mmap thread short"

# One test: $1 kinds of fault, $2 how many places at most, then the command.  Runs in the half that is its number's.
try() {
    number=$((number + 1))
    [ $((number % 2)) -eq "$half" ] || return 0
    kinds=$1 most=$2
    shift 2
    [ "$kinds" != all ] || kinds=$kinds_all
    case $* in
    hanterms* | hanseg-eval* | *--check*) summary=--summary ;;
    *--engine=opencc*) summary=--library ;;
    *) summary= ;;
    esac
    for kind in $kinds; do
        "$sweep" $summary "$shim" "$files" "$kind" "$most" "$@" <"$files/in.txt" || echo bad
    done >"$work/said.$number" 2>&1
    grep -v -E '^([0-9]+ runs, [0-9]+ wrong|bad)$' "$work/said.$number" | sed 's/^/# /'
    ! grep -q '^bad$' "$work/said.$number" || printf 'not '
    echo "ok $number - $*" | sed "s|$work/||g; s|$builddir/||g"
}

commands() {
    x=$work/extra
    try all 400 hanstrip -j1 -o out.txt in.txt
    try all 400 hanstrip -j1 --to=ruby --bare --lines --log=rows.log -o out.txt in.txt
    try alloc 400 hanstrip -j1 --to=tsv --unverified=list --toneless=always --cues=ignore
    try alloc 400 hanstrip -j1 --hints --systems=pinyin,zhuyin '--brackets=(（'
    try alloc 400 hanstrip -j1 --check --stats in.txt
    try all 400 hanstrip -j1 --in-place=.old in.txt
    try all 60 hanstrip -j3 --chunk=7 --in-place in.txt out.txt
    try all 400 hannorm -j1 --form=nfkd -o out.txt --log=rows.log in.txt
    try alloc 200 hannorm -j1 --form=nfc --invalid=replace -v in.txt
    try alloc 200 hannorm -j1 --invalid=fail --max-line=20 --chunk=3 in.txt
    try all 400 hanconv -j1 -c s2twp "--dict=$x/dict" "--keep=$x/keep" --keep-regex=发.音 --ambiguous=list.log -o out.txt in.txt
    try alloc 400 hanconv -j1 -c tw2sp,s2hk --tofu --log=rows.log in.txt
    try alloc 400 hanconv -j1 --exact --hints in.txt
    try alloc 400 hanconv -j1 --inspect --stats in.txt
    try all 400 hanconv -j1 -c "$x/my.json" in.txt
    try alloc 100 hanconv --list
    try all 100 hanconv -j1 --engine=exact -c t2s in.txt
    try all 60 hanconv -j1 --engine=opencc -c s2t -o out.txt in.txt
    try all 400 hanseg -j1 "--words=$x/words" --dates=split -d '|' -o out.txt in.txt
    try alloc 400 hanseg -j1 --grain=search --format=jsonl --pos --confidence in.txt
    try alloc 400 hanseg -j1 --grain=fine --format=conllu in.txt
    try alloc 400 hanseg -j1 --grain=char --format=tsv --log=rows.log in.txt
    try alloc 400 hanseg -j1 --nbest=3 in.txt
    try all 400 hanseg -j1 --engine=jieba "--words=$x/jieba-words" --format=tsv in.txt
    try alloc 400 hanseg -j1 --engine=jieba --no-hmm in.txt
    try all 400 hanseg -j1 --engine=icu in.txt
    try alloc 60 hanseg -j3 --chunk=4 --engine=icu -o out.txt in.txt
    try all 400 hanpipe -j1 "--file=$x/pipeline" -o out.txt in.txt
    try all 400 hanpipe -j1 'norm --form=nfkc | strip --hints | conv --hints | seg --format=jsonl' -o out.txt in.txt
    try alloc 60 hanpipe --list
    try alloc 60 hanpipe -j4 --chunk=5 'strip | conv | seg' in.txt
    try alloc 60 hanpipe 'strip --to=nothing | seg' in.txt
    try all 400 hanterms -j1 --min-chars=1 "--stop=$x/keep" -o out.txt in.txt
    try all 400 hanterms -j1 "--idf=$x/idf" --scope=documents -n3 --format=tsv in.txt
    try alloc 400 hanterms -j1 --documents=line --pipeline='strip | seg' --format=jsonl in.txt
    try alloc 400 hanterms -j1 --make-idf --min-count=1 in.txt in.txt
    try alloc 400 hanterms -j1 --new --min-count=1 --min-cohesion=0 --min-entropy=0 in.txt in.txt
    try all 400 hanseg-train --epochs=1 --weight=2 "--dev=$x/corpus" --rate=0.2 --decay=0.01 --prune=0.01 --note=n \
        -o out.txt "$x/corpus"
    try alloc 60 hanseg-train -q "--data=$builddir/hanpipe.hpd" --epochs=1 -o - "$x/corpus"
    try all 400 hanseg-eval "--lexicon=$x/words" --errors=5 "$x/corpus" "$x/mine"
    try all 400 hanseg-eval --raw "$x/corpus"
    try all 100 hanpipe-mkdict "--unihan=$work/unihan" "--dicts=$work/dicts" -o out.txt
    try all 100 hanpipe-mkdict "--base=$x/small.hpd" "--seg-model=$x/model" -o out.txt
    try all 20 hanpipe-mkdict "--jieba=$work/jieba" "--opencc=$work/opencc" "--essay=$x/essay" "--dicts=$work/dicts" \
        -o out.txt
    try all 100 hanpipe-mkdict --verify "$x/small.hpd"
}

number=0 half=0
commands >"$work/first" &
half=1
commands >"$work/second"
wait
cat "$work/first" "$work/second"

# Each option of each tool, but those that read nothing and change nothing.
number=$(cat "$work/first" "$work/second" | grep -c -E '^(not )?ok ')
number=$((number + 1))
missing=
for tool in $HANPIPE_TOOLS; do
    for option in $("$builddir/$tool" --help | grep -o -E '^ +(-., +)?--[a-z-]+' | grep -o -E -e '--[a-z-]+'); do
        case $option in
        --help | --version | --quiet | --verbose | --data) continue ;;
        esac
        grep -h -E '^ *(try|    ).*' "$0" | grep -q -E -e "$option|$tool.* -[a-z]" || missing="$missing $tool $option"
    done
done
[ -z "$missing" ] || printf 'not '
echo "ok $number - every option is tried${missing:+:$missing}"
echo "1..$number"
echo "# $(cat "$work"/said.* | awk '/ runs, / { n += $1; w += $3 } END { print n " runs, " w " wrong" }')"
