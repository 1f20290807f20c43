/* expression.c - pipeline expressions: quoting, errors that point, and options read as getopt_long() reads them.
 *
 * The registry here holds two filters of the test's own, so that every kind of option occurs.
 */
#include "test.h"

#include <getopt.h>
#include <stdlib.h>

#include "pipeline/option_value.h"
#include "pipeline/pipeline.h"
#include "pipeline/expression/presets.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

static const filter_option all_kinds[] = {
    { 'a', "all", NULL, "" },       { 'b', "bare", NULL, "" },
    { 'n', "name", "NAME", "" },    { 0, "nameless", NULL, "" },
    { 'o', "optional", "[X]", "" }, { 0, "long-only", "TEXT", "" },
    { 0, "list", NULL, "" },        { 0 },
};
static const filter_option one_option[] = { { 0, "form", "FORM", "" }, { 0 } };

const filter_descriptor filter_many = { .word = "many", .options = all_kinds };
const filter_descriptor filter_one = { .word = "one", .options = one_option };
const filter_descriptor filter_bare = { .word = "bare" };
const preset presets[] = {
    { "both", "", "one --form=a | many -n 'b c'" },
    { "bare", "", "bare" },
    { NULL, NULL, NULL },
};
const filter_descriptor *const filter_registry[] = { &filter_many, &filter_one, &filter_bare, NULL };

/* The stages as "word(option=value,option)|word()", for comparing. */
static void show(hp_buf *out, const pipeline_expression *e)
{
    for (size_t i = 0; i < e->count; i++) {
        buffer_format(out, "%s%s(", i ? "|" : "", e->stages[i].filter->word);
        for (size_t g = 0; g < e->stages[i].count; g++) {
            const filter_given *given = &e->stages[i].given[g];
            buffer_format(out, "%s%s%s%s", g ? "," : "", given->option->name, given->value ? "=" : "",
                          given->value ? given->value : "");
        }
        buffer_format(out, ")");
    }
}

static void reads_stages_and_quotes(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } rows[] = {
        { "one filter", "bare", "bare()" },
        { "blanks around", " \t\nbare\n", "bare()" },
        { "two filters", "one | bare", "one()|bare()" },
        { "no blanks at the bar", "one|bare|many", "one()|bare()|many()" },
        { "a bar right behind an option", "many -a|bare", "many(all)|bare()" },
        { "single quotes", "many -n 'a b|c'", "many(name=a b|c)" },
        { "single quotes keep backslashes", "many -n 'a\\b\"'", "many(name=a\\b\")" },
        { "double quotes", "many -n \"a 'b' | c\"", "many(name=a 'b' | c)" },
        { "a quote escaped in double quotes", "many -n \"a\\\"\\\\b\"", "many(name=a\"\\b)" },
        { "other backslashes stay in double quotes", "many -n \"\\d\"", "many(name=\\d)" },
        { "a backslash takes the next byte", "many -n a\\ b\\|\\'\\\\", "many(name=a b|'\\)" },
        { "a backslash at the end stays", "many -n a\\", "many(name=a\\)" },
        { "quotes inside a word", "many --name=a' 'b\" \"c", "many(name=a b c)" },
        { "an empty word is a word", "many -n ''", "many(name=)" },
        { "an empty value", "many --name=", "many(name=)" },
        { "a quoted option is an option", "many '-a' \"--name\" x", "many(all,name=x)" },
        { "a quoted bar is no bar", "many -n '|'", "many(name=|)" },
        { "a value may start with a dash", "many -n -a", "many(name=-a)" },
        { "Han in a value", "many -n \xE5\x9C\x8B", "many(name=\xE5\x9C\x8B)" },
        { "a filter name may be quoted", "'ba're", "bare()" },
        { "a comment ends with its line", "bare # | one\n| one # x", "bare()|one()" },
        { "a comment alone on its line", "#!/bin/x\n  # y\nbare", "bare()" },
        { "a # inside a word is none", "many -n a#b", "many(name=a#b)" },
        { "a quoted # is none", "many -n '#'", "many(name=#)" },
        { "a preset", "@both", "one(form=a)|many(name=b c)" },
        { "presets among filters", "bare|@both | @bare", "bare()|one(form=a)|many(name=b c)|bare()" },
        { "@ in an argument is none", "many -n @both", "many(name=@both)" },
        { "a comment behind a preset", "@bare # x", "bare()" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        pipeline_expression e;
        hp_error err = { 0 };
        hp_buf shown = { 0 };
        if (pipeline_expression_parse(&e, rows[i].in, &err) != HP_OK)
            fail_msg("%s: %s", rows[i].why, hp_error_text(&err));
        show(&shown, &e);
        assert_bytes(rows[i].why, (hp_span){ shown.ptr, shown.len }, span_of_string(rows[i].out));
        hp_buf_free(&shown);
        pipeline_expression_free(&e);
    }
}

