#!/bin/sh
# memory.sh - the memory for a line: within six times its length beside what is written for it.
#
# The same text is read twice, as one line and as many; the difference of the greatest memory is what the line takes.
# What is written for a line (output, log, report) is held until the line is done, because a line that fails writes
# nothing.  ICU and libopencc take for themselves what they take: sixteen times.  hannorm reads a line that it changes
# into cells, sixteen bytes a code point and eight more a mark: fourteen times for Chinese with some ASCII.  hanfix has a
# lattice for Han characters in a row: eighteen times where nothing stands between them.  Two texts: sentences with
# annotations, addresses and Latin, and Han characters without any punctuation.

. "${srcdir:?run by make check}/tests/sweep/helper.sh"

length=2097152 times=6 times_library=16 times_cells=14 times_lattice=18

if ldd "$builddir/hanstrip" | grep -q -E 'lib(a|t)san'; then
    skip "a sanitizer takes memory of its own: configure without -fsanitize"
fi

# $1 is repeated to `length` bytes: as a line, and as lines.
cat >"$work/kinds" <<'END'
sentences	國(guó)家很重(zhòng)要。南京市长江大桥,2008年3月发展头发的样子 http://example.com/a?b=1 是的，“发”音fā《后来》研究生命起源；
Han alone	南京市长江大桥研究生命起源中华人民共和国发展头发的样子后来重要
END
mkdir "$work/one"
"$builddir/tests/sweep/lines" "$work/kinds" $length "$work/one" >/dev/null || exit 99
sed 's/$/\\n/' "$work/kinds" >"$work/kinds.lines"
mkdir "$work/many"
"$builddir/tests/sweep/lines" "$work/kinds.lines" $length "$work/many" >/dev/null || exit 99
write_user_files

# A command over both texts.  Files of the test's number that it writes count as written.
judge() {
    good=true most=$times
    case $* in
    *--engine=icu* | *--engine=opencc* | *--transform*) most=$times_library ;;
    hannorm*) most=$times_cells ;;
    hanfix*) most=$times_lattice ;;
    esac
    for text in 1 2; do
        rm -f "$work/written.$number".*
        "$builddir/$@" "$work/one/$text" >"$work/written.$number.output" 2>/dev/null
        written=$(cat "$work/written.$number".* | wc -c)
        sizes=$("$sweep/measure" 60 "$builddir/$@" -- "$work/one/$text" "$work/many/$text" | cut -d ' ' -f 2)
        took=$(echo $sizes | { read -r one many; echo $(((one - many) * 1024)); })
        beside=$((took - written))
        [ $beside -gt 0 ] || beside=0
        [ $beside -le $((most * length)) ] || good=false
        echo "text $text: $((10 * beside / length)) tenths of the line's length"
    done
    rm -f "$work/written.$number".*
    $good
}

commands() {
    while read -r words; do
        words=$(echo "$words" | sed "s|@rows|$work/written.$((number + 1)).rows|")
        try_words
    done <"$work/list"
    for tool in $filters; do
        try $tool -j1 --invalid=replace
        try $tool -j1 "--log=$work/written.$((number + 1)).log" --force
    done
    try hanstrip -j1 --check
    try hanstrip -j1 --bare --lines --unverified=remove
    try hanconv -j1 "--dict=$user/dict" --keep-regex=发.
    try hanseg -j1 --format=tsv --confidence
    try hanseg -j1 --format=jsonl --pos --confidence --grain=search
    try hanseg -j1 --format=conllu --pos
    try hanseg -j1 --nbest=10
    try hanseg -j1 --engine=jieba --no-hmm --format=tsv
    try hanpipe -j1 "$chain"
    try hanpipe -j1 "$chain" "--log=$work/written.$((number + 1)).log" --force
    try hanterms -j1
}

list_commands "$work/rows" | sed "s|=$work/rows|=@rows|; s/^han[a-z]*/& -j1/" >"$work/list"
run_tests
echo "1..$number"
echo "# $((6 * number)) runs"
