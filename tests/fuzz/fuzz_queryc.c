/* Any text as a file of queries: it is compiled or refused, and ends. */
#include "tool.h"

#define main	queryc_main
#include "../../src/tools/queryc.c"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	open_nowhere();
	memset(items, 0, sizeof(*items) * (size_t)nitems);
	nitems = 0;
	file = "input";
	if (setjmp(the_end) == 0) {
		p = tool_keep(as_string(data, n));
		read_file();
		check_all();
		put_header();
		put_source();
	}
	forget_all();
	return (0);
}
