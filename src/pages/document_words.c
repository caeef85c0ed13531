/* document_words - documents, their states and what happens to them, in
 * words. */
#include <string.h>

#include "pages/documents.h"
#include "rules/words.h"

bool
has_word(struct text_list list, const char *word)
{
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.v[i], word) == 0)
			return (true);
	return (false);
}

struct document_form
form_of_document(const struct document *d)
{
	struct document_form	form = { 0 };

	document_form(document_kind_word(d->kind), &form);
	return (form);
}

const char *
document_kind_title(enum document_kind kind)
{
	struct document_form	form = { .title = "Document" };

	document_form(document_kind_word(kind), &form);
	return (form.title);
}

const char *
document_title(struct arena *a, const struct document *d)
{
	const char	*title = document_kind_title(d->kind);

	if (d->of_stage != NULL)
		return (arena_printf(a, "%s, %s", title, d->of_stage));
	if (!document_repeats(document_kind_word(d->kind)))
		return (title);
	return (arena_printf(a, "%s %ld", title, d->number));
}

const char *
document_state_words(enum document_state state)
{
	static const char *const	words[] = { "", "Draft", "Waiting for "
					    "signatures", "Returned", "Signed",
					    "Withdrawn" };

	return (words[state]);
}

static bool
is_of_asye(enum document_kind kind)
{
	struct document_form	form;

	return (document_form(document_kind_word(kind), &form) &&
	    form.home == HOME_ASYE);
}

const char *
document_party_words(enum document_kind kind, enum document_party party)
{
	static const char *const	words[] = { "", "trainee",
					    "practice educator",
					    "on-site supervisor", "tutor",
					    "host's coordinator",
					    "ASYE assessor", "line manager",
					    "supervisor", "ASYE coordinator" };

	if (party == DOCUMENT_PARTY_TRAINEE && is_of_asye(kind))
		return ("newly qualified social worker");
	return (words[party]);
}

const char *
document_part_words(enum document_kind kind, enum document_part part)
{
	static const char *const	words[] = { "", "trainee",
					    "practice educator",
					    "ASYE assessor" };

	if (part == DOCUMENT_PART_TRAINEE && is_of_asye(kind))
		return ("newly qualified social worker");
	return (words[part]);
}

struct url
home_url(struct arena *a, const struct document_home *home, const char *within)
{
	return (url_to(a, "%s", arena_printf(a, "/%s/%ld/%s",
	    home->kind == HOME_ASYE ? "asye" : "placements", (long)home->id,
	    within)));
}

struct url
home_begins(struct arena *a, const struct document_home *home,
    const char *what)
{
	struct form	f = { .arena = a };

	return (url_with(a, home_url(a, home, "documents/new").s, &f, "kind",
	    what));
}

struct url
documents_back(struct arena *a, const struct documents_shown *s)
{
	if (s->home.kind == HOME_ASYE)
		return (url_to(a, "/asye/%ld", s->home.id));
	if (s->may_start && s->home.person_id == s->asker)
		return ((struct url){ "/" });
	return (url_to(a, "/trainees/%ld", s->home.enrolment_id));
}

struct url
documents_url(struct arena *a, const struct document *d)
{
	struct document_home	home = { .kind = HOME_PLACEMENT,
				    .id = d->placement_id.value };

	if (d->asye_id.known)
		home = (struct document_home){ .kind = HOME_ASYE,
		    .id = d->asye_id.value };
	return (home_url(a, &home, "documents"));
}

/* One more of "the trainee, the tutor and the host's coordinator". */
static const char *
and_also(struct arena *a, const char *words, const char *name, bool last)
{
	if (*words == '\0')
		return (arena_printf(a, "the %s", name));
	return (arena_printf(a, "%s%s the %s", words, last ? " and" : ",",
	    name));
}

static const char *
unsigned_words(struct arena *a, const struct document *d)
{
	const char	*words = "";
	size_t		 left = 0;

	for (size_t i = 0; i < d->parties.n; i++)
		if (!has_word(d->has_signed, d->parties.v[i]))
			left++;
	for (size_t i = 0; i < d->parties.n; i++) {
		if (has_word(d->has_signed, d->parties.v[i]))
			continue;
		left--;
		words = and_also(a, words, document_party_words(d->kind,
		    document_party_from(d->parties.v[i])), left == 0);
	}
	return (arena_printf(a, "%s to sign", words));
}

