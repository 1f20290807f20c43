# Telling encodings apart, conversion to UTF-8, repair: of the decode filter and of the compiler of its data.

noinst_LTLIBRARIES += libdecode.la
libdecode_la_SOURCES = \
	src/decode/choose.c \
	src/decode/choose.h \
	src/decode/costs.c \
	src/decode/costs.h \
	src/decode/declared.c \
	src/decode/declared.h \
	src/decode/encoding.c \
	src/decode/encoding.h \
	src/decode/icu_converter.c \
	src/decode/icu_converter.h \
	src/decode/magic.c \
	src/decode/magic.h \
	src/decode/piece.c \
	src/decode/piece.h \
	src/decode/repair/gbk_split.c \
	src/decode/repair/gbk_split.h \
	src/decode/repair/misreading.c \
	src/decode/repair/misreading.h \
	src/decode/repair/mojibake.c \
	src/decode/repair/mojibake.h \
	src/decode/weigh.c \
	src/decode/weigh.h
libdecode_la_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
libdecode_la_LIBADD = $(LINKED_ICU_LIBS) $(LIBM)

decode_compile_sources = \
	src/decode/costs_compile.c \
	src/decode/costs_compile.h
