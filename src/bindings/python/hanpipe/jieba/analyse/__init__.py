"""Keywords of a text, as jieba.analyse gives them: by TF-IDF, and by TextRank."""
import functools
import os
from collections import defaultdict

from .. import _tables, posseg
from .. import dt as _words

_STOP = (
    "the of is and to in that we for an are by be as on with can if from which you it this then at have all not one has "
    "or"
)


class _Extractor:
    STOP_WORDS = frozenset(_STOP.split())

    def __init__(self):
        self.stop_words = set(self.STOP_WORDS)

    def set_stop_words(self, stop_words_path):
        with open(stop_words_path, encoding="utf-8") as file:
            self.stop_words.update(file.read().splitlines())

    def _counts(self, word):
        return len(word.strip()) >= 2 and word.lower() not in self.stop_words


@functools.lru_cache(maxsize=4)
def _read_idf(path):
    with open(path, encoding="utf-8") as file:
        table = {word: float(value) for word, value in (line.split(" ") for line in file.read().splitlines())}
    return table, sorted(table.values())[len(table) // 2]


def _best(scores, most, with_weight):
    names = sorted(scores, key=scores.__getitem__, reverse=True)
    ranked = [(name, scores[name]) for name in names] if with_weight else names
    return ranked[:most] if most else ranked


class TFIDF(_Extractor):
    def __init__(self, idf_path=None):
        super().__init__()
        self.tokenizer = _words
        self.postokenizer = posseg.dt
        self._path = idf_path

    def set_idf_path(self, idf_path):
        if not os.path.isfile(idf_path):
            raise FileNotFoundError(idf_path)
        self._path = os.path.abspath(idf_path)

    def extract_tags(self, sentence, topK=20, withWeight=False, allowPOS=(), withFlag=False):
        """The topK best words; None for all.  allowPOS names the flags that count; withFlag gives pairs then."""
        idf, median = _read_idf(self._path or _tables.table_path("idf.txt"))
        if allowPOS:
            found = [pair for pair in self.postokenizer.cut(sentence) if pair.flag in frozenset(allowPOS)]
            keys = [pair if withFlag else pair.word for pair in found if self._counts(pair.word)]
        else:
            keys = [word for word in self.tokenizer.cut(sentence) if self._counts(word)]
        counts = defaultdict(float)
        for key in keys:
            counts[key] += 1.0
        total = sum(counts.values())
        scores = {key: counts[key] * (idf.get(getattr(key, "word", key), median) / total) for key in counts}
        return _best(scores, topK, withWeight)


class TextRank(_Extractor):
    def __init__(self):
        super().__init__()
        self.tokenizer = self.postokenizer = posseg.dt
        self.span = 5

    def textrank(self, sentence, topK=20, withWeight=False, allowPOS=("ns", "n", "vn", "v"), withFlag=False):
        """The topK best words, or pairs (withFlag), by what stands near what."""
        allowed = frozenset(allowPOS)
        words = [
            (pair if allowPOS and withFlag else pair.word) if pair.flag in allowed and self._counts(pair.word) else None
            for pair in self.tokenizer.cut(sentence)
        ]
        near = defaultdict(int)
        for at, word in enumerate(words):
            if word is not None:
                for other in words[at + 1 : at + self.span]:
                    if other is not None:
                        near[word, other] += 1
        return _best(_rank(near), topK, withWeight)

    extract_tags = textrank


def _rank(near):
    """PageRank over an undirected graph, ten rounds, its nodes in their order; the best is 1."""
    edges = defaultdict(list)
    for (one, other), weight in near.items():
        edges[one].append((other, weight))
        edges[other].append((one, weight))
    scores = {node: 1.0 / len(edges) for node in edges}
    sums = {node: sum((weight for _, weight in row), 0.0) for node, row in edges.items()}
    nodes = sorted(edges)
    for _ in range(10):
        for node in nodes:
            share = 0
            for other, weight in edges[node]:
                share += weight / sums[other] * scores[other]
            scores[node] = (1 - 0.85) + 0.85 * share
    if not scores:
        return scores
    least, most = min(scores.values()), max(scores.values())
    return {node: (score - least / 10.0) / (most - least / 10.0) for node, score in scores.items()}


default_tfidf = TFIDF()
default_textrank = TextRank()
extract_tags = tfidf = default_tfidf.extract_tags
set_idf_path = default_tfidf.set_idf_path
textrank = default_textrank.textrank


def set_stop_words(stop_words_path):
    default_tfidf.set_stop_words(stop_words_path)
    default_textrank.set_stop_words(stop_words_path)


def __getattr__(name):
    if name == "ChineseAnalyzer":  # which needs whoosh
        from .analyzer import ChineseAnalyzer

        return ChineseAnalyzer
    raise AttributeError(name)
