"""The other side of jieba.bats: what jieba itself says, one line of tokens for each line of standard input.

jieba_peer.py cut MODE [FILE]   tokens by jieba.cut(), MODE being hmm, no-hmm or all, joined by one space; blank and empty tokens
                                dropped; FILE is a user's dictionary
jieba_peer.py tokens            the same form of a text that hanseg has cut
jieba_peer.py generate N        N lines made of what the two might read differently, the same ones every time
jieba_peer.py words N FILE      a user's dictionary of N lines, made of words and of pieces of FILE's lines
"""
import random
import sys


def lines():
    for line in sys.stdin.buffer:
        yield line.rstrip(b"\n").decode("utf-8")


def put(tokens):
    sys.stdout.buffer.write((" ".join(tokens) + "\n").encode("utf-8"))


def cut(mode, dictionary=None):
    import logging
    import jieba

    jieba.setLogLevel(logging.ERROR)
    if dictionary:
        jieba.load_userdict(dictionary)
    for line in lines():
        put(w for w in jieba.cut(line, cut_all=mode == "all", HMM=mode == "hmm") if w and not w.isspace())


# Words, their parts, characters that no word has, and everything around the edges of jieba's character classes.
PIECES = [
    "南京市长江大桥", "我来到北京清华大学", "他来到了网易杭研大厦", "乒乓球拍卖完了", "中国有企业", "的解除了", "工信处女干事",
    "小明硕士毕业于", "計程車", "臺灣大學", "一二三", "囧囍", "龘靐", "丂丄", "\u9fd5", "\u9fd6", "\u9fff", "\u3400", "\u4dbf",
    "\U00020000", "\U0002a6d6", "\u3007", "々", "B超", "T恤", "c++", "C#", "AT&T", "iPhone15", "3.14", "3.14%", "a.5b", "..", ".5",
    "1.", "%", "100%", "-26.95%", "+#&", "_", "-", "a_b-c", "x", "7", "\uff21", "\uff11", "\u0661", "\u0967", "\u00e9", "gu\u00f3",
    "e\u0301", "\u200d", "\U0001f468\u200d\U0001f469", "\ufe0f", "，", "。", "“", "·", "!", "@", "/", "http://a.cn/x?y=1", "\\",
    "'", '"', "(", "[", "*", "~", "^", "$", "\0", "\x01", "\x7f", "\x80", "\u00ad", "\ufeff", "\ufffd", "\ue000", "\U000f0000",
    " ", "\t", "\r", "\v", "\f", "\x1c", "\x1f", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028", "\u3000", "\u200b",
]


def generate(count):
    rng = random.Random(20200120)
    for _ in range(count):
        out = []
        for _ in range(rng.randrange(1, 14)):
            kind = rng.randrange(8)
            if kind < 5:
                out.append(rng.choice(PIECES))
            elif kind == 5:
                word = rng.choice(PIECES)
                out.append(word[rng.randrange(len(word)):])
            elif kind == 6:
                out.append("".join(chr(rng.randrange(0x4E00, 0x9FD7)) for _ in range(rng.randrange(1, 9))))
            else:
                out.append("".join(rng.choice("aZ09.%+-_&#") for _ in range(rng.randrange(1, 7))))
        put(["".join(out)])


def words(count, path):
    rng = random.Random(20200121)
    with open(path, encoding="utf-8", newline="\n") as file:
        # In hanpipe-lists(5) a TAB ends a word; to jieba it is a part of it.
        text = [line.rstrip("\n").replace("\t", " ") for line in file if len(line) > 2]
    # hanpipe-lists(5) takes a mark at a list's start only, where jieba drops those of every line.
    pieces = [piece for piece in PIECES if piece != "\ufeff"]
    odd = ["Edu Trust认证", "a/d", "*ST舜船", "c++11", "x", "9", "AT&T公司", "·点", "我", "一个", "3 n", "n", "的 的 的"]
    for _ in range(count):
        kind, line = rng.randrange(8), rng.choice(text)
        start = rng.randrange(len(line))
        word = line[start:start + rng.randrange(1, 7)] if kind < 6 else rng.choice(odd if kind == 6 else pieces)
        frequency = rng.choice(["", "", " 3", " 100", " 100000", " 0", " 5"])
        put([word + frequency + rng.choice(["", " n", " nz", " N", " x1"]) + rng.choice(["", "\r", " "])])


if __name__ == "__main__":
    if sys.argv[1] == "cut":
        cut(*sys.argv[2:])
    elif sys.argv[1] == "words":
        words(int(sys.argv[2]), sys.argv[3])
    elif sys.argv[1] == "generate":
        generate(int(sys.argv[2]))
    else:
        for line in lines():
            put(line.split())
