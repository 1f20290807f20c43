/* of_script.c - which script a document is in, where it is from, and what characters it has that none should; see
 * judge.h.
 *
 * Worked: "國⼈家\u200B" → hant, a radical and an invisible character.
 */
#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/characters.h"

bool judge_count_script(judge *j)
{
    detect_evidence evidence;
    detect_region region;
    double *v = j->values;
    if (!detect_judge_script(&j->tables->detect, &j->census, j->text, &j->foreign, &evidence))
        return false;
    detect_judge_region(&j->tables->detect, &j->census, evidence.script, &region);
    j->strings[JUDGE_script] = span_of_string(detect_script_name(evidence.script));
    v[JUDGE_script_confidence] = evidence.confidence;
    v[JUDGE_simplified] = (double)evidence.simplified;
    v[JUDGE_traditional] = (double)evidence.traditional;
    v[JUDGE_japanese] = (double)evidence.japanese;
    j->strings[JUDGE_region] = span_of_string(detect_region_name(region.region));
    v[JUDGE_region_confidence] = region.confidence;
    return true;
}

/* The twelve characters among the compatibility ideographs that are none. */
static bool is_unified(uint32_t cp)
{
    for (const uint32_t *p = U"﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"; *p; p++)
        if (*p == cp)
            return true;
    return false;
}

void judge_count_oddities(judge *j)
{
    uint64_t invisible = 0, controls = 0, compatibility = 0;
    const census *c = &j->census;
    for (size_t i = 0; i < c->met_count; i++)
        for (uint32_t k = 0, first = (uint32_t)c->met[i] << 8; k < 256; k++) {
            uint32_t n = c->pages[c->met[i]][k], cp = first | k;
            if (n == 0 || (cp > 0xFF && cp < 0x2000 && cp != 0x061C) || (cp > 0x3100 && cp < 0xF900))
                continue;
            bool is_control = (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7F && cp < 0xA0);
            controls += is_control ? n : 0;
            invisible += !is_control && text_is_invisible(cp) ? n : 0;
            bool is_compatible = (cp >= 0xF900 && cp <= 0xFAFF && !is_unified(cp)) || (cp >= 0x2F800 && cp <= 0x2FA1F);
            compatibility += is_compatible ? n : 0;
        }
    j->values[JUDGE_radicals] = (double)census_between(c, 0x2E80, 0x2FDF);
    j->values[JUDGE_compatibility] = (double)compatibility;
    j->values[JUDGE_invisible] = (double)invisible;
    j->values[JUDGE_controls] = (double)controls;
}
