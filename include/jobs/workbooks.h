#pragma once
/*
 * workbooks - reads the workbooks that people sent, in a sandbox, and keeps
 * what is in them as CSV, a text for each sheet.
 */
struct arena;
struct db;

enum { WORKBOOKS_AT_ONCE = 10 };

/* Up to WORKBOOKS_AT_ONCE that are due.  Answers how many were taken up, -1
 * when the database was away. */
int	workbooks_read(struct db *, struct arena *);
