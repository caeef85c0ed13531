/* roles_settle - a role that takes two: a colleague agrees; and who is told. */
#include "core/session.h"
#include "pages.h"
#include "pages/newcomers.h"
#include "pages/roles.h"
#include "rules/words.h"
#include "views.h"

static const char *
where_of(struct request *req, const struct role_change *c)
{
	return (role_where(req->arena, c->role, c->programme,
	    c->organisation));
}

/* "The role “Partner at Ashby” of Bo Brooks ends on 3 June 2026." */
static const char *
what_happened(struct request *req, const struct role_change *c)
{
	struct arena	*a = req->arena;
	const char	*name = c->name, *where = where_of(req, c);

	switch (c->change) {
	case ROLE_CHANGE_KIND_ENDED:
		return (arena_printf(a, "The role of %s as “%s” %s.%s", name,
		    where, date_compare(c->on_day, req->today) <= 0 ?
		    "has ended" : arena_printf(a, "ends after %s",
		    date_words(a, date_plus_days(c->on_day, -1))),
		    c->role == ROLE_NAME_STAFF ? " With it end the roles that "
		    "only staff have." : ""));
	case ROLE_CHANGE_KIND_PUT_BACK:
		return (arena_printf(a, "%s has the role “%s” again.", name,
		    where));
	default:
		return (arena_printf(a, "%s has the role “%s” from %s.", name,
		    where, date_words(a, c->on_day)));
	}
}

/* Their own letter: whoever has no account yet chooses a password. */
static void
tell_person(struct request *req, const struct role_change *c)
{
	struct newcomer	n = { .given = c->given_name,
			    .family = c->family_name, .email = c->address };
	const char	*what;

	what = arena_printf(req->arena, "%s %s did so. The reason: %s",
	    what_happened(req, c), req->visitor.name, c->reason);
	newcomer_write(req, &n, c->person_id, !c->has_account &&
	    c->change != ROLE_CHANGE_KIND_ENDED, "Your role in Waymark has "
	    "changed", what);
}

static void
tell_readers(struct request *req, const struct role_change *c, bool decide)
{
	struct role_reader_list	readers = role_change_readers(req->db, c->id);
	struct arena		*a = req->arena;
	const char		*what, *to, *subject = decide ? "A role waits "
				    "for you to agree" : "A role of your team "
				    "has changed";

	if (decide)
		what = arena_printf(a, "%s asks that %s has the role “%s”. It "
		    "takes two of the staff. The reason: %s", c->asker,
		    c->name, where_of(req, c), c->reason);
	else
		what = arena_printf(a, "%s %s did so.",
		    what_happened(req, c), req->visitor.name);
	to = decide ? arena_printf(a, "/team/changes/%ld", (long)c->id) :
	    arena_printf(a, "/team/%ld", (long)c->role_id.value);
	each (r, readers)
		if (r->same || !decide)
			letter_write(req->db, r->person_id, r->address,
			    subject, arena_printf(a, "Dear %s,\n\n%s%s\n\n"
			    "%s%s\n", r->name, what, r->same ? "" :
			    " Your programme works with this organisation "
			    "too: you can end the role.", own_origin(), to));
}

/* What was refused or taken back: whoever asked, unless they did so. */
static void
tell_asker(struct request *req, const struct role_change *c)
{
	struct addressee	*a = addressee_by_id(req->db, c->asked_by);

	if (a != NULL && c->asked_by != req->visitor.id)
		letter_write(req->db, a->person_id, a->address, "A role that "
		    "you asked for was refused", arena_printf(req->arena,
		    "Dear %s,\n\n%s does not agree that %s has the role "
		    "“%s”. Nothing was changed.\n", a->name,
		    req->visitor.name, c->name, where_of(req, c)));
}

const char *
role_tell(struct request *req, int64_t change)
{
	struct role_change	*c = role_change_by_id(req->db, change);

	if (c == NULL)
		return ("");
	switch (c->state) {
	case ROLE_CHANGE_STATE_ASKED:
		tell_readers(req, c, true);
		return ("Asked for. A colleague of yours decides.");
	case ROLE_CHANGE_STATE_DONE:
		tell_person(req, c);
		tell_readers(req, c, false);
		return (arena_printf(req->arena, "%s They were told by "
		    "email.", what_happened(req, c)));
	case ROLE_CHANGE_STATE_REFUSED:
		tell_asker(req, c);
		return ("Refused. Nothing was changed.");
	default:
		return ("Taken back. Nothing was changed.");
	}
}

enum status
role_changed(struct request *req, int64_t change)
{
	const char		*words = role_tell(req, change);
	struct role_change	*c = role_change_by_id(req->db, change);

	if (c != NULL && c->state == ROLE_CHANGE_STATE_DONE)
		return (done(req, words, "/team/%ld", c->role_id.value));
	return (done(req, words, "/team"));
}

enum status
role_change_page(struct request *req)
{
	struct role_change	*c = role_change_by_id(req->db, req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	role_change_view(req->out, req, c);
	return (OK);
}

/* Who asked can only take it back; whom it is about decides nothing. */
static bool
may_settle(const struct request *req, const struct role_change *c,
    enum role_change_state to)
{
	bool	asker = c->asked_by == req->visitor.id;

	return (c->state == ROLE_CHANGE_STATE_ASKED &&
	    c->person_id != req->visitor.id &&
	    asker == (to == ROLE_CHANGE_STATE_WITHDRAWN));
}

enum status
role_change_settle(struct request *req)
{
	static const char *const	 verdicts[] = { "done", "refused",
					    "withdrawn", NULL };
	struct role_change		*c = role_change_by_id(req->db,
					    req->id[0]);
	enum role_change_state		 to;
	int				 verdict;

	if (c == NULL)
		return (NOT_FOUND);
	verdict = form_choice(req->form, "verdict", verdicts,
	    "Select what you decide");
	to = verdict < 0 ? ROLE_CHANGE_STATE_NONE :
	    role_change_state_from(verdicts[verdict]);
	if (verdict >= 0 && !may_settle(req, c, to))
		form_refuse(req->form, "verdict", "That is for somebody else "
		    "to decide, or decided already");
	if (!form_ok(req->form)) {
		role_change_view(req->out, req, c);
		return (INVALID);
	}
	role_change_settled(req->db, c->id, to);
	return (role_changed(req, c->id));
}
