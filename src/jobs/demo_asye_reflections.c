/* What those on an ASYE wrote to think, what of it they shared or submitted,
 * and what their employer claimed for them. */
#include "demo_parts.h"
#include "queries.h"

static const char *const	titles[] = {
	"A first visit alone", "Silence in a meeting", "When I disagreed",
	"Writing about somebody", "The end of a section",
	"Being asked for more than I had", "A good day in duty",
	"Whose decision it was",
};
static const char *const	words[] = {
	"I rang twice before the door opened. I had planned what to say and "
	"said none of it. What helped was to sit down and to ask what the day "
	"had been like so far.",
	"Nobody asked her what she wanted, and I did not either. I saw it only "
	"when I wrote the minutes and had nothing to put under her name.",
	"I told the consultant that I read the risk differently. My voice "
	"shook. We went through the same facts and I found that one of mine "
	"was wrong, and one of his.",
	"I read my report as he would read it. Three sentences described him "
	"and two of them judged him. I wrote them again with what I saw.",
	"We planned for discharge for weeks and it took ten minutes. I had "
	"not thought about what I would say at the end.",
	"Four calls before ten and a form that was due. I chose by who was "
	"loudest. In supervision we found another way to choose.",
	"For once everything fitted: an interpreter who stayed, a neighbour "
	"with a key, a manager who answered. I want to remember why.",
	"I said ‘we decided’ and it was me. Saying so would have been more "
	"honest, and he could have argued with me.",
};
static const char *const	so_what[] = {
	"My plan was about my own nerves.", "Silence had looked like consent.",
	"To disagree openly was safer than to keep quiet.",
	"Words on a record outlast the visit.",
	"Endings need as much care as beginnings.",
	"Urgent is not the same as important.",
	"Good practice leans on other people.",
	"Power that is not named is hard to question.",
};
static const char *const	now_what[] = {
	"Ask first, plan less.", "Write her part of the agenda with her.",
	"Bring the guidance next time.", "Read each report aloud to myself.",
	"Agree on the last meeting when we agree on the first.",
	"Use the duty list in the order of need.", "Thank the neighbour.",
	"Say who decides before the meeting ends.",
};

#define TEXTS(array)							\
	((struct text_list){ array, sizeof(array) / sizeof(*array) })

/* Not even the tables' owner writes as somebody else, but for this while: in
 * the one transaction that loads an empty database. */
static void
force(struct db *db, bool on)
{
	db_run(db, on ? "ALTER TABLE waymark.reflection FORCE ROW LEVEL "
	    "SECURITY; ALTER TABLE waymark.reflection_share FORCE ROW LEVEL "
	    "SECURITY" : "ALTER TABLE waymark.reflection NO FORCE ROW LEVEL "
	    "SECURITY; ALTER TABLE waymark.reflection_share NO FORCE ROW LEVEL "
	    "SECURITY");
}

void
demo_asye_reflections(struct demo *d)
{
	struct db	*db = d->store.db;
	struct date	 as_of = date_from_number(d->today);

	force(db, false);
	demo_reflections_add(db, as_of, TEXTS(titles), TEXTS(words),
	    TEXTS(so_what), TEXTS(now_what));
	demo_reflection_shares_add(db);
	demo_reflection_submissions_add(db, as_of);
	force(db, true);
	demo_claim_amounts_add(db, as_of);
	demo_claim_add(db, as_of, demo_trusts()[0].id,
	    "kofi.boateng@example.org");
	demo_claim_lines_add(db);
	demo_claim_release_add(db);
}
