"""Clean, convert and segment Chinese text.

    >>> import hanpipe
    >>> pipeline = hanpipe.Pipeline("strip | conv -c t2s")
    >>> pipeline("國(guó)家")
    '国家'

A pipeline is made from the words of hanpipe's command line.  It may be used by any number of threads, survives fork(),
and can be pickled.  hanpipe.jieba and hanpipe.opencc stand in for the packages of those names.
"""
from ._core import Edit, Word, library_version
from ._errors import DataError, Error, ExpressionError, FileError, LimitError, TextError
from ._pipeline import Pipeline, Records, data_path
from ._version import __version__

__all__ = [
    "DataError",
    "Edit",
    "Error",
    "ExpressionError",
    "FileError",
    "LimitError",
    "Pipeline",
    "Records",
    "TextError",
    "Word",
    "__version__",
    "data_path",
    "library_version",
]
