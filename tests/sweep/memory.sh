#!/bin/sh
# memory.sh - the memory for a line: within six times its length beside what is written for it.
#
# The same text is read twice, as one line and as many; the difference of the greatest memory is what the line takes.
# What is written for a line (output, log, report) is held until the line is done, because a line that fails writes
# nothing.  Two texts: sentences with annotations, addresses and Latin, and Han characters without any punctuation.

: "${srcdir:?run by make check}" "${builddir:?run by make check}"
export LC_ALL=C.UTF-8
unset HANPIPE_DATA

length=3145728 times=6
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

if ldd "$builddir/hanstrip" | grep -q -E 'lib(a|t)san'; then
    echo '1..0 # SKIP a sanitizer takes memory of its own: configure without -fsanitize'
    exit 0
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
printf '%s\n' 南京市 =长江 >"$work/words"
echo '头发	頭髪' >"$work/dict"

number=0 bad=0
# A command over both texts.  Files in $work that it writes count as written.
try() {
    for text in 1 2; do
        number=$((number + 1))
        rm -f "$work"/written.*
        "$builddir/$@" "$work/one/$text" >"$work/written.output" 2>/dev/null
        written=$(cat "$work"/written.* | wc -c)
        sizes=$("$builddir/tests/sweep/measure" 60 "$builddir/$@" -- "$work/one/$text" "$work/many/$text" | cut -d ' ' -f 2)
        took=$(echo $sizes | { read -r one many; echo $(((one - many) * 1024)); })
        beside=$((took - written))
        [ $beside -gt 0 ] || beside=0
        [ $beside -le $((times * length)) ] || { printf 'not '; bad=1; }
        echo "ok $number - $* (text $text): $((10 * beside / length)) tenths of its length" | sed "s|$work/||g"
    done
}

w=$work
try hannorm -j1 --form=nfkd
try hannorm -j1 --form=nfkd "--log=$w/written.log"
try hannorm -j1 --invalid=replace
try hanstrip -j1
try hanstrip -j1 --to=ruby
try hanstrip -j1 --to=tsv
try hanstrip -j1 --hints
try hanstrip -j1 --bare --lines --unverified=remove
try hanstrip -j1 --check
try hanstrip -j1 "--log=$w/written.log"
try hanconv -j1
try hanconv -j1 --exact
try hanconv -j1 -c s2twp,tw2s
try hanconv -j1 --hints
try hanconv -j1 --inspect
try hanconv -j1 "--ambiguous=$w/written.list"
try hanconv -j1 "--dict=$w/dict" --keep-regex=发.
try hanconv -j1 "--log=$w/written.log"
try hanseg -j1
try hanseg -j1 --pos
try hanseg -j1 --grain=search
try hanseg -j1 --format=tsv --confidence
try hanseg -j1 --format=jsonl
try hanseg -j1 --format=jsonl --pos --confidence --grain=search
try hanseg -j1 --format=conllu --pos
try hanseg -j1 --nbest=3
try hanseg -j1 "--words=$w/words" --dates=split
try hanseg -j1 --engine=jieba
try hanseg -j1 --engine=jieba --no-hmm --format=tsv
try hanseg -j1 "--log=$w/written.log"
try hanpipe -j1 'strip | conv | seg'
try hanterms -j1
echo "1..$number"
echo "# $((3 * number)) runs"
exit $bad
