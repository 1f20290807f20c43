# The command line of every tool: what --help promises is accepted, and means the same everywhere.

load helper

# Lines "letter long argument help" of TOOL's help, fields divided by |.
options_of() {
    "$builddir/$1" --help | sed -n 's/^ \{2,6\}\(-\(.\), *\)\{0,1\}--\([a-z][a-z-]*\)\(\[\{0,1\}[= ]\([A-Z]*\)\)\{0,1\}\]\{0,1\} *\(.*\)/\2|\3|\5|\6/p'
}

@test "help has its parts, fits a screen's width, and goes to standard output" {
    for t in $tools; do
        "$builddir/$t" --help >out 2>err
        [ ! -s err ]
        head -n 1 out | grep -q "^Usage: $t " || wrong "$t: no usage line"
        grep -q '^Exit status: ' out || wrong "$t: no exit status"
        grep -q "^Example: " out || wrong "$t: no example"
        [ "$(wc -L <out)" -le 110 ] || wrong "$t: $(wc -L <out) columns"
        "$builddir/$t" -h | cmp - out
    done
}

@test "version names the tool first" {
    for t in $tools; do
        "$builddir/$t" --version >out 2>err
        [ ! -s err ]
        head -n 1 out | grep -q -E "^$t \(hanpipe\) [0-9]+\.[0-9]+\.[0-9]+" || wrong "$t: $(head -n 1 out)"
        "$builddir/$t" -V | cmp - out
    done
}

# Runs TOOL with the option; once more with the other option that its message names.
accepts() {
    local name=$1 option=$2 words=$3 status=0 needed
    for attempt in once again; do
        status=0
        if [ "$name" = hanpipe ] && [ "${option#--file=}" != "$option" ]; then
            words=
            "$builddir/hanpipe" "$option" in >out 2>err || status=$?
        else
            tool "$name" $words "$option" in >out 2>err || status=$?
        fi
        [ $status -ge 2 ] || return 0
        words=$(grep -o -e '--[a-z-]*\(=[a-z0-9]*\)\{0,1\}' err | grep -v -x -e "${option%%=*}.*" -e --help | head -n 1 || true)
        [ -n "$words" ] || return 1
    done
    return 1
}

# An argument that fits: by its name, or else some word or file that the tool takes.
@test "each option in --help is accepted, with an argument that fits" {
    echo plain >in
    echo norm >pipeline
    echo 'chars > 1' >rule
    : >empty
    for t in $filters $remaking; do
        [ -n "$(options_of "$t")" ]
        options_of "$t" >"$t.options"
        while IFS='|' read -r letter long argument help; do
            rm -f made
            : >empty
            case $long in
            help | version | in-place) candidates=empty ;;
            list) candidates=${argument:+filters} && candidates=${candidates:-empty} ;;
            data) candidates=$builddir/hanpipe.hpd ;;
            shard) candidates=1/2 ;;
            file) candidates=pipeline ;;
            brackets) candidates='(（' ;;
            rules) candidates=rule ;;
            if) candidates='1' ;;
            into) candidates=/a ;;
            *)
                case $argument in
                N | SIZE | BYTES) candidates=1 ;;
                FILE) candidates="made empty" ;;
                CONFIG) candidates=s2t ;;
                *) candidates=$(printf '%s' "$help" | tr -cs '[:alnum:]_.-' '\n') ;;
                esac
                ;;
            esac
            taken=
            set -f
            for value in $candidates; do
                if [ -n "$argument" ] && [ "$long" != in-place ]; then
                    forms="--$long=$value"
                    [ -z "$letter" ] || forms="$forms -$letter$value"
                else
                    forms="--$long"
                    [ -z "$letter" ] || forms="$forms -$letter"
                fi
                for form in $forms; do
                    if accepts "$t" "$form" ''; then
                        taken="$taken $form"
                    fi
                done
                [ -z "$taken" ] || break
            done
            set +f
            [ -n "$taken" ] || wrong "$t --help has --$long $argument, but none of these is taken: $candidates: $(cat err)"
            [ -z "$letter" ] || [ "$(echo $taken | wc -w)" -ge 2 ] || wrong "$t: -$letter is not --$long"
        done <"$t.options"
    done
}

