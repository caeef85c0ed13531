#pragma once
/*
 * email_address - an address as RFC 5321 has it, without quotes, comments and
 * numbers for domains: what people have.
 */
#include <stdbool.h>

bool	 email_address(const char *);
