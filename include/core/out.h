#pragma once
/*
 * out - where views write.
 *
 * Appending never fails: a worker that runs out of memory aborts, and its
 * parent starts another.  Views do not call this: viewc chooses the writer
 * from where a value stands, and the writer chooses from the value's type.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

struct out {
	char	*data;
	size_t	 len;
	size_t	 cap;
};

/* Kinds of value that may not be mistaken for text. */
struct html { const char *s; };	/* markup that we wrote: goes as it stands */
struct url  { const char *s; };	/* a whole address, checked when it was made */
struct flag { const char *s; };	/* bare attributes: " checked", or "" */
struct more { const char *s; };	/* one more word of a class, or none */
struct some { int64_t n; };	/* a number, or nothing when it is 0 */
struct plain { int64_t n; };	/* a year or a reference: 2026, never 2,026 */

#define checked(on)	((struct flag){ (on) ? " checked" : "" })
#define selected(on)	((struct flag){ (on) ? " selected" : "" })
#define hidden(on)	((struct flag){ (on) ? " hidden" : "" })
#define more(word)	((struct more){ word })		/* " word", or "" */
#define some(number)	((struct some){ number })
#define plain(number)	((struct plain){ number })

void	out_raw(struct out *, const char *, size_t);	/* bytes we trust */
void	out_reset(struct out *);		/* keeps the memory */
void	out_free(struct out *);

/* Escaped for text and for a quoted attribute alike: & < > " ' */
void	out_text(struct out *, const char *);	/* NULL writes nothing */
void	out_int(struct out *, int64_t);			/* 1234 */
void	out_count(struct out *, int64_t);		/* 1,234 */
void	out_some(struct out *, struct some);
void	out_plain(struct out *, struct plain);
void	out_more(struct out *, struct more);
void	out_real(struct out *, double);		/* %g, never a locale */
void	out_date(struct out *, struct date);		/* 14 June 2026 */
/* 14 June 2026 at 2:01pm, at 2pm, at midnight: the clock in London */
void	out_moment(struct out *, struct moment);
void	out_markup(struct out *, struct html);
void	out_query(struct out *, const char *);		/* percent-encoded */
void	out_url(struct out *, struct url);	/* escaped as an attribute */
void	out_flag(struct out *, struct flag);
void	out_iso(struct out *, struct date);		/* 2026-06-14 */
void	out_iso_moment(struct out *, struct moment); /* 2026-06-14T13:01:00Z */

/* The type of a value chooses how it is written; no other type compiles. */
#define put_attr(o, x) _Generic((x),					\
	char *: out_text, const char *: out_text,			\
	int: out_int, long: out_int, unsigned int: out_int,		\
	unsigned long: out_int, double: out_real,			\
	struct plain: out_plain, struct more: out_more,			\
	struct some: out_some,						\
	struct date: out_iso, struct moment: out_iso_moment,		\
	struct url: out_url)((o), (x))
#define put_text(o, x) _Generic((x),					\
	char *: out_text, const char *: out_text,			\
	int: out_count, long: out_count, unsigned int: out_count,	\
	unsigned long: out_count, double: out_real,			\
	struct plain: out_plain, struct date: out_date,			\
	struct moment: out_moment, struct html: out_markup)((o), (x))
#define put_query(o, x) _Generic((x),					\
	char *: out_query, const char *: out_query,			\
	int: out_int, long: out_int, unsigned int: out_int,		\
	unsigned long: out_int, struct plain: out_plain,		\
	struct date: out_iso)((o), (x))
#define put_url(o, x)	_Generic((x), struct url: out_url)((o), (x))
#define put_flag(o, x)	_Generic((x), struct flag: out_flag)((o), (x))
