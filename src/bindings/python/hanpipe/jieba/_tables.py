"""jieba's dictionary as a sorted file, looked up where it lies.

A look-up halves the file some eighteen times; the words that were asked for last are remembered.
"""
import functools
import json
import mmap
import os

from .._errors import DataError

FOLDER = os.path.dirname(os.path.abspath(__file__))


def table_path(name):
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        raise DataError(f"{name} is not in this package: it was built where jieba's tables (python3-jieba) were missing")
    return path


class Words:
    """Frequencies and tags of a table in the form of words.tsv, bytes or mapped."""

    def __init__(self, table):
        self._map = table
        self._first = table.find(b"\n") + 1
        self.total = int(table[: self._first])

    def lines(self):
        """jieba's own form, as bytes: "word frequency tag"."""
        return self._map[self._first :].replace(b"\t", b" ")

    @functools.lru_cache(maxsize=1 << 17)
    def find(self, word):
        """(frequency, tag); (0, None) for what only begins words; None for anything else."""
        key = word.encode("utf-8", "surrogatepass")
        low, high = self._first, len(self._map)
        while low < high:  # both are where lines begin
            middle = self._map.rfind(b"\n", low, (low + high) // 2)
            at = low if middle < 0 else middle + 1
            end = self._map.find(b"\n", at)
            if self._map[at : self._map.find(b"\t", at)] < key:
                low = end + 1
            else:
                high = at
        line = self._map[low : self._map.find(b"\n", low)] if low < len(self._map) else b""
        if line.startswith(key + b"\t"):
            frequency, tag = line[len(key) + 1 :].split(b"\t")
            return int(frequency), tag.decode()
        return (0, None) if key and line.startswith(key) else None


@functools.lru_cache(maxsize=None)
def words():
    with open(table_path("words.tsv"), "rb") as file:
        return Words(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


@functools.lru_cache(maxsize=None)
def model():
    """The model of posseg for words that are in no dictionary, and for each state those before it with their steps."""
    with open(table_path("posseg.json"), encoding="utf-8") as file:
        tables = json.load(file)
    into = {state: [] for state in tables["trans"]}
    for state, row in tables["trans"].items():
        for following, step in row.items():
            into[following].append((state, step))
    return tables, into
