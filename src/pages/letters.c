/* letters - the outbox, as a programme's staff see it. */
#include "pages.h"
#include "pages/list.h"
#include "views.h"

/* How the post is: the mail server, how many letters are where, and reminders
 * that could not be written. */
enum status
post_overview(struct request *req)
{
	post_page(req->out, req, letter_counts(req->db),
	    mail_server_silent(req->db), digests_failed(req->db));
	return (OK);
}

enum status
letter_list(struct request *req)
{
	struct letters_shown	s = { .page = page_asked(req, PAGE_ROWS),
				    .state = letter_state_from(form_value(
				    req->form, "state")) };

	s.rows = letters_of_programmes(req->db, s.state, s.page.size,
	    page_skip(s.page));
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = letters_of_programmes(req->db, s.state, s.page.size,
		    0);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	letters_page(req->out, req, &s);
	return (OK);
}

/* What a letter says is shown in a demonstration alone: elsewhere it may hold
 * a link that signs its reader in. */
enum status
letter(struct request *req)
{
	struct letter	*l = letter_by_id(req->db, req->id[0]);

	if (l == NULL)
		return (NOT_FOUND);
	letter_page(req->out, req, l, letter_attempts(req->db, l->id));
	return (OK);
}

/* Letters that only somebody can decide about. */
static struct letter *
stuck(struct request *req)
{
	struct letter	*l = letter_by_id(req->db, req->id[0]);

	if (l == NULL || (l->state != LETTER_STATE_DOUBT &&
	    l->state != LETTER_STATE_REFUSED && l->state != LETTER_STATE_DEAD))
		return (NULL);
	return (l);
}

enum status
letter_decide_page(struct request *req)
{
	struct letter	*l = stuck(req);

	if (l == NULL)
		return (NOT_FOUND);
	letter_decide_form(req->out, req, l);
	return (OK);
}

enum status
letter_decided(struct request *req)
{
	static const char *const	answers[] = { "again", "leave", NULL };
	struct letter			*l = stuck(req);
	struct post_done			*decided;
	int				 answer;

	if (l == NULL)
		return (NOT_FOUND);
	answer = form_choice(req->form, "what", answers,
	    "Select what is to be done");
	if (form_ok(req->form)) {
		decided = letter_decide(req->db, l->id, answer == 0);
		if (decided == NULL || !decided->done)
			form_refuse(req->form, "what", "This letter changed "
			    "while you had it open. Open it again");
	}
	if (!form_ok(req->form)) {
		letter_decide_form(req->out, req, l);
		return (INVALID);
	}
	return (done(req, answer == 0 ? "The letter is sent again" :
	    "The letter is left as it is", "/letters/%ld", (long)l->id));
}
