/* expression_parse.c - the text of a condition as a tree; see expression.h.
 *
 * One function a line of the grammar.  Depth and size are bounded, so that no text can take the stack or the memory.
 * Worked: "a > 1 && !b" → node 0 is a > 1, node 1 is b, node 2 is ! 1, node 3 is 0 && 2, the root.
 */
#include <string.h>

#include "judge/expression_tree.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

enum { DEPTH_MAX = 100, NODES_MAX = 2000 };

struct parser {
    expression *e;
    hp_span text;
    size_t at; /* of the next token */
    unsigned depth;
    hp_error *err;
};

static hp_status parse_condition(struct parser *p, size_t *node);

/* HP_USAGE at offset `at`, with the column, from 1, that people count. */
static hp_status refuse(const struct parser *p, size_t at, const char *what)
{
    size_t column = 1;
    for (size_t i = 0; i < at && i < p->text.len; i++)
        column += ((unsigned char)p->text.ptr[i] & 0xC0) != 0x80;
    return error_set(p->err, HP_USAGE, at, "%s at character %zu of the expression", what, column);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c & 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const struct parser *p)
{
    return p->at < p->text.len ? p->text.ptr[p->at] : '\0';
}

/* Goes on to the next token. */
static void skip_blanks(struct parser *p)
{
    for (; p->at < p->text.len; p->at++) {
        char c = p->text.ptr[p->at];
        if (c == '#') {
            const char *lf = memchr(p->text.ptr + p->at, '\n', p->text.len - p->at);
            p->at = lf ? (size_t)(lf - p->text.ptr) : p->text.len - 1;
        } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            break;
        }
    }
}

/* Takes the sign if it comes next. */
static bool take(struct parser *p, const char *sign)
{
    size_t n = strlen(sign);
    skip_blanks(p);
    if (p->text.len - p->at < n || memcmp(p->text.ptr + p->at, sign, n) != 0)
        return false;
    p->at += n;
    return true;
}

static hp_status add_node(struct parser *p, const expression_node *node, size_t *number)
{
    expression *e = p->e;
    if (e->count == NODES_MAX)
        return error_set(p->err, HP_USAGE, p->at, "the expression is too long");
    if (e->count == e->cap) {
        expression_node *nodes = memory_grow(e->nodes, &e->cap, 16, sizeof *nodes);
        if (!nodes)
            return error_set_memory(p->err);
        e->nodes = nodes;
    }
    *number = e->count;
    e->nodes[e->count++] = *node;
    return HP_OK;
}

/* A decimal number.  No exponent: nobody writes thresholds so, and its letter would read as a name. */
static hp_status parse_number(struct parser *p, expression_operand *operand)
{
    double number = 0, unit = 1;
    bool is_negative = peek(p) == '-';
    size_t start = p->at, digits = 0;
    p->at += is_negative;
    for (; is_digit(peek(p)); p->at++, digits++)
        number = number * 10 + (peek(p) - '0');
    if (peek(p) == '.')
        for (p->at++; is_digit(peek(p)); p->at++, digits++) {
            number = number * 10 + (peek(p) - '0');
            unit *= 10;
        }
    if (digits == 0 || digits > 15 || is_word_byte(peek(p)))
        return refuse(p, start, "a number of up to 15 digits is expected");
    number /= unit; /* both are whole and exact, so this is the nearest number there is */
    *operand = (expression_operand){ .kind = EXPRESSION_NUMBER, .number = is_negative ? -number : number };
    return HP_OK;
}

static hp_status parse_quoted(struct parser *p, expression_operand *operand)
{
    char quote = peek(p);
    size_t start = p->at++;
    const char *end = p->at < p->text.len ? memchr(p->text.ptr + p->at, quote, p->text.len - p->at) : NULL;
    if (!end)
        return refuse(p, start, "a string has no end");
    *operand = (expression_operand){ .kind = EXPRESSION_STRING,
                                     .string = { p->text.ptr + p->at, (size_t)(end - p->text.ptr) - p->at } };
    p->at = (size_t)(end - p->text.ptr) + 1;
    return HP_OK;
}

/* Takes a word: a name, or for the moment a string. */
static void parse_word(struct parser *p, expression_operand *operand)
{
    size_t start = p->at;
    while (is_word_byte(peek(p)) || (peek(p) == '-' && p->at > start))
        p->at++;
    hp_span word = { p->text.ptr + start, p->at - start };
    *operand = (expression_operand){ .kind = EXPRESSION_STRING, .string = word };
    for (size_t i = 0; p->e->names[i].name; i++)
        if (span_eq(word, span_of_string(p->e->names[i].name)))
            *operand = (expression_operand){ .is_name = true, .kind = p->e->names[i].kind, .name = i };
}

static hp_status parse_value(struct parser *p, expression_operand *operand)
{
    skip_blanks(p);
    char c = peek(p);
    if (c == '"' || c == '\'')
        return parse_quoted(p, operand);
    if (is_digit(c) || c == '.' || c == '-')
        return parse_number(p, operand);
    if (!is_word_byte(c))
        return refuse(p, p->at, p->at < p->text.len ? "a name or a value is expected" : "something is missing");
    parse_word(p, operand);
    return HP_OK;
}

/* Whether the operand at `at` is a word without quotation marks that is no name. */
static bool is_unknown(const struct parser *p, const expression_operand *operand, size_t at)
{
    return !operand->is_name && operand->kind == EXPRESSION_STRING && operand->string.ptr == p->text.ptr + at;
}

