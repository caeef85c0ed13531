/* information - what Waymark says of itself, to people and to monitors. */
#include "core/session.h"
#include "pages.h"
#include "views.h"

enum status
accessibility(struct request *req)
{
	accessibility_page(req->out, req);
	return (OK);
}

enum status
privacy(struct request *req)
{
	privacy_page(req->out, req);
	return (OK);
}

enum status
cookies(struct request *req)
{
	cookies_page(req->out, req,
	    strncmp(own_origin(), "https://", 8) == 0 ? "__Host-" : "");
	return (OK);
}

/* The dispatcher has asked the database who this is before a page is called,
 * and answers 503 in our place when the database did not answer. */
enum status
health(struct request *req)
{
	req->type = "text/plain; charset=utf-8";
	out_raw(req->out, "ok\n", 3);
	return (OK);
}
