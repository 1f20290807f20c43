"""What the Python package costs, beside jieba's and OpenCC's where those are installed.

    build/python/bin/pip install jieba opencc
    build/python/bin/python tests/bench/python.py LINES [RUNS]

Prints, for a file of lines, processor time in seconds: a call a line, and one for the whole text.  Each is the least of
RUNS (9), ours and the other's in turn.
"""
import sys
import time

import hanpipe
import hanpipe.jieba
import hanpipe.opencc

try:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
except ImportError:
    jieba = None
try:
    import opencc
except ImportError:
    opencc = None

RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 9


def seconds(call):
    start = time.process_time()
    call()
    return time.process_time() - start


def row(what, ours, theirs):
    took = [(seconds(ours), seconds(theirs) if theirs else None) for _ in range(RUNS)]
    best = [min(column) if column[0] is not None else None for column in zip(*took)]
    ratio = f"{best[1] / best[0]:8.1f} times" if best[1] else ""
    print(f"{what:42} {best[0]:8.3f} {'' if best[1] is None else format(best[1], '8.3f')} {ratio}", flush=True)


def a_call(expression, text, calls=100000):
    pipeline = hanpipe.Pipeline(expression)
    took = min(seconds(lambda: [pipeline(text) for _ in range(calls)]) for _ in range(RUNS))
    print(f"{expression} of {text}: {took / calls * 1e9:.0f} ns a call")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    lines = text.splitlines()
    for expression, short in (("strip", "國(guó)家"), ("conv -c t2s", "國家"), ("seg", "北京大學的學生")):
        a_call(expression, short)
    hanpipe.jieba.initialize()
    print(f"{len(lines)} lines, {len(text.encode())} bytes: hanpipe, the other")
    for options in ({}, {"HMM": False}, {"cut_all": True}):
        row(
            f"jieba.lcut a line {options or ''}",
            lambda: [hanpipe.jieba.lcut(line, **options) for line in lines],
            jieba and (lambda: [jieba.lcut(line, **options) for line in lines]),
        )
    row("jieba.lcut, the whole", lambda: hanpipe.jieba.lcut(text), jieba and (lambda: jieba.lcut(text)))
    for config in ("s2t", "s2twp", "t2s"):
        ours = hanpipe.opencc.OpenCC(config)
        theirs = opencc and opencc.OpenCC(config)
        row(
            f"OpenCC {config} a line",
            lambda: [ours.convert(line) for line in lines],
            theirs and (lambda: [theirs.convert(line) for line in lines]),
        )
        row(f"OpenCC {config}, the whole", lambda: ours.convert(text), theirs and (lambda: theirs.convert(text)))


if __name__ == "__main__":
    main()
