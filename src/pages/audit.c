/* audit - what happened, for auditors; and who read somebody's record, for
 * them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "rules/written_date.h"
#include "views.h"

enum { LINES = 50 };
enum { BY_KIND, BY_FROM, BY_UNTIL, BY_ACTOR, BY_PERSON, BY_PROGRAMME };

static const struct option *
kind_options(void)
{
	static const struct option	kinds[] = {
		{ "", "All" }, { "change", "Changes of records" },
		{ "reading", "Records read" },
		{ "export", "Exports and downloads" },
		{ "role", "Roles given and ended" },
		{ "sign_in", "Sign-ins and sign-outs" },
		{ "refusal", "Failures and refusals" }, { NULL, NULL }
	};

	return (kinds);
}

static const struct listing	audit_listing = {
	.label = "Audit",
	.filters = {
		[BY_KIND] = { "kind", "Show", CHOSEN, kind_options },
		[BY_FROM] = { "from", "From", TYPED },
		[BY_UNTIL] = { "until", "Until", TYPED },
		[BY_ACTOR] = { "by", "Done by", ROW },
		[BY_PERSON] = { "about", "Record of", ROW },
		[BY_PROGRAMME] = { "programme", "Programme", ROW },
	},
};

const char *
audit_words(struct arena *a, const char *name)
{
	char	*words = arena_strdup(a, name);

	for (char *c = words; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : c == words ? *c :
		    (char)tolower((unsigned char)*c);
	return (words);
}

const char *
audit_columns(struct arena *a, struct text_list changed)
{
	const char	*words = "";
	char		*column;

	for (size_t i = 0; i < changed.n; i++) {
		column = arena_strdup(a, changed.v[i]);
		for (char *c = column; *c != '\0'; c++)
			if (*c == '_')
				*c = ' ';
		words = arena_printf(a, "%s%s%s", words, i == 0 ? ": " : ", ",
		    column);
	}
	return (words);
}

struct url
audit_only(const struct request *req, const char *filter, int64_t person)
{
	return (url_with(req->arena, req->path, req->form, filter,
	    arena_printf(req->arena, "%ld", (long)person)));
}

/* A day that was typed; none when it cannot be read, which is said. */
static struct date
day_asked(struct request *req, const struct asked *asked, size_t filter)
{
	struct date	 day = { 0 };
	const char	*value = asked->values[filter];

	if (*value == '\0' ||
	    written_date(req->arena, value, &day) == WRITTEN)
		return (day);
	form_refuse(req->form, audit_listing.filters[filter].name,
	    "Enter the date like 14 June 2026");
	return ((struct date){ 0 });
}

/* The only option of a filter by somebody: who it is. */
static void
name_filter(struct request *req, struct asked *asked, size_t filter)
{
	int64_t			 id = asked_row(asked, filter);
	struct audit_person	*p;
	struct option		*only;

	if (id == 0 || (p = audit_person_of(req->db, id)) == NULL)
		return;
	only = arena_array(req->arena, 2, sizeof(*only));
	only[0] = (struct option){ asked->values[filter], p->name };
	asked->rows[filter] = only;
}

/* The programme asked for, or the first; 0 when there is none. */
static int64_t
programme_asked(struct request *req, struct asked *asked)
{
	struct audited_programme_list	 list = audited_programmes(req->db);
	struct option			*offered;
	int64_t				 wish = asked_row(asked, BY_PROGRAMME);

	if (list.n == 0)
		return (0);
	offered = arena_array(req->arena, list.n + 1, sizeof(*offered));
	for (size_t i = 0; i < list.n; i++)
		offered[i] = (struct option){ arena_printf(req->arena, "%ld",
		    (long)list.v[i].id), list.v[i].name };
	if (list.n > 1)
		asked->rows[BY_PROGRAMME] = offered;
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].id == wish)
			return (wish);
	asked->values[BY_PROGRAMME] = "";
	return (list.v[0].id);
}

