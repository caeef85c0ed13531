/*
 * file_evidence - a file of an ASYE is offered as evidence of a kind, and the
 * assessor reads and assesses it.
 */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/files.h"
#include "pages/register.h"
#include "pages/telltales.h"
#include "rules/asye_minimums.h"
#include "views.h"
#include "views/file_evidence.h"

/* A kind, and of a written record its sort: what is chosen as one. */
static const struct { const char *code; enum evidence_kind kind;
    const char *sort; } offers[] = {
	{ "external_report", EVIDENCE_KIND_WRITTEN_RECORD, "external_report" },
	{ "case_recordings", EVIDENCE_KIND_WRITTEN_RECORD, "case_recordings" },
	{ "other", EVIDENCE_KIND_WRITTEN_RECORD, "other" },
	{ "observation", EVIDENCE_KIND_OBSERVATION, NULL },
	{ "reflection", EVIDENCE_KIND_REFLECTION, NULL },
	{ "development_plan", EVIDENCE_KIND_DEVELOPMENT_PLAN, NULL },
	{ "self_assessment", EVIDENCE_KIND_SELF_ASSESSMENT, NULL },
	{ "supervision", EVIDENCE_KIND_SUPERVISION, NULL },
};
enum { OFFERS = sizeof(offers) / sizeof(*offers) };

static const char *
capitalised(struct arena *a, const char *words)
{
	return (arena_printf(a, "%c%s", words[0] - 'a' + 'A', words + 1));
}

const char *
file_evidence_title(struct arena *a, const struct file_evidence *e)
{
	const char	*noun = capitalised(a, minimum_noun(
			    (enum minimum_of)e->kind, false));

	return (e->sort == NULL ? noun : arena_printf(a, "%s: %s", noun,
	    evidence_sort_words(e->sort)));
}

const char *
file_evidence_words(const struct file_evidence *e)
{
	switch (e->state) {
	case FILE_EVIDENCE_STATE_ACCEPTED:
		return (e->counts ? "Assessed, and counts" :
		    "Assessed. It does not count by itself: the form of this "
		    "kind does");
	case FILE_EVIDENCE_STATE_RETURNED:
		return ("Returned by the assessor");
	case FILE_EVIDENCE_STATE_WITHDRAWN:
		return ("Withdrawn: no longer evidence");
	default:
		return ("Waits for the assessor");
	}
}

static bool
counts(struct file_kind_counted_list list, enum evidence_kind kind)
{
	each (k, list)
		if (k->kind == kind)
			return (true);
	return (false);
}

static const struct option *
kinds_of(struct request *req, int64_t asye)
{
	struct file_kind_counted_list	 list = file_kinds_counted(req->db,
					    asye);
	struct option			*o = arena_array(req->arena,
					    OFFERS + 1, sizeof(*o));

	for (size_t i = 0; i < OFFERS; i++)
		o[i] = (struct option){ offers[i].code,
		    capitalised(req->arena, offers[i].sort != NULL ?
		    evidence_sort_words(offers[i].sort) :
		    minimum_noun((enum minimum_of)offers[i].kind, false)),
		    counts(list, offers[i].kind) ? "Counts once it is assessed"
		    : "Stays beside the form of its kind, which counts" };
	return (o);
}

static bool
may_become(const struct file_evidence *e, enum file_evidence_state state)
{
	for (size_t i = 0; i < e->open.n; i++)
		if (file_evidence_state_from(e->open.v[i]) == state)
			return (true);
	return (false);
}

/* What the assessor makes of it, and that it is withdrawn. */
static const struct option *
moves_of(struct request *req, const struct file_evidence *e)
{
	struct option	*o = arena_array(req->arena, 5, sizeof(*o));
	size_t		 n = 0;

	if (may_become(e, FILE_EVIDENCE_STATE_ACCEPTED))
		o[n++] = (struct option){ "accepted", "It is evidence",
		    "Say what it shows, as in any assessment" };
	if (may_become(e, FILE_EVIDENCE_STATE_RETURNED))
		o[n++] = (struct option){ "returned", "Return it",
		    "Say what is missing, or why it is none" };
	if (e->state == FILE_EVIDENCE_STATE_ACCEPTED &&
	    may_become(e, FILE_EVIDENCE_STATE_OFFERED))
		o[n++] = (struct option){ "offered",
		    "Take back what was assessed", "It waits to be assessed "
		    "again" };
	if (may_become(e, FILE_EVIDENCE_STATE_WITHDRAWN))
		o[n++] = (struct option){ "withdrawn", "Withdraw it",
		    "The file stays where it is" };
	return (n == 0 ? NULL : o);
}

static bool
is_offered_anew(const struct file_evidence *e)
{
	return (e->state != FILE_EVIDENCE_STATE_ACCEPTED &&
	    may_become(e, FILE_EVIDENCE_STATE_OFFERED));
}

