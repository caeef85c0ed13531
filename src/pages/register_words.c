/* register_words - how the register names what it holds. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/register.h"

static const struct { const char *code, *words, *action, *path; } needs[] = {
	[REGISTRATION_MISSING] = { "registration-missing",
	    "Registration missing", "Record the registration",
	    "registration" },
	[REGISTRATION_LAPSED] = { "registration-lapsed",
	    "Registration lapsed", "Record the renewal", "registration" },
	[REGISTRATION_DUE] = { "registration-due", "Registration due",
	    "Record the renewal", "registration" },
	[CURRENCY_LAPSED] = { "currency-lapsed", "Not current",
	    "Record a learner taught elsewhere", "learners/new" },
	[CURRENCY_DUE] = { "currency-due", "Currency due",
	    "Record a learner taught elsewhere", "learners/new" },
	[OVERLOADED] = { "overloaded", "Overloaded",
	    "Change how many trainees they take", "change" },
	[WRONG_STAGE] = { "wrong-stage", "Stage does not fit",
	    "Record a stage", "stages/new" },
};

const char *
attention_words(enum attention what)
{
	return (needs[what].words);
}

const char *
attention_code(enum attention what)
{
	return (needs[what].code);
}

const char *
attention_action(enum attention what)
{
	return (needs[what].action);
}

struct url
attention_url(struct arena *a, enum attention what, const struct educator *e)
{
	return (url_to(a, "%s", arena_printf(a, "/educators/%ld/%s", e->id,
	    needs[what].path)));
}

const struct option *
attention_options(void)
{
	static struct option	options[ATTENTIONS + 3];

	if (options[0].label == NULL) {
		options[0] = (struct option){ "", "Any or none" };
		options[1] = (struct option){ "any", "Needs attention" };
		for (int i = 0; i < ATTENTIONS; i++)
			options[i + 2] = (struct option){ needs[i].code,
			    needs[i].words };
	}
	return (options);
}

const struct option *
peps_options(void)
{
	static const struct option	options[] = {
		{ "", "Any" }, { "none", "Working towards stage 1" },
		{ "1", "Stage 1" }, { "2", "Stage 2" }, { 0 }
	};

	return (options);
}

const struct option *
register_state_options(void)
{
	static const struct option	options[] = {
		{ "", "On the register" }, { "left", "Taken off it" }, { 0 }
	};

	return (options);
}

static const struct option	registrations[] = {
	{ "registered", "Registered" },
	{ "conditions", "Registered with conditions of practice" },
	{ "suspended", "Suspended" },
	{ "not_registered", "Not registered" }, { 0 }
};

static const struct option	conflicts[] = {
	{ "family", "They are of one family" },
	{ "friendship", "They are friends" },
	{ "line_management", "One manages or managed the other" },
	{ "financial", "One has a financial interest" },
	{ "former_concern", "A concern or complaint stood between them" },
	{ "other", "Another conflict of interest" }, { 0 }
};

static const char *
label_of(const struct option *options, const char *value)
{
	for (; value != NULL && options->label != NULL; options++)
		if (strcmp(options->value, value) == 0)
			return (options->label);
	return ("");
}

const struct option *
registration_options(void)
{
	return (registrations);
}

const struct option *
conflict_options(void)
{
	return (conflicts);
}

const char *
registration_words(enum registration_status status)
{
	return (label_of(registrations, registration_status_word(status)));
}

const char *
conflict_words(enum conflict_kind kind)
{
	return (label_of(conflicts, conflict_kind_word(kind)));
}

const char *
duty_words(enum educator_duty duty)
{
	return (duty == EDUCATOR_DUTY_PRACTICE_EDUCATOR ?
	    "practice educator" : "on-site supervisor");
}

const char *
option_chosen(struct form *f, const char *name, const struct option *options,
    const char *select)
{
	const char	*words[32] = { NULL };
	int		 n = 0, chosen;

	for (; options[n].label != NULL && n < 31; n++)
		words[n] = options[n].value;
	chosen = form_choice(f, name, words, select);
	return (chosen < 0 ? NULL : words[chosen]);
}

const char *
capacity_words(struct arena *a, const struct registered *r)
{
	return (arena_printf(a, "%d at once, %s", r->facts.capacity,
	    r->educator->capacity.known ? "their own number" :
	    "as the programme has set"));
}

static int
compare_options(const void *one, const void *other)
{
	const struct option	*a = one, *b = other;

	return (strcasecmp(a->label, b->label));
}

const struct option *
organisation_options(struct arena *a, const struct registered_list *list)
{
	struct option	*options = arena_array(a, list->n + 2,
			    sizeof(*options));
	size_t		 n = 1;

	options[0] = (struct option){ "", "Any" };
	each(r, *list) {
		const char	*id = arena_printf(a, "%ld",
				    r->facts.organisation);

		if (r->facts.organisation != 0 &&
		    *label_of(options, id) == '\0')
			options[n++] = (struct option){ id,
			    r->educator->organisation };
	}
	qsort(options + 1, n - 1, sizeof(*options), compare_options);
	return (options);
}

const struct option *
employer_options(struct arena *a, struct employing_list list)
{
	struct option	*options = arena_array(a, list.n + 3,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose an organisation" };
	options[n++] = (struct option){ "none", "Works for themself" };
	each(o, list)
		options[n++] = (struct option){ arena_printf(a, "%ld", o->id),
		    o->name };
	return (options);
}

struct maybe_int
employer_chosen(struct request *req, struct employing_list list)
{
	const char		*chosen = form_value(req->form, "organisation");
	const char		*code = form_optional_text(req->form, "code",
				    "The code", 12);
	struct employing	*other;

	if (code != NULL) {
		other = organisation_of_code(req->db, code);
		if (other == NULL)
			form_refuse(req->form, "code", "No organisation has "
			    "this code. Enter another, or choose from the "
			    "list");
		else
			return ((struct maybe_int){ true, other->id });
	} else if (strcmp(chosen, "none") != 0) {
		each(o, list)
			if (strcmp(arena_printf(req->arena, "%ld", o->id),
			    chosen) == 0)
				return ((struct maybe_int){ true, o->id });
		form_refuse(req->form, "organisation", "Select the "
		    "organisation that they work for");
	}
	return ((struct maybe_int){ false, 0 });
}
