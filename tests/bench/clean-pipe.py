#!/usr/bin/env python3
"""clean-pipe.py - hanstrip on text that has nothing for it, from a file into a pipe, against cat: figures alone.

    tests/bench/clean-pipe.py [--build BUILD] [--size MB] [--rounds N] [--text FILE]

The text is what is Chinese in doc/sample.txt, or in FILE, without brackets, repeated to MB (100).  The reader at the
pipe's end takes all and throws it away.  Prints the least CPU time of each, user and system, in ms, and cat's part of
hanstrip's: 1.00 is as fast as cat.
"""
import argparse
import os
import re
import subprocess
import tempfile


def milliseconds(command):
    """CPU time of the command, into a pipe that is read to its end."""
    reading, writing = os.pipe()
    process = subprocess.Popen(command, stdout=writing)
    os.close(writing)
    reader = os.fork()
    if reader == 0:
        room = bytearray(1 << 20)
        while os.readv(reading, [room]):
            pass
        os._exit(0)
    os.close(reading)
    _, status, use = os.wait4(process.pid, 0)
    os.waitpid(reader, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    return 1000 * (use.ru_utime + use.ru_stime)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--text", default=os.path.join(os.path.dirname(__file__), "..", "..", "doc", "sample.txt"))
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with open(options.text, encoding="utf-8", errors="ignore") as file:
        seed = re.sub("[^\u4e00-\u9fff，。！？、；：\n]", "", file.read()).encode()
    with tempfile.NamedTemporaryFile() as file:
        for _ in range(options.size * 1000000 // len(seed) + 1):
            file.write(seed)
        file.flush()
        strip = [os.path.join(options.build, "hanstrip"), "-q", "-j1"]
        commands = [["cat"], *(strip + [f"--chunk={size}"] for size in ("64K", "256K", "1M"))]
        times = [[] for _ in commands]
        for _ in range(options.rounds):
            for command, row in zip(commands, times):
                row.append(milliseconds(command + [file.name]))
        for command, row in zip(commands, times):
            print(f"{min(row):6.1f} ms   {min(times[0]) / min(row):.2f}   {' '.join(command)}")


if __name__ == "__main__":
    main()
