"""An analyzer for Whoosh, as jieba.analyse.analyzer has it; needs whoosh."""
import re

from whoosh.analysis import LowercaseFilter, StemFilter, StopFilter, Token, Tokenizer
from whoosh.lang.porter import stem

from .. import tokenize

STOP_WORDS = frozenset(
    "a an and are as at be by can for from have if in is it may not of on or tbd that the this to us we when will with "
    "yet you your 的 了 和".split()
)
_HAN = re.compile("[\u4E00-\u9FD5]")


class ChineseTokenizer(Tokenizer):
    """The words of tokenize(mode="search"), without marks and single letters.  Of Whoosh's kind, it gives one token
    again and again, changed."""

    def __call__(self, text, **options):
        token = Token()
        for word, begin, end in tokenize(text, mode="search"):
            if len(word) > 1 or _HAN.match(word):
                token.original = token.text = word
                token.pos = token.startchar = begin
                token.endchar = end
                yield token


def ChineseAnalyzer(stoplist=STOP_WORDS, minsize=1, stemfn=stem, cachesize=50000):
    words = ChineseTokenizer() | LowercaseFilter() | StopFilter(stoplist=stoplist, minsize=minsize)
    return words | StemFilter(stemfn=stemfn, ignore=None, cachesize=cachesize)
