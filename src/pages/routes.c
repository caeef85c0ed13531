/* routes - the table of src/routes.def, as the dispatcher reads it. */
#include "pages.h"

const struct route routes[] = {
#define ROUTE(method, path, page, roles, event)				\
	{ method, path, page, roles, event, #page, false },
#define UPLOAD(path, page, roles, event)				\
	{ POST, path, page, roles, event, #page, true },
#define RECORDED(path, page, roles, event)				\
	{ GET, path, page, roles, event, #page, .records = true },
#define ONE_CLICK(path, page, roles, event)				\
	{ POST, path, page, roles, event, #page, .one_click = true },
#define API(path, page, roles, event)					\
	{ GET, path, page, roles, event, #page, .records = true, .api = true },
#include "../routes.def"
#undef ROUTE
#undef ONE_CLICK
#undef API
#undef UPLOAD
#undef RECORDED
	{ .path = NULL }
};
