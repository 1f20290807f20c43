# Finding reading annotations in a line, and deciding which go.

noinst_LTLIBRARIES += libannotation.la
libannotation_la_SOURCES = \
	src/annotation/bracket_kinds.h \
	src/annotation/candidate_filter.c \
	src/annotation/candidate_filter.h \
	src/annotation/candidates.c \
	src/annotation/candidates.h \
	src/annotation/label_words.c \
	src/annotation/label_words.h \
	src/annotation/line_evidence.c \
	src/annotation/line_evidence.h \
	src/annotation/pinyin_line.c \
	src/annotation/pinyin_line.h \
	src/annotation/pronunciation_words.c \
	src/annotation/pronunciation_words.h \
	src/annotation/scan/candidate_bits.h \
	src/annotation/scan/candidate_scan.c \
	src/annotation/scan/candidate_scan.h \
	src/annotation/scan/candidate_scan_avx2.c \
	src/annotation/scan/candidate_scan_avx512.c \
	src/annotation/scan/cue_scan_avx2.c \
	src/annotation/scan/cue_scan_avx2.h \
	src/annotation/scan/fill_words.h \
	src/annotation/scan/length_to_close.h \
	src/annotation/search.c \
	src/annotation/search.h \
	src/annotation/search_parts.h \
	src/annotation/shapes/base_before.c \
	src/annotation/shapes/bracket.c \
	src/annotation/shapes/bracket_content.c \
	src/annotation/shapes/bracket_text.c \
	src/annotation/shapes/bracket_text.h \
	src/annotation/shapes/common_shape.c \
	src/annotation/shapes/common_shape.h \
	src/annotation/shapes/known_readings.h \
	src/annotation/shapes/macro.c \
	src/annotation/shapes/macro.h \
	src/annotation/shapes/ruby.c \
	src/annotation/shapes/template.c \
	src/annotation/shapes/template.h \
	src/annotation/shapes/unbracketed.c
libannotation_la_LIBADD = libreading.la
