/* filter_words.h - the words of the filters, one line each, in the order in which a document usually meets them.
 *
 * Included with FILTER_WORD defined: filter.h makes declarations of the lines, registry.c the list.
 */
FILTER_WORD(decode)
FILTER_WORD(text)
FILTER_WORD(norm)
FILTER_WORD(strip)
FILTER_WORD(fix)
FILTER_WORD(conv)
FILTER_WORD(seg)
FILTER_WORD(detect)
FILTER_WORD(stat)
FILTER_WORD(keep)
