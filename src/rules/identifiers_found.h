/* What the finders of identifiers share: a text as codes are read in it. */
#include "rules/identifiers.h"

/*
 * Each character that can be seen, as text_coded() has it: OTHER for letters
 * and signs that stand in no code.  at and end are its bytes in the text.
 */
enum { OTHER = '\x7f', FOUND_MAX = 500 };

struct seen { char *c; size_t *at, *end, n; };

struct found {
	struct seen		 text;
	struct date		 today;
	struct identifier	*v;
	size_t			 n;
};

/* From the character `from` to before `to`, unless something else is there;
 * an NHS number takes in what it overlaps. */
void	found(struct found *, enum identifier_kind, size_t from, size_t to);
/* Was something found that begins before this and ends with or behind it? */
bool	found_around(const struct found *, size_t from, size_t to);
bool	is_digit(char);
bool	is_letter(char);
bool	in_word(char);		/* a letter of any script, or a digit */

void	find_foreign_phones(struct found *);
void	find_nhs_numbers(struct found *);
void	find_phones(struct found *);
void	find_emails(struct found *);
void	find_ni_numbers(struct found *);
void	find_postcodes(struct found *);
void	find_births(struct found *);
