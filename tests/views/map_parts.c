/* map_parts.c - parts of pages from govuk-frontend's options. */
#include <string.h>

#include "fixture.h"
#include "views.h"

/* Room for as many things as an option lists. */
static void *
room(json_t *list, size_t size)
{
	return (arena_array(&fixture_arena, json_array_size(list), size));
}

static void
say(struct out *o, struct words w)
{
	out_text(o, w.text);
	out_markup(o, w.html);
}

static void
error_summary_(struct out *o, json_t *p)
{
	json_t				*list = look(p, "errorList"), *item;
	struct govuk_summary_item	*items = room(list, sizeof(*items));
	size_t				 i;
	struct govuk_error_summary	 e = {
		.title = take_either(p, "titleText", "titleHtml"),
		.description = take_either(p, "descriptionText",
		    "descriptionHtml"),
		.disable_auto_focus = take(p, "disableAutoFocus"),
		.classes = take(p, "classes"),
		.attributes = take_attributes(p, "attributes"),
		.items = items, .nitems = json_array_size(list) };

	json_array_foreach(list, i, item) {
		items[i].href = take_url(item, "href");
		items[i].words = take_words(item);
	}
	govuk_error_summary(o, &e);
}

static void
tag_(struct out *o, json_t *p)
{
	struct words	 w = take_words(p);

	govuk_tag(o, &w);
}

static size_t
take_cells(json_t *list, struct govuk_cell **cells)
{
	json_t	*item;
	size_t	 i;

	*cells = room(list, sizeof(**cells));
	json_array_foreach(list, i, item)
		(*cells)[i] = (struct govuk_cell){ take_words(item),
		    take(item, "format"), take_int(item, "colspan"),
		    take_int(item, "rowspan") };
	return (json_array_size(list));
}

static void
table_(struct out *o, json_t *p)
{
	json_t			*list = look(p, "rows"), *item;
	struct govuk_row	*rows = room(list, sizeof(*rows));
	struct govuk_cell	*cells, *head;
	size_t			 i;
	struct govuk_table	 t = { .caption = take(p, "caption"),
		.caption_classes = take(p, "captionClasses"),
		.classes = take(p, "classes"),
		.attributes = take_attributes(p, "attributes"),
		.first_cell_is_header = take_true(p, "firstCellIsHeader"),
		.rows = rows };

	t.nhead = take_cells(look(p, "head"), &head);
	t.head = head;
	json_array_foreach(list, i, item) {
		if (!json_is_array(item))
			continue;
		rows[t.nrows].ncells = take_cells(item, &cells);
		rows[t.nrows++].cells = cells;
	}
	govuk_table(o, &t);
}

static size_t
take_actions(json_t *p, struct govuk_action **actions)
{
	json_t	*list = look(look(p, "actions"), "items"), *item;
	size_t	 i;

	*actions = room(list, sizeof(**actions));
	json_array_foreach(list, i, item)
		(*actions)[i] = (struct govuk_action){ take_words(item),
		    take_url(item, "href"), take(item, "visuallyHiddenText") };
	return (json_array_size(list));
}

static void
summary_rows(struct out *o, json_t *rows, struct words card)
{
	struct govuk_action	*actions;
	json_t			*row;
	bool			 any = false;
	size_t			 i;

	json_array_foreach(rows, i, row)
		any |= json_array_size(look(look(row, "actions"), "items")) > 0;
	json_array_foreach(rows, i, row) {
		struct govuk_summary_row	r = {
			.key = take_words_of(row, "key"),
			.value = take_words_of(row, "value"),
			.classes = take(row, "classes"), .card = card,
			.actions_classes = take(look(row, "actions"),
			    "classes"),
			.no_actions = any &&
			    look(look(row, "actions"), "items") == NULL };

		if (!json_is_object(row))
			continue;
		r.nactions = take_actions(row, &actions);
		r.actions = actions;
		govuk_summary_row_open(o, &r);
		govuk_summary_row_close(o, &r);
	}
}

static void
summary_list_(struct out *o, json_t *p)
{
	json_t				*card = look(p, "card");
	struct govuk_action		*actions;
	struct govuk_summary_card	 c = {
		.title = take_words_of(card, "title"),
		.classes = take(card, "classes"),
		.attributes = take_attributes(card, "attributes"),
		.actions_classes = take(look(card, "actions"), "classes") };
	const char			*classes = take(p, "classes");
	struct flag			 attributes = take_attributes(p,
					    "attributes");

	c.nactions = take_actions(card, &actions);
	c.actions = actions;
	if (card != NULL)
		govuk_summary_card_open(o, &c);
	govuk_summary_list_open(o, classes, attributes);
	summary_rows(o, look(p, "rows"), c.title);
	govuk_summary_list_close(o, classes, attributes);
	if (card != NULL)
		govuk_summary_card_close(o, &c);
}

