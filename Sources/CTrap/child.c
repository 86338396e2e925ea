#define _GNU_SOURCE
#include "CTrap.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
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

pid_t recount_child_start(void) {
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
    if (getppid() != parent) _exit(128 + SIGTERM);
  } else if (child > 0) {
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
  return child;
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
