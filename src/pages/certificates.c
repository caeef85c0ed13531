/* certificates - issued, printed, withdrawn, and checked by anybody. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "views.h"

enum { NUMBER_DIGITS = 15 };

/* The latest certificate of the path's ASYE, or NULL, in *c. */
static const struct asye_record *
asked(struct request *req, const struct asye_certificate **c)
{
	const struct asye_record	*a = asye_asked(req);
	struct asye_certificate_list	 list;

	*c = NULL;
	if (a == NULL)
		return (NULL);
	list = asye_certificates(req->db, a->id);
	if (list.n > 0)
		*c = &list.v[0];
	return (a);
}

/* May the asker issue one now? */
static bool
may_issue(struct request *req, const struct asye_record *a,
    const struct asye_certificate *c)
{
	struct asye_outcome_list	outcomes;

	if (!(a->coordinates || a->of_staff) ||
	    a->state != ASYE_STATE_CONFIRMED ||
	    (c != NULL && c->state == CERTIFICATE_STATE_VALID))
		return (false);
	outcomes = asye_outcomes(req->db, a->id);
	return (outcomes.n > 0 &&
	    outcomes.v[0].decision == ASYE_DECISION_PASS);
}

enum status
certificate_show(struct request *req)
{
	const struct asye_certificate	*c;
	const struct asye_record	*a = asked(req, &c);
	bool				 issue;

	if (a == NULL)
		return (NOT_FOUND);
	issue = may_issue(req, a, c);
	if (c == NULL && !issue)
		return (NOT_FOUND);
	certificate_page(req->out, req, a, c, issue);
	return (OK);
}

enum status
certificate_create(struct request *req)
{
	const struct asye_certificate	*c;
	const struct asye_record	*a = asked(req, &c);

	if (a == NULL || !may_issue(req, a, c))
		return (NOT_FOUND);
	certificate_issue(req->db, a->id);
	return (done(req, "Certificate issued", "/asye/%ld/certificate",
	    a->id));
}

static const struct asye_record *
withdrawable(struct request *req, const struct asye_certificate **c)
{
	const struct asye_record	*a = asked(req, c);

	return (a != NULL && *c != NULL && (a->coordinates || a->of_staff) &&
	    (*c)->state == CERTIFICATE_STATE_VALID ? a : NULL);
}

enum status
certificate_withdraw_page(struct request *req)
{
	const struct asye_certificate	*c;
	const struct asye_record	*a = withdrawable(req, &c);

	if (a == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, c->version);
	certificate_withdraw_form(req->out, req, a, c);
	return (OK);
}

enum status
certificate_withdrawn(struct request *req)
{
	const struct asye_certificate	*c;
	const struct asye_record	*a = withdrawable(req, &c);
	const char			*why;
	int64_t				 version;

	if (a == NULL)
		return (NOT_FOUND);
	why = form_text(req->form, "why", "The reason", WITHDRAW_WHY_MAX,
	    "Enter why the certificate is withdrawn");
	version = form_version(req->form, "Open the certificate again");
	if (form_ok(req->form) && certificate_withdraw(req->db, c->id,
	    version, why) == 0)
		form_refuse(req->form, "version", "The certificate changed "
		    "while you had it open. Open it again");
	if (!form_ok(req->form)) {
		certificate_withdraw_form(req->out, req, a, c);
		return (INVALID);
	}
	return (done(req, "Certificate withdrawn. Whoever checks its number "
	    "is told so.", "/asye/%ld/certificate", a->id));
}

enum status
certificate_file(struct request *req)
{
	const struct asye_record	*a = asye_asked(req);
	const struct certificate_bytes	*bytes;

	if (a == NULL || (bytes = certificate_pdf(req->db, a->id)) == NULL)
		return (NOT_FOUND);
	out_raw(req->out, bytes->pdf.data, bytes->pdf.length);
	return (file(req, "application/pdf", "asye-certificate.pdf"));
}

/* A number as people type it, with spaces; -1 when it is none. */
static int64_t
number_typed(const char *typed)
{
	int64_t	number = 0;
	int	digits = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == ' ')
			continue;
		if (*typed < '0' || *typed > '9' || ++digits > NUMBER_DIGITS)
			return (-1);
		number = number * 10 + *typed - '0';
	}
	return (digits == NUMBER_DIGITS ? number : -1);
}

enum status
certificate_find(struct request *req)
{
	const char	*typed = form_value(req->form, "number");
	int64_t		 number = number_typed(typed);

	if (form_has(req->form, "number") && number < 0)
		form_refuse(req->form, "number", *typed == '\0' ? "Enter the "
		    "number of the certificate" : "The number of a "
		    "certificate has 15 digits");
	if (number >= 0)
		return (see_other(req, "/certificates/%ld", number));
	certificate_find_form(req->out, req);
	return (form_ok(req->form) ? OK : INVALID);
}

enum status
certificate_check_page(struct request *req)
{
	certificate_known_page(req->out, req, req->id[0],
	    certificate_checked(req->db, req->id[0]));
	return (OK);
}
