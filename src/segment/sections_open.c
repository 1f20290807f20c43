/* sections_open.c - finds the segmentation's sections and checks their bounds (segment/sections.h).
 *
 * After HP_OK every part lies in its section, so look-ups need to check only the numbers that they read there.
 */
#include "data/data_file.h"
#include "segment/clause.h"
#include "segment/sections.h"
#include "text/bytes.h"
#include "text/error.h"

/* Takes a part of `size` bytes and its padding off the front of *left. */
static bool part(hp_span *left, uint64_t size, const char **at)
{
    hp_span got;
    if (size > left->len)
        return false;
    *at = left->ptr;
    size_t padded = ((size_t)size + 63) / 64 * 64;
    return span_take(left, padded <= left->len ? padded : (size_t)size, &got);
}

/* The cost of a word that was seen e^`nats` times. */
static uint32_t cost_of_seen(const seg_lexicon *lex, double nats)
{
    double less = lex->scale * nats + 0.5;
    return less < lex->unknown ? lex->unknown - (uint32_t)less : 0;
}

hp_status seg_lexicon_view(seg_lexicon *lex, hp_span s, hp_error *err)
{
    const char *h;
    if (!part(&s, SEG_HEADER, &h) || bytes_u32(h) != SEG_VERSION)
        return error_set(err, HP_BAD_DATA, 0, "section seg.lex is damaged or of another version");
    *lex = (seg_lexicon){ .ids = bytes_u32(h + 4),
                          .cell_pages = bytes_u32(h + 8),
                          .node_count = bytes_u32(h + 12),
                          .string_count = bytes_u32(h + 16),
                          .unknown = bytes_u32(h + 20),
                          .mark = bytes_u64(h + 24),
                          .tag_count = bytes_u32(h + 32),
                          .scale = bytes_u32(h + 36),
                          .role_pair_count = bytes_u32(h + 40),
                          .is_wide = bytes_u32(h + 44) == 8 };
    const uint64_t node = lex->is_wide ? 8 : 6;
    bool ok = bytes_u32(h + 44) == node && lex->ids > SEG_FIRST_ID && lex->ids <= SEG_IDS &&
              2 * lex->unknown < SEG_NO_WORD && lex->node_count > 0 && lex->scale > 0 && lex->scale < SEG_NO_WORD &&
              part(&s, 2 * SEG_PAGES, &lex->pages) && part(&s, 512ull * lex->cell_pages, &lex->cells) &&
              part(&s, lex->ids, &lex->classes) && part(&s, 4ull * lex->ids, &lex->names) &&
              part(&s, (uint64_t)SEG_FIRST * lex->ids, &lex->first) &&
              part(&s, node * lex->node_count + 2, &lex->nodes) && part(&s, lex->node_count, &lex->tags) &&
              part(&s, 12ull * lex->string_count, &lex->strings) && lex->tag_count > 0 &&
              part(&s, 8ull * lex->tag_count, &lex->tag_names) && part(&s, 8ull * lex->ids, &lex->roles) &&
              part(&s, 8ull * lex->role_pair_count, &lex->role_pairs);
    const double ln_20 = 2.995732, ln_100 = 4.605170;
    lex->short_term = cost_of_seen(lex, ln_20);
    lex->long_term = cost_of_seen(lex, ln_100);
    for (uint32_t id = 0; ok && id < lex->ids; id++)
        ok = (unsigned char)lex->classes[id] < SEG_CLASSES;
    return ok ? HP_OK : error_set(err, HP_BAD_DATA, 0, "section seg.lex is damaged");
}

hp_status seg_lexicon_open(seg_lexicon *lex, const hp_data *data, hp_error *err)
{
    hp_span s;
    hp_status st = data_section_by_name(data, "seg.lex", &s, err);
    return st == HP_OK ? seg_lexicon_view(lex, s, err) : st;
}

hp_status seg_model_open(seg_model *m, const hp_data *data, const seg_lexicon *lex, hp_error *err)
{
    hp_span s;
    hp_status st = data_section_by_name(data, "seg.model", &s, err);
    const char *h;
    if (st != HP_OK)
        return st;
    if (!part(&s, SEG_HEADER, &h) || bytes_u32(h) != SEG_MODEL_VERSION)
        return error_set(err, HP_BAD_DATA, 0, "section seg.model is damaged or of another version");
    *m = (seg_model){ .ids = bytes_u32(h + 4),
                      .pair_count = bytes_u32(h + 8),
                      .slot_count = bytes_u32(h + 12),
                      .word_count = bytes_u32(h + 16),
                      .pair_row_count = bytes_u32(h + 20),
                      .unit_count = bytes_u32(h + 64),
                      .is_wide = bytes_u32(h + 68) != 0 };
    if (bytes_u64(h + 24) != lex->mark || m->ids != lex->ids)
        return error_set(err, HP_BAD_DATA, 0, "section seg.model was made for another lexicon");
    for (int i = 0; i < 8; i++)
        m->trans[i] = (int32_t)bytes_u32(h + 32 + 4 * i) % 65536;
    const uint64_t row = m->is_wide ? SEG_ROW_WIDE : SEG_ROW_SMALL, node = m->is_wide ? 8 : 4;
    bool ok = m->pair_row_count > 0 && m->pair_row_count < 1u << 27 && m->slot_count > 0 && m->unit_count > 0 &&
              m->pair_count > 0 && !(m->slot_count & (m->slot_count - 1)) && m->word_count > 0 &&
              m->word_count < 1u << 27 && part(&s, 2ull * m->ids, &m->numbers) &&
              part(&s, 2 * row * m->unit_count, &m->uni) && part(&s, 16ull * m->unit_count, &m->pair_bases) &&
              part(&s, node * m->pair_count, &m->pair_nodes) && part(&s, row * m->pair_row_count, &m->pair_rows) &&
              part(&s, 8ull * m->slot_count, &m->word_slots) && part(&s, row * m->word_count, &m->word_rows) &&
              part(&s, 8ull * SEG_CONTEXTS, &m->context) && part(&s, 8ull * SEG_JOINTS, &m->joint) &&
              part(&s, 8ull * SEG_CHAINS, &m->chain);
    return ok ? HP_OK : error_set(err, HP_BAD_DATA, 0, "section seg.model is damaged");
}
