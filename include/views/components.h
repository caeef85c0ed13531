#pragma once
/*
 * components - what the parts of a page take: govuk-frontend's options in C.
 *
 * The names are govuk-frontend's.  What is left out of a designated
 * initialiser is left out of the page.  The markup is held to its fixtures by
 * tests/views/test_fixtures.c.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/form.h"
#include "core/out.h"

struct request;

#define bare(name, on)	((struct flag){ (on) ? " " name : "" })
#define disabled(on)	bare("disabled", on)

/* Words, or markup of ours, with the looks of the element around them. */
struct words {
	const char	*text;
	struct html	 html;		/* in the place of text */
	const char	*classes;
	struct flag	 attributes;	/* " data-a=\"b\"", escaped */
	bool		 heading;	/* of the page: within an h1 */
};

static inline bool
said(struct words w)
{
	return ((w.text != NULL && *w.text != '\0') ||
	    (w.html.s != NULL && *w.html.s != '\0'));
}

struct govuk_group {		/* what stands around a field */
	const char	*classes;
	struct flag	 attributes;
	struct words	 before, after;
};

struct govuk_fieldset {
	struct words	 legend;
	const char	*classes, *role, *described_by;
	struct flag	 attributes;
};

/* One box of text, and much that other fields share with it. */
struct govuk_input {
	const char		*id, *name, *value;	/* id: name when NULL */
	const char		*type;			/* "text" when NULL */
	struct words		 label, hint, error, prefix, suffix, wrapper;
	struct govuk_group	 group;
	const char		*classes, *described_by;
	const char		*autocomplete, *autocapitalize, *pattern;
	const char		*inputmode, *spellcheck;
	bool			 disabled;
	struct flag		 attributes;
};

struct govuk_textarea {
	const char		*id, *name, *value;
	struct words		 label, hint, error;
	struct govuk_group	 group;
	const char		*classes, *described_by;
	const char		*autocomplete, *spellcheck;
	int			 rows;			/* 5 when 0 */
	bool			 disabled;
	struct flag		 attributes;
};

/* A textarea that says how much may be written. */
struct govuk_character_count {
	struct govuk_textarea	 textarea;
	int			 maxlength, maxwords, threshold;
	const char		*count_type;	/* "characters" or "words" */
	const char		*message_classes;
};

/* An option of a select; value NULL: the text is sent. */
struct govuk_option {
	const char	*value, *text;
	bool		 selected, disabled;
	struct flag	 attributes;
};

struct govuk_select {
	const char			*id, *name;
	struct words			 label, hint, error;
	struct govuk_group		 group;
	const char			*classes, *described_by;
	bool				 disabled;
	struct flag			 attributes;
	const struct govuk_option	*items;
	size_t				 nitems;
};

struct govuk_file_upload {
	const char		*id, *name;
	struct words		 label, hint, error;
	struct govuk_group	 group;
	const char		*classes, *described_by;
	bool			 disabled, multiple;
	bool			 drop;		/* a zone to drop files on */
	struct words		 wrapper;
	struct flag		 attributes;
};

/* A radio or a checkbox; one without a label or a divider is passed over. */
struct govuk_choice {
	const char	*value;
	struct words	 label, hint;
	const char	*id, *name;		/* made from the group's */
	const char	*divider;		/* "or", and no choice */
	const char	*behaviour;		/* "exclusive" */
	bool		 checked, disabled;
	struct flag	 attributes;
	/* What choosing it reveals: markup, or a view of the form. */
	struct html	 conditional;
	void		(*reveal)(struct out *, struct form *);
	struct form	*form;
};

struct govuk_choices {
	const char			*name, *id_prefix;
	struct words			 hint, error;
	bool				 fieldset;	/* is there one? */
	struct govuk_fieldset		 around;
	struct govuk_group		 group;
	const char			*classes, *described_by;
	struct flag			 attributes;
	const struct govuk_choice	*items;
	size_t				 nitems;
};

/* A box of a date. */
struct govuk_date_item {
	const char	*name, *label, *id, *value, *classes;
	const char	*inputmode, *autocomplete, *pattern;
	struct flag	 attributes;
	bool		 error, fine;	/* neither: as the date is */
};

struct govuk_date_input {
	const char			*id, *name_prefix;
	struct words			 hint, error;
	bool				 fieldset;
	struct govuk_fieldset		 around;
	struct govuk_group		 group;
	const char			*classes;
	struct flag			 attributes;
	const struct govuk_date_item	*items;
	size_t				 nitems;
};

struct govuk_button {
	struct words	 words;
	struct url	 href;		/* looks like a button, but is a link */
	const char	*id, *name, *value, *type;
	const char	*prevent_double_click;	/* "true" */
	bool		 disabled, start;
};

struct govuk_summary_item { struct words words; struct url href; };

struct govuk_error_summary {
	struct words				 title, description;
	const char				*disable_auto_focus;
	const char				*classes;
	struct flag				 attributes;
	const struct govuk_summary_item		*items;
	size_t					 nitems;
};

