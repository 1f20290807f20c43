/* fix.h - what the parts of the fix filter share: fix.c reads the options, apply.c repairs. */
#ifndef FILTERS_FIX_FIX_H
#define FILTERS_FIX_FIX_H

#include "filters/conv/conv.h"
#include "repair/document.h"
#include "repair/simplify.h"

/* What --script says; the words are in this order. */
typedef enum fix_script { FIX_SCRIPT_AUTO, FIX_SCRIPT_HANT, FIX_SCRIPT_HANS } fix_script;

typedef struct fix_filter {
    repair_lexicon lexicon;
    repair_request request;
    fix_script script;
    bool to_simplified; /* --to=s */
    conv_filter words;  /* what users fix, and what readings say; no configuration */
    repair_simplifier simple;
} fix_filter;

/* What is decided for a document. */
typedef struct fix_decision {
    bool right;            /* it is the head alone, which needs no change but where users fix words */
    repair_policy *policy; /* NULL: the text is to be Simplified */
} fix_decision;

/* One worker's memory. */
typedef struct fix_scratch {
    repair_work work;
    conv_filter_scratch conv;
    hp_buf made; /* with hints: the text repaired */
} fix_scratch;

/* The numbers of the counters. */
enum { FIX_COUNT_RESIDUE, FIX_COUNT_SHARED, FIX_COUNT_CHOICE, FIX_COUNT_REGION, FIX_COUNT_FIXED };

/* The filter_descriptor's apply. */
hp_status fix_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                    hp_error *err);

#endif
