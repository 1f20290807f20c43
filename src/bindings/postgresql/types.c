/* types.c - the types' names, and which a word has.
 *
 *     图书馆 n      noun              12.5              number
 *     北京 ns       name              user@example.com  email
 *     的 uj         particle          hello             latin
 *
 * Parts of speech are the lexicon's, in the tags of ICTCLAS as jieba's dictionary has them.  A tag of several letters
 * is a kind of what its first letter says, but for names (nr, ns, nt, nz).  A word has the same type wherever it
 * stands, so that what a configuration leaves out is left out of queries as well.
 */
#include "bindings/postgresql/types.h"
#include <string.h>

/* Numbers of PostgreSQL's own types, where those mean the same for its headline function; and from 24 on new ones. */
enum {
    TYPE_LATIN = 1,
    TYPE_WORD = 2,
    TYPE_EMAIL = 4,
    TYPE_URL = 6,
    TYPE_NOUN = 24,
    TYPE_NAME,
    TYPE_VERB,
    TYPE_ADJECTIVE,
    TYPE_ADVERB,
    TYPE_PRONOUN,
    TYPE_NUMERAL,
    TYPE_MEASURE,
    TYPE_PREPOSITION,
    TYPE_CONJUNCTION,
    TYPE_PARTICLE,
    TYPE_INTERJECTION,
    TYPE_IDIOM
};

/* `tags` are the first letters of the tags that are of this type. */
static const struct {
    int number;
    const char *tags, *name, *meaning;
} types[] = {
    { TYPE_NOUN, "nstfj", "noun", "noun, also of time or place" },
    { TYPE_NAME, "", "name", "name of a person, place or organisation" },
    { TYPE_VERB, "v", "verb", "verb" },
    { TYPE_ADJECTIVE, "ab", "adjective", "adjective" },
    { TYPE_ADVERB, "d", "adverb", "adverb" },
    { TYPE_PRONOUN, "r", "pronoun", "pronoun" },
    { TYPE_NUMERAL, "m", "numeral", "numeral in Chinese characters" },
    { TYPE_MEASURE, "q", "measure", "measure word" },
    { TYPE_PREPOSITION, "p", "preposition", "preposition" },
    { TYPE_CONJUNCTION, "c", "conjunction", "conjunction" },
    { TYPE_PARTICLE, "uykh", "particle", "particle or affix" },
    { TYPE_INTERJECTION, "eo", "interjection", "interjection or onomatopoeia" },
    { TYPE_IDIOM, "il", "idiom", "idiom or fixed phrase" },
    { TYPE_WORD, "", "word", "any other word in Chinese characters, kana or hangul" },
    { TYPE_LATIN, "", "latin", "word in other letters" },
    { TYPE_NUMBER, "", "number", "number in digits" },
    { TYPE_EMAIL, "", "email", "e-mail address" },
    { TYPE_URL, "", "url", "URL or other address" },
    { TYPE_BLANK, "", "blank", "blanks and marks" },
};
enum { TYPES = sizeof types / sizeof *types };

int token_type_next(size_t *at, const char **name, const char **meaning)
{
    if (*at >= TYPES)
        return 0;
    *name = types[*at].name;
    *meaning = types[*at].meaning;
    return types[(*at)++].number;
}

static int type_of_tag(hp_span tag)
{
    if (tag.len > 1 && tag.ptr[0] == 'n' && strchr("rstz", tag.ptr[1]))
        return TYPE_NAME;
    for (size_t i = 0; tag.len > 0 && i < TYPES; i++) {
        if (strchr(types[i].tags, tag.ptr[0]))
            return types[i].number;
    }
    return TYPE_WORD;
}

static bool has(hp_span text, const char *piece)
{
    return memmem(text.ptr, text.len, piece, strlen(piece)) != NULL;
}

/* True for digits, and marks between them: 1,234.5 */
static bool is_number(hp_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!(text.ptr[i] >= '0' && text.ptr[i] <= '9') && !strchr(".,:%+-", text.ptr[i]))
            return false;
    }
    return text.len > 0;
}

int token_type_of(const hp_word *word)
{
    hp_span text = word->text;
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0xE3) /* from U+3000 on */
            return type_of_tag(word->part_of_speech);
    }
    if (is_number(text))
        return TYPE_NUMBER;
    if (has(text, "://") || (text.len > 4 && memcmp(text.ptr, "www.", 4) == 0))
        return TYPE_URL;
    return has(text, "@") ? TYPE_EMAIL : TYPE_LATIN;
}
