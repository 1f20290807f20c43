/* pronunciation_words.c - see pronunciation_words.h.
 *
 * Single characters such as 读 or 音 are too common in ordinary text to say anything; the words below are not.  读 and
 * 念 count alone when what follows is a quote or a reading, not the next character of a word.
 * Worked: “长”读(zhǎng) has a cue; 读书(shū) has none; 音声相和(hè) has none.
 */
#include "annotation/pronunciation_words.h"

#include <string.h>

#include "annotation/scan/cue_scan_avx2.h"
#include "annotation/search_parts.h"
#include "text/bytes.h"

#define BEFORE 120 /* bytes: 40 characters */
#define AFTER 60
#define UNFIT_MAX 8 /* readings that fit nothing, between a base and the one that fits it */

static const char *const words[] = {
    "读音", "讀音",   "拼音",   "注音",   "声母", "聲母", "韵母",   "韻母",   "声调", "聲調", "轻声", "輕聲",
    "音节", "音節",   "多音字", "破音字", "异读", "異讀", "加点字", "加點字", "字音", "读作", "讀作", "读成",
    "讀成", "读为",   "讀為",   "讀爲",   "念作", "念成", "念做",   "唸做",   "唸作", "唸成", "又读", "又讀",
    "误读", "誤讀",   "正音",   "拼读",   "拼讀", "变调", "變調",   "儿化",   "兒化", "翘舌", "翹舌", "平舌",
    "多音", "同音字", "阴平",   "陰平",   "阳平", "陽平", "去声",   "去聲",   "上声", "上聲", "入声", "入聲",
    "发音", "發音",   "该读",   "該讀",   "应读", "應讀", "不读",   "不讀",   "本音", "今读", "今讀",
};

static bool is_verb(uint32_t cp)
{
    return cp == U'读' || cp == U'讀' || cp == U'念' || cp == U'唸';
}

/* The index of the first finding that ends behind `at`: they are in order and apart. */
static size_t finding_behind(const annotation_candidates *findings, const char *at)
{
    size_t low = 0, high = findings->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const hp_span *whole = &findings->items[middle].whole;
        if (whole->ptr + whole->len > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The end of the finding that starts at `at` or has a cut there, or NULL. */
static const char *finding_end(const annotation_candidates *findings, const char *at)
{
    size_t i = finding_behind(findings, at);
    if (i == findings->count || at < findings->items[i].whole.ptr)
        return NULL;
    return findings->items[i].whole.ptr + findings->items[i].whole.len;
}

/* Every way to speak of pronunciation has one of them near. */
static bool is_cue_character(const char *p)
{
    switch (text_utf8_wide(p)) {
    case U'音':
    case U'读':
    case U'讀':
    case U'声':
    case U'聲':
    case U'韵':
    case U'韻':
    case U'念':
    case U'唸':
        return true;
    default:
        return false;
    }
}

static bool may_cue_plain(const char *p, const char *end)
{
    for (; end - p >= 3; p++)
        if ((unsigned char)*p >= 0xE5 && is_cue_character(p))
            return true;
    return false;
}

#if VECTOR_X86
/* As may_cue_plain(), for ANNOTATION_CUE_BLOCK bytes or more. */
static bool may_cue_avx2(hp_span run)
{
    const char *p = run.ptr, *end = run.ptr + run.len, *last = end - ANNOTATION_CUE_BLOCK;
    while ((p = annotation_next_cue_avx2(p, end)) <= last)
        if (is_cue_character(p++))
            return true;
    /* What is left over is looked at plainly: too little for a block. */
    return may_cue_plain(p, end);
}
#endif

bool annotation_has_cue(hp_span run)
{
#if VECTOR_X86
    if (run.len >= ANNOTATION_CUE_BLOCK && VECTOR_HAS("avx2"))
        return may_cue_avx2(run);
#endif
    return may_cue_plain(run.ptr, run.ptr + run.len);
}

/* True for the first characters of the words; most text has none of them. */
static bool starts_some_word(uint32_t cp)
{
    switch (cp) {
    case U'读':
    case U'讀':
    case U'拼':
    case U'注':
    case U'声':
    case U'聲':
    case U'韵':
    case U'韻':
    case U'轻':
    case U'輕':
    case U'音':
    case U'多':
    case U'破':
    case U'异':
    case U'異':
    case U'加':
    case U'字':
    case U'念':
    case U'唸':
    case U'又':
    case U'误':
    case U'誤':
    case U'正':
    case U'变':
    case U'變':
    case U'儿':
    case U'兒':
    case U'翘':
    case U'翹':
    case U'平':
    case U'同':
    case U'阴':
    case U'陰':
    case U'阳':
    case U'陽':
    case U'去':
    case U'上':
    case U'入':
    case U'发':
    case U'發':
    case U'该':
    case U'該':
    case U'应':
    case U'應':
    case U'不':
    case U'本':
    case U'今':
        return true;
    default:
        return false;
    }
}

/* True when one of the words is at the start of `rest`, which starts with a character of three bytes. */
static bool starts_word(hp_span rest)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        /* Third bytes differ most often. */
        if (rest.ptr[2] != words[i][2])
            continue;
        size_t n = strlen(words[i]);
        if (rest.len >= n && memcmp(rest.ptr, words[i], n) == 0)
            return true;
    }
    return false;
}

