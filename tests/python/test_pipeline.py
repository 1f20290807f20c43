"""The package's own calls: pipelines, words, edits, records, errors."""
import multiprocessing
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import unittest

import hanpipe
from hanpipe import Pipeline


class Running(unittest.TestCase):
    def test_a_text_goes_through_as_a_document(self):
        self.assertEqual(Pipeline("strip | conv -c t2s")("國(guó)家\n"), "国家\n")

    def test_a_text_that_does_not_change_is_the_same_object(self):
        text = "国家" * 3
        self.assertIs(Pipeline("strip")(text), text)

    def test_nothing_is_lost(self):
        for text in ("", "\0", "\r\n", "\ufeffa", "a\n\n", "😀𠀀"):
            self.assertEqual(Pipeline("strip | conv -c t2s")(text), text)

    def test_a_document_may_be_any_bytes(self):
        pipeline = Pipeline("conv -c t2s")
        self.assertEqual(pipeline.document("國".encode() + b"\xff"), "国".encode() + b"\xff")
        self.assertEqual(pipeline.document(bytearray("國".encode())), "国".encode())
        self.assertEqual(pipeline.document(memoryview(b"a")), b"a")
        self.assertEqual(Pipeline("decode --from=big5").document("國".encode("big5")), "國".encode())

    def test_what_a_filter_rejects_is_none(self):
        pipeline = Pipeline("keep --if='chars > 3'")
        self.assertIsNone(pipeline("一二"))
        self.assertEqual(pipeline("一二三四"), "一二三四")
        self.assertIsNone(pipeline.document(b"a"))

    def test_a_text_must_be_one(self):
        pipeline = Pipeline("strip")
        for wrong in (b"a", None, 1):
            self.assertRaises(TypeError, pipeline, wrong)
        self.assertRaises(TypeError, pipeline)
        self.assertRaises(TypeError, pipeline, "a", "b")
        for wrong in ("a", None, 1, [1, 2]):
            with self.assertRaisesRegex(TypeError, "bytes-like"):
                pipeline.document(wrong)
        self.assertRaises(UnicodeEncodeError, pipeline, "\ud800")

    def test_many_keeps_the_order_on_any_number_of_threads(self):
        texts = [None if i % 7 == 0 else f"國(guó){i}" * (i % 50) for i in range(1000)]
        want = [None if text is None else text.replace("國(guó)", "国") for text in texts]
        for threads in (1, 2, 5):
            self.assertEqual(list(Pipeline("strip | conv -c t2s").many(iter(texts), threads=threads)), want)

    def test_many_reads_no_more_than_it_needs(self):
        taken = []

        def texts():
            for i in range(100000):
                taken.append(i)
                yield "國"

        results = Pipeline("conv -c t2s").many(texts(), threads=2)
        self.assertEqual(next(results), "国")
        results.close()
        self.assertLess(len(taken), 2000)

    def test_threads_may_share_a_pipeline(self):
        pipeline, wrong = Pipeline("strip | conv -c t2s | seg"), []

        def run():
            for _ in range(300):
                if pipeline("國(guó)家的長江大橋") != "国家 的 长江大桥":
                    wrong.append(1)

        threads = [threading.Thread(target=run) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_an_interrupt_ends_a_long_call(self):
        pipeline, text = Pipeline("strip | conv -c t2s | seg"), "國(guó)家圖書館，\n" * 2000000

        # Where the tests were started in the background, the signal is ignored.
        self.addCleanup(signal.signal, signal.SIGINT, signal.signal(signal.SIGINT, signal.default_int_handler))

        def interrupted(call, given):
            threading.Timer(0.1, signal.raise_signal, [signal.SIGINT]).start()
            call(given)

        self.assertRaises(KeyboardInterrupt, interrupted, pipeline, text)
        self.assertRaises(KeyboardInterrupt, interrupted, pipeline.document, text.encode())
        self.assertRaises(KeyboardInterrupt, interrupted, lambda texts: list(pipeline.many(texts)), [text])
        self.assertEqual(pipeline("國(guó)家"), "国家")

    def test_a_pipeline_can_be_pickled(self):
        pipeline = pickle.loads(pickle.dumps(Pipeline("conv -c t2s", max_document=1000)))
        self.assertEqual((pipeline("國"), pipeline.expression), ("国", "conv -c t2s"))

    def test_a_pipeline_survives_fork(self):
        pipeline = Pipeline("conv -c t2s")
        pipeline("國")
        with multiprocessing.get_context("fork").Pool(2) as pool:
            self.assertEqual(pool.map(pipeline, ["國"] * 50), ["国"] * 50)

    def test_fork_while_other_threads_convert(self):
        """A child may use the pipeline that they use, and open others, whatever they were in the midst of."""
        import hanpipe.jieba

        pipeline, stop = Pipeline("strip | conv -c t2s | seg"), threading.Event()
        want = pipeline("國(guó)家的長江大橋")

        def run():
            while not stop.is_set():
                pipeline("國(guó)家的長江大橋" * 300)
                Pipeline("conv -c t2s")
                hanpipe.jieba.Tokenizer().lcut("长江大桥")

        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(20):
                child = os.fork()
                if child == 0:
                    signal.alarm(60)
                    good = pipeline("國(guó)家的長江大橋") == want and Pipeline("conv -c t2s")("國") == "国"
                    os._exit(0 if good and hanpipe.jieba.lcut("长江大桥") == ["长江大桥"] else 1)
                self.assertEqual(os.waitpid(child, 0)[1], 0)
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def test_memory_stays_flat(self):
        pipeline = Pipeline("strip | conv -c t2s | seg --pos")

        def run(n):
            for _ in range(n):
                pipeline("國(guó)家的長江大橋")
                pipeline.words("國(guó)家")
                pipeline.edits("國(guó)家")
                pipeline.tokens("國(guó)家")
                list(pipeline.many(["國", None]))
                try:
                    Pipeline("nothing")
                except hanpipe.Error:
                    pass

        run(1000)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        run(10000)
        self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 2000)  # KiB

    def test_the_module_runs_files(self):
        command = [sys.executable, "-m", "hanpipe"]
        run = subprocess.run(command + ["conv -c t2s"], input="國\n".encode(), capture_output=True)
        self.assertEqual((run.returncode, run.stdout), (0, "国\n".encode()))
        run = subprocess.run(command + ["conv -c t2s", "/not/there"], capture_output=True)
        self.assertEqual((run.returncode, b"/not/there" in run.stderr), (1, True))
        self.assertEqual(subprocess.run(command + ["nothing"], capture_output=True).returncode, 2)

    def test_the_command_names_what_failed_and_ends_quietly_with_its_reader(self):
        command = [sys.executable, "-m", "hanpipe", "strip", __file__]
        with open("/dev/full", "wb") as full:
            run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual((run.returncode, run.stderr), (1, b"hanpipe: standard output: No space left on device\n"))
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdout.close()
        with run.stderr:
            self.assertEqual(run.stderr.read(), b"")
        self.assertEqual(run.wait(), -signal.SIGPIPE)

    def test_a_pipeline_says_what_it_is(self):
        stages = Pipeline("strip | conv -c t2s").describe()["stages"]
        self.assertEqual([stage["filter"] for stage in stages], ["strip", "conv"])


