/*
 * Flags: each is raised on its day and not the day before, is cleared on the
 * day on which its cause ends, and says so in words that are kept in
 * tests/golden/flags.txt.  WAYMARK_GOLDEN=write writes that file anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lives.h"

enum { GOLDEN_MOST = 64 * 1024, LAST = PLACED + 420 };

static struct arena		arena;
static const struct flag_settings *const	usual = &flag_settings_usual;

static const struct found_flag *
found(const struct found_flags *all, enum flag_rule rule)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].rule == rule)
			return (&all->v[i]);
	return (NULL);
}

static struct found_flags
flags_of(struct life *l, int on)
{
	struct found_flags	all;

	flags_ready(&arena, &l->facts, on);
	flags_on(&arena, &l->facts, usual, on, &all);
	return (all);
}

/* What is taken away, and what gives it back. */

static void
log_nothing_from(struct life *l, int from)
{
	while (l->placement.ndays > 0 &&
	    l->days[l->placement.ndays - 1].on >= from)
		l->placement.ndays--;
}

static void
miss_days(struct life *l)
{
	log_nothing_from(l, PLACED + 21);
	/* Somebody who logs once a fortnight is behind and not silent. */
	for (int on = PLACED + 21; on < PLACED + 160; on += 14)
		l->days[l->placement.ndays++] = (struct flag_day){ on, 2, on,
			FLAG_NEVER, false, false };
}

static void
catch_up(struct life *l)
{
	for (int i = 0; i < 20; i++)
		l->days[l->placement.ndays++] = (struct flag_day){
			PLACED + 26 + i, 2, PLACED + 37, FLAG_NEVER, false,
			true };
}

static void
drop_papers(struct life *l, enum flag_paper kind)
{
	for (size_t i = 0; i < l->placement.ndocuments; i++)
		if (l->papers[i].kind == kind)
			l->papers[i].kind = PAPER_OTHER;
}

static void
drop_years(struct life *l, enum flag_paper kind)
{
	for (size_t i = 0; i < l->asye.ndocuments; i++)
		if (l->years[i].kind == kind)
			l->years[i].kind = PAPER_OTHER;
}

static void
sign(struct life *l, enum flag_paper kind, int on)
{
	life_paper(l->papers, &l->placement.ndocuments, kind, on, 60);
}

static void
sign_year(struct life *l, enum flag_paper kind, int on, int minutes)
{
	life_paper(l->years, &l->asye.ndocuments, kind, on, minutes);
}

static void
no_agreement(struct life *l)
{
	drop_papers(l, PAPER_AGREEMENT);
}

static void
agree(struct life *l)
{
	sign(l, PAPER_AGREEMENT, PLACED + 33);
}

static void
hand_nothing_in(struct life *l)
{
	l->attempts[0] = (struct flag_attempt){ 5, 3, "Essay",
		"Law and rights", 1, 0, PLACED + 20, FLAG_NEVER,
		FLAG_NEVER };
	l->facts.nattempts = 1;
}

static void
hand_in(struct life *l)
{
	l->attempts[0].handed_in = PLACED + 25;
}

static void
no_midpoint(struct life *l)
{
	drop_papers(l, PAPER_MIDPOINT);
}

static void
review(struct life *l)
{
	sign(l, PAPER_MIDPOINT, PLACED + 100);
}

static void
no_review(struct life *l)
{
	l->reviews[0].held = FLAG_NEVER;
}

static void
hold_review(struct life *l)
{
	l->reviews[0].held = STARTED + 99;
}

static void
no_supervision(struct life *l)
{
	int64_t	n = 0;

	for (size_t i = 0; i < l->placement.ndocuments; i++)
		if (l->papers[i].kind == PAPER_SUPERVISION && ++n > 4)
			l->papers[i].kind = PAPER_OTHER;
	/* What was held was long. */
	for (size_t i = 0; i < l->placement.ndocuments; i++)
		l->papers[i].minutes *= 9;
}

static void
supervise(struct life *l)
{
	sign(l, PAPER_SUPERVISION, PLACED + 56);
}

static void
no_year_sessions(struct life *l)
{
	drop_years(l, PAPER_SUPERVISION);
}

static void
year_session(struct life *l)
{
	sign_year(l, PAPER_SUPERVISION, STARTED + 30, 90);
}

static void
hurry(struct life *l)
{
	for (size_t i = 0; i < l->placement.ndocuments; i++)
		l->papers[i].minutes /= 2;
}

