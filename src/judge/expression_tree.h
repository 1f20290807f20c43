/* expression_tree.h - what a parsed expression is made of: for the files expression_*.c. */
#ifndef JUDGE_EXPRESSION_TREE_H
#define JUDGE_EXPRESSION_TREE_H

#include "judge/expression.h"

typedef enum expression_operator {
    EXPRESSION_OR,
    EXPRESSION_AND,
    EXPRESSION_NOT,
    EXPRESSION_TRUTH, /* a number by itself: left */
    EXPRESSION_EQUAL, /* and the other comparisons: left and right */
    EXPRESSION_UNEQUAL,
    EXPRESSION_LESS,
    EXPRESSION_AT_MOST,
    EXPRESSION_GREATER,
    EXPRESSION_AT_LEAST
} expression_operator;

/* One side of a comparison. */
typedef struct expression_operand {
    bool is_name;
    expression_kind kind;
    size_t name;    /* where it is one */
    double number;  /* else the literal */
    hp_span string; /* in the expression's text */
} expression_operand;

/* A node; its parts come before it in the list. */
typedef struct expression_node {
    expression_operator op;
    size_t first, second; /* of OR, AND and NOT: numbers of nodes */
    expression_operand left, right;
    hp_span source; /* as it was written, in the expression's text */
} expression_node;

struct expression {
    const expression_name *names;
    hp_buf text; /* a copy */
    expression_node *nodes;
    size_t count, cap;
    size_t root;
};

#endif
