"""hanpipe.jieba against jieba itself, where that is installed: 0.42.1, Debian's python3-jieba.

The texts are lines of words and marks put together at random from a seed, and lines of Chinese from the folder that
$HANPIPE_EVAL_DATA names, where there is one: then 50,000.
"""
import io
import lzma
import os
import pickle
import random
import tempfile
import unittest

import hanpipe.jieba as ours
import hanpipe.jieba.analyse
import hanpipe.jieba.posseg

try:
    import jieba
    import jieba.analyse
    import jieba.posseg

    jieba.setLogLevel(60)
    jieba.dt.tmp_dir = tempfile.mkdtemp()
except ImportError:
    jieba = None

HERE = os.path.dirname(os.path.abspath(__file__))
PIECES = (
    list("的一是了我南京市长江大桥国家们人中不abcAB019 .-%+#&_，。！\t\r\n\u3000😀é國學ｅあ\0\x1c\u2028𠀀㐀")
    + "北京大学 研究生命起源 中国科学院计算所 他来到了网易杭研大厦 小明硕士毕业 3.14 C++ T恤 结婚的和尚未结婚的".split()
)


def random_lines(count):
    chance = random.Random(7)
    return ["".join(chance.choice(PIECES) for _ in range(chance.randint(0, 25))) for _ in range(count)]


def real_lines(count):
    folder = os.environ.get("HANPIPE_EVAL_DATA")
    lines = []
    for name in ("hans", "hant") if folder else ():
        with lzma.open(os.path.join(folder, "bench", name + ".txt.xz"), "rt", encoding="utf-8") as file:
            lines += file.read().split("\n")
    with open(os.path.join(HERE, "..", "..", "doc", "sample.txt"), encoding="utf-8") as file:
        lines += file.read().split("\n")
    random.Random(7).shuffle(lines)
    return lines[:count]


def pairs(found):
    return [(pair.word, pair.flag) for pair in found]


class Same(unittest.TestCase):
    def setUp(self):
        if jieba is None:
            self.skipTest("needs jieba (Debian: python3-jieba)")

    def same(self, theirs, own, texts):
        wrong = [text for text in texts if theirs(text) != own(text)]
        self.assertEqual((len(wrong), wrong[:3]), (0, []))


class Cut(Same):
    def test_lines_are_cut_alike(self):
        texts = random_lines(3000) + real_lines(50000)
        for options in ({"HMM": True}, {"HMM": False}, {"cut_all": True}):
            with self.subTest(options):
                self.same(lambda text: jieba.lcut(text, **options), lambda text: ours.lcut(text, **options), texts)

    def test_documents_are_cut_alike(self):
        lines = random_lines(1000) + real_lines(1000)
        texts = ["\n".join(lines[i : i + 50]) for i in range(0, len(lines), 50)]
        self.same(jieba.lcut, ours.lcut, texts)

    def test_bytes_are_taken(self):
        for text in ("他来到了".encode(), "他来到了".encode("gbk"), b""):
            self.assertEqual(jieba.lcut(text), ours.lcut(text))

    def test_lone_surrogates_stay(self):
        self.assertEqual(jieba.lcut("中国\ud800人民"), ours.lcut("中国\ud800人民"))

    def test_for_search(self):
        texts = random_lines(500) + real_lines(2000)
        self.same(jieba.lcut_for_search, ours.lcut_for_search, texts)
        self.same(lambda text: jieba.lcut_for_search(text, HMM=False), lambda t: ours.lcut_for_search(t, HMM=False), texts)

    def test_tokenize(self):
        for mode in ("default", "search"):
            self.same(
                lambda text: list(jieba.tokenize(text, mode=mode)),
                lambda text: list(ours.tokenize(text, mode=mode)),
                random_lines(500) + real_lines(500),
            )
        self.assertRaises(ValueError, lambda: list(ours.tokenize(b"a")))


