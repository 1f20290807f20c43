"""hanpipe.jieba against jieba itself, where that is installed: 0.42.1, Debian's python3-jieba.

The texts are lines of words and marks put together at random from a seed, and lines of Chinese from the folder that
$HANPIPE_EVAL_DATA names, where there is one: then 50,000.
"""
import io
import lzma
import os
import pickle
import random
import shutil
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
        self.addCleanup(jieba.finalseg.Force_Split_Words.clear)  # one for all its tokenizers

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


class OtherDictionary(Same):
    """A main dictionary of the user's: some thousand of jieba's words, and what no other has."""

    OWN = "的一是 400 x\n长江大 90000 nz\n了我 0 n\n北京大学 3 nt\n北京大学 7 nt\n国 家 5 n\nC++ 9 eng\n我。你 50 v\n"

    def setUp(self):
        super().setUp()
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        lines = self.OWN
        with jieba.get_dict_file() as file:
            lines += "".join(line.decode() for number, line in enumerate(file) if number % 40 == 7)
        self.path = self.write(lines.replace("国 家 5 n", "国家啊 5 n"))

    def write(self, lines):
        path = os.path.join(self.folder, "dictionary.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(lines)
        return path

    def both(self, path):
        theirs, own = jieba.Tokenizer(path), ours.Tokenizer(path)
        theirs.tmp_dir = own.tmp_dir = self.folder
        return theirs, own

    def test_it_takes_the_place_of_the_main_one(self):
        theirs, own = self.both(self.path)
        texts = random_lines(1500) + real_lines(1500) + [self.OWN]
        for options in ({"HMM": True}, {"HMM": False}, {"cut_all": True}):
            with self.subTest(options):
                self.same(lambda text: theirs.lcut(text, **options), lambda text: own.lcut(text, **options), texts)
        self.same(theirs.lcut_for_search, own.lcut_for_search, texts)
        self.assertEqual(theirs.total, own.total)
        for word in ("的一", "的一是", "了我", "北京大学", "中华人民共和国", "长江大"):
            self.assertEqual(theirs.FREQ.get(word), own.FREQ.get(word), word)
        self.assertEqual(os.listdir(self.folder).count("dictionary.txt"), 1)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(".hpd")], [])

    def test_words_of_the_users_go_over_it(self):
        theirs, own = self.both(self.path)
        for tokenizer in (theirs, own):
            tokenizer.add_word("中华人民")
            tokenizer.del_word("长江大")
            tokenizer.suggest_freq(("一", "是"), True)
        self.assertEqual(theirs.total, own.total)
        self.same(theirs.lcut, own.lcut, random_lines(1500) + real_lines(500))
        copy = pickle.loads(pickle.dumps(own))
        self.assertEqual(copy.lcut(self.OWN), own.lcut(self.OWN))

    def test_tags_and_keywords_are_its_own(self):
        theirs, own = (module.posseg.POSTokenizer(one) for module, one in zip((jieba, ours), self.both(self.path)))
        texts = random_lines(200) + real_lines(200) + ["的一是长江大C++北京大学"]
        for hmm in (True, False):
            self.same(lambda text: pairs(theirs.cut(text, hmm)), lambda text: pairs(own.cut(text, hmm)), texts)
        extract = [module.analyse.TFIDF() for module in (jieba, ours)]
        for one, tokenizer in zip(extract, self.both(self.path)):
            one.tokenizer = tokenizer
        text = "\n".join(texts)
        self.assertEqual(*(one.extract_tags(text, withWeight=True) for one in extract))

    def test_the_module_takes_it_too_and_forgets_what_was_added(self):
        for module in (jieba, ours):
            self.addCleanup(module.dt.__init__)
            module.add_word("无此词也", 10**6)
            module.set_dictionary(self.path)
        jieba.dt.tmp_dir = self.folder
        self.same(jieba.lcut, ours.lcut, random_lines(300) + ["无此词也"])
        self.same(
            lambda text: pairs(jieba.posseg.cut(text)), lambda text: pairs(ours.posseg.cut(text)), random_lines(100)
        )
        self.assertEqual(jieba.get_FREQ("的一是"), ours.get_FREQ("的一是"))

    def test_initialize_names_it(self):
        for module in (jieba, ours):
            tokenizer = module.Tokenizer()
            tokenizer.tmp_dir = self.folder
            tokenizer.initialize(self.path)
            self.assertEqual((tokenizer.initialized, tokenizer.dictionary), (True, self.path))
            self.assertEqual("/".join(tokenizer.cut("长江大的一是")), "长江大/的一是")

    def test_what_is_wrong_in_it_is_told(self):
        for lines in ("词\n", "词 x\n", "词 3\n\n词 3\n", "\n"):
            said = []
            for tokenizer in self.both(self.write(lines)):
                with self.assertRaises(ValueError) as caught:
                    tokenizer.lcut("词")
                said.append(str(caught.exception))
            self.assertIn("Line", said[1])
            self.assertIn(said[0].partition(" in ")[0], said[1])
        for module in (jieba, ours):
            self.assertRaises(Exception, module.Tokenizer().set_dictionary, "/not/there")
            self.assertRaises(ValueError, module.posseg.POSTokenizer, module.Tokenizer(self.write("词 3\n")))

    def test_ways_through_a_text(self):
        theirs, own = self.both(self.path)
        for text in random_lines(100) + [""]:
            ways = theirs.get_DAG(text)
            self.assertEqual(ways, own.get_DAG(text))
            routes = {}, {}
            theirs.calc(text, ways, routes[0])
            own.calc(text, ways, routes[1])
            self.assertEqual(*routes)

    def test_the_file_of_the_main_one(self):
        with jieba.get_dict_file() as theirs, ours.get_dict_file() as own:
            self.assertEqual(set(theirs.read().split(b"\n")), set(own.read().split(b"\n")))


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


class Analyzer(unittest.TestCase):
    def test_it_gives_whoosh_words_without_marks(self):
        try:
            import whoosh  # noqa: F401
        except ImportError:
            self.skipTest("needs whoosh (PyPI)")
        tokens = [(token.text, token.startchar, token.endchar) for token in ours.analyse.ChineseAnalyzer()("买水果的，Apples")]
        self.assertEqual(tokens, [("买", 0, 1), ("水果", 1, 3), ("appl", 5, 11)])


if __name__ == "__main__":
    unittest.main()
