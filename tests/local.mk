# Every test prints TAP, so that the summary counts cases.

TEST_EXTENSIONS = .bats .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
BATS_LOG_DRIVER = $(LOG_DRIVER)
BATS_LOG_COMPILER = $(BATS)
AM_BATS_LOG_FLAGS = --tap
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	srcdir='$(abs_top_srcdir)'; export srcdir; builddir='$(abs_top_builddir)'; export builddir; \
	HANPIPE_TOOLS='$(bin_PROGRAMS)'; export HANPIPE_TOOLS; \
	FUZZ_TARGETS='$(fuzz_targets)'; export FUZZ_TARGETS; \
	PATH='$(abs_top_builddir)':$$PATH; export PATH; unset HANPIPE_DATA;

# Units of the core, each linked with the convenience libraries, so that they reach what is not exported.
core_units = \
	tests/unit/annotation \
	tests/unit/buf \
	tests/unit/candidate_scan \
	tests/unit/conv \
	tests/unit/conv_path \
	tests/unit/data \
	tests/unit/decode \
	tests/unit/decode_repair \
	tests/unit/documents \
	tests/unit/double_array \
	tests/unit/expression \
	tests/unit/fields \
	tests/unit/fix_numbers \
	tests/unit/html \
	tests/unit/jieba \
	tests/unit/library \
	tests/unit/json \
	tests/unit/json_records \
	tests/unit/judge \
	tests/unit/load \
	tests/unit/line_evidence \
	tests/unit/log \
	tests/unit/map \
	tests/unit/mkdict \
	tests/unit/newwords \
	tests/unit/norm \
	tests/unit/normalize \
	tests/unit/answer \
	tests/unit/pipeline \
	tests/unit/plain_pass \
	tests/unit/records \
	tests/unit/seg \
	tests/unit/shared_parts \
	tests/unit/sniff \
	tests/unit/spelling \
	tests/unit/syllable_match \
	tests/unit/terms \
	tests/unit/utf8 \
	tests/unit/view \
	tests/unit/words

if HAVE_CMOCKA
check_PROGRAMS += $(core_units)
TESTS += $(core_units)
endif

unit_flags = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
unit_libs = libcore.la $(CMOCKA_LIBS)
tests_unit_annotation_SOURCES = tests/unit/annotation.c tests/unit/test.h tests/unit/readings.h tests/built_data.h
tests_unit_annotation_CFLAGS = $(unit_flags)
tests_unit_annotation_LDADD = libstrip.la $(unit_libs)
tests_unit_buf_SOURCES = tests/unit/buf.c tests/unit/test.h
tests_unit_buf_CFLAGS = $(unit_flags)
tests_unit_buf_LDADD = $(unit_libs)
tests_unit_candidate_scan_SOURCES = tests/unit/candidate_scan.c tests/unit/test.h
tests_unit_candidate_scan_CFLAGS = $(unit_flags)
tests_unit_candidate_scan_LDADD = libannotation.la $(unit_libs)
tests_unit_conv_SOURCES = tests/unit/conv.c tests/unit/test.h
tests_unit_conv_CFLAGS = $(unit_flags)
tests_unit_conv_LDADD = libconvert.la $(unit_libs)
tests_unit_conv_path_SOURCES = tests/unit/conv_path.c tests/unit/test.h
tests_unit_conv_path_CFLAGS = $(unit_flags)
tests_unit_conv_path_LDADD = libconvert.la $(unit_libs)
tests_unit_data_SOURCES = tests/unit/data.c tests/unit/test.h
tests_unit_data_CFLAGS = $(unit_flags)
tests_unit_data_LDADD = $(unit_libs)
tests_unit_decode_SOURCES = tests/unit/decode.c tests/unit/test.h
tests_unit_decode_CFLAGS = $(unit_flags)
tests_unit_decode_LDADD = libdecode.la $(unit_libs)
tests_unit_decode_repair_SOURCES = tests/unit/decode_repair.c tests/unit/test.h
tests_unit_decode_repair_CFLAGS = $(unit_flags)
tests_unit_decode_repair_LDADD = libdecode.la libreading.la $(unit_libs)
tests_unit_documents_SOURCES = tests/unit/documents.c tests/unit/test.h tests/unit/filters.h
tests_unit_documents_CFLAGS = $(unit_flags)
tests_unit_documents_LDADD = libdriver.la $(unit_libs)
tests_unit_double_array_SOURCES = tests/unit/double_array.c tests/unit/test.h
tests_unit_double_array_CFLAGS = $(unit_flags)
tests_unit_double_array_LDADD = $(unit_libs)
# Brings a registry of its own, so it takes the parser without the filters.
tests_unit_expression_SOURCES = \
	tests/unit/expression.c tests/unit/test.h src/pipeline/expression/expression.c src/pipeline/expression/words.c
