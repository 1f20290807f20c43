# helper.bash - what the tests of all tools share.  Loaded by each .bats file here.
#
# The tools come from the Makefile, so that a new one is tested without being named here.

bats_require_minimum_version 1.5.0

: "${builddir:?run by make check}" "${srcdir:?run by make check}" "${HANPIPE_TOOLS:?run by make check}"
unset HANPIPE_DATA
export LC_ALL=C.UTF-8
tools=$HANPIPE_TOOLS

# The tools that read text and write it, line by line, and those that see a whole document before they write; hanterms
# reads text and writes lists.
filters=
remaking=
for tool in $tools; do
    if "$builddir/$tool" --help | grep -q -e '--in-place'; then
        case $tool in
        hantext | hankeep) remaking="$remaking $tool" ;;
        *) filters="$filters $tool" ;;
        esac
    fi
done

# The pipeline for hanpipe where any one will do.
any='norm | strip'

setup() {
    cd "$BATS_TEST_TMPDIR"
}

# Runs TOOL with the arguments; hanpipe gets a pipeline before them, handecode options by which it takes text as the
# others do.
tool() {
    local name=$1
    shift
    if [ "$name" = hanpipe ]; then
        "$builddir/hanpipe" "$any" "$@"
    elif [ "$name" = hankeep ]; then
        "$builddir/hankeep" --if=1 "$@"
    elif [ "$name" = handecode ]; then
        "$builddir/handecode" --from=UTF-8 --invalid=keep "$@"
    elif [ "$name" = hanfix ]; then
        "$builddir/hanfix" --script=hans "$@" # else it waits for a head
    else
        "$builddir/$name" "$@"
    fi
}

# Fails the test with the text.
wrong() {
    printf '%s\n' "$*"
    return 1
}

# True when the two files hold the same bytes; shows where they differ.
same() {
    cmp -s "$1" "$2" && return 0
    printf '%s:\n' "$3"
    diff -a "$1" "$2" | head -n 6 | cat -v
    return 1
}

# True when FILE is one line that starts with "TOOL: " and holds TEXT.
says() {
    local file=$1 name=$2 text=$3
    [ "$(wc -l <"$file")" -eq 1 ] && grep -q -a "^$name: " "$file" && grep -q -a -F -e "$text" "$file" && return 0
    printf '%s says, instead of one line with "%s":\n' "$name" "$text"
    cat -v "$file"
    return 1
}

# Runs the rest of the arguments as `tool` and checks the exit status; output in files out and err.
expect() {
    local want=$1 status=0
    shift
    tool "$@" >out 2>err || status=$?
    [ "$status" -eq "$want" ] && return 0
    printf '%s: exit %s, not %s\n' "$*" "$status" "$want"
    cat -v err
    return 1
}
