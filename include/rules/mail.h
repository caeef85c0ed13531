#pragma once
/*
 * mail - a letter as a message of RFC 5322 and MIME, byte for byte the same
 * each time that it is sent.
 *
 * Nothing that somebody wrote can end a header line: what is not printable
 * ASCII goes as encoded words (RFC 2047), and control characters not at all.
 * The text is UTF-8 as quoted-printable (RFC 2045), in lines of at most 76.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

struct mail {
	int64_t		 id;		/* of the letter */
	const char	*from;		/* its host names the message */
	const char	*name, *to;
	const char	*subject, *body;
	const char	*unsubscribe;	/* a whole address, or NULL */
	struct moment	 written;
};

/* Can this be the address of an envelope?  Printable ASCII and one @, nothing
 * that ends it. */
bool		 mail_address(const char *);
/* "<letter-17@host>": the same letter has it whenever it is sent. */
const char	*mail_id(struct arena *, const struct mail *);
/* Header and text, lines ended by CR LF. */
const char	*mail_message(struct arena *, const struct mail *);
