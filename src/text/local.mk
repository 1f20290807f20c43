# Bytes, UTF-8, characters, errors.  Knows no Chinese words.

include_HEADERS = src/hanpipe.h

noinst_LTLIBRARIES += libtext.la
libtext_la_SOURCES = \
	src/text/buffer.c \
	src/text/buffer.h \
	src/text/bytes.h \
	src/text/characters.c \
	src/text/characters.h \
	src/text/error.c \
	src/text/error.h \
	src/text/fields.c \
	src/text/fields.h \
	src/text/hint.c \
	src/text/hint.h \
	src/text/json.c \
	src/text/json.h \
	src/text/map/checksum.c \
	src/text/map/checksum.h \
	src/text/map/number_map.c \
	src/text/map/number_map.h \
	src/text/map/string_map.c \
	src/text/map/string_map.h \
	src/text/memory.c \
	src/text/memory.h \
	src/text/read_file.c \
	src/text/read_file.h \
	src/text/sniff/signature.c \
	src/text/sniff/signature.h \
	src/text/utf8.c \
	src/text/utf8.h \
	src/text/vector/byte_set_avx2.h \
	src/text/vector/count_lines.h \
	src/text/vector/count_lines_avx2.c \
	src/text/vector/count_lines_avx512.c \
	src/text/vector/utf8_blocks.h \
	src/text/vector/utf8_errors.h \
	src/text/vector/utf8_vector.c \
	src/text/vector/utf8_vector.h \
	src/text/vector/utf8_vector_avx2.c \
	src/text/vector/utf8_vector_avx512.c \
	src/text/vector/vector.h
