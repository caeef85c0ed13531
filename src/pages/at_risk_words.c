/* at_risk_words - what flags, answers and contacts are called. */
#include <string.h>

#include "views/at_risk.h"

const char *
flag_answer_words(enum flag_answer_kind kind)
{
	static const char *const	words[] = { "", "Cleared",
		"False alarm", "Being handled", "Answer undone" };

	return (words[kind]);
}

const char *
contact_words(enum contact_how how)
{
	static const char *const	words[] = { "", "Met in person",
		"Video call", "Phone call", "Email", "Letter",
		"Tried, without an answer" };

	return (words[how]);
}

const struct option *
severity_options(void)
{
	static const struct option	offered[] = { { "", "Any" },
		{ "urgent", "Urgent" }, { "act", "Act" },
		{ "watch", "Watch" }, { 0 } };

	return (offered);
}

const struct option *
flag_about_options(void)
{
	static const struct option	offered[] = { { "", "Anything" },
		{ "support", "Support that was promised" },
		{ "progress", "How they get on" }, { 0 } };

	return (offered);
}

const struct option *
flag_answered_options(void)
{
	static const struct option	offered[] = { { "", "Or not" },
		{ "no", "Not answered yet" }, { 0 } };

	return (offered);
}

const struct option *
contact_options(void)
{
	static struct option	offered[CONTACT_HOW_TRIED + 1];

	for (enum contact_how h = CONTACT_HOW_MET; h <= CONTACT_HOW_TRIED; h++)
		offered[h - 1] = (struct option){ contact_how_word(h),
		    contact_words(h) };
	return (offered);
}

const struct option *
flag_kind_options(const struct flag_asked *f)
{
	static const struct option	all[] = {
		{ "handled", "It is being handled",
		    "The flag stays, and moves down the list" },
		{ "cleared", "It is cleared",
		    "What it says is put right, though records do not show it "
		    "yet" },
		{ "false_alarm", "It is a false alarm",
		    "What it says was never so. It is counted against the "
		    "rule" }, { 0 }
	}, handled[] = {
		{ "handled", "It is being handled",
		    "The flag stays, and moves down the list" }, { 0 }
	};

	return (flag_may_clear(f) ? all : handled);
}

const struct option *
flag_reason_options(struct request *req, const struct flag_asked *f)
{
	struct flag_reason_list	 all = flag_reasons(req->db);
	struct option		*list = arena_array(req->arena, all.n + 2,
				    sizeof(*list));
	size_t			 n = 0;

	list[n++] = (struct option){ "", "Select a reason" };
	each (r, all)
		if (r->kind == FLAG_ANSWER_KIND_HANDLED || flag_may_clear(f))
			list[n++] = (struct option){ r->code,
			    arena_printf(req->arena, "%s: %s",
			    flag_answer_words(r->kind), r->label) };
	return (list);
}

const struct option *
open_flag_options(struct arena *a, const struct at_risk_person *p)
{
	struct option	*list = arena_array(a, p->nopen + 1, sizeof(*list));

	for (size_t i = 0; i < p->nopen; i++)
		list[i] = (struct option){ arena_printf(a, "%ld",
		    (long)p->flags.v[i].id), p->flags.v[i].title,
		    p->flags.v[i].sentence };
	return (list);
}

const char *
flag_titles(struct arena *a, const struct at_risk_person *p,
    struct int_list ids)
{
	const char	*words = "";

	for (size_t i = 0; i < ids.n; i++)
		each (f, p->flags)
			if (f->id == ids.v[i])
				words = arena_printf(a, "%s%s%s", words,
				    *words == '\0' ? "" : ", ", f->title);
	return (words);
}

struct flag_shown
at_risk_flag_shown(const struct at_risk_flag *f)
{
	return ((struct flag_shown){ .id = f->id, .rule = f->rule,
	    .title = f->title, .about = f->about, .raised_on = f->raised_on,
	    .cleared_on = f->cleared_on, .severity = f->severity,
	    .sentence = f->sentence, .why = f->why,
	    .clears_when = f->clears_when, .who = f->who,
	    .record_kinds = f->record_kinds, .record_ids = f->record_ids });
}
