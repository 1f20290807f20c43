"""Pipelines in Spark.

    >>> clean = hanpipe.spark.udf("norm | strip | conv -c t2s")
    >>> frame.select(clean("text"))

The function takes batches of Arrow's: no row passes through Python by itself.  The executors need the package and, like
every worker of Spark's with pandas functions, pandas and pyarrow.
"""
from ._pipeline import Pipeline


def udf(pipeline, **options):
    """A pandas_udf of string to string that runs the pipeline, an expression or a Pipeline.

    ``options`` are those of Pipeline.  What is null stays null, and so becomes what a filter rejects.
    """
    from pyspark.sql.functions import pandas_udf

    if not isinstance(pipeline, Pipeline):
        pipeline = Pipeline(pipeline, **options)

    def run(column):
        return pipeline.column(column)

    return pandas_udf(run, "string")
