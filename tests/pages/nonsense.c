/* nonsense - fills in a form with what should not be there, field by field. */
#include <errno.h>
#include <stdio.h>

#include "core/arena.h"
#include "pages/golden.h"
#include "pages/nonsense.h"

enum {
	FIELDS_MAX = 120, FIELDS_TRIED = 14, VALUES_EACH = 6,
	MILLION = 1000 * 1000,
};

struct field { const char *name, *value; bool text; };

/* The trial of one form, and what stands in it while it is open. */
struct trial {
	const struct place	*place;
	const struct place	*(*another)(void *);
	void			*of;
	bool			 open;
	struct field		 fields[FIELDS_MAX];
	size_t			 nfields;
};

static const char *const	nonsense[] = {
	"", "%00", "a%00b", "%FF%FE", "%C0%AF", "%EF%BF%BF", "%ED%A0%80",
	"%ED%A0%BD%ED%B8%80", "%F4%90%80%80", "%", "%u0041",
	"%0d%0aset-cookie:a=b", "-1", "0", "00000000000000000000000000000001",
	"9223372036854775808", "NaN", "%D9%A1%D9%A5", "%F0%9F%98%80",
	"%E2%80%AE", "%27+OR+1=1+--+",
	"%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
};
enum { NONSENSE = sizeof(nonsense) / sizeof(*nonsense) };

static struct arena	 arena;			/* of an open form */
static size_t		 turn;
static char		 body[4 * MILLION], filler[MILLION + 1];
static char		 world[STORED_SIZE];

const char *
tag_attribute(const char *tag, const char *name)
{
	const char	*end = strchr(tag, '>');
	const char	*at = strstr(tag, arena_printf(&arena, " %s=\"", name));
	char		*text, *to;

	if (at == NULL || at > end)
		return (NULL);
	at += strlen(name) + 3;
	text = to = arena_strndup(&arena, at, strcspn(at, "\""));
	for (const char *from = text; *from != '\0'; from++) {
		*to++ = *from;
		if (strncmp(from, "&amp;", 5) == 0)
			from += 4;
	}
	*to = '\0';
	return (text);
}

/* What is right for a field more often than not. */
static const char *
usual_value(const char *name)
{
	static const char *const	usual[][2] = {
		{ "-day", "15" }, { "-month", "10" }, { "-year", "2026" },
		{ "email", "somebody@example.org" }, { "number", "1" },
	};

	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (strlen(name) >= strlen(usual[i][0]) && strcmp(name +
		    strlen(name) - strlen(usual[i][0]), usual[i][0]) == 0)
			return (usual[i][1]);
	return ("Met a family");
}

static bool
has_field(const struct field *fields, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(fields[i].name, name) == 0)
			return (true);
	return (false);
}

static const char *
first_option(const char *select)
{
	const char	*end = strstr(select, "</select>"), *at = select;
	const char	*value;

	while ((at = strstr(at, "<option ")) != NULL && at < end) {
		if ((value = tag_attribute(at, "value")) != NULL &&
		    *value != '\0')
			return (value);
		at++;
	}
	return ("");
}

/* A control of a form, or false for what is none. */
static bool
read_control(const char *tag, struct field *f)
{
	const char	*type = tag_attribute(tag, "type");
	const char	*value = tag_attribute(tag, "value");

	*f = (struct field){ .name = tag_attribute(tag, "name") };
	if (f->name == NULL || strncmp(tag, "<button", 7) == 0)
		return (false);
	if (strncmp(tag, "<select", 7) == 0)
		f->value = first_option(tag);
	else if (strncmp(tag, "<textarea", 9) == 0 || type == NULL ||
	    strcmp(type, "text") == 0 || *type == 't' || *type == 'e')
		f->text = true;
	else
		f->value = value;
	if (f->value == NULL || *f->value == '\0')
		f->value = usual_value(f->name);
	return (strcmp(f->name, "csrf") != 0 && strcmp(f->name, "once") != 0);
}

static void
read_fields(struct trial *t)
{
	static const char *const	tags[] = { "<input ", "<select ",
					    "<textarea " };
	const char	*at = page_form(t->place->action);
	const char	*end = strstr(at, "</form>");
	struct field	 f;

	for (t->nfields = 0; at < end && t->nfields < FIELDS_MAX; at++)
		for (size_t i = 0; i < 3; i++)
			if (strncmp(at, tags[i], strlen(tags[i])) == 0 &&
			    read_control(at, &f) &&
			    !has_field(t->fields, t->nfields, f.name))
				t->fields[t->nfields++] = f;
}

