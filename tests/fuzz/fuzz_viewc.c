/* Any text as a view: it is compiled or refused, and ends. */
#include "tool.h"

/* The words of blocks are kept once each, for as long as the program runs. */
#undef malloc
#undef strdup

#define main	viewc_main
#include "../../src/tools/viewc.c"

static void
begin(bool as_header)
{
	header = as_header;
	file = "input";
	inside = OUTSIDE;
	first = false;
	nelements = nblocks = nparens = 0;
	nrun = 0;
	words[0] = '\0';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	open_nowhere();
	for (int i = 0; i < 2; i++) {
		begin(i == 0);
		if (setjmp(the_end) == 0)
			compile(tool_keep(as_string(data, n)));
		forget_all();
	}
	return (0);
}
