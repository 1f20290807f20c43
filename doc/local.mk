# The manual, the guide and the example program.

dist_man_MANS = \
	doc/man/hanconv.1 \
	doc/man/handecode.1 \
	doc/man/handetect.1 \
	doc/man/hanfix.1 \
	doc/man/hankeep.1 \
	doc/man/hannorm.1 \
	doc/man/hanpipe-lists.5 \
	doc/man/hanpipe-mkdict.1 \
	doc/man/hanpipe.1 \
	doc/man/hanpipe.7 \
	doc/man/hanseg-eval.1 \
	doc/man/hanseg-train.1 \
	doc/man/hanseg.1 \
	doc/man/hanstat.1 \
	doc/man/hanstrip.1 \
	doc/man/hanterms.1 \
	doc/man/hantext.1 \
	doc/man/libhanpipe.3

# `man hp_run` finds the library's page: one link for each call of hanpipe.h.
calls = sed -n 's/^HP_API .*[ *]\(hp_[a-z0-9_]*\)(.*/\1/p' $(srcdir)/src/hanpipe.h
install-data-hook:
	$(MKDIR_P) '$(DESTDIR)$(man3dir)'
	for call in `$(calls)`; do \
	  echo '.so man3/libhanpipe.3' >'$(DESTDIR)$(man3dir)'/$$call.3 || exit 1; \
	done
uninstall-hook:
	for call in `$(calls)`; do rm -f '$(DESTDIR)$(man3dir)'/$$call.3; done
	rmdir '$(DESTDIR)$(docdir)' '$(DESTDIR)$(pkgdatadir)/postgresql' '$(DESTDIR)$(pkgdatadir)' \
	  '$(DESTDIR)$(pkglibdir)/postgresql' '$(DESTDIR)$(pkglibdir)' 2>/dev/null || true

# The licences and notices go where the data goes.
dist_doc_DATA = LICENSE README.md dicts/SOURCES dicts/NOTICES doc/guide.md doc/cluster.md doc/python.md \
	doc/sqlite.md doc/postgresql.md doc/dict-format.md \
	doc/sample.txt doc/sample.html doc/examples/example.c doc/examples/words.c
EXTRA_DIST += doc/design.md doc/performance.md

# Runs the examples of these documents.
EXTRA_DIST += tests/docs.bats
if HAVE_BATS
TESTS += tests/docs.bats
endif