static void
take_time(struct life *l)
{
	life_paper(l->papers, &l->placement.ndocuments, PAPER_SUPERVISION,
	    PLACED + 19, 180);
}

static void
hurry_in_year(struct life *l)
{
	for (size_t i = 0; i < l->asye.ndocuments; i++)
		if (l->years[i].kind == PAPER_SUPERVISION &&
		    l->years[i].held < STARTED + 60)
			l->years[i].minutes = 40;
}

static void
as_it_was(struct life *l)
{
	(void)l;
}

static void
not_observed(struct life *l)
{
	drop_papers(l, PAPER_OBSERVATION);
}

static void
observe(struct life *l)
{
	sign(l, PAPER_OBSERVATION, PLACED + 98);
	sign(l, PAPER_OBSERVATION, PLACED + 99);
}

static void
not_seen(struct life *l)
{
	drop_years(l, PAPER_OBSERVATION);
}

static void
seen(struct life *l)
{
	sign_year(l, PAPER_OBSERVATION, STARTED + 110, 0);
}

static void
write_nothing(struct life *l)
{
	drop_papers(l, PAPER_REFLECTION);
	drop_papers(l, PAPER_FEEDBACK);
}

static void
write_all(struct life *l)
{
	for (int i = 0; i < 2; i++) {
		sign(l, PAPER_REFLECTION, PLACED + 99);
		sign(l, PAPER_FEEDBACK, PLACED + 99);
	}
}

static void
gather_nothing(struct life *l)
{
	drop_years(l, PAPER_FEEDBACK);
	drop_years(l, PAPER_PROFESSIONALS);
	drop_years(l, PAPER_WRITTEN_RECORD);
}

static void
gather(struct life *l)
{
	sign_year(l, PAPER_FEEDBACK, STARTED + 110, 0);
	sign_year(l, PAPER_PROFESSIONALS, STARTED + 110, 0);
	sign_year(l, PAPER_WRITTEN_RECORD, STARTED + 111, 0);
}

static void
have_returned(struct life *l)
{
	l->days[3].lost = PLACED + 9;
	l->returned = (struct flag_span){ PLACED + 12, FLAG_NEVER };
	l->placement.returns = &l->returned;
	l->placement.nreturns = 1;
}

static void
send_again(struct life *l)
{
	l->returned.until = PLACED + 15;
}

static void
raise_concern(struct life *l)
{
	l->steps[0] = (struct flag_step){ PLACED + 5, PLACED + 19, true };
	l->concerns[0] = (struct flag_concern){ 4, 12, false, PLACED + 5,
		l->steps, 1 };
	l->facts.nconcerns = 1;
}

static void
follow_up(struct life *l)
{
	l->steps[1] = (struct flag_step){ PLACED + 24, FLAG_NEVER, false };
	l->concerns[0].nsteps = 2;
}

static void
fail_module(struct life *l)
{
	l->decisions[0] = (struct flag_decision){ 8, 3, "Law and rights",
		PLACED + 30, true, false };
	l->facts.ndecisions = 1;
}

static void
pass_module(struct life *l)
{
	l->decisions[1] = (struct flag_decision){ 9, 3, "Law and rights",
		PLACED + 90, false, false };
	l->facts.ndecisions = 2;
}

static void
try_last(struct life *l)
{
	l->attempts[0] = (struct flag_attempt){ 6, 3, "Essay",
		"Law and rights", 2, PLACED + 30, PLACED + 60, FLAG_NEVER,
		FLAG_NEVER };
	l->facts.nattempts = 1;
}

static void
hand_last_in(struct life *l)
{
	l->attempts[0].handed_in = PLACED + 59;
}

static void
be_absent(struct life *l)
{
	for (int i = 10; i < 15; i++)
		l->days[i].absent = true;
}

static void
make_up(struct life *l)
{
	l->days[l->placement.ndays++] = (struct flag_day){ PLACED + 26, 2,
		PLACED + 26, FLAG_NEVER, false, true };
}

static void
miss_teaching(struct life *l)
{
	for (int i = 0; i < 5; i++)
		l->sessions[i] = (struct flag_session){ PLACED + 7 * i + 2,
			i > 0 };
	l->facts.nsessions = 5;
}

static void
attend(struct life *l)
{
	l->sessions[5] = (struct flag_session){ PLACED + 37, false };
	l->facts.nsessions = 6;
}

