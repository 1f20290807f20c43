/* select.c - the one place that knows libxml2.
 *
 * The expression is evaluated on a copy of the tree in libxml2's form, made only when there is an expression.  A node
 * of the copy has the number of ours in its _private, plus one.  Nothing is read from anywhere: XPath 1.0 has no call
 * that opens a file.
 */
#include "html/select.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "html/layout/render.h"
#include "load/library.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

enum { STEPS_MAX = 100 * 1000 * 1000 }; /* some ten seconds; //p takes two for each node of the page */

#define XML_FUNCTIONS(X) \
    X(__xmlGenericError) \
    X(__xmlGenericErrorContext) \
    X(xmlFree) \
    X(xmlFreeDoc) \
    X(xmlFreeNode) \
    X(xmlInitParser) \
    X(xmlMemSetup) \
    X(xmlNewDoc) \
    X(xmlNewDocNodeEatName) \
    X(xmlNewDocText) \
    X(xmlNewProp) \
    X(xmlNodeGetContent) \
    X(xmlSetGenericErrorFunc) \
    X(xmlStrndup) \
    X(xmlXPathCastToString) \
    X(xmlXPathEval) \
    X(xmlXPathFreeContext) \
    X(xmlXPathFreeObject) \
    X(xmlXPathNewContext)

typedef struct xml_table {
    XML_FUNCTIONS(LIBRARY_MEMBER)
} xml_table;

typedef struct choice {
    uint32_t node;
    uint32_t order;           /* of the attributes of one element */
    const xmlNode *attribute; /* or NULL: the node itself */
} choice;

static hp_status load_xml(xml_table *xml, hp_error *err)
{
    static const library libxml2 = { "libxml2", LIBXML2_SONAME, "libxml2" };
    return LIBRARY_LOAD(&libxml2, XML_FUNCTIONS, xml, err);
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

void html_select_guard(void *(*make)(size_t), void *(*resize)(void *, size_t), char *(*copy)(const char *),
                       void (*release)(void *))
{
    xml_table xml;
    if (load_xml(&xml, NULL) == HP_OK)
        xml.xmlMemSetup(release, make, resize, copy);
}

static xmlXPathContext *open_context(const xml_table *xml, xmlDoc *doc)
{
    xml->xmlInitParser();
    xmlXPathContext *context = xml->xmlXPathNewContext(doc);
    if (context) {
        context->error = ignore_error;
        context->opLimit = STEPS_MAX;
    }
    return context;
}

static void say_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* xmlXPathEval() without what libxml2 prints when a function or a prefix is not known; that handler is the thread's. */
static xmlXPathObject *evaluate_silently(const xml_table *xml, xmlXPathContext *context, const char *xpath)
{
    xmlGenericErrorFunc handler = *xml->__xmlGenericError();
    void *handler_context = *xml->__xmlGenericErrorContext();
    xml->xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlXPathObject *result = xml->xmlXPathEval((const xmlChar *)xpath, context);
    xml->xmlSetGenericErrorFunc(handler_context, handler);
    return result;
}

/* An expression is tried on a document without anything: that finds functions that do not exist, too. */
hp_status html_select_check(const char *xpath, hp_error *err)
{
    xml_table table;
    const xml_table *xml = &table;
    hp_status st = load_xml(&table, err);
    if (st != HP_OK)
        return st;
    xmlDoc *doc = xml->xmlNewDoc((const xmlChar *)"1.0");
    xmlXPathContext *context = doc ? open_context(xml, doc) : NULL;
    if (!context) {
        st = error_set_memory(err);
    } else {
        xmlXPathObject *result = evaluate_silently(xml, context, xpath);
        if (!result)
            st = error_set(err, HP_USAGE, 0, "'%s' is no XPath expression", xpath);
        xml->xmlXPathFreeObject(result);
    }
    xml->xmlXPathFreeContext(context);
    xml->xmlFreeDoc(doc);
    return st;
}

/* xmlAddChild() would join texts that stand side by side, and free one. */
static void append_child(xmlNode *parent, xmlNode *child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last)
        parent->last->next = child;
    else
        parent->children = child;
    parent->last = child;
}

static xmlNode *copy_element(const xml_table *xml, xmlDoc *doc, const html_node *element)
{
    hp_span name = html_name(element);
    xmlChar *copy = xml->xmlStrndup((const xmlChar *)(name.ptr ? name.ptr : "x"), name.ptr ? (int)name.len : 1);
    xmlNode *node = copy ? xml->xmlNewDocNodeEatName(doc, NULL, copy, NULL) : NULL;
    const char *attribute, *value;
    for (size_t i = 0; node && html_attribute_at(element, i, &attribute, &value); i++) {
        if (!xml->xmlNewProp(node, (const xmlChar *)attribute, (const xmlChar *)value)) {
            xml->xmlFreeNode(node);
            return NULL;
        }
    }
    return node;
}

/* NULL when memory is out. */
static xmlDoc *copy_tree(const xml_table *xml, const html_tree *tree)
{
    xmlDoc *doc = xml->xmlNewDoc((const xmlChar *)"1.0");
    xmlNode **copies = memory_new(tree->count * sizeof(*copies));
    bool ok = doc && copies;
    for (uint32_t i = 0; ok && i < tree->count; i++) {
        const html_node *node = &tree->nodes[i];
        copies[i] = node->text ? xml->xmlNewDocText(doc, (const xmlChar *)node->text) : copy_element(xml, doc, node);
        ok = copies[i] != NULL;
        if (ok) {
            copies[i]->_private = (void *)(uintptr_t)(i + 1);
            append_child(i ? copies[node->parent] : (xmlNode *)doc, copies[i]);
        }
    }
    memory_free(copies);
    if (!ok) {
        xml->xmlFreeDoc(doc);
        doc = NULL;
    }
    return doc;
}

