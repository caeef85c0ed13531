#pragma once
#include "core/request.h"

/* A page has the name that its route gives it; see src/routes.def. */
#define ROUTE(method, path, page, roles, event)				\
	enum status page(struct request *);
#define RECORDED(path, page, roles, event) enum status page(struct request *);
#define UPLOAD(path, page, roles, event) enum status page(struct request *);
#define ONE_CLICK(path, page, roles, event) enum status page(struct request *);
#define API(path, page, roles, event) enum status page(struct request *);
#include "../src/routes.def"
#undef ROUTE
#undef ONE_CLICK
#undef API
#undef UPLOAD
#undef RECORDED