static void
enter_weeks(struct life *l, int caseload, int given)
{
	for (int i = 0; i < 4; i++) {
		bool	bad = i > 0;

		l->weeks[i] = (struct flag_week){ STARTED + 7 * i + 7,
			STARTED + 7 * i, bad ? caseload : 12, 12, 220,
			bad ? given : 220, true };
	}
	l->asye.nweeks = 4;
}

static void
work_too_much(struct life *l)
{
	enter_weeks(l, 17, 220);
}

static void
get_no_time(struct life *l)
{
	enter_weeks(l, 12, 90);
}

static void
good_week(struct life *l)
{
	l->weeks[4] = (struct flag_week){ STARTED + 35, STARTED + 28, 12, 12,
		220, 220, true };
	l->asye.nweeks = 5;
}

static void
ask_for_adjustment(struct life *l)
{
	l->adjustments[0] = (struct flag_adjustment){ 2, PLACED, PLACED,
		PLACED + 28, FLAG_NEVER };
	l->facts.nadjustments = 1;
}

static void
put_in_place(struct life *l)
{
	l->adjustments[0].until = PLACED + 40;
}

static void
lose_educator(struct life *l)
{
	l->guides[0].until = PLACED + 30;
}

static void
find_educator(struct life *l)
{
	l->guides[l->placement.nguides++] = (struct flag_guide){ DUTY_EDUCATOR,
		PLACED + 50, PLACED + 161, FLAG_NEVER, 3, l->others, 1, false };
}

static void
lose_assessor(struct life *l)
{
	l->assessors[0].until = STARTED + 30;
}

static void
find_assessor(struct life *l)
{
	l->assessors[2] = (struct flag_guide){ DUTY_ASSESSOR, STARTED + 50,
		FLAG_NEVER, FLAG_NEVER, -1, l->others, 1 };
	l->asye.nguides = 3;
}

static void
lapse(struct life *l)
{
	l->guides[0].registered = PLACED + 30;
}

static void
renew(struct life *l)
{
	l->guides[0].until = PLACED + 50;
	find_educator(l);
}

/* From off site, with somebody who supervises there. */
static void
educate_from_afar(struct life *l)
{
	l->guides[0].off_site = true;
	l->guides[l->placement.nguides++] = (struct flag_guide){
		DUTY_SUPERVISOR, PLACED, PLACED + 161, FLAG_NEVER, 3, l->others,
		1, false };
}

static void
lose_supervisor(struct life *l)
{
	educate_from_afar(l);
	l->guides[l->placement.nguides - 1].until = PLACED + 30;
}

static void
find_supervisor(struct life *l)
{
	if (l->guides[1].until > PLACED + 50)
		l->guides[1].until = PLACED + 50;
	l->guides[2] = (struct flag_guide){ DUTY_SUPERVISOR, PLACED + 50,
		PLACED + 161, FLAG_NEVER, 3, l->others, 1, false };
	l->placement.nguides = 3;
}

static void
lapse_supervisor(struct life *l)
{
	educate_from_afar(l);
	l->guides[l->placement.nguides - 1].registered = PLACED + 30;
}

static void
lapse_assessor(struct life *l)
{
	l->assessors[0].registered = STARTED + 30;
}

static void
renew_assessor(struct life *l)
{
	l->assessors[0].until = STARTED + 50;
	find_assessor(l);
}

static void
overload(struct life *l)
{
	l->guides[0].nothers = 5;
	for (int i = 0; i < 5; i++)
		l->others[i] = (struct flag_span){ PLACED + 10 * i,
			FLAG_NEVER };
}

static void
share_out(struct life *l)
{
	l->others[3].until = l->others[4].until = PLACED + 45;
}

static void
overload_assessor(struct life *l)
{
	l->assessors[0].nothers = 9;
	for (int i = 0; i < 9; i++)
		l->others[i].from = STARTED + 10 * i;
}

static void
share_years(struct life *l)
{
	for (int i = 5; i < 9; i++)
		l->others[i].until = STARTED + 75;
}

static void
move_host(struct life *l)
{
	l->moved = PLACED + 40;
	l->placement.nmoved = 1;
}

static void
agree_anew(struct life *l)
{
	sign(l, PAPER_AGREEMENT, PLACED + 60);
}

static void
move_year(struct life *l)
{
	l->year_moved = STARTED + 40;
	l->asye.nmoved = 1;
}

static void
agree_year(struct life *l)
{
	sign_year(l, PAPER_AGREEMENT, STARTED + 60, 0);
}

