/* check_ins - how it is going, in numbers, a word and a note; private until
 * their writer shows one. */
#include <string.h>

#include "pages.h"
#include "views.h"

enum { WORD_MOST = 30, PEOPLE_MOST = 99, HOURS_MOST = 80 };

static const char *const	readers[] = { "me", "supervisor", "programme",
				    NULL };

struct check_in_typed {
	struct maybe_int	 caseload, complex, hours_over;
	const char		*word, *note;
	enum check_in_reader	 seen_by;
};

enum status
check_ins(struct request *req)
{
	struct check_ins_shown	s = { .page = page_asked(req, PAGE_ROWS) };

	s.mine = check_ins_mine(req->db, s.page.size, page_skip(s.page));
	if (s.mine.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		s.mine = check_ins_mine(req->db, s.page.size, 0);
	}
	page_counted(&s.page, s.mine.n != 0 ? s.mine.v[0].of_all : 0);
	check_ins_page(req->out, req, &s);
	return (OK);
}

enum status
check_ins_shown(struct request *req)
{
	struct check_ins_shown	s = { .page = page_asked(req, PAGE_ROWS) };

	s.mine = check_ins_shown_to_me(req->db, s.page.size,
	    page_skip(s.page));
	if (s.mine.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		s.mine = check_ins_shown_to_me(req->db, s.page.size, 0);
	}
	page_counted(&s.page, s.mine.n != 0 ? s.mine.v[0].of_all : 0);
	check_ins_shown_page(req->out, req, &s);
	return (OK);
}

static struct maybe_int
number(struct request *req, const char *name, const char *what, int64_t most)
{
	int64_t	n = form_number(req->form, name, what, 0, most, NULL);

	return ((struct maybe_int){ n >= 0, n });
}

static const char *
text(struct request *req, const char *name, const char *what, int most)
{
	const char	*words = form_optional_text(req->form, name, what,
			    most);

	return (words != NULL ? words : "");
}

/* Any of it will do, but something is said. */
static struct check_in_typed
typed(struct request *req)
{
	struct check_in_typed	t;
	int			reader;

	t.caseload = number(req, "caseload", "Your caseload", PEOPLE_MOST);
	t.complex = number(req, "complex", "How many are complex",
	    PEOPLE_MOST);
	t.hours_over = number(req, "hours", "Hours over", HOURS_MOST);
	t.word = text(req, "word", "The word", WORD_MOST);
	t.note = text(req, "note", "The note", CHECK_IN_NOTE_MAX);
	if (strpbrk(t.word, " \n\t") != NULL)
		form_refuse(req->form, "word", "Enter one word");
	if (t.complex.known && (!t.caseload.known || t.complex.value >
	    t.caseload.value))
		form_refuse(req->form, "complex", "The complex ones are among "
		    "your caseload. Enter no more than that");
	reader = form_choice(req->form, "seen", readers,
	    "Select who can see it");
	t.seen_by = reader < 0 ? CHECK_IN_READER_NONE :
	    check_in_reader_from(readers[reader]);
	if (form_ok(req->form) && !t.caseload.known && !t.hours_over.known &&
	    *t.word == '\0' && *t.note == '\0')
		form_refuse(req->form, "caseload", "Enter at least one of "
		    "these");
	return (t);
}

static bool
supported(struct request *req)
{
	return (support_ledger_now(req->db) != NULL);
}

static void
shown_to_nobody(struct request *req, const struct check_in_typed *t, bool has)
{
	if (!has && t->seen_by != CHECK_IN_READER_ME)
		form_refuse(req->form, "seen", "You are on no placement and no "
		    "ASYE today, so that only you can see it");
}

enum status
check_in_new(struct request *req)
{
	if (!form_has(req->form, "seen"))
		form_set(req->form, "seen", "me");
	check_in_form(req->out, req, NULL, supported(req));
	return (OK);
}

enum status
check_in_create(struct request *req)
{
	struct check_in_typed	t = typed(req);
	bool			has = supported(req);

	shown_to_nobody(req, &t, has);
	if (!form_ok(req->form)) {
		check_in_form(req->out, req, NULL, has);
		return (INVALID);
	}
	check_in_add(req->db, t.caseload, t.complex, t.hours_over, t.word,
	    t.note, t.seen_by);
	return (done(req, t.seen_by == CHECK_IN_READER_ME ?
	    "Saved. Only you can see it." : "Saved", "/check-ins"));
}

static void
set_number(struct request *req, const char *name, struct maybe_int n)
{
	if (n.known)
		form_set(req->form, name, arena_printf(req->arena, "%ld",
		    (long)n.value));
}

enum status
check_in_change_page(struct request *req)
{
	struct check_in	*c = check_in_mine(req->db, req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	if (!form_has(req->form, "version")) {
		form_set_version(req->form, c->version);
		set_number(req, "caseload", c->caseload);
		set_number(req, "complex", c->complex);
		set_number(req, "hours", c->hours_over);
		form_set(req->form, "word", c->word);
		form_set(req->form, "note", c->note);
		form_set(req->form, "seen", check_in_reader_word(c->seen_by));
	}
	check_in_form(req->out, req, c, c->supported);
	return (OK);
}

enum status
check_in_keep(struct request *req)
{
	struct check_in		*c = check_in_mine(req->db, req->id[0]);
	struct check_in_typed	 t;

	if (c == NULL)
		return (NOT_FOUND);
	t = typed(req);
	shown_to_nobody(req, &t, c->supported);
	if (form_version(req->form, "Open the check-in again") != c->version) {
		form_refuse(req->form, "version", "You changed this in another "
		    "window. Send it again to have it said like this");
		form_replace_version(req->form, c->version);
	}
	if (form_ok(req->form) && check_in_change(req->db, c->id, c->version,
	    t.caseload, t.complex, t.hours_over, t.word, t.note,
	    t.seen_by) != 0)
		return (done(req, "Saved", "/check-ins"));
	check_in_form(req->out, req, c, c->supported);
	return (INVALID);
}

enum status
check_in_erase_page(struct request *req)
{
	struct check_in	*c = check_in_mine(req->db, req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	check_in_erase_form(req->out, req, c);
	return (OK);
}

enum status
check_in_erased(struct request *req)
{
	struct check_in	*c = check_in_mine(req->db, req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	if (form_version(req->form, "Open it again") != c->version) {
		form_refuse(req->form, "version", "You changed this in another "
		    "window. Look at it again");
		check_in_erase_form(req->out, req, c);
		return (INVALID);
	}
	check_in_erase(req->db, c->id);
	return (done(req, "Erased. Nothing of it is kept.", "/check-ins"));
}

enum status
support_help(struct request *req)
{
	support_help_page(req->out, req);
	return (OK);
}
