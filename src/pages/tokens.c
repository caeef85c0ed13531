/* tokens - with which other systems read the API: made, listed and revoked. */
#include <string.h>

#include "core/secret.h"
#include "pages.h"
#include "pages/api.h"
#include "pages/exports.h"
#include "views.h"

enum { PREFIX_DIGITS = 8, USES_SHOWN = 25, TABLES_MAX = 50 };

bool
token_works(const struct api_token *t)
{
	return (t->state == API_TOKEN_STATE_LIVE &&
	    date_compare(t->today, t->expires_on) <= 0);
}

const char *
token_standing(struct arena *a, const struct api_token *t)
{
	struct date	d = t->expires_on;

	if (t->state == API_TOKEN_STATE_REVOKED)
		return ("Revoked");
	if (!token_works(t))
		return ("Expired");
	return (arena_printf(a, "Works until %d %s %d", d.day,
	    date_month_name(d.month), d.year));
}

const char *
token_whose(struct arena *a, const struct api_token *t)
{
	return (t->organisation == NULL ? "Everybody" :
	    arena_printf(a, "People of %s", t->organisation));
}

static const char *
title_of(const char *code)
{
	const struct exchange_table	*t = exchange_table_of(code);

	return (t != NULL ? t->title : code);
}

const char *
token_tables(struct arena *a, const struct api_token *t)
{
	const char	*words = "";

	for (size_t i = 0; i < t->tables.n; i++)
		words = arena_printf(a, "%s%s%s", words, i > 0 ? ", " : "",
		    title_of(t->tables.v[i]));
	return (words);
}

const char *
use_table(const struct api_use *u)
{
	if (u->table_code != NULL)
		return (title_of(u->table_code));
	return (u->status == NOT_FOUND ? "No table" : "What there is to read");
}

const char *
use_answer(const struct api_use *u)
{
	switch (u->status) {
	case OK:
		return ("Sent");
	case NOT_MODIFIED:
		return ("Nothing new");
	case BAD_REQUEST:
		return ("Refused: a parameter was wrong");
	case UNAUTHORISED:
		return ("Refused: the token did not work any more");
	case FORBIDDEN:
		return ("Refused: not for this token");
	case NOT_FOUND:
		return ("Refused: there is no such table");
	case NOT_ACCEPTABLE:
		return ("Refused: it did not take JSON");
	default:
		return ("Refused");
	}
}

enum status
tokens(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct api_token_list	list = api_tokens(req->db, page.size,
				    page_skip(page));

	page_counted(&page, list.n == 0 ? 0 : list.v[0].of_all);
	tokens_page(req->out, req, list, page);
	return (OK);
}

/* A token reads what its maker may as staff, as a partner or a coordinator. */
static const struct option *
table_options(const struct request *req)
{
	int		 roles = req->visitor.roles &
			    (STAFF | PARTNER | COORDINATOR);
	int		 readers = request_is(req, STAFF) ? API_READERS :
			    FOR_PARTNER;
	size_t		 n = 0;
	struct option	*all = arena_array(req->arena, TABLES_MAX + 1,
			    sizeof(*all));

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL && n < TABLES_MAX; t++)
		if ((t->askers & roles) != 0 &&
		    (exchange_readers(t) & readers) != 0)
			all[n++] = (struct option){ t->code, t->title,
			    t->what };
	return (all);
}

static struct tokens_offered
offered(struct request *req)
{
	struct tokens_offered	o = { exports_offered(req),
				    table_options(req), NULL };

	if (o.exports.programmes.n > 0)
		o.life = api_lifetime(req->db, o.exports.programmes.v[0].id);
	return (o);
}

/* What a token is to be, while it is read. */
struct token_wish {
	struct export_wish	 whose;
	struct text_list	 tables;
	struct date		 expires_on;
	const char		*name;
};

static bool
is_option(const struct option *options, const char *value)
{
	for (; options->label != NULL; options++)
		if (strcmp(options->value, value) == 0)
			return (true);
	return (false);
}

static void
check_table(struct form *f, const struct tokens_offered *o, const char *code,
    enum export_reader reader)
{
	const struct exchange_table	*t = exchange_table_of(code);

	if (t == NULL || !is_option(o->tables, code))
		form_refuse(f, "tables", "Select tables of the list");
	else if (reader != EXPORT_READER_NONE && (exchange_readers(t) &
	    (int)exchange_reader_of(reader)) == 0)
		form_refusef(f, "tables", "%s are not for %s", t->title,
		    exchange_reader_words(exchange_reader_of(reader)));
}

