/* map_fields.c - the fields of forms from govuk-frontend's options. */
#include <string.h>

#include "fixture.h"
#include "views.h"

static void
button_(struct out *o, json_t *p)
{
	struct govuk_button	 b = { take_words(p) };

	b.href = take_url(p, "href");
	b.id = take(p, "id");
	b.name = take(p, "name");
	b.value = take(p, "value");
	b.type = take(p, "type");
	b.prevent_double_click = take(p, "preventDoubleClick");
	b.disabled = take_true(p, "disabled");
	b.start = take_true(p, "isStartButton");
	govuk_button(o, &b);
}

static void
input_(struct out *o, json_t *p)
{
	struct govuk_input	 i = {
		.id = take(p, "id"), .name = take(p, "name"),
		.value = take(p, "value"), .type = take(p, "type"),
		.label = take_words_of(p, "label"),
		.hint = take_words_of(p, "hint"),
		.error = take_words_of(p, "errorMessage"),
		.prefix = take_words_of(p, "prefix"),
		.suffix = take_words_of(p, "suffix"),
		.wrapper = take_words_of(p, "inputWrapper"),
		.group = take_group(p, false),
		.classes = take(p, "classes"),
		.described_by = take(p, "describedBy"),
		.autocomplete = take(p, "autocomplete"),
		.autocapitalize = take(p, "autocapitalize"),
		.pattern = take(p, "pattern"),
		.inputmode = take(p, "inputmode"),
		.spellcheck = take(p, "spellcheck"),
		.disabled = take_true(p, "disabled"),
		.attributes = take_attributes(p, "attributes"),
	};

	govuk_input(o, &i);
}

static struct govuk_textarea
take_textarea(json_t *p)
{
	return ((struct govuk_textarea){
		.id = take(p, "id"), .name = take(p, "name"),
		.value = take(p, "value"),
		.label = take_words_of(p, "label"),
		.hint = take_words_of(p, "hint"),
		.error = take_words_of(p, "errorMessage"),
		.group = take_group(p, false),
		.classes = take(p, "classes"),
		.described_by = take(p, "describedBy"),
		.autocomplete = take(p, "autocomplete"),
		.spellcheck = take(p, "spellcheck"),
		.rows = take_int(p, "rows"),
		.disabled = take_true(p, "disabled"),
		.attributes = take_attributes(p, "attributes"),
	});
}

static void
textarea_(struct out *o, json_t *p)
{
	struct govuk_textarea	 t = take_textarea(p);

	govuk_textarea(o, &t);
}

static void
character_count_(struct out *o, json_t *p)
{
	struct govuk_character_count	 c = { take_textarea(p),
		.maxlength = take_int(p, "maxlength"),
		.maxwords = take_int(p, "maxwords"),
		.threshold = take_int(p, "threshold"),
		.count_type = take(p, "countType"),
		.message_classes = take(look(p, "countMessage"), "classes") };

	govuk_character_count(o, &c);
}

static void
select_(struct out *o, json_t *p)
{
	const char		*chosen = take(p, "value"), *own;
	json_t			*items = look(p, "items"), *item;
	size_t			 i;
	struct govuk_option	*options = arena_array(&fixture_arena,
				    json_array_size(items), sizeof(*options));
	struct govuk_select	 s = {
		.id = take(p, "id"), .name = take(p, "name"),
		.label = take_words_of(p, "label"),
		.hint = take_words_of(p, "hint"),
		.error = take_words_of(p, "errorMessage"),
		.group = take_group(p, false), .classes = take(p, "classes"),
		.described_by = take(p, "describedBy"),
		.disabled = take_true(p, "disabled"),
		.attributes = take_attributes(p, "attributes"),
		.items = options,
	};

	json_array_foreach(items, i, item) {
		if (!json_is_object(item))
			continue;
		options[s.nitems] = (struct govuk_option){
			.value = take(item, "value"),
			.text = take(item, "text"),
			.disabled = take_true(item, "disabled"),
			.attributes = take_attributes(item, "attributes") };
		own = options[s.nitems].value != NULL ?
		    options[s.nitems].value : options[s.nitems].text;
		options[s.nitems].selected = json_is_false(look(item,
		    "selected")) ? false : (chosen != NULL && own != NULL &&
		    strcmp(chosen, own) == 0);
		options[s.nitems++].selected |= take_true(item, "selected");
	}
	govuk_select(o, &s);
}

