/* travel - how long the way takes from area to area, entered many at once. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/list.h"
#include "views.h"

enum { LINES_MAX = 500, TEXT_MAX_CHARACTERS = 50000, AREA_MAX = 80,
	MINUTES_MAX = 600, WRONG_MAX = 10 };

struct way { const char *one, *other; int64_t minutes; };

static enum status
show_travel(struct request *req, enum status status)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct travel_list	list = travels(req->db, page.size,
				    page_skip(page));

	page_counted(&page, list.n == 0 ? 0 : list.v[0].of_all);
	travel_page(req->out, req, list, page);
	return (status);
}

enum status
travel_list_page(struct request *req)
{
	return (show_travel(req, OK));
}

/* Three parts between commas, semicolons or tabs; why not, or NULL. */
static const char *
read_way(struct arena *a, char *line, struct way *w)
{
	char	*parts[3], *next = line;

	for (int i = 0; i < 3; i++)
		if ((parts[i] = strsep(&next, ",;\t")) == NULL)
			return ("needs two areas and the minutes, with commas "
			    "between them");
	if (next != NULL)
		return ("has more than two areas and the minutes");
	w->one = text_trim(a, parts[0]);
	w->other = text_trim(a, parts[1]);
	parts[2] = (char *)text_trim(a, parts[2]);
	if (*w->one == '\0' || *w->other == '\0')
		return ("names no area where one belongs");
	if (strlen(w->one) > AREA_MAX || strlen(w->other) > AREA_MAX)
		return ("has a name longer than 80 characters");
	if (*parts[2] == '\0' || strlen(parts[2]) > 3 ||
	    strspn(parts[2], "0123456789") != strlen(parts[2]))
		return ("needs whole minutes at its end");
	w->minutes = atol(parts[2]);
	return (w->minutes > MINUTES_MAX ? "takes longer than 600 minutes" :
	    NULL);
}

static size_t
read_ways(struct request *req, struct way *ways)
{
	char	*text, *line;
	size_t	 n = 0, number = 0, wrong = 0;

	text = arena_strdup(req->arena, form_text(req->form, "ways",
	    "The list", TEXT_MAX_CHARACTERS, "Enter at least one line"));
	while ((line = strsep(&text, "\n")) != NULL && wrong < WRONG_MAX) {
		const char	*why;

		number++;
		if (*text_trim(req->arena, line) == '\0')
			continue;
		if (n == LINES_MAX) {
			form_refuse(req->form, "ways", "Send at most 500 lines "
			    "at once");
			return (n);
		}
		why = read_way(req->arena, line, &ways[n++]);
		if (why != NULL) {
			form_refusef(req->form, "ways", "Line %zu %s", number,
			    why);
			wrong++;
		}
	}
	return (n);
}

enum status
travel_enter(struct request *req)
{
	struct way	*ways = arena_array(req->arena, LINES_MAX,
			    sizeof(*ways));
	size_t		 n = read_ways(req, ways);

	if (!form_ok(req->form))
		return (show_travel(req, INVALID));
	for (size_t i = 0; i < n; i++) {
		struct area_id	*one = area_called(req->db, ways[i].one);
		struct area_id	*other = area_called(req->db, ways[i].other);

		if (one == NULL || other == NULL)
			return (CONFLICT);
		travel_put(req->db, one->id, other->id, ways[i].minutes);
	}
	return (done(req, n == 1 ? "1 way saved" : arena_printf(req->arena,
	    "%zu ways saved", n), "/travel"));
}
