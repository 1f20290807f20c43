/* fuzz.h - a fuzz target is this one function: it is given any bytes, and must come back without a fault.
 *
 * `make check` replays each target's corpus folder with replay_main.c; `make fuzz CC=clang` builds the targets with
 * libFuzzer (see HACKING.md).
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Always returns 0.  Aborts when what came out is not what must come out. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
