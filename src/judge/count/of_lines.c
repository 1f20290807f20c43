/* of_lines.c - what lines and paragraphs a document has; see judge.h.
 *
 * Lines are compared without the blanks at their ends.  Worked: "甲。\n\n• 乙\n甲。" has 4 lines, 3 that are not blank; two
 * of those end a sentence, one has a bullet, one repeats an earlier one.
 */
#include <string.h>

#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/utf8.h"

enum { SHORT_LINE = 10 };

/* What is added up over the lines that are not blank. */
struct lines {
    uint64_t filled, sentences, ellipses, shorts, bullets, repeated, repeated_chars;
};

static bool is_one_of(uint32_t cp, const uint32_t *list)
{
    while (*list && *list != cp)
        list++;
    return *list != 0;
}

uint64_t judge_hash_bytes(hp_span text)
{
    uint64_t sum = text.len;
    for (; text.len >= 8; text = (hp_span){ text.ptr + 8, text.len - 8 }) {
        sum = (sum ^ bytes_u64(text.ptr)) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 32;
    }
    for (size_t i = 0; i < text.len; i++)
        sum = (sum ^ (unsigned char)text.ptr[i]) * UINT64_C(0x9E3779B97F4A7C15);
    sum ^= sum >> 29;
    return sum * UINT64_C(0xBF58476D1CE4E5B9);
}

static bool ends_with(hp_span text, const char *word)
{
    size_t n = strlen(word);
    return text.len >= n && memcmp(text.ptr + text.len - n, word, n) == 0;
}

/* Whether the line ends a sentence: marks that close what was quoted or bracketed are passed over. */
static bool ends_sentence(hp_span line)
{
    uint32_t cp = 0;
    for (size_t n; (n = judge_last_character(line, &cp)); line.len -= n)
        if (!is_one_of(cp, U"”’\"'」』）)】》〉］]"))
            return is_one_of(cp, U"。．.！!？?…｡⋯‼⁇⁈⁉");
    return false;
}

/* Counts a line without blanks at its ends, which is not empty.  False when memory is out. */
static bool count_line(judge *j, hp_span line, uint64_t hash, struct lines *l)
{
    uint32_t first = 0, met = j->lines.count;
    uint64_t chars = utf8_count(line);
    utf8_decode(line, &first);
    l->filled++;
    l->sentences += ends_sentence(line);
    l->ellipses += ends_with(line, "…") || ends_with(line, "...");
    l->shorts += chars < SHORT_LINE;
    l->bullets += is_one_of(first, U"•‣◦·●○■□◆◇▪▫▶►★☆※-*–—");
    uint32_t id = id_table_add(&j->lines, hash);
    if (id != 0 && id <= met) {
        l->repeated++;
        l->repeated_chars += chars;
    }
    return id != 0;
}

/* The paragraphs that were met. */
struct paragraphs {
    uint64_t count, repeated;
    uint64_t sum; /* tells the one at hand, as far as it goes, from others */
    bool is_open;
};

/* Ends the paragraph at hand.  False when memory is out. */
static bool end_paragraph(judge *j, struct paragraphs *p)
{
    uint32_t met = j->paragraphs.count, id = p->is_open ? id_table_add(&j->paragraphs, p->sum) : 0;
    bool good = id != 0 || !p->is_open;
    p->count += p->is_open;
    p->repeated += p->is_open && id <= met;
    p->is_open = false;
    return good;
}

bool judge_count_lines(judge *j)
{
    struct lines l = { 0 };
    struct paragraphs p = { 0 };
    double *v = j->values;
    uint64_t chars = (uint64_t)v[JUDGE_chars];
    hp_span rest = j->text;
    bool good = id_table_clear(&j->lines) && id_table_clear(&j->paragraphs);
    for (uint64_t i = 0; good && i < j->line_count; i++) {
        hp_span line = judge_trim(span_take_field(&rest, '\n'));
        if (line.len == 0) {
            good = end_paragraph(j, &p);
            continue;
        }
        uint64_t hash = judge_hash_bytes(line);
        p.sum = (p.is_open ? p.sum * 31 : 0) + hash;
        p.is_open = true;
        good = count_line(j, line, hash, &l);
    }
    if (!good || !end_paragraph(j, &p))
        return false;
    v[JUDGE_full_stop] = judge_share(l.sentences, l.filled);
    v[JUDGE_ellipsis] = judge_share(l.ellipses, l.filled);
    v[JUDGE_short_lines] = judge_share(l.shorts, l.filled);
    v[JUDGE_bullets] = judge_share(l.bullets, l.filled);
    v[JUDGE_dup_lines] = judge_share(l.repeated, l.filled);
    v[JUDGE_dup_line_chars] = judge_share(l.repeated_chars, chars);
    v[JUDGE_dup_paragraphs] = judge_share(p.repeated, p.count);
    return true;
}
