"""OpenCC, by hanpipe: ``from hanpipe.opencc import OpenCC``.

``OpenCC("s2t").convert(text)`` gives, byte for byte, what OpenCC gives with the dictionaries that were compiled in;
with ``exact=False`` what hanpipe's own choice between forms gives, which is right more often.
"""
from __future__ import annotations

import functools
import os
import shlex
from typing import Union

from ._pipeline import Pipeline

__all__ = ["CONFIGS", "OpenCC", "convert"]

CONFIGS = ("hk2s", "hk2t", "jp2t", "s2hk", "s2t", "s2tw", "s2twp", "t2hk", "t2jp", "t2s", "t2tw", "tw2s", "tw2sp", "tw2t")


@functools.lru_cache(maxsize=64)
def _open(config: str, exact: bool) -> Pipeline:
    return Pipeline(f"conv {'--exact ' if exact else ''}-c {shlex.quote(config)}")


class OpenCC:
    """A converter: ``config`` is a name such as "s2t", with or without .json, or the path of a configuration."""

    def __init__(self, config: str = "t2s", exact: bool = True) -> None:
        config = os.fspath(config)
        is_path = os.sep in config or os.path.exists(config)
        self.config = config if is_path or not config.endswith(".json") else config[: -len(".json")]
        self.exact = exact
        self._pipeline = _open(self.config, exact)

    def __repr__(self):
        return f"OpenCC({self.config!r})"

    def convert(self, text: Union[str, bytes]) -> str:
        """The text, converted.  bytes are UTF-8, and give a str, as OpenCC's own package has it."""
        if isinstance(text, (bytes, bytearray)):
            return self._pipeline.document(text).decode("utf-8")
        return self._pipeline(text)


def convert(text: Union[str, bytes], config: str = "t2s") -> str:
    return OpenCC(config).convert(text)
