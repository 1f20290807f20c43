/* web_address.c - where the addresses in a text end: http://… and x@y.z.
 *
 * Looks only forward from a place that may begin one, and over a bounded number of bytes where there is none.
 *
 *     foo.bar@example.com，   ends before ，      http://a.cn/x?y=1)。   ends before ), which nothing opens
 */
#include "segment/units/web_address.h"

#include <string.h>

#define LOCAL_MAX 64u /* bytes before the @ */

bool seg_is_address_byte(unsigned char c)
{
    return c > 0x20 && c < 0x7F && !strchr("<>\"`{}|\\^", c);
}

size_t seg_address_end(hp_span run, size_t pos)
{
    size_t end = pos;
    int open = 0;
    while (end < run.len && seg_is_address_byte((unsigned char)run.ptr[end])) {
        open += (run.ptr[end] == '(') - (run.ptr[end] == ')');
        end++;
    }
    while (end > pos && strchr(".,;:!?')]*", run.ptr[end - 1])) {
        if (run.ptr[end - 1] == ')' && open++ >= 0)
            break;
        end--;
    }
    return end;
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The end of the domain name at `pos`, or `pos` when there is none with a dot in it. */
static size_t domain_end(hp_span run, size_t pos)
{
    size_t end = pos, good = pos;
    while (end < run.len && is_alnum(run.ptr[end])) {
        bool dotted = end > pos;
        while (end < run.len &&
               (is_alnum(run.ptr[end]) || (run.ptr[end] == '-' && end + 1 < run.len && is_alnum(run.ptr[end + 1]))))
            end++;
        if (dotted)
            good = end;
        if (end >= run.len || run.ptr[end] != '.')
            break;
        end++;
    }
    return good;
}

size_t seg_mail_end(hp_span run, size_t pos)
{
    size_t at = pos, within = run.len - pos < LOCAL_MAX + 2 ? run.len - pos : LOCAL_MAX + 2;
    if (!memchr(run.ptr + pos, '@', within)) /* as there is none in nearly all text */
        return pos;
    while (at < run.len && at - pos <= LOCAL_MAX && (is_alnum(run.ptr[at]) || strchr("._%+-", run.ptr[at])) &&
           run.ptr[at])
        at++;
    if (at >= run.len || run.ptr[at] != '@')
        return pos;
    size_t end = domain_end(run, at + 1);
    return end > at + 1 ? end : pos;
}
