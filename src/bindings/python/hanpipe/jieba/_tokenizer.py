"""Tokenizer: jieba's, over hanpipe's engine, which cuts as jieba 0.42.1 does."""
import os
import re
import shlex
import tempfile
import threading
import weakref
from math import log

from .._pipeline import Pipeline
from ._dictionary import Dictionary, Frequencies

_LONE = re.compile("([\ud800-\udfff])")
_WORDS = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")
_BLANKS = re.compile(r"(\r\n|\s)")
_USER_LINE = re.compile(r"^(.+?)(\s+[0-9]+)?(\s+[a-z]+)?$")


def decode(text):
    """A str of what jieba takes: str, or bytes of UTF-8 or GBK."""
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("gbk", "ignore")


_tokenizers = weakref.WeakSet()


def _renew_locks():
    """In a child of fork(): another thread may have held them."""
    for tokenizer in _tokenizers:
        tokenizer.lock = threading.RLock()


os.register_at_fork(after_in_child=_renew_locks)


class Tokenizer:
    """Cuts text into words.

    Words that are added count from the next call on, which opens the engine again with all of them: add many in a row
    rather than one between any two calls.  ``tmp_dir`` is where the engine's own form of another main dictionary goes
    for the moment that it takes to map it; ``cache_file`` is not used.
    """

    def __init__(self, dictionary=None):
        self.dictionary = None if dictionary is None else os.path.abspath(dictionary)
        self.initialized = False
        self.tmp_dir = None
        self.cache_file = None
        self.user_word_tag_tab = {}
        self._start(Dictionary())
        self._renew()

    def _renew(self):
        self.lock = threading.RLock()
        self._pipelines = {}
        _tokenizers.add(self)

    def _start(self, dictionary):
        """Begins with the words of the dictionary alone."""
        self.FREQ = Frequencies(dictionary)
        self._added = 0  # to the sum of the frequencies
        self._lines = []  # the user's words, as they were added
        self._pipelines = {}

    def __repr__(self):
        return f"<Tokenizer dictionary={self.dictionary!r}>"

    def __getstate__(self):
        state = dict(self.__dict__)
        del state["lock"], state["_pipelines"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._renew()

    @property
    def total(self):
        return self.FREQ.dictionary.words.total + self._added

    def initialize(self, dictionary=None):
        """Reads the dictionary, which the first call does else."""
        with self.lock:
            path = self.dictionary if dictionary is None else os.path.abspath(dictionary)
            if self.initialized and path == self.dictionary:
                return
            self.dictionary = path
            self.initialized = False
            chosen = Dictionary(path, self.tmp_dir)
            chosen.load()
            self._start(chosen)
            self.initialized = True

    def check_initialized(self):
        if not self.initialized:
            self.initialize()

    def set_dictionary(self, dictionary_path):
        """Makes the file, lines "word frequency tag", the main dictionary: the next call reads it.  Words that were added
        are forgotten."""
        path = os.path.abspath(dictionary_path)
        if not os.path.isfile(path):
            raise FileNotFoundError(f"jieba: file does not exist: {path}")
        with self.lock:
            self.dictionary = path
            self.initialized = False
            self._pipelines = {}

    def get_dict_file(self):
        """The main dictionary as a file of bytes."""
        return Dictionary(self.dictionary).open()

    def _pipeline(self, options):
        pipeline = self._pipelines.get(options)
        return pipeline if pipeline is not None else self._open(options)

    def _open(self, options):
        with self.lock:
            self.check_initialized()
            if options in self._pipelines:
                return self._pipelines[options]
            expression = "seg --engine=jieba" + options
            self.FREQ.dictionary.load()  # which a pickled one has not done
            data = self.FREQ.dictionary.data
            if not self._lines:
                self._pipelines[options] = Pipeline(expression, data=data)
                return self._pipelines[options]
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", suffix=".txt") as file:
                file.writelines(self._lines)
                file.flush()
                self._pipelines[options] = Pipeline(f"{expression} --words={shlex.quote(file.name)}", data=data)
            return self._pipelines[options]

    def _cut_by(self, options, text):
        try:
            return self._pipeline(options)._tokens(text, True)
        except UnicodeEncodeError:  # lone surrogates: tokens by themselves
            tokens = []
            for part in _LONE.split(text):
                if _LONE.match(part):
                    tokens.append(part)
                else:
                    tokens += self._pipeline(options)._tokens(part, True)
            return tokens

    def _cut_all(self, text):
        tokens = []
        for block in _WORDS.split(text):
            if not block:
                continue
            if _WORDS.match(block):
                tokens += self._cut_by(" --grain=full", block)
            else:
                tokens += _BLANKS.split(block)
        return tokens

    def get_DAG(self, sentence):
        """For each place of the text the places where words that begin there have their last character."""
        self.check_initialized()
        ways = {}
        for begin in range(len(sentence)):
            ends = []
            for end in range(begin, len(sentence)):
                frequency = self.FREQ.get(sentence[begin : end + 1])
                if frequency is None:
                    break
                if frequency:
                    ends.append(end)
            ways[begin] = ends or [begin]
        return ways

    def calc(self, sentence, DAG, route):
        """Fills `route` with the best way from each place on: (its weight, where its first word has its last
        character)."""
        log_total = log(self.total)
        route[len(sentence)] = 0, 0
        for begin in range(len(sentence) - 1, -1, -1):
            route[begin] = max(
                (log(self.FREQ.get(sentence[begin : end + 1]) or 1) - log_total + route[end + 1][0], end)
                for end in DAG[begin]
            )

    def lcut(self, sentence, cut_all=False, HMM=True, use_paddle=False):
        """The words of the text as a list: all that the dictionary has in it, or one way to cut it."""
        if type(sentence) is not str:
            sentence = decode(sentence)
        if cut_all:
            return self._cut_all(sentence)
        return self._cut_by("" if HMM else " --no-hmm", sentence)

    def cut(self, sentence, cut_all=False, HMM=True, use_paddle=False):
        """lcut(), as a generator."""
        yield from self.lcut(sentence, cut_all, HMM)

    def _inside(self, word):
        """Where words of two, then of three characters lie in a word: (begin, end)."""
        for length in (2, 3):
            if len(word) > length:
                for at in range(len(word) - length + 1):
                    if self.FREQ.get(word[at : at + length]):
                        yield at, at + length

    def cut_for_search(self, sentence, HMM=True):
        """The words of the text, each behind the shorter words that lie in it."""
        for word in self.lcut(sentence, HMM=HMM):
            for begin, end in self._inside(word):
                yield word[begin:end]
            yield word

    def lcut_for_search(self, sentence, HMM=True):
        return list(self.cut_for_search(sentence, HMM))

    def tokenize(self, unicode_sentence, mode="default", HMM=True):
        """(word, begin, end) for each word; with mode="search" as cut_for_search()."""
        if not isinstance(unicode_sentence, str):
            raise ValueError("jieba: the input parameter should be unicode.")
        at = 0
        for word in self.lcut(unicode_sentence, HMM=HMM):
            if mode != "default":
                for begin, end in self._inside(word):
                    yield word[begin:end], at + begin, at + end
            yield word, at, at + len(word)
            at += len(word)

    def load_userdict(self, f):
        """Adds the words of a file, its path or the file itself: lines "word [frequency] [tag]"."""
        if isinstance(f, (str, os.PathLike)):
            with open(f, "rb") as file:
                self._load(file, os.fspath(f))
        else:
            self._load(f, getattr(f, "name", repr(f)))

    def _load(self, lines, name):
        for line in lines:
            line = line.strip()
            if isinstance(line, bytes):
                try:
                    line = line.decode("utf-8").lstrip("\ufeff")
                except UnicodeDecodeError:
                    raise ValueError(f"dictionary file {name} must be utf-8") from None
            if line:
                word, frequency, tag = _USER_LINE.match(line).groups()
                self.add_word(word, frequency and frequency.strip(), tag and tag.strip())

    def add_word(self, word, freq=None, tag=None):
        """Adds a word; without a frequency with one that keeps it whole.  Frequency 0 takes it away."""
        word = decode(word)
        with self.lock:
            self.check_initialized()
            freq = self.suggest_freq(word) if freq is None else int(freq)
            own = self.FREQ.own
            own[word] = freq
            self._added += freq
            if tag:
                self.user_word_tag_tab[word] = tag
            for end in range(1, len(word)):
                if word[:end] not in self.FREQ:
                    own[word[:end]] = 0
            self._lines.append(f"{word}\t{freq}\n")
            self._pipelines = {}

    def del_word(self, word):
        self.add_word(word, 0)

    def suggest_freq(self, segment, tune=False):
        """The frequency with which the text of a str stays whole, or is cut between the parts of a tuple; with tune it
        gets that."""
        self.check_initialized()
        total = float(self.total)
        share = 1
        if isinstance(segment, (str, bytes)):
            word = decode(segment)
            for part in self.lcut(word, HMM=False):
                share *= self.FREQ.get(part, 1) / total
            frequency = max(int(share * self.total) + 1, self.FREQ.get(word, 1))
        else:
            parts = [decode(part) for part in segment]
            word = "".join(parts)
            for part in parts:
                share *= self.FREQ.get(part, 1) / total
            frequency = min(int(share * self.total), self.FREQ.get(word, 0))
        if tune:
            self.add_word(word, frequency)
        return frequency
