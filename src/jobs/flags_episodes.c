/*
 * Episodes of flags: what stood, beside what is found, is what is to be raised,
 * changed and cleared.
 */
#include <string.h>

#include "jobs/flags.h"

const char *
flag_subject(struct arena *a, struct flag_record subject)
{
	return (subject.what == THING_NONE ? "" : arena_printf(a, "%s %ld",
	    flag_thing_code(subject.what), (long)subject.id));
}

/*
 * Columns that grow together: flags to raise, and flags to change.  A flag that
 * is raised has no id yet.
 */
enum number { PERSON, ENROLMENT, PROGRAMME, PLACEMENT, ASYE, ID, VERSION,
    RAISED, SEVERE, CLEARED, NUMBER_COLUMNS };
enum word { RULE, SUBJECT, SIDE, SEVERITY, SENTENCE, WHY, CLEARS, WHO, KINDS,
    RECORDS, WORD_COLUMNS };
struct flag_rows {
	struct arena	 *arena;
	size_t		  n, room;
	int64_t		 *number[NUMBER_COLUMNS];
	const char	**word[WORD_COLUMNS];
};

struct flag_rows *
flag_rows(struct arena *a)
{
	struct flag_rows	*c = arena_alloc(a, sizeof(*c));

	c->arena = a;
	return (c);
}

static void
make_room(struct arena *a, struct flag_rows *c)
{
	size_t	room = c->room == 0 ? 64 : 2 * c->room;

	for (int i = 0; i < NUMBER_COLUMNS; i++) {
		int64_t	*v = arena_array(a, room, sizeof(*v));

		if (c->n > 0)
			memcpy(v, c->number[i], c->n * sizeof(*v));
		c->number[i] = v;
	}
	for (int i = 0; i < WORD_COLUMNS; i++) {
		const char	**v = arena_array(a, room, sizeof(*v));

		if (c->n > 0)
			memcpy(v, c->word[i], c->n * sizeof(*v));
		c->word[i] = v;
	}
	c->room = room;
}

static const char *
record_ids(struct arena *a, const struct found_flag *f)
{
	const char	*ids = "";

	for (size_t i = 0; i < f->nrecords; i++)
		ids = arena_printf(a, "%s%s%ld", ids, i > 0 ? "," : "",
		    (long)f->records[i].id);
	return (ids);
}

static const char *
record_kinds(struct arena *a, const struct found_flag *f)
{
	const char	*kinds = "";

	for (size_t i = 0; i < f->nrecords; i++)
		kinds = arena_printf(a, "%s%s%s", kinds, i > 0 ? "," : "",
		    flag_thing_code(f->records[i].what));
	return (kinds);
}

void
flag_rows_add(struct flag_rows *c, const struct flag_person *p,
    const struct found_flag *f, int64_t id, int cleared)
{
	struct arena	*a = c->arena;
	size_t		 i;

	if (c->n == c->room)
		make_room(a, c);
	i = c->n++;
	c->number[PERSON][i] = p->person_id;
	c->number[ENROLMENT][i] = p->id;
	c->number[PROGRAMME][i] = p->programme_id;
	c->number[PLACEMENT][i] = f->placement;
	c->number[ASYE][i] = f->asye;
	c->number[ID][i] = id;
	c->number[VERSION][i] = flag_rule_version(f->rule);
	c->number[RAISED][i] = f->raised_on;
	c->number[SEVERE][i] = f->severity_on;
	c->number[CLEARED][i] = cleared;
	c->word[RULE][i] = flag_rule_code(f->rule);
	c->word[SUBJECT][i] = flag_subject(a, f->subject);
	c->word[SIDE][i] = flag_about_word((enum flag_about)f->side);
	c->word[SEVERITY][i] = flag_severity_word(
	    (enum flag_severity)f->severity);
	c->word[SENTENCE][i] = f->sentence;
	c->word[WHY][i] = f->why;
	c->word[CLEARS][i] = f->clears_when;
	c->word[WHO][i] = flag_actor_codes(a, f->who);
	c->word[KINDS][i] = record_kinds(a, f);
	c->word[RECORDS][i] = record_ids(a, f);
}

#define NUMBERS_OF(c, i)	((struct int_list){ (c)->number[i], (c)->n })
#define WORDS_OF(c, i)		((struct text_list){ (c)->word[i], (c)->n })

