"""Main dictionaries: jieba's own, compiled when the package was built, or a file of the user's in the same form."""
import io
import tempfile
from typing import Optional

from .. import _core
from .._pipeline import _open_data
from . import _tables


class _Entries:
    """What a file says: lines "word frequency tag", all of which jieba reads before it takes any."""

    def __init__(self, path):
        self.words = {}
        self.total = 0
        self.lines = []  # for the engine
        self.untagged = None  # the first line that is not of three fields
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                self._add(path, number, line.strip())

    def _add(self, path, number, line):
        try:
            line = line.decode("utf-8")
            fields = line.split(" ")
            word, frequency = fields[:2]
            frequency = int(frequency)
        except ValueError:
            raise ValueError(f"invalid dictionary entry in {path} at Line {number}: {line}") from None
        if len(fields) != 3:
            self.untagged = self.untagged or (number, line)
        self.words[word] = frequency, fields[2] if len(fields) == 3 else ""
        self.total += frequency
        self.lines.append(f"{word} {frequency}\n")


def _make_table(entries):
    rows = sorted((word.encode(), *entry) for word, entry in entries.words.items() if "\t" not in word)
    table = [b"\t%d\n" % entries.total]
    table += (b"%s\t%d\t%s\n" % (word, frequency, tag.encode()) for word, frequency, tag in rows)
    return b"".join(table)


class Dictionary:
    """Words with frequencies and tags, and the data that the engine cuts by: None for the installed ones.

    A file is read when it is first asked for.  Pickled as its path.
    """

    def __init__(self, path: Optional[str] = None, folder: Optional[str] = None):
        self.path = path
        self._folder = folder  # for the compiled form, which is written, mapped, and taken away
        self._words = None
        self.data = None
        self.untagged = None

    def __reduce__(self):
        return Dictionary, (self.path, self._folder)

    def load(self):
        """Reads a file of the user's."""
        if self.path is None or self._words is not None:
            return
        entries = _Entries(self.path)
        compiled = _core.compile_jieba("".join(entries.lines).encode())
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".hpd") as file:
            file.write(compiled)
            file.flush()
            self.data = _core.Data(file.name, _open_data(None))
        self.untagged = entries.untagged
        self._words = _tables.Words(_make_table(entries))

    @property
    def words(self):
        self.load()
        return self._words or _tables.words()

    def open(self):
        """The file itself; of the installed one its lines."""
        return io.BytesIO(self.words.lines()) if self.path is None else open(self.path, "rb")


class Frequencies:
    """A dictionary with the user's words over it: word → frequency, 0 for what only begins words."""

    def __init__(self, dictionary):
        self.dictionary = dictionary
        self.own = {}

    def get(self, word, default=None):
        if word in self.own:
            return self.own[word]
        found = self.dictionary.words.find(word)
        return default if found is None else found[0]

    def __getitem__(self, word):
        value = self.get(word)
        if value is None:
            raise KeyError(word)
        return value

    def __setitem__(self, word, frequency):
        raise TypeError("frequencies are set with add_word()")

    def __contains__(self, word):
        return self.get(word) is not None


class Tags(dict):
    """Word → tag: those that were given, over the dictionary's."""

    def __init__(self, dictionary):
        super().__init__()
        dictionary.load()
        if dictionary.untagged:
            number, line = dictionary.untagged
            raise ValueError(f"invalid POS dictionary entry in {dictionary.path} at Line {number}: {line}")
        self._dictionary = dictionary

    def __reduce__(self):
        return _make_tags, (self._dictionary, dict(self))

    def __missing__(self, word):
        found = self._dictionary.words.find(word)
        if not found or found[1] is None:
            raise KeyError(word)
        return found[1]

    def get(self, word, default=None):
        try:
            return self[word]
        except KeyError:
            return default


def _make_tags(dictionary, own):
    tags = Tags(dictionary)
    tags.update(own)
    return tags
