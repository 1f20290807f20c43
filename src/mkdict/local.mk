# The dictionary compiler: a main over the rooms' own compilers.  dicts/local.mk runs it.

bin_PROGRAMS += hanpipe-mkdict
hanpipe_mkdict_SOURCES = \
	src/mkdict/base.c \
	src/mkdict/base.h \
	src/mkdict/main.c \
	$(data_compile_sources) \
	$(reading_compile_sources) \
	$(convert_compile_sources) \
	$(segment_compile_sources) \
	$(jieba_compile_sources) \
	$(decode_compile_sources) \
	$(judge_compile_sources) \
	$(detect_compile_sources) \
	$(repair_compile_sources) \
	$(normalize_compile_sources)
hanpipe_mkdict_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
hanpipe_mkdict_LDADD = libjieba.la libjudge.la libdetect.la librepair.la libannotation.la libconvert.la libdecode.la libreading.la libsegment.la libcore.la $(ICU_LIBS) $(LIBM)
