/* registry.h - the filters, one line each, in the order in which a document usually meets them.
 *
 * Included with HP_FILTER defined: filter.h makes declarations of the lines, registry.c the list.
 */
HP_FILTER(norm)
HP_FILTER(strip)
HP_FILTER(conv)
HP_FILTER(seg)
