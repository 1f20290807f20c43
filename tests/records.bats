# records.bats - files of records: one field of each is a document, and every other byte stays.

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
}

wrong() {
    printf '%s\n' "$*"
    return 1
}

# becomes IN OUT COMMAND...: the command makes OUT of IN, printf formats both.
becomes() {
    printf "$1" >given
    printf "$2" >wanted
    shift 2
    "$@" <given >made 2>err || wrong "exit $?: $(cat err)"
    cmp made wanted || wrong "$(diff wanted made)"
}

# Lines of JSON that are hard to leave alone: nothing of them is at /text, or it stays as it is.
hard_lines() {
    cat <<'END'
{"a":1.0,"b":-0,"c":1E400,"d":123456789012345678901234567890.000}
 { "a" : [ ] , "b" : { } }	
{"a":"\ud800","b":"\udc00\ud800","c":"\u0000"}
{"a":"國(guó)","a":"國(guó)"}
{"txt":"國(guó)","text2":"國(guó)","Text":"國(guó)","":{"text":"國(guó)"}}
{"text":["國(guó)"]}
{"text":{"text":"國(guó)"}}
{"text":null}
{"text":"國\/\u570b\u200B"}
"國(guó)"
["text","國(guó)"]
[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["國(guó)"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
0
true

   
END
    printf '{"text":1}\r\n\r\n\357\273\277{"text":2}\n{"a":"國(guó)"}'
}

@test "jsonl: the string at the pointer changes, and nothing else" {
    becomes '{"n": 1.50, "text": "國(guó)家\\n中(zhōng)", "國(guó)":"國(guó)"}\n' \
        '{"n": 1.50, "text": "國家\\n中", "國(guó)":"國(guó)"}\n' hanstrip --jsonl=text
    becomes '{"a":{"b":["x","國(guó)"]},"b":["國(guó)"]}\n' '{"a":{"b":["x","國"]},"b":["國(guó)"]}\n' hanstrip --jsonl=/a/b/1
    becomes '{"a/b":{"~":"國(guó)"}}\n' '{"a/b":{"~":"國"}}\n' hanstrip --jsonl='/a~1b/~0'
    becomes '{"t":"國(guó)","u":"漢(hàn)","v":"國(guó)"}\n' '{"t":"国","u":"汉","v":"國(guó)"}\n' \
        hanpipe 'strip | conv -c t2s' --jsonl=u,t
}

@test "jsonl: lines without the string, or whose string does not change, keep every byte" {
    hard_lines >hard
    hanstrip --jsonl=text <hard >made 2>err
    cmp made hard
    [ ! -s err ] || wrong "$(cat err)"
}

@test "jsonl: a changed string is written with the escapes of its source" {
    becomes '{"text":"\\u570b(gu\\u00f3)\\u5bb6"}\n' '{"text":"\\u56fd\\u5bb6"}\n' hanpipe 'strip | conv -c t2s' --jsonl=text
    becomes '{"text":"國(guó)<\\/b>\\u2028"}\n' '{"text":"國<\\/b>\\u2028"}\n' hanstrip --jsonl=text
    becomes '{"text":"\\ud800國(guó)\\udc00"}\n' '{"text":"\\ud800國\\udc00"}\n' hanstrip --jsonl=text
    # The string has no character beyond ASCII to go by; its line has.
    becomes '{"a":"\\u570b","text":"&eacute;"}\n' '{"a":"\\u570b","text":"\\u00e9"}\n' hantext -q --jsonl=text
    becomes '{"a":"國","text":"&eacute;"}\n' '{"a":"國","text":"é"}\n' hantext -q --jsonl=text
}

@test "jsonl: of members with one name the last is meant" {
    becomes '{"text":"國(guó)","text":"國(guó)"}\n' '{"text":"國(guó)","text":"國"}\n' hanstrip --jsonl=text
}

@test "jsonl: a byte order mark, CR LF, empty lines, and a last line without its end stay" {
    becomes '\357\273\277{"text":"國(guó)"}\r\n\r\n\n {"text":"國(guó)"}' '\357\273\277{"text":"國"}\r\n\r\n\n {"text":"國"}' \
        hanstrip --jsonl=text
}

@test "jsonl: a string is a document with lines of its own" {
    # Who decides by a document, or must see it whole, does so for each string.
    printf '<p>國(guó)</p><p>家</p>\n' >one
    printf 'plain\n國(guó)\n' >two
    python3 -c 'import json, sys
for name in "one", "two": print(json.dumps({"text": open(name).read()}))' >both.jsonl
    hanpipe 'text | strip' --jsonl=text both.jsonl >made
    for n in one two; do
        hanpipe 'text | strip' $n >$n.made
    done
    python3 -c 'import json
for line, name in zip(open("made"), ("one.made", "two.made")): assert json.loads(line)["text"] == open(name).read(), (line, name)'
}

@test "jsonl: --into puts the result elsewhere and leaves the string" {
    becomes '{"text": "國(guó)", "n": 1}\n' '{"text": "國(guó)", "n": 1, "clean": "國"}\n' hanstrip --jsonl=text --into=clean
    becomes '{"text":"家"}\n{"n":1}\n' '{"text":"家","clean":"家"}\n{"n":1}\n' hanstrip --jsonl=text --into=clean
    becomes '{"clean":0,"text":"國(guó)\\/"}\n' '{"clean":"國\\/","text":"國(guó)\\/"}\n' hanstrip --jsonl=text --into=clean
    becomes '{"a":"國(guó)","b":"家(jiā)"}\n' '{"a":"國(guó)","b":"家(jiā)","c":{"a":"國","b":"家"}}\n' \
        hanstrip --jsonl=a,b --into=/c/a,/c/b
}

# A file with good records, and one broken in each way.
broken_lines() {
    printf '{"text":"國(guó)"}\n{"text":"國(guó)",}\n{"text":"\377國(guó)"}\n{"text":"國(guó)"} x\n{"text":"國(guó)\n{"text":"家(jiā)"}\n'
}

@test "a broken record passes unchanged, and is warned of once" {
    broken_lines >broken
    hanstrip --jsonl=text broken >made 2>err
    printf '{"text":"國"}\n{"text":"國(guó)",}\n{"text":"\377國(guó)"}\n{"text":"國(guó)"} x\n{"text":"國(guó)\n{"text":"家"}\n' | cmp - made
    [ "$(wc -l <err)" -eq 1 ]
    grep -q 'broken: 4 broken records passed unchanged, the first in line 2: no JSON at byte ' err || wrong "$(cat err)"
    hanstrip -q --jsonl=text broken 2>err >made
    [ ! -s err ]
}

@test "--invalid=fail ends the file at a broken record, and names file, line and byte" {
    broken_lines >broken
    run -1 hanstrip --jsonl=text --invalid=fail broken
    [ "${lines[0]}" = '{"text":"國"}' ]
    [ "${lines[1]}" = "hanstrip: broken:2: no JSON at byte 21: a member's name is missing" ] || wrong "${lines[1]}"
    [ "${#lines[@]}" -eq 2 ]
    printf '{"text":"國"}\n{"a":"\377"}\n' >broken
    run -1 hanstrip --jsonl=text --invalid=fail broken
    [ "${lines[1]}" = "hanstrip: broken:2: invalid UTF-8 at byte 7" ] || wrong "${lines[1]}"
}

@test "--invalid=replace makes a string valid, and leaves the rest" {
    becomes '{"\377":"\377","text":"\377國(guó)"}\n' '{"\377":"\377","text":"\357\277\275國"}\n' hanstrip --jsonl=text --invalid=replace
}

@test "--rejects has the broken records, each with file, line, offset and reason" {
    broken_lines >broken
    hanstrip -q --jsonl=text --rejects=rejects broken >made
    [ "$(jq -r '[.file, .line, .offset] | @tsv' rejects)" = "$(printf 'broken\t2\t21\nbroken\t3\t43\nbroken\t4\t65\nbroken\t5\t88')" ] ||
        wrong "$(cat rejects)"
    [ "$(sed -n 3p rejects | jq -r .record)" = '{"text":"國(guó)"} x' ]
    [ "$(sed -n 2p rejects | jq -r .reason)" = 'invalid UTF-8 at byte 10' ]
}

@test "--rejects takes no place of another file, and is part of the list of files read and written" {
    echo '{"text":"國(guó)"}' >a
    cp a kept
    run -2 hanstrip --jsonl=text --rejects=a a
    run -2 hanstrip --jsonl=text --rejects=kept a
    cmp a kept
    run -2 hanstrip --jsonl=text --rejects=out -o out a
    hanstrip --jsonl=text --rejects=out a >made
    hanstrip --jsonl=text --rejects=out a >made
}

@test "what comes out does not depend on chunks or threads, nor do log and rejects" {
    for i in $(seq 60); do
        printf '{"id":%d,"text":"國(guó)家\\n%d中(zhōng)國(guó)"}\n' $i $i
        broken_lines
    done >many
    hanpipe -q 'strip | conv -c t2s' -j1 --jsonl=text --log=log.1 --rejects=rejects.1 --stats many >made.1 2>stats.1
    for way in '-j1 --chunk=1' '-j4 --chunk=1' '-j4 --chunk=77' '-j3 --chunk=1000'; do
        hanpipe -q 'strip | conv -c t2s' $way --jsonl=text --log=log.2 --rejects=rejects.2 --stats --force many >made.2 2>stats.2
        for what in made log rejects stats; do
            cmp $what.1 $what.2 || wrong "$way: $what"
        done
    done
    hanpipe -q 'strip | conv -c t2s' --jsonl=text <many | cmp - made.1
    hanstrip -q --jsonl=text many | hanconv -q -c t2s --jsonl=text | cmp - made.1
}

@test "a record that has come goes out before more is waited for" {
    coproc hanstrip --jsonl=text
    pid=$COPROC_PID
    echo '{"text":"國(guó)"}' >&"${COPROC[1]}"
    read -r -t 60 line <&"${COPROC[0]}"
    [ "$line" = '{"text":"國"}' ]
    echo '{"text":"家(jiā)"}' >&"${COPROC[1]}"
    read -r -t 60 line <&"${COPROC[0]}"
    [ "$line" = '{"text":"家"}' ]
    exec {COPROC[1]}>&-
    wait "$pid"
}

@test "the log names the file, the record's line and the field; offsets are the field's" {
    printf '{"n":1}\n{"n":2,"text":"a\\n\\u570b(guó)","t2":"家(jiā)"}\n' >a.jsonl
    hanstrip --jsonl=text,t2 --log=log a.jsonl >made
    printf '# hanpipe log 1\na.jsonl:2:/text\tstrip\t5\t6\t(guó)\t\tbracket\na.jsonl:2:/t2\tstrip\t3\t6\t(jiā)\t\tbracket\n' | cmp - log
}

@test "--stats counts records, and --check what is in their fields" {
    broken_lines >broken
    hanstrip -q --jsonl=text --stats broken >made 2>stats
    [ "$(jq -c '[.records, .bad, .rejected, .stages[0].edits]' stats)" = '[6,4,0,2]' ] || wrong "$(cat stats)"
    run -1 hanstrip -q --jsonl=text --check broken
    [[ $output == *$'bracket\t2'* ]]
    run -0 hanstrip --jsonl=other --check broken -q
}

@test "--report counts the edits of all fields and records" {
    printf '{"t":"國(guó)家(jiā)","u":"國(guó)"}\n{"t":"國(guó)"}\n' >a.jsonl
    for way in -j1 '-j3 --chunk=1'; do
        hanpipe strip $way --jsonl=t,u --report=report --force a.jsonl >made
        [ "$(tail -n 1 report | jq -c '[.file, .edits[0].filter, .edits[0].edits]')" = '["a.jsonl","strip",4]' ] || wrong "$(cat report)"
    done
}

@test "files of records are rewritten in place" {
    printf '{"text":"國(guó)"}\n' >a.jsonl
    printf '{"text":"家"}\n' >b.jsonl
    touch -d 2001-01-01 b.jsonl
    hanstrip --jsonl=text --in-place a.jsonl b.jsonl
    [ "$(cat a.jsonl)" = '{"text":"國"}' ]
    [ "$(date -r b.jsonl +%Y)" = 2001 ]
}

@test "a record of 100 MB passes" {
    long() {
        printf '{"a":"'
        head -c 100000000 /dev/zero | tr '\0' x
        printf '","text":"%s"}\n' "$1"
    }
    long '國(guó)' | hanstrip --jsonl=text | cmp - <(long 國)
    # And one over --max-line is an error, behind the records before it.
    { echo '{"text":"國(guó)"}'; long x; } >lines
    run -1 hanstrip --jsonl=text --max-line=1M lines
    [ "${lines[0]}" = '{"text":"國"}' ]
    [ "${lines[1]}" = 'hanstrip: lines:2: line longer than 1048576 bytes (see --max-line)' ]
}

@test "nesting is bounded: 2,048 deep is good, deeper is a broken record" {
    nest() {
        head -c "$1" /dev/zero | tr '\0' '['
        head -c "$1" /dev/zero | tr '\0' ']'
        echo
    }
    nest 2048 | hanstrip --jsonl=text --invalid=fail | cmp - <(nest 2048)
    nest 2049 >deep
    run -1 hanstrip --jsonl=text --invalid=fail deep
    [[ $output == *'deep:1: no JSON at byte 2049: nested deeper than 2048'* ]] || wrong "$output"
    nest 1000000 | hanstrip -q --jsonl=text | cmp - <(nest 1000000)
}

@test "a string larger than --max-document is a broken record where a filter must see it whole" {
    printf '{"text":"<p>國</p><p>國</p>"}\n{"text":"<p>家</p>"}\n' >a
    hantext --jsonl=text --max-document=19 a >made 2>err
    printf '{"text":"<p>國</p><p>國</p>"}\n{"text":"家"}\n' | cmp - made
    grep -q 'a:1: a broken record passed unchanged: /text is larger than 19 bytes' err || wrong "$(cat err)"
}

@test "tsv: the columns change, and a row that lacks one stays" {
    becomes '國(guó)\t國(guó)\t國(guó)\r\n國(guó)\n\n國(guó)\t' '國(guó)\t國\t國\r\n國(guó)\n\n國(guó)\t' hanstrip --tsv=2,3
    becomes '國(guó)' '國' hanstrip --tsv=1
}

@test "tsv: a result that no column can hold leaves its row as it was" {
    printf '1\t<p>國</p><p>家</p>\n2\t<p>國</p>\n' >a
    hantext --tsv=2 a >made 2>err
    printf '1\t<p>國</p><p>家</p>\n2\t國\n' | cmp - made
    grep -q 'a:1: a broken record passed unchanged: field 2 would have a tab or a line end in it' err || wrong "$(cat err)"
}

@test "csv: columns by the header row, quoted fields with commas and line ends" {
    becomes 'id,"body",x\r\n1,"國(guó),\r\n中(zhōng)",國(guó)\r\n2,國(guó),"國(guó)"\r\n' \
        'id,"body",x\r\n1,"國,\r\n中",國(guó)\r\n2,國,"國(guó)"\r\n' hanstrip --csv=body
    becomes '\357\273\277國(guó),b\n國(guó),"a ""國(guó)"""\n' '\357\273\277國(guó),b\n國,"a ""國"""\n' hanstrip --csv='b,國(guó)'
}

@test "csv: columns by number have no header row" {
    becomes '國(guó),國(guó)\n"國(guó)",x\n' '國(guó),國\n"國(guó)",x\n' hanstrip --csv=2
    becomes '國(guó),國(guó)\n"國(guó)",x\n' '國,國(guó)\n"國",x\n' hanstrip --csv=1
}

@test "csv: a changed field gets quotation marks where it needs them" {
    becomes 'a\n1&comma;2\n&quot;\n' 'a\n"1,2"\n""""\n' hantext -q --csv=a
}

@test "csv: what is no row is a broken record" {
    becomes 'a,b\n1,"x"國(guó)\n2,國(guó)\n3,"國(guó)\n' 'a,b\n1,"x"國(guó)\n2,國\n3,"國(guó)\n' hanstrip --csv=b
    grep -q '2 broken records passed unchanged, the first in line 2: no CSV at byte 6' err || wrong "$(cat err)"
    printf 'a,b\n1,2\n' >table
    run -1 hanstrip --csv=c table
    [ "$output" = "hanstrip: table: the header row has no 'c'" ] || wrong "$output"
    printf 'a,a\n1,2\n' >table
    run -1 hanstrip --csv=a table
    [ "$output" = "hanstrip: table: the header row has 'a' twice" ]
    becomes '' '' hanstrip --csv=c
}

@test "csv: rows come out the same whatever the chunks and threads" {
    {
        echo 'id,body'
        for i in $(seq 100); do printf '%d,"國(guó),\n""%d""\n家(jiā)"\n%d,國(guó)\n' $i $i $i; done
    } >table
    hanstrip -j1 --csv=body table >made.1
    [ "$(grep -c guó made.1)" -eq 0 ]
    for way in '-j1 --chunk=1' '-j4 --chunk=1' '-j4 --chunk=77'; do
        hanstrip $way --csv=body table | cmp - made.1
    done
}

# warc TYPE CONTENT-TYPE TEXT [LINE]: a record; \n in the text, and a line more in its head.
warc() {
    local block
    printf "$3" >block
    printf 'WARC/1.0\r\nWARC-Type: %s\r\n%bContent-Type: %s\r\nContent-Length: %d\r\n\r\n' "$1" "${4-}" "$2" "$(wc -c <block)"
    cat block
    printf '\r\n\r\n'
}

@test "warc: the blocks of records that are text change, and their lengths" {
    {
        warc warcinfo application/warc-fields '國(guó): x\r\n'
        warc conversion text/plain '國(guó)\n家(jiā)\n' 'warc-block-digest: sha1:ABC\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n'
        warc resource 'Text/Plain; charset=UTF-8' '國(guó)' 'WARC-Payload-Digest: sha1:ABC\r\n'
        warc resource text/html '國(guó)'
        warc response 'application/http; msgtype=response' 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n國(guó)'
        warc conversion text/plain '國' 'WARC-Block-Digest: sha1:ABC\r\n'
        warc conversion text/plain ''
    } >given
    {
        warc warcinfo application/warc-fields '國(guó): x\r\n'
        warc conversion text/plain '國\n家\n' 'WARC-Date: 2024-01-01T00:00:00Z\r\n'
        warc resource 'Text/Plain; charset=UTF-8' '國'
        warc resource text/html '國(guó)'
        warc response 'application/http; msgtype=response' 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n國(guó)'
        warc conversion text/plain '國' 'WARC-Block-Digest: sha1:ABC\r\n'
        warc conversion text/plain ''
    } >wanted
    for way in -j1 '-j1 --chunk=1' '-j3 --chunk=100'; do
        hanstrip --warc $way given >made 2>err
        cmp made wanted || wrong "$way: $(diff -a wanted made)"
        [ ! -s err ] || wrong "$(cat err)"
    done
}

# digest TEXT ALGORITHM base32|base16: as coreutils spell it.
digest() {
    printf "$1" | "$2sum" | cut -d' ' -f1 | tr a-f A-F | basenc -d --base16 | basenc -w0 --"$3" | tr -d =
}

@test "warc: digests of blocks that change are made again, in their own spelling" {
    lines() {
        printf 'WARC-Block-Digest: sha1:%s\\r\\nWARC-Payload-Digest:SHA256:%s \\r\\n' \
            "$(digest "$1" sha1 base32)" "$(digest "$1" sha256 base16 | tr A-F a-f)"
    }
    more() {
        printf 'WARC-Block-Digest:\tmd5:%s\\r\\nwarc-payload-digest: sha512:%s\\r\\n' \
            "$(digest "$1" md5 base32 | tr A-Z a-z)" "$(digest "$1" sha512 base16)"
    }
    # 20 bytes are 32 characters, 32 bytes are 64 digits; one digit less is no digest, nor is crc32 one that is known.
    [ "$(digest '' sha1 base32)" = 3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ ]
    unknown='WARC-Block-Digest: crc32:01234567\r\nWARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBY\r\n'
    {
        warc conversion text/plain '國(guó)' "$(lines '國(guó)')"
        warc conversion text/plain '國(guó)' "$(more 'another text')"
        warc conversion text/plain '國(guó)' "$unknown"
        warc conversion text/plain '國(guó)' 'WARC-Block-Digest: sha1\r\nWARC-Payload-Digest:\r\n'
        warc conversion text/plain '國' "$unknown"
    } >given
    {
        warc conversion text/plain '國' "$(lines '國')"
        warc conversion text/plain '國' "$(more '國')"
        warc conversion text/plain '國' ''
        warc conversion text/plain '國' ''
        warc conversion text/plain '國' "$unknown"
    } >wanted
    hanstrip --warc given | cmp - wanted
}

@test "warc: what is no record passes, up to the next that is one" {
    {
        printf 'no WARC/1.0\n國(guó)\n'
        warc conversion text/plain '國(guó)'
        printf 'WARC/1.0\r\nWARC-Type: conversion\r\n\r\n國(guó)\n'
        warc conversion text/plain '國(guó)'
        printf 'WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\n國(guó)'
    } >given
    {
        printf 'no WARC/1.0\n國(guó)\n'
        warc conversion text/plain '國'
        printf 'WARC/1.0\r\nWARC-Type: conversion\r\n\r\n國(guó)\n'
        warc conversion text/plain '國'
        printf 'WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\n國(guó)'
    } >wanted
    for way in -j1 '-j1 --chunk=1' '-j3 --chunk=100'; do
        hanstrip --warc $way --rejects=rejects given >made 2>err
        cmp made wanted || wrong "$way: $(diff -a wanted made)"
        grep -q '3 broken records passed unchanged' err || wrong "$(cat err)"
        [ "$(jq -r .reason rejects)" = "$(printf 'no record of WARC: %s\n' 'it does not start with WARC/' 'it has no Content-Length' 'its block ends early')" ]
    done
}

@test "warc: a record that has come goes out before more is waited for" {
    coproc hanstrip --warc
    pid=$COPROC_PID
    warc conversion text/plain '國(guó)\n' >&"${COPROC[1]}"
    for i in 1 2 3 4 5 6; do
        read -r -t 60 line <&"${COPROC[0]}"
    done
    [ "$line" = 國 ]
    exec {COPROC[1]}>&-
    wait "$pid"
}

@test "warc: in gzip each record is a member of its own" {
    for i in 1 2 3 4 5 6 7 8 9; do
        warc conversion text/plain "國(guó)$i" >record
        cat record >>plain
        gzip -c record >>in.warc.gz
    done
    hanstrip --warc plain >wanted
    hanstrip --warc in.warc.gz | cmp - wanted
    cp in.warc.gz kept.warc.gz
    hanstrip --warc --compress=gzip plain >out.warc.gz
    hanstrip --warc --in-place in.warc.gz
    hanstrip --warc -j3 --chunk=1 --compress=gzip plain | cmp - out.warc.gz
    for f in out.warc.gz in.warc.gz; do
        gzip -dc $f | cmp - wanted
        python3 -c 'import sys, zlib
data, members = open(sys.argv[1], "rb").read(), 0
while data:
    z = zlib.decompressobj(31)
    assert z.decompress(data).startswith(b"WARC/") and z.eof
    data, members = z.unused_data, members + 1
assert members == 9, members' $f
    done
    # What does not change is not touched.
    touch -d 2001-01-01 in.warc.gz
    hanstrip --warc --in-place in.warc.gz
    [ "$(date -r in.warc.gz +%Y)" = 2001 ]
}

@test "options of records that do not go together are wrong usage" {
    for options in '--jsonl=' '--jsonl=a,' '--jsonl=a,a' '--jsonl=a,/a' '--jsonl=a~2' '--tsv=0' '--tsv=x' '--csv=' \
        '--jsonl=a --tsv=1' '--into=a' '--tsv=1 --into=a' '--jsonl=a,b --into=c' '--jsonl=a,b --into=c,c' '--rejects=x'; do
        run -2 hanstrip $options </dev/null
        [ -n "$output" ]
    done
}
