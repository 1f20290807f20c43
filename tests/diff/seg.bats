# hanseg's accuracy, and that a text and its conversion are cut alike.  Needs HANPIPE_EVAL_DATA.

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
    sets=$HANPIPE_EVAL_DATA/seg
}

needs() {
    [ -n "$HANPIPE_EVAL_DATA" ] && [ -r "$HANPIPE_EVAL_DATA/$1" ] || skip "needs HANPIPE_EVAL_DATA/$1"
}

# f1 SET OPTION…: hundredths of hanseg's F1 on the set.
f1() {
    local gold=$sets/$1.txt
    shift
    hanseg-eval --raw "$gold" | hanseg "$@" | hanseg-eval --errors=0 "$gold" - | sed -n 's/^F1 \([0-9]*\)\.\([0-9]*\)$/\1\2/p'
}

# learn CORPUS: mine.hpd, with a model of that corpus alone.
learn() {
    hanseg-train -q -o model.txt "$sets/$1.txt"
    hanpipe-mkdict --base="$builddir/hanpipe.hpd" --seg-model=model.txt -o mine.hpd
}

@test "fine: at least 95.5 with GSD train alone, in both scripts, and the shipped model within 0.2" {
    needs seg/gsd-hans.train.txt
    learn gsd-hans.train
    for set in gsd-hans.test gsd-hant.test; do
        alone=$(f1 $set --data=mine.hpd --grain=fine)
        shipped=$(f1 $set --grain=fine)
        echo "$set: $alone, shipped $shipped"
        [ "$alone" -ge 9550 ]
        [ "$shipped" -ge $((alone - 20)) ]
    done
}

@test "hanseg-train on another standard: at least 96.5 on SXU" {
    needs seg/sxu.train.txt
    learn sxu.train
    got=$(f1 sxu.test --data=mine.hpd --grain=fine)
    echo "$got"
    [ "$got" -ge 9650 ]
}

@test "the default grain is above every other engine on text of other standards" {
    for set in sighan05-pku.test sighan05-msr.test sighan05-as.test sxu.test; do
        needs seg/$set.txt
        got=$(f1 $set)
        for peer in --engine=icu --engine=jieba '--engine=jieba --no-hmm'; do
            theirs=$(f1 $set $peer)
            echo "$set: $got, $peer $theirs"
            [ "$got" -gt "$theirs" ]
        done
    done
}

# Where the lines of FILE are cut: x for each character, and the cuts.
places() {
    hanseg -d '\x01' "$1" | sed 's/[^\x01]/x/g'
}

# alike A B: hundredths of a per cent of the lines with the same number of characters that are cut alike.
alike() {
    paste -d ' ' <(places "$1") <(places "$2") | awk '
        { a = $1; b = $2; gsub(/\001/, "", a); gsub(/\001/, "", b) }
        a == b { n++; same += $1 == $2 }
        END { printf "%d\n", 10000 * same / n }'
}

@test "a text and its conversion are cut alike: 99 % of lines" {
    needs bench/hans.txt.xz
    xz -dc "$HANPIPE_EVAL_DATA/bench/hans.txt.xz" >hans
    xz -dc "$HANPIPE_EVAL_DATA/bench/hant.txt.xz" >hant
    hanconv --exact -c s2t hans >hans.t
    hanconv --exact -c t2s hant >hant.s
    for pair in 'hans hans.t' 'hant hant.s'; do
        got=$(alike $pair)
        echo "$pair: $got"
        [ "$got" -ge 9900 ]
    done
}

@test "the two scripts of one treebank are cut alike: 97 % of sentences" {
    needs seg/gsd-hant.train.txt
    for script in hans hant; do
        cat "$sets/gsd-$script".{train,dev,test}.txt >$script.gold
        hanseg-eval --raw $script.gold | sed 'y/「」『』/“”‘’/' >$script
    done
    got=$(alike hans hant)
    echo "$got"
    [ "$got" -ge 9700 ]
}