static void
fall_silent(struct life *l)
{
	log_nothing_from(l, PLACED + 19);
}

static void
log_a_day(struct life *l)
{
	l->days[l->placement.ndays++] = (struct flag_day){ PLACED + 30, 2,
		PLACED + 36, FLAG_NEVER, false, false };
}

static void
year_falls_silent(struct life *l)
{
	l->asye.ndocuments = 0;
	l->needs[0].at_least = 0;
	sign_year(l, PAPER_AGREEMENT, STARTED + 3, 0);
	l->agreed[0] = (struct flag_agreed){ STARTED, FLAG_NEVER, 40, 0, 0 };
}

static void
record_something(struct life *l)
{
	sign_year(l, PAPER_OTHER, STARTED + 50, 0);
}

/* raised, cleared: the days.  escalates: into urgent, by and by. */
static const struct risk {
	const char	*what;
	enum flag_rule	 rule;
	void		(*plant)(struct life *), (*mend)(struct life *);
	int		 raised, cleared;
} risks[] = {
	{ "days are not logged", FLAG_DAYS_BEHIND, miss_days, catch_up,
	    PLACED + 29, PLACED + 37 },
	{ "no agreement is signed", FLAG_MILESTONE_OVERDUE, no_agreement,
	    agree, PLACED + 29, PLACED + 33 },
	{ "work is not handed in", FLAG_MILESTONE_OVERDUE, hand_nothing_in,
	    hand_in, PLACED + 21, PLACED + 25 },
	{ "no midpoint review", FLAG_REVIEW_OVERDUE, no_midpoint, review,
	    PLACED + 83, PLACED + 100 },
	{ "no review in an ASYE", FLAG_REVIEW_OVERDUE, no_review, hold_review,
	    STARTED + 92, STARTED + 99 },
	{ "no supervision", FLAG_SUPERVISION_GAP, no_supervision, supervise,
	    PLACED + 49, PLACED + 56 },
	{ "no supervision in an ASYE", FLAG_SUPERVISION_GAP, no_year_sessions,
	    year_session, STARTED + 22, STARTED + 30 },
	{ "little supervision", FLAG_SUPERVISION_SHORT, hurry, take_time,
	    PLACED + 18, PLACED + 19 },
	{ "short supervision in an ASYE", FLAG_SUPERVISION_SHORT,
	    hurry_in_year, as_it_was, STARTED + 42, STARTED + 84 },
	{ "no observation", FLAG_OBSERVATION_OVERDUE, not_observed, observe,
	    PLACED + 83, PLACED + 99 },
	{ "no observation in an ASYE", FLAG_OBSERVATION_OVERDUE, not_seen,
	    seen, STARTED + 106, STARTED + 110 },
	{ "no reflection or feedback", FLAG_EVIDENCE_BEHIND, write_nothing,
	    write_all, PLACED + 83, PLACED + 99 },
	{ "little evidence in an ASYE", FLAG_EVIDENCE_BEHIND, gather_nothing,
	    gather, STARTED + 106, STARTED + 111 },
	{ "two items are returned", FLAG_RETURNED_AGAIN, have_returned,
	    send_again, PLACED + 12, FLAG_NEVER },
	{ "a concern is not followed up", FLAG_CONCERN_OPEN, raise_concern,
	    follow_up, PLACED + 20, PLACED + 24 },
	{ "a module is failed", FLAG_MODULE_FAILED, fail_module, pass_module,
	    PLACED + 30, PLACED + 90 },
	{ "the last attempt", FLAG_ATTEMPTS_LOW, try_last, hand_last_in,
	    PLACED + 30, PLACED + 59 },
	{ "a week of absence", FLAG_ABSENCE_PATTERN, be_absent, make_up,
	    PLACED + 18, PLACED + 26 },
	{ "teaching is missed", FLAG_ABSENCE_PATTERN, miss_teaching, attend,
	    PLACED + 23, PLACED + 37 },
	{ "the caseload is high", FLAG_CASELOAD_HIGH, work_too_much,
	    good_week, STARTED + 21, STARTED + 35 },
	{ "no protected time", FLAG_PROTECTED_TIME, get_no_time, good_week,
	    STARTED + 21, STARTED + 35 },
	{ "an adjustment is late", FLAG_ADJUSTMENT_LATE, ask_for_adjustment,
	    put_in_place, PLACED + 29, PLACED + 40 },
	{ "no practice educator", FLAG_GUIDE_MISSING, lose_educator,
	    find_educator, PLACED + 38, PLACED + 50 },
	{ "no ASYE assessor", FLAG_GUIDE_MISSING, lose_assessor,
	    find_assessor, STARTED + 38, STARTED + 50 },
	{ "nobody supervises on site", FLAG_GUIDE_MISSING, lose_supervisor,
	    find_supervisor, PLACED + 38, PLACED + 50 },
	{ "a registration lapsed", FLAG_GUIDE_LAPSED, lapse, renew,
	    PLACED + 30, PLACED + 50 },
	{ "a supervisor's lapsed", FLAG_GUIDE_LAPSED, lapse_supervisor,
	    find_supervisor, PLACED + 30, PLACED + 50 },
	{ "an assessor's lapsed", FLAG_GUIDE_LAPSED, lapse_assessor,
	    renew_assessor, STARTED + 30, STARTED + 50 },
	{ "an educator is overloaded", FLAG_GUIDE_OVERLOADED, overload,
	    share_out, PLACED + 30, PLACED + 45 },
	{ "an assessor is overloaded", FLAG_GUIDE_OVERLOADED,
	    overload_assessor, share_years, STARTED + 60, STARTED + 75 },
	{ "the host changed", FLAG_HOST_CHANGED, move_host, agree_anew,
	    PLACED + 55, PLACED + 60 },
	{ "an ASYE moved", FLAG_HOST_CHANGED, move_year, agree_year,
	    STARTED + 55, STARTED + 60 },
	{ "nothing is logged", FLAG_NO_ACTIVITY, fall_silent, log_a_day,
	    PLACED + 33, PLACED + 36 },
	{ "an ASYE is silent", FLAG_NO_ACTIVITY, year_falls_silent,
	    record_something, STARTED + 46, STARTED + 50 },
};
enum { RISKS = sizeof(risks) / sizeof(risks[0]) };

