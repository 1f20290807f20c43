"""The examples of doc/python.md, run one after the other."""
import doctest
import os
import re
import unittest

DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "doc", "python.md")


class Document(unittest.TestCase):
    def test_examples(self):
        with open(DOCUMENT, encoding="utf-8") as file:
            text = file.read()
        blocks = re.findall(r"^```pycon\n(.*?)^```$", text, re.M | re.S)
        self.assertGreater(len(blocks), 5)
        parser, names = doctest.DocTestParser(), {}
        for number, block in enumerate(blocks):
            needed = re.search(r"# this block needs (\w+)", block)
            if needed and not self.has(needed[1]):
                continue
            report = []
            runner = doctest.DocTestRunner(verbose=False)
            examples = parser.get_doctest(block, {}, f"block {number}", DOCUMENT, 0)
            examples.globs = names  # what a block defines is there in the next
            runner.run(examples, out=report.append, clear_globs=False)
            self.assertEqual(runner.failures, 0, "".join(report))

    @staticmethod
    def has(module):
        try:
            __import__(module)
        except ImportError:
            return False
        return True


if __name__ == "__main__":
    unittest.main()