static void
file_upload_(struct out *o, json_t *p)
{
	struct govuk_file_upload	 f;

	take(p, "value");	/* no browser takes it, nor the original */
	f = (struct govuk_file_upload){
		.id = take(p, "id"), .name = take(p, "name"),
		.label = take_words_of(p, "label"),
		.hint = take_words_of(p, "hint"),
		.error = take_words_of(p, "errorMessage"),
		.group = take_group(p, false), .classes = take(p, "classes"),
		.described_by = take(p, "describedBy"),
		.disabled = take_true(p, "disabled"),
		.multiple = take_true(p, "multiple"),
		.drop = take_true(p, "javascript"),
		.wrapper = { .classes = take(p, "wrapperClasses"),
		    .attributes = take_attributes(p, "wrapperAttributes") },
		.attributes = take_attributes(p, "attributes"),
	};

	govuk_file_upload(o, &f);
}

static bool
among_values(json_t *p, const char *value)
{
	const char	*only = json_string_value(look(p, "value"));
	json_t		*one;
	size_t		 i;

	if (value == NULL)
		return (false);
	if (only != NULL)
		return (strcmp(only, value) == 0);
	json_array_foreach(look(p, "values"), i, one)
		if (json_is_string(one) &&
		    strcmp(json_string_value(one), value) == 0)
			return (true);
	return (false);
}

static bool
says_false(json_t *p, const char *key)
{
	const char	*text = json_string_value(look(p, key));

	return (text == NULL || *text == '\0');
}

static struct govuk_choice
take_choice(json_t *p, json_t *item)
{
	json_t			*label = look(item, "label");
	bool			 unticked = json_is_false(look(item,
				    "checked"));
	struct govuk_choice	 c = {
		.value = take(item, "value"),
		.hint = take_words_of(item, "hint"),
		.id = take(item, "id"), .name = take(item, "name"),
		.divider = take(item, "divider"),
		.behaviour = take(item, "behaviour"),
		.checked = take_true(item, "checked"),
		.disabled = take_true(item, "disabled"),
		.attributes = take_attributes(item, "attributes"),
	};

	c.label = take_words(item);
	c.label.classes = take(label, "classes");
	c.label.attributes = take_attributes(label, "attributes");
	c.checked |= !unticked && among_values(p, c.value);
	if (!says_false(look(item, "conditional"), "html"))
		c.conditional.s = take(look(item, "conditional"), "html");
	return (c);
}

static struct govuk_choices
take_choices(json_t *p)
{
	json_t			*items = look(p, "items"), *item;
	size_t			 i;
	struct govuk_choice	*choices = arena_array(&fixture_arena,
				    json_array_size(items), sizeof(*choices));
	struct govuk_choices	 c = { .name = take(p, "name"),
		.id_prefix = take(p, "idPrefix"),
		.hint = take_words_of(p, "hint"),
		.error = take_words_of(p, "errorMessage"),
		.group = take_group(p, true),
		.classes = take(p, "classes"),
		.described_by = take(p, "describedBy"),
		.attributes = take_attributes(p, "attributes"),
		.items = choices, .nitems = json_array_size(items) };

	c.around = take_fieldset(p, &c.fieldset);
	json_array_foreach(items, i, item)
		choices[i] = take_choice(p, item);
	json_object_del(p, "value");
	json_object_del(p, "values");
	return (c);
}

static void
radios_(struct out *o, json_t *p)
{
	struct govuk_choices	 c = take_choices(p);

	govuk_choices(o, &c, "radios");
}

static void
checkboxes_(struct out *o, json_t *p)
{
	struct govuk_choices	 c = take_choices(p);

	govuk_choices(o, &c, "checkboxes");
}