struct govuk_cell {
	struct words	 words;
	const char	*format;	/* "numeric" */
	int		 colspan, rowspan;
};

struct govuk_row { const struct govuk_cell *cells; size_t ncells; };

struct govuk_table {
	const char			*caption, *caption_classes, *classes;
	struct flag			 attributes;
	bool				 first_cell_is_header;
	const struct govuk_cell		*head;
	size_t				 nhead;
	const struct govuk_row		*rows;
	size_t				 nrows;
};

struct govuk_action {
	struct words	 words;
	struct url	 href;
	const char	*hidden_text;
};

struct govuk_summary_row {
	struct words			 key, value;
	const char			*classes, *actions_classes;
	const struct govuk_action	*actions;
	size_t				 nactions;
	bool				 no_actions;	/* where others have */
	struct words			 card;	/* the title of its card */
};

struct govuk_summary_card {
	struct words			 title;
	const char			*classes, *actions_classes;
	struct flag			 attributes;
	const struct govuk_action	*actions;
	size_t				 nactions;
};

struct govuk_page_link {
	struct words	 words;		/* "Next page" when they say nothing */
	const char	*label;
	struct url	 href;
};

struct govuk_page {
	const char	*number;
	struct url	 href;
	const char	*hidden_text;
	bool		 current, ellipsis;
	struct flag	 attributes;
};

struct govuk_pagination {
	struct govuk_page_link		 previous, next;
	const char			*classes, *label;
	struct flag			 attributes;
	const struct govuk_page		*items;
	size_t				 nitems;
};

struct govuk_notification {
	struct words	 title;
	bool		 success;
	const char	*title_id, *role, *classes;
	const char	*disable_auto_focus;
	struct flag	 attributes;
};

struct govuk_details {
	struct words	 summary;
	const char	*id, *classes;
	struct flag	 attributes;
	bool		 open;
};

struct govuk_crumb { struct words words; struct url href; };

struct govuk_breadcrumbs {
	const struct govuk_crumb	*items;
	size_t				 nitems;
	const char			*classes, *label;
	bool				 collapse;	/* on small screens */
	struct flag			 attributes;
};

struct govuk_navigation_item {
	struct words	 words;
	struct url	 href;
	bool		 active, current;	/* within it, at it */
};

struct govuk_service_navigation {
	const char				*name;
	struct url				 url;
	const char				*label, *classes, *id;
	const char				*menu_text, *menu_label;
	const char				*section_label;
	const char				*navigation_classes;
	struct flag				 attributes;
	bool					 no_collapse, collapse;
	const struct govuk_navigation_item	*items;
	size_t					 nitems;
	struct html				 start, end;	/* slots */
	struct html				 list_start, list_end;
	bool					 end_inline;
};

struct govuk_panel {
	struct words	 title;
	bool		 interrupts;	/* "Are you sure?" */
	const char	*classes;
	struct flag	 attributes;
};

/*
 * An option of radios, of checkboxes or of a select, in a list that ends with
 * one that has no label: options({ "full", "A full day" }, ...).
 */
struct option {
	const char	*value;		/* NULL: the label is a divider, "or" */
	const char	*label, *hint;
	/* A view of what choosing it reveals: it is shown without scripts. */
	void		(*reveal)(struct out *, struct form *);
	bool		 exclusive;	/* a checkbox: "None of these" */
};

#define options(...)	((const struct option[]){ __VA_ARGS__, { 0 } })

/* What the views of components work out before they write. */
enum { GOVUK_IDS = 256 };

struct date_box {
	struct govuk_input	 input;
	char			 name[128], id[128], label[64], classes[192];
};

/* The ids that describe a field: by, then id-hint and id-error if there. */
const char	*described_by(char ids[GOVUK_IDS], const char *by,
		    const char *id, bool hint, bool error);
const char	*choice_described_by(char ids[GOVUK_IDS], const char *by,
		    const char *id, bool hint);
void		 date_box(struct date_box *, const struct govuk_date_input *,
		    const struct govuk_date_item *);
/* "Error: " when a form is shown again; " (page 2)" of a list. */
const char	*title_begins(const struct request *);
const char	*title_page(char words[32], const struct request *);
/* Whether a path lies under another, which is not "/". */
bool		 is_within(const char *path, const char *of);
/* "Inbox", "Inbox (3)", "Inbox (99+)" */
const char	*inbox_words(const struct request *);
/* Whether the route table has a page there for this person. */
bool		 may_ask(const struct request *, const char *path);
/* Day, month and year as they were typed; those that are missing are wrong. */
struct govuk_date_item *date_items(const struct form *, const char *name);
struct govuk_error_summary form_errors(const struct form *);
struct govuk_choices form_choices(struct form *, const char *name,
		    const char *legend, const char *hint,
		    const struct option *, bool many);
struct govuk_select form_select(const struct form *, const char *name,
		    const char *label, const char *hint,
		    const struct option *);
