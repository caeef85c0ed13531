/* matching_words - what matching says: its reasons, in sentences. */
#include "rules/matching.h"
#include "rules/words.h"

const struct match_word	match_settings[] = {
	{ "adult_mental_health", "Adult mental health" },
	{ "children_and_families", "Children and families" },
	{ "older_people", "Older people" },
	{ "adult_social_care", "Adult social care" },
	{ "learning_disability", "Learning disability and autism" },
	{ "substance_use", "Drugs and alcohol" },
	{ "hospital", "Hospital wards" },
	{ "justice", "Prison, probation and courts" },
	{ "voluntary", "Voluntary and community services" },
	{ NULL, NULL }
};

const struct match_word	match_features[] = {
	{ "step_free", "Step-free access" },
	{ "remote_days", "Some days worked from home" },
	{ "fixed_days", "The same days every week" },
	{ "later_start", "Days that may start after 9:30am" },
	{ "quiet_space", "A quiet place to work" },
	{ "own_software", "Own assistive software may be used" },
	{ "without_car", "No driving" },
	{ "parking", "Parking at the base" },
	{ NULL, NULL }
};

enum { REASONS_MAX = 24 };

static void
say(struct match_reasons *r, const char *words)
{
	if (r->n < REASONS_MAX)
		r->v[r->n++] = words;
}

static struct match_reasons
no_reasons(struct arena *a)
{
	return ((struct match_reasons){ arena_array(a, REASONS_MAX,
	    sizeof(const char *)), 0 });
}

/* "a, b" of a set of features. */
static const char *
features_words(struct arena *a, unsigned set)
{
	const char	*all = "";

	for (int i = 1; match_features[i - 1].code != NULL; i++)
		if ((set & 1u << i) != 0)
			all = arena_printf(a, "%s%s%s", all,
			    *all == '\0' ? "" : ", ",
			    match_words(match_features, i));
	return (all);
}

static void
say_setting(struct arena *a, struct match_reasons *r,
    const struct match_terms *t, const struct match_need *n,
    const struct match_offer *o)
{
	const char	*words = match_words(match_settings, o->setting);

	if (t->stage != MATCH_FIRST && o->setting != 0 &&
	    (n->earlier & 1u << o->setting) == 0)
		say(r, arena_printf(a, "A setting they have not practised in: "
		    "%s", words));
	if (!n->earlier_statutory)
		say(r, o->statutory ? "Statutory, which they still need" :
		    "Not statutory, which they still need");
	if (n->prefers != 0)
		say(r, n->prefers == o->setting ?
		    "The setting that they would like" :
		    arena_printf(a, "Not the setting that they would like: %s",
		    match_words(match_settings, n->prefers)));
}

struct match_reasons
match_reasons(struct arena *a, const struct match_terms *t,
    const struct match_need *n, const struct match_offer *o,
    const struct match_pair *p)
{
	struct match_reasons	r = no_reasons(a);

	if (p->minutes >= 0)
		say(&r, arena_printf(a, "%d minutes on the way, of at most %d",
		    p->minutes, n->minutes_at_most));
	if (date_is_set(p->done))
		say(&r, arena_printf(a, "Starts %s, and its days can be done "
		    "by %s", date_words(a, p->from), date_words(a, p->done)));
	say_setting(a, &r, t, n, o);
	if (n->features != 0 && (p->blocks & BLOCK_FEATURES) == 0)
		say(&r, arena_printf(a, "Has what it must have: %s",
		    features_words(a, n->features)));
	if ((p->blocks & BLOCK_DAYS) == 0)
		say(&r, arena_printf(a, "The team works on their days: %s",
		    pattern_words(a, n->working)));
	if (t->stage == MATCH_LAST)
		say(&r, n->employer == o->organisation ? "At their employer" :
		    "Not at their employer");
	say(&r, arena_printf(a, "%ld %s, the fewer the better", (long)p->cost,
	    p->cost == 1 ? "point" : "points"));
	return (r);
}

static const char *
dates_words(struct arena *a, const struct match_offer *o,
    const struct match_pair *p)
{
	if (!date_is_set(p->from))
		return ("No day of the week is worked");
	if (date_compare(p->from, o->to) > 0)
		return (arena_printf(a, "They can start on %s, when the offer "
		    "has ended", date_words(a, p->from)));
	if (!date_is_set(p->done))
		return ("The days cannot be done on their week");
	return (arena_printf(a, "The offer ends on %s, and the days can be "
	    "done by %s", date_words(a, o->to), date_words(a, p->done)));
}

static const char *
block_words(struct arena *a, enum match_block block,
    const struct match_need *n, const struct match_offer *o,
    const struct match_pair *p)
{
	switch (block) {
	case BLOCK_STAGE:
		return ("The offer is not for this placement");
	case BLOCK_DATES:
		return (dates_words(a, o, p));
	case BLOCK_DAYS:
		return (arena_printf(a, "The team does not work on all their "
		    "days: %s", pattern_words(a, n->working)));
	case BLOCK_FEATURES:
		return (arena_printf(a, "Does not have what it must have: %s",
		    features_words(a, n->features & ~o->features)));
	case BLOCK_CONFLICT:
		return ("A conflict is recorded");
	case BLOCK_TRAVEL:
		return (arena_printf(a, "%d minutes on the way, more than %d",
		    p->minutes, n->minutes_at_most));
	case BLOCK_AREA_UNKNOWN:
		return (n->area == 0 ? "Where they travel from is not known "
		    "yet" : "Where the team is, is not known yet");
	case BLOCK_WAY_UNKNOWN:
		return ("How long the way takes is not known yet");
	case BLOCK_SETTING_UNKNOWN:
		return ("The team's kind of setting is not known yet");
	case BLOCK_EARLIER_UNKNOWN:
		return ("The setting of an earlier placement is not known yet");
	case BLOCK_NOT_CONTRASTING:
		return ("A setting that they have practised in: another is "
		    "needed");
	case BLOCK_NOT_STATUTORY:
		return ("Not statutory, and they have had no statutory "
		    "placement");
	case BLOCK_EDUCATORS:
		return (o->educators.n == 1 ? "The only practice educator "
		    "there has a conflict of interest with them" : "Every "
		    "practice educator there has a conflict of interest with "
		    "them");
	case BLOCKS:
		break;
	}
	return ("");
}

