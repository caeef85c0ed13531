#pragma once
/*
 * log - lines for the operator, one JSON object each, without personal data:
 * the route's pattern, never the path; no name, value, token or address.
 */
struct request;

/* Something of ours failed; `why` names the query or the call, no values. */
void	log_failure(const struct request *, const char *why);
void	log_line(const char *what, const char *why);
