# The documents hold true: each example of the README, the guide, cluster.md and the man pages gives what is printed
# below it, and each man page lists its tool's options, as --help does, and no others.
#
# An example is a "$ command" line in a ```console block, or in a literal display of a man page, and the lines up to
# the next command or the end of the block: what it prints, standard error included, "…" standing for any text.  The
# commands of one document run in their order in one folder, which has doc/sample.txt and doc/sample.html.

# Prints the lines of FILE's examples, and "---" after each block.
examples() {
    case $1 in
    *.md) sed -n '/^```console$/,/^```$/{s/^```console$//;t;s/^```$/---/;p}' "$1" ;;
    *) sed -n '/^\.Bd -literal/,/^\.Ed$/{/^\.Bd/d;s/^\.Ed$/---/;s/\\(aq/'\''/g;s/\\(dq/"/g;s/\\-/-/g;s/\\&//g;s/\\e/\\/g;p}' "$1" ;;
    esac
}

# True when ACTUAL is EXPECTED, in which "…" stands for any text.
matches() {
    local pattern
    pattern=$(printf '%s.' "$2" | sed 's/[][\\*?()|+@!]/\\&/g; s/…/*/g')
    [[ $1. == $pattern ]]
}

# Runs COMMAND and holds what it prints against EXPECTED.
try() {
    local document=$1 command=$2 expected=$3 actual
    [ -n "$command" ] || return 0
    actual=$(sh -c "$command" 2>&1 </dev/null; echo .)
    actual=${actual%.}
    matches "$actual" "$expected" && return 0
    printf '%s: $ %s\nexpected:\n%sprinted:\n%s' "$document" "$command" "$expected" "$actual"
    return 1
}

# Runs every example of FILE; prints those that differ.
try_all() {
    local line command='' expected='' failed=0 document=${1##*/} folder
    folder=$(mktemp -d "$BATS_TEST_TMPDIR/XXXXXX")
    cp "$srcdir/doc/sample.txt" "$srcdir/doc/sample.html" "$folder"
    cd "$folder"
    while IFS= read -r line; do
        case $line in
        '$ '* | ---)
            try "$document" "$command" "$expected" || failed=1
            command=
            expected=
            [ "$line" = --- ] || command=${line#'$ '}
            ;;
        *) expected+=$line$'\n' ;;
        esac
    done < <(examples "$1")
    return $failed
}

# The tools that are built, from the Makefile.
tools() {
    echo "${HANPIPE_TOOLS:-$(make -s -C "$builddir" --eval='tools:;@echo $(bin_PROGRAMS)' tools)}"
}

# The options of TOOL's --help, one a line: letter, long name, argument.
options_of_help() {
    "$1" --help | sed -En 's/^  -(.), --([a-z-]+)(\[?[= ]([A-Z]+)\]?)?( .*|$)/\1 \2 \4/p
        s/^      --([a-z-]+)(\[?[= ]([A-Z]+)\]?)?( .*|$)/\1 \3/p' | sed 's/ *$//' | sort
}

# The same from the items of FILE's option list.
options_of_page() {
    sed -En 's/^\.It Fl ([^-]) (Ar [A-Z]+ )?, Fl -([a-z-]+)( .*Ar ([A-Z]+).*)?$/\1 \3 \5/p
        s/^\.It Fl -([a-z-]+)( .*Ar ([A-Z]+).*)?$/\1 \3/p' "$1" | sed 's/ *$//' | sort
}

# What FILE says of the shared options, one option a line.
shared_items() {
    sed -n '/^\.It Fl j Ar N/,/^\.El/p' "$1" |
        awk '/^\.(It|El)/ { if (item) print item; item = "" } { item = item " | " $0 }' | sort
}

@test "the README's examples give what it says" {
    examples "$srcdir/README.md" | grep -q '^\$ '
    try_all "$srcdir/README.md"
}

@test "the README's first command puts the tools into PATH" {
    command=$(examples "$srcdir/README.md" | sed -n 's/^\$ //p' | head -n 1)
    ln -s "$builddir" "$BATS_TEST_TMPDIR/build"
    cd "$BATS_TEST_TMPDIR"
    [ "$(PATH=/usr/bin:/bin; eval "$command"; command -v hanstrip)" = "$PWD/build/hanstrip" ]
}

@test "the guide's examples give what it says" {
    examples "$srcdir/doc/guide.md" | grep -q '^\$ '
    try_all "$srcdir/doc/guide.md"
}

