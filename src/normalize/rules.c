/* rules.c - the table of rules; see rules.h. */
#include "normalize/rules.h"

#include "text/bytes.h"

#define NORM_ANY (~UINT32_C(0))

const norm_rule norm_rules[NORM_RULE_COUNT] = {
    [NORM_RULE_REPEAT] = { "repeat", 0, 0, NULL, NULL, "drop page headers, footers and page numbers" },
    [NORM_RULE_LINE_ENDS] = { "line-ends", NORM_EVERY, NORM_SET(NORM_LINE_END), NULL, NULL,
                              "CRLF, CR, VT, FF, NEL, U+2028 and U+2029 become LF" },
    [NORM_RULE_CONTROLS] = { "controls", NORM_EDITED, NORM_SET(NORM_CONTROL), NULL, norm_apply_controls,
                             "drop C1 controls that are no bytes of damaged text" },
    [NORM_RULE_INVISIBLE] = { "invisible", NORM_EVERY, NORM_SET(NORM_INVISIBLE) | NORM_SET(NORM_CONTROL), NULL,
                              norm_apply_invisible, "drop zero-width characters, bidi and C0 controls" },
    [NORM_RULE_SELECTORS] = { "selectors", NORM_EVERY, NORM_SET(NORM_SELECTOR), NULL, norm_apply_selectors,
                              "drop variation selectors that select nothing" },
    [NORM_RULE_PUA] = { "pua", NORM_EDITED, NORM_SET(NORM_PRIVATE), NULL, norm_apply_pua,
                        "private use of GB18030, HKSCS and Big5-Eten to Unicode" },
    [NORM_RULE_RADICALS] = { "radicals", NORM_EVERY, NORM_SET(NORM_RADICAL), NULL, norm_apply_radicals,
                             "radicals to the ideographs that they stand for" },
    [NORM_RULE_COMPAT] = { "compat", NORM_EVERY, NORM_SET(NORM_COMPAT), NULL, norm_apply_compat,
                           "compatibility ideographs to unified ones" },
    [NORM_RULE_NFC] = { "nfc", NORM_EVERY, NORM_ANY, NULL, norm_apply_form, "Unicode's composed form" },
    [NORM_RULE_LIGATURES] = { "ligatures", NORM_EDITED, NORM_SET(NORM_LIGATURE), NULL, norm_apply_ligatures,
                              "fi, fl and the like to letters" },
    [NORM_RULE_WIDTH] = { "width", NORM_EDITED, NORM_SET(NORM_FULL) | NORM_SET(NORM_HALF) | NORM_SET(NORM_FORM), NULL,
                          norm_apply_width, "Latin and digits half, Chinese marks and kana full" },
    [NORM_RULE_FOLD] = { "fold", NORM_SEARCH, NORM_ANY, NULL, norm_apply_fold,
                         "characters that differ in appearance only" },
    [NORM_RULE_MASK] = { "mask", 0, NORM_SET(NORM_LATIN) | NORM_SET(NORM_DIGIT), NULL, norm_apply_mask,
                         "ID and mobile numbers and mail addresses" },
    [NORM_RULE_ELLIPSES] = { "ellipses", NORM_EDITED, NORM_SET(NORM_STOP), ".", norm_apply_ellipses,
                             "... and 。。。 become ……" },
    [NORM_RULE_PUNCT] = { "punct", NORM_EDITED, NORM_SET(NORM_STOP), ",;:?!()", norm_apply_punct,
                          ", ; : ? ! ( ) full where the text is Han, half where Latin" },
    [NORM_RULE_STOP] = { "stop", NORM_EDITED, 0, ".", norm_apply_stop,
                         "a full stop after a Chinese clause becomes 。" },
    [NORM_RULE_DASHES] = { "dashes", NORM_EDITED, NORM_SET(NORM_FULL), "-", norm_apply_dashes,
                           "-- between Han becomes ——" },
    [NORM_RULE_MIDDOTS] = { "middots", NORM_EDITED, NORM_SET(NORM_DASH), NULL, norm_apply_middots,
                            "bullets and kana dots inside names become ·" },
    [NORM_RULE_TILDES] = { "tildes", NORM_EDITED, NORM_SET(NORM_DASH), NULL, norm_apply_tildes,
                           "U+301C becomes U+FF5E" },
    [NORM_RULE_QUOTES] = { "quotes", NORM_EDITED, NORM_SET(NORM_CURLY) | NORM_SET(NORM_OPEN), "\"'<", norm_apply_quotes,
                           "quotes in pairs" },
    [NORM_RULE_BREAKS] = { "breaks", 0, NORM_SET(NORM_BLANK), NULL, norm_apply_breaks,
                           "a lost line break after 。 and a blank" },
    [NORM_RULE_SPACES] = { "spaces", NORM_EDITED, NORM_SET(NORM_BLANK), NULL, norm_apply_spaces,
                           "blanks inside Chinese words and beside marks" },
    [NORM_RULE_HAN_LATIN] = { "han-latin", 0, NORM_SET(NORM_HAN), NULL, norm_apply_han_latin,
                              "blanks between Han and Latin" },
    [NORM_RULE_BLANKS] = { "blanks", NORM_EDITED, NORM_SET(NORM_BLANK), NULL, norm_apply_blanks,
                           "blanks at line ends, and runs of blanks" },
    [NORM_RULE_BLANK_LINES] = { "blank-lines", NORM_EDITED, 0, NULL, NULL, "one blank line in place of several" },
    [NORM_RULE_JOIN] = { "join", 0, 0, NULL, NULL, "hard-wrapped paragraphs become lines" },
    [NORM_RULE_TRANSFORM] = { "transform", 0, 0, NULL, NULL, "the user's own rules" },
};

norm_rule_id norm_rule_named(hp_span name)
{
    for (unsigned id = 1; id < NORM_RULE_COUNT; id++)
        if (span_eq(name, span_of_string(norm_rules[id].name)))
            return (norm_rule_id)id;
    return NORM_RULE_NONE;
}

const char *const norm_profile_names[] = { "minimal", "clean", "search", "cn", "tw", "hk", NULL };

uint64_t norm_profile(hp_span name)
{
    uint64_t rules = 0;
    for (unsigned p = 0; norm_profile_names[p]; p++)
        for (unsigned id = 1; span_eq(name, span_of_string(norm_profile_names[p])) && id < NORM_RULE_COUNT; id++)
            rules |= norm_rules[id].profiles & 1u << p ? NORM_RULE(id) : 0;
    return rules;
}

const char *norm_profiles_of(const norm_rule *rule)
{
    switch (rule->profiles) {
    case NORM_EVERY:
        return "minimal clean search cn tw hk";
    case NORM_EDITED:
        return "clean search cn tw hk";
    case NORM_SEARCH:
        return "search";
    default:
        return "-";
    }
}
