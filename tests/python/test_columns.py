"""Columns of pyarrow, pandas and polars, where those are installed; and Spark's function."""
import unittest

from hanpipe import Pipeline

try:
    import pyarrow as pa
except ImportError:
    pa = None
try:
    import pandas as pd
except ImportError:
    pd = None
try:
    import polars as pl
except ImportError:
    pl = None

GIVEN = ["國(guó)", None, "x", "", "長江" * 100]
WANT = ["国", None, "x", "", "长江" * 100]
PIPELINE = Pipeline("strip | conv -c t2s")


@unittest.skipUnless(pa, "needs pyarrow")
class Arrow(unittest.TestCase):
    def test_what_is_no_column_is_a_type_error(self):
        for wrong in (["國"], None, "國", pa.table({"text": ["國"]})):
            with self.assertRaisesRegex(TypeError, "a column is an Array or a Series, not a "):
                PIPELINE.column(wrong)

    def test_arrays_of_each_width(self):
        for kind in (pa.string(), pa.large_string()):
            made = PIPELINE.column(pa.array(GIVEN, kind))
            made.validate(full=True)
            self.assertEqual((made.to_pylist(), made.type), (WANT, kind))

    def test_slices(self):
        array = pa.array(GIVEN * 5)
        for start, length in ((0, 0), (1, 1), (3, 9), (7, 18)):
            made = PIPELINE.column(array.slice(start, length))
            made.validate(full=True)
            self.assertEqual(made.to_pylist(), (WANT * 5)[start : start + length])

    def test_chunks_and_no_rows(self):
        array = pa.array(GIVEN)
        self.assertEqual(PIPELINE.column(pa.chunked_array([array, array[:0], array])).to_pylist(), WANT * 2)
        self.assertEqual(PIPELINE.column(pa.chunked_array([], pa.string())).to_pylist(), [])
        self.assertEqual(PIPELINE.column(pa.array([], pa.string())).to_pylist(), [])
        self.assertEqual(PIPELINE.column(pa.nulls(3, pa.string())).to_pylist(), [None] * 3)

    def test_dictionaries(self):
        self.assertEqual(PIPELINE.column(pa.array(GIVEN).dictionary_encode()).to_pylist(), WANT)

    def test_what_is_rejected_is_null(self):
        self.assertEqual(Pipeline("keep --if='chars > 3'").column(pa.array(["a", "abcd"])).to_pylist(), [None, "abcd"])


@unittest.skipUnless(pd and pa, "needs pandas and pyarrow")
class Pandas(unittest.TestCase):
    def test_series(self):
        for dtype in (object, "string", pd.StringDtype("pyarrow"), pd.ArrowDtype(pa.string())):
            series = pd.Series(GIVEN, index=[5, 4, 3, 2, 1], name="text", dtype=dtype)
            made = PIPELINE.column(series)
            self.assertEqual([None if pd.isna(value) else value for value in made], WANT)
            self.assertEqual((made.name, list(made.index), made.dtype), ("text", list(series.index), series.dtype))


@unittest.skipUnless(pl and pa, "needs polars and pyarrow")
class Polars(unittest.TestCase):
    def test_series(self):
        made = PIPELINE.column(pl.Series("text", GIVEN))
        self.assertEqual((made.to_list(), made.name), (WANT, "text"))
        parts = pl.concat([pl.Series("text", GIVEN), pl.Series("text", GIVEN)], rechunk=False)
        self.assertEqual(PIPELINE.column(parts).to_list(), WANT * 2)
        self.assertEqual(PIPELINE.column(parts[3:7]).to_list(), (WANT * 2)[3:7])

    def test_expressions(self):
        frame = pl.LazyFrame({"text": GIVEN})
        made = frame.select(pl.col("text").map_batches(PIPELINE.column, return_dtype=pl.String)).collect()
        self.assertEqual(made["text"].to_list(), WANT)


if __name__ == "__main__":
    unittest.main()
