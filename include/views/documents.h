#pragma once
/*
 * documents - what the views of documents show.
 */
#include <stdbool.h>

#include "queries.h"
#include "rules/documents.h"
#include "views/asye_minimums.h"
#include "views/components.h"

struct arena;

/* Whose documents they are: a placement's or an ASYE's. */
struct document_home {
	enum document_home_kind	 kind;
	int64_t			 id, enrolment_id, person_id, programme_id;
	const char		*trainee, *where;
	struct date		 starts_on, ends_on;	/* or not set */
};

/* A kind of document of one home. */
struct document_kind_row {
	struct document_form	 form;
	int			 required, nsigned;
	const char		*count;		/* "2 of 4 signed" */
	const char		*waits;		/* what is to be done, or "" */
	const char		*begins;	/* what the link begins */
	bool			 complete;
	bool			 may_start;
};

struct documents_shown {
	struct document_home		 home;
	int64_t				 asker;
	struct document_list		 documents;
	struct document_kind_row	*kinds;
	size_t				 nkinds;
	struct supervision_standing	 supervision;	/* of a placement */
	bool				 whole;	/* not only what a host signs */
	bool				 may_start;
	int				 mine;	/* that wait on the asker */
};

/* A version of a document, as it is read. */
struct document_read {
	const struct document		*d;
	struct document_form		 form;
	const struct document_version	*version;	/* or NULL */
	struct answer_list		 answers;
	struct row_names		 domains;
	struct document_signature_list	 signatures;
	struct document_deed_list	 deeds;
	const struct document_return	*returned;
	/* Of one version: against the one before it, where that can be read. */
	const struct document_version	*before;
	struct answer_change_list	 changes;
	struct kept_shortfall_list	 shortfall;	/* of a final review */
	/* Of an observation by somebody without an account. */
	const struct observer_named	*observer;
	struct observer_link_list	 observers;
};

struct document_writing {
	const struct document		*d;
	struct document_form		 form;
	enum writer			 part;
	struct row_names		 domains;
	struct answer_list		 stored;
	const struct document_return	*returned;
	const char			*guidance;	/* or NULL */
	struct minimums_shown		 minimums;	/* of a final review */
	bool				 may_send;
	bool				 conflict;
};

/* What is done to a document with one button. */
struct document_act {
	enum document_change	 change;
	const char		*path;		/* "return" */
	const char		*title, *what, *button;
	const char		*reason;	/* the question, or NULL */
	const char		*enter;
	const char		*notice;
	bool			 harsh;
};

/* An address within a home: "documents", "documents/new". */
struct url	 home_url(struct arena *, const struct document_home *,
		    const char *within);
/* The form that begins something there, and where its list leads back. */
struct url	 home_begins(struct arena *, const struct document_home *,
		    const char *what);
struct url	 documents_back(struct arena *, const struct documents_shown *);
/* The list that a document stands in. */
struct url	 documents_url(struct arena *, const struct document *);
const char	*document_title(struct arena *, const struct document *);
const char	*document_kind_title(enum document_kind);
/* "the practice educator to sign"; "" where nobody has to do anything. */
const char	*document_waits(struct arena *, const struct document *);
bool		 document_waits_on_me(const struct document *);
const char	*document_state_words(enum document_state);
const char	*document_party_words(enum document_kind, enum document_party);
const char	*document_part_words(enum document_kind, enum document_part);
const char	*document_deed_words(struct arena *, enum document_kind,
		    const struct document_deed *);
bool		 document_offers(const struct document *,
		    enum document_change);
/* May I sign it now, as at least one party? */
bool		 document_signable(const struct document *);
/* How the summary of a field is shown: its label, with "(optional)". */
const char	*field_label(struct arena *, const struct document_field *);
const struct option *word_options(struct arena *, const char *const *words,
		    const char *first);
const struct option *name_options(struct arena *, struct row_names);
/* How many rows of a field a form shows. */
int		 form_rows(struct form *, const struct document_field *);
/* Answers of a version that its form of today does not ask for any more. */
struct answer_list document_leftovers(struct arena *,
		    const struct document_read *);
bool		 field_is_answered(struct arena *, const struct answer_list *,
		    const struct document_field *);
