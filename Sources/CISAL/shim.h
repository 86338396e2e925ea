#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <string.h>

/* The state holds arrays that are too large for Swift to see them. */

/* All of the state but the decoded bytes at its end, which are three quarters of it. */
static inline size_t recount_isal_control_size(void) {
  return offsetof(struct inflate_state, tmp_out_buffer);
}

/* Decoded bytes that no call has handed out yet. */
static inline const uint8_t *recount_isal_pending(const struct inflate_state *state) {
  return state->tmp_out_buffer + state->tmp_out_processed;
}

/* Whether two states decode blocks by the same codes. */
static inline int recount_isal_same_codes(
    const struct inflate_state *a, const struct inflate_state *b) {
  return memcmp(&a->lit_huff_code, &b->lit_huff_code, sizeof a->lit_huff_code) == 0
    && memcmp(&a->dist_huff_code, &b->dist_huff_code, sizeof a->dist_huff_code) == 0;
}

/* Whether bits may come that are no code of the last block, of a literal or length or of a distance.
   No codes at all are none that miss: there was no such block, or one without distances. */
static inline int recount_isal_has_unused_code(const struct inflate_state *state) {
  const uint32_t *literals = state->lit_huff_code.short_code_lookup;
  const uint16_t *distances = state->dist_huff_code.short_code_lookup;
  const size_t many = sizeof state->lit_huff_code.short_code_lookup / sizeof *literals;
  const size_t few = sizeof state->dist_huff_code.short_code_lookup / sizeof *distances;
  size_t unused = 0, unusedDistances = 0;
  for (size_t at = 0; at < many; at++) unused += literals[at] == 0;
  for (size_t at = 0; at < few; at++) unusedDistances += distances[at] == 0;
  return (unused != 0 && unused != many) || (unusedDistances != 0 && unusedDistances != few);
}

/* Writes the literals whose bits are all there, of input that ends inside a block; returns how
   many, at most 3. ISA-L decodes up to three symbols by one look-up and takes back all of them
   when the input ends before the last one. Bits that are not there may be any: a literal that is
   the same for all of them is known. */
static inline int recount_isal_last_literals(const struct inflate_state *state, uint8_t *out) {
  const int width = ISAL_DECODE_LONG_BITS;
  int there = state->read_in_length < 0 ? 0 : state->read_in_length;
  if (there > width) there = width;
  const uint32_t bits = (uint32_t)state->read_in & ((1u << there) - 1);
  int known = 3;
  for (uint32_t fill = 0; fill < 1u << (width - there); fill++) {
    const uint32_t code = state->lit_huff_code.short_code_lookup[bits | fill << there];
    const int isLong = code >> 25 & 1;
    int symbols = code >> 28 == 0 || isLong ? 0 : code >> 26 & 3;
    /* Only the last symbol may be a length or the end of the block. */
    if (symbols > 0 && (code & 0x1FFFFFF) >> 8 * (symbols - 1) > 255) symbols--;
    int same = 0;
    for (; same < known && same < symbols; same++) {
      const uint8_t literal = code >> 8 * same;
      if (fill == 0) out[same] = literal;
      else if (out[same] != literal) break;
    }
    known = same;
  }
  return known;
}