tests_unit_expression_CFLAGS = $(unit_flags)
tests_unit_expression_LDADD = $(unit_libs)
tests_unit_fields_SOURCES = tests/unit/fields.c tests/unit/test.h
tests_unit_fields_CFLAGS = $(unit_flags)
tests_unit_fields_LDADD = $(unit_libs)
tests_unit_fix_numbers_SOURCES = tests/unit/fix_numbers.c tests/unit/test.h \
	src/repair/compile/numbers_compile.c src/repair/compile/numbers_compile.h
tests_unit_fix_numbers_CFLAGS = $(unit_flags)
tests_unit_fix_numbers_LDADD = librepair.la libconvert.la $(unit_libs)
tests_unit_html_SOURCES = tests/unit/html.c tests/unit/test.h
tests_unit_html_CFLAGS = $(unit_flags)
tests_unit_html_LDADD = libhtml.la $(unit_libs)
tests_unit_jieba_SOURCES = tests/unit/jieba.c tests/unit/test.h $(jieba_compile_sources) $(data_compile_sources)
tests_unit_jieba_CFLAGS = $(unit_flags)
tests_unit_jieba_LDADD = libjieba.la $(unit_libs) $(LIBM)
# A program of the library's: it reaches what is exported.
tests_unit_library_SOURCES = tests/unit/library.c tests/unit/test.h
tests_unit_library_CFLAGS = $(unit_flags)
tests_unit_library_LDADD = libhanpipe.la $(CMOCKA_LIBS)
tests_unit_library_LDFLAGS = $(AM_LDFLAGS) -no-install
tests_unit_judge_SOURCES = tests/unit/judge.c tests/unit/test.h tests/built_data.h
tests_unit_judge_CFLAGS = $(unit_flags)
tests_unit_judge_LDADD = libjudge.la librepair.la libannotation.la libdecode.la libconvert.la libsegment.la $(unit_libs)
tests_unit_json_SOURCES = tests/unit/json.c tests/unit/test.h
tests_unit_json_CFLAGS = $(unit_flags)
tests_unit_json_LDADD = $(unit_libs)
tests_unit_json_records_SOURCES = tests/unit/json_records.c tests/unit/test.h
tests_unit_json_records_CFLAGS = $(unit_flags)
tests_unit_json_records_LDADD = librecords.la $(unit_libs)
tests_unit_line_evidence_SOURCES = tests/unit/line_evidence.c tests/unit/test.h tests/unit/readings.h tests/built_data.h
tests_unit_line_evidence_CFLAGS = $(unit_flags)
tests_unit_line_evidence_LDADD = libannotation.la $(unit_libs)
tests_unit_log_SOURCES = tests/unit/log.c tests/unit/test.h
tests_unit_log_CFLAGS = $(unit_flags)
tests_unit_log_LDADD = libdriver.la $(unit_libs)
tests_unit_map_SOURCES = tests/unit/map.c tests/unit/test.h
tests_unit_map_CFLAGS = $(unit_flags)
tests_unit_map_LDADD = $(unit_libs)
tests_unit_mkdict_SOURCES = tests/unit/mkdict.c tests/unit/test.h $(data_compile_sources)
tests_unit_mkdict_CFLAGS = $(unit_flags)
tests_unit_mkdict_LDADD = $(unit_libs)
tests_unit_newwords_SOURCES = tests/unit/newwords.c tests/unit/test.h
tests_unit_newwords_CFLAGS = $(unit_flags)
tests_unit_newwords_LDADD = libterms.la $(unit_libs) $(LIBM)
tests_unit_load_SOURCES = tests/unit/load.c tests/unit/test.h
tests_unit_load_CFLAGS = $(unit_flags)
tests_unit_load_LDADD = $(unit_libs)
tests_unit_norm_SOURCES = tests/unit/norm.c tests/unit/test.h
tests_unit_norm_CFLAGS = $(unit_flags)
tests_unit_norm_LDADD = libnorm.la libsegment.la $(unit_libs) $(ICU_LIBS)
tests_unit_normalize_SOURCES = tests/unit/normalize.c tests/unit/test.h
tests_unit_normalize_CFLAGS = $(unit_flags)
tests_unit_normalize_LDADD = libnormalize.la libsegment.la $(unit_libs) $(ICU_LIBS)
tests_unit_answer_SOURCES = tests/unit/answer.c tests/unit/replay.h tests/unit/test.h tests/unit/filters.h tests/replay_edits.h
tests_unit_answer_CFLAGS = $(unit_flags)
tests_unit_answer_LDADD = $(unit_libs)
tests_unit_view_SOURCES = tests/unit/view.c tests/unit/test.h tests/unit/filters.h
tests_unit_view_CFLAGS = $(unit_flags)
tests_unit_view_LDADD = libdriver.la $(unit_libs)
tests_unit_pipeline_SOURCES = tests/unit/pipeline.c tests/unit/replay.h tests/unit/test.h tests/unit/filters.h tests/replay_edits.h
tests_unit_pipeline_CFLAGS = $(unit_flags)
tests_unit_pipeline_LDADD = $(unit_libs)
tests_unit_plain_pass_SOURCES = tests/unit/plain_pass.c tests/unit/test.h
tests_unit_plain_pass_CFLAGS = $(unit_flags)
tests_unit_plain_pass_LDADD = libconvert.la $(unit_libs)
tests_unit_records_SOURCES = tests/unit/records.c tests/unit/test.h tests/unit/filters.h
tests_unit_records_CFLAGS = $(unit_flags)
tests_unit_records_LDADD = librecords.la $(unit_libs)
tests_unit_seg_SOURCES = tests/unit/seg.c tests/unit/test.h src/segment/compile/model_rows.c
tests_unit_seg_CFLAGS = $(unit_flags)
tests_unit_seg_LDADD = libseg.la libsegment.la $(unit_libs)
tests_unit_shared_parts_SOURCES = tests/unit/shared_parts.c tests/unit/test.h $(data_compile_sources) $(convert_share_sources)
tests_unit_shared_parts_CFLAGS = $(unit_flags)
tests_unit_shared_parts_LDADD = libconvert.la $(unit_libs)
tests_unit_sniff_SOURCES = tests/unit/sniff.c tests/unit/test.h
tests_unit_sniff_CFLAGS = $(unit_flags)
tests_unit_sniff_LDADD = libdriver.la $(unit_libs)
tests_unit_spelling_SOURCES = tests/unit/spelling.c tests/unit/test.h
tests_unit_spelling_CFLAGS = $(unit_flags)
tests_unit_spelling_LDADD = libreading.la $(unit_libs)
tests_unit_syllable_match_SOURCES = tests/unit/syllable_match.c tests/unit/test.h tests/unit/readings.h tests/built_data.h
tests_unit_syllable_match_CFLAGS = $(unit_flags)
tests_unit_syllable_match_LDADD = libannotation.la $(unit_libs)
tests_unit_terms_SOURCES = tests/unit/terms.c tests/unit/test.h
tests_unit_terms_CFLAGS = $(unit_flags)
tests_unit_terms_LDADD = libterms.la $(unit_libs) $(LIBM)
tests_unit_utf8_SOURCES = tests/unit/utf8.c tests/unit/test.h
tests_unit_utf8_CFLAGS = $(unit_flags)
tests_unit_utf8_LDADD = $(unit_libs)
tests_unit_words_SOURCES = tests/unit/words.c tests/unit/test.h
tests_unit_words_CFLAGS = $(unit_flags)
tests_unit_words_LDADD = libhanpipe.la $(CMOCKA_LIBS)
tests_unit_words_LDFLAGS = $(AM_LDFLAGS) -no-install

