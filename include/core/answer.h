#pragma once
/*
 * answer - compressing what is sent.
 *
 * Text of more than about a kilobyte goes as Brotli or gzip where the browser
 * takes them.  Other types, and answers that say how they are encoded (assets
 * are compressed once, when they are loaded), go as they are.
 */

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
