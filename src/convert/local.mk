# The conversion engines, and the compilers of their tables; that of OpenCC's configurations is in the library, because a
# user's own is compiled while the filter opens.

noinst_LTLIBRARIES += libconvert.la
libconvert_la_SOURCES = \
	src/convert/character_relation.c \
	src/convert/character_relation.h \
	src/convert/opencc_compile.c \
	src/convert/opencc_config.c \
	src/convert/opencc_config.h \
	src/convert/opencc_exact.c \
	src/convert/opencc_exact.h \
	src/convert/output_writer.h \
	src/convert/parts/exact_parts.c \
	src/convert/parts/line_pieces.c \
	src/convert/path/best_path.c \
	src/convert/path/best_path.h \
	src/convert/path/best_path_parts.h \
	src/convert/path/context_rules.c \
	src/convert/path/context_rules.h \
	src/convert/path/listeners.c \
	src/convert/path/listeners.h \
	src/convert/path/look/crossings.h \
	src/convert/path/look/look.c \
	src/convert/path/look/look.h \
	src/convert/path/look/look_avx512.c \
	src/convert/path/look/look_avx512.h \
	src/convert/path/look/look_flags_avx2.c \
	src/convert/path/look/look_flags_avx2.h \
	src/convert/path/look/near_pairs.c \
	src/convert/path/look/near_pairs.h \
	src/convert/path/look/near_pairs_avx512.c \
	src/convert/path/look/near_pairs_avx512.h \
	src/convert/path/look/seen.h \
	src/convert/path/region_choice.c \
	src/convert/path/region_choice.h \
	src/convert/path/text_script.c \
	src/convert/path/text_script.h \
	src/convert/path/window.c \
	src/convert/path/window.h \
	src/convert/path/window_parts.c \
	src/convert/path/window_parts.h \
	src/convert/path/window_scan.c \
	src/convert/path/window_scan.h \
	src/convert/path/word_lattice.c \
	src/convert/path/word_lattice.h \
	src/convert/plain/character_flags.h \
	src/convert/plain/lanes_avx2.h \
	src/convert/plain/lanes_avx512.h \
	src/convert/plain/pairs.c \
	src/convert/plain/pairs.h \
	src/convert/plain/pairs_avx2.c \
	src/convert/plain/pairs_avx2.h \
	src/convert/plain/pairs_avx512.c \
	src/convert/plain/pairs_avx512.h \
	src/convert/plain/places.h \
	src/convert/plain/plain_pass.c \
	src/convert/plain/plain_pass.h \
	src/convert/plain/plain_pass_avx2.c \
	src/convert/plain/plain_pass_avx2.h \
	src/convert/plain/plain_pass_avx512.c \
	src/convert/plain/plain_pass_avx512.h \
	src/convert/table.c \
	src/convert/table.h \
	src/convert/table_build.c \
	src/convert/table_build.h \
	src/convert/table_build_parts.h \
	src/convert/table_codes.h \
	src/convert/table_parts.h \
	src/convert/table_index.c \
	src/convert/table_numbers.c \
	src/convert/table_set.c \
	src/convert/table_set.h \
	src/convert/table_write.c
libconvert_la_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
libconvert_la_LIBADD = $(JANSSON_LIBS)

convert_share_sources = \
	src/convert/compile/shared/shared_parts.c \
	src/convert/compile/shared/shared_parts.h \
	src/convert/compile/shared/shared_tries.c \
	src/convert/compile/shared/shared_tries.h

convert_compile_sources = \
	$(convert_share_sources) \
	src/convert/compile/best_path_compile.c \
	src/convert/compile/best_path_compile.h \
	src/convert/compile/common_codes.c \
	src/convert/compile/common_codes.h \
	src/convert/compile/compile_sources.h \
	src/convert/compile/opencc_sections.c \
	src/convert/compile/opencc_sections.h \
	src/convert/compile/region_words.c \
	src/convert/compile/region_words.h \
	src/convert/compile/window_kinds.c \
	src/convert/compile/window_kinds.h \
	src/convert/compile/word_costs.c \
	src/convert/compile/word_costs.h \
	src/convert/compile/word_forms.c \
	src/convert/compile/word_forms.h \
	src/convert/compile/word_lists.c \
	src/convert/compile/word_lists.h
