/* roles_compile.c - seg-joins.tsv and the lexicon's names → what each character may be in the coarse grain.
 *
 * Given "surname TAB 陈 欧阳" and the lexicon's 陈独秀 (nr), it writes for 陈 that it is a surname and how often one,
 * for 独 and 秀 how often they stand first and second in given names; and the pair 欧阳.
 */
#include <math.h>
#include <stdlib.h>

#include "data/source_lines.h"
#include "segment/compile/roles_compile.h"
#include "segment/sections.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/fields.h"
#include "text/memory.h"
#include "text/utf8.h"

/* How often a character is each part of a name. */
struct counts {
    double surname, first, second;
};

/* Two characters and what they are together. */
struct pair {
    uint16_t first, second, flag;
};

struct roles {
    uint16_t *flags; /* by id */
    struct counts *counts, all;
    struct pair pairs[SEG_PAIRS_MAX];
    size_t pair_count;
};

static const struct {
    const char *name;
    uint16_t flag;
} kinds[] = { { "after", SEG_ROLE_AFTER },         { "measure", SEG_ROLE_MEASURE },       { "place", SEG_ROLE_PLACE },
              { "body", SEG_ROLE_BODY },           { "short", SEG_ROLE_SHORT },           { "kind", SEG_ROLE_KIND },
              { "surname", SEG_ROLE_SURNAME },     { "determiner", SEG_ROLE_DETERMINER }, { "phrase", SEG_ROLE_PHRASE },
              { "proclitic", SEG_ROLE_PROCLITIC }, { "enclitic", SEG_ROLE_ENCLITIC } };

static uint16_t flag_of(hp_span name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_eq(name, span_of_string(kinds[i].name)))
            return kinds[i].flag;
    return 0;
}

/* Takes the next word, of one or two characters, off the front of *words; ids[0] is 0 when the lexicon, which may be a
 * small one, lacks one of them.  False when it is no such word. */
static bool take_word(const seg_lexicon_source *lex, hp_span *words, uint16_t ids[2])
{
    size_t count = 0, n;
    uint32_t cp;
    bool is_known = true;
    ids[1] = 0;
    while (words->len > 0 && words->ptr[0] != ' ') {
        n = utf8_decode(*words, &cp);
        if (n == 0 || count == 2)
            return false;
        ids[count++] = lex->id[lex->fold[cp]];
        is_known = is_known && ids[count - 1] != 0;
        *words = (hp_span){ words->ptr + n, words->len - n };
    }
    if (words->len > 0)
        *words = (hp_span){ words->ptr + 1, words->len - 1 };
    if (!is_known)
        ids[0] = 0;
    return count > 0;
}

/* Notes what one or two characters are; false when there are too many, or the flag is not for so many of them. */
static bool note_word(seg_lexicon_source *lex, struct roles *roles, const uint16_t ids[2], uint16_t flag)
{
    const uint16_t of_two = SEG_ROLE_BODY | SEG_ROLE_SURNAME | SEG_ROLE_PHRASE;
    if ((ids[1] ? !(flag & of_two) : flag == SEG_ROLE_PHRASE) || (ids[1] && roles->pair_count == SEG_PAIRS_MAX))
        return false;
    if (ids[1])
        roles->pairs[roles->pair_count++] = (struct pair){ ids[0], ids[1], flag };
    if (flag == SEG_ROLE_PHRASE) {
        lex->hint[ids[0]] |= SEG_HINT_PHRASE;
        lex->hint[ids[1]] |= SEG_HINT_PHRASE_END;
    } else if (ids[1]) {
        flag = flag == SEG_ROLE_SURNAME ? SEG_ROLE_COMPOUND : 0;
    }
    roles->flags[ids[0]] |= flag;
    return true;
}

static bool read_line(seg_lexicon_source *lex, hp_span line, struct roles *roles)
{
    hp_span name, words;
    uint16_t ids[2], flag;
    bool good = text_take_field(&line, &name) && text_take_field(&line, &words) && (flag = flag_of(name)) != 0;
    while (good && words.len > 0)
        good = take_word(lex, &words, ids) && (ids[0] == 0 || note_word(lex, roles, ids, flag));
    return good;
}

static bool read_table(seg_lexicon_source *lex, const char *dicts, struct roles *roles)
{
    source_lines text;
    hp_span line;
    bool good = source_lines_open(&text, dicts, "seg-joins.tsv");
    while (good && source_lines_next(&text, &line))
        good = read_line(lex, line, roles) ||
               source_lines_complain(&text, "expected what they are, a tab, and words of one or two characters");
    source_lines_close(&text);
    return good;
}

