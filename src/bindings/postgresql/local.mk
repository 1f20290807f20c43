# PostgreSQL: the extension hanpipe, built where the server's headers are.  `make install` puts it below the prefix; from
# there `make install-postgresql` puts it where pg_config says that the server looks.

postgresqldir = $(pkgdatadir)/postgresql
postgresqllibdir = $(pkglibdir)/postgresql
postgresql_sources = \
	src/bindings/postgresql/dictionary.c \
	src/bindings/postgresql/headline.c \
	src/bindings/postgresql/module.c \
	src/bindings/postgresql/parser.c \
	src/bindings/postgresql/piece.c \
	src/bindings/postgresql/piece.h \
	src/bindings/postgresql/session.c \
	src/bindings/postgresql/session.h \
	src/bindings/postgresql/token.h \
	src/bindings/postgresql/token_cache.c \
	src/bindings/postgresql/token_cache.h \
	src/bindings/postgresql/types.c \
	src/bindings/postgresql/types.h
postgresql_scripts = \
	src/bindings/postgresql/hanpipe--0.1.sql \
	src/bindings/postgresql/hanpipe.control

if HAVE_POSTGRESQL
dist_postgresql_DATA = $(postgresql_scripts)
postgresqllib_LTLIBRARIES = postgresql/hanpipe.la
postgresql_hanpipe_la_SOURCES = $(postgresql_sources)
postgresql_hanpipe_la_CPPFLAGS = $(AM_CPPFLAGS) -isystem $(POSTGRESQL_INCLUDES)
postgresql_hanpipe_la_CFLAGS = $(AM_CFLAGS) -std=gnu11 -fvisibility=default
postgresql_hanpipe_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared
postgresql_hanpipe_la_LIBADD = libindex.la libhanpipe.la
else
EXTRA_DIST += $(postgresql_sources) $(postgresql_scripts)
endif

.PHONY: install-postgresql
install-postgresql:
	$(MKDIR_P) '$(DESTDIR)$(POSTGRESQL_LIB)' '$(DESTDIR)$(POSTGRESQL_SHARE)/extension'
	$(INSTALL_PROGRAM) '$(DESTDIR)$(postgresqllibdir)/hanpipe.so' '$(DESTDIR)$(POSTGRESQL_LIB)'
	$(INSTALL_DATA) '$(DESTDIR)$(postgresqldir)/'* '$(DESTDIR)$(POSTGRESQL_SHARE)/extension'
