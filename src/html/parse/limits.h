/* limits.h - how much of a page the parser is given at a time: guard.c keeps to it, open.c has room for it. */
#ifndef HTML_PARSE_LIMITS_H
#define HTML_PARSE_LIMITS_H

enum {
    HTML_DEPTH_MAX = 512,     /* elements open at once; tags beyond are left out, with their end tags */
    HTML_FORMATTING_MAX = 64, /* of them formatting elements (<b>, <font>, <a> …) since the last table cell */
    HTML_ATTRIBUTES_MAX = 64, /* of one tag; those behind are left out */
    HTML_MERGES_MAX = 64      /* tags <html> and <body>, which add attributes to the first, and <frameset> */
};

#endif
