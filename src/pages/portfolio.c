/* portfolio - everything of one's own, as a ZIP that opens anywhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/data_rights.h"
#include "sheets/archive.h"
#include "sheets/csv.h"
#include "views.h"

/* What stands around every page of it: a style of its own, also on paper, and
 * nothing that runs or is fetched. */
static const char	page_begins[] = "<!doctype html>\n<html lang=\"en\">\n"
	"<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	"content=\"width=device-width, initial-scale=1\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
	"'none'; style-src 'unsafe-inline'\">\n<style>\nbody { font: 1.1em/1.5 "
	"Arial, sans-serif; margin: 1.5em auto; max-width: 60em; padding: 0 "
	"1em; color: #0b0c0c }\n.wide { overflow-x: auto }\n"
	"table { border-collapse: collapse; width: 100% }\n"
	"th, td { min-width: 5em; border-bottom: 1px solid #b1b4b6; padding: "
	".4em .8em .4em 0; text-align: left; vertical-align: top }\ntd, p { "
	"white-space: pre-line; overflow-wrap: break-word }\na { color: "
	"#14505c }\n.hidden { position: absolute; clip-path: inset(50%); "
	"width: 1px; height: 1px; overflow: hidden }\n"
	"@media print { body { font-size: 10pt; margin: 0 } "
	"tr, p { break-inside: avoid } thead { display: table-header-group } "
	"a { color: inherit } }\n</style>\n<title>";

static const struct portfolio_table	tables[] = {
	{ "me", "Me", { "Name", "Email address",
	    "Social Work England number", "Made on" }, portfolio_self },
	{ "enrolments", "Enrolments", { "Programme", "Cohort", "Employer",
	    "Began", "State" }, portfolio_enrolments },
	{ "timeline", "What happened", { "Day", "Of", "What", "Words" },
	    portfolio_events },
	{ "placements", "Placements", { "Stage", "Organisation", "Team",
	    "From", "To", "Days required" }, portfolio_placements },
	{ "days", "Placement days", { "Day", "Length", "Kind", "Absence",
	    "What I did", "State", "Why it was returned" }, portfolio_days },
	{ "skills-days", "Skills days", { "Day", "Length", "About", "State" },
	    portfolio_skills_days },
	{ "modules", "Modules", { "Module", "Title", "Credits", "From", "To",
	    "What the board decided", "Result" }, portfolio_modules },
	{ "marks", "Marks", { "Module", "Part", "Attempt", "Due",
	    "Handed in", "Mark", "To pass", "State" }, portfolio_marks },
	{ "asye", "ASYE", { "Framework", "Employer", "Works at", "Role",
	    "Began", "State" }, portfolio_asyes },
	{ "documents", "Documents", { "Number", "Document", "State",
	    "Version", "Held on" }, portfolio_documents },
	{ "reflections", "Reflections", { "Day", "About", "What I wrote",
	    "What happened", "So what", "Now what" }, portfolio_reflections },
	{ "submitted", "Reflections submitted as evidence", { "Submitted",
	    "About", "What I wrote", "What happened", "So what", "Now what",
	    "State" }, portfolio_submissions },
	{ "feedback", "Feedback that I gave", { "Given", "Organisation",
	    "What worked well", "What could be better" },
	    portfolio_feedback },
	{ "feedback-about-me", "Feedback about my practice", { "Given", "By",
	    "Asked", "Answered" }, portfolio_about },
	{ "files", "Files", { "Attached", "File", "Kind", "Bytes", "State",
	    "Check" }, portfolio_files },
	{ "concerns", "Concerns about my training", { "Raised", "About",
	    "What was raised", "State" }, portfolio_concerns },
};
enum { TABLES = sizeof(tables) / sizeof(*tables) };

enum { PIECE = 8 * ARCHIVE_BLOCK };	/* of a file, at once */

/* Files follow the pages one by one, as the archive is taken: at is the one
 * that is coming, and from its next byte. */
struct to_come {
	struct arena		 arena;
	struct archive		*archive;
	struct portfolio_later	*files;
	size_t			 n, at;
	int64_t			 from;
};

/* A portfolio while it is packed; o is one file of it at a time. */
struct packing {
	struct request	*req;
	struct archive	*archive;
	struct to_come	*later;
	struct out	 o;
	bool		 latest;	/* without what was said before */
	bool		 full;
};

