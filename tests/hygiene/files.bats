# Files that are named: none is destroyed, none is left half-written, and none stays that nobody asked for.

load helper

# Every option of TOOL whose argument is FILE, from its option table as --help prints it.
file_options() {
    "$builddir/$1" --help | sed -n 's/^ .*--\([a-z-]*\)\(=FILE\|\[=FILE\]\) .*/\1/p' | grep -v -x output
}

# Makes `k`, with what the option takes.
make_for() {
    case $1 in
    dict) printf '国\t國\n' >k ;;
    idf) echo '我 喝茶' | "$builddir/hanterms" --make-idf --pipeline=norm -o k ;;
    data) cp "$builddir/hanpipe.hpd" k ;;
    *) echo norm >k ;;
    esac
    cp k kept
}

# Runs TOOL with the arguments, which name k twice: wrong usage, and k as it was.
refuses() {
    local status=0 name=$1
    shift
    "$builddir/$name" "$@" </dev/null >out 2>err || status=$?
    same kept k "$name $*"
    [ $status -eq 2 ] || wrong "$name $*: exit $status: $(cat err)"
    grep -q 'what is written can be nothing else' err || wrong "$name $*: $(cat err)"
}

# The words before the options: hanpipe's pipeline, unless --file is among the options; hankeep's condition.
pipeline_for() {
    [ "$1" != hanpipe ] || [ "$2" = file ] || echo norm
    [ "$1" != hankeep ] || [ "$2" = rules ] || echo 1
    [ "$2" != rejects ] || echo --jsonl=text
}

@test "no file that any option names is written by another option" {
    for t in $tools; do
        "$builddir/$t" --help | grep -q -e '--log' || [ "$t" = hanterms ] || continue
        [ -n "$(file_options "$t")" ]
        for o in $(file_options "$t"); do
            words=$(pipeline_for "$t" "$o")
            make_for "$o"
            refuses "$t" $words "--$o=k" -o k
            refuses "$t" $words -o ./k "--$o=k"
            if [ "$t" != hanterms ] && [ "$o" != log ]; then
                refuses "$t" $words "--$o=k" --log=k
                ln -sf k link
                refuses "$t" $words --log=link "--$o=k"
                rm -f new
                if [ "$o" != ambiguous ]; then refuses "$t" $words --in-place k "--$o=k"; fi
            fi
        done
    done
}

@test "no file that is read is written as a log or report" {
    echo plain >k
    cp k kept
    refuses hanconv --ambiguous=k k
    refuses hanpipe 'conv --ambiguous=k' k
    refuses hanpipe 'conv --dict=k' -o k
    refuses hanpipe 'conv -c ./k' -o k
    refuses hanpipe 'conv -c s2t,./k' -o k
    refuses hanstrip --in-place --log=k k
    refuses hanstrip --in-place k ./k
    status=0
    "$builddir/hanconv" --ambiguous=new --log=./new </dev/null 2>err || status=$?
    [ $status -eq 2 ] && [ ! -e new ]
}

@test "standard input and standard output count when they are regular files" {
    for t in $filters; do
        echo plain >k
        status=0
        tool "$t" k >>k 2>err || status=$?
        [ $status -eq 2 ] && [ "$(cat k)" = plain ] || wrong "$t reads what it writes: exit $status"
        status=0
        tool "$t" <k >>k 2>err || status=$?
        [ $status -eq 2 ] && [ "$(cat k)" = plain ] || wrong "$t writes standard input: exit $status"
        status=0
        tool "$t" --log=k <k >out 2>err || status=$?
        [ $status -eq 2 ] && [ "$(cat k)" = plain ] || wrong "$t --log: exit $status"
        status=0
        : >all
        echo plain | tool "$t" --log=all >>all 2>err || status=$?
        [ $status -eq 2 ] || wrong "$t text and log: exit $status"
    done
}

@test "hanseg-train does not replace what it reads" {
    printf '我 喝茶\n' >k
    cp k kept
    refuses hanseg-train -o k k
    refuses hanseg-train -o k --dev=k kept
    cp "$builddir/hanpipe.hpd" k
    cp k kept
    refuses hanseg-train -o k --data=k corpus
}

@test "hanseg-train: a model appears whole or not at all, with the old one's mode" {
    printf '我 喝茶\n' >corpus
    echo old >model
    chmod 604 model
    status=0
    (ulimit -f 0; exec "$builddir/hanseg-train" -q -o model corpus 2>/dev/null) || status=$?
    [ $status -eq 1 ] || wrong "exit $status"
    [ "$(cat model)" = old ] || wrong "replaced"
    [ "$(echo model*)" = model ]
    "$builddir/hanseg-train" -q -o model corpus
    grep -q sentences model
    [ "$(stat -c %a model)" = 604 ]
}

@test "a log or report replaces one of its kind, and nothing else without --force" {
    echo plain >in
    for t in $filters; do
        echo page >page.txt
        expect 2 "$t" --log page.txt in
        says err "$t" "page.txt, for --log, holds something that is no log or report (--force replaces it)"
        [ "$(cat page.txt)" = page ]
        expect 0 "$t" --log=page.txt --force in
        [ "$(cat page.txt)" = '# hanpipe log 1' ]
        expect 0 "$t" --log=page.txt in
        : >empty
        expect 0 "$t" --log=empty in
    done
    echo page >page.txt
    expect 2 hanconv --ambiguous page.txt in
    [ "$(cat page.txt)" = page ]
    expect 0 hanconv --ambiguous=page.txt --force in
    [ "$(head -n 1 page.txt)" = '# hanpipe ambiguous 1' ]
    expect 0 hanconv --ambiguous=page.txt in
}

