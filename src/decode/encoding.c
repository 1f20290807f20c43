/* encoding.c - names, labels, and where ICU's tables are behind; see encoding.h.
 *
 * Labels are compared without case, and without what is no letter or digit: "GB_2312-80" and "gb231280" are one.
 */
#include "decode/encoding.h"

#include <string.h>

#include "decode/icu_converter.h"
#include "text/bytes.h"

static const struct entry {
    const char *name, *icu;
} entries[DECODE_ENCODINGS] = {
    [DECODE_UTF_8] = { "UTF-8", "UTF-8" },
    [DECODE_GB18030] = { "GB18030", "gb18030" },
    [DECODE_BIG5] = { "Big5-HKSCS", "ibm-1375_P100-2008" },
    [DECODE_HZ] = { "HZ-GB-2312", "HZ" },
    [DECODE_ISO_2022_CN] = { "ISO-2022-CN", "ISO-2022-CN-EXT" },
    [DECODE_UTF_16LE] = { "UTF-16LE", "UTF-16LE" },
    [DECODE_UTF_16BE] = { "UTF-16BE", "UTF-16BE" },
    [DECODE_UTF_32LE] = { "UTF-32LE", "UTF-32LE" },
    [DECODE_UTF_32BE] = { "UTF-32BE", "UTF-32BE" },
    [DECODE_SHIFT_JIS] = { "Shift_JIS", "ibm-943_P15A-2003" },
    [DECODE_EUC_JP] = { "EUC-JP", "euc-jp-2007" },
    [DECODE_EUC_KR] = { "EUC-KR", "windows-949-2000" },
    [DECODE_WINDOWS_1252] = { "windows-1252", "ibm-5348_P100-1997" },
    [DECODE_WINDOWS_1250] = { "windows-1250", "ibm-5346_P100-1998" },
    [DECODE_WINDOWS_1251] = { "windows-1251", "ibm-5347_P100-1998" },
    [DECODE_KOI8_R] = { "KOI8-R", "ibm-878_P100-1996" },
};

/* Labels that mean one of the list; the names of the list itself need no row. */
static const struct label {
    const char *folded;
    decode_encoding encoding;
} labels[] = {
    { "utf8", DECODE_UTF_8 },
    { "unicode11utf8", DECODE_UTF_8 },
    { "cp65001", DECODE_UTF_8 },
    { "ascii", DECODE_UTF_8 },
    { "usascii", DECODE_UTF_8 },
    { "ansix341968", DECODE_UTF_8 },
    { "gb2312", DECODE_GB18030 },
    { "gbk", DECODE_GB18030 },
    { "xgbk", DECODE_GB18030 },
    { "gb", DECODE_GB18030 },
    { "gb231280", DECODE_GB18030 },
    { "csgb2312", DECODE_GB18030 },
    { "euccn", DECODE_GB18030 },
    { "xeuccn", DECODE_GB18030 },
    { "gb2312euccn", DECODE_GB18030 },
    { "cp936", DECODE_GB18030 },
    { "ms936", DECODE_GB18030 },
    { "936", DECODE_GB18030 },
    { "windows936", DECODE_GB18030 },
    { "chinese", DECODE_GB18030 },
    { "csiso58gb231280", DECODE_GB18030 },
    { "isoir58", DECODE_GB18030 },
    { "gb13000", DECODE_GB18030 },
    { "big5", DECODE_BIG5 },
    { "big5hk", DECODE_BIG5 },
    { "big5eten", DECODE_BIG5 },
    { "bigfive", DECODE_BIG5 },
    { "csbig5", DECODE_BIG5 },
    { "xxbig5", DECODE_BIG5 },
    { "cnbig5", DECODE_BIG5 },
    { "big5tw", DECODE_BIG5 },
    { "cp950", DECODE_BIG5 },
    { "ms950", DECODE_BIG5 },
    { "950", DECODE_BIG5 },
    { "windows950", DECODE_BIG5 },
    { "chinesebig5", DECODE_BIG5 },
    { "hkscsbig5", DECODE_BIG5 },
    { "big5hkscs2004", DECODE_BIG5 },
    { "hz", DECODE_HZ },
    { "iso2022cnext", DECODE_ISO_2022_CN },
    { "csiso2022cn", DECODE_ISO_2022_CN },
    { "sjis", DECODE_SHIFT_JIS },
    { "shiftjis", DECODE_SHIFT_JIS },
    { "xsjis", DECODE_SHIFT_JIS },
    { "mskanji", DECODE_SHIFT_JIS },
    { "windows31j", DECODE_SHIFT_JIS },
    { "cp932", DECODE_SHIFT_JIS },
    { "csshiftjis", DECODE_SHIFT_JIS },
    { "ms932", DECODE_SHIFT_JIS },
    { "xeucjp", DECODE_EUC_JP },
    { "eucjp", DECODE_EUC_JP },
    { "cseucpkdfmtjapanese", DECODE_EUC_JP },
    { "uhc", DECODE_EUC_KR },
    { "cp949", DECODE_EUC_KR },
    { "windows949", DECODE_EUC_KR },
    { "ksc5601", DECODE_EUC_KR },
    { "ksc56011987", DECODE_EUC_KR },
    { "korean", DECODE_EUC_KR },
    { "cp1252", DECODE_WINDOWS_1252 },
    { "cp1250", DECODE_WINDOWS_1250 },
    { "cp1251", DECODE_WINDOWS_1251 },
    { "xcp1252", DECODE_WINDOWS_1252 },
    { "xcp1250", DECODE_WINDOWS_1250 },
    { "xcp1251", DECODE_WINDOWS_1251 },
    { "koi8", DECODE_KOI8_R },
    { "koi", DECODE_KOI8_R },
};

