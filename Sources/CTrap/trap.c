#define _GNU_SOURCE
#include "CTrap.h"
#include "table.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define STACK (64 * 1024)

static struct recount_table *table;
static const char *_Atomic doing = "starting";
static const char *_Atomic advised = "";
static pthread_key_t leaving;
static _Thread_local struct recount_slot *own;
static _Thread_local struct recount_slot *adopted;
static _Thread_local bool joined;

static const int trapped[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
#define TRAPPED (sizeof trapped / sizeof trapped[0])

/* A thread that ends gives its slot and its stack back. */
static void leave(void *stack) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(stack, STACK);
  if (own != NULL) {
    atomic_store(&own->reads, 0);
    atomic_store(&own->taken, 0);
    own = NULL;
  }
}

/* Gives the thread a slot, and a stack that is left when its own has overflowed. */
static void join(void) {
  if (joined || table == NULL) return;
  joined = true;
  void *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack != MAP_FAILED) {
    stack_t alternate = {.ss_sp = stack, .ss_size = STACK};
    sigaltstack(&alternate, NULL);
    pthread_setspecific(leaving, stack);
  }
  for (int at = 0; at < RECOUNT_SLOTS && own == NULL; at++) {
    int is_free = 0;
    if (atomic_compare_exchange_strong(&table->slots[at].taken, &is_free, 1)) {
      own = &table->slots[at];
    }
  }
}

static void copy(char *to, const char *from, size_t room) {
  size_t count = strnlen(from, room - 1);
  memcpy(to, from, count);
  to[count] = 0;
}

/* MARK: The handler. Only calls that POSIX allows in one, and no memory but its own. */

struct line {
  char text[RECOUNT_SHOWN + 256];
  size_t count;
};

static void append(struct line *line, const char *text) {
  while (*text != 0 && line->count < sizeof line->text - 1) line->text[line->count++] = *text++;
}

static void append_number(struct line *line, int64_t number) {
  char digits[24];
  size_t at = sizeof digits - 1;
  digits[at] = 0;
  uint64_t rest = number < 0 ? 0 : (uint64_t)number;
  do {
    digits[--at] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  append(line, digits + at);
}

static const char *name(int signal) {
  switch (signal) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    default: return "SIGABRT";
  }
}

static void tell(int signal) {
  static atomic_flag told = ATOMIC_FLAG_INIT;
  static struct line line;
  /* Another thread trapped first and is about to end the process. */
  if (atomic_flag_test_and_set(&told)) {
    for (;;) pause();
  }
  append(&line, "recount: internal error while ");
  struct recount_slot *slot = adopted != NULL ? adopted : own;
  bool reads = slot != NULL && atomic_load(&slot->reads);
  if (reads) {
    recount_trap_blame(slot->path);
    append(&line, "reading ");
    append(&line, slot->shown);
    append(&line, " at byte ");
    append_number(&line, atomic_load(&slot->offset));
  } else {
    append(&line, atomic_load(&doing));
  }
  append(&line, " (");
  append(&line, name(signal));
  append(&line, ")");
  if (reads) append(&line, atomic_load(&advised));
  append(&line, "\n");
  size_t written = 0;
  while (written < line.count) {
    ssize_t count = write(STDERR_FILENO, line.text + written, line.count - written);
    if (count > 0) {
      written += (size_t)count;
    } else if (errno != EINTR) {
      break;
    }
  }
  _exit(RECOUNT_TRAP_STATUS);
}

/* MARK: What threads note */

void recount_trap_install(void) {
  struct recount_table *shared = recount_inherited_table();
  if (shared == NULL) {
    void *memory = mmap(
        NULL, sizeof(struct recount_table), PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory != MAP_FAILED) shared = memory;
  }
  if (shared != NULL && pthread_key_create(&leaving, leave) == 0) table = shared;
  join();
  struct sigaction action = {.sa_handler = tell, .sa_flags = SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (size_t at = 0; at < TRAPPED; at++) sigaction(trapped[at], &action, NULL);
}

void recount_trap_reading(const char *shown, const char *path) {
  join();
  if (own == NULL) return;
  atomic_store(&own->reads, 0);
  copy(own->shown, shown, RECOUNT_SHOWN);
  copy(own->path, path, RECOUNT_PATH);
  atomic_store(&own->offset, 0);
  atomic_store(&own->reads, 1);
}

void recount_trap_at(int64_t offset) {
  if (own != NULL) atomic_store_explicit(&own->offset, offset, memory_order_relaxed);
}

void recount_trap_left(void) {
  if (own != NULL) atomic_store(&own->reads, 0);
}

void *recount_trap_place(void) { return own; }

void recount_trap_adopt(void *place) {
  /* For the stack of the handler. */
  join();
  adopted = place;
}

void recount_trap_doing(const char *what) {
  join();
  recount_trap_left();
  atomic_store(&doing, what);
}

void recount_trap_advise(const char *advice) { atomic_store(&advised, advice); }

void recount_trap_blame(const char *path) {
  if (table == NULL) return;
  int nobody = 0;
  if (!atomic_compare_exchange_strong(&table->blames, &nobody, 1)) return;
  copy(table->blamed, path, RECOUNT_PATH);
  atomic_store(&table->blames, 2);
}

const char *recount_blamed_in(struct recount_table *other) {
  if (atomic_load(&other->blames) == 2) return other->blamed;
  const char *only = NULL;
  for (int at = 0; at < RECOUNT_SLOTS; at++) {
    if (!atomic_load(&other->slots[at].reads)) continue;
    if (only != NULL) return NULL;
    only = other->slots[at].path;
  }
  return only;
}