# The examples of the library, linked with the shared library as a user's program is.
check_PROGRAMS += doc/examples/example doc/examples/words
doc_examples_example_SOURCES = doc/examples/example.c
doc_examples_example_LDADD = libhanpipe.la
doc_examples_example_LDFLAGS = $(AM_LDFLAGS) -no-install
doc_examples_words_SOURCES = doc/examples/words.c
doc_examples_words_LDADD = libhanpipe.la
doc_examples_words_LDFLAGS = $(AM_LDFLAGS) -no-install

# Cases: data only, each run in every way.
check_PROGRAMS += tests/replay tests/run_cases
tests_replay_SOURCES = tests/replay.c tests/lines.h tests/replay_edits.h
tests_replay_LDADD = libcore.la
tests_run_cases_SOURCES = tests/run_cases.c tests/facts.c tests/facts.h tests/built_data.h tests/lines.h tests/replay_edits.h
tests_run_cases_LDADD = libfilters.la
TESTS += tests/run_cases
EXTRA_DIST += tests/cases

# What must hold for every tool.
hygiene = \
	tests/hygiene/completion.bats \
	tests/hygiene/compressed.bats \
	tests/hygiene/data.bats \
	tests/hygiene/equal.bats \
	tests/hygiene/files.bats \
	tests/hygiene/in_place.bats \
	tests/hygiene/input.bats \
	tests/hygiene/install.bats \
	tests/hygiene/layers.bats \
	tests/hygiene/options.bats \
	tests/hygiene/output.bats