@test "a wrong option is wrong usage, and says where help is" {
    for t in $tools; do
        status=0
        "$builddir/$t" --no-such-option </dev/null >out 2>err || status=$?
        [ $status -eq 2 ] || wrong "$t: exit $status"
        grep -q -e "--help" err || wrong "$t: $(cat err)"
        [ ! -s out ]
    done
}

# says WORDS COMMAND...: wrong usage, and the message has the words.
says_wrong() {
    local status=0 words=$1
    shift
    "$builddir/$@" </dev/null >out 2>err || status=$?
    [ $status -eq 2 ] || wrong "$*: exit $status"
    [ ! -s out ]
    grep -q -F -e "$words" err || wrong "$* says: $(cat err)"
}

@test "who writes another program's option, or a word nearly right, is told what it is here" {
    says_wrong 'name the file without an option' hanconv -i page
    says_wrong 'name the file without an option' hanconv -ipage
    says_wrong 'name files behind the pipeline' hanpipe -i page
    says_wrong "hanpipe 'conv -c t2s'" hanpipe -c t2s
    says_wrong 'use --pos' hanseg -p
    says_wrong 'use --words' hanseg -u words
    says_wrong 'use --engine=jieba --no-hmm' hanseg -n
    says_wrong '--data that of compiled dictionaries' hanconv --path=/usr/share
    says_wrong 'did you mean --config?' hanconv --confg=s2t
    says_wrong 'may be --inspect or --in-place or --invalid' hanconv --in
    says_wrong "did you mean 'strip'?" hanpipe 'hanstrip | hanconv'
    says_wrong "did you mean 'conv'?" hanpipe 'cnv'
    says_wrong "did you mean --grain?" hanpipe 'seg --grian=fine'
}

@test "words that stand for a choice may have capital letters" {
    for grain in FINE Fine; do
        [ "$(echo 北京大学 | "$builddir/hanseg" --grain=$grain)" = "$(echo 北京大学 | "$builddir/hanseg" --grain=fine)" ]
    done
    echo x | "$builddir/hanconv" --invalid=KEEP
}

@test "an error in a pipeline points at the value that is wrong" {
    for pair in 'strip | seg --grain=fin:                    ^' 'seg --grain fin:            ^' \
        'strip | conv -c nothing:                ^' 'norm | norm --form x:                   ^'; do
        says_wrong '' hanpipe "${pair%%:*}"
        [ "$(sed -n '3s/^hanpipe:   //p' err)" = "${pair#*:}" ] || wrong "'${pair%%:*}': $(cat err)"
    done
}

@test "help keeps to 80 columns, and hanpipe has that of each filter" {
    for t in $tools; do
        ! "$builddir/$t" --help | wc -L | awk '$1 <= 80 { exit 1 }' || wrong "$t: $("$builddir/$t" --help | wc -L)"
    done
    for t in $filters; do
        [ "$t" != hanpipe ] || continue
        "$builddir/hanpipe" --help "${t#han}" | grep '^ ' >of_word
        "$builddir/$t" --help | grep '^ ' | head -n "$(wc -l <of_word)" >of_tool
        cmp of_word of_tool
    done
}

@test "wrong values are wrong usage" {
    for t in $filters $remaking; do
        for o in -jx -j-1 --threads=99999 --chunk=0 --chunk=x --invalid= --invalid=kept --max-line=1T; do
            expect 2 "$t" $o </dev/null
            grep -q -e ': it is a number from [0-9]* to [0-9]*[KMG]*$' -e ': it is one of: ' err || wrong "$t $o: $(cat err)"
        done
    done
}

@test "-j 0 is as many threads as there are processors" {
    echo plain >in
    for t in $filters; do
        expect 0 "$t" -j0 in
        [ "$(cat out)" = plain ]
    done
}

@test "a configuration in the place of a file is named for what it is" {
    echo plain >in
    expect 2 hanconv s2t in
    says err hanconv "there is no file s2t; did you mean --config=s2t?"
    echo plain >s2t
    expect 0 hanconv s2t in
}

