/* rows.c - see rows.h.  Worked: "　　第一段，所" has width 14, indent 4, an inner mark; "（一）概况" starts an item. */
#include "normalize/document/rows.h"

#include <string.h>

#include "normalize/scan/fences.h"
#include "normalize/work.h"
#include "text/memory.h"
#include "text/utf8.h"

bool norm_rows_read(norm_rows *rows, const norm_work *work, hp_span text)
{
    rows->count = 0;
    for (size_t at = 0; at < text.len;) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        size_t length = lf ? (size_t)(lf - text.ptr) - at : text.len - at;
        if (rows->count == rows->cap) {
            norm_row *items = memory_grow(rows->items, &rows->cap, 256, sizeof *items);
            if (!items)
                return false;
            rows->items = items;
        }
        rows->items[rows->count++] = (norm_row){ { text.ptr + at, length }, norm_in_fence(work, at), lf != NULL };
        at += length + 1;
    }
    return true;
}

/* A line's characters, as far as they matter here. */
struct reader {
    const norm_engine *engine;
    hp_span left;
    uint32_t cp;
    unsigned class;
};

static bool read_next(struct reader *r)
{
    size_t n = utf8_decode(r->left, &r->cp);
    if (n == 0)
        return false;
    r->left = (hp_span){ r->left.ptr + n, r->left.len - n };
    r->class = norm_character(&r->engine->characters, r->cp) & ~NORM_LIVELY;
    return true;
}

static size_t columns_of(const struct reader *r)
{
    switch (r->class) {
    case NORM_MARK:
    case NORM_INVISIBLE:
    case NORM_SELECTOR:
        return 0;
    default:
        return r->cp == '\t' ? 4 : r->cp < 0x1100 || r->class == NORM_HALF || r->class == NORM_LATIN ? 1 : 2;
    }
}

