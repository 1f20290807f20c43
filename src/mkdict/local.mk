# The dictionary compiler, and the data file that it makes here.

bin_PROGRAMS += hanpipe-mkdict
hanpipe_mkdict_SOURCES = \
	src/mkdict/base.c \
	src/mkdict/compilers.h \
	src/convert/opencc_sections.c \
	src/convert/best_path_compile.c \
	src/convert/best_path_compile.h \
	src/convert/word_costs.c \
	src/convert/word_costs.h \
	src/data/double_array_build.c \
	src/data/double_array_build.h \
	src/jieba/jieba_compile.c \
	src/mkdict/main.c \
	src/mkdict/mkdict.h \
	src/data/row_placement.c \
	src/data/row_placement.h \
	src/jieba/python_source.c \
	src/jieba/python_source.h \
	src/reading/readings_compile.c \
	src/segment/compile/lexicon_compile.h \
	src/segment/compile/cells_compile.c \
	src/segment/compile/lexicon_compile.c \
	src/segment/compile/model_compile.c \
	src/segment/compile/trie_compile.c \
	src/data/source_lines.c \
	src/data/data_file_write.c
hanpipe_mkdict_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
hanpipe_mkdict_LDADD = libconvert.la libreadings.la libsegment.la libcore.la $(ICU_LIBS) $(LIBM)
