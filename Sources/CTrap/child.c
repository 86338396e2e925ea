#define _GNU_SOURCE
#include "CTrap.h"
#include "table.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const int handed[] = {SIGINT, SIGTERM, SIGHUP};
#define HANDED (sizeof handed / sizeof handed[0])

static struct sigaction before[HANDED];
static _Atomic pid_t running;
static atomic_int came;

static void hand_on(int signal) {
  int error = errno;
  pid_t child = atomic_load(&running);
  atomic_store(&came, signal);
  if (child > 0) kill(child, signal);
  errno = error;
}

/* The name of the variable that tells a child of its table: the number of a descriptor, and that
   of its parent. */
static const char variable[] = "RECOUNT_SUPERVISOR";

static struct recount_table *inherited;
static const char *left_out;
static size_t left_size;
static struct recount_table *childs;

struct recount_table *recount_inherited_table(void) {
  const char *said = getenv(variable);
  if (said == NULL) return NULL;
  int descriptor = -1;
  int parent = -1;
  int count = sscanf(said, "%d:%d", &descriptor, &parent);
  unsetenv(variable);
  struct stat info;
  if (count != 2 || parent != getppid() || fstat(descriptor, &info) != 0 ||
      info.st_size < (off_t)sizeof(struct recount_table)) {
    return NULL;
  }
  void *memory = mmap(
      NULL, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) return NULL;
  close(descriptor);
  inherited = memory;
  left_out = (const char *)memory + sizeof(struct recount_table);
  left_size = (size_t)info.st_size - sizeof(struct recount_table);
  return inherited;
}

bool recount_is_supervised(void) { return inherited != NULL; }

const char *recount_left_out(size_t index) {
  const char *end = left_out + left_size;
  for (const char *at = left_out; at < end; at += strlen(at) + 1) {
    if (index-- == 0) return at;
  }
  return NULL;
}

/* A table for a child, as a descriptor that survives its start; -1 with errno set. */
static int shared_table(const char *const *left, size_t count) {
  int descriptor = memfd_create("recount-table", 0);
  if (descriptor < 0) return -1;
  off_t size = sizeof(struct recount_table);
  for (size_t at = 0; at < count; at++) {
    size_t length = strlen(left[at]) + 1;
    if (pwrite(descriptor, left[at], length, size) != (ssize_t)length) return -1;
    size += (off_t)length;
  }
  if (ftruncate(descriptor, size) != 0) return -1;
  if (childs != NULL) munmap(childs, sizeof(struct recount_table));
  void *memory = mmap(
      NULL, sizeof(struct recount_table), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  childs = memory == MAP_FAILED ? NULL : memory;
  return childs == NULL ? -1 : descriptor;
}

pid_t recount_child_start(
    char *const *arguments, const char *const *left, size_t count, int output) {
  int table = shared_table(left, count);
  if (table < 0) return -1;
  char said[64];
  snprintf(said, sizeof said, "%d:%d", table, (int)getpid());
  if (setenv(variable, said, 1) != 0) return -1;
  sigset_t held;
  sigset_t usual;
  sigemptyset(&held);
  for (size_t at = 0; at < HANDED; at++) sigaddset(&held, handed[at]);
  sigprocmask(SIG_BLOCK, &held, &usual);
  atomic_store(&came, 0);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    /* The parent may be gone already. */
    if (getppid() != parent || dup2(output, STDOUT_FILENO) < 0) _exit(128 + SIGTERM);
    sigprocmask(SIG_SETMASK, &usual, NULL);
    execv("/proc/self/exe", arguments);
    _exit(127);
  }
  if (child > 0) {
    atomic_store(&running, child);
    struct sigaction action = {.sa_handler = hand_on};
    sigemptyset(&action.sa_mask);
    for (size_t at = 0; at < HANDED; at++) {
      sigaction(handed[at], NULL, &before[at]);
      /* What was ignored from the start, as by nohup(1), stays so. */
      if (before[at].sa_handler != SIG_IGN) sigaction(handed[at], &action, NULL);
    }
  }
  sigprocmask(SIG_SETMASK, &usual, NULL);
  unsetenv(variable);
  close(table);
  return child;
}

const char *recount_child_blamed(void) {
  return childs == NULL ? NULL : recount_blamed_in(childs);
}

int recount_child_wait(pid_t child, int *status) {
  while (waitpid(child, status, 0) < 0 && errno == EINTR) {
  }
  atomic_store(&running, 0);
  for (size_t at = 0; at < HANDED; at++) sigaction(handed[at], &before[at], NULL);
  return atomic_load(&came);
}

void recount_end_by(int number) {
  signal(number, SIG_DFL);
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, number);
  sigprocmask(SIG_UNBLOCK, &own, NULL);
  raise(number);
  _exit(128 + number);
}

int recount_unnamed_file(void) { return memfd_create("recount-output", MFD_CLOEXEC); }
