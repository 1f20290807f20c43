# Layer 4: the mains.

bin_PROGRAMS += hantext hannorm hanstrip hanconv hanseg hanpipe

one_filter_sources = src/tools/one_filter.c src/tools/data_path.c src/tools/data_path.h

hantext_SOURCES = $(one_filter_sources)
hantext_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_text -DTOOL='"hantext"'
hantext_LDADD = libtextfilter.la libdriver.la

hannorm_SOURCES = $(one_filter_sources)
hannorm_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_norm -DTOOL='"hannorm"'
hannorm_LDADD = libnorm.la libdriver.la

hanstrip_SOURCES = $(one_filter_sources)
hanstrip_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_strip -DTOOL='"hanstrip"'
hanstrip_LDADD = libstrip.la libdriver.la

hanconv_SOURCES = $(one_filter_sources)
hanconv_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_conv -DTOOL='"hanconv"'
hanconv_LDADD = libconv.la libannotation.la libdriver.la

hanseg_SOURCES = $(one_filter_sources)
hanseg_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_seg -DTOOL='"hanseg"'
hanseg_LDADD = libseg.la libdriver.la

hanpipe_SOURCES = src/tools/hanpipe.c src/tools/data_path.c src/tools/data_path.h
hanpipe_LDADD = libfilters.la libdriver.la

# Training and measuring the segmentation.
bin_PROGRAMS += hanseg-train hanseg-eval
hanseg_eval_SOURCES = src/tools/hanseg-eval.c
hanseg_eval_LDADD = libcore.la
hanseg_train_SOURCES = \
	src/tools/data_path.c \
	src/tools/data_path.h \
	src/tools/hanseg-train.c \
	$(segment_train_sources)
hanseg_train_LDADD = libdriver.la libsegment.la libcore.la $(LIBM)

# Terms: a program beside the filters, with all of them for --pipeline.
bin_PROGRAMS += hanterms
hanterms_SOURCES = \
	src/tools/data_path.c \
	src/tools/data_path.h \
	src/tools/hanterms.c \
	src/tools/terms_print.c \
	src/tools/terms_print.h
hanterms_LDADD = libterms.la libdriver.la libfilters.la libsegment.la
