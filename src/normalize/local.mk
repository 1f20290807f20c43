# The normalization engine: of the norm filter, and of the programs that test it; rules/ has what each rule does.  It
# wants libsegment.la beside it, which cannot be part of it: the library that has all filters would have that twice.

noinst_LTLIBRARIES += libnormalize.la
libnormalize_la_SOURCES = \
	src/normalize/document/document.c \
	src/normalize/document/document.h \
	src/normalize/document/join.c \
	src/normalize/document/repeat.c \
	src/normalize/document/rows.c \
	src/normalize/document/rows.h \
	src/normalize/engine.c \
	src/normalize/engine.h \
	src/normalize/line/characters.c \
	src/normalize/line/characters.h \
	src/normalize/line/compose.c \
	src/normalize/line/compose.h \
	src/normalize/line/context.c \
	src/normalize/line/context.h \
	src/normalize/line/language.c \
	src/normalize/line/language.h \
	src/normalize/line/line.c \
	src/normalize/line/line.h \
	src/normalize/line/marks.c \
	src/normalize/line/write_utf16.c \
	src/normalize/line/write_utf16.h \
	src/normalize/options.h \
	src/normalize/protect/address.c \
	src/normalize/protect/code.c \
	src/normalize/protect/protect.c \
	src/normalize/protect/protect.h \
	src/normalize/protect/protect_parts.h \
	src/normalize/rules.c \
	src/normalize/rules.h \
	src/normalize/rules/blanks.c \
	src/normalize/rules/brackets.c \
	src/normalize/rules/brackets.h \
	src/normalize/rules/breaks.c \
	src/normalize/rules/dashes.c \
	src/normalize/rules/forms.c \
	src/normalize/rules/forms.h \
	src/normalize/rules/invisible.c \
	src/normalize/rules/lexicon.c \
	src/normalize/rules/lexicon.h \
	src/normalize/rules/mask.c \
	src/normalize/rules/private_use.c \
	src/normalize/rules/private_use.h \
	src/normalize/rules/punct.c \
	src/normalize/rules/quotes.c \
	src/normalize/rules/radicals.c \
	src/normalize/rules/spaces.c \
	src/normalize/rules/stop.c \
	src/normalize/rules/width.c \
	src/normalize/scan/blank_lines.c \
	src/normalize/scan/blank_lines.h \
	src/normalize/scan/fences.c \
	src/normalize/scan/fences.h \
	src/normalize/scan/look_scan.c \
	src/normalize/scan/look_scan.h \
	src/normalize/scan/look_scan_avx2.c \
	src/normalize/scan/look_scan_avx2.h \
	src/normalize/scan/looks.h \
	src/normalize/scan/same_scan.c \
	src/normalize/scan/same_scan.h \
	src/normalize/scan/same_scan_avx2.c \
	src/normalize/scan/scan.c \
	src/normalize/scan/scan.h \
	src/normalize/tables/tables.c \
	src/normalize/tables/tables.h \
	src/normalize/own_form_table.h \
	src/normalize/own_forms.c \
	src/normalize/own_forms.h \
	src/normalize/transform.c \
	src/normalize/transform.h \
	src/normalize/windows.c \
	src/normalize/windows.h \
	src/normalize/work.h
libnormalize_la_CFLAGS = $(AM_CFLAGS) $(ICU_I18N_CFLAGS)
libnormalize_la_LIBADD = $(LINKED_ICU_I18N_LIBS)

normalize_compile_sources = \
	src/normalize/tables/tables_compile.c \
	src/normalize/tables/tables_compile.h
