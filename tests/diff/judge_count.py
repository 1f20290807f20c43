"""The other side of judge.bats: what the rules of hankeep ask for, counted plainly.

judge_count.py make FOLDER N TEXT...   N documents of the texts' lines, some repeated, in FOLDER
judge_count.py compare ROWS FOLDER     hanstat's rows against this count; words are those that `hanseg` cuts
"""
import collections
import json
import random
import re
import subprocess
import sys

HAN = re.compile("[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U000323af]")
STOP = "的 年 在 月 是 和 日 了 於 · 為 有 被 人 中 为 他 與 後 也 而 由".split()


def top(units, n):
    grams = collections.Counter(tuple(units[i : i + n]) for i in range(len(units) - n + 1))
    return max((len("".join(gram)) * times for gram, times in grams.items() if times > 1), default=0)


def dup(units, n):
    seen, chars, i = set(), 0, 0
    while i <= len(units) - n:
        gram = tuple(units[i : i + n])
        chars += len("".join(gram)) if gram in seen else 0
        i += n if gram in seen else 1
        seen.add(gram)
    return chars


def repeated(items):
    seen = set()
    return [item for item in items if item in seen or seen.add(item)]


def count(text, words):
    text = text[:-1] if text.endswith("\n") else text
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    units = re.sub("[A-Z]", lambda m: m[0].lower(), "".join(text.split()))
    grams = collections.Counter(units[i : i + 13] for i in range(len(units) - 12))
    proper = [w for w in words if any(c.isalpha() or c.isnumeric() for c in w)]
    chars, tokens = len(text) or 1, len(words) or 1
    row = {"chars": len(text), "lines": len(lines), "mean_line": len(text) / len(lines)}
    row["han"] = len(HAN.findall(text)) / chars
    row["again13"] = sum(n for n in grams.values() if n > 1) / max(1, len(units) - 12)
    row["dup_lines"] = len(repeated(filled)) / max(1, len(filled))
    row["dup_line_chars"] = len("".join(repeated(filled))) / chars
    row["full_stop"] = sum(bool(re.search("[。．.！!？?…｡⋯‼⁇⁈⁉][”’\"'」』）)】》〉］\\]]*$", x)) for x in filled) / max(1, len(filled))
    row["ellipsis"] = sum(line.endswith(("…", "...")) for line in filled) / max(1, len(filled))
    row["bullets"] = sum(line[0] in "•‣◦·●○■□◆◇▪▫▶►★☆※-*–—" for line in filled) / max(1, len(filled))
    row["words"], row["mean_word"] = len(proper), len("".join(proper)) / max(1, len(proper))
    row["letter_words"] = sum(any(c.isalpha() for c in w) for w in words) / tokens
    row["stop_words"] = len(set(STOP) & set(words))
    row["lines_per_word"], row["hashes"] = text.count("\n") / tokens, text.count("#") / tokens
    row["ellipses"] = (text.count("…") + text.count("...")) / tokens
    row.update({f"wtop{n}": top(words, n) / chars for n in (2, 3, 4)})
    row.update({f"wdup{n}": dup(words, n) / chars for n in range(5, 11)})
    row.update({f"top{n}": top(units, n) / chars for n in (2, 3, 4)})
    row.update({f"dup{n}": dup(units, n) / chars for n in range(5, 14)})
    return row


def make(folder, n, *texts):
    lines = [line for name in texts for line in open(name, encoding="utf-8")]
    choice = random.Random(5)
    for i in range(int(n)):
        at = choice.randrange(len(lines) - 40)
        document = lines[at : at + choice.randrange(1, 40)]
        for _ in range(choice.choice((0, 0, 1, 4))):
            document += document[choice.randrange(len(document)) :]
        open(f"{folder}/{i:04}", "w", encoding="utf-8").writelines(document[:400])


def compare(rows, folder):
    wrong = 0
    for line in open(rows, encoding="utf-8"):
        row = json.loads(line)
        text = open(row["file"], encoding="utf-8", newline="\n").read()
        cut = subprocess.run(["hanseg", "-q", "--format=jsonl", row["file"]], capture_output=True, check=True).stdout
        words = [token["word"] for line in cut.splitlines() if line for token in json.loads(line)["words"]]
        for name, value in count(text, [word for word in words if word.strip()]).items():
            if abs(row[name] - value) > 0.00006:
                wrong += 1
                print(f"{row['file']}: {name} is {row[name]}, counted {value:.4f}")
    sys.exit(wrong > 0)


{"make": make, "compare": compare}[sys.argv[1]](*sys.argv[2:])
