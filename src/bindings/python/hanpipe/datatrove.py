"""A pipeline as a step of datatrove's.

    >>> from hanpipe.datatrove import Clean
    >>> LocalPipelineExecutor([reader, Clean("norm | strip | conv -c t2s | keep --if='chars > 10'"), writer])
"""
import contextlib
import itertools

from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

from ._pipeline import Pipeline


class Clean(PipelineStep):
    """Runs the texts of documents through a pipeline, an expression or a Pipeline, ``batch_size`` in one call.

    A document that a filter rejects (``keep``) is dropped, and goes as it was to ``exclusion_writer``, where there is
    one.  ``options`` are those of Pipeline.
    """

    name = "🧹 hanpipe"
    type = "🔻 - FILTER"

    def __init__(self, pipeline, exclusion_writer=None, batch_size=64, **options):
        super().__init__()
        self.pipeline = pipeline if isinstance(pipeline, Pipeline) else Pipeline(pipeline, **options)
        self.exclusion_writer = exclusion_writer
        self.batch_size = batch_size

    def run(self, data, rank=0, world_size=1):
        documents = iter(data)
        with self.exclusion_writer or contextlib.nullcontext() as dropped:
            for batch in iter(lambda: list(itertools.islice(documents, self.batch_size)), []):
                with self.track_time("batch"):
                    texts = list(self.pipeline.many(document.text for document in batch))
                for document, text in zip(batch, texts):
                    self.stat_update(StatHints.total)
                    if text is not None:
                        document.text = text
                        self.stat_update(StatHints.forwarded)
                        self.update_doc_stats(document)
                        yield document
                    else:
                        self.stat_update(StatHints.dropped)
                        if dropped:
                            dropped.write(document, rank)
