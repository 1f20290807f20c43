/* presets.h - pipelines that have a name: '@scraped | conv -c tw2s'. */
#ifndef PIPELINE_EXPRESSION_PRESETS_H
#define PIPELINE_EXPRESSION_PRESETS_H

typedef struct preset {
    const char *name;
    const char *purpose; /* one lower-case phrase */
    const char *expression;
} preset;

/* All of them; ended by one without a name. */
extern const preset presets[];

#endif