@test "an older log stays when no input could be read" {
    printf '# hanpipe log 1\nrow\n' >log
    cp log kept
    for t in $filters; do
        expect 1 "$t" --log=log missing
        same kept log "$t"
        [ "$(echo log*)" = log ]
    done
}

@test "- is standard output for -o, and for a log where the text does not go there" {
    printf 'e\314\201\n' >in
    for t in $filters; do
        expect 0 "$t" -o - in
        [ -s out ] && [ ! -e ./- ]
        expect 2 "$t" --log=- in
        expect 0 "$t" --log=- -o made in
        [ "$(head -n 1 out)" = '# hanpipe log 1' ] || wrong "$t: $(cat out)"
    done
    expect 0 hanconv --ambiguous=- -o made in
    [ "$(cat out)" = '# hanpipe ambiguous 1' ]
    expect 2 hanconv --ambiguous=- --log=- -o made in
    [ ! -e ./- ]
}

@test "a name as long as names can be is written, and rewritten" {
    long=$(printf '汉%.0s' $(seq 85))
    printf 'e\314\201\n' >"$long"
    "$builddir/hannorm" --in-place "$long"
    [ "$(cat "$long")" = "$(printf '\303\251')" ]
    for t in $filters; do
        echo plain | tool "$t" -o "$long"
        [ "$(cat "$long")" = plain ]
        rm "$long"
        echo plain | tool "$t" -o "$long"
        [ "$(cat "$long")" = plain ] || wrong "$t"
    done
}

@test "-o that is not written because an input failed is named" {
    echo plain >in
    for t in $filters; do
        expect 1 "$t" in missing -o made
        grep -q -x "$t: made: not written, because an input failed" err || wrong "$t: $(cat err)"
        [ ! -e made ]
    done
}

@test "--sync gives the same files" {
    printf 'e\314\201\n' >in
    for t in $filters; do
        expect 0 "$t" --sync -o made --log=log in
        expect 0 "$t" in
        same out made "$t"
        cp in here
        expect 0 "$t" --sync --in-place here
        same made here "$t"
        expect 0 "$t" --sync in
    done
}

@test "an older backup stays when it cannot be replaced" {
    printf 'e\314\201\n' >file
    mkdir file.bak
    echo older >file.bak/kept
    any=norm
    expect 1 hannorm --in-place=.bak file
    [ "$(cat file.bak/kept)" = older ]
    [ "$(od -An -tx1 file)" = ' 65 cc 81 0a' ]
    [ "$(echo file*)" = 'file file.bak' ]
}

@test "file names are escaped in messages and rows" {
    name=$(printf 'a\n\033[31m\tb')
    for t in $filters; do
        expect 1 "$t" "$name"
        says err "$t" 'a\n\x1B[31m\tb: No such file or directory'
    done
    printf '头发\n' >"$name"
    "$builddir/hanconv" -c s2t --ambiguous=rows "$name" >out
    [ -n "$(tail -n +2 rows)" ]
    [ "$(tail -n +2 rows | cut -f1 | sort -u)" = 'a\n\x1B[31m\tb' ]
}

@test "no temporary file stays after any signal at any moment, with any number of threads" {
    yes '這(zhè)家店 e' | head -n 200000 >text
    n=0
    for signal in INT TERM HUP QUIT XCPU; do
        for j in 1 4; do
            for delay in 0 0.002 0.005 0.01 0.02 0.04; do
                cp text in
                (ulimit -c 0; exec env --default-signal=$signal "$builddir/hanpipe" -j$j --chunk=1000 'strip | norm' \
                    --in-place=.bak --log=log in text 2>err) &
                sleep $delay
                kill -s $signal $! 2>/dev/null || true
                wait $! || true
                [ -z "$(ls -d in.?????? text.?????? log.?????? 2>/dev/null)" ] || wrong "$signal -j$j $delay: $(echo *.*)"
                [ -s in ] && [ -s text ] || wrong "$signal -j$j $delay: a file is gone"
                n=$((n + 1))
                [ -s text ] && rm -f log in.bak text.bak
                yes '這(zhè)家店 e' | head -n 20000 >text
            done
        done
    done
    echo "# $n runs" >&3
}

@test "a file that grows over the limit is an error, and no temporary file stays" {
    yes plain | head -n 20000 >in
    for t in $filters; do
        echo old >made
        arguments=
        [ "$t" != hanpipe ] || arguments=norm
        [ "$t" != hankeep ] || arguments=1
        status=0
        (ulimit -f 1; env --default-signal=XFSZ "$builddir/$t" $arguments -o made in 2>err) || status=$?
        [ $status -eq 1 ] || wrong "$t: exit $status"
        says err "$t" "made: File too large"
        [ "$(cat made)" = old ] && [ "$(echo made*)" = made ] || wrong "$t: $(echo made*)"
    done
}
