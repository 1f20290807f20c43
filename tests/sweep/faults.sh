#!/bin/sh
# faults.sh - every tool and every option while memory runs out, calls of the system fail, and input and output come in
# bits.  Each line of the list below is one test: the kinds of fault (faults.c), how many places are tried (sweep.c),
# and the command.  The last test looks at every option in every --help: each must be in the list.

. "${srcdir:?run by make check}/tests/sweep/helper.sh"
: "${HANPIPE_TOOLS:?run by make check}"

shim=$sweep/.libs/faults.so
export PATH="$builddir:$PATH"

[ -r "$shim" ] || skip "the library of faults was not built: configure with shared libraries (--enable-shared)"
if ldd "$builddir/hanstrip" 2>/dev/null | grep -q -E 'lib(a|t|ub|l)san'; then
    skip "a sanitizer has malloc() for itself: configure without -fsanitize"
fi

# What the commands find: a few lines of everything in in.txt, and an older file where they write.
files=$work/files
mkdir "$files" "$work/extra"
{
    echo '國(guó)家很重(zhòng)要。南京市长江大桥,2008年3月 http://example.com/a?b=1 是的'
    echo '中國 zhōngguó 讀(ㄉㄨˊ)書(dukshu1),頭髮|ㄊㄡˊ|ㄈㄚˇ| “发”音fā《后来》研究生命起源'
    echo 'nǐ hǎo shì jiè'
    echo '你好世界'
    echo '<title>題</title><main><p>國<ruby>字<rp>(</rp><rt>zì</rt></ruby> <a href="x">家&amp;</a></p></main>'
    printf '\377坏\tbytes\000NUL\r\n'
    printf '没有换行 résumé e\314\201'
} >"$files/in.txt"
echo older >"$files/out.txt"
write_user_files
printf '%s\n' 'strip | conv -c t2s' '| seg' >"$work/extra/pipeline"
printf 'in.txt\0' >"$work/extra/names"
seq 4000 | sed 's/$/ 中國(guó)的後面，頭髮 and a line that is like no other/' >"$work/extra/long.txt"
printf '{"text":"國(guó)\\u5bb6","n":1}\n{"text":}\n' >"$work/extra/records.jsonl"
printf '國(guó)\t1\n' >"$work/extra/records.tsv"
printf '"國(guó),\n",1\n' >"$work/extra/records.csv"
printf '%s\r\n' WARC/1.0 'WARC-Type: conversion' 'WARC-Block-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ' \
    'Content-Type: text/plain' 'Content-Length: 8' '' '國(guo)' '' no >"$work/extra/records.warc"
for format in gzip zstd xz bzip2; do
    "$builddir/hanstrip" --compress=$format -o "$work/extra/in.$format" "$files/in.txt" || exit 99
done
printf '北京 欢迎 你 。\n南京市 长江 大桥 是 桥\n' >"$work/extra/corpus"
printf '北京 欢迎 你 。\n南京 市长 江大桥 是 桥\n' >"$work/extra/mine"
"$builddir/hanterms" --make-idf "$work/extra/corpus" >"$work/extra/idf" || exit 99
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

# $1 kinds of fault, $2 how many places at most, then the command.
judge() {
    kinds=$1 most=$2
    shift 2
    [ "$kinds" != all ] || kinds=$kinds_all
    case $* in
    hanterms* | hanseg-eval* | *--check*) summary=--summary ;;
    # libopencc, and fts_open() of glibc, crash by themselves.
    *--engine=opencc* | *--output-dir=* | *" -O "*) summary=--library ;;
    *) summary= ;;
    esac
    good=true
    for kind in $kinds; do
        "$sweep/sweep" $summary "$shim" "$files" "$kind" "$most" "$@" <"$files/in.txt" || good=false
    done
    $good
}

