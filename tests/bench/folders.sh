#!/bin/sh
# folders.sh - runs over folders: what a file costs, and kill -9 at random moments.  Figures; nothing passes or fails.
#
#   tests/bench/folders.sh [BUILD [FILES [KILLS]]]    by default ./build, 100000 files of some 2 KB, 50 kills
#
# Prints seconds of CPU (user and system) for the files, on one thread, against cat reading all of them and cp writing
# them; the wall time of the shell's loop over single tools, for 200 of the files; and how many of the kills left, after
# --resume, anything but the result of one clean run.
set -eu
build=$(cd "${1:-build}" && pwd) files=${2:-100000} kills=${3:-50}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# 2 KB of lines that need work.
i=0
while [ $i -lt 40 ]; do
    echo "第 $i 行：國(guó)家的首都在北方，這裡有很多麵包店，後面的鐘錶行也開門了。"
    i=$((i + 1))
done | head -c 2040 >one
mkdir in
i=0
while [ $i -lt "$files" ]; do
    folder=in/$((i / 1000))
    mkdir -p $folder
    last=$((i + 1000))
    while [ $i -lt $last ] && [ $i -lt "$files" ]; do
        echo "$folder/$i.txt"
        i=$((i + 1))
    done
done >names
while read -r name; do cat one >"$name"; done <names

# Seconds of CPU that the command takes.
cpu()
{
    sh -c 'eval "$0"; times' "$1" | awk 'NR > 0 { split($0, t, /[ms ]+/); for (i = 1; i < 5; i += 2) s += 60 * t[i] + t[i + 1] } END { printf "%.2f", s }'
}

chain='strip | conv -c t2s'
for round in 1 2 3; do
    rm -rf out scraped copy
    ours=$(cpu "'$build/hanpipe' -q -j1 '$chain' -O out in")
    scraped=$(cpu "'$build/hanpipe' -q -j1 @scraped -O scraped in")
    cat=$(cpu "xargs cat <names >/dev/null")
    cp=$(cpu "cp -r in copy")
    rm -rf out scraped copy
    echo "$files files, seconds of CPU: $chain $ours, @scraped $scraped, cat $cat, cp -r $cp"
done

mkdir loop
start=$(date +%s%N)
head -n 200 names | while read -r name; do
    "$build/hanstrip" "$name" | "$build/hanconv" -c t2s >"loop/${name##*/}"
done
middle=$(date +%s%N)
head -n 200 names | "$build/hanpipe" -q -j1 "$chain" -O all --files-from=-
end=$(date +%s%N)
echo "200 files, wall: a loop over the tools $(((middle - start) / 1000000)) ms, one hanpipe $(((end - middle) / 1000000)) ms"

mkdir few
head -n 2000 names | while read -r name; do cp "$name" few; done
"$build/hanpipe" -q "$chain" -O want few
wrong=0 i=0
while [ $i -lt "$kills" ]; do
    rm -rf got
    "$build/hanpipe" -q "$chain" -O got few &
    sleep "0.$(printf %03d $(($(date +%N | tail -c 5 | sed 's/^0*//;s/^$/0/') % 200)))"
    kill -9 $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    "$build/hanpipe" -q --resume "$chain" -O got few
    diff -r want got >/dev/null || wrong=$((wrong + 1))
    i=$((i + 1))
done
echo "$kills kills: $wrong with another result than one clean run"
