#!/usr/bin/env python3
"""threads.py - what two threads gain over one, and two processes at once on half of the text each: figures alone.

    tests/bench/threads.py [--build BUILD] [--text FILE] [--size MB] [--rounds N] [--only WORDS]

The text, doc/sample.txt or FILE, is repeated to MB (96); output goes to /dev/null.  Prints the least time by the clock
of one thread, in ms, what two threads and what two processes gain, and the least processor time of two threads as a part
of one's.  What two processes gain is all that the machine can give.  On one where others work, as the superuser:
chrt -f 10 tests/bench/threads.py.
"""
import argparse
import os
import resource
import subprocess
import tempfile
import time

COMMANDS = ["handecode", "hannorm", "hannorm --profile=clean", "hanstrip", "hanconv --exact", "hanconv",
            "hanconv -c s2twp", "hanseg"]


def run(command, *files):
    """Runs the command on each of the files at once: milliseconds by the clock, and of the processors."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    running = [subprocess.Popen(command + [file], stdout=subprocess.DEVNULL) for file in files]
    if any(process.wait() for process in running):
        raise SystemExit(f"{command[0]} failed")
    clock, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * clock, 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def compare(words, build, rounds, whole, halves):
    """Prints a row for the command."""
    command = [os.path.join(build, words.split()[0]), "-q", *words.split()[1:]]
    runs = [[run(command + ["-j1"], whole), run(command + ["-j2"], whole), run(command + ["-j1"], *halves)]
            for _ in range(rounds)]
    one, two, processes = ([min(column) for column in zip(*way)] for way in zip(*runs))
    print(f"{one[0]:7.1f} ms   {one[0] / two[0]:.2f}   {one[0] / processes[0]:.2f}   {two[1] / one[1]:.2f}   {words}",
          flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--text", default=os.path.join(os.path.dirname(__file__), "..", "..", "doc", "sample.txt"))
    parser.add_argument("--size", type=int, default=96)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="commands that hold this")
    options = parser.parse_args()
    with open(options.text, "rb") as file:
        text = file.read()
    half = text * (options.size * 500000 // len(text) + 1)
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ("whole", "first", "second")]
        for file, part in zip(files, (half + half, half, half)):
            with open(file, "wb") as out:
                out.write(part)
        print("one thread, the gain of two, of two processes, processor time of two threads")
        for words in COMMANDS:
            if options.only in words:
                compare(words, options.build, options.rounds, files[0], files[1:])


if __name__ == "__main__":
    main()
