# Completion on the command line, as the three shells would ask for it.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    PATH=$builddir:$PATH
}

# completes TOOL WORD...: what bash offers for the last word, one a line.
completes() {
    bash -c '
        . "$builddir/completion/bash/$1"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
        "_${1#han}_of_hanpipe" "$1" "${*: -1}"
        [ ${#COMPREPLY[@]} -eq 0 ] || printf "%s\n" "${COMPREPLY[@]}"' - "$@"
}

@test "every option of --help is offered, with = where it takes an argument" {
    for t in $tools; do
        completes "$t" - | sed 's/=$//' | sort >offered
        "$builddir/$t" --help | sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' | sort >named
        cmp offered named || wrong "$t: $(diff offered named)"
    done
    completes hanstrip - | grep -q -x -e '--to='
    completes hanstrip - | grep -q -x -e '--hints'
}

@test "the words that an argument may be are offered, and no others" {
    [ "$(completes hanstrip --to = '')" = "$(printf '%s\n' remove ruby brackets tsv)" ]
    [ "$(completes hanstrip --to = r)" = "$(printf '%s\n' remove ruby)" ]
    [ "$(completes hanseg --grain fi)" = fine ]
    [ "$(completes hanconv --invalid = f)" = fail ]
    completes hanconv -c s2tw | grep -q -x s2twp
    [ -z "$(completes hanconv --log a)" ]
}

@test "hanpipe offers the filters, then its options" {
    [ "$(completes hanpipe co)" = conv ]
    completes hanpipe 'strip' --li | grep -q -e '^--list'
}

@test "zsh and fish can read theirs" {
    command -v zsh && command -v fish || skip "needs zsh and fish (Debian's packages of these names)"
    for t in $tools; do
        zsh -n "$builddir/completion/zsh/_$t"
        fish --no-execute "$builddir/completion/fish/$t.fish"
        fish -c "source $builddir/completion/fish/$t.fish; complete -C '$t --hel'" | grep -q -e --help || wrong "$t"
    done
}

# make writes completion before or after the dictionaries, also beside those of another version.
@test "completion is the same beside dictionaries that cannot be read, and a tool that fails is an error" {
    mkdir tools
    cp "$builddir/hanpipe" "$builddir/hanstrip" tools/
    echo 'none of ours' >tools/hanpipe.hpd
    for shell in bash zsh fish; do
        sh "$srcdir/src/tools/completion/completion.sh" $shell hanstrip "$builddir" >right
        sh "$srcdir/src/tools/completion/completion.sh" $shell hanstrip tools >written 2>said
        cmp right written
        [ ! -s said ]
        ! sh "$srcdir/src/tools/completion/completion.sh" $shell hanconv tools 2>said || wrong "$shell"
    done
}