void
flag_rows_raise(const struct flag_rows *c, struct db *db)
{
	if (c->n > 0)
		flags_raise(db, NUMBERS_OF(c, PERSON),
		    NUMBERS_OF(c, ENROLMENT), NUMBERS_OF(c, PROGRAMME),
		    NUMBERS_OF(c, PLACEMENT), NUMBERS_OF(c, ASYE),
		    WORDS_OF(c, RULE), NUMBERS_OF(c, VERSION),
		    WORDS_OF(c, SUBJECT), WORDS_OF(c, SIDE),
		    NUMBERS_OF(c, RAISED), WORDS_OF(c, SEVERITY),
		    NUMBERS_OF(c, SEVERE), WORDS_OF(c, SENTENCE),
		    WORDS_OF(c, WHY), WORDS_OF(c, CLEARS), WORDS_OF(c, WHO),
		    WORDS_OF(c, KINDS), WORDS_OF(c, RECORDS),
		    NUMBERS_OF(c, CLEARED));
}

static void
write_changed(struct db *db, const struct flag_rows *c)
{
	if (c->n > 0)
		flags_change(db, NUMBERS_OF(c, ID), NUMBERS_OF(c, VERSION),
		    WORDS_OF(c, SEVERITY), NUMBERS_OF(c, SEVERE),
		    WORDS_OF(c, SENTENCE), WORDS_OF(c, WHY),
		    WORDS_OF(c, CLEARS), WORDS_OF(c, WHO), WORDS_OF(c, KINDS),
		    WORDS_OF(c, RECORDS));
}

/* What stood of a batch of people, and what is to be written of them. */
struct flag_episodes {
	struct arena			*arena;
	struct flag_standing_list	 were;
	size_t				 at;
	struct flag_rows		*raise, *change;
	int64_t				*clear;
	size_t				 nclear;
};

static bool
is_of(const struct flag_standing *was, const char *rule, const char *subject)
{
	return (strcmp(was->rule, rule) == 0 &&
	    strcmp(was->subject_key, subject) == 0);
}

static const char *
records_of(struct arena *a, const struct found_flag *f)
{
	const char	*all = "";

	for (size_t i = 0; i < f->nrecords; i++)
		all = arena_printf(a, "%s%s%s:%ld", all, i > 0 ? "," : "",
		    flag_thing_code(f->records[i].what),
		    (long)f->records[i].id);
	return (all);
}

static bool
says_the_same(struct arena *a, const struct flag_standing *was,
    const struct found_flag *f)
{
	return ((int)was->severity == (int)f->severity &&
	    was->rule_version == flag_rule_version(f->rule) &&
	    strcmp(was->sentence, f->sentence) == 0 &&
	    strcmp(was->why, f->why) == 0 &&
	    strcmp(was->clears_when, f->clears_when) == 0 &&
	    strcmp(was->who, flag_actor_codes(a, f->who)) == 0 &&
	    strcmp(was->records, records_of(a, f)) == 0);
}

/* What stands of all that was found: the one that stood before. */
static size_t
found_again(struct arena *a, const struct found_flags *found,
    const bool *stands, const struct flag_standing *was)
{
	size_t	i = 0;

	while (i < found->n && (stands[i] ||
	    !is_of(was, flag_rule_code(found->v[i].rule),
	    flag_subject(a, found->v[i].subject))))
		i++;
	return (i);
}

void
flag_episodes_follow(struct flag_episodes *e, const struct flag_person *p,
    const struct found_flags *found)
{
	bool	stands[FLAGS_MOST] = { false };

	for (; e->at < e->were.n && e->were.v[e->at].enrolment_id == p->id;
	    e->at++) {
		const struct flag_standing	*was = &e->were.v[e->at];
		size_t				 i;

		i = found_again(e->arena, found, stands, was);
		if (i == found->n) {
			e->clear[e->nclear++] = was->id;
			continue;
		}
		stands[i] = true;
		if (!says_the_same(e->arena, was, &found->v[i]))
			flag_rows_add(e->change, p, &found->v[i], was->id, 0);
	}
	for (size_t i = 0; i < found->n; i++)
		if (!stands[i])
			flag_rows_add(e->raise, p, &found->v[i], 0, 0);
}

struct flag_episodes *
flag_episodes(struct db *db, struct arena *a,
    const struct flag_person_list *people)
{
	struct flag_episodes	*e = arena_alloc(a, sizeof(*e));
	int64_t			*ids = arena_array(a, people->n, sizeof(*ids));

	for (size_t i = 0; i < people->n; i++)
		ids[i] = people->v[i].id;
	e->arena = a;
	e->raise = flag_rows(a);
	e->change = flag_rows(a);
	e->were = flags_standing(db, (struct int_list){ ids, people->n });
	e->clear = arena_array(a, e->were.n, sizeof(*e->clear));
	return (e);
}

void
flag_episodes_write(const struct flag_episodes *e, struct db *db)
{
	if (e->nclear > 0)
		flags_clear(db, (struct int_list){ e->clear, e->nclear });
	write_changed(db, e->change);
	flag_rows_raise(e->raise, db);
}
