/* fixture.c - takes options out of a fixture, and compares HTML. */
#include <ctype.h>
#include <string.h>

#include "fixture.h"

struct arena	 fixture_arena;

json_t *
look(json_t *options, const char *key)
{
	json_t	*value = json_object_get(options, key);

	return (json_is_null(value) ? NULL : value);
}

const char *
take(json_t *options, const char *key)
{
	json_t		*value = look(options, key);
	const char	*text = NULL;

	if (json_is_string(value))
		text = arena_strdup(&fixture_arena, json_string_value(value));
	else if (json_is_integer(value))
		text = arena_printf(&fixture_arena, "%lld",
		    (long long)json_integer_value(value));
	else if (json_is_boolean(value))
		text = json_is_true(value) ? "true" : "false";
	else if (value != NULL)
		return (NULL);
	json_object_del(options, key);
	return (text);
}

bool
take_true(json_t *options, const char *key)
{
	const char	*text = take(options, key);

	return (text != NULL && *text != '\0' && strcmp(text, "false") != 0);
}

int
take_int(json_t *options, const char *key)
{
	const char	*text = take(options, key);

	return (text != NULL ? atoi(text) : 0);
}

struct url
take_url(json_t *options, const char *key)
{
	const char	*text = take(options, key);

	return ((struct url){ text != NULL && *text != '\0' ? text : NULL });
}

/* What was written, and the buffer is gone. */
static const char *
finished(struct out *o)
{
	const char	*text = "";

	if (o->len > 0)
		text = arena_strndup(&fixture_arena, o->data, o->len);
	out_free(o);
	return (text);
}

struct flag
take_attributes(json_t *options, const char *key)
{
	struct out	 o = { 0 };
	json_t		*all = look(options, key), *copy, *value;
	const char	*name, *text;

	if (json_is_string(all))
		return ((struct flag){ take(options, key) });
	copy = json_copy(all);
	json_object_foreach(copy, name, value) {
		text = take(all, name);
		out_raw(&o, " ", 1);
		out_text(&o, name);
		out_raw(&o, "=\"", 2);
		out_text(&o, text);
		out_raw(&o, "\"", 1);
	}
	json_decref(copy);
	text = finished(&o);
	return ((struct flag){ text });
}

struct words
take_either(json_t *options, const char *text, const char *html)
{
	struct words	 w = { 0 };

	w.html.s = take(options, html);
	w.text = take(options, text);
	if (w.html.s != NULL && *w.html.s != '\0')
		w.text = NULL;
	return (w);
}

struct words
take_words(json_t *options)
{
	struct words	 w = take_either(options, "text", "html");

	w.classes = take(options, "classes");
	w.attributes = take_attributes(options, "attributes");
	w.heading = take_true(options, "isPageHeading");
	return (w);
}

struct words
take_words_of(json_t *options, const char *key)
{
	return (take_words(look(options, key)));
}

struct govuk_group
take_group(json_t *options, bool many)
{
	json_t	*group = look(options, "formGroup");

	return ((struct govuk_group){
		.classes = take(group, "classes"),
		.attributes = take_attributes(group, "attributes"),
		.before = take_words_of(group,
		    many ? "beforeInputs" : "beforeInput"),
		.after = take_words_of(group,
		    many ? "afterInputs" : "afterInput"),
	});
}

struct govuk_fieldset
take_fieldset(json_t *options, bool *there)
{
	json_t	*fieldset = look(options, "fieldset");

	*there = json_is_object(fieldset);
	return ((struct govuk_fieldset){
		.legend = take_words_of(fieldset, "legend"),
		.classes = take(fieldset, "classes"),
		.role = take(fieldset, "role"),
		.described_by = take(fieldset, "describedBy"),
		.attributes = take_attributes(fieldset, "attributes"),
	});
}

static const char *
deeper(const char *key, const char *rest)
{
	if (rest == NULL)
		return (NULL);
	return (*rest == '\0' ? arena_strdup(&fixture_arena, key) :
	    arena_printf(&fixture_arena, "%s.%s", key, rest));
}

static bool
says_nothing(json_t *option)
{
	return (json_is_array(option) || json_is_null(option) ||
	    json_is_false(option) ||
	    (json_is_integer(option) && json_integer_value(option) == 0) ||
	    (json_is_string(option) && *json_string_value(option) == '\0'));
}

const char *
left_over(json_t *options)
{
	const char	*key, *path = NULL;
	json_t		*value;
	size_t		 i;

	if (json_is_object(options)) {
		json_object_foreach(options, key, value)
			if ((path = deeper(key, left_over(value))) != NULL)
				return (path);
		return (NULL);
	}
	json_array_foreach(options, i, value)
		if ((path = deeper("#", left_over(value))) != NULL)
			return (path);
	return (says_nothing(options) ? NULL : "");
}

/* Copy one tag; words in it are one space apart. */
static const char *
normal_tag(struct out *o, const char *p)
{
	bool	 quoted = false, space = false;

	for (; *p != '\0' && (quoted || *p != '>'); p++) {
		if (isspace((unsigned char)*p)) {
			space = true;
			continue;
		}
		if (*p == '"' && quoted)
			space = false;
		if (space && o->data[o->len - 1] != '"')
			out_raw(o, " ", 1);
		else if (space && !quoted)
			out_raw(o, " ", 1);
		space = false;
		if (*p == '"')
			quoted = !quoted;
		out_raw(o, p, 1);
	}
	out_raw(o, ">", 1);
	return (*p == '>' ? p + 1 : p);
}

const char *
normal(const char *html, size_t length)
{
	const char	*p = "";
	struct out	 o = { 0 };
	bool		 space = false, opened = true;

	if (length > 0)
		p = arena_strndup(&fixture_arena, html, length);
	while (*p != '\0') {
		if (isspace((unsigned char)*p)) {
			space = true;
			p++;
		} else if (*p == '<') {
			if (space && p[1] != '/' && o.len > 0 &&
			    o.data[o.len - 1] != '>')
				out_raw(&o, " ", 1);
			opened = p[1] != '/';
			space = false;
			p = normal_tag(&o, p);
		} else {
			if (space && !opened)
				out_raw(&o, " ", 1);
			space = opened = false;
			out_raw(&o, p++, 1);
		}
	}
	return (finished(&o));
}