void decode_name_of(decode_encoding encoding, decode_name *name)
{
    *name = (decode_name){ .encoding = encoding };
    memcpy(name->name, entries[encoding].name, strlen(entries[encoding].name));
    memcpy(name->icu, entries[encoding].icu, strlen(entries[encoding].icu));
}

/* Writes the letters and digits of `label` in lower case; false when they are too many. */
static bool fold(hp_span label, char folded[64])
{
    size_t n = 0;
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            continue;
        if (n == 63)
            return false;
        folded[n++] = c;
    }
    folded[n] = '\0';
    return n > 0;
}

static bool find_listed(const char *folded, decode_encoding *encoding)
{
    char name[64];
    for (int i = 0; i < DECODE_ENCODINGS; i++)
        if (fold(span_of_string(entries[i].name), name) && strcmp(name, folded) == 0) {
            *encoding = (decode_encoding)i;
            return true;
        }
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i].folded, folded) == 0) {
            *encoding = labels[i].encoding;
            return true;
        }
    return false;
}

/* ICU's own name, where it knows `label`. */
static bool find_icu(hp_span label, decode_name *name)
{
    *name = (decode_name){ .encoding = DECODE_OTHER };
    if (label.len >= sizeof name->name || !decode_icu_name(label, name->icu))
        return false;
    memcpy(name->name, label.ptr, label.len);
    return true;
}

/* Labels that leave the byte order open. */
static bool find_unordered(const char *folded, decode_encoding *encoding)
{
    static const struct label unordered[] = {
        { "utf16", DECODE_UTF_16LE },        { "unicode", DECODE_UTF_16LE }, { "ucs2", DECODE_UTF_16LE },
        { "iso10646ucs2", DECODE_UTF_16LE }, { "utf32", DECODE_UTF_32LE },   { "ucs4", DECODE_UTF_32LE },
        { "iso10646ucs4", DECODE_UTF_32LE },
    };
    for (size_t i = 0; i < sizeof unordered / sizeof *unordered; i++)
        if (strcmp(unordered[i].folded, folded) == 0) {
            *encoding = unordered[i].encoding;
            return true;
        }
    return false;
}

bool decode_find(hp_span label, decode_name *name)
{
    char folded[64];
    decode_encoding encoding;
    if (!fold(label, folded))
        return false;
    if (find_unordered(folded, &encoding)) {
        decode_name_of(encoding, name);
        name->by_mark = true;
        return true;
    }
    if (!find_listed(folded, &encoding))
        return find_icu(label, name);
    decode_name_of(encoding, name);
    return true;
}

unsigned decode_unit_width(const decode_name *name)
{
    switch (name->encoding) {
    case DECODE_UTF_16LE:
    case DECODE_UTF_16BE:
        return 2;
    case DECODE_UTF_32LE:
    case DECODE_UTF_32BE:
        return 4;
    case DECODE_OTHER:
        return decode_icu_reads_lines(name->icu) ? 1 : 0;
    default:
        return 1;
    }
}

