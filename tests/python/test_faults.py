"""Memory that runs out: in each call of the package one allocation after another fails, Python's own among them.

Runs with tests/sweep/faults.c before it (LD_PRELOAD) and PYTHONMALLOC=malloc.  What must hold: the call gives what it
gives else, or raises MemoryError; the next one gives what it should.  It is the extension's calls that are made: where
memory is out in the midst of Python's own code, CPython 3.13.0 crashes.
"""
import ctypes
import os
import unittest

import hanpipe
from hanpipe import _core

SHIM = os.environ.get("LD_PRELOAD")
MOST = int(os.environ.get("HANPIPE_FAULTS", 300))  # places that are tried in a call

TEXT = "國(guó)家的長江大橋" * 3
RECORD = '{"n":1,"text":"國(guó)家"}'


def column(pipeline):
    """A column as Arrow has it: pyarrow itself ends the process when its memory is out."""
    data = TEXT.encode() * 2
    offsets = (ctypes.c_int32 * 4)(0, len(data) // 2, len(data), len(data))
    valid, bytes_ = (ctypes.c_uint8 * 1)(0b101), (ctypes.c_char * len(data)).from_buffer_copy(data)
    return lambda: pipeline._run_arrow(
        ctypes.addressof(valid), ctypes.addressof(offsets), ctypes.addressof(bytes_), 0, 3, False
    )


LOST = "error return without exception set"  # CPython from 3.11 on, when there is no memory for a traceback
DATA = _core.Data(hanpipe.data_path())


def open_pipeline(expression):
    return _core.Pipeline(expression, DATA, 0, 0, 0, 0)


@unittest.skipUnless(SHIM, "needs the library of faults")
class Faults(unittest.TestCase):
    def setUp(self):
        self.arm = ctypes.CDLL(SHIM).faults_arm
        self.arm.argtypes = [ctypes.c_ulong]
        self.arm.restype = ctypes.c_ulong
        self.arm(0)

    def count(self, call):
        """The allocations of a call."""
        self.arm(10**9)
        call()
        return self.arm(0)

    def run_with_fault(self, call, number):
        """What the call gives when that allocation fails, or the exception's class."""
        arm = self.arm
        try:
            arm(number)
            made = call()
            arm(0)
            return made
        except MemoryError:
            arm(0)
            return MemoryError
        except ctypes.ArgumentError:  # in arm() itself
            arm(0)
            return MemoryError
        except BaseException as error:
            arm(0)
            if str(error) == LOST:
                return MemoryError
            return f"{type(error).__name__}: {error}"

    def sweep(self, call, same=lambda made, want: made == want):
        want = call()
        call()
        total = self.count(call)
        numbers = range(1, total + 1)
        if total > MOST:
            numbers = sorted({1 + i * total // MOST for i in range(MOST)})
        failed, wrong = 0, []
        for number in numbers:
            made = self.run_with_fault(call, number)
            if made is MemoryError:
                failed += 1
            elif not same(made, want):
                wrong.append((number, made))
        self.assertEqual(wrong[:5], [])
        self.assertGreater(failed, 0)
        self.assertTrue(same(call(), want))

    def test_opening(self):
        for expression in ("strip | conv -c t2s | seg", "norm | keep --if='chars > 3'", "seg --engine=jieba"):
            with self.subTest(expression):
                self.sweep(lambda: open_pipeline(expression)(TEXT))

    def test_errors(self):
        def call():
            try:
                open_pipeline("strip | conv -c nothing")
            except hanpipe.Error as error:
                return type(error), str(error), error.offset

        self.sweep(call)

    def test_calls(self):
        pipeline = hanpipe.Pipeline("strip | conv -c t2s | seg --pos")
        texts = [TEXT, None, "", "國"]
        calls = {
            "text": lambda: pipeline(TEXT),
            "long text": lambda: pipeline(TEXT * 100),
            "document": lambda: pipeline.document(TEXT.encode()),
            "many": lambda: pipeline._run_many(texts),
            "words": lambda: pipeline.words(TEXT),
            "tokens": lambda: pipeline._tokens(TEXT, True),
            "edits": lambda: pipeline.edits(TEXT),
            "describe": pipeline._describe,
            "column": column(pipeline),
        }
        for name, call in calls.items():
            with self.subTest(name):
                self.sweep(call)

    def test_a_new_pipelines_first_call(self):
        def call():
            return open_pipeline("conv -c t2s | seg").words("國家")

        self.sweep(call)

    def test_records(self):
        pipeline = hanpipe.Pipeline("strip | conv -c t2s")
        fields = hanpipe.Records("jsonl:/text")
        self.sweep(lambda: pipeline._record(RECORD, fields))
        self.sweep(lambda: pipeline._record("國,國\n", _core.Records("csv:body", None, "title,body\n")))

    def test_dictionaries(self):
        def call():
            return open_pipeline("conv -c t2s")("國"), type(_core.Data(hanpipe.data_path(), DATA))

        self.sweep(call)

    def test_a_dictionary_of_jiebas(self):
        lines = "".join(f"詞{i} {i + 1}\n" for i in range(50)).encode()
        self.sweep(lambda: _core.compile_jieba(lines))


if __name__ == "__main__":
    unittest.main()
