/* warc_digest.c - the digests in a record's head, made again for a block that has changed.
 *
 *     Name ": " algorithm ":" digest
 *
 * with the algorithm in any case, and the digest in base 32 (RFC 4648, without the = at its end),
 * as crawlers write it, or in hexadecimal.
 *
 * The algorithm and the spelling of the old digest stay, which its length tells apart; its value need not have been
 * right.  A line that is not such a one has no right value that could be known, and goes.
 *
 * Worked: "WARC-Block-Digest: sha1:2J..." (32 characters) has for an empty block sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ.
 */
#include <nettle/md5.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <string.h>
#include <strings.h>

#include "load/library.h"
#include "records/warc.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

#define NETTLE_FUNCTIONS(X) X(nettle_lookup_hash)

typedef struct nettle_table {
    NETTLE_FUNCTIONS(LIBRARY_MEMBER)
} nettle_table;

static hp_status load(nettle_table *nettle, hp_error *err)
{
    static const library libnettle = { "Nettle", NETTLE_SONAME, "libnettle8" };
    return LIBRARY_LOAD(&libnettle, NETTLE_FUNCTIONS, nettle, err);
}

enum { SIZE_MOST = SHA512_DIGEST_SIZE };

static void put_hex(hp_buf *out, const unsigned char *digest, size_t len, bool is_upper)
{
    const char *digits = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
    for (size_t i = 0; i < len; i++)
        hp_buf_append(out, (hp_span){ (char[]){ digits[digest[i] >> 4], digits[digest[i] & 15] }, 2 });
}

static size_t base32_length(size_t len)
{
    return (8 * len + 4) / 5;
}

static void put_base32(hp_buf *out, const unsigned char *digest, size_t len, bool is_upper)
{
    const char *digits = is_upper ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" : "abcdefghijklmnopqrstuvwxyz234567";
    for (size_t i = 0; i < base32_length(len); i++) {
        size_t bit = 5 * i, byte = bit / 8;
        unsigned pair = digest[byte] << 8 | (byte + 1 < len ? digest[byte + 1] : 0U);
        hp_buf_append(out, (hp_span){ &digits[pair >> (11 - bit % 8) & 31], 1 });
    }
}

static bool has_lower(hp_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return true;
    return false;
}

typedef struct digest_line {
    hp_span start, value, end; /* up to the value; the digest as it was spelt; blanks and the line end */
    char algorithm[16];        /* "" where it cannot be one */
} digest_line;

static digest_line read_line(hp_span line)
{
    digest_line read = { .algorithm = "" };
    hp_span rest = line;
    (void)span_take_field(&rest, ':');
    while (rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '\t'))
        rest = (hp_span){ rest.ptr + 1, rest.len - 1 };
    hp_span algorithm = span_take_field(&rest, ':');
    size_t len = 0;
    while (len < rest.len && !strchr(" \t\r\n", rest.ptr[len]))
        len++;
    read.start = (hp_span){ line.ptr, (size_t)(rest.ptr - line.ptr) };
    read.value = (hp_span){ rest.ptr, len };
    read.end = (hp_span){ rest.ptr + len, rest.len - len };
    if (algorithm.len < sizeof read.algorithm)
        memcpy(read.algorithm, algorithm.ptr, algorithm.len);
    return read;
}

/* The name, as Nettle has it, of an algorithm that crawlers write; NULL for others. */
static const char *known_name(const char *algorithm)
{
    static const char *const known[] = { "md5", "sha1", "sha256", "sha512" };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcasecmp(algorithm, known[i]) == 0)
            return known[i];
    return NULL;
}

static void make_digest(const struct nettle_hash *hash, hp_span block, unsigned char digest[SIZE_MOST])
{
    union {
        struct md5_ctx md5;
        struct sha1_ctx sha1;
        struct sha256_ctx sha256;
        struct sha512_ctx sha512;
    } context;
    hash->init(&context);
    hash->update(&context, block.len, (const uint8_t *)block.ptr);
    hash->digest(&context, hash->digest_size, digest);
}

hp_status warc_put_digest(hp_buf *out, hp_span line, hp_span block, hp_error *err)
{
    digest_line read = read_line(line);
    const char *name = known_name(read.algorithm);
    nettle_table nettle;
    hp_status st = name ? load(&nettle, err) : HP_OK;
    const struct nettle_hash *hash = name && st == HP_OK ? nettle.nettle_lookup_hash(name) : NULL;
    if (!hash)
        return st;
    unsigned char digest[SIZE_MOST];
    size_t len = hash->digest_size;
    make_digest(hash, block, digest);
    bool is_hex = read.value.len == 2 * len;
    if (!is_hex && read.value.len != base32_length(len))
        return HP_OK;
    hp_buf_append(out, read.start);
    (is_hex ? put_hex : put_base32)(out, digest, len, !has_lower(read.value));
    hp_buf_append(out, read.end);
    return HP_OK;
}
