/* files - what may be attached to a record, and what it is called. */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/arena.h"
#include "core/text.h"
#include "rules/files.h"

static const struct {
	enum file_form	 form;
	const char	*ending, *code, *words, *media;
	const char	*opens;		/* its first bytes */
	size_t		 nopens;
} forms[] = {
	{ FILE_PDF, ".pdf", "pdf", "PDF", "application/pdf", "%PDF-", 5 },
	{ FILE_DOCX, ".docx", "docx", "DOCX", "application/vnd.openxmlformats-"
	    "officedocument.wordprocessingml.document", "PK\3\4", 4 },
	{ FILE_PNG, ".png", "png", "PNG", "image/png", "\x89PNG\r\n\x1a\n", 8 },
	{ FILE_JPEG, ".jpg", "jpeg", "JPG", "image/jpeg", "\xff\xd8\xff", 3 },
	{ FILE_JPEG, ".jpeg", "jpeg", "JPG", "image/jpeg", "\xff\xd8\xff", 3 },
};
enum { FORMS = sizeof(forms) / sizeof(*forms) };

static const struct { const char *code, *words, *cure; } faults[] = {
	[SOUND] = { NULL, "is sound", "" },
#define FAULT(name, code, what, cure)	[FAULT_##name] = { code, what, cure },
	FILE_FAULTS(FAULT)
#undef FAULT
};

const char *
fault_code(enum file_fault fault)
{
	return (faults[fault].code);
}

enum file_fault
fault_from(const char *code)
{
	for (int i = SOUND + 1; code != NULL && i < FAULTS_END; i++)
		if (strcmp(faults[i].code, code) == 0)
			return ((enum file_fault)i);
	return (SOUND);
}

const char *
fault_words(enum file_fault fault)
{
	return (faults[fault].words);
}

const char *
fault_cure(enum file_fault fault)
{
	return (faults[fault].cure);
}

enum file_form
form_of_name(const char *name)
{
	size_t	n = strlen(name), ending;

	for (size_t i = 0; i < FORMS; i++) {
		ending = strlen(forms[i].ending);
		if (n > ending &&
		    strcasecmp(name + n - ending, forms[i].ending) == 0)
			return (forms[i].form);
	}
	return (FILE_OTHER);
}

static size_t
index_of(enum file_form form)
{
	size_t	i = 0;

	while (i < FORMS - 1 && forms[i].form != form)
		i++;
	return (i);
}

const char *
form_code(enum file_form form)
{
	return (form == FILE_OTHER ? NULL : forms[index_of(form)].code);
}

enum file_form
form_from(const char *code)
{
	for (size_t i = 0; code != NULL && i < FORMS; i++)
		if (strcmp(forms[i].code, code) == 0)
			return (forms[i].form);
	return (FILE_OTHER);
}

const char *
form_words(enum file_form form)
{
	return (form == FILE_OTHER ? "file" : forms[index_of(form)].words);
}

const char *
form_media_type(enum file_form form)
{
	return (form == FILE_OTHER ? "application/octet-stream" :
	    forms[index_of(form)].media);
}

/* A document of Office that asks for a password is in a frame of its own. */
static bool
is_locked_document(const void *bytes, size_t n)
{
	static const char	frame[] = "\xd0\xcf\x11\xe0";
	static const char	inside[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0"
				    "P\0a\0c\0k\0a\0g\0e";

	return (n > 4 && memcmp(bytes, frame, 4) == 0 &&
	    memmem(bytes, n, inside, sizeof(inside) - 1) != NULL);
}

enum file_fault
file_glance(const char *name, const void *bytes, size_t n, size_t limit)
{
	enum file_form	form = form_of_name(name);
	size_t		i = index_of(form);

	if (n == 0)
		return (FAULT_EMPTY);
	if (n > limit)
		return (FAULT_TOO_LARGE);
	if (form == FILE_OTHER)
		return (FAULT_OF_NO_FORM);
	if (form == FILE_DOCX && is_locked_document(bytes, n))
		return (FAULT_LOCKED);
	if (n < forms[i].nopens ||
	    memcmp(bytes, forms[i].opens, forms[i].nopens) != 0)
		return (FAULT_OTHERWISE);
	return (SOUND);
}

/* Marks and overrides of direction: a name that holds them can be read as
 * another than it is. */
static bool
turns_round(int32_t c)
{
	return (c == 0x061C || c == 0x200E || c == 0x200F ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
}

static bool
stands_nowhere(int32_t c)
{
	return (c < 0x20 || c == 0x7F || (c < 0x80 &&
	    strchr("\"*/:<>?\\|", (int)c) != NULL));
}

/* Where the ending of a name begins, dot and all, or its end. */
static const char *
ending_of(const char *name)
{
	const char	*dot = strrchr(name, '.');

	return (dot != NULL && strlen(dot) <= 6 ? dot : name + strlen(name));
}

/* At most max characters of it, in front of its ending. */
static const char *
shortened(struct arena *a, const char *name, size_t max)
{
	const char	*ending = ending_of(name), *s = name;
	size_t		 room = max - text_length(ending);

	if (text_length(name) <= max)
		return (name);
	for (; room > 0; room--)
		text_next(&s);
	return (arena_printf(a, "%s%s", text_trim(a, arena_strndup(a, name,
	    (size_t)(s - name))), ending));
}

const char *
file_label(struct arena *a, const char *name)
{
	char		*label = arena_alloc(a, strlen(name) + 1), *to = label;
	const char	*s = name, *from;
	int32_t		 c;

	for (from = s; (c = text_next(&s)) != 0; from = s) {
		if (turns_round(c))
			continue;
		if (stands_nowhere(c))
			*to++ = '_';
		else {
			memcpy(to, from, (size_t)(s - from));
			to += s - from;
		}
	}
	name = text_line(a, label);
	while (*name == '.')
		name++;
	if (text_blank(name))
		return ("file");
	return (shortened(a, name, FILE_LABEL_MAX));
}

/* attr-char of RFC 8187 */
static bool
goes_bare(unsigned char c)
{
	return ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || (c != '\0' &&
	    strchr("!#$&+-.^_`|~", c) != NULL));
}

const char *
file_disposition(struct arena *a, const char *label)
{
	static const char	 hex[] = "0123456789ABCDEF";
	size_t			 n = strlen(label);
	char			*plain = arena_alloc(a, n + 1);
	char			*coded = arena_alloc(a, 3 * n + 1), *to = coded;
	unsigned char		 c;

	for (size_t i = 0; i < n; i++) {
		c = (unsigned char)label[i];
		plain[i] = goes_bare(c) || c == ' ' || c == '(' || c == ')' ?
		    (char)c : '_';
		if (goes_bare(c))
			*to++ = (char)c;
		else {
			*to++ = '%';
			*to++ = hex[c >> 4];
			*to++ = hex[c & 15];
		}
	}
	return (arena_printf(a, "attachment; filename=\"%s\"; "
	    "filename*=UTF-8''%s", plain, coded));
}

const char *
file_size_words(struct arena *a, long bytes)
{
	if (bytes < 1000)
		return ("less than 1 KB");
	if (bytes < 1000 * 1000)
		return (arena_printf(a, "%ld KB", bytes / 1000));
	return (arena_printf(a, "%ld.%ld MB", bytes / 1000000,
	    bytes / 100000 % 10));
}