struct url
url_file(const char *file, const char *ending)
{
	static char	names[4][80];
	static int	next;
	char		*name = names[next = (next + 1) % 4];

	snprintf(name, sizeof(*names), "%s.%s", file, ending);
	return ((struct url){ name });
}

static void
pack(struct packing *p, const char *name)
{
	p->full = p->full || !archive_add(p->archive, arena_printf(
	    p->req->arena, "portfolio/%s", name), p->o.data, p->o.len);
	out_reset(&p->o);
}

void
kept_page_begins(struct out *o, const char *title)
{
	out_raw(o, page_begins, sizeof(page_begins) - 1);
	out_text(o, title);
	out_raw(o, "</title>\n</head>\n<body>\n", 24);
}

void
kept_page_ends(struct out *o)
{
	out_raw(o, "\n</body>\n</html>\n", 17);
}

static void
begin_page(struct packing *p, const char *title)
{
	kept_page_begins(&p->o, title);
}

static void
end_page(struct packing *p, const char *name)
{
	kept_page_ends(&p->o);
	pack(p, name);
}

/* Those that there is room for, in the order in which they came. */
static void
choose_files(struct to_come *t, struct portfolio_later_list files)
{
	uint64_t	all = 0;

	t->files = arena_array(&t->arena, files.n + 1, sizeof(*t->files));
	each (f, files) {
		if ((uint64_t)f->size > ARCHIVE_LATER_MAX - all)
			continue;
		all += (uint64_t)f->size;
		t->files[t->n++] = (struct portfolio_later){
		    f->attachment_id, arena_strdup(&t->arena, f->link),
		    f->size };
	}
}

static bool
comes(const struct to_come *t, const char *link)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->files[i].link, link) == 0)
			return (true);
	return (false);
}

/* Codes of ours, in the words that its pages have for them. */
static void
say(struct packing *p, const struct portfolio_table *t,
    struct portfolio_row *r)
{
	const char	**cells;

	if (t->rows != portfolio_asyes && (t->rows != portfolio_events ||
	    strcmp(r->cells.v[1], "ASYE") != 0))
		return;
	cells = arena_copy(p->req->arena, r->cells.v,
	    r->cells.n * sizeof(*cells));
	if (t->rows == portfolio_asyes)
		cells[5] = asye_state_words(asye_state_from(cells[5]));
	else
		cells[2] = asye_deed_words(asye_change_from(cells[2]));
	r->cells.v = cells;
}

static size_t
pack_table(struct packing *p, const struct portfolio_table *t)
{
	struct portfolio_row_list	rows = t->rows(p->req->db);
	size_t				n = 0;

	each (r, rows) {
		say(p, t, r);
		if (strcmp(t->file, "files") == 0 && r->link != NULL &&
		    !comes(p->later, r->link))
			r->link = NULL;
	}
	while (n < PORTFOLIO_COLUMNS_MAX && t->headings[n] != NULL)
		n++;
	csv_put_mark(&p->o);
	csv_put_row(&p->o, t->headings, n);
	each (r, rows)
		csv_put_row(&p->o, r->cells.v, r->cells.n);
	pack(p, arena_printf(p->req->arena, "%s.csv", t->file));
	begin_page(p, t->title);
	portfolio_rows(&p->o, t, rows);
	end_page(p, arena_printf(p->req->arena, "%s.html", t->file));
	return (rows.n);
}

/* A page for each run of parts that are of one page. */
static void
pack_parts(struct packing *p, const struct portfolio_part *v, size_t n)
{
	size_t	from = 0;

	for (size_t i = 1; i <= n; i++) {
		if (i < n && strcmp(v[i].page, v[from].page) == 0)
			continue;
		begin_page(p, v[from].heading);
		portfolio_parts(&p->o, v + from, v + i);
		end_page(p, v[from].page);
		from = i;
	}
}