static void
test_nobody_is_flagged_while_all_goes_well(void **state)
{
	static struct life	 l;
	struct found_flags	 all;

	(void)state;
	life_new(&l);
	for (int on = STARTED - 3; on < LAST; on++) {
		arena_reset(&arena);
		all = flags_of(&l, on);
		if (all.n > 0)
			fail_msg("day %d: %s", on - PLACED,
			    all.v[0].sentence);
	}
}

static void
test_each_flag_is_raised_on_its_day_and_cleared_on_its_day(void **state)
{
	static struct life		 l;
	struct found_flags		 all;
	const struct found_flag		*f;

	(void)state;
	for (const struct risk *r = risks; r < risks + RISKS; r++) {
		arena_reset(&arena);
		life_new(&l);
		r->plant(&l);
		all = flags_of(&l, r->raised - 1);
		if (found(&all, r->rule) != NULL)
			fail_msg("%s: too early", r->what);
		all = flags_of(&l, r->raised);
		f = found(&all, r->rule);
		if (f == NULL)
			fail_msg("%s: not found", r->what);
		if (f->raised_on != r->raised)
			fail_msg("%s: raised on %d", r->what,
			    f->raised_on - r->raised);
		if (r->cleared == FLAG_NEVER)
			continue;
		all = flags_of(&l, r->cleared - 1);
		f = found(&all, r->rule);
		if (f == NULL || f->raised_on != r->raised)
			fail_msg("%s: %s before it was mended", r->what,
			    f == NULL ? "gone" : "begun anew");
		r->mend(&l);
		all = flags_of(&l, r->cleared - 1);
		if (found(&all, r->rule) == NULL)
			fail_msg("%s: cleared too early", r->what);
		all = flags_of(&l, r->cleared);
		if (found(&all, r->rule) != NULL)
			fail_msg("%s: still there", r->what);
	}
}

static void
write_flag(FILE *to, const struct found_flag *f)
{
	static const char	*const severities[] = { "", "watch", "act",
				    "urgent" };

	fprintf(to, "  %s, %s, about %s; %s can act\n    %s\n    %s\n"
	    "    It is cleared when: %s\n", flag_rule_code(f->rule),
	    severities[f->severity], f->side == SIDE_SUPPORT ? "support" :
	    "progress", flag_actor_codes(&arena, f->who), f->sentence, f->why,
	    f->clears_when);
}

