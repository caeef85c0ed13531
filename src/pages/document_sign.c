/* document_sign - sign a document: the text is shown to the letter, one's name
 * is typed, and what is signed is that text and no other. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/documents.h"
#include "pages/register.h"
#include "views.h"

enum { NAME_MOST = 200 };

/* What I may still sign it as. */
static const struct option *
parties_offered(struct request *req, const struct document *d)
{
	struct option	*offered = arena_array(req->arena, d->mine.n + 1,
			    sizeof(*offered));
	size_t		 n = 0;

	for (size_t i = 0; i < d->mine.n; i++)
		if (has_word(d->parties, d->mine.v[i]) &&
		    !has_word(d->has_signed, d->mine.v[i]))
			offered[n++] = (struct option){ d->mine.v[i],
			    document_party_words(d->kind,
			    document_party_from(d->mine.v[i])) };
	return (offered);
}

static enum status
show(struct request *req, const struct document *d, enum status status)
{
	document_sign_form(req->out, req, d,
	    document_version_of(req->db, d->id, d->version),
	    parties_offered(req, d));
	return (status);
}

enum status
document_sign_page(struct request *req)
{
	struct document	*d = document_asked(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (!document_signable(d))
		return (see_other(req, "/documents/%ld", d->id));
	if (req->drafted_at.s == 0)
		form_set_version(req->form, d->version);
	return (show(req, d, OK));
}

/* The name as it was typed, but for case, accents and punctuation. */
static void
check_name(struct request *req)
{
	const char	*typed = form_text(req->form, "name", "Your name",
			    NAME_MOST, "Enter your name");

	if (*typed != '\0' && strcmp(text_fold(req->arena, typed),
	    text_fold(req->arena, req->visitor.name)) != 0)
		form_refusef(req->form, "name", "Enter your name as Waymark "
		    "has it: %s", req->visitor.name);
}

static bool
sign(struct request *req, const struct document *d, int64_t version,
    const char *party, const char *hash)
{
	int64_t	rows;

	db_try(req->db);
	rows = document_sign_as(req->db, d->id, version,
	    document_party_from(party), hash);
	return (db_tried(req->db) && rows > 0);
}

enum status
document_sign(struct request *req)
{
	static const char *const	yes[] = { "yes", NULL };
	struct document			*d = document_asked(req);
	const struct option		*offered;
	const char			*party, *hash;
	int64_t				 version;

	if (d == NULL)
		return (NOT_FOUND);
	offered = parties_offered(req, d);
	version = form_version(req->form, "Open the document again");
	hash = form_value(req->form, "hash");
	if (offered[0].value == NULL)
		form_refuse(req->form, "version", "You have signed this, or it "
		    "does not wait for you any more. Go back to it and look "
		    "again.");
	party = option_chosen(req->form, "party", offered,
	    "Select what you sign as");
	check_name(req);
	form_choice(req->form, "read", yes, "Select that you have read it");
	if (form_ok(req->form) && party != NULL &&
	    sign(req, d, version, party, hash))
		return (done(req, "Signed", "/documents/%ld", d->id));
	if (form_ok(req->form)) {
		form_refuse(req->form, "version", "The document changed while "
		    "you had it open. Read it again before you sign it.");
		form_replace_version(req->form, d->version);
	}
	return (show(req, d, INVALID));
}