@test "a file that an option names and that is not there is exit 1, for every tool" {
    for c in "hanpipe --file=nope" "hanconv --dict=nope" "hanconv --keep=nope" "hanconv --data=nope" "hanseg --words=nope" \
        "hanterms --stop=nope" "hanseg-train -o model nope" "hanseg-eval nope nope" "hanpipe-mkdict --verify nope"; do
        expect 1 $c
        grep -q "nope: No such file" err || wrong "$c: $(cat err)"
    done
}

@test "one letter has one meaning in all tools" {
    for t in $filters $remaking; do
        for pair in j:threads o:output q:quiet v:verbose h:help V:version; do
            options_of "$t" | grep -q "^${pair%:*}|${pair#*:}|" || wrong "$t: -${pair%:*} is not --${pair#*:}"
        done
        if options_of "$t" | grep -q '^[fi]|'; then
            wrong "$t has -f or -i"
        fi
    done
}

@test "a pipeline that is wrong is wrong usage, and the error points into it" {
    for pair in 'norm | bear:       ^' 'norm |:     ^' '| norm:^' 'norm | norm --form=x:                   ^' "norm 'x:     ^" \
        'norm -j2:     ^' 'norm -o x:     ^' 'conv -c nope:        ^' ':^'; do
        status=0
        "$builddir/hanpipe" "${pair%%:*}" </dev/null >out 2>err || status=$?
        [ $status -eq 2 ] || wrong "'${pair%%:*}': exit $status"
        [ "$(sed -n '3s/^hanpipe:   //p' err)" = "${pair#*:}" ] || wrong "'${pair%%:*}': $(cat err)"
    done
    status=0
    "$builddir/hanpipe" </dev/null >out 2>err || status=$?
    [ $status -eq 2 ]
    says err hanpipe "no pipeline given"
}

@test "--file reads the pipeline from a file" {
    printf 'norm\n| norm --form=nfd\n' >pipeline
    printf '\303\251\n' | "$builddir/hanpipe" --file=pipeline >out
    [ "$(od -An -tx1 out)" = ' 65 cc 81 0a' ]
    status=0
    "$builddir/hanpipe" --file=missing </dev/null >out 2>err || status=$?
    [ $status -eq 2 ] || [ $status -eq 1 ]
    says err hanpipe "missing: No such file or directory"
}

@test "what --list names is taken" {
    "$builddir/hanpipe" --list >list
    [ -s list ]
    while read -r word purpose; do
        echo plain | "$builddir/hanpipe" "$word" >out || wrong "$word"
        [ -n "$purpose" ]
    done <list
}

@test "each preset is a pipeline that opens and explains itself" {
    "$builddir/hanpipe" --list=presets >list
    [ "$(wc -l <list)" -ge 3 ]
    while read -r name rest; do
        "$builddir/hanpipe" --explain "$name" >said
        grep -q '^id  *[0-9a-f]\{16\}$' said || wrong "$name: no id"
        echo "${rest#*: }" | tr '|' '\n' | awk '{ print $1 }' >words
        awk '/^[0-9]/ { print $2 }' said | diff words - || wrong "$name is not what --list says"
        printf '國(guó)\n' | "$builddir/hanpipe" "$name" >by_name
        printf '國(guó)\n' | "$builddir/hanpipe" "${rest#*: }" | cmp - by_name
    done <list
}

@test "--explain says what was given, what was not, and what fixes the result" {
    printf '字\t子\n' >d
    "$builddir/hanpipe" --explain "conv -c t2s --dict=d" >said
    grep -q '^    --dict=d$' said
    grep -q '^    --engine=best (default)$' said
    printf '字\t仔\n' >d
    "$builddir/hanpipe" --explain "conv -c t2s --dict=d" >other
    ! diff said other >changes
    grep -c '^<' changes | grep -qx 1
    grep -q '^< file  *d, checksum' changes
    "$builddir/hanpipe" --explain "conv -c s2t --dict=d" | grep '^id' >id
    ! grep -qxFf id other
    status=0
    "$builddir/hanpipe" --explain "strip --to=x" >out 2>err || status=$?
    [ "$status" = 2 ] && [ ! -s out ] && [ -s err ]
}