static void
write_sentences(FILE *to)
{
	static struct life	 l;
	struct found_flags	 all;

	for (const struct risk *r = risks; r < risks + RISKS; r++) {
		fprintf(to, "%s\n", r->what);
		for (int after = 0; after <= 42; after += 21) {
			arena_reset(&arena);
			life_new(&l);
			r->plant(&l);
			all = flags_of(&l, r->raised + after);
			for (size_t i = 0; i < all.n; i++)
				if (all.v[i].rule == r->rule)
					write_flag(to, &all.v[i]);
		}
	}
}

static void
test_every_sentence_reads_as_somebody_has_read_it(void **state)
{
	static char	 now[GOLDEN_MOST], golden[GOLDEN_MOST];
	const char	*how = getenv("WAYMARK_GOLDEN");
	bool		 write = how != NULL && strcmp(how, "write") == 0;
	FILE		*f = fmemopen(now, sizeof(now), "w");

	(void)state;
	write_sentences(f);
	fclose(f);
	f = fopen("tests/golden/flags.txt", write ? "w" : "r");
	if (f == NULL)
		fail_msg("run from the root of the tree");
	if (write)
		fputs(now, f);
	else
		golden[fread(golden, 1, sizeof(golden) - 1, f)] = '\0';
	fclose(f);
	if (!write)
		assert_string_equal(now, golden);
}

/* The same flag, as far as it can be told. */
static const struct found_flag *
same(const struct found_flags *all, const struct found_flag *f)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].rule == f->rule &&
		    all->v[i].subject.what == f->subject.what &&
		    all->v[i].subject.id == f->subject.id)
			return (&all->v[i]);
	return (NULL);
}

/* Nothing is recorded behind a day. */
static void
forget_what_comes(struct life *l, int from)
{
	l->live[0].until = FLAG_NEVER;
	log_nothing_from(l, from);
	for (size_t i = 0; i < l->placement.ndocuments; i++)
		if (l->papers[i].sent >= from) {
			l->papers[i].sent = l->papers[i].touched = FLAG_NEVER;
			l->papers[i].signed_on = FLAG_NEVER;
		}
	for (size_t i = 0; i < l->asye.ndocuments; i++)
		if (l->years[i].sent >= from) {
			l->years[i].sent = l->years[i].touched = FLAG_NEVER;
			l->years[i].signed_on = FLAG_NEVER;
		}
	for (size_t i = 0; i < 3; i++)
		if (l->reviews[i].held >= from)
			l->reviews[i].held = FLAG_NEVER;
	for (size_t i = 0; i < l->asye.nweeks; i++)
		if (l->weeks[i].known >= from)
			l->weeks[i].known = FLAG_NEVER;
}

/* A life with several things wrong, by chance. */
static void
random_life(struct life *l, unsigned seed)
{
	life_new(l);
	srand(seed);
	for (int i = 0; i < 4; i++)
		risks[(unsigned)rand() % RISKS].plant(l);
}

static void
test_time_alone_clears_nothing_and_makes_nothing_milder(void **state)
{
	static struct life	 l;
	struct found_flags	 before, after;
	const struct found_flag	*f;
	int			 from;

	(void)state;
	for (unsigned seed = 1; seed <= 400; seed++) {
		arena_reset(&arena);
		random_life(&l, seed);
		from = STARTED + 10 + rand() % 300;
		forget_what_comes(&l, from);
		before = flags_of(&l, from);
		for (int on = from + 1; on < from + 90; on += 1 + rand() % 9) {
			after = flags_of(&l, on);
			for (size_t i = 0; i < before.n; i++) {
				f = same(&after, &before.v[i]);
				if (f == NULL || f->severity <
				    before.v[i].severity || f->raised_on !=
				    before.v[i].raised_on)
					fail_msg("seed %u, day %d to %d: %s",
					    seed, from - STARTED, on - STARTED,
					    before.v[i].sentence);
			}
			before = after;
		}
	}
}

/* One more thing that somebody is given. */
static void
support(struct life *l, int on)
{
	struct flag_guide	*other;

	switch (rand() % 7) {
	case 0:
		life_paper(l->papers, &l->placement.ndocuments,
		    PAPER_SUPERVISION, on, 90);
		break;
	case 1:
		life_paper(l->years, &l->asye.ndocuments, PAPER_SUPERVISION,
		    on, 90);
		break;
	case 2:
		life_paper(l->papers, &l->placement.ndocuments,
		    PAPER_OBSERVATION, on, 0);
		break;
	case 3:
		life_paper(l->years, &l->asye.ndocuments, PAPER_OBSERVATION,
		    on, 0);
		break;
	case 4:
		for (size_t i = 0; i < 3; i++)
			if (l->reviews[i].held > on)
				l->reviews[i].held = on;
		break;
	case 5:
		l->guides[0].registered = FLAG_NEVER;
		other = &l->guides[l->placement.nguides++];
		*other = l->guides[0];
		other->nothers = 1;
		other->off_site = false;
		other->from = l->guides[0].until;
		other->until = FLAG_NEVER;
		break;
	default:
		l->weeks[l->asye.nweeks++] = (struct flag_week){ on, on - 7,
			10, 12, 220, 240, true };
	}
}

