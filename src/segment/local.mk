# The segmentation engine; in train/ what learns its model, in compile/ what makes its sections of the data file.

noinst_LTLIBRARIES += libsegment.la
libsegment_la_SOURCES = \
	src/segment/clause.c \
	src/segment/clause.h \
	src/segment/clause_words.c \
	src/segment/coarse/coarse.h \
	src/segment/coarse/coarse_grain.c \
	src/segment/coarse/crossings.c src/segment/coarse/dates.c src/segment/coarse/decimals.c \
	src/segment/coarse/dotted_names.c \
	src/segment/coarse/doubts.c \
	src/segment/coarse/doubts.h \
	src/segment/coarse/doubts_avx2.c \
	src/segment/coarse/doubts_avx2.h \
	src/segment/coarse/person_names.c \
	src/segment/coarse/second_thoughts.c \
	src/segment/coarse/terms.c \
	src/segment/confidence.c \
	src/segment/eight_avx2.h \
	src/segment/lattice/path_places.c \
	src/segment/lattice/path_places.h \
	src/segment/lattice/path_places_avx2.c \
	src/segment/lattice/path_places_avx2.h \
	src/segment/lattice/places.h \
	src/segment/lexicon_find.c \
	src/segment/lexicon_nodes.h \
	src/segment/n_best.c \
	src/segment/n_best.h \
	src/segment/pairs/pair_lookup.c \
	src/segment/pairs/pair_lookup.h \
	src/segment/pairs/pair_lookup_avx2.c \
	src/segment/pairs/pair_lookup_avx2.h \
	src/segment/sections.h \
	src/segment/sections_open.c \
	src/segment/segmenter.c \
	src/segment/segmenter.h \
	src/segment/tags/tag_sums.h \
	src/segment/tags/tag_sums_avx2.c \
	src/segment/tags/tag_sums_avx2.h \
	src/segment/tags/tagger.c \
	src/segment/unit_names.c \
	src/segment/unit_names.h \
	src/segment/units/character.h \
	src/segment/units/unit_ends.c \
	src/segment/units/unit_ends.h \
	src/segment/units/units.c \
	src/segment/units/web_address.c \
	src/segment/units/web_address.h \
	src/segment/user_words.c \
	src/segment/user_words.h \
	src/segment/user_words_read.c \
	src/segment/word_lattice.c
libsegment_la_LIBADD = $(LIBM)

segment_train_sources = \
	src/segment/train/corpus.c \
	src/segment/train/corpus.h \
	src/segment/train/crf.c \
	src/segment/train/crf.h \
	src/segment/train/model_text.c \
	src/segment/train/model_text.h

segment_compile_sources = \
	src/segment/compile/cells_compile.c \
	src/segment/compile/cells_compile.h \
	src/segment/compile/lexicon_compile.c \
	src/segment/compile/lexicon_compile.h \
	src/segment/compile/lexicon_source.h \
	src/segment/compile/model_compile.c \
	src/segment/compile/model_compile.h \
	src/segment/compile/model_rows.c \
	src/segment/compile/model_rows.h \
	src/segment/compile/model_write.c \
	src/segment/compile/model_write.h \
	src/segment/compile/roles_compile.c \
	src/segment/compile/roles_compile.h \
	src/segment/compile/trie_compile.c \
	src/segment/compile/trie_compile.h