class Words(unittest.TestCase):
    def test_places_are_those_of_the_text(self):
        text = "在國(guó)家的😀長江大橋"
        words = Pipeline("strip | conv -c t2s | seg --pos").words(text)
        self.assertEqual([word.text for word in words], ["在", "国家", "的", "😀", "长江大桥"])
        self.assertEqual(
            [text[word.begin : word.end] for word in words], ["在", "國(guó)家", "的", "😀", "長江大橋"]
        )
        data = text.encode()
        self.assertEqual(data[words[1].begin_byte : words[1].end_byte].decode(), "國(guó)家")
        self.assertEqual((words[1].part_of_speech, words[1].grain, words[1].increment), ("n", "coarse", 1))

    def test_words_inside_stand_at_the_same_position(self):
        words = Pipeline("seg --grain=search").words("长江大桥")
        self.assertEqual(
            [(word.text, word.grain, word.increment) for word in words],
            [("长江大桥", "coarse", 1), ("长江", "fine", 0), ("大桥", "fine", 0)],
        )

    def test_tokens_are_their_texts(self):
        self.assertEqual(Pipeline("conv -c t2s | seg").tokens("長江 大橋"), ["长江", "大桥"])

    def test_no_seg_no_words(self):
        with self.assertRaises(hanpipe.ExpressionError):
            Pipeline("strip").words("a")

    def test_a_word_can_be_pickled(self):
        word = Pipeline("seg").words("北京")[0]
        self.assertEqual(pickle.loads(pickle.dumps(word)), word)


