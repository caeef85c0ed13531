/* data_rights - what is held of somebody, and what they ask about it. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/data_rights.h"
#include "views.h"

enum { WORDS_MAX = 5000 };

static const struct { const char *code, *words, *hint; } kinds[] = {
	{ "correction", "Correct something that is wrong", "Say where it "
	    "stands, what is wrong, and what is right" },
	{ "objection", "Object to how something about me is used", "Say what "
	    "it is, and why your situation makes it wrong" },
	{ "erasure", "Erase what is held about me", "What the law asks your "
	    "programme to keep stays until its time is over" },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

const struct option *
rights_kind_options(void)
{
	static struct option	o[KINDS + 1];

	for (size_t i = 0; i < KINDS; i++)
		o[i] = (struct option){ kinds[i].code, kinds[i].words,
		    kinds[i].hint };
	return (o);
}

const char *
rights_kind_words(const char *kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].code, kind) == 0)
			return (kinds[i].words);
	return (kind);
}

const char *
rights_state_words(const struct rights_request *r)
{
	static const struct { const char *state, *words; } known[] = {
		{ "extended", "Takes longer" }, { "done", "Done" },
		{ "refused", "Refused" }, { "withdrawn", "Taken back" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(r->state, known[i].state) == 0)
			return (known[i].words);
	return ("To be answered");
}

bool
rights_is_open(const struct rights_request *r)
{
	return (strcmp(r->state, "received") == 0 ||
	    strcmp(r->state, "extended") == 0);
}

enum status
data_mine(struct request *req)
{
	data_page(req->out, req, rights_of_me(req->db));
	return (OK);
}

enum status
data_ask_page(struct request *req)
{
	data_ask_form(req->out, req);
	return (OK);
}

enum status
data_ask(struct request *req)
{
	const char		*codes[KINDS + 1] = { NULL }, *words;
	int			 kind;
	struct rights_asked	*asked;

	for (size_t i = 0; i < KINDS; i++)
		codes[i] = kinds[i].code;
	kind = form_choice(req->form, "kind", codes, "Select what you ask for");
	words = form_text(req->form, "words", "What you ask", WORDS_MAX,
	    "Enter what you ask for");
	if (!form_ok(req->form)) {
		data_ask_form(req->out, req);
		return (INVALID);
	}
	asked = rights_ask(req->db, codes[kind], words);
	if (asked == NULL)
		return (FAILED);
	data_officers_tell(req, asked->programme_id, "Somebody asks something "
	    "about their data", arena_printf(req->arena, "Somebody asks about "
	    "what is held of them. Read it and answer it in time:\n"
	    "%s/data/requests/%ld", own_origin(), (long)asked->id));
	return (done(req, "Sent. You can read here what becomes of it.",
	    "/my/data/requests/%ld", (long)asked->id));
}

enum status
data_request_mine(struct request *req)
{
	struct rights_request	*r = rights_mine_by_id(req->db, req->id[0]);

	if (r == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, r->version);
	data_request_view(req->out, req, r);
	return (OK);
}

/* Shown as it is now to whoever saw an older one. */
static enum status
data_changed_meanwhile(struct request *req, const struct rights_request *r,
    void (*view)(struct out *, const struct request *,
    const struct rights_request *))
{
	form_refuse(req->form, "version", "This changed in the meantime. Read "
	    "it as it is now");
	form_replace_version(req->form, r->version);
	view(req->out, req, r);
	return (INVALID);
}

enum status
data_request_withdraw(struct request *req)
{
	struct rights_request	*r = rights_mine_by_id(req->db, req->id[0]);
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open what you asked again");
	if (form_ok(req->form) && !rights_is_open(r))
		form_refuse(req->form, "version", "It is answered already");
	if (!form_ok(req->form)) {
		data_request_view(req->out, req, r);
		return (INVALID);
	}
	if (rights_move(req->db, r->id, version, "withdrawn", NULL) == NULL)
		return (data_changed_meanwhile(req, r, data_request_view));
	return (done(req, "Taken back", "/my/data"));
}

enum status
data_request_page(struct request *req)
{
	struct rights_request	*r = rights_by_id(req->db, req->id[0]);

	if (r == NULL)
		return (NOT_FOUND);
	if (r->person_id != req->visitor.id)
		request_reads(req, "rights_request", r->id, r->person_id,
		    r->programme_id);
	form_set_version(req->form, r->version);
	data_answer_view(req->out, req, r);
	return (OK);
}

/* Whose it is reads what became of it. */
static void
tell_answer(struct request *req, const struct rights_request *r)
{
	letter_write(req->db, r->person_id, r->address, "What you asked about "
	    "your data was answered", arena_printf(req->arena, "Dear %s,\n\n"
	    "What you asked about your data was answered. Read it here:\n"
	    "%s/my/data/requests/%ld\n", r->person, own_origin(),
	    (long)r->id));
}

static const char *const	answers[] = { "done", "refused", "extended",
				    NULL };

enum status
data_request_answer(struct request *req)
{
	struct rights_request	*r = rights_by_id(req->db, req->id[0]);
	int			 answer;
	const char		*said;
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open what was asked again");
	answer = form_choice(req->form, "answer", answers,
	    "Select what you answer");
	said = form_text(req->form, "said", "What you answer", WORDS_MAX,
	    "Enter what you answer, and why");
	if (r->person_id == req->visitor.id)
		form_refuse(req->form, "answer", "A colleague answers what "
		    "you asked yourself");
	else if (!rights_is_open(r))
		form_refuse(req->form, "answer", "It is answered already");
	else if (answer == 2 && (strcmp(r->state, "extended") == 0 ||
	    date_compare(req->today, r->due_on) > 0))
		form_refuse(req->form, "answer", "More time is taken once, "
		    "and in time");
	if (!form_ok(req->form)) {
		data_answer_view(req->out, req, r);
		return (INVALID);
	}
	if (rights_move(req->db, r->id, version, answers[answer], said) ==
	    NULL)
		return (data_changed_meanwhile(req, r, data_answer_view));
	tell_answer(req, r);
	return (done(req, "Answered, and they are told", "/data"));
}
