#pragma once
/*
 * fixture - one of govuk-frontend's fixtures: options, and the HTML that they
 * must make.
 *
 * Options are taken: what a mapping has taken is gone, so that what is left at
 * the end is what it did not know of.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "views/components.h"

extern struct arena fixture_arena;	/* lives as long as one fixture */

/* NULL, or what stood there; objects and arrays stay until emptied. */
json_t		*look(json_t *, const char *key);
const char	*take(json_t *, const char *key);	/* numbers as text */
/* false when it is absent or falsy; "true" and "false" when it is there. */
bool		 take_true(json_t *, const char *key);
int		 take_int(json_t *, const char *key);
struct url	 take_url(json_t *, const char *key);
struct flag	 take_attributes(json_t *, const char *key);
/* { text, html, classes, attributes, isPageHeading } of the object itself. */
struct words	 take_words(json_t *);
struct words	 take_words_of(json_t *, const char *key);
struct words	 take_either(json_t *, const char *text, const char *html);
struct govuk_group take_group(json_t *, bool many);
struct govuk_fieldset take_fieldset(json_t *, bool *there);

/* The first path that was not taken, or NULL. */
const char	*left_over(json_t *);
/* White space that no reader would see is gone. */
const char	*normal(const char *html, size_t length);

/* How a component is made from options. */
struct mapping {
	const char	*component;
	void		(*write)(struct out *, json_t *options);
};

extern const struct mapping field_mappings[], part_mappings[];
