/* costs.c - see costs.h.
 *
 * Beside the character's own share it counts where it stands: Latin letters with accents stand among ASCII letters, and
 * seldom two together; Han characters stand among Han.  So "étÃ" cannot pass for text, nor "閠a閠b".
 */
#include "decode/costs.h"

#include "data/data_file.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

hp_status decode_costs_open(decode_costs *out, const hp_data *data, hp_error *err)
{
    hp_span section;
    hp_status st = data_section_by_name(data, "decode.costs", &section, err);
    if (st != HP_OK)
        return st;
    if (section.len < DECODE_AT_ASTRAL || section.len % 8 != 0 || bytes_u32(section.ptr) != DECODE_MAGIC)
        return error_set(err, HP_BAD_DATA, 0, "section 'decode.costs' is damaged");
    *out = (decode_costs){
        .cost = (const uint8_t *)section.ptr + DECODE_AT_COSTS,
        .pairs = (const uint8_t *)section.ptr + DECODE_AT_PAIRS,
        .two_byte = section.ptr + DECODE_AT_TWO_BYTE,
        .one_byte = section.ptr + DECODE_AT_ONE_BYTE,
        .astral = { section.ptr + DECODE_AT_ASTRAL, section.len - DECODE_AT_ASTRAL },
    };
    return HP_OK;
}

uint32_t decode_astral(const decode_costs *costs, unsigned bytes)
{
    size_t low = 0, high = costs->astral.len / 8;
    while (low < high) {
        size_t mid = (low + high) / 2;
        uint32_t here = bytes_u32(costs->astral.ptr + 8 * mid);
        if (here == bytes)
            return bytes_u32(costs->astral.ptr + 8 * mid + 4);
        if (here < bytes)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

enum kind { START, LETTER, OTHER, ACCENTED, ALPHABET, SIGN, HAN, HANGUL, KINDS };

/* What it costs, in quarter nats, that a kind (column) follows a kind (row). */
static const uint8_t follows[KINDS][KINDS] = {
    /*            START LETTER OTHER ACCENTED ALPHABET SIGN HAN HANGUL */
    [START] = { 0, 0, 0, 4, 2, 2, 0, 0 },        [LETTER] = { 0, 0, 0, 0, 16, 4, 8, 8 },
    [OTHER] = { 0, 0, 0, 5, 3, 2, 3, 2 },        [ACCENTED] = { 0, 0, 2, 10, 16, 8, 16, 16 },
    [ALPHABET] = { 0, 16, 0, 16, 0, 8, 16, 16 }, [SIGN] = { 0, 2, 0, 8, 8, 6, 4, 4 },
    [HAN] = { 0, 8, 3, 16, 16, 4, 0, 8 },        [HANGUL] = { 0, 8, 0, 16, 16, 4, 8, 0 },
};

static enum kind kind_of(unsigned unit)
{
    if (unit < 0x80)
        return (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z' ? LETTER : OTHER;
    if (unit < 0x2000)
        return unit < 0xC0 ? SIGN : unit < 0x250 || unit >= 0x1E00 ? ACCENTED : ALPHABET;
    if (unit < 0x2E80)
        return SIGN;
    if ((unit >= 0xAC00 && unit < 0xD800) || (unit >= 0x3130 && unit < 0x3190))
        return HANGUL;
    return unit >= 0xD800 && unit < 0xD840 ? SIGN : HAN;
}

/* One Han character or Hangul syllable alone before a letter is hardly ever meant: it is what é becomes in GB18030. */
static const int alone = 3 * DECODE_NAT;

void decode_weigh(const decode_costs *costs, decode_weight *weight, unsigned unit)
{
    enum kind kind = kind_of(unit);
    weight->cost += costs->cost[unit] + follows[weight->kind][kind] * (DECODE_NAT / 4);
    if (kind == HAN && weight->kind == HAN)
        weight->cost -= decode_pair_bonus(costs, weight->before, unit);
    if (kind == LETTER && (weight->kind == HAN || weight->kind == HANGUL) && weight->kind_before != weight->kind)
        weight->cost += alone;
    weight->before = unit;
    weight->kind_before = weight->kind;
    weight->kind = (uint8_t)kind;
}

int64_t decode_text_cost(const decode_costs *costs, hp_span text)
{
    decode_weight weight = { 0 };
    while (text.len > 0) {
        uint32_t cp;
        size_t n = utf8_decode(text, &cp);
        if (n == 0) {
            n = utf8_broken(text);
            weight.cost += DECODE_COST_BROKEN + (int)n * DECODE_COST_NOISE;
        } else
            decode_weigh(costs, &weight, decode_unit(cp));
        text = (hp_span){ text.ptr + n, text.len - n };
    }
    return weight.cost;
}
