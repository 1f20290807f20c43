#!/usr/bin/env python3
"""seg-joins.py DICT GRAMMAR FOLD TEXT > seg-joins.tsv: what the coarse grain makes of words that stand side by side.

DICT is jieba's dict.txt, GRAMMAR seg-grammar.tsv, FOLD seg-fold.tsv, TEXT running text of either script.  The classes of
GRAMMAR say what may be what; which of it is so is told by counting in DICT and TEXT, by these tests:

  a phrase    A function word and another, listed together: a phrase where the other goes with three members of the
              paradigm or more and no one member has nearly all of it (最大 更大 很大 太大, but 最近).  Behind a negation: where
              it is asked A-not-A (能不能, but not 过不过).  Else a word.  What is seldom listed is a phrase with any
              function word, where the other is a free one; so is what the grammar calls one.
  a measure   stands behind a numeral or a determiner often enough.
  an ending   Many listed words of three characters are a listed word and it, and together they are about as frequent as
              it is by itself.  Of places where most of those are names of places; of kinds, which go behind verbs too,
              where many of their first parts are verbs.
  a surname   Many of the listed words of three characters that it begins are names of persons, and it is not much
              oftener a word by itself.

The thresholds are below, round numbers.  Those of COUNTED and ASKED were weighed against a few others by how well whole
texts were cut, never by single words.
"""
import collections
import sys

LISTED = 20          # the frequency from which a listed word may be a term (src/segment/sections_open.c)
FREE = 500           # that of a character which is a word by itself
SEEN = 10            # times that a pair is seen in TEXT before it counts as one
MEMBERS = 3          # of a paradigm, which the other word goes with
NEARLY_ALL = 0.85    # of what it goes with
ASKED = 0.05         # of times behind a negation that it is asked A-not-A
COUNTED = 0.01       # of a measure word's times: behind a numeral or a determiner
TYPES = 40           # listed words with an ending
PLACES = 15          # the same for places, of which fewer are listed
JOINED = 0.4         # times with the word before it for each time by itself
SHORT = 0.05         # the same for what is a verb by itself
VERBS = 0.3          # of first parts
NAMES = 15           # listed words that begin with a surname
NAMED = 0.3          # of listed words that begin so
BORNE = 0.04         # times in names for each time by itself: 时 and 和 are too seldom surnames

PREPOSED = ('demonstrative', 'determiner', 'number', 'degree', 'focus', 'negation')
NUMERALS = set('0123456789一二三四五六七八九十百千万亿两几半多第这那哪各每某')


def rows(path):
    with open(path, encoding='utf-8') as file:
        for line in file:
            if not line.startswith('#') and '\t' in line:
                yield line.rstrip('\n').split('\t')


class Lists:
    """The lexicon, the text, and the grammar's classes."""

    def __init__(self, dict_path, grammar, fold, text):
        table = {ord(row[0]): row[1] for row in rows(fold)}
        self.words = {}
        with open(dict_path, encoding='utf-8') as file:
            for line in file:
                word, frequency, *tag = line.split()
                self.words.setdefault(word.translate(table), (int(frequency), tag[0] if tag else ''))
        self.classes = collections.defaultdict(list)
        for name, members in rows(grammar):
            known = self.classes[name]
            known += [m for m in dict.fromkeys(members.translate(table).split()) if m not in known]
        self.ones, self.twos, self.asked = (collections.Counter() for _ in range(3))
        with open(text, encoding='utf-8') as file:
            for line in file:
                line = line.translate(table)
                self.ones.update(line)
                self.twos.update(a + b for a, b in zip(line, line[1:]))
                self.asked.update(a for a, no, b in zip(line, line[1:], line[2:]) if no == '不' and a == b)

    def frequency(self, word):
        return self.words.get(word, (0, ''))[0]

    def tag(self, word):
        return self.words.get(word, (0, ''))[1]


# By class: what lists call a phrase of it, and its other word.
TAGS = {
    'determiner': ('r m t n', 'n q m f s t v'),
    'number': ('m t', 'n q t m'),
    'degree': ('a d v n', 'a m'),
    'focus': ('v d c r', 'v'),
    'negation': ('v d a c n df', 'v a'),
}


def has_tag(lists, word, tags):
    tag = lists.tag(word)
    return tag in tags.split() or tag in ('zg', 'k') or tag[1:] in ('g', 'n')


def in_paradigm(lists, word, other, pairs):
    """True when the other word, a free one, goes with the whole paradigm; pairs are all of it."""
    counts = [lists.twos[pair] for pair in pairs]
    return (lists.frequency(other) >= FREE and sum(n >= SEEN for n in counts) >= MEMBERS
            and lists.twos[word] <= NEARLY_ALL * sum(counts))


def is_phrase(lists, name, word):
    """True when the listed pair is a function word of that class and another."""
    other = word[1]
    if word in lists.classes['whole'] or (name == 'demonstrative' and other in lists.classes['pronoun']):
        return False
    if name in ('demonstrative', 'determiner', 'number') and other in lists.classes['measure']:
        return True
    if name == 'demonstrative':
        return False
    of_phrase, of_other = TAGS[name]
    if not (has_tag(lists, word, of_phrase) and has_tag(lists, other, of_other)):
        return False
    if name == 'negation':
        return lists.asked[other] >= max(SEEN, ASKED * lists.twos[word])
    paradigm = lists.classes[name] + (lists.classes['demonstrative'] if name == 'determiner' else [])
    return in_paradigm(lists, word, other, [b + other for b in paradigm])


