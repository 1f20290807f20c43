/* compile_sources.h - where the conversion tables come from. */
#ifndef CONVERT_COMPILE_COMPILE_SOURCES_H
#define CONVERT_COMPILE_COMPILE_SOURCES_H

/* A folder of OpenCC configurations, and for the best path jieba's folder and rime's essay file, or NULL, and the
 * folder of our tables. */
typedef struct conv_sources {
    const char *opencc, *jieba, *essay, *dicts;
} conv_sources;

#endif
