#pragma once
/*
 * provider - signing in with an account of one's organisation, as the browser
 * goes through it: to the provider, back, and a page that waits until the jobs'
 * helper has settled who it is.
 */
#include "core/request.h"

/* As people know it ("Northern NHS sign-in"); NULL when there is none. */
const char	*provider_name(void);
/* Since when whoever asks signs in with it, or NULL. */
struct provider_account *provider_account_mine(struct request *);
/* Where they can sign out there; "" when there is no such place. */
struct url	 provider_sign_out(const struct request *);
