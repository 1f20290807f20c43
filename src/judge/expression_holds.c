/* expression_holds.c - whether a condition holds, and if not, why; see expression.h.
 *
 * Why is found by a second walk over the parts that decided: of && the first that failed, of || all of them.
 * Worked: "a > 1 && b > 2" with a 3 and b 0 → false, "b > 2 (found 0)".
 */
#include "judge/expression_tree.h"
#include "text/buffer.h"
#include "text/bytes.h"

struct evaluation {
    const expression *e;
    expression_find *find;
    void *of;
    hp_error *err;
};

void expression_put_number(double number, hp_buf *out)
{
    double size = number < 0 ? -number : number;
    if (!(size < 1e15)) { /* nothing that is counted is so large */
        buffer_format(out, "%s", number < 0 ? "-1000000000000000" : "1000000000000000");
        return;
    }
    uint64_t whole = (uint64_t)size;
    unsigned part = (unsigned)((size - (double)whole) * 10000 + 0.5);
    if (part == 10000) {
        whole++;
        part = 0;
    }
    if (number < 0 && (whole || part))
        hp_buf_append(out, span_of_string("-"));
    buffer_put_number(out, whole, 1);
    if (part == 0)
        return;
    unsigned digits = 4;
    for (; part % 10 == 0; part /= 10)
        digits--;
    hp_buf_append(out, span_of_string("."));
    buffer_put_number(out, part, digits);
}

static hp_status value_of(const struct evaluation *v, const expression_operand *operand, expression_value *value)
{
    *value = (expression_value){ operand->number, operand->string };
    return operand->is_name ? v->find(v->of, operand->name, value, v->err) : HP_OK;
}

static bool compare(expression_operator op, expression_kind kind, const expression_value *a, const expression_value *b)
{
    bool is_equal = kind == EXPRESSION_STRING ? span_eq(a->string, b->string)
                                              : !(a->number < b->number) && !(a->number > b->number);
    switch (op) {
    case EXPRESSION_EQUAL:
        return is_equal;
    case EXPRESSION_UNEQUAL:
        return !is_equal;
    case EXPRESSION_LESS:
        return a->number < b->number;
    case EXPRESSION_AT_MOST:
        return a->number <= b->number;
    case EXPRESSION_GREATER:
        return a->number > b->number;
    case EXPRESSION_AT_LEAST:
        return a->number >= b->number;
    default:
        return a->number < 0 || a->number > 0;
    }
}

static hp_status evaluate(const struct evaluation *v, size_t node, bool *holds)
{
    const expression_node *n = &v->e->nodes[node];
    expression_value a, b = { 0 };
    hp_status st;
    switch (n->op) {
    case EXPRESSION_OR:
    case EXPRESSION_AND:
        st = evaluate(v, n->first, holds);
        if (st == HP_OK && *holds == (n->op == EXPRESSION_AND))
            st = evaluate(v, n->second, holds);
        return st;
    case EXPRESSION_NOT:
        st = evaluate(v, n->first, holds);
        *holds = !*holds;
        return st;
    default:
        st = value_of(v, &n->left, &a);
        if (st == HP_OK && n->op != EXPRESSION_TRUTH)
            st = value_of(v, &n->right, &b);
        *holds = st == HP_OK && compare(n->op, n->left.kind, &a, &b);
        return st;
    }
}

static void put_found(const struct evaluation *v, const expression_operand *operand, hp_buf *reason)
{
    expression_value value;
    if (!operand->is_name || value_of(v, operand, &value) != HP_OK)
        return;
    if (operand->kind == EXPRESSION_NUMBER)
        expression_put_number(value.number, reason);
    else
        buffer_put_printable(reason, value.string);
}

/* Appends the comparison as it was written, with what was found: "a < b (found 3 and 2)". */
static void put_comparison(const struct evaluation *v, const expression_node *n, hp_buf *reason)
{
    buffer_put_printable(reason, n->source);
    if (!n->left.is_name && !n->right.is_name)
        return;
    hp_buf_append(reason, span_of_string(" (found "));
    put_found(v, &n->left, reason);
    if (n->left.is_name && n->right.is_name)
        hp_buf_append(reason, span_of_string(" and "));
    put_found(v, &n->right, reason);
    hp_buf_append(reason, span_of_string(")"));
}

/* Appends why the node, whose value is `is`, has that value.  What is asked for again was found before. */
static void explain(const struct evaluation *v, size_t node, bool is, hp_buf *reason)
{
    const expression_node *n = &v->e->nodes[node];
    bool first = is;
    if (n->op == EXPRESSION_NOT) {
        hp_buf_append(reason, span_of_string("not: "));
        explain(v, n->first, !is, reason);
    } else if (n->op > EXPRESSION_NOT) {
        put_comparison(v, n, reason);
    } else if (is == (n->op == EXPRESSION_AND)) { /* both sides made it so */
        explain(v, n->first, is, reason);
        hp_buf_append(reason, span_of_string(", "));
        explain(v, n->second, is, reason);
    } else if (evaluate(v, n->first, &first) == HP_OK) {
        explain(v, first == is ? n->first : n->second, is, reason);
    }
}

hp_status expression_holds(const expression *e, expression_find *find, void *of, bool *holds, hp_buf *reason,
                           hp_error *err)
{
    const struct evaluation v = { e, find, of, err };
    hp_status st = evaluate(&v, e->root, holds);
    if (st == HP_OK && !*holds && reason)
        explain(&v, e->root, false, reason);
    return st;
}
