"""Pipeline: hanpipe's pipelines as Python objects."""
from __future__ import annotations

import itertools
import json
import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Iterable, Iterator, Optional, Union

from . import _core

_BATCH = 64  # texts that a thread of many() is given at a time
_NO_FILES = 1

_data: dict[str, _core.Data] = {}
_data_lock = threading.Lock()


def _renew_lock():
    """In a child of fork(): another thread may have held it."""
    global _data_lock
    _data_lock = threading.Lock()


os.register_at_fork(after_in_child=_renew_lock)


def data_path() -> str:
    """The dictionaries that are used where none are named.

    $HANPIPE_DATA, else those in the package, else those that are installed with the library.
    """
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hanpipe.hpd")
    given = os.environ.get("HANPIPE_DATA")
    return given or (own if os.path.exists(own) else _core.default_data())


def _open_data(path):
    """The dictionaries at the path, mapped once."""
    if isinstance(path, _core.Data):
        return path
    path = os.fspath(path) if path is not None else data_path()
    with _data_lock:
        if path not in _data:
            _data[path] = _core.Data(path)
        return _data[path]


class Records(_core.Records):
    """Where a record has its texts: ``Records("jsonl:/text")``, ``Records("csv:title,body", header=first_line)``.

    ``into`` names, for JSON, where the results go instead, as many pointers as there are fields.
    """

    def __new__(cls, fields: str, *, into: Optional[str] = None, header: Optional[str] = None) -> Records:
        self = super().__new__(cls, fields, into, header)
        self._options = {"into": into, "header": header}
        self.fields = fields
        return self

    def __reduce__(self):
        return _open, (type(self), self.fields, self._options)


class Pipeline(_core.Pipeline):
    """A pipeline, opened from an expression: filters and their options, separated by ``|``.

    ``data`` is the path of other dictionaries.  For an expression from outside: with ``files=False`` no option may name
    a file, ``max_filters`` and ``max_expression`` (bytes) say how long it may be; what is too much raises LimitError.
    ``max_document`` is how many bytes of a document may be held where a filter must see it whole.

    Calling it runs a text as a document and returns the result; None for one that a filter rejects (``keep``).
    """

    def __new__(
        cls,
        expression: str,
        *,
        data: Union[str, os.PathLike[str], None] = None,
        files: bool = True,
        max_filters: int = 0,
        max_expression: int = 0,
        max_document: int = 0,
    ) -> Pipeline:
        _check_limit("max_filters", max_filters, 2**31 - 1)
        _check_limit("max_expression", max_expression, 2**63 - 1)
        _check_limit("max_document", max_document, 2**63 - 1)
        flags = 0 if files else _NO_FILES
        self = super().__new__(cls, expression, _open_data(data), max_expression, max_filters, flags, max_document)
        self.expression = expression
        self._options = {
            "data": data if data is None or isinstance(data, _core.Data) else os.fspath(data),
            "files": files,
            "max_filters": max_filters,
            "max_expression": max_expression,
            "max_document": max_document,
        }
        self._records: dict[tuple[str, Optional[str]], Records] = {}
        return self

    def __reduce__(self):
        return _open, (type(self), self.expression, self._options)

    def __repr__(self):
        return f"{type(self).__name__}({self.expression!r})"

    def many(self, texts: Iterable[Optional[str]], threads: int = 1) -> Iterator[Optional[str]]:
        """Runs the texts of an iterable, on as many threads, and yields the results in their order.

        What is None stays None.  The iterable is read as results are taken, by some batches ahead.
        """
        texts = iter(texts)
        batches = iter(lambda: list(itertools.islice(texts, _BATCH)), [])
        if threads <= 1:
            for batch in batches:
                yield from self._run_many(batch)
            return
        with ThreadPoolExecutor(threads) as pool:
            under_way = deque()
            try:
                for batch in batches:
                    under_way.append(pool.submit(self._run_many, batch))
                    if len(under_way) > 2 * threads:
                        yield from under_way.popleft().result()
                while under_way:
                    yield from under_way.popleft().result()
            finally:
                for left in under_way:
                    left.cancel()

    def tokens(self, text: str) -> list[str]:
        """The words of the text as a list of str: the ``text`` of words()."""
        return self._tokens(text, False)

    def record(self, line: Union[str, bytes], fields: Union[str, Records], *, into: Optional[str] = None) -> Any:
        """Runs the fields of a record, a str or bytes, each as a document, and returns the record with the results.

        ``fields`` is a Records, or what makes one: ``"jsonl:/text"``.  None for a record that is rejected.
        """
        if not isinstance(fields, _core.Records):
            key = (fields, into)
            if key not in self._records:
                self._records[key] = Records(fields, into=into)
            fields = self._records[key]
        return self._record(line, fields)

    def column(self, values: Any) -> Any:
        """Runs a column: an Array or ChunkedArray of pyarrow's, or a Series of pandas' or polars', of strings.

        Gives one of the same kind, from one call for each chunk; None stays, and stands for what is rejected.
        """
        from . import _arrow

        return _arrow.run_column(self, values)

    def describe(self) -> dict[str, Any]:
        """What the pipeline is, as a dict: version, unit, stages, sources, and the id that its results depend on."""
        return json.loads(self._describe())


def _open(kind, given, options):
    """Makes again what was pickled."""
    return kind(given, **options)


def _check_limit(name, value, most):
    """One that does not fit would be cut off, and so be another limit, or none."""
    if not 0 <= value <= most:
        raise ValueError(f"{name} must be from 0 to {most}")
