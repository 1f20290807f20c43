#!/usr/bin/env python3
"""decode-characters.py RULES HANT HANS > decode-characters.tsv: how common characters are, for telling encodings apart.

HANT is Traditional text, HANS the same or other text in Simplified, RULES the rows that are written by hand (other
scripts, signs).  Characters of the texts are counted, and those of about the same share (a step is a quarter nat)
make one row.  What is counted is kept down to three occurrences in ten million.
"""
import collections
import math
import sys

QUOTES = str.maketrans('「」『』', '“”‘’')


def rows(name, path, quotes):
    with open(path, encoding='utf-8') as file:
        text = file.read().translate(quotes)
    counts = collections.Counter(c for c in text if ord(c) >= 0x80)
    total = len(text)
    steps = collections.defaultdict(list)
    for c, n in counts.items():
        if n / total >= 3e-7:
            steps[round(-4 * math.log(n / total))].append(c)
    for step in sorted(steps):
        yield '%s\t%.3g\t%s' % (name, 1e6 * math.exp(-step / 4), ''.join(sorted(steps[step])))


def main():
    rules, hant, hans = sys.argv[1:]
    with open(rules, encoding='utf-8') as file:
        sys.stdout.write(file.read())
    for row in rows('hant', hant, {}):
        print(row)
    for row in rows('hans', hans, QUOTES):
        print(row)


if __name__ == '__main__':
    main()
