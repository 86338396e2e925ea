#ifndef RECOUNT_CTRAP_TABLE_H
#define RECOUNT_CTRAP_TABLE_H

#include <stdatomic.h>
#include <stdint.h>

#define RECOUNT_SLOTS 512
#define RECOUNT_SHOWN 1024
#define RECOUNT_PATH 16384

/* What one thread reads. */
struct recount_slot {
  atomic_int taken;
  atomic_int reads;
  _Atomic int64_t offset;
  char shown[RECOUNT_SHOWN];
  char path[RECOUNT_PATH];
};

/* What all threads read: memory that a supervised process shares with its supervisor. The paths
   of inputs to leave out follow it, each ended by a zero. */
struct recount_table {
  /* 0, 1 while a thread writes, 2 once `blamed` holds a path. */
  atomic_int blames;
  char blamed[RECOUNT_PATH];
  struct recount_slot slots[RECOUNT_SLOTS];
};

/* The table that a supervisor handed to this process; NULL where there is none. */
struct recount_table *recount_inherited_table(void);

/* The input that a process failed on: the one it blamed, else the only one that was read. */
const char *recount_blamed_in(struct recount_table *table);

#endif