# The options that every tool which reads text has, as far as --help lists them.
try_common() {
    common=
    for option in --invalid=replace --max-line=1M --max-document=1M --chunk=100 --force --sync --stats --log=rows.log --diff \
        --html=page.html; do
        ! "$builddir/$1" --help | grep -q -e "${option%=*}" || common="$common $option"
    done
    try all 100 "$@" -j1 -o out.txt in.txt
    words=$common try_words alloc 60 "$@" -j1 -v in.txt
    try alloc 60 "$@" -j1 --invalid=fail --max-line=20 --chunk=3 in.txt
    try read 100 "$@" -j1 --chunk=7 in.txt
    try "read short" 60 "$@" -j3 --chunk=100 in.txt
    try "read short" 20 "$@" -j3 --chunk=64K "$work/extra/long.txt" # of which chunks are read side by side
    try alloc 20 "$@" -j1 --compress=gzip -o out.txt in.txt
    for option in --jsonl=text --into=new --rejects=rows.log --tsv=1 --csv=1 --warc; do
        name=${option%=*}
        ! "$builddir/$1" --help | grep -q -e "$name" || case $name in
        --into | --rejects) try alloc 20 "$@" -j1 --jsonl=text $option "$work/extra/records.jsonl" ;;
        *) try alloc 20 "$@" -j1 $option "$work/extra/records.${name#--}" ;;
        esac
    done
    if "$builddir/$1" --help | grep -q -e --in-place; then
        try all 60 "$@" -j1 --in-place=.old in.txt
        try alloc 60 "$@" -j3 --chunk=7 --in-place in.txt out.txt
    fi
    if "$builddir/$1" --help | grep -q -e --max-document; then
        try alloc 60 "$@" -j2 --max-document=100 in.txt
    fi
}

