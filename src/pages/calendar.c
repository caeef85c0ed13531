/* calendar - a calendar of somebody's own that other programmes subscribe to,
 * and the page on which its address is made and ended. */
#include <string.h>

#include "core/answer.h"
#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "rules/words.h"
#include "sheets/icalendar.h"
#include "views.h"

/* %w is what, %n how many; many: where there are several of a day. */
static const struct { const char *code, *one, *many; } sayings[] = {
	{ "asye_review", "ASYE: %w", NULL },
	{ "asye_pause", "ASYE paused", NULL },
	{ "placement_begins", "A %w placement begins", "%n placements begin" },
	{ "placement_ends", "A %w placement ends", "%n placements end" },
	{ "work_due", "Hand in: %w", NULL },
	{ "skills_day", "Skills day: %w", NULL },
	{ "registration_renewal", "Renew your registration with Social Work "
	    "England", NULL },
	{ "registration_ends", "A practice educator's registration ends",
	    "%n practice educators' registrations end" },
	{ "concern_due", "A concern's next step is due",
	    "%n concerns' next steps are due" },
	{ "cohort_begins", "%w begins", NULL },
	{ "cohort_ends", "%w ends", NULL },
};

static const char *
summary(struct arena *a, const struct calendar_item *item)
{
	const char	*from = "%w", *words = "", *mark;

	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++)
		if (strcmp(sayings[i].code, item->code) == 0)
			from = item->n > 1 && sayings[i].many != NULL ?
			    sayings[i].many : sayings[i].one;
	for (; (mark = strchr(from, '%')) != NULL; from = mark + 2)
		words = arena_printf(a, "%s%.*s%s", words, (int)(mark - from),
		    from, mark[1] == 'n' ? arena_printf(a, "%ld",
		    (long)item->n) : item->what);
	return (arena_printf(a, "%s%s", words, from));
}

/* Of that thing for ever, also when its day moves; several are of a day. */
static const char *
uid(struct arena *a, const struct calendar_item *item)
{
	struct date	 d = item->on_date;
	const char	*host = strstr(own_origin(), "//");

	host = host != NULL ? host + 2 : own_origin();
	if (item->id.known)
		return (arena_printf(a, "%s-%ld@%s", item->code,
		    (long)item->id.value, host));
	return (arena_printf(a, "%s-%04d%02d%02d@%s", item->code, d.year,
	    d.month, d.day, host));
}

static bool
write_calendar(struct request *req, struct calendar_item_list items)
{
	struct arena		*a = req->arena;
	struct calendar_day	*days = arena_array(a, items.n + 1,
				    sizeof(*days));
	size_t			 n = 0;

	each (i, items)
		days[n++] = (struct calendar_day){ .uid = uid(a, i),
		    .summary = summary(a, i), .from = i->on_date,
		    .to = i->ends_on, .url = arena_printf(a, "%s%s",
		    own_origin(), i->path) };
	return (icalendar_write(req->out, "Waymark", req->today, days, n));
}

/* Whoever has the address reads it: no session is asked for. */
enum status
calendar_feed(struct request *req)
{
	const char		*token = arena_strndup(req->arena, req->path +
				    strlen("/calendar/"), TOKEN_LENGTH);
	struct calendar_owner	*owner = calendar_owner(req->db, token);

	if (owner == NULL || !owner->person_id.known)
		return (NOT_FOUND);
	if (!write_calendar(req, calendar_items(req->db, token)))
		return (FAILED);
	req->type = "text/calendar; charset=utf-8";
	request_header(req, "cache-control", "private, no-cache");
	return (answer_is_known(req) ? NOT_MODIFIED : OK);
}

enum status
calendar_page(struct request *req)
{
	calendar_view(req->out, req, calendar_feed_mine(req->db), NULL);
	return (OK);
}

/* It is shown this once: Waymark keeps its hash alone. */
enum status
calendar_make(struct request *req)
{
	const char	*token = secret_token(req->arena);
	const char	*address = arena_printf(req->arena,
			    "%s/calendar/%s.ics", own_origin(), token);
	unsigned char	*bytes = arena_alloc(req->arena, SECRET_BYTES);

	for (int i = 0; i < SECRET_BYTES; i++)
		sscanf(token + 2 * i, "%2hhx", &bytes[i]);
	calendar_feed_end(req->db);
	calendar_feed_make(req->db, (struct bytes){
	    secret_sha256(req->arena, bytes, SECRET_BYTES), SECRET_BYTES });
	calendar_view(req->out, req, calendar_feed_mine(req->db), address);
	return (OK);
}

enum status
calendar_end_page(struct request *req)
{
	if (calendar_feed_mine(req->db) == NULL)
		return (NOT_FOUND);
	calendar_end_form(req->out, req);
	return (OK);
}

enum status
calendar_end(struct request *req)
{
	calendar_feed_end(req->db);
	return (done(req, "The address of your calendar does not work any "
	    "more", "/calendar"));
}
