/* mkdict.c - the dictionary compiler's text reader, and the file that its writer makes. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/data_file.h"
#include "data/data_file_write.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

static char folder[] = "unit-mkdict.XXXXXX";

static void write_file(const char *name, hp_span bytes)
{
    hp_buf path = { 0 };
    buffer_format(&path, "%s/%s", folder, name);
    FILE *file = fopen(path.ptr, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    hp_buf_free(&path);
}

/* Lines as "number:field,field;". */
static void lines_are_cut_into_fields(void **state)
{
    static const struct {
        const char *why;
        hp_span in;
        const char *out;
    } rows[] = {
        { "empty file", { "", 0 }, "" },
        { "one line", { "a\n", 2 }, "1:a;" },
        { "no last newline", { "a", 1 }, "1:a;" },
        { "fields", { "a\tb\tc\n", 6 }, "1:a,b,c;" },
        { "empty fields", { "\t\ta\n", 4 }, "1:,,a;" },
        { "an empty last field", { "a\t\n", 3 }, "1:a,;" },
        { "CR LF", { "a\tb\r\nc\r\n", 8 }, "1:a,b;2:c;" },
        { "blank lines and comments still count", { "# x\n\n\r\na\n#\nc\n", 13 }, "4:a;6:c;" },
        { "a hash inside a line", { "a#b\n", 4 }, "1:a#b;" },
        { "a byte order mark",
          { "\xEF\xBB\xBF"
            "a\n",
            5 },
          "1:a;" },
        { "a mark before a comment", { "\xEF\xBB\xBF# a\nb\n", 9 }, "2:b;" },
        { "only a mark", { "\xEF\xBB\xBF", 3 }, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        source_lines text;
        hp_span line, field;
        hp_buf shown = { 0 };
        write_file("text", rows[i].in);
        assert_true(source_lines_open(&text, folder, "text"));
        while (source_lines_next(&text, &line)) {
            buffer_format(&shown, "%zu:", (size_t)text.list.line);
            for (bool first = true; text_take_field(&line, &field); first = false)
                buffer_format(&shown, "%s%.*s", first ? "" : ",", (int)field.len, field.ptr);
            buffer_format(&shown, ";");
        }
        assert_bytes(rows[i].why, (hp_span){ shown.ptr, shown.len }, span_of_string(rows[i].out));
        source_lines_close(&text);
        hp_buf_free(&shown);
    }
}

static void large_files_are_read_whole(void **state)
{
    hp_buf bytes = { 0 };
    source_lines text;
    hp_span line;
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < 100000; i++)
        hp_buf_append(&bytes, SPAN("0123456789\n"));
    write_file("text", (hp_span){ bytes.ptr, bytes.len });
    assert_true(source_lines_open(&text, folder, "text"));
    while (source_lines_next(&text, &line)) {
        assert_bytes("line", line, SPAN("0123456789"));
        count++;
    }
    assert_int_equal(count, 100000);
    source_lines_close(&text);
    hp_buf_free(&bytes);
}

/* Sections go in by any order and come out sorted, aligned and whole; the empty one too. */
static void the_file_opens_and_holds_what_was_put_in(void **state)
{
    static data_writer writer;
    hp_buf zeta = { 0 }, alpha = { 0 }, empty = { 0 }, path = { 0 };
    hp_data *data;
    hp_error err = { 0 };
    hp_span section;
    char name[DATA_NAME + 1], last[DATA_NAME + 1] = "";
    (void)state;
    hp_buf_append(&zeta, SPAN("zeta's"));
    hp_buf_append(&alpha, SPAN("0123456789012345678901234567890123456789012345678901234567890123"));
    assert_true(data_writer_add(&writer, "zeta", &zeta));
    assert_true(data_writer_add(&writer, "sixteen-long-abc", &alpha));
    assert_true(data_writer_add(&writer, "empty", &empty));
    assert_null(zeta.ptr);
    data_writer_source(&writer, "One", "1.0", "MIT");
    data_writer_source(&writer, "Two", "2.0", "MIT");
    buffer_format(&path, "%s/made.hpd", folder);
    assert_true(data_writer_save(&writer, path.ptr));
    assert_int_equal(hp_data_open(&data, path.ptr, &err), HP_OK);
    assert_int_equal(hp_data_verify(data, &err), HP_OK);
    assert_int_equal(data_section_by_name(data, "zeta", &section, &err), HP_OK);
    assert_bytes("zeta", section, SPAN("zeta's"));
    assert_int_equal(data_section_by_name(data, "sixteen-long-abc", &section, &err), HP_OK);
    assert_int_equal(section.len, 64);
    assert_int_equal(data_section_by_name(data, "empty", &section, &err), HP_OK);
    assert_int_equal(section.len, 0);
    assert_bytes("sources", data_sources(data), SPAN("One 1.0 (MIT)\nTwo 2.0 (MIT)\n"));
    for (size_t i = 0; data_section_by_index(data, i, name, &section); i++) {
        assert_true(strcmp(last, name) < 0);
        assert_int_equal((uintptr_t)section.ptr % DATA_ALIGN, 0);
        memcpy(last, name, sizeof last);
    }
    hp_data_free(data);
    hp_buf_free(&path);
}

/* A device is written to, and the file behind a link, instead of a new file taking the name. */
static void links_and_devices_keep_their_names(void **state)
{
    static data_writer to_link, to_device;
    struct stat info;
    hp_buf path = { 0 }, target = { 0 };
    (void)state;
    buffer_format(&path, "%s/link", folder);
    buffer_format(&target, "%s/behind", folder);
    write_file("behind", SPAN("old"));
    assert_int_equal(symlink("behind", path.ptr), 0);
    assert_true(data_writer_save(&to_link, path.ptr));
    assert_int_equal(lstat(path.ptr, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(target.ptr, &info), 0);
    assert_true(info.st_size > 3);
    assert_int_equal(unlink(path.ptr), 0);
    assert_int_equal(symlink("/dev/null", path.ptr), 0);
    assert_true(data_writer_save(&to_device, path.ptr));
    assert_int_equal(stat(path.ptr, &info), 0);
    assert_true(S_ISCHR(info.st_mode));
    hp_buf_free(&target);
    hp_buf_free(&path);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = { "text", "made.hpd", "link", "behind" };
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        hp_buf path = { 0 };
        buffer_format(&path, "%s/%s", folder, names[i]);
        unlink(path.ptr);
        hp_buf_free(&path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_cut_into_fields),
        cmocka_unit_test(large_files_are_read_whole),
        cmocka_unit_test(the_file_opens_and_holds_what_was_put_in),
        cmocka_unit_test(links_and_devices_keep_their_names),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