static struct govuk_date_item
take_date_item(json_t *item)
{
	bool	 fine = json_is_false(look(item, "error"));

	return ((struct govuk_date_item){ .fine = fine,
		.name = take(item, "name"), .label = take(item, "label"),
		.id = take(item, "id"), .value = take(item, "value"),
		.classes = take(item, "classes"),
		.inputmode = take(item, "inputmode"),
		.autocomplete = take(item, "autocomplete"),
		.pattern = take(item, "pattern"),
		.attributes = take_attributes(item, "attributes"),
		.error = take_true(item, "error") });
}

/* The boxes in items, or those named day, month and year. */
static size_t
take_date_items(json_t *p, struct govuk_date_item *items)
{
	static const char *const part[] = { "day", "month", "year" };
	json_t			*given = look(p, "items"), *item;
	const char		*own;
	size_t			 i, n = 0;

	json_array_foreach(given, i, item) {
		if (!json_is_object(item))
			continue;
		items[n] = take_date_item(item);
		own = take(look(p, items[n].name), "value");
		if (items[n].value == NULL)
			items[n].value = own;
		n++;
	}
	if (json_array_size(given) > 0)
		return (n);
	for (i = 0; i < 3; i++) {
		if (json_is_false(json_object_get(p, part[i])) ||
		    json_is_null(json_object_get(p, part[i])))
			continue;
		items[n] = take_date_item(look(p, part[i]));
		if (items[n].name == NULL)
			items[n].name = part[i];
		n++;
	}
	return (n);
}

static void
date_input_(struct out *o, json_t *p)
{
	json_t			*values = look(p, "values");
	struct govuk_date_item	*items = arena_array(&fixture_arena,
				    json_array_size(look(p, "items")) + 3,
				    sizeof(*items));
	struct govuk_date_input	 d = { .id = take(p, "id"),
		.name_prefix = take(p, "namePrefix"),
		.hint = take_words_of(p, "hint"),
		.error = take_words_of(p, "errorMessage"),
		.group = take_group(p, true), .classes = take(p, "classes"),
		.attributes = take_attributes(p, "attributes"),
		.items = items, .nitems = take_date_items(p, items) };

	d.around = take_fieldset(p, &d.fieldset);
	for (size_t i = 0; i < d.nitems; i++) {
		const char	*bare_name = take(values, items[i].name);
		const char	*name = d.name_prefix == NULL ? NULL :
		    take(values, arena_printf(&fixture_arena, "%s-%s",
		    d.name_prefix, items[i].name));

		if (items[i].value == NULL)
			items[i].value = name != NULL ? name : bare_name;
	}
	govuk_date_input(o, &d);
}

static void
fieldset_(struct out *o, json_t *p)
{
	struct govuk_fieldset	 f = { .legend = take_words_of(p, "legend"),
		.classes = take(p, "classes"), .role = take(p, "role"),
		.described_by = take(p, "describedBy"),
		.attributes = take_attributes(p, "attributes") };
	struct html		 inside = { take(p, "html") };

	govuk_fieldset_open(o, &f);
	out_markup(o, inside);
	govuk_fieldset_close(o, &f);
}

static void
label_(struct out *o, json_t *p)
{
	struct words	 w = take_words(p);

	govuk_label(o, &w, take(p, "for"));
}

static void
hint_(struct out *o, json_t *p)
{
	struct words	 w = take_words(p);

	govuk_hint(o, &w, take(p, "id"), NULL);
}

static void
error_message_(struct out *o, json_t *p)
{
	struct words	 w = take_words(p);
	const char	*prefix = "Error";

	if (json_is_false(look(p, "visuallyHiddenText")))
		prefix = NULL;
	if (look(p, "visuallyHiddenText") != NULL && prefix != NULL)
		prefix = take(p, "visuallyHiddenText");
	if (prefix != NULL && *prefix == '\0')
		prefix = NULL;
	govuk_error_message(o, &w, take(p, "id"), NULL, prefix);
}

const struct mapping field_mappings[] = {
	{ "button", button_ }, { "character-count", character_count_ },
	{ "checkboxes", checkboxes_ }, { "date-input", date_input_ },
	{ "error-message", error_message_ }, { "fieldset", fieldset_ },
	{ "file-upload", file_upload_ }, { "hint", hint_ }, { "input", input_ },
	{ "label", label_ }, { "radios", radios_ }, { "select", select_ },
	{ "textarea", textarea_ }, { NULL, NULL }
};
