# Layer 1: bytes, errors, the data file, and the engines.  One convenience library a user: a tool links what it needs.

include_HEADERS = src/hanpipe.h

noinst_LTLIBRARIES += libcore.la
libcore_la_SOURCES = \
	src/text/buffer.c \
	src/text/bytes.h \
	src/data/data_file.c \
	src/data/data_file.h \
	src/text/error.c \
	src/text/error.h \
	src/text/read_file.c \
	src/text/read_file.h \
	src/text/utf8.c \
	src/text/utf8.h \
	src/text/utf8_vector.c \
	src/text/utf8_vector.h \
	src/pipeline/filter.h \
	src/pipeline/invalid_bytes.c \
	src/pipeline/edit_record.h \
	src/pipeline/answer.c \
	src/pipeline/pipeline.c \
	src/pipeline/pipeline.h

# Readings of characters, and the many ways to type them: of the strip filter and of the compiler of its data.
noinst_LTLIBRARIES += libreadings.la
libreadings_la_SOURCES = \
	src/reading/spelling.c \
	src/reading/spelling.h \
	src/reading/readings.c \
	src/reading/readings.h

# Finding reading annotations.
noinst_LTLIBRARIES += libannotation.la
libannotation_la_SOURCES = \
	src/reading/syllable_match.c \
	src/reading/syllable_match.h \
	src/annotation/search.c \
	src/annotation/search.h \
	src/annotation/base_before.c \
	src/annotation/bracket.c \
	src/annotation/bracket_kinds.h \
	src/annotation/bracket_content.c \
	src/annotation/pronunciation_words.c \
	src/annotation/pronunciation_words.h \
	src/annotation/search_parts.h \
	src/annotation/candidate_filter.c \
	src/annotation/candidate_filter.h \
	src/annotation/unbracketed.c \
	src/annotation/line_evidence.c \
	src/annotation/line_evidence.h \
	src/annotation/label_words.c \
	src/annotation/label_words.h \
	src/annotation/pinyin_line.c \
	src/annotation/pinyin_line.h \
	src/text/byte_set_avx2.h \
	src/annotation/common_shape.c \
	src/annotation/common_shape.h \
	src/annotation/ruby.c \
	src/annotation/candidate_scan.c \
	src/annotation/candidate_scan.h
libannotation_la_LIBADD = libreadings.la

# The segmentation engine: of the seg filter, its trainer, and the compiler of its data.
noinst_LTLIBRARIES += libsegment.la
libsegment_la_SOURCES = \
	src/segment/clause.h \
	src/segment/web_address.c \
	src/segment/web_address.h \
	src/segment/n_best.c \
	src/segment/n_best.h \
	src/segment/clause.c \
	src/segment/pair_lookup.c \
	src/segment/sections.h \
	src/segment/coarse_grain.c \
	src/segment/word_lattice.c \
	src/segment/confidence.c \
	src/segment/unit_names.c \
	src/segment/unit_names.h \
	src/segment/sections_open.c \
	src/segment/tagger.c \
	src/segment/units.c \
	src/segment/user_words.c \
	src/segment/user_words.h \
	src/segment/segmenter.c \
	src/segment/segmenter.h
libsegment_la_LIBADD = $(LIBM)

# The conversion engines: of the conv filter and of the compiler of its data.
noinst_LTLIBRARIES += libconvert.la
libconvert_la_SOURCES = \
	src/convert/best_path.c \
	src/convert/best_path.h \
	src/convert/table_build.c \
	src/convert/table_build.h \
	src/convert/opencc_exact.c \
	src/convert/opencc_exact.h \
	src/convert/opencc_compile.c \
	src/convert/opencc_config.c \
	src/convert/opencc_config.h \
	src/convert/table.c \
	src/convert/table.h \
	src/convert/word_lattice.c \
	src/convert/word_lattice.h \
	src/convert/output_writer.h
libconvert_la_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
libconvert_la_LIBADD = $(JANSSON_LIBS)

# Counting terms and finding new words: of hanterms.
noinst_LTLIBRARIES += libterms.la
libterms_la_SOURCES = \
	src/text/characters.c \
	src/text/characters.h \
	src/terms/new_words.c \
	src/terms/new_words.h \
	src/terms/tf_idf.c \
	src/terms/tf_idf.h
libterms_la_LIBADD = $(LIBM)
