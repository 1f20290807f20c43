/* sections.h - what detection finds in the data file.
 *
 *     "detect.joyo"   for each character from DETECT_FIRST to DETECT_LAST a bit, 1 where it is in Japan's list of
 *                     characters for everyday use (jōyō kanji), the lowest bit of a byte first
 *     "detect.words"  how many words (16 bits); for each, in the order of their characters, what begins another
 *                     behind that, DETECT_WORD_MOST characters (16 bits each, 0 behind the last), then DETECT_PLACES
 *                     weights (8 bits, signed): how much likelier it is there than elsewhere, in tenths of a nat
 *
 * Worked: 計程車, which Taiwan says, is 8A08 7A0B 8ECA 0 0 0, then weights 0 12 0 0 0.
 */
#ifndef DETECT_SECTIONS_H
#define DETECT_SECTIONS_H

enum { DETECT_FIRST = 0x3400, DETECT_LAST = 0x9FFF };
enum { DETECT_JOYO_BYTES = (DETECT_LAST - DETECT_FIRST + 1) / 8 };
enum { DETECT_WORD_MOST = 6, DETECT_WORDS_MOST = 8000 };

/* Where a text may be from; jp and kr: Japanese and Korean in Chinese characters alone. */
enum { DETECT_CN, DETECT_TW, DETECT_HK, DETECT_JP, DETECT_KR, DETECT_PLACES, DETECT_REGIONS = DETECT_JP };

enum { DETECT_ROW = 2 * DETECT_WORD_MOST + DETECT_PLACES };

#endif
