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
	src/filters/filter.h \
	src/filters/invalid.c \
	src/filters/journal.h \
	src/filters/out.c \
	src/filters/pipeline.c \
	src/filters/pipeline.h

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
	src/lib/annotation.c \
	src/lib/annotation.h \
	src/lib/base.c \
	src/lib/bracket.c \
	src/lib/bracket_kinds.h \
	src/lib/content.c \
	src/lib/cues.c \
	src/lib/cues.h \
	src/lib/finding.h \
	src/lib/glance.c \
	src/lib/glance.h \
	src/lib/glued.c \
	src/lib/judge.c \
	src/lib/judge.h \
	src/lib/label_words.c \
	src/lib/label_words.h \
	src/lib/lines.c \
	src/lib/lines.h \
	src/text/byte_set_avx2.h \
	src/lib/plain.c \
	src/lib/plain.h \
	src/lib/ruby.c \
	src/lib/scan.c \
	src/lib/scan.h
libannotation_la_LIBADD = libreadings.la

# The segmentation engine: of the seg filter, its trainer, and the compiler of its data.
noinst_LTLIBRARIES += libsegment.la
libsegment_la_SOURCES = \
	src/lib/seg.h \
	src/lib/seg_address.c \
	src/lib/seg_address.h \
	src/lib/seg_best.c \
	src/lib/seg_best.h \
	src/lib/seg_clause.c \
	src/lib/seg_fetch.c \
	src/lib/seg_format.h \
	src/lib/seg_join.c \
	src/lib/seg_lattice.c \
	src/lib/seg_margin.c \
	src/lib/seg_names.c \
	src/lib/seg_names.h \
	src/lib/seg_open.c \
	src/lib/seg_tag.c \
	src/lib/seg_units.c \
	src/lib/seg_user.c \
	src/lib/seg_user.h \
	src/lib/segmenter.c \
	src/lib/segmenter.h
libsegment_la_LIBADD = $(LIBM)

# The conversion engines: of the conv filter and of the compiler of its data.
noinst_LTLIBRARIES += libconvert.la
libconvert_la_SOURCES = \
	src/lib/conv_best.c \
	src/lib/conv_best.h \
	src/lib/conv_build.c \
	src/lib/conv_build.h \
	src/lib/conv_chain.c \
	src/lib/conv_chain.h \
	src/lib/conv_compile.c \
	src/lib/conv_config.c \
	src/lib/conv_config.h \
	src/lib/conv_table.c \
	src/lib/conv_table.h \
	src/lib/conv_way.c \
	src/lib/conv_way.h \
	src/lib/conv_write.h
libconvert_la_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
libconvert_la_LIBADD = $(JANSSON_LIBS)

# Counting terms and finding new words: of hanterms.
noinst_LTLIBRARIES += libterms.la
libterms_la_SOURCES = \
	src/text/characters.c \
	src/text/characters.h \
	src/lib/newwords.c \
	src/lib/newwords.h \
	src/lib/terms.c \
	src/lib/terms.h
libterms_la_LIBADD = $(LIBM)
