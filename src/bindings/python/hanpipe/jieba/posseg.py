"""Words with parts of speech, as jieba.posseg gives them.

The engine cuts by the dictionary; where it leaves characters by themselves, a hidden Markov model, whose states are a
place in a word and a tag, finds words and tags at once.
"""
import re

from . import Tokenizer, _tables
from . import dt as _words
from ._dictionary import Tags
from ._tokenizer import decode

_BLOCKS = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._]+)")
_HAN = re.compile("([\u4E00-\u9FD5]+)")
_OTHER = re.compile("([.0-9]+|[a-zA-Z0-9]+)")
_LATIN = re.compile("[a-zA-Z0-9]+$")
_NEVER = -3.14e100


class pair:
    """A word and its flag."""

    __slots__ = ("word", "flag")

    def __init__(self, word, flag):
        self.word = word
        self.flag = flag

    def __repr__(self):
        return f"pair({self.word!r}, {self.flag!r})"

    def __str__(self):
        return f"{self.word}/{self.flag}"

    def __iter__(self):
        return iter((self.word, self.flag))

    def __lt__(self, other):
        return self.word < other.word

    def __eq__(self, other):
        return isinstance(other, pair) and tuple(self) == tuple(other)

    def __hash__(self):
        return hash(self.word)

    def encode(self, arg):
        return str(self).encode(arg)


def _best_states(text):
    """The likeliest state of each character.  Of equals the greatest by name."""
    model, into = _tables.model()
    trans, states = model["trans"], model["states"]
    every = list(trans)
    emit = model["emit"].get(text[0], {})
    scores = {state: model["start"][state] + emit.get(state, _NEVER) for state in states.get(text[0], every)}
    ways = []
    for character in text[1:]:
        emit = model["emit"].get(character, {})
        reached = set().union(*(trans[state] for state in scores))
        possible = reached.intersection(states.get(character, every)) or reached or every
        before, scores, way = scores, {}, {}
        for state in possible:
            own = emit.get(state, _NEVER)
            scores[state], way[state] = max(
                (before[last] + step + own, last) for last, step in into[state] if last in before
            )
        ways.append(way)
    _, state = max((score, state) for state, score in scores.items())
    path = [state]
    for way in reversed(ways):
        state = way[state]
        path.append(state)
    return path[::-1]


def _cut_unknown_han(text):
    path = _best_states(text)
    begin = 0
    for at, state in enumerate(path):
        if state[0] == "B":
            begin = at
        elif state[0] == "E":
            yield pair(text[begin : at + 1], state[1:])
            begin = at + 1
        elif state[0] == "S":
            yield pair(text[at], state[1:])
            begin = at + 1
    if begin < len(text):
        yield pair(text[begin:], path[begin][1:])


def _flag_other(text):
    if text[0] in ".0123456789":
        return "m"
    return "eng" if _LATIN.match(text) else "x"


def _cut_unknown(text):
    for block in _HAN.split(text):
        if _HAN.match(block):
            yield from _cut_unknown_han(block)
        else:
            for part in _OTHER.split(block):
                if part:
                    yield pair(part, _flag_other(part))


class POSTokenizer:
    """Cuts text into pairs of word and flag."""

    def __init__(self, tokenizer=None):
        self.tokenizer = tokenizer or Tokenizer()
        self._read_tags()

    def initialize(self, dictionary=None):
        """Reads the tokenizer's dictionary, and its tags."""
        self.tokenizer.initialize(dictionary)
        self._read_tags()

    def _read_tags(self):
        if self.tokenizer.dictionary is not None:
            self.tokenizer.check_initialized()
        self.word_tag_tab = Tags(self.tokenizer.FREQ.dictionary)

    def makesure_userdict_loaded(self):
        if self.tokenizer.user_word_tag_tab:
            self.word_tag_tab.update(self.tokenizer.user_word_tag_tab)
            self.tokenizer.user_word_tag_tab = {}

    def __repr__(self):
        return f"<POSTokenizer tokenizer={self.tokenizer!r}>"

    def __getattr__(self, name):
        if name in ("cut_for_search", "lcut_for_search", "tokenize"):
            raise NotImplementedError(name)
        if name.startswith("__") or name == "tokenizer":
            raise AttributeError(name)
        return getattr(self.tokenizer, name)

    def _flag(self, word):
        return self.word_tag_tab.get(word, "x")

    def _is_word(self, token):
        """Whether the dictionary has it, where it may also be letters that stand together."""
        return not _LATIN.match(token) or bool(self.tokenizer.FREQ.get(token))

    def _cut_left(self, left):
        """Characters that the dictionary has left by themselves."""
        if len(left) == 1 or self.tokenizer.FREQ.get(left):
            for character in left:
                yield pair(character, self._flag(character))
        elif left:
            yield from _cut_unknown(left)

    def _cut_block(self, tokens):
        left = ""
        for token in tokens:
            if len(token) == 1 or not self._is_word(token):
                left += token
            else:
                yield from self._cut_left(left)
                left = ""
                yield pair(token, self._flag(token))
        yield from self._cut_left(left)

    def _cut_block_by_dictionary(self, tokens):
        for token in tokens:
            is_latin = _LATIN.match(token) and (len(token) == 1 or not self._is_word(token))
            yield pair(token, "eng" if is_latin else self._flag(token))

    def cut(self, sentence, HMM=True):
        self.makesure_userdict_loaded()
        blocks = _BLOCKS.split(decode(sentence))
        tokens = iter(self.tokenizer.lcut("\n".join(blocks[1::2]), HMM=False))
        for number, block in enumerate(blocks):
            if number % 2:
                own = iter(lambda: next(tokens, "\n"), "\n")
                yield from self._cut_block(own) if HMM else self._cut_block_by_dictionary(own)
            else:
                yield from self._cut_between(block)

    @staticmethod
    def _cut_between(text):
        """What is no word: marks and blanks."""
        for part in re.split(r"(\r\n|\s)", text):
            if part == "\r\n" or part.isspace():
                yield pair(part, "x")
            else:
                for character in part:
                    yield pair(character, "x")

    def lcut(self, sentence, HMM=True):
        return list(self.cut(sentence, HMM))


dt = POSTokenizer(_words)
initialize = dt.initialize


def cut(sentence, HMM=True, use_paddle=False):
    yield from dt.cut(sentence, HMM)


def lcut(sentence, HMM=True, use_paddle=False):
    return list(dt.cut(sentence, HMM))
