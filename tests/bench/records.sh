#!/bin/sh
# records.sh - what the layer of records costs: figures, nothing passes or fails.
#
#   tests/bench/records.sh [BUILD [TEXT [MB]]]      default: ./build, doc/sample.txt, 64
#
# Makes MB megabytes of lines of JSON of TEXT, documents of some 2 KB with other members around them, written as they
# are and with all characters escaped.  Prints CPU milliseconds at -j1 (the least of five runs), MB/s, and the share of
# the layer: the time of the same documents as plain text against that of the records; and jq with a pipeline between.
set -eu
build=${1:-build}
here=$(dirname "$0")
text=${2:-$here/../../doc/sample.txt}
mb=${3:-64}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

python3 - "$text" "$mb" "$folder" <<'END'
import itertools, json, sys
text, size, folder = open(sys.argv[1], encoding="utf-8").read().splitlines(), int(sys.argv[2]) * 1000000, sys.argv[3]
lines, done, number = itertools.cycle(text), 0, 0
with open(folder + "/plain", "w") as plain, open(folder + "/jsonl", "w") as raw, open(folder + "/escaped", "w") as escaped:
    while done < size:
        document = ""
        while len(document) < 700:
            document += next(lines) + "\n"
        record = {"id": number, "url": f"https://example.org/{number}", "score": 0.25, "text": document, "tags": ["a", "b"]}
        plain.write(document)
        line = json.dumps(record, ensure_ascii=False) + "\n"
        raw.write(line)
        escaped.write(json.dumps(record) + "\n")
        done += len(line.encode())
        number += 1
END

# measure NAME FILE COMMAND...: leaves the milliseconds in $ms
measure()
{
    name=$1 file=$2
    shift 2
    ms=$(python3 "$here/least.py" 5 "$file" "$@")
    awk -v name="$name" -v ms="$ms" -v size="$(wc -c <"$file")" \
        'BEGIN { printf "  %-28s %8.0f ms %7.0f MB/s\n", name, ms, size / 1000 / ms }'
}

share()
{
    awk -v plain="$plain" -v ms="$ms" 'BEGIN { printf "  share of the layer: %.0f %%\n", 100 * (ms - plain) / ms }'
}

for pipeline in strip 'strip | conv -c t2s' 'norm | strip | conv -c t2s'; do
    echo "$pipeline"
    measure text "$folder/plain" "$build/hanpipe" -q -j1 "$pipeline"
    plain=$ms
    measure 'JSON' "$folder/jsonl" "$build/hanpipe" -q -j1 --jsonl=text "$pipeline"
    share
    measure 'JSON, all escaped' "$folder/escaped" "$build/hanpipe" -q -j1 --jsonl=text "$pipeline"
    share
done
if command -v jq >/dev/null; then
    echo 'jq alone, reading and writing'
    measure 'JSON' "$folder/jsonl" jq -c .
    measure 'JSON, all escaped' "$folder/escaped" jq -c -a .
fi
