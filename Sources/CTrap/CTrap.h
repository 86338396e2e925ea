#ifndef RECOUNT_CTRAP_H
#define RECOUNT_CTRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What each thread of the process is doing, kept where a signal handler and a parent process can
   read it, and the handler that says so when the process traps.

   It is written in C because nothing in it may allocate, take a lock or enter a runtime: it runs
   when the process is already broken. */

/* The exit status of a process that trapped. */
#define RECOUNT_TRAP_STATUS 70

/* Catches the signals of traps on all threads. */
void recount_trap_install(void);

/* This thread begins to read an input.
   shown: its name as it may be printed, without control characters and secrets.
   path: its name as it was found, for the parent process. */
void recount_trap_reading(const char *shown, const char *path);

/* This thread went on to this decoded offset of its input. */
void recount_trap_at(int64_t offset);

/* This thread reads no input any more. */
void recount_trap_left(void);

/* Where this thread notes what it reads; NULL where it has no place. */
void *recount_trap_place(void);

/* This thread works for the one with that place: what it traps on is that one's input. */
void recount_trap_adopt(void *place);

/* What the process does while no input is read, in the words behind "while".
   what: a text that stays. */
void recount_trap_doing(const char *what);

/* What the handler's line says at its end of an input that was being read.
   advice: a text that stays. */
void recount_trap_advise(const char *advice);

/* Notes the input that a parent process is told to leave out. */
void recount_trap_blame(const char *path);

/* MARK: A process that is run by another, which starts it again without inputs it failed on. */

/* Whether this process was started so. To be asked after recount_trap_install. */
bool recount_is_supervised(void);

/* The paths that this process is to leave out, from 0 on; NULL behind the last. */
const char *recount_left_out(size_t index);

/* Starts this program again as a child process that leaves out the given paths and writes its
   standard output to a descriptor. SIGINT, SIGTERM and SIGHUP are handed on to it until it is
   awaited; it ends when its parent does. Returns its number, or -1 with errno set.

   The child is a new program, not a copy: Swift's run time does not outlive a fork, since its
   locks know threads by numbers that the copy has no longer. */
pid_t recount_child_start(
    char *const *arguments, const char *const *left, size_t count, int output);

/* Waits for the child; status: as waitpid(2) gives it. Returns the signal that came meanwhile to
   be handed on, or 0. */
int recount_child_wait(pid_t child, int *status);

/* The input that the last child failed on: the one it blamed, else the only one that it was
   reading when it ended; NULL where nobody can tell. */
const char *recount_child_blamed(void);

/* Ends this process by a signal, as if it had never been caught. */
void recount_end_by(int signal);

/* A file without a name, for the output of a child; -1 where there is none. */
int recount_unnamed_file(void);

#endif