/* True when 读 before `rest` is used as a verb: a quote or a reading follows. */
static bool is_verb_use(hp_span rest)
{
    uint32_t cp = 0;
    (void)utf8_decode(rest, &cp);
    return cp == U'“' || cp == U'「' || cp == '"' || cp == '(' || cp == U'（' || cp == '[' ||
           ((cp | 32) >= 'a' && (cp | 32) <= 'z') || (cp >= 0xC0 && cp < 0x250) || text_is_zhuyin(cp);
}

/* True when `rest`, which starts with the character `cp` of three bytes, starts with a cue. */
static bool starts_cue(hp_span rest, uint32_t cp)
{
    return starts_some_word(cp) &&
           (starts_word(rest) || (is_verb(cp) && is_verb_use((hp_span){ rest.ptr + 3, rest.len - 3 })));
}

/* True when a finding's base ends at `end`: one of mark-up that `end` is inside of, or the next that has a base, for
 * those are in order as well. */
static bool ends_base(const annotation_candidates *findings, const char *end)
{
    size_t first = finding_behind(findings, end - 1);
    for (size_t i = first; i < findings->count && i < first + UNFIT_MAX; i++) {
        const annotation_candidate *a = &findings->items[i];
        if (a->base.ptr && a->base.ptr + a->base.len >= end)
            return a->base.ptr + a->base.len == end;
    }
    return false;
}

bool annotation_may_name_readings(hp_span run)
{
    if (!annotation_has_cue(run))
        return false;
    const char *end = run.ptr + run.len;
    for (const char *p = run.ptr; end - p >= 3; p++) {
        const unsigned char *c = (const unsigned char *)p;
        if (c[0] < 0xE4 || c[0] > 0xE9)
            continue;
        uint32_t cp = (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
        if (starts_cue((hp_span){ p, (size_t)(end - p) }, cp))
            return true;
    }
    return false;
}

bool annotation_names_readings(hp_span run, const annotation_candidates *findings, const annotation_candidate *a)
{
    const char *end = a->whole.ptr + a->whole.len, *stop = run.ptr + run.len;
    const char *p = a->whole.ptr - run.ptr > BEFORE ? a->whole.ptr - BEFORE : run.ptr;
    stop = stop - end > AFTER ? end + AFTER : stop;
    while (p < stop) {
        hp_span rest = { p, (size_t)(run.ptr + run.len - p) };
        uint32_t cp;
        size_t n = utf8_decode(rest, &cp);
        if (n != 3 || !starts_cue(rest, cp)) {
            p += n ? n : 1; /* the window may start inside a character */
            continue;
        }
        const char *after = finding_end(findings, p);
        if (!after && (starts_word(rest) || !ends_base(findings, p + n))) /* 读(dú) says nothing of others */
            return true;
        p = after ? after : p + n;
    }
    return false;
}
