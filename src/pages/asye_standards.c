/* asye_standards - which standards the evidence of an ASYE shows, and where
 * its newly qualified social worker and the assessor saw them. */
#include <string.h>

#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/guides.h"
#include "rules/documents.h"
#include "views.h"

static struct standard_shown *
shown_of(struct standards_seen *s, int64_t standard)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].standard->id == standard)
			return (&s->v[i]);
	return (NULL);
}

/* Kinds that are named in any case; others, where something shows them. */
static void
begin_kinds(struct standards_seen *s)
{
	for (int k = MINIMUM_OBSERVATION; k <= MINIMUM_REFLECTION; k++)
		s->shown[k] = true;
}

static void
take_coverage(struct standards_seen *s, struct coverage_list covered)
{
	struct standard_shown	*one;

	begin_kinds(s);
	each(c, covered) {
		one = shown_of(s, c->standard_id);
		if (one == NULL)
			continue;
		one->items[c->kind] = c->items;
		one->direct[c->kind] = c->direct;
		one->of_all += c->items;
		one->direct_of_all += c->direct;
		s->shown[c->kind] = true;
	}
}

static const char *
named(struct arena *a, const char *list, const struct held_standard *s)
{
	return (arena_printf(a, "%s%s%s %s", list, *list == '\0' ? "" : "; ",
	    s->code, s->label));
}

static void
find_gaps(struct arena *a, struct standards_seen *s)
{
	s->gaps = s->only_implied = "";
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].of_all == 0)
			s->gaps = named(a, s->gaps, s->v[i].standard);
		else if (s->v[i].direct_of_all == 0)
			s->only_implied = named(a, s->only_implied,
			    s->v[i].standard);
}

enum status
asye_standards(struct request *req)
{
	struct standards_seen		s = { .asye = asye_with_evidence(req) };
	struct held_standard_list	held;

	if (s.asye == NULL)
		return (NOT_FOUND);
	held = standards_of_framework(req->db, s.asye->framework_id);
	s.sets = set_choices_of(req->arena, held,
	    id_typed(form_value(req->form, "set")));
	s.v = arena_array(req->arena, held.n, sizeof(*s.v));
	each(h, held)
		if (h->set_id == set_chosen(s.sets)) {
			s.set = h;
			s.v[s.n++].standard = h;
		}
	if (s.set != NULL && strncmp(s.set->address, "https://", 8) == 0)
		s.official.s = s.set->address;
	take_coverage(&s, coverage_of_asye(req->db, s.asye->id));
	find_gaps(req->arena, &s);
	asye_standards_page(req->out, req, &s);
	return (OK);
}

static const char *const	moments[MOMENTS] = { "start", "middle", "end" };
static const char *const	moment_titles[MOMENTS] = { "Start", "Middle",
				    "End" };

/* Where the words of a moment stand in the table; SEEN_COLUMNS: nowhere. */
static size_t
column_of(struct request *req, struct seen_shown *s, const struct seen_at *at)
{
	const char	*title = "";
	size_t		 i = 0;

	if (at->by_assessor)
		title = arena_printf(req->arena, "ASYE assessor %s",
		    evidence_month_words(req->arena, (int)at->month));
	for (int m = 0; m < MOMENTS && !at->by_assessor; m++)
		if (strcmp(at->moment, moments[m]) == 0)
			title = moment_titles[m];
	while (i < s->ncolumns && strcmp(s->columns[i], title) != 0)
		i++;
	if (i == s->ncolumns && i < SEEN_COLUMNS)
		s->columns[s->ncolumns++] = title;
	return (i);
}

/* The words of the scale, from the form that was filled in. */
static const char *const *
scale_words(void)
{
	struct document_form	form;

	if (!document_form("asye_self_assessment", &form))
		return (NULL);
	for (size_t i = 0; i < form.n; i++)
		if (form.fields[i].kind == FIELD_GRID)
			return (form.fields[i].columns[0].choices);
	return (NULL);
}

static int
level_of(const char *const *scale, const char *words)
{
	for (int i = 0; scale != NULL && scale[i] != NULL; i++)
		if (strcmp(scale[i], words) == 0)
			return (i + 1);
	return (MOMENT_NONE);
}

static void
take_seen(struct request *req, struct seen_shown *s, struct seen_at_list all,
    struct moments_row *drawn)
{
	const char *const	*scale = scale_words();
	size_t			 column;

	each(at, all) {
		column = column_of(req, s, at);
		if (column == SEEN_COLUMNS || at->row < 1 ||
		    at->row > (int64_t)s->nrows)
			continue;
		s->rows[at->row - 1].words[column] = at->words;
		for (int m = 0; m < MOMENTS && !at->by_assessor; m++)
			if (strcmp(at->moment, moments[m]) == 0) {
				drawn[at->row - 1].level[m] = level_of(scale,
				    at->words);
				s->chart.moments[m] = moment_titles[m];
			}
	}
}

/* From the first moment that somebody spoke of to the last. */
static const char *
finding_of(struct arena *a, const struct moments_row *rows, size_t n)
{
	int	on = 0, same = 0, back = 0, once = 0, first, last;
	int	spoken;

	for (size_t i = 0; i < n; i++) {
		first = last = MOMENT_NONE;
		spoken = 0;
		for (int m = 0; m < MOMENTS; m++)
			if (rows[i].level[m] != MOMENT_NONE) {
				first = first == MOMENT_NONE ?
				    rows[i].level[m] : first;
				last = rows[i].level[m];
				spoken++;
			}
		on += last > first;
		back += last < first;
		same += spoken > 1 && last == first;
		once += spoken == 1;
	}
	if (on + same + back == 0)
		return (arena_printf(a, "%d standards, assessed once", once));
	return (arena_printf(a, "From the first to the last, further on in "
	    "%d, the same in %d, less confident in %d", on, same, back));
}

static void
draw(struct request *req, struct seen_shown *s,
    const struct moments_row *drawn)
{
	const char *const	*scale = scale_words();

	s->chart.id = "self-assessments";
	s->chart.title = "Self-assessments side by side";
	s->chart.rows = drawn;
	s->chart.n = s->nrows;
	s->chart.finding = finding_of(req->arena, drawn, s->nrows);
	while (scale != NULL && scale[s->chart.levels] != NULL)
		s->chart.levels++;
	if (s->chart.levels < 2)
		return;
	s->chart.from_words = scale[0];
	s->chart.to_words = scale[s->chart.levels - 1];
	for (int m = 0; m < MOMENTS; m++)
		s->drawn |= s->chart.moments[m] != NULL;
}

enum status
asye_self_assessments(struct request *req)
{
	struct seen_shown		s = { .asye = asye_with_evidence(req) };
	struct held_standard_list	held;
	struct moments_row		*drawn;

	if (s.asye == NULL)
		return (NOT_FOUND);
	held = standards_of_framework(req->db, s.asye->framework_id);
	s.rows = arena_array(req->arena, held.n, sizeof(*s.rows));
	drawn = arena_array(req->arena, held.n, sizeof(*drawn));
	each(h, held)
		if (h->set_id == held.v[0].set_id)
			s.rows[s.nrows++].label = arena_printf(req->arena,
			    "%s %s", h->code, h->label);
	for (size_t i = 0; i < s.nrows; i++)
		drawn[i].label = s.rows[i].label;
	take_seen(req, &s, seen_of_asye(req->db, s.asye->id), drawn);
	draw(req, &s, drawn);
	self_assessments_page(req->out, req, &s);
	return (OK);
}