static struct govuk_page_link
take_page_link(json_t *p)
{
	return ((struct govuk_page_link){ take_words(p), take(p, "labelText"),
	    take_url(p, "href") });
}

static void
pagination_(struct out *o, json_t *p)
{
	json_t			*list = look(p, "items"), *item;
	struct govuk_page	*items = room(list, sizeof(*items));
	size_t			 i;
	struct govuk_pagination	 n = {
		.previous = take_page_link(look(p, "previous")),
		.next = take_page_link(look(p, "next")),
		.classes = take(p, "classes"),
		.label = take(p, "landmarkLabel"),
		.attributes = take_attributes(p, "attributes"),
		.items = items };

	json_array_foreach(list, i, item) {
		if (json_object_size(item) == 0)
			continue;
		items[n.nitems++] = (struct govuk_page){
			.number = take(item, "number"),
			.href = take_url(item, "href"),
			.hidden_text = take(item, "visuallyHiddenText"),
			.current = take_true(item, "current"),
			.ellipsis = take_true(item, "ellipsis"),
			.attributes = take_attributes(item, "attributes") };
	}
	govuk_pagination(o, &n);
}

static void
notification_banner_(struct out *o, json_t *p)
{
	const char			*type = take(p, "type");
	struct govuk_notification	 n = {
		.title = take_either(p, "titleText", "titleHtml"),
		.success = type != NULL && strcmp(type, "success") == 0,
		.title_id = take(p, "titleId"), .role = take(p, "role"),
		.classes = take(p, "classes"),
		.disable_auto_focus = take(p, "disableAutoFocus"),
		.attributes = take_attributes(p, "attributes") };
	struct words			 w = take_either(p, "text", "html");

	govuk_notification_banner_open(o, &n);
	if (w.text != NULL) {
		out_markup(o, (struct html){
		    "<p class=\"govuk-notification-banner__heading\">" });
		out_text(o, w.text);
		out_markup(o, (struct html){ "</p>" });
	}
	out_markup(o, w.html);
	govuk_notification_banner_close(o, &n);
}

static void
details_(struct out *o, json_t *p)
{
	struct govuk_details	 d = {
		.summary = take_either(p, "summaryText", "summaryHtml"),
		.id = take(p, "id"), .classes = take(p, "classes"),
		.attributes = take_attributes(p, "attributes"),
		.open = take_true(p, "open") };

	govuk_details_open(o, &d);
	say(o, take_either(p, "text", "html"));
	govuk_details_close(o, &d);
}

static void
inset_text_(struct out *o, json_t *p)
{
	const char	*id = take(p, "id"), *classes = take(p, "classes");
	struct flag	 attributes = take_attributes(p, "attributes");

	govuk_inset_text_open(o, id, classes, attributes);
	say(o, take_either(p, "text", "html"));
	govuk_inset_text_close(o, id, classes, attributes);
}

static void
warning_text_(struct out *o, json_t *p)
{
	const char	*icon = take(p, "iconFallbackText");
	const char	*classes = take(p, "classes");
	struct flag	 attributes = take_attributes(p, "attributes");

	if (icon == NULL || *icon == '\0')
		icon = "Warning";
	govuk_warning_text_open(o, classes, attributes, icon);
	out_raw(o, " ", 1);
	say(o, take_either(p, "text", "html"));
	govuk_warning_text_close(o, classes, attributes, icon);
}

static void
panel_(struct out *o, json_t *p)
{
	static const char	 interrupts[] = "govuk-panel--interruption";
	struct words		 w = take_either(p, "text", "html");
	struct govuk_panel	 n = {
		.title = take_either(p, "titleText", "titleHtml"),
		.classes = take(p, "classes"),
		.attributes = take_attributes(p, "attributes") };

	if (n.classes != NULL && !strncmp(n.classes, interrupts,
	    strlen(interrupts))) {
		n.interrupts = true;
		n.classes += strlen(interrupts);
		n.classes += *n.classes == ' ';
	}

	govuk_panel_open(o, &n);
	if (said(w)) {
		govuk_panel_body_open(o);
		say(o, w);
		govuk_panel_body_close(o);
	}
	govuk_panel_close(o, &n);
}

