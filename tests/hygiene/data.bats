# Where the tools look for the compiled dictionaries: --data, HANPIPE_DATA, beside the executable.

load helper

# Eight bytes, little-endian, of a number below 256.
eight() {
    printf "\\$(printf %03o "$1")\\0\\0\\0\\0\\0\\0\\0"
}

# A data file that holds nothing but the name of a source, by the table in doc/dict-format.md.
make_data() {
    local text="$1 1.0"
    {
        printf 'HANPIPE\n\3\0\0\0\1\0\0\0'
        eight $((64 + ${#text} + 1))
        eight 0
        printf 'sources\0\0\0\0\0\0\0\0\0'
        eight 64
        eight $((${#text} + 1))
        printf '%s\n' "$text"
    } >"$2"
}

@test "--data goes before HANPIPE_DATA, and that before the file beside the tool" {
    make_data Given given.hpd
    make_data Variable variable.hpd
    mkdir bin
    make_data Beside bin/hanpipe.hpd
    for t in $filters; do
        cp "$builddir/$t" bin/
        bin/$t --version | grep -q '^Beside 1.0$' || wrong "$t: $(bin/$t --version)"
        HANPIPE_DATA=variable.hpd bin/$t --version | grep -q '^Variable 1.0$'
        HANPIPE_DATA=variable.hpd bin/$t --version --data=given.hpd | grep -q '^Given 1.0$'
        HANPIPE_DATA= bin/$t --version | grep -q '^Beside 1.0$'
    done
}

@test "a data file that is named must be there and be sound" {
    make_data Short short.hpd
    truncate -s 70 short.hpd
    for t in $filters; do
        for o in --version ''; do
            expect 1 "$t" --data=missing.hpd $o </dev/null
            says err "$t" "missing.hpd: No such file or directory"
            expect 1 "$t" --data=short.hpd $o </dev/null
            says err "$t" "short.hpd: "
            export HANPIPE_DATA=missing.hpd
            expect 1 "$t" $o </dev/null
            unset HANPIPE_DATA
            says err "$t" "missing.hpd: No such file or directory"
            expect 1 "$t" --data=. $o </dev/null
            says err "$t" ".: not a hanpipe data file"
        done
    done
}

@test "a tool that needs data says so when there is none in the file" {
    make_data Empty empty.hpd
    for t in $filters; do
        arguments=
        [ "$t" != hanpipe ] || arguments=strip
        [ "$t" != hankeep ] || arguments=1
        case $t in hannorm) continue ;; esac
        status=0
        "$builddir/$t" --data=empty.hpd $arguments </dev/null >out 2>err || status=$?
        [ $status -eq 0 ] || says err "$t" ""
        [ $status -le 2 ] || wrong "$t: exit $status"
    done
}

@test "hanpipe-mkdict --base with one of the base's own sources gives the base again" {
    "$builddir/hanpipe-mkdict" --base="$builddir/hanpipe.hpd" --unihan="$builddir/unihan" --dicts="$srcdir/dicts" \
        -o again.hpd
    cmp again.hpd "$builddir/hanpipe.hpd"
}

@test "hanpipe-mkdict verifies its own file, and finds a changed byte" {
    "$builddir/hanpipe-mkdict" --verify "$builddir/hanpipe.hpd"
    cp "$builddir/hanpipe.hpd" copy.hpd
    chmod u+w copy.hpd
    size=$(stat -c %s copy.hpd)
    for at in 100 $((size / 2)) $((size - 1)); do
        old=$(od -An -tu1 -j $at -N 1 copy.hpd)
        printf "\\$(printf %03o $(((old + 1) % 256)))" | dd of=copy.hpd bs=1 seek=$at conv=notrunc status=none
        status=0
        "$builddir/hanpipe-mkdict" --verify copy.hpd 2>err || status=$?
        [ $status -eq 1 ] || wrong "byte $at: exit $status"
        cp -f "$builddir/hanpipe.hpd" copy.hpd
        chmod u+w copy.hpd
    done
}
