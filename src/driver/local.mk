# Layer 3: how bytes move.

noinst_LTLIBRARIES += libdriver.la
libdriver_la_SOURCES = \
	src/driver/driver.c \
	src/driver/driver.h \
	src/driver/input.c \
	src/driver/input.h \
	src/driver/job.h \
	src/driver/log.c \
	src/driver/log.h \
	src/driver/message.c \
	src/driver/message.h \
	src/driver/options.c \
	src/driver/options.h \
	src/driver/output.c \
	src/driver/output.h \
	src/driver/pipe.c \
	src/driver/pipe.h \
	src/driver/progress.c \
	src/driver/progress.h \
	src/driver/sink.c \
	src/driver/sink.h \
	src/driver/sniff.c \
	src/driver/sniff.h \
	src/driver/totals.c \
	src/driver/totals.h \
	src/driver/workers.c \
	src/driver/write_chunk.c
libdriver_la_LIBADD = libcore.la
