/* points.c - see points.h. */
#include "judge/count/points.h"

#include "text/memory.h"
#include "text/utf8.h"

static bool reserve(points *p, size_t room)
{
    if (p->list && room <= p->room)
        return true;
    uint32_t *list = memory_resize_array(p->list, room + 1, sizeof *list);
    p->list = list ? list : p->list;
    p->room = list ? room : p->room;
    return list != NULL;
}

/* The character of three bytes at `p`, or 0 where there is none: also for leads whose second byte may not be any. */
static inline uint32_t wide_at(const unsigned char *p)
{
    bool is_wide = p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && text_utf8_goes_on_twice((const char *)p);
    return is_wide ? text_utf8_wide((const char *)p) : 0;
}

bool points_take(points *p, hp_span text)
{
    if (!reserve(p, text.len))
        return false;
    const unsigned char *at = (const unsigned char *)text.ptr, *end = at + text.len;
    uint32_t *to = p->list, cp;
    p->invalid = 0;
    while (at < end) {
        for (; end - at >= 3 && (cp = wide_at(at)) != 0; at += 3)
            *to++ = cp;
        for (; at < end && *at < 0x80; at++)
            *to++ = *at;
        if (at == end || (end - at >= 3 && wide_at(at) != 0))
            continue;
        size_t n = utf8_decode((hp_span){ (const char *)at, (size_t)(end - at) }, &cp);
        *to++ = n ? cp : POINTS_NONE;
        p->invalid += n == 0;
        at += n ? n : 1;
    }
    p->count = (size_t)(to - p->list);
    return true;
}

void points_free(points *p)
{
    memory_free(p->list);
    *p = (points){ 0 };
}
