/* context_rules.c - see context_rules.h.
 *
 * Worked: 里 in 塔克里 stays 里, because 克 and 塔 before it are words of one character too; in 储存格里 it does not.
 * 天后 in 10天后 is 天後, because a number stands before it.
 */
#include "convert/path/context_rules.h"

#include "convert/table.h"
#include "text/bytes.h"
#include "text/utf8.h"

/* In the order of conv_context_kind. */
static const char *const kinds[] = { "alone", "before", "line", "after", "number", "digits", "author", "signed" };
enum { KINDS = sizeof kinds / sizeof *kinds };

/* A number under 1,024 for the first character of `text`, which is not empty. */
static inline unsigned start_hash(hp_span text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    return p[0] < 0xE0 || text.len < 3 ? p[0] : (unsigned)((p[1] & 15) << 6 | (p[2] & 63));
}

/* A number for the first bytes of `text`, which is not empty: with the one above it tells nearly all characters of
 * three bytes apart; others have all NO_LEAD. */
static inline unsigned lead_hash(hp_span text)
{
    enum { NO_LEAD = 256 };
    const unsigned char *p = (const unsigned char *)text.ptr;
    return text.len > 1 && utf8_lead_length(p[0]) == 3 ? (p[0] & 15u) << 4 | (p[1] >> 2 & 15u) : NO_LEAD;
}

/* The hash, from `hash` for what is before, of the bytes [from, to) of `text`; its lowest ten bits count. */
static unsigned hash_on(unsigned hash, hp_span text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        hash = hash * 37 + (unsigned char)text.ptr[i];
    return hash;
}

static conv_context_list take_list(hp_span *line)
{
    enum { LONGEST = 63 };
    conv_context_list list = { .words = span_take_field(line, '\t') };
    for (hp_span rest = list.words; rest.len > 0;) {
        hp_span word = span_take_field(&rest, ' ');
        if (word.len == 0)
            continue;
        size_t length = word.len < LONGEST ? word.len : LONGEST;
        unsigned hash = start_hash(word), lead = lead_hash(word), whole = hash_on(0, word, 0, length);
        list.starts[hash >> 6] |= (uint64_t)1 << (hash & 63);
        list.leads[lead >> 6] |= (uint64_t)1 << (lead & 63);
        list.wholes[whole >> 6 & 15] |= (uint64_t)1 << (whole & 63);
        list.lengths |= (uint64_t)1 << length;
    }
    return list;
}

static bool parse_rule(hp_span line, conv_context_rule *rule)
{
    rule->word = span_take_field(&line, '\t');
    rule->form = span_take_field(&line, '\t');
    hp_span kind = span_take_field(&line, '\t');
    size_t i = 0;
    while (i < KINDS && !span_eq(kind, span_of_string(kinds[i])))
        i++;
    rule->kind = (conv_context_kind)i;
    rule->words = take_list(&line);
    rule->not_after = take_list(&line);
    rule->not_before = take_list(&line);
    if (i == KINDS || rule->word.len < 3 || rule->form.len == 0)
        return false;
    rule->first = utf8_char_bytes(rule->word.ptr, 3);
    return true;
}

bool conv_context_rules_parse(conv_context_rules *rules, conv_context_script script, hp_span text)
{
    rules->count = 0; /* rows are set one by one */
    memset(rules->starts, 0, sizeof rules->starts);
    while (text.len > 0) {
        hp_span line = span_take_field(&text, '\n');
        conv_context_rule rule;
        if (line.len == 0)
            continue;
        if (!parse_rule(line, &rule) || rules->count == CONV_CONTEXT_RULES_MAX)
            return false;
        bool traditional = rule.kind == CONV_CONTEXT_AUTHOR || rule.kind == CONV_CONTEXT_SIGNED;
        if (traditional != (script == CONV_CONTEXT_TRADITIONAL))
            continue;
        rules->starts[rule.word.ptr[2] & 63] |= (uint64_t)1 << rules->count;
        rules->rows[rules->count++] = rule;
    }
    return true;
}

static bool is_han(const char *at)
{
    uint32_t cp = 0;
    utf8_decode((hp_span){ at, 3 }, &cp);
    return cp >= 0x3400 && cp < 0xA000;
}

