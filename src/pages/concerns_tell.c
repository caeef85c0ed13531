/* concerns_tell - the letters that a concern gives cause for. */
#include <string.h>

#include "core/session.h"
#include "pages/concerns.h"

static bool
is_told(const struct concern_person *p, enum concern_told told)
{
	if (strcmp(p->part, "trainee") == 0)
		return (true);
	return (strcmp(p->part, "raiser") == 0 ? told != TELL_TRAINEE :
	    told == TELL_GUIDES_TOO);
}

/* A letter says that there is something to read, and nothing of what. */
void
concern_tell(struct request *req, int64_t concern, const char *subject,
    const char *what, enum concern_told told)
{
	struct concern_person_list	people = concern_people(req->db,
					    concern);

	each (p, people) {
		const char	*whose = strcmp(p->part, "trainee") == 0 ?
				    "your training. You can read all of it, "
				    "and answer it in your own words" :
				    "the training of somebody whom you work "
				    "with. You can read it";

		if (!is_told(p, told))
			continue;
		letter_write(req->db, p->person_id, p->email, subject,
		    arena_printf(req->arena, "Dear %s,\n\nThis is about a "
		    "concern about %s:\n%s/concerns/%ld\n\n%s\n", p->name,
		    whose, own_origin(), concern, what));
	}
}
