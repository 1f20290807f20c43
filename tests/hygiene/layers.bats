# How the parts hang together: who includes whom, what the library exports, what each tool is linked with.

load helper

# Prints "file: include" for includes of our own headers in folder $1 that match none of the rest.
strangers() {
    local folder=$1 allowed
    shift
    allowed=$(printf '|%s' "$@")
    grep -r -o '#include "[^"]*"' "$srcdir/src/$folder" | sed 's/#include "\(.*\)"/ \1/' |
        grep -v -E ": (config\.h|hanpipe\.h${allowed})\$" || true
}

@test "includes point downward" {
    found=$(strangers lib 'lib/.*'
        strangers filters 'lib/.*' 'filters/.*'
        strangers driver 'lib/.*' 'filters/filter\.h' 'filters/pipeline\.h' 'driver/.*'
        strangers tools 'lib/.*' 'filters/filter\.h' 'filters/pipeline\.h' 'driver/.*' 'tools/.*'
        strangers mkdict 'lib/.*' 'mkdict/.*')
    [ -z "$found" ] || wrong "$found"
}

@test "the driver knows no particular filter" {
    found=$(grep -r -n -E 'filter_[a-z]+' "$srcdir/src/driver" | grep -v 'filter_invalid' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "the library does not print, end the process, or read the environment or locale" {
    found=$(grep -r -n -E '\b(v?f?printf|f?puts|putchar|perror|_?exit|abort|getenv|setlocale|pthread_[a-z]+)\(|\bstd(out|err)\b' \
        "$srcdir/src/lib" "$srcdir/src/filters" --include='*.[ch]' | grep -v 'format(printf' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "lines of the source are at most 120 characters long" {
    found=$(cd "$srcdir/src" && grep -r -n -E '^.{121,}$' --include='*.[ch]' . || true)
    [ -z "$found" ] || wrong "$found"
}

@test "unsafe and unlocated calls are not used" {
    found=$(grep -r -n -E '\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|system|popen|tmpnam|mktemp)\(' "$srcdir/src" --include='*.[ch]' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "each heavy library is included in one or two files, and in as many of the compiler" {
    for header in 'opencc\.h' 'unicode/.*\.h' 'uninorm\.h|unictype\.h|unistr\.h|uniwidth\.h|unistring/.*'; do
        for side in "lib filters driver tools" mkdict; do
            files=$(cd "$srcdir/src" && grep -r -l -E "#include <($header)>" $side || true)
            [ "$(echo $files | wc -w)" -le 2 ] || wrong "$header: $files"
        done
    done
}

@test "the library exports what hanpipe.h declares, and nothing else" {
    command -v nm >/dev/null || skip "needs nm (Debian: binutils)"
    nm -D --defined-only "$builddir/.libs/libhanpipe.so" | sed 's/.* //' | sort >exported
    sed -n 's/^HP_API .*[ *]\(hp_[a-z0-9_]*\)(.*/\1/p' "$srcdir/src/hanpipe.h" | sort >declared
    [ -s declared ]
    same declared exported "declared and exported"
}

@test "a tool is linked with the heavy libraries that it uses and no others" {
    command -v readelf >/dev/null || skip "needs readelf (Debian: binutils)"
    for row in 'hannorm unistring' 'hanstrip' 'hanconv opencc jansson pcre2' 'hanseg icu' \
        'hanpipe-mkdict icu jansson' 'hanseg-train'; do
        set -- $row
        t=$1
        shift
        [ -x "$builddir/$t" ]
        for library in unistring opencc icu marisa xml2 jansson pcre2; do
            case " $* " in *" $library "*) continue ;; esac
            if readelf -d "$builddir/$t" | grep NEEDED | grep -q "lib$library"; then
                found="$found $t:$library"
            fi
        done
    done
    [ -z "$found" ] || wrong "linked in vain:$found"
}

@test "the public header stands alone, in C and in C++" {
    for compiler in "${CC:-cc} -std=c11 -x c" "${CXX:-c++} -x c++"; do
        command -v ${compiler%% *} >/dev/null || continue
        printf '#include "hanpipe.h"\nint main(void) { hp_buf b = { 0, 0, 0, false }; hp_buf_free(&b); return 0; }\n' |
            $compiler -Wall -Wextra -Werror -I"$srcdir/src" -fsyntax-only -
    done
}
