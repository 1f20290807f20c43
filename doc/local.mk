# The manual, the guide and the example program.

EXTRA_DIST += doc/guide.md doc/design.md doc/dict-format.md doc/sample.txt
