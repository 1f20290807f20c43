/* encoding.h - the encodings that are told apart, and what else a name may mean.
 *
 * Those of the list are chosen among by decode_choose(); any other that ICU knows can be named.  Labels of the
 * GB family (GB2312, GBK, CP936) mean GB18030, those of Big5 (and CP950) mean Big5 with the extensions of Eten and
 * of Hong Kong, as browsers read them.  Worked: "x-gbk" → DECODE_GB18030; "ibm-930" → DECODE_OTHER, by ICU's name.
 */
#ifndef DECODE_ENCODING_H
#define DECODE_ENCODING_H

#include "hanpipe.h"

typedef enum decode_encoding {
    DECODE_UTF_8,
    DECODE_GB18030,
    DECODE_BIG5,
    DECODE_HZ,
    DECODE_ISO_2022_CN,
    DECODE_UTF_16LE,
    DECODE_UTF_16BE,
    DECODE_UTF_32LE,
    DECODE_UTF_32BE,
    DECODE_SHIFT_JIS,
    DECODE_EUC_JP,
    DECODE_EUC_KR,
    DECODE_WINDOWS_1252,
    DECODE_WINDOWS_1250,
    DECODE_WINDOWS_1251,
    DECODE_KOI8_R,
    DECODE_ENCODINGS, /* how many are told apart */
    DECODE_OTHER = DECODE_ENCODINGS
} decode_encoding;

/* What a name stands for. */
typedef struct decode_name {
    decode_encoding encoding;
    char name[64]; /* for people; iconv knows it where it knows the encoding */
    char icu[64];  /* of ICU's converter */
    bool by_mark;  /* UTF-16 or UTF-32 without a byte order: a mark decides, and little-endian without one */
} decode_name;

/* The entry of one of the list. */
void decode_name_of(decode_encoding encoding, decode_name *name);

/* What `label` means: a name of the list, one of its labels, or a name or alias of ICU's.  False when it is none. */
bool decode_find(hp_span label, decode_name *name);

/* How a line's end is found in bytes: the width of its unit, 1, 2 or 4, or 0 when only the whole document can be
 * decoded (a state reaches over line ends, or LF is no LF). */
unsigned decode_unit_width(const decode_name *name);

/* What a label in a page means, by browsers' reading: as decode_find(), but ISO-8859-1 is windows-1252, and only
 * encodings of the list are found. */
bool decode_find_declared(hp_span label, decode_encoding *encoding);

/* The true code point of a private-use one that ICU's converter of `encoding` gives for what Unicode has encoded since
 * its table was made; *mark gets a combining mark to follow it, or 0.  Others come back as they are. */
uint32_t decode_settled(decode_encoding encoding, uint32_t cp, uint32_t *mark);

#endif