static void
read_tables(struct request *req, const struct tokens_offered *o,
    struct token_wish *w)
{
	const char	**codes = arena_array(req->arena, TABLES_MAX,
			    sizeof(*codes));

	w->tables = (struct text_list){ codes, form_values(req->form,
	    "tables", codes, TABLES_MAX) };
	if (w->tables.n == 0)
		form_refuse(req->form, "tables", "Select the tables that it "
		    "reads");
	for (size_t i = 0; i < w->tables.n; i++)
		check_table(req->form, o, codes[i], w->whose.reader);
}

static void
check_expiry(struct request *req, const struct token_wish *w)
{
	struct api_lifetime	*life;

	if (w->whose.programme == NULL || !date_is_set(w->expires_on) ||
	    (life = api_lifetime(req->db, w->whose.programme->id)) == NULL)
		return;
	if (date_compare(w->expires_on, life->today) < 0)
		form_refuse(req->form, "expires_on", "The last day must be "
		    "today or in the future");
	else if (date_compare(w->expires_on, date_plus_days(life->today,
	    (int)life->days)) > 0)
		form_refusef(req->form, "expires_on", "The last day must be "
		    "at most %ld days ahead", (long)life->days);
}

static void
read_wish(struct request *req, const struct tokens_offered *o,
    struct token_wish *w)
{
	struct form	*f = req->form;

	*w = (struct token_wish){ .name = form_text(f, "name", "What uses it",
	    TOKEN_NAME_MAX, "Enter the system that uses the token") };
	export_read_whose(req, &o->exports, NULL, &w->whose);
	read_tables(req, o, w);
	w->whose.recipient = form_text(f, "recipient", "Who answers for it",
	    EXPORT_RECIPIENT_MAX, "Enter who answers for the system");
	w->whose.purpose = form_text(f, "purpose", "What it is for",
	    EXPORT_PURPOSE_MAX, "Enter what the token is for");
	w->expires_on = form_date(f, "expires_on", "The last day",
	    "Enter the last day on which the token works");
	check_expiry(req, w);
}

enum status
token_new(struct request *req)
{
	struct tokens_offered	o = offered(req);

	token_form(req->out, req, &o);
	return (OK);
}

/* It is shown this once: Waymark keeps its hash alone. */
enum status
token_make(struct request *req)
{
	struct tokens_offered	 o = offered(req);
	const char		*token = arena_printf(req->arena, "%s%s",
				    API_PREFIX, secret_token(req->arena));
	struct token_wish	 w;
	struct api_token_made	*made;

	read_wish(req, &o, &w);
	if (!form_ok(req->form)) {
		token_form(req->out, req, &o);
		return (INVALID);
	}
	made = api_token_make(req->db, w.whose.programme->id,
	    (struct maybe_int){ w.whose.organisation != 0,
	    w.whose.organisation }, w.whose.reader, w.tables, w.name,
	    w.whose.recipient, w.whose.purpose, arena_strndup(req->arena,
	    token, strlen(API_PREFIX) + PREFIX_DIGITS), (struct bytes){
	    secret_sha256(req->arena, token, strlen(token)), SECRET_BYTES },
	    w.expires_on);
	if (made == NULL)
		return (NOT_FOUND);
	req->location = url_to(req->arena, "/tokens/%ld", made->id).s;
	token_made_page(req->out, req, token, made->id);
	return (OK);
}

enum status
token_show(struct request *req)
{
	struct api_token	*t = api_token_by_id(req->db, req->id[0]);
	struct token_uses	 uses = { 0 };
	int64_t			 before = form_number(req->form, "before",
				    "", 1, INT64_MAX, NULL);

	if (t == NULL)
		return (NOT_FOUND);
	uses.before = before < 1 ? 0 : before;
	uses.list = api_uses(req->db, t->id, (struct maybe_int){
	    uses.before > 0, uses.before }, USES_SHOWN + 1);
	uses.more = uses.list.n > USES_SHOWN;
	if (uses.more)
		uses.list.n = USES_SHOWN;
	token_page(req->out, req, t, &uses);
	return (OK);
}

enum status
token_revoke_page(struct request *req)
{
	struct api_token	*t = api_token_by_id(req->db, req->id[0]);

	if (t == NULL || t->state == API_TOKEN_STATE_REVOKED)
		return (NOT_FOUND);
	token_revoke_form(req->out, req, t);
	return (OK);
}

enum status
token_revoke(struct request *req)
{
	struct api_token	*t = api_token_by_id(req->db, req->id[0]);

	if (t == NULL)
		return (NOT_FOUND);
	api_token_revoke(req->db, t->id);
	return (done(req, "Token revoked. It does not work any more.",
	    "/tokens/%ld", t->id));
}
