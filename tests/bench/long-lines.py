#!/usr/bin/env python3
"""long-lines.py - a text as one line against the same text in lines of 80 bytes: figures, nothing passes or fails.

    tests/bench/long-lines.py [--build BUILD] [--text FILE] [--size MIB] [--rounds N]

The text is repeated to MIB (24): doc/sample.txt, which is full of readings, and with HANPIPE_EVAL_DATA the bench texts,
which have next to none; or FILE alone.  Both ways are run in turn, into /dev/null, by one thread (-j1).  Prints by CPU
time, user and system, the median speed of each and the median of the pairs' ratios: 1.00 is a line as fast as lines.
"""
import argparse
import lzma
import os
import re
import resource
import statistics
import subprocess
import tempfile

COMMANDS = [
    ["handecode"],
    ["hannorm"],
    ["hannorm", "--form=nfkc"],
    ["hannorm", "--profile=minimal"],
    ["hannorm", "--profile=clean"],
    ["hannorm", "--profile=search"],
    ["hannorm", "--profile=tw"],
    ["hanstrip"],
    ["hanfix"],
    ["hanstat", "--only=chars,han"],
    ["hanconv", "--exact", "-c", "s2t"],
    ["hanconv", "-c", "s2twp"],
    ["hanseg"],
    ["hanpipe", "norm | strip | conv -c s2t | seg"],
]


def cut(text, width):
    """Lines of at most `width` bytes, each of whole characters."""
    lines, at = [], 0
    while at < len(text):
        end = min(at + width - 1, len(text))
        while end < len(text) and text[end] & 0xC0 == 0x80:
            end -= 1
        lines.append(text[at:end])
        at = end
    return b"\n".join(lines) + b"\n"


def seconds(command, path):
    """CPU time of the command on the file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command + [path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def texts(path):
    """What is compared: the name of each, and its bytes without ends of lines."""
    sample = os.path.join(os.path.dirname(__file__), "..", "..", "doc", "sample.txt")
    made = [(path or sample, open(path or sample, "rb").read())]
    if not path and os.environ.get("HANPIPE_EVAL_DATA"):
        bench = os.path.join(os.environ["HANPIPE_EVAL_DATA"], "bench")
        made.append((bench, b"".join(lzma.open(os.path.join(bench, f"{name}.txt.xz")).read()
                                     for name in ("hans", "hant"))))
    return [(name, re.sub(rb"[\r\n]+", b"", text)) for name, text in made]


def compare(options, text):
    """Prints a row for each command."""
    with tempfile.TemporaryDirectory() as folder:
        line, lines = os.path.join(folder, "line"), os.path.join(folder, "lines")
        with open(line, "wb") as file:
            file.write(text + b"\n")
        with open(lines, "wb") as file:
            file.write(cut(text, 80))
        for words in COMMANDS:
            if options.only not in " ".join(words):
                continue
            command = [os.path.join(options.build, words[0]), "-q", "-j1", "--max-line=1G", *words[1:]]
            pairs = [(seconds(command, line), seconds(command, lines)) for _ in range(options.rounds)]
            speeds = [len(text) / 1e6 / statistics.median(column) for column in zip(*pairs)]
            ratio = statistics.median(many / one for one, many in pairs)
            print(f"{ratio:5.2f}   line {speeds[0]:6.0f} MB/s   lines {speeds[1]:6.0f} MB/s   {' '.join(words)}",
                  flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--text")
    parser.add_argument("--size", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="commands that hold this")
    options = parser.parse_args()
    for name, seed in texts(options.text):
        print(name)
        compare(options, seed * (options.size * 1048576 // len(seed) + 1))


if __name__ == "__main__":
    main()
