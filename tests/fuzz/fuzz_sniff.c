/* Any bytes as a file that somebody attaches: PDF, DOCX and pictures, as the
 * sandbox opens them; the first byte says which. */
#include "harness.h"
#include "../../src/sniff/parts.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct verdict	(*const kinds[])(struct span) = {
		sniff_pdf, sniff_docx, sniff_png, sniff_jpeg };
	unsigned char		*exact;

	if (n == 0)
		return (0);
	exact = malloc(n - 1 > 0 ? n - 1 : 1);
	memcpy(exact, data + 1, n - 1);
	kinds[data[0] % 4]((struct span){ exact, n - 1 });
	free(exact);
	return (0);
}