/* True when `text` starts with one of the words in `list`, separated by spaces. */
static bool starts_with_one(hp_span text, hp_span list)
{
    const char *const end = list.ptr + list.len;
    for (const char *word = list.ptr; word < end; word++) {
        size_t n = 0;
        while (n < text.len && word + n < end && word[n] != ' ' && word[n] == text.ptr[n])
            n++;
        if (n > 0 && (word + n == end || word[n] == ' '))
            return true;
        word += end - word > 3 && (unsigned char)*word >= 0xE0 ? 3 : n;
        while (word < end && *word != ' ')
            word++;
    }
    return false;
}

/* False when no word of the list, by their hashes, is the start of `text`. */
static bool may_start_with(hp_span text, const conv_context_list *list)
{
    unsigned hash = 0;
    size_t hashed = 0;
    for (uint64_t lengths = list->lengths; lengths != 0; lengths &= lengths - 1) {
        size_t length = (size_t)__builtin_ctzll(lengths);
        if (length > text.len)
            return false;
        hash = hash_on(hash, text, hashed, length);
        hashed = length;
        if (list->wholes[hash >> 6 & 15] >> (hash & 63) & 1)
            return true;
    }
    return false;
}

/* False when no word of the list starts with the first character of `text`, which is not empty. */
static inline bool may_start(hp_span text, const conv_context_list *list)
{
    unsigned hash = start_hash(text), lead = lead_hash(text);
    return list->starts[hash >> 6] >> (hash & 63) & list->leads[lead >> 6] >> (lead & 63) & 1;
}

/* True when `text` starts with a word of the list. */
static bool starts_with_listed(hp_span text, const conv_context_list *list)
{
    return text.len > 0 && may_start(text, list) && may_start_with(text, list) && starts_with_one(text, list->words);
}

/* The length of the characters at the start of `text` that no word of the list can start with. */
static size_t pass_unlisted(hp_span text, const conv_context_list *list)
{
    size_t at = 0;
    while (at < text.len) {
        hp_span rest = { text.ptr + at, text.len - at };
        if (may_start(rest, list))
            break;
        at += utf8_lead_length((unsigned char)*rest.ptr);
    }
    return at < text.len ? at : text.len;
}

/* True when one of the words in `list` stands anywhere in `text`. */
static bool has_listed(hp_span text, const conv_context_list *list)
{
    size_t at;
    while ((at = pass_unlisted(text, list)) < text.len) {
        text = (hp_span){ text.ptr + at, text.len - at };
        if (may_start_with(text, list) && starts_with_one(text, list->words))
            return true;
        at = utf8_lead_length((unsigned char)*text.ptr);
        at = at < text.len ? at : text.len;
        text = (hp_span){ text.ptr + at, text.len - at };
    }
    return false;
}

/* The character that `text` ends in; empty when it has none. */
static hp_span last_character(hp_span text)
{
    size_t n = text.len > 0 ? 1 : 0;
    while (n < text.len && n < 4 && ((unsigned char)text.ptr[text.len - n] & 0xC0) == 0x80)
        n++;
    return (hp_span){ text.len ? text.ptr + text.len - n : text.ptr, n };
}

/* True when a digit ends the text, perhaps with a blank behind it. */
static bool ends_in_digit(hp_span text)
{
    if (text.len > 1 && text.ptr[text.len - 1] == ' ')
        text.len--;
    hp_span last = last_character(text);
    if (last.len == 1)
        return *last.ptr >= '0' && *last.ptr <= '9';
    return last.len > 0 && starts_with_one(last, span_of_string("０ １ ２ ３ ４ ５ ６ ７ ８ ９"));
}

/* True when a digit or a Han numeral ends the text. */
static bool ends_in_number(hp_span text)
{
    static const char numerals[] = "〇 零 一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 几 数 半";
    hp_span last = last_character(text);
    if (last.len == 1)
        return *last.ptr >= '0' && *last.ptr <= '9';
    return last.len > 0 && starts_with_one(last, span_of_string(numerals));
}

/* True where nothing is behind 著 but a sign, a blank or the text's end. */
static bool ends_clause(hp_span right)
{
    static const char signs[] = ", . ; : / ) ] 　 ， 。 ； ： 、 ） 」 》 【 （ ／";
    bool ends = right.len == 0 || *right.ptr == ' ' || *right.ptr == '\t' || *right.ptr == '\r';
    return ends || starts_with_one(right, span_of_string(signs));
}

/* True where 著 says who wrote something: blank, 著, and a blank, a sign or the end. */
static bool names_author(hp_span left, hp_span right)
{
    hp_span before = last_character(left);
    bool blank = before.len > 0 && (*before.ptr == ' ' || *before.ptr == '\t' || span_eq(before, span_of_string("　")));
    return blank && ends_clause(right);
}

