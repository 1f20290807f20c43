#!/bin/sh
# fetch-texts.sh - fetches the evaluation texts that are public, as `make report` and the tests look for them.
#
#   tests/fetch-texts.sh FOLDER     then: HANPIPE_EVAL_DATA=FOLDER make report
#
# Words parted by blanks, a sentence a line: the test parts of Universal Dependencies' Chinese GSD in both scripts (CC
# BY-SA 4.0), and of the bake-off SIGHAN 2005 and of Shanxi University, which are for research only.  Text for timing is
# made of these.  Nothing of it is the project's to publish.  FETCH_BASE names another place than GitHub for the
# repositories.
set -eu

[ $# -eq 1 ] || { echo "Usage: fetch-texts.sh FOLDER" >&2; exit 2; }
base=${FETCH_BASE:-https://github.com}
mkdir -p "$1/seg" "$1/bench"
folder=$(cd "$1" && pwd)
clones=$(mktemp -d)
trap 'rm -rf "$clones"' EXIT
trap 'exit 1' HUP INT TERM

# show REPOSITORY COMMIT FILE: that file as it was then.
show()
{
    [ -d "$clones/$1" ] || git clone --quiet --no-checkout --filter=blob:none "$base/$1" "$clones/$1"
    git -C "$clones/$1" show "$2:$3"
}

# The words of CoNLL-U, and one blank between those of other texts.
words_of_conllu()
{
    awk -F'\t' '/^[0-9]+\t/ { line = line (line == "" ? "" : " ") $2 } /^$/ { if (line != "") print line; line = "" }'
}

one_blank()
{
    tr -d '\r' | sed 's/　/ /g; s/  */ /g; s/^ //; s/ $//' | sed '/^$/d'
}

# put NAME COMMAND...: writes the command's output, whole or not at all.
put()
{
    name=$1
    shift
    "$@" >"$folder/$name.part"
    [ -s "$folder/$name.part" ]
    mv "$folder/$name.part" "$folder/$name"
    echo "fetch-texts.sh: $name"
}

treebank() { show "UniversalDependencies/$1" "$2" "$3" | words_of_conllu; }
bakeoff() { show yuikns/icwb2-data 873a51f "gold/$1" | one_blank; }
shanxi() { show hankcs/multi-criteria-cws "$1" data/other/sxu/test.txt | one_blank; }
timing() { cat "$@" | tr -d ' ' | xz -c; }

put seg/gsd-hans.test.txt treebank UD_Chinese-GSDSimp eb3aed3 zh_gsdsimp-ud-test.conllu
put seg/gsd-hant.test.txt treebank UD_Chinese-GSD 200dbe8 zh_gsd-ud-test.conllu
put seg/sighan05-pku.test.txt bakeoff pku_test_gold.utf8
put seg/sighan05-msr.test.txt bakeoff msr_test_gold.utf8
put seg/sighan05-as.test.txt bakeoff as_testing_gold.utf8
put seg/sxu.test.txt shanxi HEAD
put bench/hans.txt.xz timing "$folder/seg/sighan05-pku.test.txt" "$folder/seg/sighan05-msr.test.txt"
put bench/hant.txt.xz timing "$folder/seg/sighan05-as.test.txt"
