#pragma once
/* demo_concerns - the words of the demonstration's concerns. */
#include "demo_parts.h"

enum concern_text {
	TEXT_PRACTICE, TEXT_SUPPORT, TEXT_CONDUCT, TEXT_HEALTH, TEXT_OTHER,
	TEXT_PRESENT, TEXT_SAID, TEXT_AGREED, TEXT_OF_TRAINEE,
	TEXT_OF_EDUCATOR, TEXT_OF_HOST, TEXT_OF_PROGRAMME, TEXT_REVIEWED,
	TEXT_MET, TEXT_EXTENDED, TEXT_NOT_MET, TEXT_SETTLED, TEXT_WITHDRAWN,
	TEXT_PANEL, TEXT_DECIDED, TEXT_RESPONSE
};

const char	*concern_text(struct dice *, enum concern_text);

struct demo_concern_trainee_list;

/* demo_suitability.c; out of everybody who may have had a concern. */
void		 demo_suitability(struct demo *,
		    struct demo_concern_trainee_list);
