/* imports_tables_plans - plans of placements and offers of places that come
 * back: what they are held against, and how they are written. */
#include "exchange/fit.h"
#include "pages/import_tables.h"
#include "pages/placements.h"
#include "rules/words.h"

#define NOTE	"Changed in a spreadsheet"

static void
plans_are_held(struct request *req, struct int_list records)
{
	placements_hold(req->db, records);
}

static const char *
meets_words(struct arena *a, const struct plan_to_fit *p)
{
	return (p->meets == NULL ? NULL : arena_printf(a, "Their placement at "
	    "%s is from %s to %s. Two placements cannot meet", p->meets,
	    date_words(a, p->meets_from), date_words(a, p->meets_to)));
}

/* Of the days that are logged, the first and the last say enough. */
static void
plan_fit_one(struct request *req, const struct exchange_table *t,
    struct exchange_came *c, const struct plan_to_fit *p, bool undoing)
{
	const struct date	logged[] = { p->logged_first, p->logged_last };
	struct schedule		now = { 0 };
	struct plan_fit		fit = { .own = p->own, .undoing = undoing,
				    .undoable = p->undoable,
				    .meets = meets_words(req->arena, p) };

	date_parse_iso(exchange_now(t, c, "starts_on"), &now.from);
	date_parse_iso(exchange_now(t, c, "ends_on"), &now.to);
	fit.facts = (struct move_facts){ .today = req->today,
	    .earliest = p->earliest, .latest = p->latest, .schedule = &now,
	    .logged = logged, .nlogged = date_is_set(logged[0]) ? 2 : 0,
	    .state = (enum placed_state)p->state };
	plan_fits(req->arena, t, c, &fit);
}

static void
plans_fit(struct request *req, const struct exchange_table *t,
    int64_t programme, struct came_list all)
{
	struct arena			*a = req->arena;
	struct plan_to_fit_list		 facts = plans_to_fit(req->db,
					    records_in(a, all), values_in(a,
					    t, all, "starts_on"), values_in(a,
					    t, all, "ends_on"));

	(void)programme;
	for (size_t i = 0; i < all.n; i++)
		each (p, facts)
			if (p->id == all.v[i]->record)
				plan_fit_one(req, t, all.v[i], p,
				    all.undoing);
}

static bool
plans_write(struct request *req, const struct exchange_table *t,
    struct came_list all)
{
	struct arena	*a = req->arena;
	struct int_list	 records = records_in(a, all);
	int64_t		 n = all.undoing ? plans_undo(req->db, records,
			    NOTE) : plans_put(req->db, records, values_in(a,
			    t, all, "starts_on"), values_in(a, t, all,
			    "ends_on"), values_in(a, t, all, "days_required"),
			    values_in(a, t, all, "change_reason"), NOTE);

	placements_settle(req->db);
	if (db_failed(req->db) || n != (int64_t)all.n)
		return (false);
	moves_tell(req, records, NULL);
	return (true);
}

const struct table_rules	plans_rules = { "name", plans_are_held,
				    plans_fit, plans_write };

static void
offers_are_held(struct request *req, struct int_list records)
{
	offers_hold(req->db, records);
}

static void
offers_fit(struct request *req, const struct exchange_table *t,
    int64_t programme, struct came_list all)
{
	struct offer_least_list	least = offers_least(req->db,
				    records_in(req->arena, all));

	(void)programme;
	for (size_t i = 0; i < all.n; i++) {
		struct offer_fit	fit = { req->today, 1 };

		each (o, least)
			if (o->id == all.v[i]->record)
				fit.at_least = o->at_least;
		offer_fits(req->arena, t, all.v[i], &fit);
	}
}

static bool
offers_write(struct request *req, const struct exchange_table *t,
    struct came_list all)
{
	struct arena	*a = req->arena;

	return (offers_put(req->db, records_in(a, all), values_in(a, t, all,
	    "starts_on"), values_in(a, t, all, "ends_on"), values_in(a, t,
	    all, "places"), values_in(a, t, all, "state")) ==
	    (int64_t)all.n);
}

const struct table_rules	offers_rules = { "team", offers_are_held,
				    offers_fit, offers_write };