EXTRA_DIST += $(hygiene) tests/hygiene/helper.bash tests/fetch-texts.sh
if HAVE_BATS
TESTS += $(hygiene)
endif

# Fuzz targets, replayed over their corpora; a new target joins fuzz_targets and brings a folder in the corpus.
fuzz_targets = expression options judge norm data strip fix seg conv decode html lists records sources tables
fuzz_replay = tests/fuzz/fuzz.h tests/fuzz/replay_main.c
fuzz_texts = tests/fuzz/run_text.h tests/built_data.h tests/lines.h tests/replay_edits.h
check_PROGRAMS += tests/fuzz/expression tests/fuzz/norm tests/fuzz/strip tests/fuzz/data tests/fuzz/damage
tests_fuzz_expression_SOURCES = tests/fuzz/expression.c $(fuzz_replay)
tests_fuzz_expression_LDADD = libfilters.la
tests_fuzz_norm_SOURCES = tests/fuzz/norm.c $(fuzz_texts) $(fuzz_replay)
tests_fuzz_norm_LDADD = libnorm.la libsegment.la libcore.la
tests_fuzz_strip_SOURCES = tests/fuzz/strip.c $(fuzz_texts) $(fuzz_replay)
tests_fuzz_strip_LDADD = libstrip.la libcore.la
check_PROGRAMS += tests/fuzz/conv
tests_fuzz_conv_SOURCES = tests/fuzz/conv.c $(fuzz_replay)
tests_fuzz_conv_LDADD = libconvert.la libcore.la
check_PROGRAMS += tests/fuzz/records
tests_fuzz_records_SOURCES = tests/fuzz/records.c $(fuzz_replay)
tests_fuzz_records_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_records_LDADD = librecords.la libcore.la $(JANSSON_LIBS)
check_PROGRAMS += tests/fuzz/html
tests_fuzz_html_SOURCES = tests/fuzz/html.c $(fuzz_replay)
tests_fuzz_html_LDADD = libhtml.la libcore.la
tests_fuzz_data_SOURCES = tests/fuzz/data.c tests/fuzz/use_data.h $(fuzz_replay)
tests_fuzz_data_LDADD = libfilters.la
tests_fuzz_damage_SOURCES = tests/fuzz/damage.c tests/fuzz/use_data.h
tests_fuzz_damage_LDADD = libfilters.la
check_PROGRAMS += tests/fuzz/judge
tests_fuzz_judge_SOURCES = tests/fuzz/judge.c tests/built_data.h $(fuzz_replay)
tests_fuzz_judge_LDADD = libjudge.la librepair.la libannotation.la libdecode.la libconvert.la libsegment.la libcore.la
check_PROGRAMS += tests/fuzz/seg
tests_fuzz_seg_SOURCES = tests/fuzz/seg.c $(fuzz_texts) $(fuzz_replay)
tests_fuzz_seg_LDADD = libfilters.la
check_PROGRAMS += tests/fuzz/fix
tests_fuzz_fix_SOURCES = tests/fuzz/fix.c $(fuzz_texts) $(fuzz_replay)
tests_fuzz_fix_LDADD = libfilters.la
check_PROGRAMS += tests/fuzz/decode
tests_fuzz_decode_SOURCES = tests/fuzz/decode.c $(fuzz_texts) $(fuzz_replay)
tests_fuzz_decode_LDADD = libfilters.la
check_PROGRAMS += tests/fuzz/lists tests/fuzz/options tests/fuzz/sources tests/fuzz/tables
tests_fuzz_lists_SOURCES = tests/fuzz/lists.c tests/fuzz/given_file.h $(fuzz_texts) $(fuzz_replay)
tests_fuzz_lists_LDADD = libterms.la libfilters.la $(LIBM)
tests_fuzz_options_SOURCES = tests/fuzz/options.c tests/fuzz/use_data.h $(fuzz_texts) $(fuzz_replay)
tests_fuzz_options_LDADD = libfilters.la
fuzz_compilers = $(data_compile_sources) $(jieba_compile_sources) $(segment_compile_sources) src/segment/train/corpus.c
tests_fuzz_sources_SOURCES = tests/fuzz/sources.c tests/fuzz/given_file.h $(fuzz_texts) $(fuzz_replay) $(fuzz_compilers)
tests_fuzz_sources_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
tests_fuzz_sources_LDADD = libjieba.la libsegment.la libcore.la $(ICU_LIBS) $(LIBM)
fuzz_table_compilers = $(data_compile_sources) $(reading_compile_sources) $(convert_compile_sources) \
	$(segment_compile_sources) $(decode_compile_sources) $(normalize_compile_sources) \
	$(repair_compile_sources)
