# The dictionary compiler, and the data file that it makes here.

bin_PROGRAMS += hanpipe-mkdict
hanpipe_mkdict_SOURCES = \
	src/mkdict/compilers.h \
	src/mkdict/double_array.c \
	src/mkdict/double_array.h \
	src/mkdict/jieba.c \
	src/mkdict/main.c \
	src/mkdict/mkdict.h \
	src/mkdict/python.c \
	src/mkdict/python.h \
	src/mkdict/readings.c \
	src/mkdict/text.c \
	src/mkdict/writer.c
hanpipe_mkdict_LDADD = libcore.la $(LIBM)
