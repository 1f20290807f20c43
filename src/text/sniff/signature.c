/* signature.c - see signature.h.  Each signature is that of its format's definition. */
#include "text/sniff/signature.h"

#include <string.h>

static const struct signature {
    const char *name;
    uint16_t at;
    uint8_t len;
    char bytes[17];
} signatures[] = {
    { "gzip", 0, 3, "\x1F\x8B\x08" },
    { "zstd", 0, 4, "\x28\xB5\x2F\xFD" },
    { "xz", 0, 6,
      "\xFD"
      "7zXZ\0" },
    { "bzip2", 0, 4, "BZh" }, /* and a digit: see below */
    { "lz4", 0, 4, "\x04\x22\x4D\x18" },
    { "compress", 0, 2, "\x1F\x9D" },
    { "7z", 0, 6, "7z\xBC\xAF\x27\x1C" },
    { "tar", 257, 5, "ustar" },
    { "ar", 0, 8, "!<arch>\n" },
    { "cabinet", 0, 8, "MSCF\0\0\0\0" },
    { "RAR", 0, 6, "Rar!\x1A\x07" },
    { "ZIP", 0, 4, "PK\x03\x04" },
    { "ZIP", 0, 4, "PK\x05\x06" },
    { "PDF", 0, 5, "%PDF-" },
    { "PNG", 0, 8, "\x89PNG\r\n\x1A\n" },
    { "JPEG", 0, 3, "\xFF\xD8\xFF" },
    { "GIF", 0, 6, "GIF87a" },
    { "GIF", 0, 6, "GIF89a" },
    { "TIFF", 0, 4, "II*\0" },
    { "TIFF", 0, 4, "MM\0*" },
    { "WebP", 8, 4, "WEBP" },
    { "WAVE", 8, 4, "WAVE" },
    { "Ogg", 0, 4, "OggS" },
    { "MP3", 0, 3, "ID3" },
    { "MP4", 4, 4, "ftyp" },
    { "Microsoft Office", 0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" },
    { "SQLite", 0, 16, "SQLite format 3\0" },
    { "ELF", 0, 4,
      "\x7F"
      "ELF" },
    { "class file", 0, 4, "\xCA\xFE\xBA\xBE" },
    { "OpenType", 0, 5, "OTTO\0" },
    { "WebAssembly", 0, 4, "\0asm" },
    { "gettext catalogue", 0, 4, "\xDE\x12\x04\x95" },
    { "WOFF", 0, 4, "wOFF" },
    { "WOFF", 0, 4, "wOF2" },
};

/* Some signatures are also words: what follows must be no text. */
static bool is_doubtful(const struct signature *s)
{
    return s->bytes[0] == 'I' || s->bytes[0] == 'f' || s->bytes[0] == 'W' || s->bytes[0] == 'w';
}

const char *text_signature(hp_span head)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (head.len < (size_t)s->at + s->len)
            continue;
        if (s->name[0] == 'b' && s->bytes[0] == 'B') {
            if (head.len >= 10 && memcmp(head.ptr, "BZh", 3) == 0 && head.ptr[3] >= '1' && head.ptr[3] <= '9' &&
                memcmp(head.ptr + 4, "1AY&SY", 6) == 0)
                return s->name;
            continue;
        }
        size_t look = head.len < 512 ? head.len : 512;
        if (memcmp(head.ptr + s->at, s->bytes, s->len) == 0 && (!is_doubtful(s) || memchr(head.ptr, '\0', look)))
            return s->name;
    }
    return NULL;
}