/* As a body: letters, digits and what needs no escape as they are. */
static size_t
put_value(char *to, const char *value)
{
	size_t	n = 0;

	for (; *value != '\0'; value++)
		if (strchr("&=%+#\"", *value) != NULL || *value <= ' ')
			n += (size_t)sprintf(to + n, "%%%02X",
			    (unsigned char)*value);
		else
			to[n++] = *value;
	return (n);
}

/* All as it stands, but of one field only what comes instead, if anything. */
static void
write_body(const struct trial *t, const char *name, const char *instead)
{
	size_t	at = 0;
	bool	is_there = false;

	for (size_t i = 0; i < t->nfields; i++) {
		if (strcmp(t->fields[i].name, name) == 0) {
			is_there = true;
			continue;
		}
		at += (size_t)sprintf(body + at, "%s=", t->fields[i].name);
		at += put_value(body + at, t->fields[i].value);
		body[at++] = '&';
	}
	if (is_there && instead != NULL)
		at += (size_t)sprintf(body + at, "%s=%s", name, instead);
	body[at] = '\0';
}

/* The page with the form, opened; another one when it is there no more. */
static bool
open_place(struct trial *t)
{
	arena_reset(&arena);
	while (t->place != NULL) {
		sign_in_as(t->place->person);
		if (ask(t->place->page) == OK &&
		    page_form(t->place->action) != NULL)
			break;
		t->place = t->another(t->of);
	}
	if (t->place == NULL)
		return (false);
	read_fields(t);
	take_stored(world);
	return (t->open = true);
}

static void
check_refusal(const struct place *p, const char *name, const char *value,
    enum status status)
{
	char	after[STORED_SIZE];

	if (status < 400 || status >= 500)
		fail_msg("%s: %s=%.40s: %d", p->action, name, value, status);
	if (strstr(page_text(), "<h1") == NULL)
		fail_msg("%s: %s=%.40s: no page", p->action, name, value);
	if (page_has("<script>alert"))
		fail_msg("%s: %s is written as it came", p->action, name);
	take_stored(after);
	if (strcmp(world, after) != 0)
		fail_msg("%s: %s=%.40s was refused and changed something: %s, "
		    "then %s", p->action, name, value, world, after);
}

/* What is shown this once stands in the answer itself. */
static bool
was_taken(enum status status)
{
	return (status == SEE_OTHER || (status == OK &&
	    page_has("It is not shown again")));
}

/* value: NULL for a field that is left out.  False when no form is left.  A
 * form that was refused is open still: nothing has changed. */
static bool
try_value(struct trial *t, const char *name, const char *value)
{
	enum status	status;

	if (!t->open && !open_place(t))
		return (false);
	write_body(t, name, value);
	status = send_form(t->place->action, body);
	t->open = !was_taken(status);
	if (t->open)
		check_refusal(t->place, name, value == NULL ? "(none)" : value,
		    status);
	return (true);
}

static bool
try_field(struct trial *t, const char *name, bool text)
{
	char	twice[200];
	bool	more = try_value(t, name, NULL);

	snprintf(twice, sizeof(twice), "one&%s=other", name);
	more = more && try_value(t, name, twice);
	for (int i = 0; more && i < VALUES_EACH; i++)
		more = try_value(t, name, nonsense[turn++ % NONSENSE]);
	return (more && (!text || try_value(t, name, filler)));
}

void
try_nonsense(const struct place *p,
    const struct place *(*another)(void *), void *of)
{
	struct trial	 t = { .place = p, .another = another, .of = of };
	char		*names[FIELDS_TRIED];
	bool		 text[FIELDS_TRIED], more = true;
	size_t		 n;

	memset(filler, 'a', MILLION);
	if (!open_place(&t))
		return;
	if (golden_is_kept(t.place->action)) {
		golden_form(t.place->action, t.place->action);
		if (!open_place(&t))
			return;
	}
	n = t.nfields < FIELDS_TRIED ? t.nfields : FIELDS_TRIED;
	for (size_t i = 0; i < n; i++) {
		names[i] = strdup(t.fields[i].name);
		text[i] = t.fields[i].text;
	}
	for (size_t i = 0; i < n; i++) {
		more = more && try_field(&t, names[i], text[i]);
		free(names[i]);
	}
}