/* The length in bytes of the longest of `surnames` that `name` starts with; 0 when there is none. */
static size_t surname_length(hp_span name, const conv_context_list *surnames)
{
    size_t longest = 0;
    for (hp_span rest = starts_with_listed(name, surnames) ? surnames->words : (hp_span){ NULL, 0 }; rest.len > 0;) {
        hp_span word = span_take_field(&rest, ' ');
        if (word.len > longest && word.len <= name.len && memcmp(word.ptr, name.ptr, word.len) == 0)
            longest = word.len;
    }
    return longest;
}

/* True where a clause is a name and 著: 魯迅著. */
static bool is_signed(hp_span left, hp_span right, const conv_context_list *surnames)
{
    enum { SHORT = 3 * 2, LONG = 3 * 5 };
    size_t length = 0;
    while (left.len - length >= 3 && is_han(left.ptr + left.len - length - 3) && length <= LONG)
        length += 3;
    hp_span name = { left.ptr + left.len - length, length },
            before = last_character((hp_span){ left.ptr, left.len - length });
    if (length == 0 || length > LONG || !(ends_clause(right) || starts_with_one(right, span_of_string("《 「 〈 『"))))
        return false;
    if (before.len > 0 && starts_with_one(before, span_of_string("》 」 〉 』 · ‧ • ．")))
        return length >= SHORT;
    size_t surname = surname_length(name, surnames);
    return surname > 0 && length >= SHORT && length - surname <= SHORT;
}

/* has_listed() for rule number `i`, asked once a text. */
static bool line_has(const conv_context_rule *rule, size_t i, hp_span text, conv_context_seen *seen)
{
    uint64_t bit = (uint64_t)1 << i;
    if (!(seen->asked & bit) && has_listed(text, &rule->words))
        seen->found |= bit;
    seen->asked |= bit;
    return seen->found & bit;
}

/* What kinds but CONV_CONTEXT_LINE ask for. */
static bool asks_for(const conv_context_rule *rule, hp_span text, hp_span word, const char *const before[2])
{
    hp_span left = { text.ptr, (size_t)(word.ptr - text.ptr) };
    hp_span right = { word.ptr + word.len, text.len - left.len - word.len };
    switch (rule->kind) {
    case CONV_CONTEXT_ALONE:
        return before[0] == word.ptr - 3 && before[1] == word.ptr - 6 && is_han(word.ptr - 3) && is_han(word.ptr - 6) &&
               (rule->words.words.len == 0 || starts_with_listed(last_character(left), &rule->words));
    case CONV_CONTEXT_BEFORE:
        return starts_with_listed(right, &rule->words);
    case CONV_CONTEXT_LINE:
        return false;
    case CONV_CONTEXT_AFTER:
        return rule->words.words.len == 0 || starts_with_listed(last_character(left), &rule->words);
    case CONV_CONTEXT_NUMBER:
        return ends_in_number(left);
    case CONV_CONTEXT_DIGITS:
        return ends_in_digit(left);
    case CONV_CONTEXT_AUTHOR:
        return word.len > 3 || names_author(left, right) || starts_with_listed(last_character(left), &rule->words);
    case CONV_CONTEXT_SIGNED:
        return is_signed(left, right, &rule->words);
    }
    return false;
}

static bool forbids(const conv_context_rule *rule, hp_span text, hp_span word)
{
    hp_span left = { text.ptr, (size_t)(word.ptr - text.ptr) };
    hp_span right = { word.ptr + word.len, text.len - left.len - word.len };
    return starts_with_listed(last_character(left), &rule->not_after) || starts_with_listed(right, &rule->not_before);
}

/* True when rule number `i` gives the word, which is the rule's, its form. */
static bool applies(const conv_context_rules *rules, size_t i, hp_span text, hp_span word, const char *const before[2],
                    conv_context_seen *seen)
{
    const conv_context_rule *rule = &rules->rows[i];
    if (rule->kind == CONV_CONTEXT_LINE) /* asked last, as it looks through the whole line */
        return !forbids(rule, text, word) && line_has(rule, i, text, seen);
    return asks_for(rule, text, word, before) && !forbids(rule, text, word);
}