struct match_reasons
match_blocks(struct arena *a, const struct match_terms *t,
    const struct match_need *n, const struct match_offer *o,
    const struct match_pair *p)
{
	struct match_reasons	r = no_reasons(a);

	for (int i = 0; i < BLOCKS; i++)
		if ((p->blocks & 1u << i) != 0)
			say(&r, block_words(a, (enum match_block)(1 << i), n,
			    o, p));
	return (r);
}

struct match_reasons
match_cautions(struct arena *a, const struct match_offer *o,
    const struct match_pair *p)
{
	struct match_reasons	r = no_reasons(a);

	if (!date_is_set(o->audited_until))
		say(&r, "The team has no audit that stands");
	else if (date_is_set(p->from) &&
	    date_compare(o->audited_until, p->from) < 0)
		say(&r, arena_printf(a, "The audit of the team ends on %s, "
		    "before they start", date_words(a, o->audited_until)));
	return (r);
}

/* What would have to be different, were it the only thing. */
static const char *
alone_words(enum match_block block)
{
	switch (block) {
	case BLOCK_STAGE:
		return ("it were for this placement");
	case BLOCK_DATES:
		return ("it lasted long enough for their days");
	case BLOCK_DAYS:
		return ("the team worked on all their days");
	case BLOCK_FEATURES:
		return ("it had all that it must have");
	case BLOCK_CONFLICT:
		return ("no conflict were recorded");
	case BLOCK_TRAVEL:
		return ("they could travel longer");
	case BLOCK_AREA_UNKNOWN:
		return ("it were known where they and the team are");
	case BLOCK_WAY_UNKNOWN:
		return ("it were known how long the way takes");
	case BLOCK_SETTING_UNKNOWN:
		return ("the team's kind of setting were known");
	case BLOCK_EARLIER_UNKNOWN:
		return ("the setting of their earlier placement were known");
	case BLOCK_NOT_CONTRASTING:
		return ("its setting were new to them");
	case BLOCK_NOT_STATUTORY:
		return ("it were statutory");
	case BLOCK_EDUCATORS:
		return ("it had a practice educator without a conflict of "
		    "interest");
	case BLOCKS:
		break;
	}
	return ("");
}

/* Of the offers that one thing alone keeps away: how many, the shortest way. */
static const char *
relaxed_words(struct arena *a, const struct match_offer *offers, size_t n,
    const struct match_pair *pairs, enum match_block block)
{
	size_t	would = 0;
	int	shortest = -1;

	for (size_t j = 0; j < n; j++) {
		if (pairs[j].blocks != (unsigned)block || offers[j].places < 1)
			continue;
		would++;
		if (shortest < 0 || pairs[j].minutes < shortest)
			shortest = pairs[j].minutes;
	}
	if (would == 0)
		return (NULL);
	return (arena_printf(a, "%zu %s would suit if %s%s", would,
	    would == 1 ? "offer" : "offers", alone_words(block),
	    block == BLOCK_TRAVEL ? arena_printf(a, ": the nearest takes %d "
	    "minutes", shortest) : ""));
}

static void
say_full(struct arena *a, struct match_reasons *r,
    const struct match_offer *offers, size_t n, const struct match_pair *pairs,
    const int *taken)
{
	size_t	full = 0, few = 0, kept = 0;

	for (size_t j = 0; j < n; j++) {
		if (pairs[j].blocks != 0)
			continue;
		if (taken[j] >= offers[j].places)
			full++;
		else if (taken[j] == 0 && offers[j].at_least > 1)
			few++;
		else
			kept++;
	}
	if (full > 0)
		say(r, arena_printf(a, "%zu suitable %s full with others", full,
		    full == 1 ? "offer is" : "offers are"));
	if (few > 0)
		say(r, arena_printf(a, "%zu suitable %s not taken up, because "
		    "too few would come to the team", few,
		    few == 1 ? "offer is" : "offers are"));
	if (kept > 0)
		say(r, arena_printf(a, "%zu suitable %s kept from them by a "
		    "conflict with somebody there", kept,
		    kept == 1 ? "offer is" : "offers are"));
}

struct match_reasons
match_why_not(struct arena *a, const struct match_need *n,
    const struct match_offer *offers, size_t noffers,
    const struct match_pair *pairs, const int *taken)
{
	struct match_reasons	r = no_reasons(a);
	const char		*words;

	if (n->held == MATCH_LEFT_OUT) {
		say(&r, "Left without a placement by hand");
		return (r);
	}
	if (n->area == 0)
		say(&r, "Where they travel from is not known yet");
	say_full(a, &r, offers, noffers, pairs, taken);
	for (int i = 0; i < BLOCKS; i++) {
		words = relaxed_words(a, offers, noffers, pairs,
		    (enum match_block)(1 << i));
		if (words != NULL && (n->area != 0 ||
		    1 << i != BLOCK_AREA_UNKNOWN))
			say(&r, words);
	}
	if (r.n == 0)
		say(&r, noffers == 0 ? "There are no offers" :
		    "Every offer fails them in more than one way");
	return (r);
}
