"""jieba, by hanpipe: ``import hanpipe.jieba as jieba``.

cut() and what builds on it give the words that jieba 0.42.1 gives, many times faster and without loading anything.
"""
import logging

from ._tokenizer import Tokenizer

__version__ = "0.42.1"  # of the jieba that this is like

default_logger = logging.getLogger(__name__)
dt = Tokenizer()

add_word = dt.add_word
calc = dt.calc
cut = dt.cut
cut_for_search = dt.cut_for_search
del_word = dt.del_word
get_DAG = dt.get_DAG
get_dict_file = dt.get_dict_file
initialize = dt.initialize
lcut = dt.lcut
lcut_for_search = dt.lcut_for_search
load_userdict = dt.load_userdict
set_dictionary = dt.set_dictionary
suggest_freq = dt.suggest_freq
tokenize = dt.tokenize
user_word_tag_tab = dt.user_word_tag_tab


def cut_all(sentence):
    """All words that the dictionary has in the text: cut(sentence, cut_all=True)."""
    return dt.cut(sentence, cut_all=True)


def get_FREQ(word, default=None):
    return dt.FREQ.get(word, default)


def enable_parallel(processnum=None):
    """Does nothing: one call is faster than jieba's processes.  Any number of threads may call cut()."""


def disable_parallel():
    """Does nothing."""


def enable_paddle():
    """Does nothing: there is no such model here."""


def setLogLevel(log_level):
    """Sets the level of default_logger, to which nothing is logged."""
    default_logger.setLevel(log_level)