static void
test_more_support_never_raises_a_flag(void **state)
{
	static struct life	 l;
	struct found_flags	 before, after;
	int			 on;

	(void)state;
	for (unsigned seed = 1; seed <= 800; seed++) {
		arena_reset(&arena);
		random_life(&l, seed);
		on = STARTED + 10 + rand() % 380;
		before = flags_of(&l, on);
		support(&l, on - rand() % 5);
		after = flags_of(&l, on);
		for (size_t i = 0; i < after.n; i++)
			if (same(&before, &after.v[i]) == NULL)
				fail_msg("seed %u, day %d: %s", seed,
				    on - STARTED, after.v[i].sentence);
	}
}

static void
test_a_flag_says_the_same_whenever_it_is_asked_about(void **state)
{
	static struct life	 l;
	struct found_flags	 then, later;

	(void)state;
	for (unsigned seed = 1; seed <= 300; seed++) {
		int	on;

		arena_reset(&arena);
		random_life(&l, seed);
		on = STARTED + rand() % 380;
		flags_ready(&arena, &l.facts, LAST);
		flags_on(&arena, &l.facts, usual, on, &later);
		then = flags_of(&l, on);
		assert_int_equal(then.n, later.n);
		for (size_t i = 0; i < then.n; i++) {
			assert_string_equal(then.v[i].sentence,
			    later.v[i].sentence);
			assert_int_equal(then.v[i].raised_on,
			    later.v[i].raised_on);
		}
	}
}

static void
test_what_is_asked_without_words_is_the_same(void **state)
{
	static struct life	 l;
	struct found_flags	 with, without;

	(void)state;
	for (unsigned seed = 1; seed <= 300; seed++) {
		int	on;

		arena_reset(&arena);
		random_life(&l, seed);
		on = STARTED + rand() % 380;
		with = flags_of(&l, on);
		flags_on(NULL, &l.facts, usual, on, &without);
		assert_int_equal(with.n, without.n);
		for (size_t i = 0; i < with.n; i++) {
			assert_int_equal(with.v[i].rule, without.v[i].rule);
			assert_int_equal(with.v[i].severity,
			    without.v[i].severity);
			assert_null(without.v[i].sentence);
		}
	}
}

/* Whoever only looks alarming: late with logging, on leave, part time. */
static void
test_who_only_looks_alarming_is_not_flagged(void **state)
{
	static struct life	 l;
	struct found_flags	 all;

	(void)state;
	life_new(&l);
	l.gap = (struct span){ date_from_number(PLACED + 30),
		date_from_number(PLACED + 80), "" };
	l.placement.schedule.ninterruptions = 1;
	log_nothing_from(&l, PLACED + 30);
	no_supervision(&l);
	l.pattern.halves[0] = l.pattern.halves[1] = 0;
	for (int on = PLACED + 26; on < PLACED + 80; on++) {
		arena_reset(&arena);
		all = flags_of(&l, on);
		if (all.n > 0)
			fail_msg("day %d: %s", on - PLACED,
			    all.v[0].sentence);
	}
}

/* Away from `from`, back from `until`: nothing stood meanwhile, and what stood
 * before begins anew. */
static void
stands_anew(struct life *l, enum flag_rule rule, int raised, int from,
    int until)
{
	struct found_flags	 all = flags_of(l, from - 1);
	const struct found_flag	*f = found(&all, rule);

	assert_non_null(f);
	assert_int_equal(f->raised_on, raised);
	for (int on = from; on < until; on++) {
		all = flags_of(l, on);
		assert_null(found(&all, rule));
	}
	for (int on = until; on < until + usual->act_days; on++) {
		all = flags_of(l, on);
		f = found(&all, rule);
		assert_non_null(f);
		assert_int_equal(f->raised_on, until);
		assert_int_equal(f->severity_on, until);
		assert_int_equal(f->severity, SEVERITY_WATCH);
	}
}

