# The filters: options and apply.  A library each with what it links, and the library that has them all.

noinst_LTLIBRARIES += libdecodefilter.la libtextfilter.la libnorm.la libstrip.la libfix.la libconv.la libseg.la \
	libjudgefilters.la

# libdecode.la and libtext.la are the rooms.
libdecodefilter_la_SOURCES = \
	src/filters/decode/apply.c \
	src/filters/decode/decode.c \
	src/filters/decode/decode.h
libdecodefilter_la_LIBADD = libdecode.la

libtextfilter_la_SOURCES = src/filters/text.c
libtextfilter_la_LIBADD = libhtml.la

libnorm_la_SOURCES = src/filters/norm.c
libnorm_la_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS)
libnorm_la_LIBADD = libnormalize.la

libstrip_la_SOURCES = \
	src/filters/strip/cut_plain.c \
	src/filters/strip/cut_plain.h \
	src/filters/strip/rewrite.c \
	src/filters/strip/strip.c \
	src/filters/strip/strip_parts.h
libstrip_la_LIBADD = libannotation.la

libfix_la_SOURCES = \
	src/filters/fix/apply.c \
	src/filters/fix/fix.c \
	src/filters/fix/fix.h
libfix_la_LIBADD = librepair.la

libconv_la_SOURCES = \
	src/filters/conv/ambiguous_report.c \
	src/filters/conv/apply.c \
	src/filters/conv/auto_script.c \
	src/filters/conv/conv.c \
	src/filters/conv/conv.h \
	src/filters/conv/convert.c \
	src/filters/conv/fixed_words.c \
	src/filters/conv/hints.c \
	src/filters/conv/open.c \
	src/filters/conv/opencc_library.c
libconv_la_CFLAGS = $(AM_CFLAGS) $(OPENCC_CFLAGS) $(PCRE2_CFLAGS)
libconv_la_LIBADD = libconvert.la $(LINKED_OPENCC_LIBS) $(PCRE2_LIBS)

libseg_la_SOURCES = \
	src/filters/seg/cut.c \
	src/filters/seg/mark_bits.h \
	src/filters/seg/marks.c \
	src/filters/seg/marks.h \
	src/filters/seg/marks_avx512.c \
	src/filters/seg/marks_avx512.h \
	src/filters/seg/seg.c \
	src/filters/seg/words.h \
	src/filters/seg/write.c \
	src/filters/seg/write_n_best.c \
	src/filters/seg/write_text.c
libseg_la_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
libseg_la_LIBADD = libsegment.la libjieba.la $(LINKED_ICU_LIBS) $(LIBM)

libjudgefilters_la_SOURCES = \
	src/filters/judge/detect.c \
	src/filters/judge/filters.h \
	src/filters/judge/keep.c \
	src/filters/judge/stat.c \
	src/filters/judge/summary.c
libjudgefilters_la_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
libjudgefilters_la_LIBADD = libjudge.la

# Everything that a pipeline can name.
noinst_LTLIBRARIES += libfilters.la
libfilters_la_SOURCES = \
	src/pipeline/expression/expression.c \
	src/pipeline/expression/presets.c \
	src/pipeline/expression/presets.h \
	src/pipeline/expression/words.c \
	src/pipeline/expression/words.h \
	src/pipeline/filter_words.h \
	src/pipeline/registry.c
libfilters_la_LIBADD = libdecodefilter.la libtextfilter.la libnorm.la libstrip.la libfix.la libconv.la libseg.la \
	libjudgefilters.la libcore.la

lib_LTLIBRARIES = libhanpipe.la
libhanpipe_la_SOURCES =
libhanpipe_la_LIBADD = libfilters.la librecords.la
libhanpipe_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 $(HP_SYMBOL_VERSIONS)
libhanpipe_la_DEPENDENCIES = $(libhanpipe_la_LIBADD) src/hanpipe.map
EXTRA_DIST += src/hanpipe.map
