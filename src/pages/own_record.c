/* own_record - all that is held of somebody, table by table, for them. */
#include <string.h>

#include "pages.h"
#include "pages/data_rights.h"
#include "sheets/archive.h"
#include "sheets/csv.h"
#include "views.h"

/* The folder while it is packed: page is index.html, json is record.json. */
struct packing_record {
	struct request	*req;
	struct archive	*archive;
	struct out	 page, json;
	bool		 full;
};

static void
add(struct packing_record *p, const char *name, const struct out *o)
{
	p->full = p->full || !archive_add(p->archive, arena_printf(
	    p->req->arena, "record/%s", name), o->data, o->len);
}

static void
put(struct out *o, const char *markup)
{
	out_raw(o, markup, strlen(markup));
}

static void
add_json(struct packing_record *p, const char *name,
    struct held_row_list rows)
{
	put(&p->json, p->json.len == 0 ? "{\n\"" : ",\n\"");
	put(&p->json, name);
	put(&p->json, "\": [\n");
	for (size_t i = 0; i < rows.n; i++) {
		put(&p->json, rows.v[i].line);
		put(&p->json, i + 1 < rows.n ? ",\n" : "\n");
	}
	put(&p->json, "]");
}

static void
add_csv(struct packing_record *p, const char *name, struct held_row_list rows)
{
	struct out	csv = { 0 };

	csv_put_mark(&csv);
	csv_put_row(&csv, rows.v[0].columns.v, rows.v[0].columns.n);
	each (r, rows)
		csv_put_row(&csv, r->cells.v, r->cells.n);
	add(p, arena_printf(p->req->arena, "%s.csv", name), &csv);
	out_free(&csv);
}

static void
add_table(struct packing_record *p, const struct held_table *t)
{
	struct held_row_list	rows = held_rows_mine(p->req->db, t->id);

	if (rows.n == 0)
		return;
	record_table(&p->page, t->label, t->name, rows);
	add_json(p, t->name, rows);
	add_csv(p, t->name, rows);
}

bool
own_record_pack(struct request *req, struct archive *archive)
{
	struct packing_record	p = { .req = req, .archive = archive };
	struct held_table_list	tables = held_tables(req->db);

	kept_page_begins(&p.page, "What Waymark holds about you");
	record_begins(&p.page, req);
	each (t, tables)
		if (t->in_copy)
			add_table(&p, t);
	record_ends(&p.page, tables);
	kept_page_ends(&p.page);
	put(&p.json, p.json.len == 0 ? "{}\n" : "\n}\n");
	add(&p, "index.html", &p.page);
	add(&p, "record.json", &p.json);
	out_free(&p.page);
	out_free(&p.json);
	return (!p.full);
}
