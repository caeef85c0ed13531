#pragma once
/* equality - what the pages of equality questions show. */
#include "pages/equality.h"
