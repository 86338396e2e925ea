#ifndef RECOUNT_CTRAP_H
#define RECOUNT_CTRAP_H

#include <stdbool.h>
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

/* What the process does while no input is read, in the words behind "while".
   what: a text that stays. */
void recount_trap_doing(const char *what);

/* What the handler's line says at its end of an input that was being read.
   advice: a text that stays. */
void recount_trap_advise(const char *advice);

/* Notes the input that a parent process is told to leave out. */
void recount_trap_blame(const char *path);

/* Forgets what an earlier child process noted. */
void recount_trap_forget(void);

/* The input that the child process failed on: the one blamed, else the only one that was being
   read when it ended; NULL where nobody can tell. */
const char *recount_trap_blamed(void);

/* Starts a child process, to which SIGINT, SIGTERM and SIGHUP are handed on until it is awaited;
   it ends when its parent does. Returns as fork(2) does. */
pid_t recount_child_start(void);

/* Waits for the child; status: as waitpid(2) gives it. Returns the signal that came meanwhile to
   be handed on, or 0. */
int recount_child_wait(pid_t child, int *status);

/* Ends this process by a signal, as if it had never been caught. */
void recount_end_by(int signal);

/* A file without a name, for the output of a child; -1 where there is none. */
int recount_unnamed_file(void);

#endif
