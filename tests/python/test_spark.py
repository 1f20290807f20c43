"""hanpipe.spark in a session of one machine."""
import unittest

import hanpipe.spark
from pyspark.sql import SparkSession


class Udf(unittest.TestCase):
    def test_a_column_goes_through(self):
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()
        )
        try:
            rows = [(i, f"國(guó){i}" if i % 10 else None) for i in range(100)]
            clean = hanpipe.spark.udf("strip | conv -c t2s")
            frame = session.createDataFrame(rows, "id int, text string").repartition(3)
            made = dict(map(tuple, frame.select("id", clean("text")).collect()))
            self.assertEqual(made, {i: f"国{i}" if i % 10 else None for i in range(100)})
        finally:
            session.stop()


if __name__ == "__main__":
    unittest.main()