/* Signatures stand behind what was signed, on its page. */
static void
pack_documents(struct packing *p)
{
	struct portfolio_part_list	 parts = portfolio_document_parts(
					    p->req->db, p->latest);
	struct portfolio_part_list	 signed_by = portfolio_signatures(
					    p->req->db);
	size_t				 n = parts.n + signed_by.n, to = 0;
	struct portfolio_part		*all = arena_array(p->req->arena,
					    n + 1, sizeof(*all));

	for (size_t i = 0; i < parts.n; i++) {
		all[to++] = parts.v[i];
		if (i + 1 < parts.n && strcmp(parts.v[i + 1].page,
		    parts.v[i].page) == 0)
			continue;
		for (size_t s = 0; s < signed_by.n; s++)
			if (strcmp(signed_by.v[s].page, parts.v[i].page) == 0)
				all[to++] = signed_by.v[s];
	}
	pack_parts(p, all, to);
}

static void
pack_reflections(struct packing *p)
{
	struct portfolio_part_list	own = portfolio_reflection_parts(
					    p->req->db, p->latest);
	struct portfolio_part_list	copies = portfolio_submission_parts(
					    p->req->db);

	pack_parts(p, own.v, own.n);
	pack_parts(p, copies.v, copies.n);
}

static void
pack_all(struct packing *p)
{
	static struct portfolio_entry	entries[TABLES];
	struct own_portfolio		shown = { p->req->visitor.name,
					    p->req->today, entries, TABLES };

	for (size_t i = 0; i < TABLES; i++)
		entries[i] = (struct portfolio_entry){ &tables[i],
		    pack_table(p, &tables[i]) };
	pack_documents(p);
	pack_reflections(p);
	begin_page(p, p->req->visitor.name);
	portfolio_index(&p->o, &shown);
	end_page(p, "index.html");
}

enum status
portfolio(struct request *req)
{
	own_portfolio_page(req->out, req, form_value(req->form, "large"));
	return (OK);
}

static void
forget(void *state)
{
	struct to_come	*t = state;

	arena_release(&t->arena);
	free(t);
}

static enum piece_is
next_piece(struct request *req, void *state)
{
	struct to_come			*t = state;
	const struct portfolio_later	*f = &t->files[t->at];
	struct portfolio_content	*c;

	if (t->at == t->n)
		return (archive_end(t->archive, req->out) ? PIECE_LAST :
		    PIECE_LOST);
	c = portfolio_own_file(req->db, f->attachment_id, t->from + 1, PIECE);
	if (c == NULL || !archive_more(t->archive, req->out, c->bytes.data,
	    c->bytes.length))
		return (PIECE_LOST);
	t->from += (int64_t)c->bytes.length;
	if (t->from == f->size) {
		t->from = 0;
		t->at++;
	}
	return (PIECE_MORE);
}

/* More text than an archive takes, which nobody writes in a year or two. */
static enum status
too_large(struct request *req, const struct packing *p, bool whole)
{
	out_reset(req->out);
	if (whole)
		return (see_other(req, "/my/data?large=yes"));
	return (see_other(req, "/portfolio?large=%s", p->latest ? "latest" :
	    "all"));
}

/* The pages at once, as they are now; the files behind them, however large.
 * whole: with all else that is held of them, earlier versions there. */
static enum status
take_away(struct request *req, const char *name, bool whole)
{
	struct to_come	*t = calloc(1, sizeof(*t));
	struct packing	 p = { .req = req, .later = t, .latest = whole ||
			    strcmp(form_value(req->form, "versions"),
			    "latest") == 0 };

	if (t == NULL)
		abort();
	choose_files(t, portfolio_files_later(req->db));
	t->archive = p.archive = archive_begin(req->out, &t->arena,
	    req->today);
	pack_all(&p);
	out_free(&p.o);
	p.full |= whole && !own_record_pack(req, p.archive);
	for (size_t i = 0; i < t->n; i++)
		p.full |= !archive_promise(p.archive, arena_printf(req->arena,
		    "portfolio/%s", t->files[i].link),
		    (uint64_t)t->files[i].size);
	if (p.full || db_failed(req->db)) {
		forget(t);
		return (db_failed(req->db) ? FAILED :
		    too_large(req, &p, whole));
	}
	req->rest = (struct rest){ archive_length(t->archive), t, next_piece,
	    forget };
	req->reading = (struct reading){ "portfolio", 0, req->visitor.id, 0 };
	return (file(req, "application/zip", name));
}

enum status
portfolio_file(struct request *req)
{
	return (take_away(req, "my-portfolio.zip", false));
}

enum status
data_copy(struct request *req)
{
	return (take_away(req, "my-data.zip", true));
}
