#pragma once
/*
 * accounts - what the views of accounts say.
 */
#include "pages/accounts.h"

/* "Waits for a colleague", "Taken away", "Refused", "Taken back" */
const char	*reset_state_words(const struct factor_reset *);