bool decode_find_declared(hp_span label, decode_encoding *encoding)
{
    char folded[64];
    if (!fold(label, folded))
        return false;
    if (strcmp(folded, "iso88591") == 0 || strcmp(folded, "latin1") == 0) {
        *encoding = DECODE_WINDOWS_1252;
        return true;
    }
    return find_listed(folded, encoding);
}

/* Private use → code point (and mark), sorted.  GB18030: its characters of the editions of 2005 and 2022, as GNU libc
 * and browsers have them.  Big5: those of HKSCS that ICU keeps where HKSCS-2001 put them. */
struct settled {
    uint16_t from;
    uint32_t to, mark;
};

static const struct settled settled_gb18030[] = {
    { 0xE78D, 0xFE10, 0 }, { 0xE78E, 0xFE12, 0 }, { 0xE78F, 0xFE11, 0 }, { 0xE790, 0xFE13, 0 }, { 0xE791, 0xFE14, 0 },
    { 0xE792, 0xFE15, 0 }, { 0xE793, 0xFE16, 0 }, { 0xE794, 0xFE17, 0 }, { 0xE795, 0xFE18, 0 }, { 0xE796, 0xFE19, 0 },
    { 0xE816, U'𠂇', 0 },  { 0xE817, U'𠂉', 0 },  { 0xE818, U'𠃌', 0 },  { 0xE81E, U'龴', 0 },  { 0xE826, U'龵', 0 },
    { 0xE82B, U'龶', 0 },  { 0xE82C, U'龷', 0 },  { 0xE831, U'𡗗', 0 },  { 0xE832, U'龸', 0 },  { 0xE83B, U'𢦏', 0 },
    { 0xE843, U'龹', 0 },  { 0xE854, U'龺', 0 },  { 0xE855, U'𤇾', 0 },  { 0xE864, U'龻', 0 },
};

static const struct settled settled_big5[] = {
    { 0xF303, 0x31C0, 0 },   { 0xF304, 0x31C1, 0 },   { 0xF305, 0x31C2, 0 },   { 0xF306, 0x31C3, 0 },
    { 0xF307, 0x31C4, 0 },   { 0xF309, 0x31C5, 0 },   { 0xF30C, 0x31C6, 0 },   { 0xF30D, 0x31C7, 0 },
    { 0xF310, 0x31C8, 0 },   { 0xF312, 0x31C9, 0 },   { 0xF313, 0x31CA, 0 },   { 0xF314, 0x31CB, 0 },
    { 0xF315, 0x31CC, 0 },   { 0xF317, 0x31CD, 0 },   { 0xF318, 0x31CE, 0 },   { 0xF325, U'Ê', 0x304 },
    { 0xF327, U'Ê', 0x30C }, { 0xF344, U'ê', 0x304 }, { 0xF346, U'ê', 0x30C }, { 0xF34A, U'⏚', 0 },
    { 0xF34B, U'⏛', 0 },     { 0xF57A, U'龦', 0 },    { 0xF5A4, U'龧', 0 },    { 0xF5AB, U'龨', 0 },
    { 0xF5CC, U'龩', 0 },    { 0xF5CE, U'龪', 0 },    { 0xF5D0, U'龫', 0 },    { 0xF5D5, U'龬', 0 },
    { 0xF5EC, U'龭', 0 },    { 0xF5ED, U'龮', 0 },    { 0xF5EF, U'龯', 0 },    { 0xF602, U'龲', 0 },
    { 0xF61C, U'龳', 0 },    { 0xF7E5, 0x31CF, 0 },   { 0xF7EB, U'龰', 0 },    { 0xF7ED, U'龱', 0 },
};

uint32_t decode_settled(decode_encoding encoding, uint32_t cp, uint32_t *mark)
{
    const struct settled *table = encoding == DECODE_GB18030 ? settled_gb18030 : settled_big5;
    size_t low = 0, high = encoding == DECODE_GB18030 ? sizeof settled_gb18030 / sizeof *table
                                                      : sizeof settled_big5 / sizeof *table;
    *mark = 0;
    if (encoding != DECODE_GB18030 && encoding != DECODE_BIG5)
        return cp;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (table[mid].from < cp)
            low = mid + 1;
        else
            high = mid;
    }
    size_t count = encoding == DECODE_GB18030 ? sizeof settled_gb18030 / sizeof *table
                                              : sizeof settled_big5 / sizeof *table;
    if (low == count || table[low].from != cp)
        return cp;
    *mark = table[low].mark;
    return table[low].to;
}