static struct url
url_or(struct url u, const char *otherwise)
{
	return (u.s != NULL ? u : (struct url){ otherwise });
}

static void
skip_link_(struct out *o, json_t *p)
{
	struct words	 w = take_words(p);

	govuk_skip_link(o, &w, url_or(take_url(p, "href"), "#content"));
}

static void
back_link_(struct out *o, json_t *p)
{
	struct words	 w = take_words(p);

	govuk_back_link(o, &w, url_or(take_url(p, "href"), "#"));
}

static void
breadcrumbs_(struct out *o, json_t *p)
{
	json_t				*list = look(p, "items"), *item;
	struct govuk_crumb		*items = room(list, sizeof(*items));
	size_t				 i;
	struct govuk_breadcrumbs	 b = {
		.items = items, .nitems = json_array_size(list),
		.classes = take(p, "classes"), .label = take(p, "labelText"),
		.collapse = take_true(p, "collapseOnMobile"),
		.attributes = take_attributes(p, "attributes") };

	json_array_foreach(list, i, item) {
		items[i].href = take_url(item, "href");
		items[i].words = take_words(item);
	}
	govuk_breadcrumbs(o, &b);
}

static void
generic_header_(struct out *o, json_t *p)
{
	struct words	 w = take_either(p, "logoText", "logoHtml");

	w.classes = take(p, "classes");
	w.attributes = take_attributes(p, "attributes");
	govuk_generic_header(o, &w, url_or(take_url(p, "url"), "/"),
	    take(p, "containerClasses"));
}

/* The collapse of a menu: as it comes, on, or off. */
static void
take_collapse(json_t *p, struct govuk_service_navigation *n)
{
	bool	 off = json_is_false(look(p, "collapseNavigationOnMobile"));

	n->no_collapse = off;
	n->collapse = take_true(p, "collapseNavigationOnMobile");
}

static void
take_slots(json_t *slots, struct govuk_service_navigation *n)
{
	json_t		*end = look(slots, "end");
	const char	*align = take(end, "align");

	n->start.s = take(slots, "start");
	n->end_inline = align != NULL && strcmp(align, "inline") == 0;
	n->end.s = take(json_is_string(end) ? slots : end,
	    json_is_string(end) ? "end" : "html");
	n->list_start.s = take(slots, "navigationStart");
	n->list_end.s = take(slots, "navigationEnd");
}

static void
service_navigation_(struct out *o, json_t *p)
{
	json_t				*list = look(p, "navigation"), *item;
	struct govuk_navigation_item	*items = room(list, sizeof(*items));
	size_t				 i;
	struct govuk_service_navigation	 n = {
		.name = take(p, "serviceName"),
		.url = take_url(p, "serviceUrl"),
		.label = take(p, "navigationLabel"),
		.classes = take(p, "classes"), .id = take(p, "navigationId"),
		.menu_text = take(p, "menuButtonText"),
		.menu_label = take(p, "menuButtonLabel"),
		.section_label = take(p, "ariaLabel"),
		.navigation_classes = take(p, "navigationClasses"),
		.attributes = take_attributes(p, "attributes"),
		.items = items };

	take_collapse(p, &n);
	take_slots(look(p, "slots"), &n);
	json_array_foreach(list, i, item) {
		if (!json_is_object(item))
			continue;
		items[n.nitems++] = (struct govuk_navigation_item){
			.words = take_words(item),
			.href = take_url(item, "href"),
			.active = take_true(item, "active"),
			.current = take_true(item, "current") };
	}
	if (n.menu_label != NULL && n.menu_text != NULL &&
	    strcmp(n.menu_label, n.menu_text) == 0)
		n.menu_label = NULL;
	govuk_service_navigation(o, &n);
}

const struct mapping part_mappings[] = {
	{ "back-link", back_link_ }, { "breadcrumbs", breadcrumbs_ },
	{ "details", details_ }, { "error-summary", error_summary_ },
	{ "generic-header", generic_header_ }, { "inset-text", inset_text_ },
	{ "notification-banner", notification_banner_ },
	{ "pagination", pagination_ }, { "panel", panel_ },
	{ "service-navigation", service_navigation_ },
	{ "skip-link", skip_link_ }, { "summary-list", summary_list_ },
	{ "table", table_ }, { "tag", tag_ }, { "warning-text", warning_text_ },
	{ NULL, NULL }
};
