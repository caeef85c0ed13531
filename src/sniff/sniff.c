/* sniff - whether a file is what its name says. */
#include <magic.h>
#include <string.h>

#include "parts.h"

enum {
	MAGIC_LOOKS_AT = 1024 * 1024,
	ZIP_END = 22,
	ZIP_COMMENT_MAX = 65535,
	CPU_S = 4,
	WALL_MS = 10000,
	MEMORY = 512 * 1024 * 1024,
};

static magic_t magic;

const unsigned char *
span_find(struct span in, const char *word)
{
	return (memmem(in.s, in.n, word, strlen(word)));
}

struct span
span_from(struct span in, size_t at)
{
	if (at > in.n)
		at = in.n;
	return ((struct span){ in.s + at, in.n - at });
}

static unsigned int
little16(const unsigned char *s)
{
	return (s[0] | (unsigned int)s[1] << 8);
}

bool
ends_as_zip(struct span in)
{
	size_t most = ZIP_END + ZIP_COMMENT_MAX;
	struct span tail = in.n > most ? span_from(in, in.n - most) : in;
	const unsigned char *at;

	while ((at = memmem(tail.s, tail.n, "PK\5\6", 4)) != NULL) {
		tail = span_from(tail, (size_t)(at - tail.s));
		if (tail.n >= ZIP_END && little16(at + 10) > 0 &&
		    ZIP_END + little16(at + 20) <= tail.n)
			return (true);
		tail = span_from(tail, 4);
	}
	return (false);
}

static void
open_magic(void)
{
	magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
	    MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF);
	if (magic != NULL && magic_load(magic, NULL) != 0) {
		magic_close(magic);
		magic = NULL;
	}
}

/* What the collection of all file types says; a DOCX that no part of names
 * its kind early is a ZIP archive to it, and sniff_docx() looks inside. */
static bool
is_known_as(enum file_form form, struct span in)
{
	const char *type;

	if (magic == NULL)
		open_magic();
	type = magic == NULL
	    ? NULL
	    : magic_buffer(
		  magic, in.s, in.n < MAGIC_LOOKS_AT ? in.n : MAGIC_LOOKS_AT);
	if (type == NULL)
		return (false);
	return (strcmp(type, form_media_type(form)) == 0 ||
	    (form == FILE_DOCX && strcmp(type, "application/zip") == 0));
}

struct verdict
sniff(enum file_form form, const void *bytes, size_t n)
{
	struct span in = { bytes, n };

	if (!is_known_as(form, in))
		return ((struct verdict){ FAULT_OTHERWISE });
	switch (form) {
	case FILE_PDF:
		return (sniff_pdf(in));
	case FILE_DOCX:
		return (sniff_docx(in));
	case FILE_PNG:
		return (sniff_png(in));
	case FILE_JPEG:
		return (sniff_jpeg(in));
	case FILE_OTHER:
		break;
	}
	return ((struct verdict){ FAULT_OF_NO_FORM });
}

struct question {
	enum file_form form;
	struct span in;
};

static void
work(const void *given, void *answer)
{
	const struct question *q = given;

	*(struct verdict *)answer = sniff(q->form, q->in.s, q->in.n);
}

enum confined
sniff_confined(
    enum file_form form, const void *bytes, size_t n, struct verdict *v)
{
	static const struct confinement c = { .prepare = open_magic,
		.work = work,
		.cpu_s = CPU_S,
		.wall_ms = WALL_MS,
		.memory = MEMORY };
	struct question q = { form, { bytes, n } };
	enum confined how;

	*v = (struct verdict){ SOUND };
	how = confine(&c, &q, v, sizeof(*v));
	if (how == BROKE_OUT || how == TOO_SLOW || v->fault < SOUND ||
	    v->fault >= FAULTS_END)
		*v = (struct verdict){ how == TOO_SLOW ? FAULT_UNPACKS
						       : FAULT_UNREADABLE };
	return (how);
}