class EditsAndRecords(unittest.TestCase):
    def test_edits_say_what_each_stage_changes(self):
        edits = Pipeline("strip | conv -c t2s").edits("國(guó)\n")
        self.assertEqual(
            [(edit.stage, edit.offset, edit.before, edit.after) for edit in edits],
            [("strip", 3, "(guó)", ""), ("conv", 0, "國", "国")],
        )

    def test_a_record_keeps_what_is_no_field(self):
        pipeline = Pipeline("conv -c t2s")
        self.assertEqual(pipeline.record('{"n":1,"text":"國"}', "jsonl:/text"), '{"n":1,"text":"国"}')
        self.assertEqual(pipeline.record("國,國\n".encode(), "csv:2"), "國,国\n".encode())
        self.assertEqual(pipeline.record('{"t":"國"}', "jsonl:/t", into="/u"), '{"t":"國","u":"国"}')

    def test_columns_have_names_by_a_header(self):
        fields = hanpipe.Records("csv:body", header="title,body\n")
        self.assertEqual(Pipeline("conv -c t2s").record("國,國\n", fields), "國,国\n")

    def test_records_can_be_pickled(self):
        fields = pickle.loads(pickle.dumps(hanpipe.Records("csv:body", header="id,body\n")))
        self.assertEqual(Pipeline("conv -c t2s").record("國,國\n", fields), "國,国\n")

    def test_a_record_that_is_none_says_where(self):
        with self.assertRaises(hanpipe.DataError) as caught:
            Pipeline("strip").record('{"text":', "jsonl:/text")
        self.assertEqual(caught.exception.offset, 8)


class Errors(unittest.TestCase):
    def raised(self, *args, **options):
        with self.assertRaises(hanpipe.Error) as caught:
            Pipeline(*args, **options)
        return caught.exception

    def test_an_expression_says_where_it_is_wrong(self):
        error = self.raised("strip | conv -c nothing")
        self.assertIsInstance(error, hanpipe.ExpressionError)
        self.assertIsInstance(error, ValueError)
        self.assertEqual(error.offset, len("strip | conv -c "))

    def test_expressions_from_outside_are_limited(self):
        self.assertIsInstance(self.raised("conv --keep=/etc/passwd", files=False), hanpipe.LimitError)
        self.assertIsInstance(self.raised("strip | strip", max_filters=1), hanpipe.LimitError)
        self.assertIsInstance(self.raised("strip", max_expression=4), hanpipe.LimitError)

    def test_a_limit_that_does_not_fit_is_an_error_and_not_another_limit(self):
        for name in ("max_filters", "max_expression", "max_document"):
            for value in (-1, 2**64):
                with self.assertRaisesRegex(ValueError, name):
                    Pipeline("strip", **{name: value})
        self.assertRaises(ValueError, Pipeline, "strip", max_filters=2**32)

    def test_files_and_dictionaries_that_are_not_there(self):
        self.assertIsInstance(self.raised("seg --words=/not/there"), OSError)
        self.assertIsInstance(self.raised("strip", data="/not/there"), hanpipe.FileError)
        self.assertIsInstance(self.raised("strip", data=__file__), hanpipe.DataError)

    def test_a_document_may_be_too_large(self):
        with self.assertRaises(hanpipe.LimitError):
            Pipeline("norm --rule=join", max_document=10)("一二三四五六")

    def test_a_document_that_is_no_text(self):
        with self.assertRaises(hanpipe.DataError) as caught:
            Pipeline("decode").document(b"\x89PNG\r\n\x1a\n" + bytes(200))
        self.assertEqual((caught.exception.line, caught.exception.offset), (None, 0))

    def test_an_error_can_be_pickled(self):
        error = pickle.loads(pickle.dumps(self.raised("conv -c nothing")))
        self.assertEqual((error.offset, str(error)), (8, str(self.raised("conv -c nothing"))))


if __name__ == "__main__":
    unittest.main()
