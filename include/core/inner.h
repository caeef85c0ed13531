#pragma once
/*
 * inner - what the machine itself may ask, on a listener of its own: /metrics,
 * /ready and /health.  Nobody who comes through a proxy is answered.
 */
#include "core/request.h"

enum status	 inner_answer(struct request *, bool through_proxy);