tests_fuzz_tables_SOURCES = tests/fuzz/tables.c $(fuzz_replay) $(fuzz_table_compilers)
tests_fuzz_tables_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
tests_fuzz_tables_LDADD = $(hanpipe_mkdict_LDADD)
if HAVE_DATABASE
fuzz_targets += index
check_PROGRAMS += tests/fuzz/index
tests_fuzz_index_SOURCES = tests/fuzz/index.c tests/built_data.h $(fuzz_replay)
tests_fuzz_index_LDADD = libindex.la libtext.la libhanpipe.la
else
EXTRA_DIST += tests/fuzz/index.c
endif
TESTS += tests/fuzz/run.sh
# For sanitizers.sh: the tests' names, and what must be there and older than a data file that is brought along.
.PHONY: list-tests data-inputs
list-tests:
	@echo $(TESTS)
data-inputs: config.h hanpipe-mkdict$(EXEEXT) $(unihan_files) opencc.stamp
EXTRA_DIST += tests/sanitizers.sh tests/fuzz/run.sh tests/fuzz/corpus

# `make fuzz` builds the targets with libFuzzer, as fuzz-TARGET here; `make fuzz TIME=60` runs each for so many seconds,
# with what it found before in fuzz.found/TARGET.
FUZZ_CC = clang
fuzz_cflags = $(OPENCC_CFLAGS) $(ICU_CFLAGS) $(JANSSON_CFLAGS) $(PCRE2_CFLAGS) $(GUMBO_CFLAGS) $(LIBXML2_CFLAGS)
fuzz_libs = $(OPENCC_LIBS) $(ICU_I18N_LIBS) $(ICU_LIBS) $(JANSSON_LIBS) $(PCRE2_LIBS) $(GUMBO_LIBS) $(LIBXML2_LIBS)
fuzz_sources = $(filter %.c,$(libtext_la_SOURCES) $(libload_la_SOURCES) $(libdata_la_SOURCES) $(libreading_la_SOURCES) \
	$(libannotation_la_SOURCES) $(libconvert_la_SOURCES) $(libsegment_la_SOURCES) $(libjieba_la_SOURCES) \
	$(libdecode_la_SOURCES) $(libhtml_la_SOURCES) $(libnormalize_la_SOURCES) $(libpipeline_la_SOURCES) \
	$(libdecodefilter_la_SOURCES) $(libtextfilter_la_SOURCES) $(libnorm_la_SOURCES) \
	$(libstrip_la_SOURCES) $(libfix_la_SOURCES) $(librepair_la_SOURCES) $(libconv_la_SOURCES) $(libseg_la_SOURCES) \
	$(libdetect_la_SOURCES) $(libjudge_la_SOURCES) $(libjudgefilters_la_SOURCES) \
	$(librecords_la_SOURCES) $(libfilters_la_SOURCES))
