#include <stddef.h>
#include <stdint.h>
#include <xxhash.h>

/* The library's default build takes SSE2; its dispatcher picks what the processor has, and is
   there on x86 alone. */
#if defined(__x86_64__)
#include <xxh_x86dispatch.h>
#define RECOUNT_XXH(name) name##_dispatch
#else
#define RECOUNT_XXH(name) name
#endif

static inline void recount_xxh3_128_update(
    XXH3_state_t *state, const void *bytes, size_t count) {
  RECOUNT_XXH(XXH3_128bits_update)(state, bytes, count);
}

static inline uint64_t recount_xxh3_64(const void *bytes, size_t count) {
  return RECOUNT_XXH(XXH3_64bits)(bytes, count);
}
