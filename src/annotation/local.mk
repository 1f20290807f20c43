# Finding reading annotations in a line, and deciding which go.

noinst_LTLIBRARIES += libannotation.la
libannotation_la_SOURCES = \
	src/annotation/base_before.c \
	src/annotation/bracket.c \
	src/annotation/bracket_content.c \
	src/annotation/bracket_kinds.h \
	src/annotation/candidate_filter.c \
	src/annotation/candidate_filter.h \
	src/annotation/candidate_scan.c \
	src/annotation/candidate_scan.h \
	src/annotation/candidates.c \
	src/annotation/candidates.h \
	src/annotation/common_shape.c \
	src/annotation/common_shape.h \
	src/annotation/label_words.c \
	src/annotation/label_words.h \
	src/annotation/line_evidence.c \
	src/annotation/line_evidence.h \
	src/annotation/pinyin_line.c \
	src/annotation/pinyin_line.h \
	src/annotation/pronunciation_words.c \
	src/annotation/pronunciation_words.h \
	src/annotation/ruby.c \
	src/annotation/search.c \
	src/annotation/search.h \
	src/annotation/search_parts.h \
	src/annotation/unbracketed.c
libannotation_la_LIBADD = libreading.la
