/* data.c - the data file: what it hands out, and that no damage makes it read outside the mapping. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "data/data_file.h"
#include "text/buffer.h"
#include "text/map/checksum.h"
#include "text/error.h"

static char path[] = "unit-data.XXXXXX";

/* A sound file of two sections, "alpha" = "ABC" and "sources" = "one 1\n", built by the picture in data.h. */
static hp_buf sound_file(void)
{
    static const char zeros[64];
    hp_buf body = { 0 }, file = { 0 };
    static const struct {
        char name[16];
        uint64_t offset, len;
    } table[] = {
        { "alpha", 128, 3 },
        { "sources", 192, 6 },
    };
    for (size_t i = 0; i < 2; i++) {
        hp_buf_append(&body, (hp_span){ table[i].name, 16 });
        bytes_put_u64(&body, table[i].offset);
        bytes_put_u64(&body, table[i].len);
    }
    hp_buf_append(&body, (hp_span){ zeros, 128 - 32 - 64 });
    hp_buf_append(&body, SPAN("ABC"));
    hp_buf_append(&body, (hp_span){ zeros, 61 });
    hp_buf_append(&body, SPAN("one 1\n"));
    hp_buf_append(&body, (hp_span){ zeros, 58 });
    hp_buf_append(&file, SPAN("HANPIPE\n"));
    bytes_put_u32(&file, DATA_VERSION);
    bytes_put_u32(&file, 2);
    bytes_put_u64(&file, 32 + body.len);
    bytes_put_u64(&file, 0);
    hp_buf_append(&file, (hp_span){ body.ptr, body.len });
    hp_buf sum = { 0 };
    bytes_put_u64(&sum, data_checksum((hp_span){ file.ptr, file.len }));
    memcpy(file.ptr + 24, sum.ptr, 8);
    hp_buf_free(&sum);
    hp_buf_free(&body);
    return file;
}

/* Opens a file of these bytes. */
static hp_status open_bytes(hp_data **data, hp_span bytes, hp_error *err)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    return hp_data_open(data, path, err);
}

/* Reads every byte that the file hands out; the sanitizers see a read outside the mapping. */
static unsigned read_all(const hp_data *data)
{
    char name[DATA_NAME + 1];
    hp_span section;
    unsigned sum = 0;
    for (size_t i = 0; data_section_by_index(data, i, name, &section); i++) {
        sum += (unsigned)strlen(name);
        for (size_t b = 0; b < section.len; b++)
            sum += (unsigned char)section.ptr[b];
    }
    return sum;
}

static void a_sound_file_gives_its_sections(void **state)
{
    hp_buf file = sound_file();
    hp_data *data;
    hp_error err = { 0 };
    hp_span section;
    char name[DATA_NAME + 1];
    (void)state;
    assert_int_equal(open_bytes(&data, (hp_span){ file.ptr, file.len }, &err), HP_OK);
    assert_int_equal(data_section_by_name(data, "alpha", &section, &err), HP_OK);
    assert_bytes("alpha", section, SPAN("ABC"));
    assert_int_equal((uintptr_t)section.ptr % DATA_ALIGN, 0);
    assert_bytes("sources", data_sources(data), SPAN("one 1\n"));
    assert_int_equal(data_section_by_name(data, "beta", &section, &err), HP_BAD_DATA);
    assert_non_null(strstr(hp_error_text(&err), "'beta'"));
    assert_int_equal(data_section_by_name(data, "alph", &section, &err), HP_BAD_DATA);
    assert_true(data_section_by_index(data, 1, name, &section));
    assert_string_equal(name, "sources");
    assert_false(data_section_by_index(data, 2, name, &section));
    assert_int_equal(hp_data_verify(data, &err), HP_OK);
    hp_data_free(data);
    hp_buf_free(&file);
}

static void no_data_is_an_error_not_a_crash(void **state)
{
    hp_span section;
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(data_section_by_name(NULL, "alpha", &section, &err), HP_BAD_DATA);
    assert_int_equal(data_sources(NULL).len, 0);
    hp_data_free(NULL);
}

/* Cut at every byte: the size in the header no longer holds. */
static void every_truncation_is_refused(void **state)
{
    hp_buf file = sound_file();
    (void)state;
    for (size_t len = 0; len < file.len; len++) {
        hp_data *data = (hp_data *)&file;
        hp_error err = { 0 };
        if (open_bytes(&data, (hp_span){ file.ptr, len }, &err) != HP_BAD_DATA || data)
            fail_msg("cut to %zu bytes", len);
    }
    hp_buf_append(&file, SPAN("x"));
    hp_data *data;
    assert_int_equal(open_bytes(&data, (hp_span){ file.ptr, file.len }, NULL), HP_BAD_DATA);
    hp_buf_free(&file);
}

