/* inbox - what was written to somebody, and how often they are reminded. */
#include <string.h>

#include "pages.h"
#include "views.h"

enum { PIECES_MAX = 100 };

static struct message_list
find(struct request *req, const struct page_of *page, bool unread)
{
	return (messages_mine(req->db, unread, page->size, page_skip(*page)));
}

enum status
inbox(struct request *req)
{
	struct inbox_shown	s = { .page = page_asked(req, PAGE_ROWS),
				    .unread = strcmp(form_value(req->form,
				    "show"), "unread") == 0 };

	s.rows = find(req, &s.page, s.unread);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = find(req, &s.page, s.unread);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	inbox_page(req->out, req, &s);
	return (OK);
}

/* What came while the page was open stays unread. */
enum status
inbox_read_all(struct request *req)
{
	struct inbox_shown	s = { .page = page_asked(req, PAGE_ROWS) };
	int64_t			newest = form_number(req->form, "until",
				    "The newest message", 1, INT64_MAX,
				    "Open your inbox again");

	if (!form_ok(req->form)) {
		s.rows = find(req, &s.page, false);
		page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
		inbox_page(req->out, req, &s);
		return (INVALID);
	}
	messages_read_until(req->db, newest);
	return (done(req, "Marked as read", "/inbox"));
}

/* To open it is to read it. */
enum status
inbox_message(struct request *req)
{
	struct message	*m = message_mine(req->db, req->id[0]);

	if (m == NULL)
		return (NOT_FOUND);
	message_mark(req->db, m->id, true);
	if (m->read_at.s == 0 && req->visitor.unread > 0)
		req->visitor.unread--;
	message_page(req->out, req, m);
	return (OK);
}

enum status
inbox_keep_unread(struct request *req)
{
	if (message_mine(req->db, req->id[0]) == NULL)
		return (NOT_FOUND);
	message_mark(req->db, req->id[0], false);
	return (done(req, "Marked as unread", "/inbox"));
}

/* An address of ours ends before white space; a full stop is none of it. */
static size_t
address_length(const char *s)
{
	size_t	n = strcspn(s, " \t\n");

	while (n > 0 && strchr(".,;:", s[n - 1]) != NULL)
		n--;
	return (n);
}

struct message_piece_list
message_pieces(struct arena *a, const char *body, const char *origin)
{
	struct message_piece_list	 list = { arena_array(a, PIECES_MAX,
					    sizeof(*list.v)), 0 };
	size_t				 from = strlen(origin), n;
	const char			*here;

	while (list.n < PIECES_MAX - 2 &&
	    (here = strstr(body, origin)) != NULL && here[from] == '/') {
		n = from + address_length(here + from);
		list.v[list.n++].text = arena_strndup(a, body,
		    (size_t)(here - body));
		list.v[list.n++] = (struct message_piece){
		    arena_strndup(a, here, n), url_to(a, "%s",
		    arena_strndup(a, here + from, n - from)) };
		body = here + n;
	}
	list.v[list.n++].text = body;
	return (list);
}

enum status
reminders_page(struct request *req)
{
	struct reminder_mine	*r = reminder_mine(req->db);

	form_set(req->form, "choice", reminder_choice_word(r != NULL ?
	    r->choice : REMINDER_CHOICE_DAILY));
	reminders_form(req->out, req);
	return (OK);
}

enum status
reminders_choose(struct request *req)
{
	enum reminder_choice	choice = reminder_choice_from(form_value(
				    req->form, "choice"));

	if (choice == REMINDER_CHOICE_NONE) {
		form_refuse(req->form, "choice", "Select how often you want "
		    "to be reminded");
		reminders_form(req->out, req);
		return (INVALID);
	}
	reminder_choose(req->db, choice);
	return (done(req, reminder_choice_words(choice), "/inbox"));
}

static const char *
token_of(const struct request *req)
{
	return (strrchr(req->path, '/') + 1);
}

/* By the address in a reminder, without signing in; nothing happens on a GET:
 * those who scan mail open links. */
enum status
reminders_link(struct request *req)
{
	struct post_done	*known = reminders_known(req->db,
				    token_of(req));

	reminders_stop_page(req->out, req, known != NULL && known->done);
	return (OK);
}

enum status
reminders_end(struct request *req)
{
	struct post_done	*stopped = reminders_stop(req->db,
				    token_of(req));

	if (stopped == NULL || !stopped->done)
		return (NOT_FOUND);
	reminders_stopped_page(req->out, req);
	return (OK);
}
