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
struct row_names	 domain_names(struct request *);
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

/* Does whoever asks write documents in a placement? */
bool			 may_write_in(struct request *,
			    const struct placement *);
/* Minutes of formal supervision, of records that are signed or that are not. */
int			 supervision_held(const struct document_list *,
			    bool has_been_signed);

bool			 has_word(struct text_list, const char *);
