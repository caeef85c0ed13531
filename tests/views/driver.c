/* driver.c - prints what the view named by its argument writes. */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include "views.h"

static const struct {
	const char	*name;
	void		(*view)(struct out *);
} accepted[] = {
#define ACCEPTED(name)	{ #name, accepted_##name },
#include "accepted.def"
};

int
main(int argc, char **argv)
{
	struct out	 o = { 0 };

	for (size_t i = 0; i < sizeof(accepted) / sizeof(*accepted); i++) {
		if (argc != 2 || strcmp(accepted[i].name, argv[1]) != 0)
			continue;
		accepted[i].view(&o);
		fwrite(o.data, 1, o.len, stdout);
		out_free(&o);
		return (0);
	}
	errx(1, "no such view");
}