/* True when the rule is for `word`, whose first three bytes are `first`. */
static inline bool is_for(const conv_context_rule *rule, uint32_t first, hp_span word)
{
    return rule->first == first && rule->word.len == word.len && (word.len == 3 || span_eq(rule->word, word));
}

hp_span conv_context_form(const conv_context_rules *rules, hp_span text, hp_span word, const char *const before[2],
                          conv_context_seen *seen)
{
    const uint32_t first = utf8_char_bytes(word.ptr, 3);
    for (uint64_t rows = rules->starts[word.ptr[2] & 63]; rows != 0; rows &= rows - 1) {
        size_t i = (size_t)__builtin_ctzll(rows);
        if (is_for(&rules->rows[i], first, word) && applies(rules, i, text, word, before, seen))
            return rules->rows[i].form;
    }
    return (hp_span){ NULL, 0 };
}

bool conv_context_may_apply(const conv_context_rules *rules, hp_span text, const char *at, const char *end,
                            conv_context_seen *seen)
{
    const char *const before[2] = { at - text.ptr >= 3 ? at - 3 : NULL, at - text.ptr >= 6 ? at - 6 : NULL };
    const uint32_t first = utf8_char_bytes(at, 3);
    for (uint64_t rows = rules->starts[at[2] & 63]; rows != 0; rows &= rows - 1) {
        size_t i = (size_t)__builtin_ctzll(rows);
        hp_span word = { at, rules->rows[i].word.len };
        if (word.len <= (size_t)(end - at) && is_for(&rules->rows[i], first, word) &&
            applies(rules, i, text, word, before, seen))
            return true;
    }
    return false;
}

/* True when a word of the list goes on behind `mark`, or, in a list of what stands before, has it at all. */
static bool goes_on_behind(hp_span list, hp_span mark, bool before)
{
    const char *end = list.ptr + list.len, *at = list.ptr;
    while (list.len > 0 && (at = memmem(at, (size_t)(end - at), mark.ptr, mark.len))) {
        at += mark.len;
        if (before || (at < end && *at != ' '))
            return true;
    }
    return false;
}

bool conv_context_asks_across(const conv_context_rules *rules, hp_span mark)
{
    for (size_t i = 0; i < rules->count; i++) {
        const conv_context_rule *rule = &rules->rows[i];
        bool listed = rule->kind == CONV_CONTEXT_AFTER && rule->words.words.len > 0; /* what may stand before */
        if (goes_on_behind(rule->word, mark, true) || (!listed && goes_on_behind(rule->not_after.words, mark, true)) ||
            goes_on_behind(rule->not_before.words, mark, false) ||
            goes_on_behind(rule->words.words, mark, rule->kind != CONV_CONTEXT_BEFORE))
            return true;
    }
    return false;
}

/* The first place of `word` in `text` from `from` on, found by its last byte; NULL when there is none. */
static const char *find_word(hp_span text, const char *from, hp_span word)
{
    const size_t before = word.len - 1;
    const char *end = text.ptr + text.len, *at = from + before;
    while (at < end && (at = memchr(at, word.ptr[before], (size_t)(end - at))) &&
           memcmp(at - before, word.ptr, word.len) != 0)
        at++;
    return at && at < end ? at - before : NULL;
}

/* True where the rule's word stands in `text` at or behind `from` and nothing beside it forbids. */
static bool has_place(const conv_context_rule *rule, hp_span text, const char *from)
{
    while ((from = find_word(text, from, rule->word))) {
        if (!forbids(rule, text, (hp_span){ from, rule->word.len }))
            return true;
        from += rule->word.len;
    }
    return false;
}

bool conv_context_knows_line(const conv_context_rules *rules, hp_span text, size_t looked, conv_context_seen *seen)
{
    enum { OVERLAP = 64 }; /* no word is longer */
    size_t from = looked > OVERLAP ? looked - OVERLAP : 0;
    while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from--;
    for (size_t i = 0; i < rules->count; i++) {
        const conv_context_rule *rule = &rules->rows[i];
        const uint64_t bit = (uint64_t)1 << i;
        bool asked = seen->asked & bit;
        if (rule->kind != CONV_CONTEXT_LINE || seen->found & bit || !(asked || has_place(rule, text, text.ptr + from)))
            continue;
        size_t start = asked ? from : 0;
        seen->asked |= bit;
        seen->found |= has_listed((hp_span){ text.ptr + start, text.len - start }, &rule->words) ? bit : 0;
    }
    return (seen->asked & ~seen->found) == 0;
}
