#pragma once
/*
 * tokens - what the views of API tokens show.
 */
#include "queries.h"
#include "views/components.h"
#include "views/exports.h"

enum { TOKEN_NAME_MAX = 100 };

/* What a token can be made for. */
struct tokens_offered {
	struct exports_offered	 exports;
	const struct option	*tables;
	struct api_lifetime	*life;	/* of the programme; NULL: of none */
};

/* Its uses, the latest first; before: the page begins behind that one. */
struct token_uses { struct api_use_list list; int64_t before; bool more; };

/* "Works until 3 March 2027", "Expired", "Revoked" */
const char	*token_standing(struct arena *, const struct api_token *);
bool		 token_works(const struct api_token *);
/* "People of Brook Council", "Everybody" */
const char	*token_whose(struct arena *, const struct api_token *);
/* "Modules and marks, Claims and their lines" */
const char	*token_tables(struct arena *, const struct api_token *);
/* "Days and attendance", "What there is to read" */
const char	*use_table(const struct api_use *);
/* "Sent", "Refused: not for this token" */
const char	*use_answer(const struct api_use *);
