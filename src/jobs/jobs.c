/* jobs - what runs outside a request, in one process beside the server. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/log.h"
#include "core/session.h"
#include "jobs/audit.h"
#include "jobs/certificate.h"
#include "jobs/digests.h"
#include "jobs/erasures.h"
#include "jobs/exports.h"
#include "jobs/files.h"
#include "jobs/flags.h"
#include "jobs/jobs.h"
#include "jobs/notify.h"
#include "jobs/post.h"
#include "jobs/provider.h"
#include "jobs/workbooks.h"
#include "queries.h"

enum {
	FILES_EVERY_S = 1, FLAGS_EVERY_S = 30, TIDY_EVERY_S = 60,
	FILES_TIDY_EVERY_S = 3600, DRAWN_AT_ONCE = 50, LEDGERS_AT_ONCE = 500,
	POST_EVERY_S = 5, DIGESTS_EVERY_S = 60, SEAL_EVERY_S = 2,
	AWAY_EVERY_S = 5,
	TOLD_EVERY_S = 5
};

/* Root's rights are for starting, not for working. */
static void
drop_rights(void)
{
	struct passwd	*nobody;

	if (getuid() != 0)
		return;
	nobody = getpwnam("www-data");
	if (nobody == NULL || setgroups(0, NULL) != 0 ||
	    setgid(nobody->pw_gid) != 0 || setuid(nobody->pw_uid) != 0) {
		fprintf(stderr, "jobs: cannot become www-data\n");
		exit(EXIT_FAILURE);
	}
}

static void
tidy(struct db *db, struct arena *arena)
{
	arena_reset(arena);
	db_begin(db, arena, DB_WRITES);
	tidy_sign_in(db);
	tidy_imports(db);
	tidy_workbooks(db);
	placements_begin(db);
	feedback_expire(db);
	asye_pauses_begin(db);
	asyes_follow(db);
	support_follow(db, LEDGERS_AT_ONCE);
	tidy_exports(db);
	monthly_sets_begin(db);
	if (!db_commit(db))
		log_line("tidying failed", db_error(db));
}

/* That we come round: the web tells it as a figure of ours. */
static void
tell_turn(struct db *db, struct arena *arena)
{
	arena_reset(arena);
	db_begin(db, arena, DB_AT_ONCE);
	jobs_turned(db);
	if (!db_commit(db))
		log_line("the turn was not told", db_error(db));
}

/* Certificates that were issued since, as PDFs. */
static void
draw_certificates(struct db *db, struct arena *arena)
{
	struct certificate_to_draw_list	list;
	struct bytes			pdf;

	arena_reset(arena);
	db_begin(db, arena, DB_WRITES);
	list = certificates_to_draw_now(db, DRAWN_AT_ONCE);
	each (c, list) {
		pdf = certificate_draw(arena, c, own_origin());
		if (pdf.length > 0)
			certificate_keep(db, c->id, pdf);
	}
	if (!db_commit(db))
		log_line("drawing certificates failed", db_error(db));
}

/* True when it is time to stop, false when it is time to work again. */
static bool
told_to_stop(const sigset_t *signals)
{
	struct timespec	 wait = { .tv_sec = FILES_EVERY_S };

	return (sigtimedwait(signals, NULL, &wait) > 0 || errno != EAGAIN);
}

/* What is done each time, and what only now and then: while the database is
 * away, that is all now and then. */
static void
work(struct db *db, struct db *reader, struct arena *arena,
    const char *scanner, const struct post_settings *post)
{
	static int64_t	turn;
	static bool	away, more;

	if (!away || turn % AWAY_EVERY_S == 0)
		away = files_look(db, arena, scanner) < 0;
	if (!away)
		away = workbooks_read(db, arena) < 0;
	if (!away && turn % SEAL_EVERY_S == 0)
		audit_seal(db, arena);
	if (turn % TIDY_EVERY_S == 0) {
		tidy(db, arena);
		draw_certificates(db, arena);
		audit_digest_turn(db, arena, getenv("WAYMARK_AUDIT_ADDRESS"));
	}
	if (!away)
		exports_turn(db, reader, arena);
	if (!away && turn % FLAGS_EVERY_S == 0)
		flags_follow(db, arena);
	if (turn % FILES_TIDY_EVERY_S == 0) {
		files_tidy(db, arena);
		erasures_turn(db, arena);
	}
	if (more || turn % DIGESTS_EVERY_S == 0)
		more = digests_turn(db, arena) == DIGESTS_AT_ONCE;
	if (post != NULL && turn % POST_EVERY_S == 0)
		post_turn(db, arena, post);
	if (!away && turn % TOLD_EVERY_S == 0)
		tell_turn(db, arena);
	turn += FILES_EVERY_S;
}

int
jobs_run(const char *conninfo)
{
	const char	*scanner = getenv("WAYMARK_SCANNER");
	struct post_settings post;
	bool		 posts = post_settings(&post);
	struct provider_settings provider;
	bool		 provided = provider_settings(&provider);
	pid_t		 helper = 0;
	struct arena	 arena = { 0 };
	struct db	*db, *reader;
	sigset_t	 signals;

	drop_rights();
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	db = db_open(conninfo);
	reader = db_open_patient(conninfo);
	notify("READY=1");
	do {
		if (provided)
			helper = provider_kept(helper, conninfo, &provider);
		work(db, reader, &arena, scanner != NULL ? scanner : "",
		    posts ? &post : NULL);
		notify("WATCHDOG=1");
	} while (!told_to_stop(&signals));
	notify("STOPPING=1");
	provider_stop(helper);
	db_close(reader);
	db_close(db);
	arena_release(&arena);
	return (EXIT_SUCCESS);
}
