#pragma once
/*
 * documents - what the pages of documents share.
 */
#include "core/request.h"
#include "views/documents.h"

/* A document that the asker sees, or NULL. */
struct document		*document_asked(struct request *);
/* Its form; every kind has one. */
struct document_form	 form_of_document(const struct document *);
struct answer_list	 answers_of_version(struct arena *,
			    const struct document_version *);
/* The standards of a set, and those that a document is held by. */
struct row_names	 standard_names(struct request *, const char *set);
struct row_names	 domain_names(struct request *,
			    const struct document *);
struct document_settings document_settings_of(struct request *,
			    int64_t programme);

/* The answers of a part that a form sent; what will not do is refused, and so
 * is what is missing when they are to be sent on. */
struct answer_list	 answers_sent(struct request *,
			    const struct document_form *, enum writer,
			    struct row_names domains, bool sends);
/* Puts the answers of a part into a form that is opened. */
void			 answers_show(struct request *,
			    const struct document_form *, enum writer,
			    struct row_names domains,
			    const struct answer_list *);

struct document_home	 home_of_placement(struct request *,
			    const struct placement *);
/* Finishes and shows the documents of a home. */
enum status		 documents_show(struct request *,
			    struct documents_shown *);
/* What is done about a kind: what waits, or what is missing. */
const char		*kind_waits(struct arena *,
			    const struct document_form *,
			    const struct document_list *);
/* "2 of 4 signed" */
const char		*kind_count(struct arena *, int nsigned, int required);

/* The documents of a home that may be begun, and beginning one: NULL when
 * somebody was faster.  value: the kind, and its stage after a full stop. */
struct document_beginning {
	struct document_home	 home;
	const struct option	*kinds;
	struct document_id	*(*begin)(struct request *,
				    const struct document_home *,
				    const char *value);
};
enum status		 document_new_show(struct request *,
			    const struct document_beginning *);
enum status		 document_begin_in(struct request *,
			    const struct document_beginning *);

/* Does whoever asks write documents in a placement? */
bool			 may_write_in(struct request *,
			    const struct placement *);
/* Minutes of formal supervision, of records that are signed or that are not. */
int			 supervision_held(const struct document_list *,
			    bool has_been_signed);

bool			 has_word(struct text_list, const char *);