fuzz_sources += $(sort $(filter %.c,$(libterms_la_SOURCES) $(fuzz_compilers) $(fuzz_table_compilers)))
if HAVE_DATABASE
fuzz_sources += $(filter %.c,$(search_sources))
endif
fuzz_flags = $(DEFS) -I$(top_builddir)/src $(DEFAULT_INCLUDES) $(AM_CPPFLAGS) $(fuzz_cflags) -std=c11 -g -O1 -fsanitize=address,undefined
fuzz_objects = $(fuzz_sources:%.c=fuzz.objects/%.o)
.SECONDARY: $(fuzz_objects)
fuzz.objects/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(fuzz_flags) -MMD -MP -fsanitize=fuzzer-no-link -c -o $@ $<
fuzz-%: fuzz.objects/tests/fuzz/%.o $(fuzz_objects)
	$(FUZZ_CC) $(fuzz_flags) -fsanitize=fuzzer -o $@ $< $(fuzz_objects) $(fuzz_libs) $(LIBM)
.SECONDARY: $(fuzz_targets:%=fuzz.objects/tests/fuzz/%.o)
-include $(fuzz_objects:.o=.d) $(fuzz_targets:%=fuzz.objects/tests/fuzz/%.d)
.PHONY: fuzz
fuzz: hanpipe.hpd $(fuzz_targets:%=fuzz-%)
	@bad=; for target in $(fuzz_targets); do \
	  test -n "$(TIME)" || break; \
	  mkdir -p fuzz.found/$$target; echo "fuzz-$$target:"; leaks=1 most=4096; \
	  case $$target in sources | tables) leaks=0 ;; seg) most=256 ;; esac; \
	  $(AM_TESTS_ENVIRONMENT) ASAN_OPTIONS=detect_leaks=$$leaks ./fuzz-$$target -max_total_time=$(TIME) \
	    -max_len=$$most -rss_limit_mb=4096 -detect_leaks=$$leaks -close_fd_mask=3 -print_final_stats=1 \
	    -artifact_prefix=fuzz.found/$$target- fuzz.found/$$target $(srcdir)/tests/fuzz/corpus/$$target \
	    2>fuzz.found/$$target.log || { tail -n 30 fuzz.found/$$target.log; bad=1; }; \
	  grep -E 'number_of_executed|new_units' fuzz.found/$$target.log; \
	done; test -z "$$bad"
clean-fuzz:
	rm -rf fuzz.objects fuzz.found
.PHONY: clean-fuzz
MOSTLYCLEANFILES += fuzz-*

# The examples that the source's comments open with.
EXTRA_DIST += tests/worked.bats
if HAVE_BATS
TESTS += tests/worked.bats
endif

# handecode beyond what cases can say.
EXTRA_DIST += tests/decode.bats
if HAVE_BATS
TESTS += tests/decode.bats
endif

# hannorm beyond what cases can say.
EXTRA_DIST += tests/norm.bats
if HAVE_BATS
TESTS += tests/norm.bats
endif

# hanstrip beyond what cases can say.
EXTRA_DIST += tests/strip.bats
if HAVE_BATS
TESTS += tests/strip.bats
endif

