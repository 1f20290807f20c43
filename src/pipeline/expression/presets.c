/* presets.c - the pipelines that have a name.  Each filter stands where the usual order has it: bytes, markup,
 * typography, readings, script, words. */
#include "pipeline/expression/presets.h"

#include <stddef.h>

const preset presets[] = {
    { "scraped", "pages as they were found, HTML or plain, to clean text",
      "decode | text --sniff | norm --profile=clean | strip" },
    { "search", "text to the terms of a search index, in one script",
      "decode | norm --profile=search | strip | conv -c t2s | seg --grain=search" },
    { "corpus", "collected text to clean text for training, with counts and fingerprints",
      "decode | norm --profile=clean | strip | fix | stat" },
    { NULL, NULL, NULL },
};
