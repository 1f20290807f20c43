"""hanpipe.opencc: each configuration is hanconv --exact, which is held against OpenCC elsewhere (tests/conv.bats)."""
import os
import subprocess
import tempfile
import unittest
import zipfile

from hanpipe.opencc import CONFIGS, OpenCC, convert

SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "doc", "sample.txt")
TEXT = "鼠标里面的硅二极管坏了，导致光标分辨率降低。\n我们在老挝的服务器的硬盘需要使用互联网算法软件解决异步的问题。\n發財 頭髮 乾坤 干净\n"


class Convert(unittest.TestCase):
    def test_each_configuration_is_what_hanconv_has(self):
        with open(SAMPLE, encoding="utf-8", newline="") as file:
            text = TEXT + file.read()
        for config in CONFIGS:
            with self.subTest(config):
                run = subprocess.run(["hanconv", "--exact", "--tofu", "-c", config[:-5]], input=text.encode(), capture_output=True)
                self.assertEqual(OpenCC(config).convert(text), run.stdout.decode())

    def test_forms_of_the_name(self):
        self.assertEqual(OpenCC("s2t.json").convert("汉字"), "漢字")
        self.assertEqual(OpenCC().convert("漢字"), "汉字")
        self.assertEqual(convert("汉字", "s2tw"), "漢字")
        self.assertEqual(OpenCC("s2t").convert("汉字".encode()), "漢字")

    def test_a_converter_says_its_configuration(self):
        self.assertIn("s2t.json", CONFIGS)
        self.assertEqual(OpenCC("s2t").config, "s2t.json")
        self.assertEqual(OpenCC("s2t.json").config, "s2t.json")

    def test_characters_that_few_fonts_have_can_be_left_out(self):
        # U+346E, 㑮, has a Simplified form in Extension F alone.
        self.assertNotEqual(OpenCC("t2s").convert("㑮"), "㑮")
        self.assertEqual(OpenCC("t2s", include_tofu_risk_dictionaries=False).convert("㑮"), "㑮")

    def test_a_configuration_may_lie_in_a_zip_file(self):
        config = """{"name": "x", "segmentation": {"type": "mmseg", "dict": {"type": "text", "file": "own.txt"}},
                     "conversion_chain": [{"dict": {"type": "text", "file": "own.txt"}}]}"""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "own.zip")
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("s2t.json", config)
                archive.writestr("own.txt", "甲\t乙\n")
            converter = OpenCC("s2t", resource_zip=path)
        self.assertEqual(converter.convert("甲汉"), "乙汉")

    def test_a_name_that_is_none(self):
        self.assertRaises(ValueError, OpenCC, "nothing")


if __name__ == "__main__":
    unittest.main()
