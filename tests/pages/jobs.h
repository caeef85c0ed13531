#pragma once
/*
 * jobs - what tests of what the jobs do beside a page hold: their connection,
 * the one that reads as whoever asked, and memory of theirs and of the tests'.
 */
#include "core/db.h"
#include "pages.h"

static struct db	*jobs, *reader;
static struct arena	 arena, jobs_arena;

static inline int
open_jobs(void **state)
{
	jobs = db_open(getenv("WAYMARK_JOBS_URL"));
	reader = db_open_patient(getenv("WAYMARK_JOBS_URL"));
	return (0);
}

static inline int
close_jobs(void **state)
{
	db_close(reader);
	db_close(jobs);
	arena_release(&arena);
	arena_release(&jobs_arena);
	return (leave_world(state));
}