/* Each statement has an index that it goes by. */
static struct audit_line_list
lines_asked(struct request *req, const struct asked *asked, int64_t programme,
    int64_t behind)
{
	struct db	*db = req->db;
	struct date	 from = day_asked(req, asked, BY_FROM);
	struct date	 until = day_asked(req, asked, BY_UNTIL);
	const char	*kind = asked->values[BY_KIND];
	int64_t		 actor = asked_row(asked, BY_ACTOR);
	int64_t		 person = asked_row(asked, BY_PERSON);

	if (person != 0)
		return (audit_about(db, programme, person, actor, kind, from,
		    until, behind, LINES + 1));
	if (actor != 0)
		return (audit_by(db, programme, actor, kind, from, until,
		    behind, LINES + 1));
	if (*kind != '\0')
		return (audit_of_kind(db, programme, kind, from, until,
		    behind, LINES + 1));
	return (audit_all(db, programme, from, until, behind, LINES + 1));
}

/* Behind which event the page begins, of ?behind=. */
static int64_t
behind_asked(const struct request *req)
{
	const char	*value = form_value(req->form, "behind");

	if (*value == '\0' || strlen(value) > 18 ||
	    strspn(value, "0123456789") != strlen(value))
		return (INT64_MAX);
	return (strtoll(value, NULL, 10));
}

enum status
audit_list(struct request *req)
{
	int64_t			 behind = behind_asked(req), programme, about;
	struct audit_shown	 s = { .newest = behind == INT64_MAX };

	s.asked = listing_asked(req, &audit_listing);
	programme = programme_asked(req, &s.asked);
	name_filter(req, &s.asked, BY_ACTOR);
	name_filter(req, &s.asked, BY_PERSON);
	s.lines = lines_asked(req, &s.asked, programme, behind);
	s.chosen = listing_chosen(req, &s.asked);
	if (s.lines.n > LINES) {
		s.lines.n = LINES;
		s.older = url_with(req->arena, req->path, req->form, "behind",
		    arena_printf(req->arena, "%ld",
		    (long)s.lines.v[LINES - 1].id));
	}
	about = asked_row(&s.asked, BY_PERSON);
	request_reads(req, "audit", 0, about == req->visitor.id ? 0 : about,
	    programme);
	audit_page(req->out, req, &s);
	return (OK);
}

static const struct { const char *role, *words; } roles_known[] = {
	{ "staff", "Programme staff" }, { "educator", "A practice educator" },
	{ "tutor", "A tutor" }, { "lead", "A Consultant Social Worker" },
	{ "assessor", "An ASYE assessor or line manager" },
	{ "coordinator", "An ASYE coordinator" },
	{ "moderator", "A moderator" },
	{ "partner", "A partner's coordinator" },
	{ "equity_lead", "The equity lead" },
	{ "suitability", "Programme staff" }, { "trainee", "A trainee" },
};

const char *
reader_words(struct arena *a, const struct reading_of_me *r)
{
	for (size_t k = 0; k < sizeof(roles_known) / sizeof(*roles_known); k++)
		for (size_t i = 0; i < r->roles.n; i++) {
			if (strcmp(roles_known[k].role, r->roles.v[i]) != 0)
				continue;
			return (arena_printf(a, "%s%s%s",
			    roles_known[k].words, *r->places.v[i] == '\0' ?
			    "" : ", ", r->places.v[i]));
		}
	return ("Somebody whose role is over");
}

enum status
readers_of_mine(struct request *req)
{
	struct page_of			page = page_asked(req, PAGE_ROWS);
	struct reading_of_me_list	list;

	list = readings_of_me(req->db, page.size, page_skip(page));
	if (list.n == 0 && page.number > 1) {
		page.number = 1;
		form_replace(req->form, "page", "");
		list = readings_of_me(req->db, page.size, 0);
	}
	page_counted(&page, list.n != 0 ? list.v[0].of_all : 0);
	readers_page(req->out, req, list, page);
	return (OK);
}