@test "the examples of cluster.md give what it says" {
    parallel --version 2>/dev/null | grep -q '^GNU parallel' || skip "needs GNU parallel (Debian: parallel; ./quickstart cluster)"
    examples "$srcdir/doc/cluster.md" | grep -q '^\$ '
    try_all "$srcdir/doc/cluster.md"
}

@test "the man pages' examples give what they say" {
    failed=0
    for page in "$srcdir"/doc/man/*.[15]; do
        (try_all "$page") || failed=1
    done
    [ $failed -eq 0 ]
}

@test "each tool has a man page with the options of its --help and no others" {
    failed=0
    [ -n "$(tools)" ]
    for tool in $(tools); do
        page=$srcdir/doc/man/$tool.1
        [ -n "$(options_of_help "$tool")" ]
        diff -u --label "$tool --help" --label "$tool.1" <(options_of_help "$tool") <(options_of_page "$page") || failed=1
    done
    [ $failed -eq 0 ]
}

@test "the options that tools share are described alike" {
    failed=0
    for page in $(grep -l '^\.It Fl j Ar N' "$srcdir"/doc/man/*.1); do
        [ -n "$(shared_items "$page")" ]
        others=$(comm -13 <(shared_items "$srcdir/doc/man/hanpipe.1") <(shared_items "$page"))
        [ -z "$others" ] || { echo "$page: $others"; failed=1; }
    done
    [ $failed -eq 0 ]
}

@test "the data file's sections are described" {
    count=$(od -An -tu4 -j12 -N4 "$builddir/hanpipe.hpd")
    [ "$count" -gt 0 ]
    for ((i = 0; i < count; i++)); do
        name=$(tail -c +$((33 + 32 * i)) "$builddir/hanpipe.hpd" | head -c 16 | tr -d '\0')
        grep -q -e "^### $name\$" -e "^### ${name%%.*}\.\*\$" -e "^### ${name%.*}\.\*\$" "$srcdir/doc/dict-format.md" || { echo "no section $name"; failed=1; }
    done
    [ -z "${failed-}" ]
}

@test "the library's page has the calls of hanpipe.h and no others" {
    calls=$(sed -n 's/^HP_API .*\(hp_[a-z_]*\)(.*/\1/p' "$srcdir/src/hanpipe.h" | sort)
    [ -n "$calls" ]
    diff -u --label hanpipe.h --label libhanpipe.3 <(echo "$calls") \
        <(sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/s/^\.F[no] \([a-z_]*\).*/\1/p' "$srcdir/doc/man/libhanpipe.3" | sort)
}

# Prints FILE's headings as links name them: small letters, blanks as hyphens, no marks.
anchors() {
    sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' | sed 's/[^[:alnum:] _-]//g; s/ /-/g'
}

# Prints the links of FILE, but for what its examples print and what stands between back quotes.
links() {
    sed '/^```/,/^```$/d; s/`[^`]*`//g' "$1" | grep -o ']([^)]*)' | sed 's/^](//; s/)$//' | grep -v '^https\?:' || true
}

@test "a document's links lead to files and headings that are there" {
    for document in "$srcdir"/*.md "$srcdir"/doc/*.md; do
        for link in $(links "$document"); do
            target=$document
            [ -z "${link%%#*}" ] || target=${document%/*}/${link%%#*}
            [ -e "$target" ] || { echo "$document: no $link"; failed=1; continue; }
            [ "$link" = "${link#*#}" ] || anchors "$target" | grep -q -x -F -e "${link#*#}" ||
                { echo "$document: no heading $link"; failed=1; }
        done
    done
    [ -z "${failed-}" ]
}

# A part in capitals stands for any name; what is built is in the build folder.
@test "files of the source that a document names are there" {
    for document in "$srcdir"/*.md "$srcdir"/doc/*.md; do
        for file in $(grep -o -E '\b(src|tests|doc|dicts)/[A-Za-z0-9_./-]*[A-Za-z0-9_]' "$document" | grep -v -E '/[a-z]*[A-Z]{4,}'); do
            [ -e "$srcdir/$file" ] || [ -e "$builddir/$file" ] || [ "$file" = tests/docs.log ] ||
                { echo "$document: no $file"; failed=1; }
        done
    done
    [ -z "${failed-}" ]
}

@test "HACKING.md has a row for each room" {
    for room in "$srcdir"/src/*/ "$srcdir"/src/bindings/*/; do
        room=${room#"$srcdir"/src/}
        [ "$room" = bindings/ ] || grep -q "^|.*\`${room%/}\`" "$srcdir/HACKING.md" || { echo "no $room"; failed=1; }
    done
    [ -z "${failed-}" ]
}
