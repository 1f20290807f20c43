/* script.c - see script.h.
 *
 * Japanese and Korean in Chinese characters alone are weighed against Chinese in nats, from how much of a text consists
 * of characters that are common there.  Worked: 学校給食調理場, 7 characters of everyday use in Japan, of which 学 is
 * Simplified and 給, 調, 場 are Traditional: 7 * 0.26 + 2 * 2 - 4 > 0 → jpan.
 */
#include "detect/script.h"

#include <math.h>
#include <string.h>

#include "repair/foreign.h"
#include "text/utf8.h"

/* In nats: what characters of everyday use in Japan, and others, speak for Japanese; a character that only Japanese
 * has, one that two scripts have side by side in Japan alone, and what is asked in advance. */
static const double joyo_nats = 0.26, other_nats = -2.1, japanese_nats = 4, side_nats = 2, japanese_start = -4;

/* The same for Korean: characters of Chinese grammar, others, Chinese punctuation, blanks between, Hangul. */
static const double grammar_nats = -3, noun_nats = 0.21, noun_most = 2, sign_nats = -2, blank_nats = 1.5,
                    hangul_nats = 4, korean_start = -4;

/* Of all characters of one script: so much is not chance, and so many different ones. */
static const double mixed_share = 0.012, mixed_variety = 0.03;

/* How much of kana among kana and Chinese characters, or of Hangul, makes a text Japanese or Korean. */
static const double kana_share = 0.15, hangul_share = 0.2;

static const uint32_t grammar[] =
    U"的是了我你他她們们在有不也這这那個个就都沒没還还說说很和與与及而對对於于為为之其以到要會会能可";

/* What is added up over the characters. */
struct sums {
    detect_evidence *evidence;
    double simplified, traditional; /* a character that occurs often counts little more than once */
    uint64_t kinds_simplified, kinds_traditional;
    double joyo, other;
    double side_simplified, side_traditional; /* of everyday use in Japan */
};

static double little_more(uint32_t times)
{
    return times < 3 ? times : 3;
}

static void add_character(struct sums *s, const detect_tables *tables, uint32_t cp, uint32_t times)
{
    unsigned flags = repair_look_up(&tables->lexicon, cp).flags;
    bool joyo = detect_is_joyo(tables, cp), lesser = flags & FIX_LESSER;
    double weight = little_more(times);
    s->evidence->han += times;
    s->joyo += joyo ? weight : 0;
    s->other += joyo ? 0 : weight;
    if (flags & FIX_SIMPLIFIED && !lesser) {
        s->evidence->simplified += times;
        s->simplified += weight;
        s->kinds_simplified++;
        s->side_simplified += joyo ? weight : 0;
    }
    if (flags & FIX_TRADITIONAL) {
        s->evidence->traditional += times;
        s->traditional += weight;
        s->kinds_traditional++;
        s->side_traditional += joyo ? weight : 0;
    }
    s->evidence->japanese += flags & FIX_JAPANESE ? times : 0;
}

/* Adds what was counted, less what of it is in `foreign` unless that is NULL. */
static void add_characters(struct sums *s, const detect_tables *tables, const census *c, const census *foreign)
{
    for (size_t i = 0; i < c->met_count; i++) {
        uint32_t first = (uint32_t)c->met[i] << 8;
        const uint32_t *page = c->pages[c->met[i]];
        for (uint32_t k = 0; first >= DETECT_FIRST && first <= DETECT_LAST && k < 256; k++)
            if (page[k] && (!foreign || page[k] > census_of(foreign, first | k)))
                add_character(s, tables, first | k, page[k] - (foreign ? census_of(foreign, first | k) : 0));
    }
    s->evidence->han += census_between(c, 0xF900, 0xFAFF) + census_between(c, 0x20000, 0x3FFFF);
}

/* What the words met speak for a place, in nats. */
static double weigh_words(const detect_words *words, const census *c, unsigned place)
{
    double nats = 0;
    for (size_t i = 0; i < c->words.met_count; i++)
        nats += detect_row_weight(words, c->words.met[i], place);
    for (size_t i = 0; i < words->single_count; i++)
        if (census_of(c, detect_row_character(words, words->singles[i], 0)))
            nats += detect_row_weight(words, words->singles[i], place);
    return nats / 10;
}

static double weigh_japanese(const struct sums *s, const detect_tables *tables, const census *c)
{
    double both = s->side_simplified < s->side_traditional ? s->side_simplified : s->side_traditional;
    double japanese = (double)s->evidence->japanese;
    return japanese_start + joyo_nats * s->joyo + other_nats * s->other +
           japanese_nats * (japanese < 5 ? japanese : 5) + side_nats * (both < 3 ? both : 3) +
           weigh_words(&tables->words, c, DETECT_JP);
}

static double weigh_korean(const struct sums *s, const detect_tables *tables, const census *c)
{
    uint64_t used = 0;
    for (const uint32_t *cp = grammar; *cp; cp++)
        used += census_of(c, *cp);
    uint64_t signs = census_of(c, U'，') + census_of(c, U'。') + census_of(c, U'、') + census_of(c, U'：');
    double nouns = noun_nats * (double)(s->evidence->han - used);
    bool blanks = census_of(c, ' ') > 0;
    return korean_start + (nouns < noun_most ? nouns : noun_most) + grammar_nats * (double)used +
           sign_nats * (double)signs + (blanks ? blank_nats : 0) + (s->evidence->hangul > 0 ? hangul_nats : 0) -
           2 * s->simplified + weigh_words(&tables->words, c, DETECT_KR);
}

/* A probability from odds in nats. */
static double probability(double nats)
{
    return 1 / (1 + exp(-nats));
}

