/* claims_workbook - a claim as the workbook that a funder gets. */
#include <string.h>

#include "pages/claims.h"
#include "rules/words.h"
#include "sheets/workbook.h"

static const struct sheet_column	columns[] = {
	{ "Claim for", SHEET_TEXT, "Registration or Completion. Each is "
	    "claimed once for a person." },
	{ "Name", SHEET_TEXT, "The newly qualified social worker." },
	{ "Social Work England number", SHEET_TEXT, "Their registration "
	    "number." },
	{ "Job title", SHEET_TEXT, "Their role with the employer." },
	{ "Framework", SHEET_TEXT, "The ASYE that they are on." },
	{ "Employer", SHEET_TEXT, "Who employs them and claims." },
	{ "Works at", SHEET_TEXT, "Where they work, if that is elsewhere." },
	{ "Team", SHEET_TEXT, "Their team there, if it is recorded." },
	{ "ASYE assessor", SHEET_TEXT, "Who assesses them." },
	{ "Qualified", SHEET_DATE, "When they qualified as a social worker." },
	{ "Registered with Social Work England", SHEET_DATE, "When their "
	    "registration began." },
	{ "Employment began", SHEET_DATE, "When they began work with the "
	    "employer." },
	{ "ASYE began", SHEET_DATE, "The start that was agreed." },
	{ "Percent of full time", SHEET_NUMBER, "100 is full time." },
	{ "Registered on the ASYE", SHEET_DATE, "When the employer registered "
	    "them on it." },
	{ "Outcome confirmed", SHEET_DATE, "When the outcome was confirmed "
	    "after moderation. Empty in a claim for registration." },
	{ "Amount", SHEET_POUNDS, "What is claimed, in pounds." },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static void
put_line(struct sheet_cell *c, const struct funding_claim *claim,
    const struct claim_line *l)
{
	bool	completion = l->part == CLAIM_PART_COMPLETION;

	*c++ = sheet_text(completion ? "Completion" : "Registration");
	*c++ = sheet_text(l->name);
	*c++ = sheet_text(l->swe_number);
	*c++ = sheet_text(l->role_title);
	*c++ = sheet_text(l->framework);
	*c++ = sheet_text(claim->organisation);
	*c++ = sheet_text(strcmp(l->host, claim->organisation) == 0 ? NULL :
	    l->host);
	*c++ = sheet_text(l->team);
	*c++ = sheet_text(l->assessor);
	*c++ = sheet_date(l->qualified_on);
	*c++ = sheet_date(l->swe_registered_on);
	*c++ = sheet_date(l->employed_on);
	*c++ = sheet_date(l->starts_on);
	*c++ = sheet_number(l->fte_percent);
	*c++ = sheet_date(l->registered_on);
	*c++ = sheet_date(completion ? l->confirmed_on : (struct date){ 0 });
	*c++ = sheet_number(l->pounds);
}

bool
claim_workbook(struct request *req, const struct claim_shown *s,
    const struct claim_release *r)
{
	const struct funding_claim	*c = s->claim;
	struct sheet_cell	*cells = arena_array(req->arena,
				    s->lines.n * COLUMNS + 1, sizeof(*cells));
	struct sheet		 sheet = { "Claim", "claim", columns, COLUMNS,
				    cells, s->lines.n };
	struct workbook		 book = { {
				    .title = arena_printf(req->arena,
				    "ASYE claim %ld, %s", c->number,
				    c->organisation),
				    .whose = arena_printf(req->arena,
				    "ASYEs of %s, %s", c->organisation,
				    c->programme), .filters = c->period,
				    .as_of = c->made_on, .made_at = r->at,
				    .made_by = r->by != NULL ? r->by :
				    "Waymark", .made_for = r->recipient,
				    .purpose = r->purpose, .personal = true },
				    &sheet, 1 };
	size_t			 n = 0;

	each (l, s->lines)
		put_line(cells + COLUMNS * n++, c, l);
	return (workbook_put(req->out, req->arena, &book));
}
