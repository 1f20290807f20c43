"""OpenCC, by hanpipe: ``from hanpipe.opencc import OpenCC``.

``OpenCC("s2t").convert(text)`` gives, byte for byte, what OpenCC gives with the dictionaries that were compiled in;
with ``exact=False`` what hanpipe's own choice between forms gives, which is right more often.
"""
from __future__ import annotations

import functools
import os
import shlex
import tempfile
import zipfile
from typing import Union

from ._pipeline import Pipeline

__all__ = ["CONFIGS", "OpenCC", "__version__", "convert"]

__version__ = "1.4.2"  # of the OpenCC that this is like

_NAMES = "hk2s hk2sp hk2t jp2t s2hk s2hkp s2t s2tw s2twp t2hk t2jp t2s t2tw tw2s tw2sp tw2t".split()
CONFIGS = [name + ".json" for name in _NAMES]


def _expression(config: str, exact: bool, tofu: bool) -> str:
    return f"conv {'--exact ' if exact else ''}{'--tofu ' if tofu else ''}-c {shlex.quote(config)}"


@functools.lru_cache(maxsize=64)
def _open(config: str, exact: bool, tofu: bool) -> Pipeline:
    return Pipeline(_expression(config, exact, tofu))


def _open_zip(path: Union[str, os.PathLike[str]], config: str, exact: bool, tofu: bool) -> Pipeline:
    """A configuration and its dictionaries out of a zip file: they are read when the pipeline is opened."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        return Pipeline(_expression(os.path.join(folder, config), exact, tofu))


class OpenCC:
    """A converter: ``config`` is a name such as "s2t", with or without .json, or the path of a configuration.

    ``include_tofu_risk_dictionaries``: use dictionaries that may give characters which few fonts have.
    ``resource_zip``: a zip file that has the configuration and its dictionaries.
    """

    def __init__(
        self,
        config: str = "t2s",
        include_tofu_risk_dictionaries: bool = True,
        resource_zip: Union[str, os.PathLike[str], None] = None,
        *,
        exact: bool = True,
    ) -> None:
        config = os.fspath(config)
        self.config = config + ".json" if config in _NAMES else config
        self.exact = exact
        self.include_tofu_risk_dictionaries = include_tofu_risk_dictionaries
        if resource_zip is not None:
            self._pipeline = _open_zip(resource_zip, self.config, exact, include_tofu_risk_dictionaries)
            return
        is_built_in = self.config in CONFIGS and not os.path.isfile(self.config)
        name = self.config[: -len(".json")] if is_built_in else config
        self._pipeline = _open(name, exact, include_tofu_risk_dictionaries)

    def __repr__(self):
        return f"OpenCC({self.config!r})"

    def convert(self, text: Union[str, bytes]) -> str:
        """The text, converted.  bytes are UTF-8, and give a str."""
        if isinstance(text, (bytes, bytearray)):
            return self._pipeline.document(text).decode("utf-8")
        return self._pipeline(text)


def convert(text: Union[str, bytes], config: str = "t2s") -> str:
    return OpenCC(config).convert(text)