static bool is_one_of(uint32_t cp, const uint32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

static const uint32_t terminators[] = { U'。', U'！', U'？', U'…', U'．', '!', '?', 0 };
static const uint32_t marks[] = { U'，', U'；', U'：', U'、', ',', ';', ':', 0 };
static const uint32_t closers[] = { U'”', U'’', U'」', U'』', U'）', U'》', U'】', ')', '"', '\'', 0 };
static const uint32_t openers[] = { U'“', U'‘', U'「', U'『', '"', 0 };
static const uint32_t bullets[] = { '-',  '*',  '+',  '#',  '>',  '|',  U'•', U'·', U'●',  U'○',  U'■', U'□',
                                    U'◆', U'◇', U'※', U'★', U'☆', U'▲', U'△', U'—', U'【', U'〔', 0 };
static const uint32_t numerals[] = { U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九',
                                     U'十', U'百', U'零', U'〇', U'甲', U'乙', U'丙', U'丁', 0 };
static const uint32_t parts[] = { U'章', U'节', U'節', U'条', U'條', U'部', U'篇',
                                  U'回', U'卷', U'讲', U'講', U'课', U'課', 0 };

/* The line's text from its first character on is an item's number: 1. 2、 (3) 四、 （五） 第六章 ① a) */
static bool is_numbered(const norm_engine *engine, hp_span text)
{
    struct reader r = { .engine = engine, .left = text };
    bool bracket = false, part = false;
    size_t digits = 0, han = 0, letters = 0;
    if (!read_next(&r))
        return false;
    if (r.cp >= 0x2460 && r.cp <= 0x24FF)
        return true;
    bracket = r.cp == '(' || r.cp == U'（';
    part = r.cp == U'第';
    if ((bracket || part) && !read_next(&r))
        return false;
    for (; digits + han + letters < 6;) {
        if (r.class == NORM_DIGIT)
            digits++;
        else if (is_one_of(r.cp, numerals))
            han++;
        else if (norm_is_ascii_letter(r.cp) && !digits && !han && !letters)
            letters++;
        else
            break;
        if (!read_next(&r))
            return false;
    }
    if (digits + han + letters == 0)
        return false;
    if (part)
        return is_one_of(r.cp, parts);
    if (bracket)
        return r.cp == ')' || r.cp == U'）';
    if (r.cp == U'、' || r.cp == ')' || r.cp == U'）' || r.cp == U'．')
        return true;
    return r.cp == '.' && (!read_next(&r) || (r.class != NORM_DIGIT && !(letters && r.class == NORM_LATIN)));
}

/* 甲：是。 : up to four Han and a colon. */
static bool is_speech(const norm_engine *engine, hp_span text)
{
    struct reader r = { .engine = engine, .left = text };
    size_t han = 0;
    while (read_next(&r) && r.class == NORM_HAN && han <= 4)
        han++;
    return han > 0 && han <= 4 && (r.cp == U'：' || r.cp == ':');
}

/* What the last characters say, the closing marks behind the end of a sentence looked through. */
static void look_at_end(norm_shape *shape, hp_span text)
{
    const char *end = text.ptr + text.len;
    uint32_t cp = shape->last;
    bool closed = false;
    while (is_one_of(cp, closers)) {
        size_t n = utf8_decode_back(text.ptr, end, &cp);
        closed = true;
        if (n == 0)
            return;
        end -= n;
    }
    shape->terminated = is_one_of(cp, terminators);
    shape->marked = !closed && is_one_of(cp, marks);
}

norm_shape norm_shape_of(const norm_engine *engine, const norm_row *row)
{
    norm_shape s = { .blank = true, .fixed = row->kept || utf8_valid(row->text) != row->text.len };
    struct reader r = { .engine = engine, .left = row->text };
    size_t columns = 0, blanks = 0, gaps = 0, bars = 0;
    const char *first = row->text.ptr, *end = row->text.ptr;
    while (read_next(&r)) {
        columns += columns_of(&r);
        if (r.class == NORM_BLANK || r.cp == '\f' || r.cp == '\r') {
            blanks++;
            s.fixed |= r.cp == '\t' && !s.blank;
            continue;
        }
        if (s.blank) {
            s.indent = columns - columns_of(&r);
            s.first = r.cp;
            first = r.left.ptr - utf8_encode(r.cp, (char[4]){ 0 });
        } else {
            gaps += blanks > 1;
            s.inner_mark |= is_one_of(s.last, marks) || is_one_of(s.last, terminators);
        }
        bars += r.cp == '|';
        blanks = 0;
        s.blank = false;
        s.last = r.cp;
        s.width = columns;
        end = r.left.ptr;
    }
    hp_span text = { first, (size_t)(end - first) };
    s.fixed |= gaps > 1 || bars > 1;
    s.opens_quote = is_one_of(s.first, openers);
    s.starts_item = is_one_of(s.first, bullets) || is_numbered(engine, text) || is_speech(engine, text);
    if (!s.blank)
        look_at_end(&s, text);
    return s;
}

/* Takes `word` off the front of *text. */
static bool take_word(hp_span *text, const char *word)
{
    size_t n = strlen(word);
    if (text->len < n || memcmp(text->ptr, word, n) != 0)
        return false;
    *text = (hp_span){ text->ptr + n, text->len - n };
    return true;
}

/* Takes off blanks, dashes and the like; true when there was one that is no blank. */
static bool take_dress(hp_span *text)
{
    static const char *const dress[] = { " ", "\t", "\r", "\f", "　", "-",  "—",  "–",    "·",    "•",  "~",  "－",
                                         "_", "|",  "/",  "第", "页", "頁", "共", "Page", "page", "P.", "of", ".",
                                         "[", "]",  "(",  ")",  "（", "）", "〔", "〕",   "【",   "】" };
    bool dressed = false;
    for (size_t i = 0; i < sizeof dress / sizeof *dress;) {
        if (take_word(text, dress[i])) {
            dressed |= i > 4;
            i = 0;
        } else {
            i++;
        }
    }
    return dressed;
}

size_t norm_page_number(hp_span line, bool *dressed)
{
    size_t numbers = 0, number = 0;
    *dressed = take_dress(&line);
    while (line.len > 0 && numbers < 2) {
        size_t n = 0, digits = 0;
        while (line.len > 0 && *line.ptr >= '0' && *line.ptr <= '9' && digits < 5) {
            n = n * 10 + (size_t)(*line.ptr - '0');
            line = (hp_span){ line.ptr + 1, line.len - 1 };
            digits++;
        }
        if (digits == 0 || (line.len > 0 && *line.ptr >= '0' && *line.ptr <= '9'))
            return 0;
        if (numbers++ == 0)
            number = n;
        *dressed |= take_dress(&line);
    }
    return line.len == 0 ? number : 0;
}
