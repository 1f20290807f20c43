"""hanpipe.datatrove in an executor of datatrove's, and the recipes for datasets, where those are installed."""
import gzip
import json
import os
import tempfile
import unittest

import hanpipe

try:
    import orjson  # noqa: F401, which datatrove's JSON needs
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
except ImportError:
    LocalPipelineExecutor = None
try:
    import datasets

    datasets.disable_progress_bars()
except ImportError:
    datasets = None

EXPRESSION = "strip | conv -c t2s | keep --if='chars > 2'"


@unittest.skipUnless(LocalPipelineExecutor, "needs datatrove and orjson (PyPI)")
class Datatrove(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def clean(self, **options):
        from hanpipe.datatrove import Clean

        return Clean(EXPRESSION, **options)

    def read(self, name):
        found = {}
        for file in os.listdir(os.path.join(self.folder, name)):
            with gzip.open(os.path.join(self.folder, name, file), "rt", encoding="utf-8") as lines:
                found.update((row["id"], row["text"]) for row in map(json.loads, lines))
        return found

    def test_documents_are_cleaned_and_filtered(self):
        step = self.clean(batch_size=3)
        given = [Document(text="國(guó)家%d" % i if i % 5 else "國", id=str(i)) for i in range(10)]
        made = {document.id: document.text for document in step.run(given)}
        self.assertEqual(made, {str(i): "国家%d" % i for i in range(10) if i % 5})
        stats = {name: metric.total for name, metric in step.stats.stats.items()}
        self.assertEqual([stats[name] for name in ("total", "forwarded", "dropped")], [10, 8, 2])

    def test_an_executor_runs_it_in_tasks_of_its_own(self):
        source = os.path.join(self.folder, "in")
        os.mkdir(source)
        for part in range(4):
            with open(os.path.join(source, f"{part}.jsonl"), "w", encoding="utf-8") as file:
                for i in range(part * 25, part * 25 + 25):
                    file.write(json.dumps({"id": str(i), "text": f"國(guó)家{i}" if i % 5 else "國"}) + "\n")
        name = "${rank}.jsonl.gz"
        dropped = JsonlWriter(os.path.join(self.folder, "dropped"), output_filename=name)
        LocalPipelineExecutor(
            [
                JsonlReader(source),
                self.clean(exclusion_writer=dropped),
                JsonlWriter(os.path.join(self.folder, "out"), output_filename=name),
            ],
            tasks=4,
            workers=2,
            start_method="fork",
            logging_dir=os.path.join(self.folder, "log"),
        ).run()
        self.assertEqual(self.read("out"), {str(i): f"国家{i}" for i in range(100) if i % 5})
        self.assertEqual(self.read("dropped"), {str(i): "國" for i in range(0, 100, 5)})


@unittest.skipUnless(datasets, "needs datasets (PyPI)")
class Datasets(unittest.TestCase):
    """The recipes of doc/python.md."""

    def test_batches(self):
        clean = hanpipe.Pipeline("strip | conv -c t2s")
        dataset = datasets.Dataset.from_dict({"id": [1, 2, 3], "text": ["國(guó)家", None, "頭(tóu)髮"]})

        def run(batch):
            return {"text": list(clean.many(batch["text"]))}

        for processes in (None, 2):
            made = dataset.map(run, batched=True, num_proc=processes)
            self.assertEqual((made["text"][:], made["id"][:]), (["国家", None, "头发"], [1, 2, 3]))

    def test_columns(self):
        clean = hanpipe.Pipeline("strip | conv -c t2s")
        dataset = datasets.Dataset.from_dict({"id": [1, 2], "text": ["國(guó)家", "頭(tóu)髮"]})

        def run(table):
            return table.set_column(table.column_names.index("text"), "text", clean.column(table["text"]))

        made = dataset.with_format("arrow").map(run, batched=True).with_format(None)
        self.assertEqual(made[:], {"id": [1, 2], "text": ["国家", "头发"]})

    def test_what_is_rejected(self):
        keep = hanpipe.Pipeline(EXPRESSION)
        dataset = datasets.Dataset.from_dict({"text": ["國", "國家的"]})
        made = dataset.map(lambda batch: {"text": list(keep.many(batch["text"]))}, batched=True)
        made = made.filter(lambda text: text is not None, input_columns="text")
        self.assertEqual(made["text"][:], ["国家的"])


if __name__ == "__main__":
    unittest.main()
