# The text tables of ours, other projects' data as text, and the compiled file.

pkgdata_DATA = hanpipe.hpd
seg_dicts = dicts/seg-fold.tsv dicts/seg-model.txt dicts/seg-words.tsv
strip_dicts = dicts/readings.tsv dicts/syllables.tsv
EXTRA_DIST += dicts/SOURCES $(seg_dicts) $(strip_dicts)

# Debian ships Unihan packed; another copy may be plain.
unihan_files = unihan/Unihan_Readings.txt unihan/Unihan_Variants.txt
$(unihan_files): $(top_builddir)/config.status
	@$(MKDIR_P) unihan
	$(AM_V_GEN)if test -r "$(with_unihan)/$(@F)"; then cat "$(with_unihan)/$(@F)"; \
	else $(BZCAT) "$(with_unihan)/$(@F).bz2"; fi >$@.tmp && mv $@.tmp $@

jieba_files = $(with_jieba)/dict.txt $(with_jieba)/finalseg/prob_start.py $(with_jieba)/finalseg/prob_trans.py \
	$(with_jieba)/finalseg/prob_emit.py

hanpipe.hpd: hanpipe-mkdict$(EXEEXT) $(unihan_files) $(jieba_files) $(seg_dicts) $(strip_dicts)
	$(AM_V_GEN)./hanpipe-mkdict --unihan=unihan --jieba="$(with_jieba)" --dicts=$(top_srcdir)/dicts -o $@

CLEANFILES += hanpipe.hpd $(unihan_files)