static const char *
unwritten_words(struct arena *a, const struct document *d)
{
	const char	*words = "";

	for (size_t i = 0; i < d->lacks.n; i++)
		words = and_also(a, words, document_part_words(d->kind,
		    document_part_from(d->lacks.v[i])), true);
	if (d->lacks.n > 0)
		return (arena_printf(a, "%s to write", words));
	for (size_t i = 0; i < d->writers.n; i++)
		words = arena_printf(a, "%s%s the %s", words, i == 0 ? "" :
		    " or", document_part_words(d->kind,
		    document_part_from(d->writers.v[i])));
	return (arena_printf(a, "%s to %s", words + (*words == ' '),
	    d->state == DOCUMENT_STATE_RETURNED ? "correct it and send it "
	    "again" : "send it"));
}

const char *
document_waits(struct arena *a, const struct document *d)
{
	if (d->state == DOCUMENT_STATE_SUBMITTED)
		return (unsigned_words(a, d));
	if (d->state == DOCUMENT_STATE_DRAFT ||
	    d->state == DOCUMENT_STATE_RETURNED)
		return (unwritten_words(a, d));
	return ("");
}

bool
document_signable(const struct document *d)
{
	if (d->state != DOCUMENT_STATE_SUBMITTED)
		return (false);
	for (size_t i = 0; i < d->mine.n; i++)
		if (has_word(d->parties, d->mine.v[i]) &&
		    !has_word(d->has_signed, d->mine.v[i]))
			return (true);
	return (false);
}

bool
document_waits_on_me(const struct document *d)
{
	if (document_signable(d))
		return (true);
	if (d->part == DOCUMENT_PART_NONE ||
	    (d->state != DOCUMENT_STATE_DRAFT &&
	    d->state != DOCUMENT_STATE_RETURNED))
		return (false);
	return (d->lacks.n == 0 ||
	    has_word(d->lacks, document_part_word(d->part)));
}

bool
document_offers(const struct document *d, enum document_change change)
{
	return (has_word(d->changes, document_change_word(change)));
}

const char *
document_deed_words(struct arena *a, enum document_kind kind,
    const struct document_deed *e)
{
	static const char *const	deeds[] = { "", "Sent to be signed",
					    "Returned", "Signed by everybody",
					    "Withdrawn", "Put back",
					    "Unlocked", "Return undone" };

	if (e->part != DOCUMENT_PART_NONE)
		return (arena_printf(a, "Version %ld saved: the %s's part",
		    e->version, document_part_words(kind, e->part)));
	if (e->party != DOCUMENT_PARTY_NONE)
		return (arena_printf(a, "Version %ld signed as %s", e->version,
		    document_party_words(kind, e->party)));
	if (e->reason != NULL)
		return (arena_printf(a, "%s: %s", deeds[e->change],
		    e->reason));
	return (deeds[e->change]);
}

const char *
field_label(struct arena *a, const struct document_field *f)
{
	return (f->enter != NULL ? f->question :
	    arena_printf(a, "%s (optional)", f->question));
}

const struct option *
name_options(struct arena *a, struct row_names names)
{
	struct option	*offered = arena_array(a, names.n + 1,
			    sizeof(*offered));

	for (size_t i = 0; i < names.n; i++)
		offered[i] = (struct option){ names.v[i], names.v[i] };
	return (offered);
}

const struct option *
word_options(struct arena *a, const char *const *words, const char *first)
{
	struct option	*offered;
	size_t		 n = 0, at = 0;

	while (words[n] != NULL)
		n++;
	offered = arena_array(a, n + 2, sizeof(*offered));
	if (first != NULL)
		offered[at++] = (struct option){ "", first };
	for (size_t i = 0; i < n; i++)
		offered[at++] = (struct option){ words[i], words[i] };
	return (offered);
}

bool
field_is_answered(struct arena *a, const struct answer_list *list,
    const struct document_field *f)
{
	for (size_t i = 0; i < list->n; i++)
		if (answer_is_of(a, &list->v[i], f))
			return (true);
	return (false);
}

static bool
is_asked_today(struct arena *a, const struct document_form *form,
    const struct answer *n)
{
	const struct document_field	*f;

	for (f = form->fields; f < form->fields + form->n; f++)
		if (f->kind != FIELD_SECTION && answer_is_of(a, n, f))
			return (true);
	return (false);
}

struct answer_list
document_leftovers(struct arena *a, const struct document_read *r)
{
	struct answer_list	left = { arena_array(a, r->answers.n,
				    sizeof(*left.v)), 0 };

	for (size_t i = 0; i < r->answers.n; i++)
		if (!is_asked_today(a, &r->form, &r->answers.v[i]))
			left.v[left.n++] = r->answers.v[i];
	return (left);
}
