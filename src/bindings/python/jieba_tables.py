"""Writes the tables of hanpipe.jieba from jieba's own files (the Debian package python3-jieba; MIT).

    words.tsv     sorted by bytes: word TAB frequency TAB tag; before them a line TAB and the sum of all frequencies
    idf.txt       jieba's own
    posseg.json   the model for unknown words of posseg: states, start, trans, emit; a state is "B" + "n"
"""
import ast
import json
import os
import shutil


def read_words(path):
    words, total = {}, 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            word, frequency, tag = line.strip().split(" ")
            words[word] = (frequency, tag)
            total += int(frequency)
    return words, total


def read_python(path):
    """The value of P in a file that holds one assignment, P={…}."""
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    return ast.literal_eval(tree.body[-1].value)


def read_model(folder):
    start = read_python(os.path.join(folder, "prob_start.py"))
    trans = read_python(os.path.join(folder, "prob_trans.py"))
    emit = read_python(os.path.join(folder, "prob_emit.py"))
    states = read_python(os.path.join(folder, "char_state_tab.py"))
    by_character = {}
    for state, row in emit.items():
        for character, value in row.items():
            by_character.setdefault(character, {})["".join(state)] = value
    return {
        "start": {"".join(state): value for state, value in start.items()},
        "trans": {"".join(a): {"".join(b): value for b, value in row.items()} for a, row in trans.items()},
        "states": {character: ["".join(state) for state in row] for character, row in states.items()},
        "emit": by_character,
    }


def write_tables(folder, package):
    """From jieba's folder into the package's; what is there and newer is left."""
    source = os.path.join(folder, "dict.txt")
    target = os.path.join(package, "words.tsv")
    if os.path.exists(target) and os.path.getmtime(target) >= os.path.getmtime(__file__):
        return
    with open(os.path.join(package, "posseg.json"), "w", encoding="utf-8") as file:
        json.dump(read_model(os.path.join(folder, "posseg")), file, ensure_ascii=False, separators=(",", ":"))
    shutil.copyfile(os.path.join(folder, "analyse", "idf.txt"), os.path.join(package, "idf.txt"))
    words, total = read_words(source)
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"\t{total}\n")
        for word in sorted(words, key=str.encode):
            file.write("\t".join((word,) + words[word]) + "\n")
