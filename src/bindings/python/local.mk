# The Python package: built by pip, which finds this build's library (setup.py).  It only goes into the archive here.

EXTRA_DIST += \
	src/bindings/python/README.md \
	src/bindings/python/core/core.h \
	src/bindings/python/core/many.c \
	src/bindings/python/core/module.c \
	src/bindings/python/core/pipeline.c \
	src/bindings/python/core/words.c \
	src/bindings/python/hanpipe/__init__.py \
	src/bindings/python/hanpipe/__main__.py \
	src/bindings/python/hanpipe/_arrow.py \
	src/bindings/python/hanpipe/_core.pyi \
	src/bindings/python/hanpipe/_errors.py \
	src/bindings/python/hanpipe/_pipeline.py \
	src/bindings/python/hanpipe/_version.py \
	src/bindings/python/hanpipe/datatrove.py \
	src/bindings/python/hanpipe/jieba/__init__.py \
	src/bindings/python/hanpipe/jieba/_dictionary.py \
	src/bindings/python/hanpipe/jieba/_tables.py \
	src/bindings/python/hanpipe/jieba/_tokenizer.py \
	src/bindings/python/hanpipe/jieba/analyse/__init__.py \
	src/bindings/python/hanpipe/jieba/analyse/analyzer.py \
	src/bindings/python/hanpipe/jieba/posseg.py \
	src/bindings/python/hanpipe/opencc.py \
	src/bindings/python/hanpipe/py.typed \
	src/bindings/python/hanpipe/spark.py \
	src/bindings/python/jieba_tables.py \
	src/bindings/python/pyproject.toml \
	src/bindings/python/setup.py \
	src/bindings/python/wheels.sh
