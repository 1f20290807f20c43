# helper.sh - what the sweeps share: a folder for their files, lists of commands made from the filters' own tables, and a
# runner of tests on two threads.  A sweep defines judge() and commands(), which calls try, and ends with run_tests.

: "${srcdir:?run by make check}" "${builddir:?run by make check}"
export LC_ALL=C.UTF-8
unset HANPIPE_DATA

sweep=$builddir/tests/sweep
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

skip() {
    echo "1..0 # SKIP $*"
    exit 0
}

names=$("$builddir/hanpipe" --list | cut -d ' ' -f 1)
# The tools that are nothing but the filter: handetect and hanstat give rows in the text's place, and hankeep wants a
# condition first.
filters=$(printf 'han%s\n' $names | grep -v -x -e handetect -e hanstat -e hankeep)
chain=$(echo $names | sed 's/ /|/g') # all of them, one behind the other

# Files that users write, in $work/user, which the list of arguments names by @.
write_user_files() {
    user=$work/user
    mkdir "$user"
    printf '头发\t頭髪\n发发\t發發 髮髮\n' >"$user/dict"
    printf 'chars > 3 # more\n' >"$user/rule"
    printf '%s\n' 发音 a 國 '(' 后来 重要 >"$user/keep"
    printf '%s\n' 甲乙 乙丙 甲乙甲 =甲乙甲乙丙 '研究|生命' '1|1' 'word word' 國國 'a a' 南京市 =长江 '大桥|大 桥' >"$user/words"
    printf '%s\n' '甲乙 5 n' '乙丙' '國國 7' '长江大桥 5 n' '研究生 1000' >"$user/jieba-words"
    cat >"$user/my.json" <<'END'
{ "name": "mine",
  "segmentation": { "type": "mmseg", "dict": { "type": "text", "file": "dict" } },
  "conversion_chain": [ { "dict": { "type": "group", "dicts": [ { "type": "text", "file": "dict" } ] } } ] }
END
}

# Prints "filter TAB option" for every option of every filter, $1 for @rows.
list_options() {
    "$sweep/options" "$srcdir/tests/sweep/arguments" >"$work/options" || {
        echo "Bail out! an option that no sweep can try"
        exit 99
    }
    sed "s|=@rows|=$1|; s|=@|=$user/|" "$work/options"
}

# Prints a line of words, "hanFILTER [OPTION]...", for each filter without options, and for each of its options alone:
# or with the other option without which it is refused, as the message says.  $1 is the file for @rows.
list_commands() (
    set -f
    list_options "$1" >"$work/pairs"
    echo '字' >"$work/character"
    for filter in $(echo "$names" | grep -v -x -e detect -e stat); do
        tool=han$filter
        [ "$filter" != keep ] || tool='hankeep --if=1'
        echo "$tool"
        sed -n "s/^$filter\t//p" "$work/pairs" >"$work/of-filter"
        while read -r option; do
            command="$tool $option"
            if ! "$builddir"/$command --force "$work/character" >/dev/null 2>"$work/said"; then
                needed=$(grep -o -e '--[a-z-]*\(=[a-z0-9]*\)\{0,1\}' "$work/said" | grep -v -x -e "${option%%=*}.*" -e --help |
                    head -n 1)
                command="$tool $needed $option"
                "$builddir"/$command --force "$work/character" >/dev/null 2>"$work/said" || {
                    echo "Bail out! $command: $(head -n 1 "$work/said")"
                    exit 99
                }
            fi
            echo "$command"
        done <"$work/of-filter"
    done
)

# One test: the function judge() with these words; what it prints becomes comments, its status the verdict.  Two
# processes go through all tests; who comes first takes one.
try() {
    number=$((number + 1))
    mkdir "$work/taken.$number" 2>/dev/null || return 0
    verdict=ok
    judge "$@" >"$work/said.$number" 2>&1 || verdict='not ok'
    echo "$*" >"$work/tried.$number"
    { sed 's/^/# /' "$work/said.$number"; echo "$verdict $number - $*"; } |
        sed "s|$work/||g; s|$builddir/||g" >"$work/result.$number"
}

# Puts the words of $words behind the arguments and tries that.
try_words() {
    set -f
    set -- "$@" $words
    set +f
    try "$@"
}

# The same for each line of the file $1, behind the words that follow.
try_each() {
    list=$1
    shift
    while read -r words; do
        try_words "$@"
    done <"$list"
}

run_tests() {
    for worker in 1 2; do
        { number=0; commands; echo $number >"$work/count"; } &
    done
    wait
    number=0 count=$(cat "$work/count")
    while [ $number -lt "$count" ]; do
        number=$((number + 1))
        cat "$work/result.$number" 2>/dev/null || echo "not ok $number - it did not end"
    done
}
