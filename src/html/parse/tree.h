/* tree.h - a parsed page: its elements and texts in the order of the document.
 *
 * The nodes are one array in which a node's descendants follow it directly: nodes[i + 1] is the first child of nodes[i]
 * when nodes[i].end > i + 1, and nodes[nodes[i].end] is what comes after it.  To walk the page is to count, and nothing
 * here depends on how deep it is nested.
 *
 *     <p>国<b>家</b>      0 html (end 6), 1 head (end 2), 2 body (end 6), 3 p (end 6), 4 国 … 5 b (end 7), 6 家
 *
 * Comments and the contents of <template> are left out.  A tree is immutable once built, and any number of threads may
 * read it.
 */
#ifndef HTML_PARSE_TREE_H
#define HTML_PARSE_TREE_H

#include "html/parse/cuts.h"
#include "html/parse/tags.h"

typedef enum html_namespace { HTML_NS_HTML, HTML_NS_SVG, HTML_NS_MATHML } html_namespace;

typedef struct html_node {
    const void *source; /* the parser's own; for html_attribute_*() and html_name() */
    const char *text;   /* of a text: valid UTF-8, NUL-terminated; NULL in an element */
    uint32_t parent;    /* index; that of the root is 0 */
    uint32_t end;       /* index behind the last descendant */
    uint8_t tag;        /* html_tag of an element */
    uint8_t name_space; /* html_namespace of an element */
} html_node;

typedef struct html_tree {
    html_node *nodes;
    uint32_t count;  /* 0 is possible: nothing at all was given */
    void *memory;    /* the parser's */
    html_cuts *cuts; /* what was left out of the text so far; borrowed, NULL where nobody asks */
} html_tree;

/* Parses `page`, UTF-8, as the HTML standard says, with scripting taken for enabled; bytes that are not UTF-8 become
 * U+FFFD.  The texts borrow nothing from `page`, names and attributes may: it must outlive the tree.
 * `cuts`, which may be NULL, gets what the guard left out, and must outlive the tree.
 * On HP_OK the caller ends *tree with html_tree_free(); on failure *tree is empty.
 * Errors: HP_NO_MEMORY; HP_LIMIT when the page is above 1 GiB, or would take more than 256 times its size of memory. */
hp_status html_tree_parse(html_tree *tree, hp_span page, html_cuts *cuts, hp_error *err);

/* Frees.  A tree of zeros is allowed. */
void html_tree_free(html_tree *tree);

/* Whether a text is nothing but blanks and line ends. */
bool html_is_blank(const char *text);

/* Adds the source of node number `i` to the tree's cuts, when it holds text that is not blank: a text, or an element
 * from its start tag to its end tag or to where the parser closed it. */
void html_tree_cut(const html_tree *tree, uint32_t i, const char *rule);

/* The value of the attribute `name` (small letters) of an element: false when it has none.  *value may be NULL. */
bool html_attribute(const html_node *element, const char *name, hp_span *value);

/* The attribute numbered `i` from 0, in the order of the page; false behind the last.  Both are NUL-terminated. */
bool html_attribute_at(const html_node *element, size_t i, const char **name, const char **value);

/* The element's name, in the case of the page for names that are not listed in tags.h. */
hp_span html_name(const html_node *element);

#endif