static void errors_point_at_the_word(void **state)
{
    static const struct {
        const char *why, *in;
        size_t offset;
        const char *says;
    } rows[] = {
        { "nothing", "", 0, "empty" },
        { "blanks only", "  \n", 0, "empty" },
        { "a bar first", " | bare", 1, "before '|'" },
        { "a bar last", "bare |", 5, "after '|'" },
        { "two bars", "bare || bare", 6, "before '|'" },
        { "only a bar", "|", 0, "before '|'" },
        { "an unknown filter", "bare | bear", 7, "'bear'" },
        { "the empty word is no filter", "''", 0, "''" },
        { "an operand", "bare file.txt", 5, "'file.txt'" },
        { "standard input as an operand", "bare -", 5, "'-'" },
        { "an unknown long option", "many --nope", 5, "'--nope'" },
        { "an unknown letter", "many -a -z", 8, "'-z'" },
        { "an unknown letter in a bundle", "many -az", 5, "-az" },
        { "an ambiguous abbreviation", "many --na=x", 5, "'--na=x'" },
        { "an argument too many", "many --all=x", 5, "no argument" },
        { "an argument too few", "many -a -n", 8, "needs an argument" },
        { "a bar where an argument must be", "many -n | bare", 5, "needs an argument" },
        { "an option of a filter that has none", "bare -x", 5, "'-x'" },
        { "an open single quote", "many -n 'abc", 8, "unmatched '" },
        { "an open double quote", "many -n \"abc\\\"", 8, "unmatched \"" },
        { "a driver's option", "many -j2", 5, "-j2" },
        { "--list lists nothing here", "many --list", 5, "--list" },
        { "an unknown preset", "bare | @bore", 7, "'@bare'" },
        { "a preset without a name", "@", 0, "'@'" },
        { "a preset takes no options", "@bare -a", 6, "no options" },
        { "a comment alone", "# bare", 0, "empty" },
        { "behind --, everything is an operand", "many -- -a", 8, "'-a'" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        pipeline_expression e;
        hp_error err = { 0 };
        assert_number(rows[i].why, pipeline_expression_parse(&e, rows[i].in, &err), HP_USAGE);
        assert_number(rows[i].why, err.status, HP_USAGE);
        assert_number(rows[i].why, err.offset, rows[i].offset);
        if (!strstr(hp_error_text(&err), rows[i].says))
            fail_msg("%s: says '%s', not '%s'", rows[i].why, hp_error_text(&err), rows[i].says);
        assert_int_equal(pipeline_expression_parse(&e, rows[i].in, NULL), HP_USAGE);
    }
}

/* getopt_long()'s reading of `words` with the options of `filter`, in show()'s form; false when it complains or a
 * word is left over. */
static bool by_getopt(const filter_descriptor *filter, char **words, int count, hp_buf *out)
{
    struct option longs[16] = { { 0 } };
    char letters[32] = ":";
    size_t n = 0, l = 1;
    for (const filter_option *o = filter->options; o->name; o++, n++) {
        int has = !o->argument ? no_argument : o->argument[0] == '[' ? optional_argument : required_argument;
        longs[n] = (struct option){ o->name, has, NULL, 1000 + (int)n };
        if (o->letter) {
            letters[l++] = (char)o->letter;
            for (int colons = 0; colons < has; colons++)
                letters[l++] = ':';
        }
    }
    int value;
    bool first = true;
    opterr = 0;
    optind = 0;
    buffer_format(out, "%s(", filter->word);
    while ((value = getopt_long(count, words, letters, longs, NULL)) != -1) {
        if (value == '?' || value == ':')
            return false;
        const filter_option *found = value >= 1000 ? &filter->options[value - 1000] : NULL;
        for (const filter_option *o = filter->options; !found; o++)
            if (o->letter == value)
                found = o;
        buffer_format(out, "%s%s%s%s", first ? "" : ",", found->name, optarg ? "=" : "", optarg ? optarg : "");
        first = false;
    }
    buffer_format(out, ")");
    return optind == count;
}

/* The same words on a command line and in an expression mean the same. */
static void options_are_read_as_getopt_reads_them(void **state)
{
    static const char *const forms[] = {
        "many",
        "many -a",
        "many -a -b",
        "many -ab",
        "many -ba -a",
        "many -n x",
        "many -nx",
        "many -an x",
        "many -anx",
        "many -abnx",
        "many -n=x",
        "many -nab",
        "many -n",
        "many -an",
        "many -na -b",
        "many -o",
        "many -ox",
        "many -ao",
        "many -aox",
        "many -o x",
        "many --all",
        "many --al",
        "many --a",
        "many --b",
        "many --all=",
        "many --all=x",
        "many --name x",
        "many --name=x",
        "many --name=",
        "many --name==x",
        "many --name",
        "many --name --all",
        "many --nam x",
        "many --namel",
        "many --nameless",
        "many --nameless=x",
        "many --optional",
        "many --optional=x",
        "many --optional=",
        "many --optional x",
        "many --opt=x",
        "many --long-only x",
        "many --long x",
        "many --l x",
        "many --l",
        "many -l x",
        "many --long_only x",
        "many -z",
        "many -az",
        "many --nope",
        "many --nope=x",
        "many --all --bare",
        "many x",
        "many -a x",
        "many x -a",
        "many -",
        "many -a -",
        "many --",
        "many -a --",
        "many -- -a",
        "many -- x",
        "many -n --",
        "many -n -- -a",
        "many --name -- -a",
        "many --name=a=b",
        "many -n ''",
        "many ''",
        "many -a ''",
        "many --Name=x",
        "many -A",
        "many --all --all",
        "many -n 1 -n 2",
        "one --form=x",
        "one --f=x",
        "one --form x",
        "one --",
        "one -f x",
        "one --form",
        "one --fo",
        "one -",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(forms); i++) {
        char text[64];
        char *words[16];
        int count = 0;
        memcpy(text, forms[i], strlen(forms[i]) + 1);
        for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
            words[count++] = strcmp(word, "''") == 0 ? word + 2 : word;
        words[count] = NULL;
        pipeline_expression e;
        hp_error err = { 0 };
        hp_buf ours = { 0 }, theirs = { 0 };
        bool accepted = pipeline_expression_parse(&e, forms[i], &err) == HP_OK;
        bool wanted = by_getopt(strcmp(words[0], "one") ? &filter_many : &filter_one, words, count, &theirs);
        if (accepted != wanted)
            fail_msg("'%s': getopt_long %s it, we %s", forms[i], wanted ? "takes" : "refuses",
                     accepted ? "take it" : hp_error_text(&err));
        if (accepted) {
            show(&ours, &e);
            assert_bytes(forms[i], (hp_span){ ours.ptr, ours.len }, (hp_span){ theirs.ptr, theirs.len });
            pipeline_expression_free(&e);
        }
        hp_buf_free(&ours);
        hp_buf_free(&theirs);
    }
}

/* Long bundles and many words must fit what is allocated; the sanitizers see it when they do not. */
static void room_is_enough_for_any_words(void **state)
{
    static const char *const pieces[] = { "a",  "-a", "-aaaa", "''", "|", " ",  "many",
                                          "\\", "'",  "\"",    "-n", "=", "--", "\n" };
    uint64_t seed = 7;
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        char text[128] = "many ";
        size_t len = 5;
        for (size_t n = next_random(&seed) % 12; n > 0; n--) {
            const char *piece = pieces[next_random(&seed) % COUNT(pieces)];
            memcpy(text + len, piece, strlen(piece) + 1);
            len += strlen(piece);
        }
        pipeline_expression e;
        if (pipeline_expression_parse(&e, text, NULL) == HP_OK)
            pipeline_expression_free(&e);
    }
}

static void null_arguments_are_refused(void **state)
{
    hp_pipeline *p;
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(hp_pipeline_open(NULL, "bare", NULL, &err), HP_MISUSE);
    assert_int_equal(hp_pipeline_open(&p, NULL, NULL, &err), HP_MISUSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_stages_and_quotes),
        cmocka_unit_test(errors_point_at_the_word),
        cmocka_unit_test(options_are_read_as_getopt_reads_them),
        cmocka_unit_test(room_is_enough_for_any_words),
        cmocka_unit_test(null_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
