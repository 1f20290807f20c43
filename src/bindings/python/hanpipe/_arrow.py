"""Columns: each chunk goes through a pipeline in one call, over Arrow's own buffers."""


def _address(buffer):
    return 0 if buffer is None else buffer.address


def run_array(pipeline, array):
    """A pyarrow Array of string or large_string, run; one of the same type."""
    import pyarrow as pa

    if pa.types.is_dictionary(array.type) or not (
        pa.types.is_string(array.type) or pa.types.is_large_string(array.type)
    ):
        array = array.cast(pa.large_string())
    is_wide = pa.types.is_large_string(array.type)
    valid, offsets, data = array.buffers()
    valid, offsets, data, nulls = pipeline._run_arrow(
        _address(valid), _address(offsets), _address(data), array.offset, len(array), is_wide
    )
    buffers = [pa.py_buffer(valid) if nulls else None, pa.py_buffer(offsets), pa.py_buffer(data)]
    return pa.Array.from_buffers(array.type, len(array), buffers, nulls)


def run_column(pipeline, values):
    module = type(values).__module__.partition(".")[0]
    if module in ("pandas", "polars") and type(values).__name__ == "Series":
        return _run_pandas(pipeline, values) if module == "pandas" else _run_polars(pipeline, values)
    import pyarrow as pa

    if isinstance(values, pa.ChunkedArray):
        chunks = [run_array(pipeline, chunk) for chunk in values.chunks]
        return pa.chunked_array(chunks, chunks[0].type if chunks else values.type)
    if not isinstance(values, pa.Array):
        raise TypeError(f"a column is an Array or a Series, not a {type(values).__name__}")
    return run_array(pipeline, values)


def _run_pandas(pipeline, series):
    import pandas as pd
    import pyarrow as pa

    array = pa.array(series, pa.large_string(), from_pandas=True)
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    made = pa.chunked_array([run_array(pipeline, chunk) for chunk in chunks], pa.large_string())
    if series.dtype == object:
        return pd.Series(made.to_pylist(), index=series.index, name=series.name, dtype=object)
    kind = series.dtype
    if isinstance(kind, pd.ArrowDtype):
        values = kind.__from_arrow__(made.cast(kind.pyarrow_dtype))
    else:
        values = (kind if isinstance(kind, pd.StringDtype) else pd.StringDtype()).__from_arrow__(made)
    return pd.Series(values, index=series.index, name=series.name)


def _run_polars(pipeline, series):
    import polars as pl

    made = run_array(pipeline, series.to_arrow())
    return pl.Series(series.name, pl.from_arrow(made))
