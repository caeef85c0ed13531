#pragma once
/*
 * password - what no password may be, however long it is.
 *
 * What many people use, or used when it was stolen: src/rules/
 * used_passwords.txt, made by `make assets` from Mozilla's list for Firefox
 * accounts, of the 10,000 most used and the 5,000 most used of 12 characters or
 * more.  Case, look-alikes (p@ssw0rd), figures and signs at the ends and
 * repeating make no other password of one.
 *
 * Words of where it is used (src/rules/password_words.def, and the names that
 * are given): without them 8 letters must be left (NIST SP 800-63B, 3.1.1.2).
 */
#include <stdbool.h>
#include <stddef.h>

struct arena;

bool	 password_used(struct arena *, const char *);
/* names: of people, organisations, programmes; whole, or addresses. */
bool	 password_of_names(struct arena *, const char *,
	    const char *const *names, size_t n);
