#pragma once
/*
 * answer - compressing what is sent, and what need not be sent at all.
 *
 * Text of more than about a kilobyte goes as Brotli or gzip where the browser
 * takes them.  Other types, and answers that say how they are encoded (assets
 * are compressed once, when they are loaded), go as they are.
 */

#include <stdbool.h>

struct request;

enum coding { IDENTITY, GZIP, BROTLI, CODINGS };

/* Replaces req->out, and says so in the answer's headers. */
void		answer_encode(struct request *);

/*
 * What an Accept-Encoding header (RFC 9110, 12.5.3) lets us send: the best of
 * those that it does not refuse with q=0.  NULL and "" ask for no coding.
 */
enum coding	answer_coding(const char *accept_encoding);
const char	*coding_name(enum coding);	/* "br", for Content-Encoding */

/*
 * Whether an Accept header (RFC 9110, 12.5.1) takes this type, "a/b"; one that
 * is NULL or empty takes all.  What names a type most closely decides.
 */
bool		answer_accepts(const char *accept, const char *type);

/*
 * Names what was written in an ETag; a weak one, for compression changes the
 * bytes and means nothing else.  True: the request names it as known, and
 * nothing of it is left to send.
 */
bool		answer_is_known(struct request *);