# hanstat and hankeep beyond what cases can say.
EXTRA_DIST += tests/judge.bats tests/detect.bats
if HAVE_BATS
TESTS += tests/judge.bats tests/detect.bats
endif

# hantext beyond what cases can say.
EXTRA_DIST += tests/records.bats
if HAVE_BATS
TESTS += tests/records.bats
endif
EXTRA_DIST += tests/text.bats
if HAVE_BATS
TESTS += tests/text.bats
endif

# Documents whose right text is known.
EXTRA_DIST += tests/document.bats tests/folders.bats tests/document
if HAVE_BATS
TESTS += tests/document.bats tests/folders.bats
endif

# Work that is shared with other programs and machines.
EXTRA_DIST += tests/cluster.bats
if HAVE_BATS
TESTS += tests/cluster.bats
endif

# What databases load.
EXTRA_DIST += tests/sqlite.bats tests/postgresql.bats tests/postgresql_server.sh tests/postgresql
if HAVE_BATS
TESTS += tests/sqlite.bats tests/postgresql.bats
endif

# The program that is no filter.
EXTRA_DIST += tests/hanterms.bats
if HAVE_BATS
TESTS += tests/hanterms.bats
endif

# Conversion: users' files, and the exact engine against libopencc.
check_PROGRAMS += tests/diff/conv_opencc
tests_diff_conv_opencc_SOURCES = tests/diff/conv_opencc.c
tests_diff_conv_opencc_CFLAGS = $(AM_CFLAGS) $(OPENCC_CFLAGS)
tests_diff_conv_opencc_LDADD = libconvert.la libcore.la $(OPENCC_LIBS)
TESTS += tests/diff/conv_opencc.sh
EXTRA_DIST += tests/conv.bats tests/seg.bats tests/diff/conv.bats tests/diff/conv_opencc.sh \
	tests/diff/library_data.sh
if HAVE_BATS
TESTS += tests/conv.bats tests/seg.bats tests/diff/conv.bats
endif

# hanseg --engine=jieba against jieba itself.
EXTRA_DIST += tests/diff/judge.bats tests/diff/judge_count.py
EXTRA_DIST += tests/diff/jieba.bats tests/diff/jieba_peer.py
if HAVE_BATS
TESTS += tests/diff/jieba.bats tests/diff/judge.bats
endif

# The Python package.
EXTRA_DIST += tests/python.bats tests/python/test_columns.py tests/python/test_datatrove.py tests/python/test_document.py \
	tests/python/test_faults.py tests/python/test_jieba.py tests/python/test_opencc.py \
	tests/python/test_pipeline.py tests/python/test_spark.py
if HAVE_BATS
TESTS += tests/python.bats
endif

# How good the results are: figures against a baseline, for reading; the test is of the report itself.
EXTRA_DIST += tests/baseline.tsv tests/report.bats tests/report.sh
if HAVE_BATS
TESTS += tests/report.bats

# --diff and --html.
EXTRA_DIST += tests/view.bats
TESTS += tests/view.bats
endif
.PHONY: report baseline
report: all
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/report.sh
baseline: all
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/report.sh --baseline >tests/baseline.tmp && \
	  mv tests/baseline.tmp $(srcdir)/tests/baseline.tsv

# Speed: run by hand.
EXTRA_DIST += \
	tests/bench/article.py \
	tests/bench/clean-pipe.py \
	tests/bench/cluster.sh \
	tests/bench/conv.sh \
	tests/bench/decode.sh \
	tests/bench/driver.sh \
	tests/bench/fix.sh \
	tests/bench/folders.sh \
	tests/bench/jieba.sh \
	tests/bench/judge.sh \
	tests/bench/least.py \
	tests/bench/long-lines.py \
	tests/bench/names.py \
	tests/bench/norm-kinds.sh \
	tests/bench/norm.sh \
	tests/bench/python.py \
	tests/bench/found.sh \
	tests/bench/postgresql.sh \
	tests/bench/records.sh \
	tests/bench/seg.sh \
	tests/bench/sqlite.sh \
	tests/bench/start.sh \
	tests/bench/strip.sh \
	tests/bench/text.sh \
	tests/bench/threads.py
