#pragma once
/*
 * erasures - plans to erase what has been kept long enough, and erases what was
 * agreed once its notice is over: each whole, or not at all.
 */
struct arena;
struct db;

/* Plans some, erases some; how many were erased, -1: the database is away. */
int	erasures_turn(struct db *, struct arena *);
