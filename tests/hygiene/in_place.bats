# --in-place, for every tool that has it.  A decomposed é is what each of them is given to change.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    any=norm
    decomposed=$(printf 'e\314\201')
    composed=$(printf '\303\251')
}

# Only norm changes the é; the others are asked about what every tool must do alike.
rewriting="hannorm hanpipe"

@test "a file is rewritten, with its mode and owner" {
    for t in $rewriting; do
        echo "$decomposed" >file
        chmod 4604 file
        [ "$(id -u)" -ne 0 ] || chown 12345:23456 file
        chmod 4604 file
        before=$(stat -c '%a %u %g' file)
        tool "$t" --in-place file
        [ "$(cat file)" = "$composed" ]
        [ "$(stat -c '%a %u %g' file)" = "$before" ] || wrong "$t: $(stat -c '%a %u %g' file)"
        [ "$(echo *)" = file ]
        rm file
    done
}

@test "a file keeps its extended attributes and access control list, or a message says that it does not" {
    command -v setfattr && command -v setfacl || skip "needs setfattr and setfacl (Debian's attr and acl)"
    for t in $rewriting; do
        echo "$decomposed" >file
        setfattr -n user.origin -v page file 2>err || skip "this file system has no extended attributes: $(cat err)"
        setfacl -m u:12345:r file 2>err || skip "this file system has no access control lists: $(cat err)"
        before=$(getfattr -d -m - file; getfacl file)
        tool "$t" --in-place file 2>err
        [ "$(cat file)" = "$composed" ]
        [ "$(getfattr -d -m - file; getfacl file)" = "$before" ] || wrong "$t: $(getfattr -d -m - file; getfacl file)"
        [ ! -s err ] || wrong "$(cat err)"
        rm file
    done
}

@test "a suffix keeps the old file" {
    for t in $rewriting; do
        echo "$decomposed" >file
        echo older >file.orig
        tool "$t" --in-place=.orig file
        [ "$(cat file)" = "$composed" ]
        [ "$(cat file.orig)" = "$decomposed" ]
    done
}

@test "a file that does not change is not touched" {
    for t in $filters; do
        printf 'plain\nno newline' >file
        touch -d 2001-02-03 file
        before=$(stat -c '%i %Y %Z' file)
        tool "$t" --in-place=.orig file
        [ "$(stat -c '%i %Y %Z' file)" = "$before" ] || wrong "$t"
        [ "$(echo *)" = file ] || wrong "$t: $(echo *)"
    done
}

@test "a hard link is refused" {
    for t in $filters $remaking; do
        echo "$decomposed" >file
        ln -f file link
        expect 1 "$t" --in-place file
        says err "$t" "file: has other hard links"
        [ "$(cat file)" = "$decomposed" ]
        [ file -ef link ]
    done
}

@test "a symbolic link is followed" {
    for t in $rewriting; do
        mkdir -p sub
        echo "$decomposed" >sub/file
        ln -sf sub/file link
        tool "$t" --in-place link
        [ -L link ]
        [ "$(cat sub/file)" = "$composed" ]
    done
}

@test "what is no regular file is refused" {
    mkfifo fifo
    for t in $filters $remaking; do
        expect 1 "$t" --in-place .
        says err "$t" ".: not a regular file"
        expect 1 "$t" --in-place /dev/null
        says err "$t" "/dev/null: not a regular file"
        [ -c /dev/null ]
    done
}

@test "many files, a bad one among them" {
    for t in $rewriting; do
        echo "$decomposed" | tee a b c >/dev/null
        printf '%s\n\377\n' "$decomposed" >broken
        expect 1 "$t" --in-place -j4 --chunk=1 --invalid=fail a missing b broken . c
        for f in a b c; do
            [ "$(cat $f)" = "$composed" ] || wrong "$t: $f"
        done
        [ "$(od -An -tx1 broken)" = "$(printf '%s\n\377\n' "$decomposed" | od -An -tx1)" ] || wrong "$t: broken"
        [ "$(wc -l <err)" -eq 3 ] || wrong "$t: $(cat err)"
        grep -q '^[a-z]*: missing: No such file' err
        grep -q '^[a-z]*: broken:2: invalid UTF-8 at byte 1' err
        grep -q '^[a-z]*: \.: not a regular file' err
        [ ! -s out ]
        [ "$(echo *)" = 'a b broken c err out' ] || wrong "$t: $(echo *)"
        rm a b c broken
    done
}

@test "with standard input or -o it is wrong usage" {
    for t in $filters $remaking; do
        echo "$decomposed" >file
        expect 2 "$t" --in-place </dev/null
        expect 2 "$t" --in-place - </dev/null
        expect 2 "$t" --in-place file - </dev/null
        expect 2 "$t" --in-place file -o other
        expect 2 "$t" --in-place=a/b file
        [ "$(cat file)" = "$decomposed" ] || wrong "$t: the file was rewritten"
        [ ! -e other ]
    done
}

@test "the short -i of other tools rewrites nothing" {
    for t in $filters $remaking; do
        echo "$decomposed" >file
        expect 2 "$t" -i file
        expect 2 "$t" -f file
        [ "$(cat file)" = "$decomposed" ] || wrong "$t: the file was rewritten"
        if "$builddir/$t" --help | grep -q '^ *-[if],'; then
            wrong "$t --help has -i or -f"
        fi
    done
}
