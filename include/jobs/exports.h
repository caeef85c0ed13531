#pragma once
/*
 * exports - makes the spreadsheets that are too large to be made while
 * somebody waits for the page.
 *
 * Rows are read on a connection of their own, with the web's role and a session
 * of whoever asked that ends with the transaction; how far it is, and whether
 * it was cancelled meanwhile, goes over the other one.  What is made lies in a
 * file without a name, and is kept whole or not at all.  Whoever makes one
 * holds a lock that goes with their connection, so that one whose process was
 * killed is taken up again at once.
 */
struct arena;
struct db;

/* How many were taken up, 0 or 1. */
int	exports_turn(struct db *, struct db *reader, struct arena *);
