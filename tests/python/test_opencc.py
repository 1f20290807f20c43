"""hanpipe.opencc: each configuration is hanconv --exact, which is held against OpenCC elsewhere (tests/conv.bats)."""
import os
import subprocess
import unittest

from hanpipe.opencc import CONFIGS, OpenCC, convert

SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "doc", "sample.txt")
TEXT = "鼠标里面的硅二极管坏了，导致光标分辨率降低。\n我们在老挝的服务器的硬盘需要使用互联网算法软件解决异步的问题。\n發財 頭髮 乾坤 干净\n"


class Convert(unittest.TestCase):
    def test_each_configuration_is_what_hanconv_has(self):
        with open(SAMPLE, encoding="utf-8", newline="") as file:
            text = TEXT + file.read()
        for config in CONFIGS:
            with self.subTest(config):
                run = subprocess.run(["hanconv", "--exact", "-c", config], input=text.encode(), capture_output=True)
                self.assertEqual(OpenCC(config).convert(text), run.stdout.decode())

    def test_forms_of_the_name(self):
        self.assertEqual(OpenCC("s2t.json").convert("汉字"), "漢字")
        self.assertEqual(OpenCC().convert("漢字"), "汉字")
        self.assertEqual(convert("汉字", "s2tw"), "漢字")
        self.assertEqual(OpenCC("s2t").convert("汉字".encode()), "漢字")

    def test_a_name_that_is_none(self):
        self.assertRaises(ValueError, OpenCC, "nothing")


if __name__ == "__main__":
    unittest.main()
