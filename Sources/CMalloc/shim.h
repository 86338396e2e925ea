#include <malloc.h>

/* Memory that was freed is kept for the next use. By default the allocator gives large pieces back
   to the system, which has to clear each page anew when a table grows or the next file is read. */
static inline void recount_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
  mallopt(M_TRIM_THRESHOLD, 512 * 1024 * 1024);
  mallopt(M_TOP_PAD, 1024 * 1024);
#endif
}
