/*
 * waymark programme: makes a programme and the first of its staff, in a
 * database that has nobody who could.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/secret.h"
#include "core/session.h"
#include "core/text.h"
#include "jobs/programme.h"
#include "queries.h"
#include "rules/email_address.h"

enum { USAGE = 64, LINK_DAYS = 14 };

enum wish {
	NAME, PROVIDER, FIRST_NAME, LAST_NAME, EMAIL, NEEDED,
	PROVIDER_NAME = NEEDED, PROVIDER_KIND, REGION, WISHES
};

static const struct option	options[] = {
	[NAME] = { "name", required_argument, NULL, NAME },
	[PROVIDER] = { "provider", required_argument, NULL, PROVIDER },
	[FIRST_NAME] = { "first-name", required_argument, NULL, FIRST_NAME },
	[LAST_NAME] = { "last-name", required_argument, NULL, LAST_NAME },
	[EMAIL] = { "email", required_argument, NULL, EMAIL },
	[PROVIDER_NAME] = { "provider-name", required_argument, NULL,
	    PROVIDER_NAME },
	[PROVIDER_KIND] = { "provider-kind", required_argument, NULL,
	    PROVIDER_KIND },
	[REGION] = { "region", required_argument, NULL, REGION },
	{ 0 },
};

static bool
refuse(const char *why)
{
	fprintf(stderr, "waymark: %s\n", why);
	return (false);
}

/* What was typed, as it is kept; empty when it is no text. */
static const char *
typed(struct arena *a, const char *text)
{
	bool		 broken = false;
	const char	*clean = text_clean(a, text, strlen(text), &broken);

	return (broken ? "" : text_line(a, clean));
}

static bool
read_wishes(struct arena *a, int argc, char **argv, const char **wishes)
{
	int	which;

	optind = 1;
	while ((which = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (which == '?')
			return (refuse("\"waymark help programme\" says what "
			    "it takes."));
		wishes[which] = typed(a, optarg);
	}
	for (which = 0; which < NEEDED; which++)
		if (wishes[which] == NULL || *wishes[which] == '\0') {
			fprintf(stderr, "waymark: give --%s. \"waymark help "
			    "programme\" says more.\n", options[which].name);
			return (false);
		}
	if (!email_address(wishes[EMAIL]))
		return (refuse("--email is not an address like "
		    "name@example.com"));
	if (organisation_kind_from(wishes[PROVIDER_KIND]) ==
	    ORGANISATION_KIND_NONE)
		return (refuse("--provider-kind is none that there is. "
		    "\"waymark help programme\" lists them."));
	if (strspn(wishes[PROVIDER], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789") !=
	    strlen(wishes[PROVIDER]) || strlen(wishes[PROVIDER]) < 2 ||
	    strlen(wishes[PROVIDER]) > 12)
		return (refuse("--provider is a code of 2 to 12 letters and "
		    "digits"));
	return (optind == argc || refuse("\"waymark help programme\" says "
	    "what it takes."));
}

static bool
refuse_known(const char *why)
{
	static const struct { const char *why, *words; } known[] = {
		{ "demonstration", "this database holds a demonstration. A "
		    "service begins in one of its own." },
		{ "no_provider", "no organisation has this code. Give "
		    "--provider-name, and it is made." },
		{ "other_code", "an organisation of this name has another "
		    "code." },
		{ "other_programme", "there is a programme of this name, with "
		    "another provider or without this person among its "
		    "staff. Its staff give roles, at /team." },
		{ "other_name", "this email address belongs to somebody with "
		    "another name." },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].why, why) == 0)
			return (refuse(known[i].words));
	return (refuse(why));
}

/* The letter that any newcomer has, and the same link on the terminal: there
 * may be no mail server yet. */
static const char *
invite(struct db *db, struct arena *a, const char *const *w, int64_t person)
{
	const char	*token = secret_token(a), *address;

	address = arena_printf(a, "%s/choose-password?link=%s", own_origin(),
	    token);
	link_make(db, person, token, "invitation", LINK_DAYS * 24);
	letter_write_secret(db, person, w[EMAIL], "You are of the staff of a "
	    "programme in Waymark", arena_printf(a, "Dear %s %s,\n\nYou begin "
	    "the programme “%s” in Waymark.\n\nChoose your password "
	    "here within %d days:\n%s\n", w[FIRST_NAME], w[LAST_NAME],
	    w[NAME], LINK_DAYS, address));
	return (arena_printf(a, "%s %s chooses a password within %d days, "
	    "once:\n%s", w[FIRST_NAME], w[LAST_NAME], LINK_DAYS, address));
}

static bool
begin(struct db *db, struct arena *a, const char *const *w)
{
	struct programme_begun	*made;
	const char		*next;

	db_run(db, "SET LOCAL ROLE waymark_owner");
	made = programme_begins(db, w[NAME], w[PROVIDER], w[PROVIDER_NAME],
	    w[PROVIDER_KIND], w[REGION], w[FIRST_NAME], w[LAST_NAME],
	    w[EMAIL]);
	if (made == NULL)
		return (refuse(db_error(db)));
	if (made->refusal != NULL)
		return (refuse_known(made->refusal));
	next = made->has_account.value ? arena_printf(a, "%s %s has a "
	    "password already.", w[FIRST_NAME], w[LAST_NAME]) :
	    invite(db, a, w, made->person_id.value);
	if (!db_commit(db))
		return (refuse(db_error(db)));
	printf("The programme “%s” %s.\n%s\n", w[NAME],
	    made->is_new ? "is there" : "was there already", next);
	return (true);
}

int
programme_command(int argc, char **argv)
{
	const char	*wishes[WISHES] = { [PROVIDER_KIND] = "charity",
			    [REGION] = "England" };
	const char	*url = getenv("DATABASE_URL");
	struct arena	 arena = { 0 };
	struct db	*db;
	bool		 done;

	if (!read_wishes(&arena, argc, argv, wishes)) {
		arena_release(&arena);
		return (USAGE);
	}
	if (url == NULL || *url == '\0') {
		arena_release(&arena);
		refuse("set DATABASE_URL to a migrated database");
		return (USAGE);
	}
	secret_start();
	db = db_open_patient(url);
	db_begin(db, &arena, DB_WRITES);
	done = begin(db, &arena, wishes);
	db_rollback(db);
	db_close(db);
	arena_release(&arena);
	return (done ? EXIT_SUCCESS : EXIT_FAILURE);
}