/* Any one byte changed: either refused at once, or readable within bounds and found out by the checksum. */
static void every_changed_byte_is_found(void **state)
{
    hp_buf file = sound_file();
    (void)state;
    for (size_t at = 0; at < file.len; at++)
        for (unsigned mask = 1; mask < 256; mask = mask * 2 + 1) {
            hp_data *data;
            hp_error err = { 0 };
            file.ptr[at] = (char)(file.ptr[at] ^ mask);
            hp_status st = open_bytes(&data, (hp_span){ file.ptr, file.len }, &err);
            if (st == HP_OK) {
                read_all(data);
                if (hp_data_verify(data, &err) != HP_BAD_DATA)
                    fail_msg("byte %zu changed by %02X is not found", at, mask);
            } else if (st != HP_BAD_DATA || data) {
                fail_msg("byte %zu changed by %02X: status %d", at, mask, (int)st);
            }
            hp_data_free(data);
            file.ptr[at] = (char)(file.ptr[at] ^ mask);
        }
    hp_buf_free(&file);
}

static void bad_headers_are_refused(void **state)
{
    static const struct {
        const char *why;
        size_t at, len;
        const char *bytes;
        const char *says;
    } rows[] = {
        { "another magic", 0, 1, "h", "not a hanpipe data file" },
        { "another version", 8, 1, "\x63", "99" },
        { "more sections than fit", 12, 4, "\xFF\xFF\xFF\xFF", "section table" },
        { "one section more than fits", 12, 1, "\x08", "section table" },
        { "a section off its alignment", 32 + 16, 1, "\x81", "section table" },
        { "a section behind the end", 32 + 17, 1, "\x01", "section table" },
        { "a section over the end", 64 + 24, 1, "\x41", "section table" },
        { "a length that wraps around", 32 + 24, 8, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "section table" },
        { "an offset that wraps around", 32 + 16, 8, "\xC0\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "section table" },
        { "a section over the header", 32 + 16, 1, "\0", "section table" },
        { "a section over the table", 32 + 16, 1, "\x40", "section table" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf file = sound_file();
        hp_data *data;
        hp_error err = { 0 };
        memcpy(file.ptr + rows[i].at, rows[i].bytes, rows[i].len);
        assert_number(rows[i].why, open_bytes(&data, (hp_span){ file.ptr, file.len }, &err), HP_BAD_DATA);
        if (!strstr(hp_error_text(&err), rows[i].says) || !strstr(hp_error_text(&err), path))
            fail_msg("%s: says '%s'", rows[i].why, hp_error_text(&err));
        hp_buf_free(&file);
    }
}

static void files_that_cannot_be_read_are_refused(void **state)
{
    hp_data *data = (hp_data *)state;
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(hp_data_open(&data, "no/such/file", &err), HP_IO);
    assert_null(data);
    assert_non_null(strstr(hp_error_text(&err), "no/such/file"));
    assert_int_equal(hp_data_open(&data, ".", &err), HP_BAD_DATA);
    assert_int_equal(hp_data_open(&data, "/dev/null", &err), HP_BAD_DATA);
    assert_int_equal(hp_data_open(&data, NULL, &err), HP_MISUSE);
    assert_int_equal(hp_data_open(NULL, path, &err), HP_MISUSE);
}

/* The reference values of FNV-1a, 64 bits, as its authors give them. */
static void checksum_is_fnv_1a(void **state)
{
    (void)state;
    assert_true(text_checksum(SPAN("")) == UINT64_C(0xCBF29CE484222325));
    assert_true(text_checksum(SPAN("a")) == UINT64_C(0xAF63DC4C8601EC8C));
    assert_true(text_checksum(SPAN("foobar")) == UINT64_C(0x85944171F73967E8));
}

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_file_gives_its_sections),
        cmocka_unit_test(no_data_is_an_error_not_a_crash),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_changed_byte_is_found),
        cmocka_unit_test(bad_headers_are_refused),
        cmocka_unit_test(files_that_cannot_be_read_are_refused),
        cmocka_unit_test(checksum_is_fnv_1a),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