class UserWords(Same):
    FILE = "创新办 3 i\n云计算 5\n凱特琳 nz\n台中\nedu Trust认证 3\n大数据 0\n国 家 5 n\n长江大 90000 ns\n\n"

    def change(self, tokenizer):
        tokenizer.load_userdict(io.StringIO(self.FILE))
        tokenizer.add_word("石墨烯")
        tokenizer.add_word("abc", 5, "eng")
        tokenizer.add_word("c++", tag="nz")
        tokenizer.add_word("的一是", 100000, "zz")
        tokenizer.del_word("南京市")
        tokenizer.suggest_freq(("中", "将"), True)
        tokenizer.suggest_freq("台中", True)
        return tokenizer

    def test_words_count_alike(self):
        theirs, own = self.change(jieba.Tokenizer()), self.change(ours.Tokenizer())
        texts = random_lines(2000) + real_lines(1000) + [self.FILE, "石墨烯如果放到post中将出错，abc的一是c++"]
        self.assertEqual(theirs.total, own.total)
        self.same(theirs.lcut, own.lcut, texts)
        self.same(lambda text: theirs.lcut(text, HMM=False), lambda text: own.lcut(text, HMM=False), texts)
        self.same(theirs.lcut_for_search, own.lcut_for_search, texts)
        theirs, own = jieba.posseg.POSTokenizer(theirs), ours.posseg.POSTokenizer(own)
        self.same(lambda text: pairs(theirs.cut(text)), lambda text: pairs(own.cut(text)), texts[:300] + texts[-2:])

    def test_tokenizers_have_words_of_their_own(self):
        one, other = ours.Tokenizer(), ours.Tokenizer()
        one.add_word("长江大桥的", 10**6)
        self.assertIn("长江大桥的", one.lcut("长江大桥的"))
        self.assertNotIn("长江大桥的", other.lcut("长江大桥的"))

    def test_a_tokenizer_can_be_pickled(self):
        own = self.change(ours.Tokenizer())
        copy = pickle.loads(pickle.dumps(own))
        self.assertEqual(copy.lcut(self.FILE), own.lcut(self.FILE))

    def test_frequencies(self):
        for text in real_lines(300) + ["台中", "中将", "", "a"]:
            self.assertEqual(jieba.suggest_freq(text[:6]), ours.suggest_freq(text[:6]))
        for parts in (("中", "将"), ("今天", "天气"), ("北", "京")):
            self.assertEqual(jieba.suggest_freq(parts), ours.suggest_freq(parts))
        for word in ("北京", "北", "北京大", "无此词也", "", "a", "鿕"):
            self.assertEqual(jieba.get_FREQ(word), ours.get_FREQ(word), word)


class PartsOfSpeech(Same):
    def test_with_the_model(self):
        self.same(
            lambda text: pairs(jieba.posseg.cut(text)),
            lambda text: pairs(ours.posseg.cut(text)),
            random_lines(300) + real_lines(300),
        )

    def test_without(self):
        self.same(
            lambda text: pairs(jieba.posseg.cut(text, HMM=False)),
            lambda text: pairs(ours.posseg.cut(text, HMM=False)),
            random_lines(2000) + real_lines(2000),
        )


class Keywords(Same):
    def texts(self):
        lines = real_lines(200)
        return ["\n".join(lines[i : i + 20]) for i in range(0, len(lines), 20)] + ["", "，"]

    def test_tf_idf(self):
        for options in ({}, {"withWeight": True, "topK": None}, {"allowPOS": ("n", "v"), "withWeight": True}):
            with self.subTest(options):
                self.same(
                    lambda text: jieba.analyse.extract_tags(text, **options),
                    lambda text: ours.analyse.extract_tags(text, **options),
                    self.texts(),
                )

    def test_text_rank(self):
        for options in ({}, {"withWeight": True, "topK": 5, "allowPOS": ("n", "ns")}):
            with self.subTest(options):
                self.same(
                    lambda text: jieba.analyse.textrank(text, **options),
                    lambda text: ours.analyse.textrank(text, **options),
                    self.texts(),
                )


if __name__ == "__main__":
    unittest.main()
