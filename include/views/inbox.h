#pragma once
/* inbox - what the pages of the inbox, of reminders and of letters show. */
#include "pages/list.h"
#include "queries.h"
#include "views/components.h"

struct inbox_shown {
	struct message_list	 rows;
	struct page_of		 page;
	bool			 unread;	/* those alone */
};

/* A piece of a message: text, or the address of a page of ours. */
struct message_piece { const char *text; struct url url; };
struct message_piece_list { struct message_piece *v; size_t n; };
struct message_piece_list message_pieces(struct arena *, const char *body,
		    const char *origin);

struct letters_shown {
	struct letter_list	 rows;
	struct page_of		 page;
	enum letter_state	 state;		/* or none: all */
};

/* "May have been sent" */
const char	*letter_state_words(enum letter_state);
const char	*letter_state_colour(enum letter_state);
/* What that means, and what to do, in a sentence. */
const char	*letter_state_says(enum letter_state);
const struct option *letter_state_options(void);
const char	*reminder_choice_words(enum reminder_choice);