def is_clitic_phrase(lists, word):
    """True when the pair is a function word and another, which is free."""
    first, last = word
    if word in lists.classes['whole']:
        return False
    before = first in lists.classes['proclitic'] and first not in lists.classes['leading']
    behind = last in lists.classes['enclitic'] and last not in lists.classes['trailing']
    return (before and lists.frequency(last) >= FREE) or (behind and lists.frequency(first) >= FREE)


def phrases(lists):
    """The lexicon's pairs that are phrases, the commonest first."""
    for word, (frequency, _) in sorted(lists.words.items(), key=lambda item: -item[1][0]):
        if len(word) != 2:
            continue
        if word in lists.classes['phrase'] or (frequency < LISTED and is_clitic_phrase(lists, word)):
            yield word
            continue
        if frequency < LISTED or word[0] in lists.classes['bound']:
            continue
        names = [name for name in PREPOSED if word[0] in lists.classes[name]]
        if any(is_phrase(lists, name, word) for name in names):
            yield word


def derived(lists, ending):
    """The listed nouns that are a listed word of two characters and the ending."""
    for word, (frequency, tag) in lists.words.items():
        if len(word) == 3 and word[2] == ending and tag[:1] == 'n' and tag[:2] != 'nr' and lists.frequency(word[:2]) >= LISTED:
            yield frequency, tag, lists.tag(word[:2])


def endings(lists):
    """Places, bodies, short ones and kinds."""
    places, bodies, shorts, kinds = [], [], [], []
    for ending in dict.fromkeys(lists.classes['place'] + lists.classes['suffix']):
        words = list(derived(lists, ending))
        ratio = sum(word[0] for word in words) / (lists.frequency(ending) + 1)
        located = [word for word in words if word[1] == 'ns']
        if ending in lists.classes['place'] and len(located) >= PLACES and len(located) > len(words) / 2:
            places.append(ending)
        elif len(words) < TYPES or ending not in lists.classes['suffix']:
            continue
        elif ending in lists.classes['verb']:
            shorts += [ending] if ratio >= SHORT else []
        elif ratio >= JOINED:
            verbs = sum(word[2][:1] == 'v' for word in words)
            (kinds if verbs >= VERBS * len(words) else bodies).append(ending)
    return places, bodies, shorts, kinds


def measures(lists):
    for measure in lists.classes['measure']:
        behind = sum(lists.twos[numeral + measure] for numeral in NUMERALS)
        if behind >= COUNTED * lists.ones[measure]:
            yield measure


def surnames(lists):
    begun, named, borne = collections.Counter(), collections.Counter(), collections.Counter()
    for word, (frequency, tag) in lists.words.items():
        if tag == 'nr' and len(word) in (2, 3):
            borne[word[0]] += frequency
        if len(word) == 3:
            begun[word[0]] += 1
            named[word[0]] += tag == 'nr'
    for surname in lists.classes['surname']:
        known = named[surname] >= max(NAMES, NAMED * begun[surname])
        if len(surname) == 2 or (known and borne[surname] >= BORNE * lists.frequency(surname)):
            yield surname


HEAD = """\
# seg-joins.tsv - what the coarse grain of segmentation makes of words that stand side by side.
#
# Columns: what the characters are, TAB, the characters or words, with spaces between them.  Simplified; Traditional text is folded.
#   after     localizers; behind a noun 中 is rather one than the beginning of 中学
#   phrase    of two characters: no word, though lists have it (也是, 各种), and cut even where the fine grain has it whole
#   determiner  goes before measure words as numerals do (这|本|书)
#   measure   measure words: cut from the numeral before them, or joined with it, by --measures
#   place     ends names of places (水心村); joined with a word of two characters and more before it
#   body      ends names of organisations, offices, buildings and things (司法局); the same.  Of two characters (大学): a name
#             that ends so is a term however rare
#   short     the same, but only behind two characters that are no word (奥委会), because it is a verb by itself (老师会来)
#   kind      ends words for people and things (经营者); joined with a word of two characters before it, a verb too
#   proclitic, enclitic  function words: what they make with the word behind or before them is no word unless it is a common one
#   surname   surnames, of two characters as well
# Origin: made by seg-joins.py, which tells how, of jieba 0.42.1's dict.txt (MIT), the classes in seg-grammar.tsv, and the CC0
# transcripts audreyt/transcript at 1524a5d.
# Licence: Apache-2.0.
"""


def put(name, members):
    for i in range(0, len(members), 60):
        print('%s\t%s' % (name, ' '.join(members[i:i + 60])))


def main():
    lists = Lists(*sys.argv[1:])
    places, bodies, shorts, kinds = endings(lists)
    sys.stdout.write(HEAD)
    put('after', lists.classes['localizer'])
    put('determiner', lists.classes['demonstrative'] + lists.classes['determiner'] + lists.classes['number'])
    put('measure', list(measures(lists)))
    put('place', places + lists.classes['people'])
    put('body', bodies + lists.classes['school'])
    put('short', shorts)
    put('kind', kinds)
    put('proclitic', lists.classes['proclitic'])
    put('enclitic', lists.classes['enclitic'])
    put('surname', list(surnames(lists)))
    put('phrase', list(phrases(lists)))


if __name__ == '__main__':
    main()