commands() {
    x=$work/extra
    for tool in $filters; do
        try_common $tool
    done
    try_common hanpipe "$chain"
    try_common handetect
    try_common hanstat
    try alloc 400 handetect -j1 --errors -v in.txt
    try alloc 60 handetect -j1 --if='script==hans' in.txt
    try alloc 60 handetect -j1 --lines --format=tsv --rows=rows.log in.txt
    try_common hankeep --if=1
    try all 100 hanstat -j1 --into=/a --only=chars,hash --words --rows=rows.log --format=tsv in.txt
    try alloc 400 hanstat -j1 --only=hash,simhash in.txt
    for tool in handetect hanstat hankeep; do
        try alloc 60 $tool --list
    done
    try alloc 60 hankeep -j1 --check --if=0 in.txt
    try alloc 60 hanfix -j1 --check --script=hant in.txt
    try_common hanterms
    try_each "$work/list" alloc 60
    try alloc 400 hanstrip -j1 --to=ruby --bare --lines --log=rows.log -o out.txt in.txt
    try alloc 400 hanstrip -j1 --check --stats in.txt
    try alloc 100 handecode -j1 --check in.txt
    try alloc 60 hannorm --list
    try all 400 hanconv -j1 -c s2twp "--dict=$user/dict" "--keep=$user/keep" --keep-regex=发.音 --ambiguous=list.log \
        -o out.txt in.txt
    try alloc 400 hanconv -j1 --exact --hints in.txt
    try all 100 hanconv -j1 -c "$user/my.json" in.txt
    try alloc 100 hanconv --list
    try all 60 hanconv -j1 --engine=opencc -c s2t -o out.txt in.txt
    try all 100 hanseg -j1 "--words=$user/words" --dates=split -d '|' -o out.txt in.txt
    # What one file has left behind is not the next one's.
    try alloc 400 hanseg -j1 --in-place in.txt out.txt
    try alloc 400 hanseg -j1 --grain=search --format=jsonl --pos --confidence in.txt
    try alloc 400 hanseg -j1 --grain=fine --format=conllu in.txt
    try all 100 hanseg -j1 --engine=jieba "--words=$user/jieba-words" --format=tsv in.txt
    try all 100 hanseg -j1 --engine=icu in.txt
    try alloc 60 hanseg -j3 --chunk=4 --engine=icu -o out.txt in.txt
    try all 100 hanpipe -j1 "--file=$x/pipeline" -o out.txt in.txt
    try all 100 hanpipe -j1 "$chain" -o out.txt in.txt
    try all 400 hanpipe -j1 'norm --form=nfkc | strip --hints | conv --hints | seg --format=jsonl' -o out.txt in.txt
    try alloc 60 hanpipe --list
    try alloc 60 hanpipe --explain "$chain"
    try all 200 hanpipe -j1 'norm | strip' --output-dir=made --times --resume --report=/dev/null in.txt
    try alloc 200 hanpipe -j1 'norm | strip' -O made --include=*.txt --exclude=x --shard=1/1 --dry-run --update .
    try alloc 60 hanpipe -j1 'norm | strip' "--files-from=$x/names" --null
    for format in gzip zstd xz bzip2; do
        # libzstd's threads crash where there is no memory to start them.
        packed=$format && [ $format != zstd ] || packed=none
        try alloc 60 hanpipe -j1 'norm | strip' --compress=$packed -o out.txt "$x/in.$format"
    done
    try alloc 60 hanpipe -j4 --chunk=5 "$chain" --log=rows.log in.txt
    try alloc 60 hanpipe 'strip --to=nothing | seg' in.txt
    try alloc 400 "$builddir/doc/examples/words" 'strip | conv -c t2s | seg --pos --grain=search' "$builddir/hanpipe.hpd"
    try all 400 hanpipe -j1 'norm | strip | conv' --diff=color --html=page.html -o out.txt in.txt
    try alloc 60 hanpipe -j3 --chunk=5 'norm | strip | conv' --html=page.html in.txt
    try all 400 hanterms -j1 --min-chars=1 "--stop=$user/keep" -o out.txt in.txt
    try all 400 hanterms -j1 "--idf=$x/idf" --scope=documents -n3 --format=tsv in.txt
    try alloc 400 hanterms -j1 --documents=line --pipeline='strip | seg' --format=jsonl in.txt
    try alloc 400 hanterms -j1 --make-idf --min-count=1 in.txt in.txt
    try alloc 400 hanterms -j1 --new --min-count=1 --min-cohesion=0 --min-entropy=0 in.txt in.txt
    try all 400 hanseg-train --epochs=1 --weight=2 "--dev=$x/corpus" --rate=0.2 --decay=0.01 --prune=0.01 --note=n \
        -o out.txt "$x/corpus"
    try alloc 60 hanseg-train -q "--data=$builddir/hanpipe.hpd" --epochs=1 -o - "$x/corpus"
    try all 400 hanseg-eval "--lexicon=$user/words" --errors=5 "$x/corpus" "$x/mine"
    try all 400 hanseg-eval --raw "$x/corpus"
    try all 100 hanpipe-mkdict "--unihan=$work/unihan" "--dicts=$work/dicts" -o out.txt
    try all 100 hanpipe-mkdict "--base=$x/small.hpd" "--seg-model=$x/model" -o out.txt
    try all 20 hanpipe-mkdict "--jieba=$work/jieba" "--opencc=$work/opencc" "--essay=$x/essay" "--dicts=$work/dicts" \
        -o out.txt
    try all 100 hanpipe-mkdict --verify "$x/small.hpd"
}

(cd "$work" && list_commands list.log) | sed 's/^han[a-z]*/& -j1/; s/$/ in.txt/' >"$work/list"
run_tests

# Each option of each tool, but those that read nothing and change nothing.
cat "$work"/tried.* >"$work/tried"
missing=
for tool in $HANPIPE_TOOLS; do
    for option in $("$builddir/$tool" --help | grep -o -E '^ +(-., +)?--[a-z-]+' | sed 's/^ *//; s/, *--/,--/'); do
        case $option in
        *--help | *--version | *--quiet | *--verbose | *--data) continue ;;
        esac
        grep -q -E -e " $tool( .*)? (${option#*,}|${option%%,*})" "$work/tried" || missing="$missing $tool ${option#*,}"
    done
done
[ -z "$missing" ] || printf 'not '
number=$((number + 1))
echo "ok $number - every option is tried${missing:+:$missing}"
echo "1..$number"
echo "# $(cat "$work"/said.* | awk '/ runs, / { n += $1; w += $3 } END { print n " runs, " w " wrong" }')"
