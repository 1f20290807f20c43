/* language.c - tells Japanese, Korean and Vietnamese lines by their letters.
 *
 * A Chinese sentence may have a foreign word in it, so the letters must be many beside the Han: of kana one in five, of
 * Hangul one in five.  の alone is fashion, not Japanese.  Vietnamese is Latin, with letters that no other language has.
 * Worked: "東京,大阪へ行く。" (2 kana, 5 Han) is Japanese, "优の良品" is not.
 */
#include "normalize/line/language.h"

enum { SHARE = 4 }; /* Han for each letter, at most */

/* Letters that Vietnamese alone has, or a tone mark on a vowel with a hook, horn or circumflex. */
static bool is_vietnamese(uint32_t cp)
{
    return (cp >= 0x1EA0 && cp <= 0x1EF9) || cp == U'ơ' || cp == U'Ơ' || cp == U'ư' || cp == U'Ư';
}

/* A circumflex or breve and a tone on one vowel, in separate characters. */
static bool is_vietnamese_pair(uint32_t first, uint32_t second)
{
    return (first == 0x302 || first == 0x306 || first == 0x31B || first == 0x323) &&
           (second == 0x301 || second == 0x300 || second == 0x302 || second == 0x309 || second == 0x303);
}

static bool has_vietnamese(const norm_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (is_vietnamese(line->cells[i].cp) || (i > 0 && is_vietnamese_pair(line->cells[i - 1].cp, line->cells[i].cp)))
            return true;
    return false;
}

bool norm_is_other_language(const norm_line *line)
{
    size_t han = line->han, kana = line->kana, hangul = norm_count(line, NORM_HANGUL);
    if (hangul > 0 && hangul * SHARE >= han)
        return true;
    if (kana > 0 && kana * SHARE >= han)
        return true;
    return han == 0 && (line->has & NORM_SET(NORM_LATIN)) && has_vietnamese(line);
}