/* Counts the parts of the lexicon's names of three characters: a surname and two of a given name. */
static void count_names(const seg_lexicon_source *lex, struct roles *roles)
{
    for (size_t i = 0; i < lex->word_count; i++) {
        const seg_lexicon_word *w = &lex->words[i];
        const uint32_t *u = lex->units + w->begin;
        if (w->length != 3 || lex->tags[w->tag][0] != 'n' || lex->tags[w->tag][1] != 'r' ||
            (u[0] | u[1] | u[2]) & SEG_SOURCE_LATIN)
            continue;
        struct counts *surname = &roles->counts[lex->id[u[0]]];
        if (!(roles->flags[lex->id[u[0]]] & SEG_ROLE_SURNAME))
            continue;
        surname->surname++;
        roles->counts[lex->id[u[1]]].first++;
        roles->counts[lex->id[u[2]]].second++;
        roles->all.surname++;
    }
}

/* The cost of what was seen so often of `all`; half a time where it never was. */
static uint16_t cost_of(double seen, double all)
{
    double cost = SEG_COST_SCALE * (log(all + 1) - log(seen + 0.5));
    return (uint16_t)(cost < 0 ? 0 : cost > 65000 ? 65000 : lround(cost));
}

static int by_ids(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return x->first != y->first ? (x->first > y->first) - (x->first < y->first)
                                : (x->second > y->second) - (x->second < y->second);
}

/* Marks those of the lexicon's words that are phrases. */
static void mark_phrases(seg_lexicon_source *lex, const struct roles *roles)
{
    for (size_t i = 0; i < lex->word_count; i++) {
        seg_lexicon_word *w = &lex->words[i];
        const uint32_t *u = lex->units + w->begin;
        if (w->length != 2 || (u[0] | u[1]) & SEG_SOURCE_LATIN)
            continue;
        struct pair key = { lex->id[u[0]], lex->id[u[1]], 0 };
        const struct pair *found = bsearch(&key, roles->pairs, roles->pair_count, sizeof key, by_ids);
        if (found && found->flag == SEG_ROLE_PHRASE)
            w->tag |= SEG_TAG_PHRASE;
    }
}

static uint8_t hint_of(uint16_t role)
{
    return (uint8_t)((role & (SEG_ROLE_SURNAME | SEG_ROLE_COMPOUND) ? SEG_HINT_NAME : 0) |
                     (role & SEG_ROLE_ENDINGS ? SEG_HINT_ENDING : 0) |
                     (role & SEG_ROLE_AFTER ? SEG_HINT_LOCALIZER : 0) |
                     (role & SEG_ROLE_COMPOUND ? SEG_HINT_COMPOUND : 0) |
                     (role & SEG_ROLE_PROCLITIC ? SEG_HINT_PROCLITIC : 0) |
                     (role & SEG_ROLE_ENCLITIC ? SEG_HINT_ENCLITIC : 0));
}

static void write_parts(seg_lexicon_source *lex, struct roles *roles, hp_buf parts[2])
{
    for (uint32_t id = 0; id < lex->ids; id++) {
        const struct counts *c = &roles->counts[id];
        lex->hint[id] |= hint_of(roles->flags[id]);
        bytes_put_u16(&parts[0], roles->flags[id]);
        bytes_put_u16(&parts[0], cost_of(c->surname, roles->all.surname));
        bytes_put_u16(&parts[0], cost_of(c->first, roles->all.surname));
        bytes_put_u16(&parts[0], cost_of(c->second, roles->all.surname));
    }
    for (size_t i = 0; i < roles->pair_count; i++) {
        if (roles->pairs[i].flag == SEG_ROLE_PHRASE)
            continue;
        bytes_put_u16(&parts[1], roles->pairs[i].first);
        bytes_put_u16(&parts[1], roles->pairs[i].second);
        bytes_put_u16(&parts[1], roles->pairs[i].flag);
        bytes_put_u16(&parts[1], 0);
    }
}

bool seg_compile_roles(seg_lexicon_source *lex, const char *dicts, hp_buf parts[2])
{
    static struct roles roles;
    roles = (struct roles){ .flags = memory_zeroed(lex->ids, sizeof *roles.flags),
                            .counts = memory_zeroed(lex->ids, sizeof *roles.counts) };
    bool good = roles.flags && roles.counts && read_table(lex, dicts, &roles);
    if (good) {
        qsort(roles.pairs, roles.pair_count, sizeof *roles.pairs, by_ids);
        count_names(lex, &roles);
        mark_phrases(lex, &roles);
        write_parts(lex, &roles, parts);
    }
    memory_free(roles.flags);
    memory_free(roles.counts);
    return good && !parts[0].failed && !parts[1].failed;
}
