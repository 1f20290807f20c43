#!/bin/sh
# norm-kinds.sh - how many cases of each kind hannorm and its peers get right, as a Markdown table.
#
#     tests/bench/norm-kinds.sh CASES.tsv SCORE.py         needs hannorm in PATH
#
# CASES has a case a line: its kind, a text, what is wanted.  SCORE counts the cases of each kind that a command gets
# right, and how many when blanks between Han and Latin, which some add on purpose, do not count; hannorm is given the
# case's rules for whole documents, too.  A peer that is not installed is left out: uconv, nkf, and of Python (the python3
# in PATH) ftfy, pangu and autocorrect_py.

set -eu
cases=$1
score=$2
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
names=

# Scores COMMAND as NAME.
try() {
    name=$1
    shift
    names="$names $name"
    # The score is exit status 1 unless all is right.
    python3 "$score" -c "$cases" "$@" >"$made/$name" || true
    python3 "$score" -c "$cases" --loose "$@" | grep '^all ' >"$made/$name.loose" || true
}

# Scores a function of Python's, MODULE and EXPRESSION of t: one process for all cases, a JSON string a line.
python_peer() {
    python3 -c "import $2" 2>/dev/null || return 0
    cat >"$made/run-$1" <<END
import json, sys, $2
for line in sys.stdin:
    t = json.loads(line)
    print(json.dumps($3))
END
    try "$1" --jsonl python3 "$made/run-$1"
}

try hannorm --rule-opt='--rule={}' hannorm -q --profile=clean
try nothing cat
if command -v uconv >/dev/null; then
    try NFC uconv -x any-nfc
    try NFKC uconv -x any-nfkc
fi
! command -v nkf >/dev/null || try nkf nkf -w -W -Z1 -m0 -x
python_peer ftfy ftfy 'ftfy.fix_text(t)'
python_peer pangu pangu 'getattr(pangu, "spacing_text", getattr(pangu, "space_text", None))(t)'
python_peer AutoCorrect autocorrect_py 'autocorrect_py.format(t)'

# The table: a row a kind, the last one for all.
printf '| kind | cases |'
printf ' %s |' $names
printf '\n|---|---|'
for name in $names; do
    printf -- '---|'
done
echo
awk 'NR > 1 { print $1 }' "$made/hannorm" | sed '/^all$/q' | while read -r kind; do
    printf '| %s | %s |' "$kind" "$(awk -v k="$kind" '$1 == k { print $2; exit }' "$made/hannorm")"
    for name in $names; do
        printf ' %s |' "$(awk -v k="$kind" '$1 == k { print $3; exit }' "$made/$name")"
    done
    echo
done
printf '| kept of those that must stay | %s |' "$(sed -n 's/.*must-stay \([0-9]*\).*/\1/p' "$made/hannorm")"
for name in $names; do
    printf ' %s |' "$(sed -n 's/.*kept \([0-9]*\).*/\1/p' "$made/$name")"
done
echo
printf '| right, blanks between Han and Latin forgiven | %s |' "$(awk '{ print $2 }' "$made/hannorm.loose")"
for name in $names; do
    printf ' %s |' "$(awk '{ print $3 }' "$made/$name.loose")"
done
echo
