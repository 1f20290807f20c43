/* region.h - where a Chinese text was written: Mainland China, Taiwan or Hong Kong, by forms, signs and words.
 *
 * Each word and form of detect-words.tsv speaks for the regions that its row names; one that occurs again speaks a
 * little more.  Simplified text is taken for Mainland China's, Traditional for Taiwan's, until something says
 * otherwise.  Worked: 搭的士到尖沙咀 → hk.
 */
#ifndef DETECT_REGION_H
#define DETECT_REGION_H

#include "detect/script.h"

typedef struct detect_region {
    unsigned region;             /* DETECT_CN, DETECT_TW or DETECT_HK; DETECT_REGIONS: the text is not Chinese */
    double confidence;           /* 0 to 1 */
    double nats[DETECT_REGIONS]; /* what speaks for each */
} detect_region;

/* Judges by the characters and words counted. */
void detect_judge_region(const detect_tables *tables, const census *counts, detect_script script,
                         detect_region *region);

/* "cn", "tw", "hk"; "none" where there is none. */
const char *detect_region_name(unsigned region);

#endif
