/* label_words.c - see label_words.h.
 *
 * A word stands with all its forms, Simplified and Traditional, so that none is forgotten; they are told apart by
 * nothing else.
 * Worked: "又读作xiě" starts with the label 又读作, not with 又 or 又读.
 */
#include "annotation/label_words.h"

#include <string.h>

static const char *const labels[] = {
    "汉语拼音", "漢語拼音", "普通话", "普通話", "国语",   "國語",   "粤语",   "粵語",   "拼音",   "注音",   "读音",
    "讀音",     "发音",     "發音",   "国音",   "國音",   "粤音",   "粵音",   "粤拼",   "粵拼",   "古音",   "又音",
    "读",       "讀",       "念",     "唸",     "音",     "读作",   "讀作",   "读成",   "讀成",   "读为",   "讀為",
    "讀爲",     "读如",     "讀如",   "读做",   "讀做",   "念作",   "唸作",   "念成",   "唸成",   "念为",   "念為",
    "念爲",     "唸為",     "唸爲",   "念做",   "唸做",   "音作",   "音如",   "又读",   "又讀",   "又念",   "又唸",
    "亦读",     "亦讀",     "也读",   "也讀",   "旧读",   "舊讀",   "今读",   "今讀",   "古读",   "古讀",   "应读",
    "應讀",     "此处读",   "此處讀", "这里读", "這裡讀", "這裏讀", "又读作", "又讀作", "亦读作", "亦讀作", "也读作",
    "也讀作",   "旧读作",   "舊讀作", "今读作", "今讀作", "应读作", "應讀作", "应读为", "應讀為", "應讀爲", "也作",
    "或作",     "又作",     "粤",     "粵",     "普",     "又",     "或",
};

#define COUNT (sizeof labels / sizeof labels[0])

size_t annotation_label_length(hp_span text)
{
    size_t longest = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if (text.len < 3 || memcmp(text.ptr, labels[i], 3) != 0)
            continue;
        size_t n = strlen(labels[i]);
        if (n > longest && n <= text.len && memcmp(text.ptr, labels[i], n) == 0)
            longest = n;
    }
    return longest;
}

size_t annotation_label_length_back(hp_span text)
{
    size_t longest = 0;
    const char *end = text.ptr + text.len;
    for (size_t i = 0; i < COUNT; i++) {
        size_t n = strlen(labels[i]);
        /* Last bytes differ most often. */
        if (n > longest && n <= text.len && end[-1] == labels[i][n - 1] && memcmp(end - n, labels[i], n) == 0)
            longest = n;
    }
    return longest;
}

const char *annotation_label_word(size_t i)
{
    return i < COUNT ? labels[i] : NULL;
}