static hp_status refuse_unknown(const struct parser *p, const expression_operand *operand, size_t at)
{
    hp_span word = operand->string;
    return error_set(p->err, HP_USAGE, at, "there is no name '%.*s' for an expression",
                     (int)(word.len < 60 ? word.len : 60), word.ptr);
}

static bool take_operator(struct parser *p, expression_operator *op)
{
    static const struct {
        const char *sign;
        expression_operator op;
    } signs[] = {
        { "==", EXPRESSION_EQUAL },    { "!=", EXPRESSION_UNEQUAL }, { "<=", EXPRESSION_AT_MOST },
        { ">=", EXPRESSION_AT_LEAST }, { "<", EXPRESSION_LESS },     { ">", EXPRESSION_GREATER },
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (take(p, signs[i].sign)) {
            *op = signs[i].op;
            return true;
        }
    return false;
}

static hp_status parse_comparison(struct parser *p, size_t *node)
{
    expression_node n = { .op = EXPRESSION_TRUTH };
    skip_blanks(p);
    size_t start = p->at, end, right = 0;
    hp_status st = parse_value(p, &n.left);
    end = p->at;
    if (st == HP_OK && take_operator(p, &n.op)) {
        skip_blanks(p);
        right = p->at;
        st = parse_value(p, &n.right);
        end = p->at;
    }
    if (st != HP_OK)
        return st;
    n.source = (hp_span){ p->text.ptr + start, end - start };
    bool is_alone = n.op == EXPRESSION_TRUTH;
    bool left_is_string_name = n.left.is_name && n.left.kind == EXPRESSION_STRING;
    bool right_is_string_name = n.right.is_name && n.right.kind == EXPRESSION_STRING;
    if (is_unknown(p, &n.left, start) && !right_is_string_name)
        return refuse_unknown(p, &n.left, start);
    if (!is_alone && is_unknown(p, &n.right, right) && !left_is_string_name)
        return refuse_unknown(p, &n.right, right);
    if (is_alone && n.left.kind == EXPRESSION_STRING)
        return refuse(p, start, "a string is neither true nor false");
    if (!is_alone && n.left.kind != n.right.kind)
        return refuse(p, right, "a number and a string cannot be compared");
    if (n.left.kind == EXPRESSION_STRING && n.op != EXPRESSION_EQUAL && n.op != EXPRESSION_UNEQUAL)
        return refuse(p, start, "of strings only == and != can be asked");
    return add_node(p, &n, node);
}

static hp_status parse_term(struct parser *p, size_t *node)
{
    hp_status st;
    skip_blanks(p);
    size_t start = p->at;
    if (++p->depth > DEPTH_MAX)
        return refuse(p, p->at, "too many brackets");
    if (take(p, "(")) {
        st = parse_condition(p, node);
        if (st == HP_OK && !take(p, ")"))
            st = refuse(p, p->at, "a ')' is missing");
    } else if (p->at + 1 < p->text.len && peek(p) == '!' && p->text.ptr[p->at + 1] != '=') {
        expression_node n = { .op = EXPRESSION_NOT };
        p->at++;
        st = parse_term(p, &n.first);
        n.source = (hp_span){ p->text.ptr + start, p->at - start };
        if (st == HP_OK)
            st = add_node(p, &n, node);
    } else {
        st = parse_comparison(p, node);
    }
    p->depth--;
    return st;
}

/* A chain of `part`s with `sign` between them, from left to right. */
static hp_status parse_chain(struct parser *p, const char *sign, expression_operator op,
                             hp_status (*part)(struct parser *, size_t *), size_t *node)
{
    hp_status st = part(p, node);
    while (st == HP_OK && take(p, sign)) {
        expression_node n = { .op = op, .first = *node };
        st = part(p, &n.second);
        if (st == HP_OK)
            st = add_node(p, &n, node);
    }
    return st;
}

static hp_status parse_alternative(struct parser *p, size_t *node)
{
    return parse_chain(p, "&&", EXPRESSION_AND, parse_term, node);
}

static hp_status parse_condition(struct parser *p, size_t *node)
{
    return parse_chain(p, "||", EXPRESSION_OR, parse_alternative, node);
}

hp_status expression_parse(expression **out, hp_span text, const expression_name *names, hp_error *err)
{
    *out = NULL;
    expression *e = memory_zeroed(1, sizeof *e);
    if (!e)
        return error_set_memory(err);
    e->names = names;
    hp_buf_append(&e->text, text);
    struct parser p = { .e = e, .text = { e->text.ptr ? e->text.ptr : "", e->text.len }, .err = err };
    hp_status st = e->text.failed ? error_set_memory(err) : parse_condition(&p, &e->root);
    skip_blanks(&p);
    if (st == HP_OK && p.at < p.text.len)
        st = refuse(&p, p.at, "&&, || or the end is expected");
    if (st == HP_OK)
        *out = e;
    else
        expression_free(e);
    return st;
}

bool expression_uses(const expression *e, size_t name)
{
    for (size_t i = 0; i < e->count; i++) {
        const expression_node *n = &e->nodes[i];
        if (n->op >= EXPRESSION_TRUTH &&
            ((n->left.is_name && n->left.name == name) || (n->right.is_name && n->right.name == name)))
            return true;
    }
    return false;
}

void expression_free(expression *e)
{
    if (!e)
        return;
    hp_buf_free(&e->text);
    memory_free(e->nodes);
    memory_free(e);
}
