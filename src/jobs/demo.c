/*
 * Loads the demonstration programme into an empty database.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include "core/secret.h"
#include "demo_parts.h"
#include "jobs/demo.h"
#include "queries.h"

/* A cohort is in placement by this day after it starts. */
enum { SETTLED_AFTER = 8 * 7, STAFF_MEMBERS = 6, LARGE_HOST = 3 };

static bool	refuse(const char *, ...) __attribute__((format(printf, 1, 2)));

static bool
refuse(const char *fmt, ...)
{
	va_list	ap;

	fputs("waymark: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return (false);
}

static const char *
date_text(struct arena *a, struct date d)
{
	return (arena_printf(a, "%d %s %d", d.day, date_month_name(d.month),
	    d.year));
}

/*
 * What days refer to is checked for all of them at once, when they are there:
 * checked one by one, millions of them take far longer.
 */
static void
drop_references(struct demo *d)
{
	struct demo_reference_list	 list = demo_references(d->store.db);
	const char			**add;

	add = arena_array(&d->kept, list.n, sizeof(*add));
	for (size_t i = 0; i < list.n; i++) {
		const struct demo_reference	*r = &list.v[i];

		add[i] = arena_printf(&d->kept, "ALTER TABLE %s ADD "
		    "CONSTRAINT %s %s", r->of_table, r->name, r->definition);
		db_run(d->store.db, arena_printf(d->store.arena, "ALTER TABLE "
		    "%s DROP CONSTRAINT %s", r->of_table, r->name));
	}
	d->references = (struct text_list){ add, list.n };
}

static bool
add_references(struct demo *d)
{
	for (size_t i = 0; i < d->references.n; i++)
		db_run(d->store.db, d->references.v[i]);
	return (!db_failed(d->store.db));
}

void
demo_sign_in(struct demo *d, int64_t person, const char *what)
{
	if (d->nsign_ins < SIGN_INS_MAX)
		d->sign_ins[d->nsign_ins++] = (struct sign_in){ person, what };
}

static int64_t
add_worker(struct demo *d, struct full_name name, int role, int64_t host)
{
	int64_t	person = store_person(&d->store, name, role == ROLE_EDUCATOR);

	store_row(&d->store, ROLES, person, role, host,
	    d->newest_starts - 4 * 365, 0);
	return (person);
}

/* Those whom tests and pages name, and their colleagues. */
static void
add_workers(struct demo *d)
{
	struct dice		 dice = dice_for(d->seed, 'w', 0);
	const struct demo_host	*hosts = demo_trusts(), *h;
	int64_t			 person;

	store_reserve(&d->store, demo_name_called("Kofi", "Boateng"));
	d->david = add_worker(d, demo_name_called("David", "Llewellyn"),
	    ROLE_EDUCATOR, hosts[0].id);
	demo_sign_in(d, d->david, "practice educator at two trusts, with many "
	    "days waiting");
	person = add_worker(d, demo_name_called("Priya", "Raman"), ROLE_STAFF,
	    0);
	demo_sign_in(d, person, "programme staff");
	person = add_worker(d, demo_name_called("Tomasz", "Zieliński"),
	    ROLE_PARTNER, hosts[0].id);
	demo_sign_in(d, person, "partner coordinator of the largest trust");
	for (int i = 1; i < STAFF_MEMBERS; i++) {
		person = add_worker(d, demo_name(&dice), ROLE_STAFF, 0);
		demo_sign_in(d, person, "programme staff");
	}
	for (h = hosts + 1; h < hosts + TRUSTS; h++) {
		if (h->size < LARGE_HOST)
			continue;
		person = add_worker(d, demo_name(&dice), ROLE_PARTNER, h->id);
		if (h < hosts + 6)
			demo_sign_in(d, person, "partner coordinator");
	}
}

static void
add_programme(struct demo *d)
{
	int64_t	provider = demo_add_hosts(&d->store);

	if (provider != 0)
		demo_programme_add(d->store.db, PROGRAMME,
		    "Bridgewell Mental Health Social Work Programme", provider);
}

static void
offer_educators(struct demo *d, const struct plan *plan)
{
	const struct unit	*u = plan->units + 2;

	for (; u < plan->units + plan->n && u < plan->units + 5; u++)
		demo_sign_in(d, u->educators[0][0][0], "practice educator");
}

/* Cohorts start in three years; those beyond three are further groups. */
static void
add_cohorts(struct demo *d)
{
	struct plan	plan;
	int		group, year;

	for (group = 0; group * YEARS < d->cohorts; group++) {
		plan = demo_plan(d, group);
		if (group == 0)
			offer_educators(d, &plan);
		for (year = YEARS - 1; year >= 0; year--)
			if (group * YEARS + year < d->cohorts)
				demo_cohort(d, &plan, year, group);
		arena_reset(&d->plans);
	}
}

static void
add_credentials(struct demo *d)
{
	int64_t	people[SIGN_INS_MAX];

	for (int i = 0; i < d->nsign_ins; i++)
		people[i] = d->sign_ins[i].person;
	secret_start();
	demo_credentials_add(d->store.db,
	    (struct int_list){ people, (size_t)d->nsign_ins },
	    password_hash(d->store.arena, DEMO_PASSWORD));
}

static bool
load(struct demo *d)
{
	struct db	*db = d->store.db;

	if (!demo_triggers(d, "DISABLE"))
		return (false);
	drop_references(d);
	calendar_start(d->newest_starts);
	add_programme(d);
	add_workers(d);
	add_cohorts(d);
	demo_asye_names(d);
	db_run(db, "ANALYZE");	/* what follows reads what there is by now */
	demo_enrolments(d);
	demo_educator_entries(d);
	demo_modules(d);
	demo_concerns(d);
	demo_matching(d);
	demo_settings(d);
	demo_guides(d);
	demo_documents(d);
	demo_finding(d);
	demonstration_record(db, (int64_t)d->seed,
	    date_from_number(d->today));
	demo_placements(d);	/* after their documents */
	demo_qapl(d);		/* after what boards decided */
	demo_asye(d);
	demo_asye_files(d);
	demo_asye_documents(d);
	demo_asye_feedback(d);
	demo_asye_reflections(d);
	demo_asye_outcomes(d);
	demo_asye_standards(d);	/* after their documents and feedback */
	demo_asye_timetable(d);
	demo_asye_transfers(d);	/* after what they did before */
	demo_adjustments(d);
	demo_equality(d);	/* after all that happened to people */
	demo_support(d);	/* after agreements and timetables */
	demo_waiting(d);
	demo_risks(d);
	demo_flags(d);		/* after all of their facts */
	demo_support_plans(d);	/* after their flags */
	demo_findings(d);	/* with whom the report is for */
	demo_audit(d);
	demo_rights(d);
	demo_roles_given(db);	/* after all who have one */
	add_credentials(d);
	demo_post(d);
	demo_exports(d);
	demo_imports(d);
	demo_api_token(db, "tomasz.zielinski@example.org");
	demo_api_uses(db);
	demo_sequences_follow(db);
	return (add_references(d) && demo_triggers(d, "ENABLE") &&
	    db_run(db, "ANALYZE"));
}

static bool
is_migrated(struct db *db)
{
	struct demo_number	*n = demo_domains_known(db);

	if (n == NULL)
		return (refuse("%s\nRun \"waymark migrate\" first, as an "
		    "administrator.", db_error(db)));
	if (n->n != 9)
		return (refuse("the catalogue of standards is not there. Run "
		    "\"waymark migrate\" first."));
	return (true);
}

static bool
is_same(const struct demo_wish *wish, const struct demonstration *is)
{
	return (is->seed == (int64_t)wish->seed &&
	    is->cohorts == wish->cohorts && is->size == wish->size &&
	    (!date_is_set(wish->as_of) ||
	    date_compare(is->as_of, wish->as_of) == 0));
}

static bool
is_there(struct db *db, struct arena *a, const struct demo_wish *wish,
    const struct demonstration *is, FILE *say)
{
	struct demo_known_list	known;

	if (!wish->if_empty && !is_same(wish, is))
		return (refuse("this database holds another demonstration: "
		    "seed %ld, %s, %ld cohorts of %ld.", (long)is->seed,
		    date_text(a, is->as_of), (long)is->cohorts,
		    (long)is->size));
	fprintf(say, "The demonstration is there already, as of %s. These "
	    "sign in with the\npassword %s:\n", date_text(a, is->as_of),
	    DEMO_PASSWORD);
	known = demo_known(db);
	each (k, known)
		fprintf(say, "  %-34s %s\n", k->email, k->role);
	return (true);
}

static struct demo *
demo_new(struct db *db, struct arena *arena, const struct demo_wish *wish)
{
	struct demo	*d = calloc(1, sizeof(*d));
	struct date	 as_of = date_is_set(wish->as_of) ? wish->as_of :
			    moment_clock((struct moment){ time(NULL) }).date;

	if (d == NULL)
		abort();
	d->seed = wish->seed;
	d->cohorts = wish->cohorts;
	d->size = wish->size;
	d->today = date_number(as_of);
	d->newest_starts = september(as_of.year);
	if (d->newest_starts + SETTLED_AFTER > d->today)
		d->newest_starts = september((short)(as_of.year - 1));
	d->store.db = db;
	d->store.arena = arena;
	return (d);
}

static void
demo_free(struct demo *d)
{
	store_free(&d->store);
	arena_release(&d->plans);
	arena_release(&d->kept);
	free(d);
}

static void
say_counts(struct db *db, FILE *say)
{
	struct demo_count_list	counts = demo_counts(db);

	each (c, counts)
		fprintf(say, "  %9ld %s\n", (long)c->n, c->what);
}

static void
say_sign_ins(const struct demo *d, FILE *say)
{
	struct demo_account_list	accounts;
	int64_t				people[SIGN_INS_MAX];

	for (int i = 0; i < d->nsign_ins; i++)
		people[i] = d->sign_ins[i].person;
	accounts = demo_accounts(d->store.db,
	    (struct int_list){ people, (size_t)d->nsign_ins });
	fprintf(say, "\nEverybody here is invented. These sign in with the "
	    "password %s:\n", DEMO_PASSWORD);
	for (size_t i = 0; i < accounts.n; i++)
		fprintf(say, "  %-34s %s\n", accounts.v[i].email,
		    d->sign_ins[i].what);
}

static bool
load_new(struct db *db, struct arena *arena, const struct demo_wish *wish,
    FILE *say)
{
	struct demo	*d = demo_new(db, arena, wish);
	bool		 done;

	if ((done = load(d))) {
		fprintf(say, "The demonstration was made up to %s:\n",
		    date_text(arena, date_from_number(d->today)));
		say_counts(db, say);
		say_sign_ins(d, say);
		done = db_commit(db);
	}
	if (!done)
		refuse("%s", db_error(db));
	demo_free(d);
	return (done);
}

static bool
load_if_empty(struct db *db, struct arena *arena, const struct demo_wish *wish,
    FILE *say)
{
	struct demonstration	*is = demonstration_loaded(db);
	struct demo_obstacle	*other = demo_obstacle(db);

	if (!is_migrated(db))
		return (false);
	if (is != NULL)
		return (is_there(db, arena, wish, is, say));
	if (other == NULL)
		return (load_new(db, arena, wish, say));
	if (wish->if_empty)
		return (true);
	return (refuse("this database holds %s already. The demonstration goes "
	    "only into an empty database.", other->what));
}

bool
demo_load(const char *url, const struct demo_wish *wish, FILE *say)
{
	struct db	*db = db_open_patient(url);
	struct arena	 arena = { 0 };
	bool		 done;

	db_begin(db, &arena, DB_WRITES);
	db_run(db, "SET LOCAL ROLE waymark_owner");
	done = load_if_empty(db, &arena, wish, say);
	db_rollback(db);
	db_close(db);
	arena_release(&arena);
	return (done);
}
