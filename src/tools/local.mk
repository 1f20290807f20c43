# Layer 4: the mains.

bin_PROGRAMS += handecode hantext hannorm hanstrip hanfix hanconv hanseg handetect hanstat hankeep hanpipe

one_filter_sources = \
	src/tools/colors.c src/tools/colors.h src/tools/data_path.c src/tools/data_path.h src/tools/one_filter.c

handecode_SOURCES = $(one_filter_sources)
handecode_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_decode -DTOOL='"handecode"'
handecode_LDADD = libdecodefilter.la libreading.la libdriver.la

hantext_SOURCES = $(one_filter_sources)
hantext_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_text -DTOOL='"hantext"'
hantext_LDADD = libtextfilter.la libdriver.la

hannorm_SOURCES = $(one_filter_sources)
hannorm_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_norm -DTOOL='"hannorm"'
hannorm_LDADD = libnorm.la libsegment.la libdriver.la

hanstrip_SOURCES = $(one_filter_sources)
hanstrip_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_strip -DTOOL='"hanstrip"'
hanstrip_LDADD = libstrip.la libdriver.la

hanfix_SOURCES = $(one_filter_sources)
hanfix_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_fix -DTOOL='"hanfix"'
hanfix_LDADD = libfix.la libconv.la libannotation.la libdriver.la

hanconv_SOURCES = $(one_filter_sources)
hanconv_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_conv -DTOOL='"hanconv"'
hanconv_LDADD = libconv.la librepair.la libannotation.la libdriver.la

hanseg_SOURCES = $(one_filter_sources)
hanseg_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_seg -DTOOL='"hanseg"'
hanseg_LDADD = libseg.la libdriver.la

judge_libraries = libjudgefilters.la librepair.la libannotation.la libdecode.la libconvert.la libsegment.la \
	libdriver.la
handetect_SOURCES = $(one_filter_sources)
handetect_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_detect -DTOOL='"handetect"'
handetect_LDADD = $(judge_libraries)

hanstat_SOURCES = $(one_filter_sources)
hanstat_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_stat -DTOOL='"hanstat"'
hanstat_LDADD = $(judge_libraries)

hankeep_SOURCES = $(one_filter_sources)
hankeep_CPPFLAGS = $(AM_CPPFLAGS) -DFILTER=filter_keep -DTOOL='"hankeep"'
hankeep_LDADD = $(judge_libraries)

hanpipe_SOURCES = \
	src/tools/colors.c src/tools/colors.h src/tools/data_path.c src/tools/data_path.h src/tools/explain.c src/tools/explain.h src/tools/hanpipe.c
hanpipe_LDADD = libfilters.la libdriver.la

# Completion on the command line, one file a tool and shell, under the names that the shells look for.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
completed_tools = $(bin_PROGRAMS)
EXTRA_DIST += src/tools/completion/completion.sh
completion = $(SHELL) $(srcdir)/src/tools/completion/completion.sh
completion.stamp: $(bin_PROGRAMS) src/tools/completion/completion.sh
	$(AM_V_GEN)$(MKDIR_P) completion/bash completion/zsh completion/fish && \
	for tool in $(completed_tools); do \
	  $(completion) bash $$tool . >completion/bash/$$tool && \
	  $(completion) zsh $$tool . >completion/zsh/_$$tool && \
	  $(completion) fish $$tool . >completion/fish/$$tool.fish || exit 1; \
	done && touch $@
all-local: completion.stamp
CLEANFILES += completion.stamp
clean-local: clean-completion
clean-completion:
	rm -rf completion
install-data-local: completion.stamp
	$(MKDIR_P) '$(DESTDIR)$(bashcompletiondir)' '$(DESTDIR)$(zshcompletiondir)' '$(DESTDIR)$(fishcompletiondir)'
	$(INSTALL_DATA) completion/bash/* '$(DESTDIR)$(bashcompletiondir)'
	$(INSTALL_DATA) completion/zsh/* '$(DESTDIR)$(zshcompletiondir)'
	$(INSTALL_DATA) completion/fish/* '$(DESTDIR)$(fishcompletiondir)'
uninstall-local:
	for tool in $(completed_tools); do \
	  rm -f '$(DESTDIR)$(bashcompletiondir)'/$$tool '$(DESTDIR)$(zshcompletiondir)'/_$$tool \
	    '$(DESTDIR)$(fishcompletiondir)'/$$tool.fish; \
	done

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