/* A file of an ASYE; partners and others have none here. */
static struct file_evidence_shown *
evidence_asked(struct request *req)
{
	struct file_evidence_shown	*s = arena_alloc(req->arena,
					    sizeof(*s));

	*s = (struct file_evidence_shown){ .a = attachment_by_id(req->db,
	    req->id[0]) };
	if (s->a == NULL || !s->a->asye_id.known)
		return (NULL);
	s->place = files_place_of(req, s->a);
	s->e = file_evidence_of(req->db, s->a->id);
	if (s->e == NULL ? file_offerable_is(req->db, s->a->id)->yes :
	    is_offered_anew(s->e))
		s->kinds = kinds_of(req, s->a->asye_id.value);
	if (s->e != NULL)
		s->moves = moves_of(req, s->e);
	return (s);
}

static void
fill(struct request *req, const struct file_evidence *e)
{
	for (size_t i = 0; i < OFFERS; i++)
		if (offers[i].kind == e->kind && (e->sort == NULL ||
		    strcmp(e->sort, offers[i].code) == 0))
			form_set(req->form, "kind", offers[i].code);
	form_set_date(req->form, "made", e->made_on);
	form_set(req->form, "about", e->about);
}

enum status
file_evidence_page(struct request *req)
{
	struct file_evidence_shown	*s = evidence_asked(req);

	if (s == NULL)
		return (NOT_FOUND);
	if (req->drafted_at.s == 0 && s->e != NULL) {
		form_set_version(req->form, s->e->version);
		if (s->kinds != NULL)
			fill(req, s->e);
	}
	request_reads(req, "attachment", s->a->id, s->a->person_id,
	    s->a->programme_id);
	file_evidence_view(req->out, req, s);
	return (OK);
}

static enum status
show_again(struct request *req, const struct file_evidence_shown *s)
{
	file_evidence_view(req->out, req, s);
	return (INVALID);
}

static enum status
changed_meanwhile(struct request *req, const struct file_evidence_shown *s)
{
	form_refuse(req->form, "version", "This changed while you had it "
	    "open. Check what it says now, then send it again");
	if (s->e != NULL)
		form_replace_version(req->form, s->e->version);
	return (show_again(req, s));
}

static int64_t
version_sent(struct request *req, const struct file_evidence_shown *s)
{
	return (s->e == NULL ? 0 : form_version(req->form,
	    "Open the file again"));
}

static enum status
offer(struct request *req, const struct file_evidence_shown *s)
{
	struct form	*f = req->form;
	const char	*code, *about;
	struct date	 made;
	int64_t		 version = version_sent(req, s), rows;
	size_t		 i = 0;

	code = option_chosen(f, "kind", s->kinds, "Select what it is evidence "
	    "of");
	made = form_date(f, "made", "The date", "Enter the date that it is "
	    "of");
	if (date_is_set(made) && date_compare(made, req->today) > 0)
		form_refuse(f, "made", "The date must be today or in the "
		    "past");
	about = form_text(f, "about", "What it is and shows", FILE_ABOUT_MAX,
	    "Enter what it is and what it shows");
	telltales_checked(req, &about, 1);
	if (!form_ok(f) || code == NULL)
		return (show_again(req, s));
	while (strcmp(offers[i].code, code) != 0)
		i++;
	rows = s->e == NULL ? file_offer(req->db, s->a->id, offers[i].kind,
	    offers[i].sort, made, about) : file_offer_again(req->db, s->a->id,
	    version, offers[i].kind, offers[i].sort, made, about);
	if (rows == 0)
		return (changed_meanwhile(req, s));
	return (done(req, "Offered as evidence. The assessor reads and "
	    "assesses it.", "/files/%ld/evidence", s->a->id));
}

static enum status
move_on(struct request *req, const struct file_evidence_shown *s)
{
	const char		*code, *assessed = NULL;
	int64_t			 version = version_sent(req, s);
	enum file_evidence_state state = FILE_EVIDENCE_STATE_NONE;

	code = option_chosen(req->form, "becomes", s->moves,
	    "Select what becomes of it");
	if (code != NULL)
		state = file_evidence_state_from(code);
	if (state == FILE_EVIDENCE_STATE_ACCEPTED ||
	    state == FILE_EVIDENCE_STATE_RETURNED) {
		assessed = form_text(req->form, "assessed", "What you say of "
		    "it", FILE_ASSESSED_MAX, "Enter what you say of it");
		telltales_checked(req, &assessed, 1);
	}
	if (!form_ok(req->form))
		return (show_again(req, s));
	if (file_evidence_move(req->db, s->a->id, version, state,
	    assessed) == 0)
		return (changed_meanwhile(req, s));
	return (done(req, state == FILE_EVIDENCE_STATE_ACCEPTED ? "Assessed" :
	    state == FILE_EVIDENCE_STATE_RETURNED ? "Returned" :
	    state == FILE_EVIDENCE_STATE_WITHDRAWN ? "Withdrawn" :
	    "Taken back", "/files/%ld/evidence", s->a->id));
}

enum status
file_evidence_keep(struct request *req)
{
	struct file_evidence_shown	*s = evidence_asked(req);
	bool				 offers_it = strcmp(form_value(
					    req->form, "do"), "offer") == 0;

	if (s == NULL)
		return (NOT_FOUND);
	if (offers_it && s->kinds != NULL)
		return (offer(req, s));
	if (!offers_it && s->moves != NULL)
		return (move_on(req, s));
	return (changed_meanwhile(req, s));
}
