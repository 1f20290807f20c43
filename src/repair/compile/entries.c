/* entries.c - see entries.h.
 *
 * Worked: 歷史 and 曆史 have the same classes, and so one entry; each may be a form of it.
 */
#include "repair/compile/entries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

void *repair_must(void *memory)
{
    if (!memory) {
        fputs("hanpipe-mkdict: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

size_t repair_take_characters(hp_span text, uint16_t *to)
{
    size_t count = 0;
    uint32_t cp;
    for (size_t n; (n = utf8_decode(text, &cp)) > 0; text = (hp_span){ text.ptr + n, text.len - n }) {
        if (cp < FIX_FIRST || cp > FIX_LAST || count == REPAIR_LONGEST)
            return 0;
        to[count++] = (uint16_t)cp;
    }
    return count;
}

static hp_span write_classes(struct repair_entries *l, const uint16_t *word, size_t count, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += utf8_encode(repair_class_of(&l->classes, word[i]), to + n);
    return (hp_span){ to, n };
}

struct repair_entry *repair_find_entry(struct repair_entries *l, const uint16_t *word, size_t count, bool make)
{
    char key[3 * REPAIR_LONGEST];
    hp_span text = write_classes(l, word, count, key);
    uint32_t number = make ? string_map_add(&l->keys, text) : string_map_find(&l->keys, text);
    if (number == 0)
        return make ? repair_must(NULL) : NULL;
    if (number > l->room) {
        size_t room = 2 * number + 4096;
        l->entries = repair_must(memory_resize_array(l->entries, room, sizeof *l->entries));
        memset(l->entries + l->room, 0, (room - l->room) * sizeof *l->entries);
        l->room = room;
    }
    l->entries[number - 1].chars = count;
    return &l->entries[number - 1];
}

struct repair_entry_form *repair_find_form(struct repair_entries *l, struct repair_entry *entry, const uint16_t *word,
                                           bool make)
{
    uint16_t standard[REPAIR_LONGEST] = { 0 };
    for (size_t i = 0; i < entry->chars; i++)
        standard[i] = l->classes.standard[word[i]];
    for (struct repair_entry_form *f = entry->forms; f; f = f->next)
        if (memcmp(f->text, standard, sizeof standard) == 0)
            return f;
    if (!make)
        return NULL;
    struct repair_entry_form *form = repair_must(memory_zeroed(1, sizeof *form));
    memcpy(form->text, standard, sizeof standard);
    form->next = entry->forms;
    return entry->forms = form;
}