static int compare_choices(const void *a, const void *b)
{
    const choice *x = a, *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static choice choice_of(const xmlNode *node)
{
    choice c = { 0 };
    const xmlNode *owner = node;
    if (node->type == XML_ATTRIBUTE_NODE) {
        c.attribute = node;
        owner = node->parent;
        for (const xmlNode *before = node; before; before = before->prev)
            c.order++;
    }
    if (owner->_private)
        c.node = (uint32_t)((uintptr_t)owner->_private - 1);
    return c;
}

/* Lines of their own in a value would be taken for several: they become blanks. */
static bool write_line(const xml_table *xml, hp_buf *out, xmlChar *value)
{
    if (!value)
        return false;
    for (char *c = (char *)value; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    hp_buf_append(out, span_of_string((const char *)value));
    hp_buf_append(out, (hp_span){ "\n", 1 });
    (*xml->xmlFree)(value);
    return !out->failed;
}

/* What is asked for, and what is needed to answer. */
typedef struct selection {
    const html_tree *tree;
    const html_options *options;
    const html_icu *icu;
    const xml_table *xml;
    xmlXPathContext *context;
} selection;

typedef struct choices {
    choice *items;
    size_t count;
} choices;

static bool add_nodes(choices *all, const xmlNodeSet *set)
{
    size_t more = set ? (size_t)set->nodeNr : 0;
    choice *items = memory_resize(all->items, (all->count + more) * sizeof *items + 1);
    if (!items)
        return false;
    all->items = items;
    for (size_t i = 0; i < more; i++)
        all->items[all->count++] = choice_of(set->nodeTab[i]);
    return true;
}

static bool write_nodes(const selection *s, choices *all, hp_buf *out)
{
    bool ok = true;
    uint32_t done = 0;
    const xmlNode *attribute = NULL;
    if (all->count > 0)
        qsort(all->items, all->count, sizeof *all->items, compare_choices);
    for (size_t i = 0; ok && i < all->count; i++) {
        const choice *c = &all->items[i];
        if (c->attribute && c->attribute != attribute) {
            ok = write_line(s->xml, out, s->xml->xmlNodeGetContent(c->attribute));
            attribute = c->attribute;
        } else if (!c->attribute && c->node >= done) {
            ok = html_render(s->tree, c->node, NULL, s->options, s->icu, out);
            done = s->tree->nodes[c->node].end;
        }
    }
    return ok;
}

/* Takes the next operand of the union off *xpath: what stands before a | outside of brackets and strings. */
static hp_span take_operand(hp_span *xpath)
{
    char quote = 0;
    size_t brackets = 0, i = 0;
    for (; i < xpath->len; i++) {
        char c = xpath->ptr[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '(' || c == '[')
            brackets++;
        else if ((c == ')' || c == ']') && brackets > 0)
            brackets--;
        else if (c == '|' && brackets == 0)
            break;
    }
    hp_span operand = { xpath->ptr, i };
    i += i < xpath->len;
    *xpath = (hp_span){ xpath->ptr + i, xpath->len - i };
    return operand;
}

static hp_status evaluation_failed(const xmlXPathContext *context, const char *xpath, hp_error *err)
{
    if (context->lastError.code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED)
        return error_set(err, HP_LIMIT, 0, "the XPath expression takes too many steps on this page");
    return error_set(err, HP_USAGE, 0, "'%s' cannot be evaluated as XPath", xpath);
}

/* Adds the nodes that one operand chooses, or writes its value when it has another type. */
static hp_status evaluate(const selection *s, hp_span operand, choices *all, hp_buf *out, hp_error *err)
{
    const xml_table *xml = s->xml;
    char *xpath = memory_new(operand.len + 1);
    if (!xpath)
        return error_set_memory(err);
    memcpy(xpath, operand.ptr, operand.len);
    xpath[operand.len] = '\0';
    xmlXPathObject *result = evaluate_silently(xml, s->context, xpath);
    hp_status st = HP_OK;
    if (!result)
        st = evaluation_failed(s->context, xpath, err);
    else if (result->type == XPATH_NODESET ? !add_nodes(all, result->nodesetval)
                                           : !write_line(xml, out, xml->xmlXPathCastToString(result)))
        st = error_set_memory(err);
    xml->xmlXPathFreeObject(result);
    memory_free(xpath);
    return st;
}

/* libxml2 joins node sets in quadratic time, so the operands of the expression's own union are evaluated one by one. */
static hp_status evaluate_union(const selection *s, hp_buf *out, hp_error *err)
{
    hp_span rest = span_of_string(s->options->select);
    choices all = { 0 };
    hp_status st = HP_OK;
    do
        st = evaluate(s, take_operand(&rest), &all, out, err);
    while (st == HP_OK && rest.len > 0);
    if (st == HP_OK && !write_nodes(s, &all, out))
        st = error_set_memory(err);
    memory_free(all.items);
    return st;
}

hp_status html_select(const html_tree *tree, const html_options *options, const html_icu *icu, hp_buf *out,
                      hp_error *err)
{
    xml_table xml;
    hp_status st = load_xml(&xml, err);
    if (st != HP_OK)
        return st;
    xmlDoc *doc = copy_tree(&xml, tree);
    selection s = { tree, options, icu, &xml, doc ? open_context(&xml, doc) : NULL };
    st = s.context ? evaluate_union(&s, out, err) : error_set_memory(err);
    xml.xmlXPathFreeContext(s.context);
    xml.xmlFreeDoc(doc);
    return st;
}