static void
test_who_comes_back_is_flagged_from_that_day_on(void **state)
{
	struct flag_span	 spans[] = {
		{ STARTED, PLACED + 30 }, { PLACED + 60, FLAG_NEVER } };
	static struct life	 l;

	(void)state;
	life_new(&l);
	no_review(&l);
	l.live[0].until = STARTED + 100;
	l.live[1] = (struct flag_span){ STARTED + 130, STARTED + 396 };
	l.asye.nlive = 2;
	stands_anew(&l, FLAG_REVIEW_OVERDUE, STARTED + 92, STARTED + 100,
	    STARTED + 130);
	life_new(&l);
	hand_nothing_in(&l);
	l.facts.enrolled = spans;
	l.facts.nenrolled = 2;
	stands_anew(&l, FLAG_MILESTONE_OVERDUE, PLACED + 21, PLACED + 30,
	    PLACED + 60);
}

/* Who is still on an ASYE when training is interrupted was never away. */
static void
test_what_is_about_a_person_stands_in_either(void **state)
{
	struct flag_span	 spans[] = {
		{ STARTED, PLACED + 30 }, { PLACED + 60, FLAG_NEVER } };
	static struct life	 l;
	struct found_flags	 all;
	const struct found_flag	*f;

	(void)state;
	life_new(&l);
	l.facts.enrolled = spans;
	l.facts.nenrolled = 2;
	l.live[0].from = PLACED + 25;
	l.steps[0] = (struct flag_step){ PLACED, PLACED + 7, true };
	l.concerns[0] = (struct flag_concern){ .id = 4, .raised = PLACED,
		.steps = l.steps, .nsteps = 1 };
	l.facts.nconcerns = 1;
	for (int on = PLACED + 8; on < PLACED + 70; on++) {
		all = flags_of(&l, on);
		f = found(&all, FLAG_CONCERN_OPEN);
		assert_non_null(f);
		assert_int_equal(f->raised_on, PLACED + 8);
	}
}

static void
test_the_rules_know_their_codes(void **state)
{
	(void)state;
	for (int rule = 0; rule < FLAG_RULES; rule++) {
		assert_non_null(flag_rule_code((enum flag_rule)rule));
		assert_true(flag_rule_version((enum flag_rule)rule) > 0);
	}
	for (int t = THING_NONE + 1; t < THINGS; t++)
		assert_int_equal(flag_thing_from(flag_thing_code(
		    (enum flag_thing)t)), t);
	assert_int_equal(flag_thing_from("person"), THING_NONE);
	assert_null(flag_actor_words("person"));
	assert_string_equal(flag_actor_words("educator"),
	    "practice educator");
	assert_string_equal(flag_actor_codes(&arena, ACTOR_TRAINEE |
	    ACTOR_PROGRAMME), "trainee,programme");
}

static void
test_each_day_is_expected_as_all_of_them_are(void **state)
{
	static struct life	 l;
	int			 each_day[300];

	(void)state;
	for (int gap = 0; gap < 3; gap++) {
		life_new(&l);
		l.gap = (struct span){ date_from_number(PLACED + 50),
			date_from_number(PLACED + 40 + 70 * gap), "" };
		l.placement.schedule.ninterruptions = gap > 0;
		expected_each_day(&l.placement.schedule, 300, each_day);
		for (int day = 0; day < 300; day++)
			assert_int_equal(each_day[day], expected_halves(
			    &l.placement.schedule,
			    date_from_number(PLACED + day)));
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_nobody_is_flagged_while_all_goes_well),
		cmocka_unit_test(
		    test_each_flag_is_raised_on_its_day_and_cleared_on_its_day),
		cmocka_unit_test(
		    test_every_sentence_reads_as_somebody_has_read_it),
		cmocka_unit_test(
		    test_time_alone_clears_nothing_and_makes_nothing_milder),
		cmocka_unit_test(test_more_support_never_raises_a_flag),
		cmocka_unit_test(
		    test_a_flag_says_the_same_whenever_it_is_asked_about),
		cmocka_unit_test(test_what_is_asked_without_words_is_the_same),
		cmocka_unit_test(test_who_only_looks_alarming_is_not_flagged),
		cmocka_unit_test(
		    test_who_comes_back_is_flagged_from_that_day_on),
		cmocka_unit_test(test_what_is_about_a_person_stands_in_either),
		cmocka_unit_test(test_the_rules_know_their_codes),
		cmocka_unit_test(test_each_day_is_expected_as_all_of_them_are),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
