# How the parts hang together: who includes whom, what the library exports, what each tool is linked with; and how long
# things may be.

load helper

# What each room may include, beside itself, hanpipe.h and config.h; a room stands below those that name it.  One that
# is not there yet is passed over.  "compile" are the folders and files that only the compiler of dictionaries links,
# "train" what only hanseg-train does; an engine never includes pipeline/, and bindings have hanpipe.h and headers of their
# own alone.
rooms='
text
load            text
data            text
reading         text data
annotation      text data reading
convert         text data
segment         text data
jieba           text data
terms           text data
decode          text load data reading
html            text load data
normalize       text load data segment
script          text data
repair          text data convert
detect          text data repair convert
judge           text load data reading annotation convert segment decode repair detect
pipeline        text load data
records         text load data pipeline
filters         text load data pipeline html normalize
filters/decode  text data pipeline decode reading
filters/strip   text data pipeline reading annotation
filters/fix     text data pipeline convert reading repair filters/conv
filters/conv    text load data pipeline convert reading repair
filters/seg     text load data pipeline segment jieba
filters/judge   text load data pipeline judge
driver          text load data pipeline records
tools           text data pipeline driver filters segment terms train
mkdict          text data compile
bindings
'

# Prints "room: file: include" for each include that the table does not allow.  A filter's own folder counts as a room.
strangers() {
    grep -r -o '#include "[^"]*"' "$srcdir/src" --include='*.[ch]' |
        sed "s|^$srcdir/src/||; s|:#include \"\\(.*\\)\"|\\t\\1|" |
        awk -F '\t' -v rooms="$rooms" '
        # The room of a file, and what of it is for the compiler of dictionaries or for training alone.
        function room(path) {
            if (path ~ /^filters\/[a-z]+\//) { sub(/\/[^\/]*$/, "", path); return path }
            sub(/\/.*/, "", path)
            return path
        }
        function kind(path) { return path ~ /compile/ ? "compile" : path ~ /\/train\// ? "train" : "" }
        BEGIN {
            lines = split(rooms, line, "\n")
            for (i = 1; i <= lines; i++) {
                n = split(line[i], word, " ")
                for (j = 1; j <= n; j++)
                    allowed[word[1], word[j]] = 1
                if (n) known[word[1]] = 1
            }
        }
        {
            from = room($1); to = $2 ~ /\// ? room($2) : ""
            if ($2 == "hanpipe.h" || $2 == "config.h") next
            if (from == "bindings" && $2 !~ /\//) next # a header beside it
            if ($1 !~ /\// || !(from in known)) { print "no room: " $1; next }
            if (kind($2) == "compile" && (kind($1) == "compile" || allowed[from, "compile"])) {
                if (from == to || from == "mkdict" || to == "data") next
            }
            # OpenCC configurations are compiled in the library as well, while the filter opens.
            if (!(allowed[from, to]) || (kind($2) != "" && kind($1) != kind($2) && !allowed[from, kind($2)]))
                print from ": " $1 ": " $2
        }'
}

@test "a room includes what stands below it" {
    found=$(strangers)
    [ -z "$found" ] || wrong "$found"
}

# Fails with the loops of the arrows in file $1, "from to" a line.
no_loop() {
    [ -s "$1" ] || wrong "no arrows"
    tsort "$1" >/dev/null 2>loops || true
    [ ! -s loops ] || wrong "$(cat loops)"
}

@test "no two files include each other, on whatever way" {
    # A .c file and its header are one; so a header may not need what includes it either.
    (cd "$srcdir/src" && grep -r -o '#include "[^"]*/[^"]*"' --include='*.[ch]' .) |
        sed 's|^\./||; s|\.[ch]:#include "| |; s|\.h"$||' | awk '$1 != $2' | sort -u >arrows
    no_loop arrows
}

@test "no two files call each other, on whatever way" {
    command -v nm >/dev/null || skip "needs nm (Debian: binutils)"
    # Who defines what others call, from the objects; one may be there for several programs.
    find "$builddir/src" -name '*.o' ! -path '*/tools/*' | while read -r object; do
        name=${object#"$builddir/src/"}
        name=$(echo "$name" | sed 's|\.libs/||; s|[^/]*-||')
        nm -g "$object" | awk -v file="$name" '{ print file, $(NF - 1), $NF }'
    done | awk '
        $2 ~ /^[TDRB]$/ { defined[$3] = $1 }
        $2 == "U" { called[$1 " " $3] = 1 }
        END {
            for (call in called) {
                split(call, part, " ")
                if (part[2] in defined && defined[part[2]] != part[1])
                    print part[1], defined[part[2]]
            }
        }' | sort -u >arrows
    no_loop arrows
}

@test "names that start with hp_ are those that hanpipe.h declares" {
    grep -o -w -E '(hp|HP)_[A-Za-z0-9_]+' "$srcdir/src/hanpipe.h" | sort -u >public
    found=$(grep -r -n -o -w -E '(hp|HP)_[A-Za-z0-9_]+' "$srcdir/src" --include='*.[ch]' |
        grep -v -w -F -f public || true)
    [ -z "$found" ] || wrong "$found"
}

@test "the driver knows no particular filter" {
    words=$(sed -n 's/^FILTER_WORD(\(.*\))$/\1/p' "$srcdir/src/pipeline/filter_words.h" | paste -s -d '|')
    [ -n "$words" ]
    found=$(grep -r -n -E "filter_($words)\b" "$srcdir/src/driver" || true)
    [ -z "$found" ] || wrong "$found"
}

@test "what an answer is made of is the pipeline's own" {
    found=$(grep -r -l 'answer_parts\.h"' "$srcdir/src" | grep -v '/pipeline/' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "the library does not print, end the process, or read the environment or locale" {
    found=$(grep -r -n -E '\b(v?f?printf|f?puts|putchar|perror|_?exit|abort|getenv|setlocale|pthread_[a-z]+)\(|\bstd(out|err)\b' \
        "$srcdir/src" --include='*.[ch]' | grep -v 'format(printf' | sed "s|^$srcdir/src/||" |
        grep -v -E '^(driver|tools|mkdict|segment/train|bindings)/|^[^:]*compile|^data/(source_lines|data_file_write)\.|^jieba/python_source\.' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "files of the source have at most 500 lines of at most 120 characters" {
    found=$(cd "$srcdir/src" && grep -r -n -E '^.{121,}$' --include='*.[ch]' . || true
        cd "$srcdir/src" && find . -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 500')
    [ -z "$found" ] || wrong "$found"
}

@test "functions fit a screen: at most 60 lines" {
    # A head starts at the first column and its body is closed there.
    found=$(cd "$srcdir/src" && find . -name '*.[ch]' -exec awk '
        FNR == 1 { head = body = 0 }
        /^[A-Za-z_].*\(/ && !body { head = FNR; name = $0 }
        /^{$/ { body = FNR }
        /^}/ {
            if (body && FNR - head >= 60)
                print FILENAME ":" head ": " FNR - head + 1 " lines: " name
            body = 0
        }' {} +)
    [ -z "$found" ] || wrong "$found"
}

@test "a folder holds at most 20 files of source, not counting those of its folders" {
    found=$(cd "$srcdir/src" && find . -name '*.[ch]' | sed 's|/[^/]*$||' | sort | uniq -c | awk '$1 > 20')
    [ -z "$found" ] || wrong "$found"
}

@test "the library takes its memory by text/memory.h" {
    found=$(cd "$srcdir/src" && grep -r -n -E '(^|[^A-Za-z0-9_>.*])(malloc|calloc|realloc|reallocarray|strn?dup|free)\(' \
        text data reading annotation convert segment jieba terms decode html normalize judge repair pipeline filters --include='*.[ch]' |
        grep -v -e '^text/memory\.c:' -e ' \* ' -e ':/\* ' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "unsafe and unlocated calls are not used" {
    found=$(grep -r -n -E '\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|system|popen|tmpnam|mktemp)\(' "$srcdir/src" --include='*.[ch]' || true)
    [ -z "$found" ] || wrong "$found"
}

@test "each heavy library is included in one or two files of a room, and in as many of the compiler" {
    for header in 'opencc\.h' 'unicode/.*\.h' 'gumbo\.h' 'libxml/.*' 'nettle/.*'; do
        files=$(cd "$srcdir/src" && grep -r -l -E "#include <($header)>" . || true)
        for side in -v -e; do
            crowded=$(echo "$files" | grep $side compile | cut -d / -f 2 | sort | uniq -c | awk '$1 > 2' || true)
            [ -z "$crowded" ] || wrong "$header: $crowded: $files"
        done
    done
}

@test "the library exports what hanpipe.h declares, and nothing else" {
    command -v nm >/dev/null || skip "needs nm (Debian: binutils)"
    nm -D --defined-only "$builddir/.libs/libhanpipe.so" | sed 's/.* //' >symbols
    grep -v '^HANPIPE_' symbols | sed 's/@.*//' | sort >exported
    if grep -q '^HANPIPE_0' symbols; then # where the linker gives versions, each has one
        [ -z "$(grep -v -e '^HANPIPE_' -e '@@HANPIPE_' symbols)" ] || wrong "$(cat symbols)"
    fi
    sed -n 's/^HP_API .*[ *]\(hp_[a-z0-9_]*\)(.*/\1/p' "$srcdir/src/hanpipe.h" | sort >declared
    [ -s declared ]
    same declared exported "declared and exported"
}

@test "a tool is linked with the libraries that each start uses and no others" {
    command -v readelf >/dev/null || skip "needs readelf (Debian: binutils)"
    ! grep -q '#define LIBRARIES_ARE_LINKED' "$builddir/config.h" || skip "configured to link what few options need"
    for row in 'handecode' 'hantext' 'hannorm' 'hanstrip' 'hanconv jansson pcre2' 'hanfix jansson pcre2' 'hanseg' \
        'handetect jansson' 'hanstat jansson' 'hankeep jansson' 'hanpipe jansson pcre2' 'hanpipe-mkdict icu jansson' \
        'hanseg-train'; do
        set -- $row
        t=$1
        shift
        [ -x "$builddir/$t" ]
        for library in opencc icu marisa stdc++ xml2 jansson pcre2 z.so zstd lzma bz2; do
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
