# Counting and judging documents; rules_compile.c makes its section of the data file.  It wants
# librepair.la, libannotation.la, libdecode.la, libconvert.la and libsegment.la beside it, as the library that has all
# filters has them already.

noinst_LTLIBRARIES += libjudge.la
libjudge_la_SOURCES = \
	src/judge/count/characters.c \
	src/judge/count/characters.h \
	src/judge/count/fingerprint.c \
	src/judge/count/fingerprint.h \
	src/judge/count/grams.c \
	src/judge/count/grams.h \
	src/judge/count/id_table.c \
	src/judge/count/id_table.h \
	src/judge/count/of_characters.c \
	src/judge/count/of_damage.c \
	src/judge/count/of_encoding.c \
	src/judge/count/of_lines.c \
	src/judge/count/of_script.c \
	src/judge/count/of_shape.c \
	src/judge/count/of_words.c \
	src/judge/count/points.c \
	src/judge/count/points.h \
	src/judge/expression.h \
	src/judge/expression_holds.c \
	src/judge/expression_parse.c \
	src/judge/expression_tree.h \
	src/judge/judge.h \
	src/judge/judge_calls.c \
	src/judge/judge_parts.h \
	src/judge/judge_write.c \
	src/judge/rules.c \
	src/judge/rules.h
libjudge_la_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
libjudge_la_LIBADD = libdetect.la $(LINKED_ICU_LIBS)

judge_compile_sources = \
	src/judge/rules_compile.c \
	src/judge/rules_compile.h