static void choose_chinese(const struct sums *s, detect_evidence *e)
{
    double all = (double)(e->simplified + e->traditional),
           few = s->simplified < s->traditional ? s->simplified : s->traditional;
    uint64_t less = e->simplified < e->traditional ? e->simplified : e->traditional;
    uint64_t kinds = e->simplified < e->traditional ? s->kinds_simplified : s->kinds_traditional;
    double share = all > 0 ? (double)less / all : 0, variety = all > 0 ? few / (s->simplified + s->traditional) : 0;
    if (e->simplified + e->traditional == 0) {
        e->script = DETECT_BOTH;
        e->confidence = probability((double)e->han / 4);
    } else if (share >= mixed_share && variety >= mixed_variety && (kinds > 1 || share > 0.2)) {
        e->script = DETECT_MIXED;
        e->confidence = probability(2 * (double)(kinds - 1) + 10 * (share - mixed_share));
    } else {
        e->script = e->simplified > e->traditional ? DETECT_HANS : DETECT_HANT;
        e->confidence = probability((all - (double)less) / 2) * (1 - share);
    }
}

/* True when the characters that stand with kana, `beside` of them, are most that there are. */
static bool is_kana_text(const detect_evidence *e, uint64_t beside)
{
    return (double)e->kana > kana_share * (double)(e->kana + e->han) && 2 * beside >= e->han;
}

static void choose(const struct sums *s, const detect_tables *tables, const census *c, uint64_t beside,
                   detect_evidence *e)
{
    double kana = (double)e->kana, hangul = (double)e->hangul, han = (double)e->han;
    double japanese = e->hangul == 0 ? weigh_japanese(s, tables, c) : -1;
    double korean = weigh_korean(s, tables, c);
    if (e->han + e->kana + e->hangul == 0) {
        e->script = DETECT_NONE;
        e->confidence = 1;
    } else if (is_kana_text(e, beside) || hangul > hangul_share * (hangul + han)) {
        e->script = kana > hangul ? DETECT_JPAN : DETECT_KORE;
        e->confidence = probability((kana + hangul) / 2);
    } else if (e->han > 0 && (japanese > 0 || korean > 0)) {
        e->script = japanese > korean ? DETECT_JPAN : DETECT_KORE;
        e->confidence = probability(japanese > korean ? japanese : korean);
    } else {
        choose_chinese(s, e);
    }
}

static uint64_t count_kana(const census *c)
{
    return census_between(c, 0x3041, 0x3096) + census_between(c, 0x30A1, 0x30FA) + census_between(c, 0xFF66, 0xFF9D);
}

/* The place of the first kana, の among them, at or behind `from`; the text's end when there is none. */
static size_t find_kana(hp_span text, size_t from)
{
    const char *end = text.ptr + text.len, *at = text.ptr + from;
    while (end - at > 2 && (at = memchr(at, 0xE3, (size_t)(end - at) - 2))) { /* あ is E3 81 82, ヺ E3 83 BA */
        unsigned char second = (unsigned char)at[1];
        if (second >= 0x81 && second <= 0x83)
            return (size_t)(at - text.ptr);
        at++;
    }
    return text.len;
}

/* Counts what of a line is Japanese. */
static void count_in_line(const detect_tables *tables, hp_span line, census *foreign)
{
    repair_foreign search = repair_foreign_start(&tables->lexicon, line, REPAIR_NO_QUOTES);
    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        bool is_foreign = repair_foreign_has(&search, at);
        while (at < line.len && repair_foreign_has(&search, at) == is_foreign) {
            uint32_t cp;
            size_t n = utf8_decode((hp_span){ line.ptr + at, line.len - at }, &cp);
            at += n ? n : 1;
        }
        if (is_foreign)
            census_add(foreign, NULL, (hp_span){ line.ptr + from, at - from });
    }
}

/* Counts what of the lines that have kana is Japanese. */
static bool count_foreign(const detect_tables *tables, hp_span text, census *foreign)
{
    census_start(foreign);
    for (size_t at = 0; (at = find_kana(text, at)) < text.len;) {
        const char *before = memrchr(text.ptr, '\n', at), *start = before ? before + 1 : text.ptr;
        const char *lf = memchr(text.ptr + at, '\n', text.len - at), *end = lf ? lf : text.ptr + text.len;
        count_in_line(tables, (hp_span){ start, (size_t)(end - start) }, foreign);
        at = (size_t)(end - text.ptr);
    }
    return !foreign->failed;
}

bool detect_judge_script(const detect_tables *tables, const census *counts, hp_span text, census *foreign,
                         detect_evidence *e)
{
    struct sums s = { .evidence = e }, rest = { .evidence = e };
    *e = (detect_evidence){ .kana = count_kana(counts) };
    e->hangul = census_between(counts, 0x1100, 0x11FF) + census_between(counts, 0x3131, 0x318E) +
                census_between(counts, 0xAC00, 0xD7A3);
    add_characters(&s, tables, counts, NULL);
    if (e->kana > 0 && !count_foreign(tables, text, foreign))
        return false;
    choose(&s, tables, counts, e->kana > 0 ? census_between(foreign, DETECT_FIRST, DETECT_LAST) : 0, e);
    if (e->kana == 0 || e->script == DETECT_JPAN || e->script == DETECT_KORE || e->script == DETECT_NONE)
        return true;
    e->han = e->simplified = e->traditional = e->japanese = 0;
    add_characters(&rest, tables, counts, foreign);
    choose_chinese(&rest, e);
    return true;
}

const char *detect_script_name(detect_script script)
{
    static const char *const names[] = { "none", "hans", "hant", "mixed", "both", "jpan", "kore" };
    return names[script];
}
