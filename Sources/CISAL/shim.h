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

/* Whether bits may come that are no code of a literal or a length. */
static inline int recount_isal_has_unused_code(const struct inflate_state *state) {
  const uint32_t *codes = state->lit_huff_code.short_code_lookup;
  unsigned unused = 0;
  for (size_t at = 0; at < sizeof state->lit_huff_code.short_code_lookup / sizeof *codes; at++)
    unused |= codes[at] == 0;
  return unused != 0;
}
