#pragma once
/*
 * form_build - what the two readers of bodies share to fill a form.
 *
 * After form_fail() the form holds no field and no file.
 */
#include "core/form.h"

/* False, and the form has failed, when there are too many. */
bool	form_add_field(struct form *, const char *name, size_t name_length,
	    const char *value, size_t length);
bool	form_add_file(struct form *, struct form_file);
void	form_fail(struct form *, const char *why);
