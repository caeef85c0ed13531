#pragma once
/*
 * form - what somebody sent us, and what was wrong with it.
 *
 * Reading a field checks it: a field that will not do leaves its reason in the
 * form, and form_ok() turns false.  form_value() is always what was typed, so
 * that a page can show itself again with nothing lost.  Reasons are in the
 * reader's words ("Enter the date that the placement starts") and stand in the
 * order in which they were found; the first reason of a field is kept.
 *
 * Values are UTF-8 without NUL, with CR LF read as LF.  A body that is not
 * that (wrong encoding, a NUL, an unpaired surrogate) is kept as far as it can
 * be shown, U+FFFD standing for what cannot, and the field is refused when it
 * is read: "What you did includes characters that cannot be saved".
 *
 * A name may come more than once only when it is read by form_values(); read
 * by any other function the second is refused.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

struct arena;

struct form_field {
	const char	*name, *value;
	bool		 broken;	/* bytes were replaced by U+FFFD */
};

struct form_error { const char *field, *why; };

/* One uploaded file: its bytes belong to the request's body. */
struct form_file {
	const char	*field;
	const char	*name;	/* the last part of the path, in UTF-8 */
	const char	*type;	/* as the browser says: never believed */
	const char	*data;
	size_t		 length;
};

struct form {
	struct arena		*arena;
	struct form_field	*fields;
	size_t			 nfields;
	struct form_error	*errors;
	size_t			 nerrors;
	struct form_file	*files;
	size_t			 nfiles;
	/* Why the body could not be read: there are then no fields or files. */
	const char		*malformed;
};

enum {
	FORM_FIELDS_MAX = 1000,
	FORM_FILES_MAX = 10,
};

/* application/x-www-form-urlencoded, or a query string. */
void	form_parse_urlencoded(struct form *, struct arena *, const char *,
	    size_t);
/* multipart/form-data; content_type is the whole header, with its boundary. */
void	form_parse_multipart(struct form *, struct arena *,
	    const char *content_type, const char *, size_t);

bool		 form_ok(const struct form *);
bool		 form_has(const struct form *, const char *name);
const char	*form_value(const struct form *, const char *name); /* or "" */
const char	*form_error(const struct form *, const char *); /* or NULL */
/* The first reason of a field is kept; a reason that is NULL is none. */
void		 form_refuse(struct form *, const char *name, const char *why);
void		 form_refusef(struct form *, const char *name,
		    const char *fmt, ...)
		    __attribute__((format(printf, 3, 4)));
/* Put a value where none was typed: a record's, when its form is opened. */
void		 form_set(struct form *, const char *name, const char *value);
/* What the database says now, in the place of what was typed. */
void		 form_replace(struct form *, const char *name,
		    const char *value);
/* One more value of a name that may be ticked more than once. */
void		 form_add(struct form *, const char *name, const char *value);
void		 form_set_date(struct form *, const char *name, struct date);

/*
 * Below, `enter` and `select` are the reasons for a field that is missing; a
 * field is optional where they are NULL.
 *
 * Required text of at most max characters (code points), in NFC and trimmed
 * of space at both ends; "" when it will not do.  What names the field at the
 * start of a sentence: "<What you did> must be 2,000 characters or fewer".
 */
const char	*form_text(struct form *, const char *name, const char *what,
		    int max, const char *enter);
const char	*form_optional_text(struct form *, const char *name,
		    const char *what, int max);	/* NULL when empty */
/* The same with each space that was typed: composed alone, so that it is one
 * password on every keyboard (RFC 8265, section 4.2). */
const char	*form_password(struct form *, const char *name,
		    const char *what, int max, const char *enter);

/*
 * A date from three boxes, name-day, name-month and name-year; months may be
 * names ("jan", "January").  Year 0 when missing or wrong; the reasons are the
 * GOV.UK ones: "<What> must include a month", "<What> must be a real date".
 */
struct date	 form_date(struct form *, const char *name, const char *what,
		    const char *enter);
/*
 * For a date that was refused: is this box ("day", "month", "year") to be
 * marked, and which is the first, to which the error summary links?  All three
 * when no single one is to blame, none (NULL) when the date stands.
 */
bool		 form_date_part_wrong(const struct form *, const char *name,
		    const char *part);
const char	*form_date_wrong_part(const struct form *, const char *name);

/* One of a NULL-terminated list of words; 0 based, -1 when none fits. */
int		 form_choice(struct form *, const char *name,
		    const char *const words[], const char *select);
/* A whole number in [min, max]; min - 1 when it will not do. */
int64_t		 form_number(struct form *, const char *name, const char *what,
		    int64_t min, int64_t max, const char *enter);
/*
 * The version of the record that a form was made from, in its hidden field
 * "version"; -1 when it is missing, with `open` for a reason: "Open the day
 * again".  A form that is opened is given it, unless a draft brought its own;
 * one that is shown again because the record changed has it replaced.
 */
int64_t		 form_version(struct form *, const char *open);
void		 form_set_version(struct form *, int64_t);
void		 form_replace_version(struct form *, int64_t);
/* Every value of a name that may be ticked more than once. */
size_t		 form_values(const struct form *, const char *name,
		    const char **values, size_t max);
bool		 form_ticked(const struct form *, const char *name,
		    const char *value);
const struct form_file *form_file(struct form *, const char *name,
		    const char *select);	/* NULL when none was chosen */

/* The form as it was sent, for a draft: what guards a form (csrf, once, draft),
 * passwords and codes (password, new_password, totp) and files are left out. */
const char	*form_encode(struct arena *, const struct form *);

/* The value of the first cookie of a name, copied to the arena without the
 * quotes around it; NULL when it is not there. */
const char	*cookie_value(struct arena *, const char *header,
		    const char *name);
