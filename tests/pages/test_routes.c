/*
 * Every route of the table, asked as every role and as nobody, about what is
 * their own and about what is not; and what every answer must have.
 */
#include <stdio.h>

#include "core/secret.h"
#include "pages/golden.h"
#include "pages/nonsense.h"

/* A trainee, her educator, their programme's staff, her employer's partner,
 * somebody whose role is over, nobody, her tutor, who leads her unit, and the
 * assessor, the coordinator and a moderator of her ASYE, and her programme's
 * equity lead. */
enum { ROLES = 12, NO_ROLE = 40 };
static const int	people[ROLES] = { MARY, EWAN, SAM, BO, NO_ROLE, 0,
			    INES, LEO, ASA, CORA, MODI, EQUI };

/* What is theirs, and Tom's, who is none of their business. */
static const struct { const char *begins; long own, other; } things[] = {
	{ "/placements/", 202, 206 }, { "/days/", 20204, 20601 },
	{ "/trainees/", 102, 106 }, { "/cohorts/", 1, 3 },
	{ "/letters/", 301, 302 }, { "/imports/", 401, 402 },
	{ "/workbooks/", 411, 412 },
	{ "/capacity/", 501, 502 }, { "/teams/", 52, 51 },
	{ "/conflicts/", 511, 512 }, { "/matching/", 521, 522 },
	{ "/proposals/", 531, 532 },
	{ "/modules/", 501, 502 }, { "/sessions/", 511, 512 },
	{ "/components/", 521, 522 }, { "/attempts/", 531, 532 },
	{ "/extensions/", 541, 542 }, { "/decisions/", 551, 552 },
	{ "/concerns/", 801, 802 }, { "/adjustments/", 841, 842 },
	{ "/inbox/", 841, 842 },
	{ "/skills-entries/", 561, 562 }, { "/skills-days/", 571, 572 },
	{ "/suitability/", 811, 812 }, { "/my/suitability/", 811, 812 },
	{ "/educators/", 501, 502 }, { "/organisations/", 9002, 9003 },
	{ "/units/", 61, 62 }, { "/tutors/", 501, 502 },
	{ "/attention/aside/", 571, 572 }, { "/people/", 2, 6 },
	{ "/filters/", 581, 582 },
	{ "/curriculum/", 571, 572 }, { "/settings/", 1, 2 },
	{ "/programmes/", 1, 2 },
	{ "/setting-versions/", 561, 562 },
	{ "/quality/hosts/", 9003, 9002 }, { "/quality/teams/", 52, 51 },
	{ "/audits/", 541, 542 }, { "/actions/", 551, 552 },
	{ "/documents/", 601, 602 }, { "/asye/#", 701, 702 },
	{ "/asye/changes/", 821, 822 },
	{ "/moderation/", 821, 822 },
	{ "/certificates/", 123456789012345, 123456789012346 },
	{ "/files/", 631, 632 },
	{ "/crosswalk/", 1, 2 },
	{ "/reflections/#", 591, 592 }, { "/reflections/shared/", 593, 594 },
	{ "/reflections/submitted/", 595, 596 },
	{ "/feedback-requests/", 951, 952 },
	{ "/give-feedback/questions/", 1, 2 },
	{ "/flags/", 861, 862 }, { "/support-plans/", 861, 862 },
	{ "/support-actions/", 861, 862 },
	{ "/findings/#", 841, 842 }, { "/finding-causes/", 841, 842 },
	{ "/finding-actions/", 841, 842 },
	{ "/claims/#", 821, 822 }, { "/claims/amounts/", 1, 9999 },
	{ "/exports/#", 821, 822 }, { "/sets/#", 821, 822 },
	{ "/second-steps/", 841, 842 },
	{ "/my/data/requests/", 841, 842 }, { "/data/requests/", 841, 842 },
	{ "/data/holds/", 841, 842 }, { "/data/erasures/", 841, 842 },
	{ "/data/openings/", 841, 842 },
	{ "/tokens/#", 821, 822 },
	{ "/support/#", 841, 842 }, { "/check-ins/#", 591, 592 },
};

/*
 * What a trainee, an educator, staff and a partner are answered, each about
 * their own and about Tom's, then who has no role, then nobody, then a tutor
 * and a lead.  Forms are sent empty, which is 422 for whom they are meant.
 *
 * ONE and TWO are of pages that are not for tutors and leads, EACH of pages
 * that are everybody's; ONE_ALL and TWO_ALL name them.  ONE_ASYE and TWO_ASYE
 * are of pages that are also for assessors, coordinators and moderators.
 */
#define ONE_EQUITY(t, e, s, p, n, nobody, tutor, lead, a, c, m, q) { t, t, \
	    e, e, s, s, p, p, n, n, nobody, nobody, tutor, tutor, lead, lead, \
	    a, a, c, c, m, m, q, q }
#define TWO_EQUITY(t, e, s, p, tutor, lead, a, c, m, q) { t, 404, e, 404, \
	    s, 404, p, 404, 404, 404, 303, 303, tutor, 404, lead, 404, \
	    a, 404, c, 404, m, 404, q, 404 }
/* An equity lead goes elsewhere as somebody without a role does. */
#define ONE_ASYE(t, e, s, p, n, nobody, tutor, lead, a, c, m)		\
	    ONE_EQUITY(t, e, s, p, n, nobody, tutor, lead, a, c, m, n)
#define TWO_ASYE(t, e, s, p, tutor, lead, a, c, m)			\
	    TWO_EQUITY(t, e, s, p, tutor, lead, a, c, m, 404)
/* Of whom the equity report is for. */
#define FAIR(answer) TWO_EQUITY(404, 404, answer, answer, 404, 404, 404, 404, \
	    404, answer)
#define FINDINGS(answer) TWO_EQUITY(404, 404, answer, 404, 404, 404, 404, \
	    404, 404, answer)
#define ALL_FOUR(is) TWO_ASYE(is, 404, is, 404, 404, 404, is, is, 404)
#define WHO_PLAN(is) TWO_ASYE(404, 404, is, 404, 404, 404, is, is, 404)
#define ONE_ALL(t, e, s, p, n, nobody, tutor, lead)			\
	    ONE_ASYE(t, e, s, p, n, nobody, tutor, lead, 404, 404, 404)
#define TWO_ALL(t, e, s, p, tutor, lead)				\
	    TWO_ASYE(t, e, s, p, tutor, lead, 404, 404, 404)
#define ONE(t, e, s, p, n, nobody) ONE_ALL(t, e, s, p, n, nobody, 404, 404)
#define TWO(t, e, s, p) TWO_ALL(t, e, s, p, 404, 404)
#define EACH(all, nobody) ONE_ASYE(all, all, all, all, all, nobody, all, all, \
	    all, all, all)
#define MODERATORS(m) TWO_ASYE(404, 404, 404, 404, 404, 404, 404, 404, m)
/* Of what the trainee and whoever supervises enter of an ASYE. */
#define BOTH_SIDES(is) TWO_ASYE(is, 404, 404, 404, 404, 404, is, 404, 404)
/* Of what staff and coordinators keep of an ASYE. */
#define KEPT(answer) TWO_ASYE(404, 404, answer, 404, 404, 404, 404, answer, 404)
/* Of whoever supports the trainee, and of the trainee. */
#define SUPPORTS(t, all) TWO_ASYE(t, all, all, 404, all, all, all, all, 404)
#define NOBODY_ELSE 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, \
	    404
static const struct expected {
	enum method	method;
	const char	*path;
	short		answers[2 * ROLES];
} expected[] = {
	{ GET, "/", ONE_EQUITY(200, 303, 303, 303, 200, 303, 303, 303, 303,
	    303, 303, 303) },
	{ GET, "/sign-in", EACH(303, 200) },
	{ POST, "/sign-in", EACH(422, 422) },
	{ POST, "/sign-out", EACH(303, 303) },
	{ GET, "/forgotten-password", EACH(200, 200) },
	{ POST, "/forgotten-password", EACH(422, 422) },
	{ GET, "/choose-password", EACH(200, 200) },
	{ POST, "/choose-password", EACH(422, 422) },
	{ GET, "/sign-in/code", EACH(303, 303) },
	{ POST, "/sign-in/code", EACH(303, 303) },
	{ GET, "/sign-in/set-up", EACH(303, 303) },
	{ POST, "/sign-in/set-up", EACH(303, 303) },
	{ GET, "/account", EACH(200, 303) },
	{ GET, "/account/password", EACH(200, 303) },
	{ POST, "/account/password", EACH(422, 303) },
	{ GET, "/account/sessions", EACH(200, 303) },
	{ POST, "/account/sessions", EACH(422, 303) },
	{ GET, "/account/second-step", EACH(200, 303) },
	{ POST, "/account/second-step", EACH(422, 303) },
	{ GET, "/account/second-step/end", EACH(303, 303) },
	{ POST, "/account/second-step/end", EACH(303, 303) },
	{ GET, "/account/recovery-codes", EACH(303, 303) },
	{ POST, "/account/recovery-codes", EACH(303, 303) },
	{ GET, "/confirm", EACH(200, 303) },
	{ POST, "/confirm", EACH(422, 303) },
	{ GET, "/second-steps", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/second-steps/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/second-steps/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/second-steps/#", TWO(404, 404, 200, 404) },
	{ POST, "/second-steps/#", TWO(404, 404, 422, 404) },

	{ GET, "/placements/#/days", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/placements/#/days/new", TWO(200, 404, 404, 404) },
	{ POST, "/placements/#/days/new", TWO(422, 404, 404, 404) },
	{ GET, "/placements/#/weeks/new", TWO(200, 404, 404, 404) },
	{ POST, "/placements/#/weeks/new", TWO(422, 404, 404, 404) },
	{ GET, "/days/#", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/days/#/change", TWO(200, 404, 404, 404) },
	{ POST, "/days/#/change", TWO(422, 404, 404, 404) },
	{ GET, "/days/#/remove", TWO(200, 404, 404, 404) },
	{ POST, "/days/#/remove", TWO(422, 404, 404, 404) },
	{ GET, "/days/#/put-back", TWO(200, 404, 404, 404) },
	{ POST, "/days/#/put-back", TWO(422, 404, 404, 404) },
	{ GET, "/days/#/return", TWO(404, 200, 404, 404) },
	{ POST, "/days/#/return", TWO(404, 422, 404, 404) },
	{ GET, "/work", ONE_ASYE(404, 200, 200, 200, 404, 303, 200, 200, 200,
	    200, 200) },
	{ GET, "/asye", ONE_ASYE(404, 404, 200, 200, 404, 303, 404, 404, 200,
	    200, 404) },
	{ GET, "/asye/me", ONE(303, 404, 404, 404, 404, 303) },
	{ GET, "/calendar", EACH(200, 303) },
	{ POST, "/calendar", EACH(200, 303) },
	{ GET, "/calendar/end", EACH(200, 303) },
	{ POST, "/calendar/end", EACH(303, 303) },
	{ GET, "/calendar/$.ics", EACH(404, 404) },
	{ GET, "/asye/milestones", ONE_ASYE(404, 404, 200, 404, 404, 303, 404,
	    404, 200, 200, 404) },
	{ GET, "/asye/#/timetable", ALL_FOUR(200) },
	{ GET, "/asye/#/changes/new", ALL_FOUR(200) },
	{ POST, "/asye/#/changes/new", ALL_FOUR(422) },
	{ GET, "/asye/#/changes/check", ALL_FOUR(303) },
	{ POST, "/asye/#/changes/check", ALL_FOUR(303) },
	{ GET, "/asye/changes/#", ALL_FOUR(200) },
	{ POST, "/asye/changes/#", ALL_FOUR(422) },
	{ GET, "/asye/changes/#/withdraw", ALL_FOUR(404) },
	{ POST, "/asye/changes/#/withdraw", ALL_FOUR(404) },
	{ GET, "/asye/changes/#/resume", ALL_FOUR(200) },
	{ POST, "/asye/changes/#/resume", ALL_FOUR(422) },
	{ GET, "/asye/changes/#/undo", TWO_ASYE(404, 404, 200, 404, 404, 404,
	    404, 200, 404) },
	{ POST, "/asye/changes/#/undo", TWO_ASYE(404, 404, 422, 404, 404, 404,
	    404, 422, 404) },
	{ GET, "/asye/#/reviews/#/move", WHO_PLAN(200) },
	{ POST, "/asye/#/reviews/#/move", WHO_PLAN(422) },
	{ GET, "/asye/#/reviews/#/needed", WHO_PLAN(404) },
	{ POST, "/asye/#/reviews/#/needed", WHO_PLAN(404) },
	{ GET, "/asye/#/moves/#/undo", WHO_PLAN(200) },
	{ POST, "/asye/#/moves/#/undo", WHO_PLAN(422) },
	{ GET, "/asye/coverage", ONE_ASYE(404, 404, 200, 200, 404, 303, 404,
	    404, 200, 200, 404) },
	{ GET, "/asye/not", ONE_ASYE(404, 404, 200, 200, 404, 303, 404, 404,
	    404, 200, 404) },
	{ GET, "/asye/frameworks", ONE_ASYE(200, 404, 200, 200, 404, 303, 404,
	    404, 200, 200, 200) },
	{ GET, "/trainees/#/asye/new", KEPT(200) },
	{ POST, "/trainees/#/asye/new", KEPT(422) },
	{ GET, "/trainees/#/asye/not", KEPT(404) },
	{ POST, "/trainees/#/asye/not", KEPT(404) },
	{ GET, "/trainees/#/asye/not/remove", KEPT(404) },
	{ POST, "/trainees/#/asye/not/remove", KEPT(404) },
	{ GET, "/asye/#/steps/new", KEPT(200) },
	{ POST, "/asye/#/steps/new", KEPT(422) },
	{ GET, "/asye/#/steps/#/undo", KEPT(200) },
	{ POST, "/asye/#/steps/#/undo", KEPT(422) },
	{ GET, "/asye/#/corrections/new", KEPT(200) },
	{ POST, "/asye/#/corrections/new", KEPT(422) },
	{ GET, "/asye/#/corrections/check", KEPT(303) },
	{ POST, "/asye/#/corrections/check", KEPT(303) },
	{ GET, "/asye/#/corrections/#/undo", KEPT(404) },
	{ POST, "/asye/#/corrections/#/undo", KEPT(404) },
	{ GET, "/asye/#/duties/#", KEPT(200) },
	{ POST, "/asye/#/duties/#", KEPT(422) },
	{ GET, "/asye/#/duties/#/end", KEPT(200) },
	{ POST, "/asye/#/duties/#/end", KEPT(422) },
	{ GET, "/asye/#/duties/#/undo", KEPT(200) },
	{ POST, "/asye/#/duties/#/undo", KEPT(422) },
	{ GET, "/asye/#", TWO_ASYE(200, 404, 200, 200, 404, 404, 200, 200,
	    404) },
	{ GET, "/asye/#/recommend", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ POST, "/asye/#/recommend", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/recommend/comment", TWO(404, 404, 404, 404) },
	{ POST, "/asye/#/recommend/comment", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/outcome", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	/* Only after moderation. */
	{ GET, "/asye/#/outcome/new", TWO(404, 404, 404, 404) },
	{ POST, "/asye/#/outcome/new", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/outcome/next", TWO(404, 404, 404, 404) },
	{ POST, "/asye/#/outcome/next", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/certificate", TWO(404, 404, 404, 404) },
	{ POST, "/asye/#/certificate", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/certificate.pdf", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/certificate/withdraw", TWO(404, 404, 404, 404) },
	{ POST, "/asye/#/certificate/withdraw", TWO(404, 404, 404, 404) },
	{ GET, "/certificates", EACH(200, 200) },
	{ GET, "/certificates/#", EACH(200, 200) },
	{ GET, "/moderation", ONE_ASYE(404, 404, 200, 404, 404, 303, 404, 404,
	    404, 200, 200) },
	{ GET, "/moderation/new", ONE_ASYE(404, 404, 200, 404, 404, 303, 404,
	    404, 404, 200, 404) },
	{ POST, "/moderation/new", ONE_ASYE(404, 404, 422, 404, 404, 303, 404,
	    404, 404, 422, 404) },
	{ GET, "/moderation/#", TWO_ASYE(404, 404, 200, 404, 404, 404, 404,
	    200, 200) },
	{ GET, "/moderation/#/draw", TWO(404, 404, 404, 404) },
	{ POST, "/moderation/#/draw", TWO(404, 404, 404, 404) },
	{ GET, "/moderation/#/close", TWO_ASYE(404, 404, 200, 404, 404, 404,
	    404, 200, 404) },
	{ POST, "/moderation/#/close", TWO_ASYE(404, 404, 422, 404, 404, 404,
	    404, 422, 404) },
	{ GET, "/moderation/#/confirm", TWO_ASYE(404, 404, 200, 404, 404, 404,
	    404, 200, 404) },
	{ POST, "/moderation/#/confirm", TWO_ASYE(404, 404, 422, 404, 404,
	    404, 404, 422, 404) },
	{ GET, "/moderation/#/agreement", TWO_ASYE(404, 404, 200, 404, 404,
	    404, 404, 200, 404) },
	{ GET, "/moderation/#/panels", TWO_ASYE(404, 404, 200, 404, 404, 404,
	    404, 200, 404) },
	{ POST, "/moderation/#/panels", TWO_ASYE(404, 404, 422, 404, 404, 404,
	    404, 422, 404) },
	{ GET, "/moderation/#/panels/#/members", TWO_ASYE(404, 404, 200, 404,
	    404, 404, 404, 200, 404) },
	{ POST, "/moderation/#/panels/#/members", TWO_ASYE(404, 404, 422, 404,
	    404, 404, 404, 422, 404) },
	/* The internal panel ends with its round. */
	{ GET, "/moderation/#/panels/#/close", TWO(404, 404, 404, 404) },
	{ POST, "/moderation/#/panels/#/close", TWO(404, 404, 404, 404) },
	{ GET, "/moderation/#/members/#", TWO_ASYE(404, 404, 200, 404, 404,
	    404, 404, 200, 404) },
	{ POST, "/moderation/#/members/#", TWO_ASYE(404, 404, 422, 404, 404,
	    404, 404, 422, 404) },
	{ GET, "/moderation/#/portfolios/#", MODERATORS(200) },
	{ GET, "/moderation/#/portfolios/#/declare", MODERATORS(200) },
	{ POST, "/moderation/#/portfolios/#/declare", MODERATORS(422) },
	{ GET, "/moderation/#/portfolios/#/documents/#", MODERATORS(404) },
	{ GET, "/moderation/#/portfolios/#/feedback/#", MODERATORS(404) },
	{ GET, "/moderation/#/portfolios/#/reflections/#", MODERATORS(404) },
	{ GET, "/moderation/#/portfolios/#/files/#", MODERATORS(404) },
	{ GET, "/moderation/#/portfolios/#/recommendation", MODERATORS(200) },
	{ GET, "/moderation/#/portfolios/#/judge", MODERATORS(200) },
	{ POST, "/moderation/#/portfolios/#/judge", MODERATORS(422) },
	{ GET, "/moderation/#/portfolios/#/decide", MODERATORS(404) },
	{ POST, "/moderation/#/portfolios/#/decide", MODERATORS(404) },
	{ GET, "/placements/#/documents", TWO_ALL(200, 200, 200, 404, 200,
	    200) },
	{ GET, "/placements/#/documents/new", TWO(200, 200, 404, 404) },
	{ POST, "/placements/#/documents/new", TWO(422, 422, 404, 404) },
	{ GET, "/asye/#/documents", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ GET, "/asye/#/documents/new", TWO_ASYE(200, 404, 404, 404, 404, 404,
	    200, 404, 404) },
	{ POST, "/asye/#/documents/new", TWO_ASYE(422, 404, 404, 404, 404, 404,
	    422, 404, 404) },
	{ GET, "/asye/#/evidence", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ GET, "/asye/#/evidence/documents/#", TWO_ASYE(200, 404, 200, 404,
	    404, 404, 200, 200, 404) },
	{ POST, "/asye/#/evidence/documents/#", TWO_ASYE(303, 404, 404, 404,
	    404, 404, 303, 404, 404) },
	{ GET, "/asye/#/evidence/feedback/#", TWO_ASYE(200, 404, 200, 404,
	    404, 404, 200, 200, 404) },
	{ POST, "/asye/#/evidence/feedback/#", TWO_ASYE(303, 404, 404, 404,
	    404, 404, 303, 404, 404) },
	/* There is none in this world. */
	{ GET, "/asye/#/evidence/files/#", TWO(404, 404, 404, 404) },
	{ POST, "/asye/#/evidence/files/#", TWO(404, 404, 404, 404) },
	{ GET, "/asye/#/tags/#", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ POST, "/asye/#/tags/#", TWO_ASYE(422, 404, 404, 404, 404, 404, 422,
	    404, 404) },
	{ GET, "/asye/#/standards", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ GET, "/asye/#/self-assessments", TWO_ASYE(200, 404, 200, 404, 404,
	    404, 200, 200, 404) },
	{ GET, "/crosswalk", ONE_ASYE(200, 200, 303, 200, 200, 303, 200, 200,
	    200, 200, 200) },
	{ GET, "/crosswalk/#", EACH(200, 303) },
	{ GET, "/crosswalk/#/pair", TWO(404, 404, 200, 404) },
	/* No standard is a pair with itself. */
	{ GET, "/crosswalk/#/#/#", EACH(404, 303) },
	{ POST, "/crosswalk/#/#/#", EACH(404, 303) },
	{ GET, "/crosswalk/#/#/#/undo/#", EACH(404, 303) },
	{ POST, "/crosswalk/#/#/#/undo/#", EACH(404, 303) },
	{ GET, "/documents/#", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/documents/#/files", TWO_ALL(200, 200, 200, 404, 200, 200) },
	/* What was sent takes no more files. */
	{ GET, "/documents/#/files/new", TWO(303, 303, 303, 404) },
	{ POST, "/documents/#/files/new", TWO(303, 303, 303, 404) },
	{ GET, "/asye/#/files", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ GET, "/asye/#/files/new", TWO_ASYE(200, 404, 200, 404, 404, 404,
	    200, 200, 404) },
	{ POST, "/asye/#/files/new", TWO_ASYE(422, 404, 422, 404, 404, 404,
	    422, 422, 404) },
	{ GET, "/files/#", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/files/#/download", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/files/#/remove", TWO(303, 303, 303, 404) },
	{ POST, "/files/#/remove", TWO(422, 422, 422, 404) },
	/* A document's file is no evidence by itself. */
	{ GET, "/files/#/evidence", TWO(404, 404, 404, 404) },
	{ POST, "/files/#/evidence", TWO(404, 404, 404, 404) },
	{ GET, "/files/#/put-back", TWO(303, 303, 303, 404) },
	{ POST, "/files/#/put-back", TWO(422, 422, 422, 404) },
	{ GET, "/documents/#/versions/#", TWO_ALL(200, 200, 200, 404, 200,
	    200) },
	{ GET, "/documents/#/write", TWO(303, 303, 404, 404) },
	{ POST, "/documents/#/write", TWO(422, 422, 404, 404) },
	{ GET, "/documents/#/send", TWO(303, 303, 404, 404) },
	{ POST, "/documents/#/send", TWO(422, 422, 404, 404) },
	{ GET, "/documents/#/return", TWO_ALL(200, 200, 200, 404, 200, 404) },
	{ POST, "/documents/#/return", TWO_ALL(422, 422, 422, 404, 422,
	    404) },
	{ GET, "/documents/#/undo", TWO_ALL(303, 303, 303, 404, 303, 404) },
	{ POST, "/documents/#/undo", TWO_ALL(422, 422, 422, 404, 422, 404) },
	{ GET, "/documents/#/sign", TWO_ALL(200, 200, 404, 404, 200, 404) },
	{ POST, "/documents/#/sign", TWO_ALL(422, 422, 404, 404, 422, 404) },
	{ GET, "/documents/#/unlock", TWO(404, 303, 303, 404) },
	{ POST, "/documents/#/unlock", TWO(404, 422, 422, 404) },
	{ GET, "/documents/#/withdraw", TWO(303, 303, 303, 404) },
	{ POST, "/documents/#/withdraw", TWO(422, 422, 422, 404) },
	{ GET, "/documents/#/put-back", TWO(303, 303, 303, 404) },
	{ POST, "/documents/#/put-back", TWO(422, 422, 422, 404) },
	{ POST, "/work", ONE(404, 422, 404, 404, 404, 303) },

	{ GET, "/cohorts", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/cohorts/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/cohorts/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/cohorts/#/enrol", TWO(404, 404, 200, 404) },
	{ POST, "/cohorts/#/enrol", TWO(404, 404, 422, 404) },
	{ GET, "/trainees/#/enrol", TWO(404, 404, 200, 404) },
	{ GET, "/cohorts/#", TWO(404, 404, 200, 404) },
	{ GET, "/trainees", ONE_ALL(404, 200, 200, 200, 404, 303, 200,
	    200) },
	{ GET, "/trainees/#", TWO_ALL(200, 200, 200, 200, 200, 200) },
	{ GET, "/trainees/#/timeline", TWO_ALL(200, 200, 200, 200, 200, 200) },
	{ GET, "/trainees/#/history", TWO(200, 200, 200, 404) },
	{ GET, "/trainees/#/changes/new", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/changes/new", TWO(404, 404, 422, 404) },
	{ GET, "/trainees/#/changes/check", TWO(404, 404, 303, 404) },
	{ POST, "/trainees/#/changes/check", TWO(404, 404, 303, 404) },
	{ GET, "/trainees/#/changes/#/undo", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/changes/#/undo", TWO(404, 404, 422, 404) },
	{ GET, "/search", EACH(200, 303) },
	{ GET, "/organisations/#", EACH(200, 303) },
	{ GET, "/trainees/#/guides", TWO_ALL(200, 200, 200, 200, 200, 200) },
	{ GET, "/trainees/#/guides/#", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/guides/#", TWO(404, 404, 422, 404) },
	{ GET, "/trainees/#/guides/#/end", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/guides/#/end", TWO(404, 404, 422, 404) },
	{ GET, "/trainees/#/guides/#/undo", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/guides/#/undo", TWO(404, 404, 422, 404) },

	{ GET, "/tutors", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/tutors/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/tutors/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/tutors/#", TWO(404, 404, 200, 404) },
	{ GET, "/tutors/#/hand-over", TWO(404, 404, 200, 404) },
	{ POST, "/tutors/#/hand-over", TWO(404, 404, 422, 404) },
	{ GET, "/cohorts/#/tutors", TWO(404, 404, 200, 404) },
	{ POST, "/cohorts/#/tutors", TWO(404, 404, 422, 404) },
	{ GET, "/leads/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/leads/new", ONE(404, 404, 422, 404, 404, 303) },

	{ GET, "/units", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/units/mine", ONE_ALL(404, 404, 404, 404, 404, 303, 404,
	    303) },
	{ GET, "/units/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/units/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/units/#", TWO_ALL(404, 404, 200, 404, 404, 200) },
	{ GET, "/units/#/history", TWO(404, 404, 200, 404) },
	{ GET, "/units/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/units/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/units/#/close", TWO(404, 404, 200, 404) },
	{ POST, "/units/#/close", TWO(404, 404, 422, 404) },
	/* Only what has closed is opened again. */
	{ GET, "/units/#/open", TWO(404, 404, 303, 404) },
	{ POST, "/units/#/open", TWO(404, 404, 303, 404) },
	{ GET, "/units/#/members", TWO(404, 404, 200, 404) },
	{ POST, "/units/#/members", TWO(404, 404, 422, 404) },
	{ GET, "/units/#/lead", TWO(404, 404, 200, 404) },
	{ POST, "/units/#/lead", TWO(404, 404, 422, 404) },
	{ GET, "/units/#/lead/end", TWO(404, 404, 200, 404) },
	{ POST, "/units/#/lead/end", TWO(404, 404, 422, 404) },
	{ GET, "/units/#/lead/undo", TWO(404, 404, 200, 404) },
	{ POST, "/units/#/lead/undo", TWO(404, 404, 422, 404) },

	{ GET, "/attention", ONE_ALL(404, 200, 200, 200, 404, 303, 200, 200) },
	{ GET, "/attention/aside", ONE(404, 404, 303, 404, 404, 303) },
	{ POST, "/attention/aside", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/attention/aside/#/end", TWO(404, 404, 200, 404) },
	{ POST, "/attention/aside/#/end", TWO(404, 404, 422, 404) },
	{ GET, "/filters", ONE_ASYE(404, 200, 200, 200, 404, 303, 200, 200,
	    200, 200, 404) },
	{ GET, "/filters/new", ONE_ASYE(404, 303, 303, 303, 404, 303, 303,
	    303, 303, 303, 404) },
	{ POST, "/filters/new", ONE_ASYE(404, 422, 422, 422, 404, 303, 422,
	    422, 422, 422, 404) },
	{ GET, "/filters/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/filters/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/filters/#/remove", TWO(404, 404, 200, 404) },
	{ POST, "/filters/#/remove", TWO(404, 404, 422, 404) },
	{ GET, "/filters/#/put-back", ONE_ALL(404, 404, 404, 404, 404, 303,
	    404, 404) },
	{ POST, "/filters/#/put-back", ONE_ALL(404, 404, 404, 404, 404, 303,
	    404, 404) },
	{ GET, "/trainees/#/number", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/number", TWO(404, 404, 422, 404) },
	{ GET, "/people/#/invitation", TWO(404, 404, 200, 404) },
	{ POST, "/people/#/invitation", TWO(404, 404, 303, 404) },
	{ GET, "/letters", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/letters/#", TWO(404, 404, 200, 404) },

	{ GET, "/educators", ONE(404, 404, 200, 200, 404, 303) },
	{ GET, "/educators/me", ONE(404, 303, 404, 404, 404, 303) },
	{ GET, "/educators/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/educators/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/educators/#", TWO(404, 200, 200, 200) },
	{ GET, "/educators/#/history", TWO(404, 200, 200, 404) },
	{ GET, "/educators/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/educators/#/registration", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/registration", TWO(404, 404, 422, 404) },
	{ GET, "/educators/#/take-off", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/take-off", TWO(404, 404, 422, 404) },
	{ GET, "/educators/#/put-back", TWO(404, 404, 303, 404) },
	{ POST, "/educators/#/put-back", TWO(404, 404, 303, 404) },
	{ GET, "/educators/#/stages/new", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/stages/new", TWO(404, 404, 422, 404) },
	{ GET, "/educators/#/training/new", TWO(404, 200, 200, 404) },
	{ POST, "/educators/#/training/new", TWO(404, 422, 422, 404) },
	{ GET, "/educators/#/learners/new", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/learners/new", TWO(404, 404, 422, 404) },
	{ GET, "/educators/#/entries/#/remove", TWO(404, 200, 200, 404) },
	{ POST, "/educators/#/entries/#/remove", TWO(404, 422, 422, 404) },
	{ GET, "/educators/#/entries/#/put-back", TWO(404, 303, 303, 404) },
	{ POST, "/educators/#/entries/#/put-back", TWO(404, 422, 422, 404) },
	{ GET, "/educators/#/conflicts/new", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/conflicts/new", TWO(404, 404, 422, 404) },
	{ GET, "/educators/#/conflicts/#/end", TWO(404, 404, 200, 404) },
	{ POST, "/educators/#/conflicts/#/end", TWO(404, 404, 422, 404) },
	{ GET, "/placements/#", TWO_ALL(200, 200, 200, 200, 200, 200) },
	{ GET, "/placements/#/ledger", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/placements/#/changes/new", TWO(404, 200, 200, 404) },
	{ POST, "/placements/#/changes/new", TWO(404, 422, 422, 404) },
	{ GET, "/placements/#/changes/check", TWO(404, 303, 303, 404) },
	{ POST, "/placements/#/changes/check", TWO(404, 303, 303, 404) },
	{ GET, "/placements/#/changes/#/undo", TWO(404, 404, 404, 404) },
	{ POST, "/placements/#/changes/#/undo", TWO(404, 404, 404, 404) },
	{ GET, "/trainees/#/placements/new", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/placements/new", TWO(404, 404, 422, 404) },
	{ GET, "/trainees/#/placements/check", TWO(404, 404, 303, 404) },
	{ POST, "/trainees/#/placements/check", TWO(404, 404, 303, 404) },
	{ GET, "/trainees/#/requirement", TWO_ALL(200, 200, 200, 404, 200,
	    200) },
	{ GET, "/trainees/#/skills-days/new", TWO(200, 404, 404, 404) },
	{ POST, "/trainees/#/skills-days/new", TWO(422, 404, 404, 404) },
	{ GET, "/skills-entries/#/remove", TWO(200, 404, 404, 404) },
	{ POST, "/skills-entries/#/remove", TWO(422, 404, 404, 404) },
	{ GET, "/skills-entries/#/return", TWO(404, 404, 200, 404) },
	{ POST, "/skills-entries/#/return", TWO(404, 404, 422, 404) },
	{ GET, "/cohorts/#/skills-days", TWO(404, 404, 200, 404) },
	{ POST, "/cohorts/#/skills-days", TWO(404, 404, 422, 404) },
	{ GET, "/cohorts/#/skills-days/new", TWO(404, 404, 200, 404) },
	{ POST, "/cohorts/#/skills-days/new", TWO(404, 404, 422, 404) },
	{ GET, "/skills-days/#", TWO(404, 404, 200, 404) },
	{ POST, "/skills-days/#", TWO(404, 404, 303, 404) },
	{ GET, "/placements/#/educators", TWO(404, 404, 200, 404) },
	{ GET, "/placements/#/educators/new", TWO(404, 404, 200, 404) },
	{ POST, "/placements/#/educators/new", TWO(404, 404, 422, 404) },
	{ GET, "/placements/#/educators/check", TWO(404, 404, 303, 404) },
	{ POST, "/placements/#/educators/check", TWO(404, 404, 303, 404) },
	{ GET, "/placements/#/educators/#/end", TWO(404, 404, 200, 404) },
	{ POST, "/placements/#/educators/#/end", TWO(404, 404, 422, 404) },
	{ GET, "/placements/#/educators/#/cancel", TWO(404, 404, 303, 404) },
	{ POST, "/placements/#/educators/#/cancel", TWO(404, 404, 303, 404) },

	{ GET, "/workbooks/#", TWO(404, 404, 200, 404) },
	{ GET, "/imports", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/imports/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/imports/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/imports/changed", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/imports/changed", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/imports/template.csv", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/imports/employers.csv", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/imports/#", TWO(404, 404, 200, 404) },
	{ GET, "/imports/#/failing.csv", TWO(404, 404, 200, 404) },
	{ GET, "/imports/#/failing.xlsx", TWO(404, 404, 200, 404) },
	{ GET, "/imports/#/corrections", TWO(404, 404, 200, 404) },
	{ POST, "/imports/#/corrections", TWO(404, 404, 422, 404) },
	{ GET, "/imports/#/rows/#/leave-out", TWO(404, 404, 200, 404) },
	{ POST, "/imports/#/rows/#/leave-out", TWO(404, 404, 422, 404) },
	{ GET, "/imports/#/rows/#/put-back", TWO(404, 404, 200, 404) },
	{ POST, "/imports/#/rows/#/put-back", TWO(404, 404, 422, 404) },
	{ GET, "/imports/#/confirm", TWO(404, 404, 200, 404) },
	{ POST, "/imports/#/confirm", TWO(404, 404, 422, 404) },
	{ GET, "/imports/#/undo", TWO(404, 404, 303, 404) },
	{ POST, "/imports/#/undo", TWO(404, 404, 303, 404) },
	{ GET, "/imports/#/discard", TWO(404, 404, 200, 404) },
	{ POST, "/imports/#/discard", TWO(404, 404, 303, 404) },

	{ GET, "/capacity", ONE(404, 404, 200, 200, 404, 303) },
	{ GET, "/capacity/new", ONE(404, 404, 200, 200, 404, 303) },
	{ POST, "/capacity/new", ONE(404, 404, 422, 422, 404, 303) },
	{ GET, "/capacity/#/change", TWO(404, 404, 200, 200) },
	{ POST, "/capacity/#/change", TWO(404, 404, 422, 422) },
	{ GET, "/capacity/#/withdraw", TWO(404, 404, 200, 200) },
	{ POST, "/capacity/#/withdraw", TWO(404, 404, 422, 422) },
	{ GET, "/teams/new", ONE(404, 404, 200, 200, 404, 303) },
	{ POST, "/teams/new", ONE(404, 404, 422, 422, 404, 303) },
	/* Staff know every team. */
	{ GET, "/teams/#/change", { 404, 404, 404, 404, 200, 200, 200, 404,
	    404, 404, 303, 303, NOBODY_ELSE } },
	{ POST, "/teams/#/change", { 404, 404, 404, 404, 422, 422, 422, 404,
	    404, 404, 303, 303, NOBODY_ELSE } },

	{ GET, "/concerns", ONE_ALL(200, 200, 200, 404, 404, 303, 200, 200) },
	{ GET, "/trainees/#/concerns/new",
	    TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ POST, "/trainees/#/concerns/new",
	    TWO_ALL(422, 422, 422, 404, 422, 422) },
	{ GET, "/concerns/#", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/concerns/#/plan", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/concerns/#/next", TWO_ALL(404, 404, 200, 404, 200, 200) },
	{ POST, "/concerns/#/next", TWO_ALL(404, 404, 422, 404, 422, 422) },
	{ GET, "/concerns/#/undo", TWO_ALL(404, 404, 200, 404, 200, 200) },
	{ POST, "/concerns/#/undo", TWO_ALL(404, 404, 422, 404, 422, 422) },
	{ GET, "/concerns/#/respond", TWO(200, 404, 404, 404) },
	{ POST, "/concerns/#/respond", TWO(422, 404, 404, 404) },
	{ GET, "/concerns/#/actions/#",
	    TWO_ALL(404, 200, 200, 404, 200, 200) },
	{ POST, "/concerns/#/actions/#",
	    TWO_ALL(404, 422, 422, 404, 422, 422) },

	{ GET, "/at-risk", ONE_ASYE(404, 200, 200, 404, 404, 303, 200, 200,
	    200, 200, 404) },
	{ GET, "/at-risk/accuracy", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/trainees/#/at-risk", TWO_ASYE(200, 200, 200, 404, 200, 200,
	    200, 200, 404) },
	/* Flags of a placement. */
	{ GET, "/flags/#/answer", TWO_ALL(404, 200, 200, 404, 200, 200) },
	{ POST, "/flags/#/answer", TWO_ALL(404, 422, 422, 404, 422, 422) },
	{ GET, "/flags/#/undo", TWO_ALL(404, 200, 200, 404, 200, 200) },
	{ POST, "/flags/#/undo", TWO_ALL(404, 422, 422, 404, 422, 422) },
	{ GET, "/trainees/#/contacts/new", SUPPORTS(404, 200) },
	{ POST, "/trainees/#/contacts/new", SUPPORTS(404, 422) },
	/* Whose own they are. */
	{ GET, "/trainees/#/contacts/#", TWO(404, 404, 200, 404) },
	{ POST, "/trainees/#/contacts/#", TWO(404, 404, 422, 404) },
	{ GET, "/trainees/#/support-plans/new", SUPPORTS(404, 303) },
	{ POST, "/trainees/#/support-plans/new", SUPPORTS(404, 422) },
	{ GET, "/support-plans/#", SUPPORTS(200, 200) },
	{ GET, "/support-plans/#/next", SUPPORTS(200, 200) },
	{ POST, "/support-plans/#/next", SUPPORTS(422, 422) },
	{ GET, "/support-plans/#/undo", SUPPORTS(404, 200) },
	{ POST, "/support-plans/#/undo", SUPPORTS(404, 422) },
	{ GET, "/support-actions/#", SUPPORTS(404, 200) },
	{ POST, "/support-actions/#", SUPPORTS(404, 422) },
	{ GET, "/inbox", EACH(200, 303) },
	{ POST, "/inbox", EACH(422, 303) },
	{ GET, "/inbox/#", TWO(200, 404, 404, 404) },
	{ POST, "/inbox/#", TWO(303, 404, 404, 404) },
	{ GET, "/account/reminders", EACH(200, 303) },
	{ POST, "/account/reminders", EACH(422, 303) },
	{ GET, "/reminders/$", EACH(200, 200) },
	{ POST, "/reminders/$", EACH(404, 404) },
	{ GET, "/post", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/letters/#/decide", TWO(404, 404, 200, 404) },
	{ POST, "/letters/#/decide", TWO(404, 404, 422, 404) },

	{ GET, "/adjustments", ONE_ASYE(200, 200, 200, 200, 404, 303, 200, 200,
	    200, 200, 404) },
	{ GET, "/trainees/#/adjustments/new", TWO(200, 404, 404, 404) },
	{ POST, "/trainees/#/adjustments/new", TWO(422, 404, 404, 404) },
	{ GET, "/adjustments/#", TWO_ALL(200, 200, 200, 404, 200, 200) },
	{ GET, "/adjustments/#/change", TWO(200, 404, 404, 404) },
	{ POST, "/adjustments/#/change", TWO(422, 404, 404, 404) },
	{ GET, "/adjustments/#/next", TWO_ALL(200, 200, 404, 404, 200, 404) },
	{ POST, "/adjustments/#/next", TWO_ALL(422, 422, 404, 404, 422, 404) },
	{ GET, "/adjustments/#/undo", TWO(404, 200, 404, 404) },
	{ POST, "/adjustments/#/undo", TWO(404, 422, 404, 404) },
	{ GET, "/adjustments/#/people", TWO_ALL(200, 200, 404, 404, 200,
	    404) },
	{ POST, "/adjustments/#/people", TWO_ALL(422, 422, 404, 404, 422,
	    404) },
	{ GET, "/adjustments/#/people/#/end", TWO_ALL(200, 200, 404, 404, 200,
	    404) },
	/* Once let go, they are named no more. */
	{ POST, "/adjustments/#/people/#/end", TWO(303, 404, 404, 404) },

	{ GET, "/trainees/#/suitability/new",
	    TWO_ALL(200, 200, 200, 200, 200, 200) },
	{ POST, "/trainees/#/suitability/new",
	    TWO_ALL(422, 422, 422, 422, 422, 422) },
	{ GET, "/suitability/receipts/#", TWO(404, 404, 200, 404) },
	/* For nobody here: of no role that these people hold. */
	{ GET, "/audit", ONE(404, 404, 404, 404, 404, 303) },
	{ GET, "/my/readers", EACH(200, 303) },
	{ GET, "/my/data", EACH(200, 303) },
	{ GET, "/my/data/my-data.zip", EACH(200, 303) },
	{ GET, "/my/data/requests/new", EACH(200, 303) },
	{ POST, "/my/data/requests/new", EACH(422, 303) },
	{ GET, "/my/data/requests/#", TWO(200, 404, 404, 404) },
	{ POST, "/my/data/requests/#", TWO(422, 404, 404, 404) },
	{ GET, "/data", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/data/requests/#", TWO(404, 404, 404, 404) },
	{ POST, "/data/requests/#", TWO(404, 404, 404, 404) },
	{ GET, "/data/holds/new", ONE(404, 404, 404, 404, 404, 303) },
	{ POST, "/data/holds/new", ONE(404, 404, 404, 404, 404, 303) },
	{ GET, "/data/holds/#", TWO(404, 404, 404, 404) },
	{ POST, "/data/holds/#", TWO(404, 404, 404, 404) },
	{ GET, "/data/erasures/new", ONE(404, 404, 404, 404, 404, 303) },
	{ POST, "/data/erasures/new", ONE(404, 404, 404, 404, 404, 303) },
	{ GET, "/data/erasures/#", TWO(404, 404, 200, 404) },
	{ POST, "/data/erasures/#", TWO(404, 404, 422, 404) },
	{ GET, "/data/openings/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/data/openings/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/data/openings/#", TWO(404, 404, 200, 404) },
	{ POST, "/data/openings/#", TWO(404, 404, 422, 404) },
	{ GET, "/data/openings/#/record", TWO(404, 404, 404, 404) },
	{ GET, "/programmes/#/close", TWO(404, 404, 404, 404) },
	{ POST, "/programmes/#/close", TWO(404, 404, 404, 404) },
	{ GET, "/suitability", ONE(404, 404, 404, 404, 404, 303) },
	{ GET, "/suitability/#", TWO(404, 404, 404, 404) },
	{ GET, "/suitability/#/next", TWO(404, 404, 404, 404) },
	{ POST, "/suitability/#/next", TWO(404, 404, 404, 404) },
	{ GET, "/suitability/#/undo", TWO(404, 404, 404, 404) },
	{ POST, "/suitability/#/undo", TWO(404, 404, 404, 404) },
	{ GET, "/my/suitability/#", TWO(200, 404, 404, 404) },
	{ POST, "/my/suitability/#", TWO(422, 404, 404, 404) },

	{ GET, "/modules", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/modules/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/modules/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/modules/#", TWO(404, 404, 200, 404) },
	{ GET, "/modules/#/attendance", TWO(404, 404, 200, 404) },
	{ GET, "/modules/#/components/new", TWO(404, 404, 200, 404) },
	{ POST, "/modules/#/components/new", TWO(404, 404, 422, 404) },
	{ GET, "/modules/#/sessions/new", TWO(404, 404, 200, 404) },
	{ POST, "/modules/#/sessions/new", TWO(404, 404, 422, 404) },
	{ GET, "/sessions/#", TWO(404, 404, 200, 404) },
	{ POST, "/sessions/#", TWO(404, 404, 303, 404) },
	{ GET, "/sessions/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/sessions/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/components/#/marks", TWO(404, 404, 200, 404) },
	{ POST, "/components/#/marks", TWO(404, 404, 303, 404) },
	{ GET, "/components/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/components/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/modules/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/modules/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/curriculum/#/edition", TWO(404, 404, 200, 404) },
	{ POST, "/curriculum/#/edition", TWO(404, 404, 422, 404) },
	{ GET, "/curriculum/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/curriculum/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/components/#/template.csv", TWO(404, 404, 200, 404) },
	{ GET, "/components/#/marks/import", TWO(404, 404, 200, 404) },
	{ POST, "/components/#/marks/import", TWO(404, 404, 422, 404) },
	{ GET, "/components/#/release", TWO(404, 404, 200, 404) },
	{ POST, "/components/#/release", TWO(404, 404, 422, 404) },
	{ GET, "/attempts/#", TWO(404, 404, 200, 404) },
	{ POST, "/attempts/#", TWO(404, 404, 422, 404) },
	{ GET, "/extensions/#/withdraw", TWO(404, 404, 200, 404) },
	{ POST, "/extensions/#/withdraw", TWO(404, 404, 422, 404) },
	{ GET, "/modules/#/board", TWO(404, 404, 200, 404) },
	{ GET, "/modules/#/board/check", TWO(404, 404, 200, 404) },
	{ POST, "/modules/#/board/check", TWO(404, 404, 422, 404) },
	{ GET, "/decisions/#/undo", TWO(404, 404, 200, 404) },
	{ POST, "/decisions/#/undo", TWO(404, 404, 422, 404) },
	{ GET, "/cohorts/#/modules", TWO(404, 404, 200, 404) },
	{ GET, "/my/modules", ONE(200, 404, 404, 404, 404, 303) },

	{ GET, "/trainees/#/needs", TWO(200, 404, 200, 404) },
	{ GET, "/trainees/#/needs/#", TWO(200, 404, 200, 404) },
	{ POST, "/trainees/#/needs/#", TWO(422, 404, 422, 404) },
	{ GET, "/trainees/#/conflicts/new", TWO(200, 404, 200, 404) },
	{ POST, "/trainees/#/conflicts/new", TWO(422, 404, 422, 404) },
	{ GET, "/conflicts/#/lift", TWO(200, 404, 200, 404) },
	/* The trainee takes it away, so that it is not there for staff. */
	{ POST, "/conflicts/#/lift", TWO(303, 404, 404, 404) },
	{ GET, "/cohorts/#/needs", TWO(404, 404, 200, 404) },
	{ GET, "/travel", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/travel", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/matching", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/matching/new", ONE(404, 404, 200, 404, 404, 303) },
	{ POST, "/matching/new", ONE(404, 404, 422, 404, 404, 303) },
	{ GET, "/matching/#", TWO(404, 404, 200, 404) },
	{ POST, "/matching/#", TWO(404, 404, 303, 404) },
	{ GET, "/matching/#/confirm", TWO(404, 404, 200, 404) },
	{ POST, "/matching/#/confirm", TWO(404, 404, 422, 404) },
	/* Only what is confirmed is taken back. */
	{ GET, "/matching/#/undo", TWO(404, 404, 303, 404) },
	{ POST, "/matching/#/undo", TWO(404, 404, 303, 404) },
	{ GET, "/proposals/#", TWO(404, 404, 200, 404) },
	{ POST, "/proposals/#", TWO(404, 404, 422, 404) },

	{ GET, "/equality", EACH(200, 303) },
	{ GET, "/equality/change", EACH(200, 303) },
	{ POST, "/equality/change", EACH(303, 303) },
	{ GET, "/equality/erase", EACH(200, 303) },
	{ POST, "/equality/erase", EACH(303, 303) },
	{ GET, "/equality/objection", EACH(200, 303) },
	{ POST, "/equality/objection", EACH(422, 303) },
	{ GET, "/fairness", ONE_EQUITY(404, 404, 303, 303, 404, 303, 404, 404,
	    404, 404, 404, 303) },
	{ GET, "/programmes/#/fairness", FAIR(200) },
	{ GET, "/programmes/#/fairness/groups", FAIR(404) },
	{ GET, "/programmes/#/fairness/board", FAIR(200) },
	{ GET, "/programmes/#/fairness/fairness.csv", FAIR(200) },
	{ GET, "/programmes/#/fairness/fairness.xlsx", FAIR(200) },
	{ GET, "/programmes/#/findings", FINDINGS(200) },
	{ GET, "/programmes/#/findings/new", FINDINGS(200) },
	{ POST, "/programmes/#/findings/new", FINDINGS(422) },
	{ GET, "/programmes/#/fairness/flags", FINDINGS(200) },
	{ GET, "/findings/#", FINDINGS(200) },
	{ GET, "/findings/#/counts", TWO_EQUITY(404, 404, 404, 404, 404, 404,
	    404, 404, 404, 200) },
	{ GET, "/findings/#/hand", FINDINGS(200) },
	{ POST, "/findings/#/hand", FINDINGS(422) },
	{ GET, "/findings/#/measure", FINDINGS(200) },
	{ POST, "/findings/#/measure", FINDINGS(422) },
	{ GET, "/findings/#/causes/new", FINDINGS(200) },
	{ POST, "/findings/#/causes/new", FINDINGS(422) },
	{ GET, "/finding-causes/#", FINDINGS(200) },
	{ POST, "/finding-causes/#", FINDINGS(422) },
	{ GET, "/findings/#/actions/new", FINDINGS(200) },
	{ POST, "/findings/#/actions/new", FINDINGS(422) },
	{ GET, "/finding-actions/#", FINDINGS(200) },
	{ POST, "/finding-actions/#", FINDINGS(422) },
	{ GET, "/findings/#/close", FINDINGS(200) },
	{ POST, "/findings/#/close", FINDINGS(422) },
	{ GET, "/programmes/#/equality", TWO(404, 404, 200, 404) },
	{ GET, "/support", ONE(303, 404, 404, 404, 404, 303) },
	{ GET, "/support/organisations", ONE_ASYE(404, 404, 200, 200, 404,
	    303, 404, 404, 404, 200, 404) },
	{ GET, "/asye/#/support", ALL_FOUR(303) },
	{ GET, "/placements/#/support", TWO_ALL(303, 303, 303, 404, 303,
	    303) },
	{ GET, "/support/#", ALL_FOUR(200) },
	{ POST, "/support/#", BOTH_SIDES(422) },
	{ GET, "/support/#/weeks/#", ALL_FOUR(200) },
	{ POST, "/support/#/weeks/#", BOTH_SIDES(422) },
	/* Nobody has entered that week yet. */
	{ GET, "/support/#/weeks/#/dispute", TWO(404, 404, 404, 404) },
	{ POST, "/support/#/weeks/#/dispute", TWO(404, 404, 404, 404) },
	{ GET, "/support/#/weeks/#/answer", TWO(404, 404, 404, 404) },
	{ POST, "/support/#/weeks/#/answer", TWO(404, 404, 404, 404) },
	{ GET, "/support/#/weeks/#/undo", TWO(404, 404, 404, 404) },
	{ POST, "/support/#/weeks/#/undo", TWO(404, 404, 404, 404) },
	{ GET, "/support/#/gap", KEPT(200) },
	{ POST, "/support/#/gap", KEPT(422) },
	{ GET, "/support/#/answers/#/undo", KEPT(200) },
	{ POST, "/support/#/answers/#/undo", KEPT(422) },
	{ GET, "/check-ins", ONE(200, 404, 404, 404, 404, 303) },
	{ GET, "/check-ins/new", ONE(200, 404, 404, 404, 404, 303) },
	{ POST, "/check-ins/new", ONE(422, 404, 404, 404, 404, 303) },
	{ GET, "/check-ins/#/change", TWO(200, 404, 404, 404) },
	{ POST, "/check-ins/#/change", TWO(422, 404, 404, 404) },
	{ GET, "/check-ins/#/erase", TWO(200, 404, 404, 404) },
	{ POST, "/check-ins/#/erase", TWO(422, 404, 404, 404) },
	{ GET, "/check-ins/shown", ONE_ASYE(404, 200, 200, 404, 404, 303, 404,
	    404, 200, 404, 404) },
	{ GET, "/help", EACH(200, 303) },
	{ GET, "/settings", ONE(404, 404, 303, 404, 404, 303) },
	{ GET, "/settings/#", TWO(404, 404, 200, 404) },
	{ GET, "/settings/#/#", TWO(404, 404, 200, 404) },
	{ GET, "/settings/#/#/new", TWO(404, 404, 200, 404) },
	{ POST, "/settings/#/#/new", TWO(404, 404, 422, 404) },
	{ GET, "/settings/#/#/check", TWO(404, 404, 303, 404) },
	{ POST, "/settings/#/#/check", TWO(404, 404, 303, 404) },
	{ GET, "/setting-versions/#/take-back", TWO(404, 404, 200, 404) },
	{ POST, "/setting-versions/#/take-back", TWO(404, 404, 422, 404) },

	{ GET, "/quality", ONE(404, 404, 200, 303, 404, 303) },
	/* Staff know every host and team. */
	{ GET, "/quality/hosts/#", { 404, 404, 404, 404, 200, 200, 200, 404,
	    404, 404, 303, 303, NOBODY_ELSE } },
	{ GET, "/quality/teams/#", { 404, 404, 404, 404, 200, 200, 200, 404,
	    404, 404, 303, 303, NOBODY_ELSE } },
	{ GET, "/quality/audits", ONE(404, 404, 200, 200, 404, 303) },
	{ GET, "/quality/actions", ONE(404, 404, 200, 200, 404, 303) },
	{ GET, "/teams/#/audits/new", { 404, 404, 404, 404, 200, 200, 200,
	    404, 404, 404, 303, 303, NOBODY_ELSE } },
	{ POST, "/teams/#/audits/new", { 404, 404, 404, 404, 422, 422, 422,
	    404, 404, 404, 303, 303, NOBODY_ELSE } },
	{ GET, "/teams/#/actions/new", { 404, 404, 404, 404, 200, 200, 404,
	    404, 404, 404, 303, 303, NOBODY_ELSE } },
	{ POST, "/teams/#/actions/new", { 404, 404, 404, 404, 422, 422, 404,
	    404, 404, 404, 303, 303, NOBODY_ELSE } },
	{ GET, "/audits/#", TWO(404, 404, 200, 200) },
	{ GET, "/audits/#/withdraw", TWO(404, 404, 200, 404) },
	{ POST, "/audits/#/withdraw", TWO(404, 404, 422, 404) },
	{ GET, "/audits/#/actions/new", TWO(404, 404, 200, 200) },
	{ POST, "/audits/#/actions/new", TWO(404, 404, 422, 422) },
	{ GET, "/actions/#", TWO(404, 404, 200, 200) },
	{ POST, "/actions/#", TWO(404, 404, 422, 422) },
	{ GET, "/actions/#/change", TWO(404, 404, 200, 404) },
	{ POST, "/actions/#/change", TWO(404, 404, 422, 404) },
	{ GET, "/feedback", ONE_ALL(200, 200, 404, 404, 404, 303, 200, 404) },
	{ GET, "/placements/#/feedback", TWO_ALL(200, 200, 404, 404, 200,
	    404) },
	{ POST, "/placements/#/feedback", TWO_ALL(422, 422, 404, 404, 422,
	    404) },

	{ GET, "/reflections", EACH(200, 303) },
	{ GET, "/reflections/new", EACH(200, 303) },
	{ POST, "/reflections/new", EACH(422, 303) },
	{ GET, "/reflections/shared/#", TWO(404, 200, 404, 404) },
	{ GET, "/reflections/submitted/#", TWO_ASYE(200, 404, 200, 404, 404,
	    404, 200, 200, 404) },
	{ GET, "/reflections/submitted/#/withdraw", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/submitted/#/withdraw", TWO(422, 404, 404, 404) },
	/* Whoever wrote it, and nobody else. */
	{ GET, "/reflections/#", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/#", TWO(303, 404, 404, 404) },
	{ GET, "/reflections/#/change", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/#/change", TWO(422, 404, 404, 404) },
	{ GET, "/reflections/#/versions/#", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/#/versions/#", TWO(303, 404, 404, 404) },
	{ GET, "/reflections/#/share", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/#/share", TWO(303, 404, 404, 404) },
	{ GET, "/reflections/#/submit", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/#/submit", TWO(303, 404, 404, 404) },
	{ GET, "/reflections/#/delete", TWO(200, 404, 404, 404) },
	{ POST, "/reflections/#/delete", TWO(303, 404, 404, 404) },
	{ GET, "/asye/#/reflections", TWO_ASYE(200, 404, 200, 200, 404, 404,
	    200, 200, 404) },
	{ GET, "/asye/#/feedback", TWO_ASYE(200, 404, 200, 404, 404, 404, 200,
	    200, 404) },
	{ GET, "/asye/#/feedback/new", TWO_ASYE(200, 404, 404, 404, 404, 404,
	    200, 404, 404) },
	{ POST, "/asye/#/feedback/new", TWO_ASYE(422, 404, 404, 404, 404, 404,
	    422, 404, 404) },
	{ GET, "/feedback-requests/#", TWO_ASYE(200, 404, 200, 404, 404, 404,
	    200, 200, 404) },
	{ GET, "/feedback-requests/#/page", TWO_ASYE(200, 404, 404, 404, 404,
	    404, 200, 404, 404) },
	{ GET, "/feedback-requests/#/again", TWO_ASYE(200, 404, 404, 404, 404,
	    404, 200, 404, 404) },
	{ POST, "/feedback-requests/#/again", TWO_ASYE(422, 404, 404, 404,
	    404, 404, 422, 404, 404) },
	{ GET, "/feedback-requests/#/withdraw", TWO_ASYE(200, 404, 404, 404,
	    404, 404, 200, 404, 404) },
	{ POST, "/feedback-requests/#/withdraw", TWO_ASYE(422, 404, 404, 404,
	    404, 404, 422, 404, 404) },
	/* Of what was asked by email, withdrawn, or given. */
	{ GET, "/feedback-requests/#/remind", TWO(404, 404, 404, 404) },
	{ POST, "/feedback-requests/#/remind", TWO(404, 404, 404, 404) },
	{ GET, "/feedback-requests/#/put-back", TWO(404, 404, 404, 404) },
	{ POST, "/feedback-requests/#/put-back", TWO(404, 404, 404, 404) },
	{ GET, "/feedback-requests/#/discuss", TWO(404, 404, 404, 404) },
	{ POST, "/feedback-requests/#/discuss", TWO(404, 404, 404, 404) },
	{ GET, "/feedback-requests/#/undiscuss", TWO(404, 404, 404, 404) },
	{ POST, "/feedback-requests/#/undiscuss", TWO(404, 404, 404, 404) },
	/* No observation, no link. */
	{ GET, "/documents/#/observer", TWO(404, 404, 404, 404) },
	{ POST, "/documents/#/observer", TWO(404, 404, 404, 404) },
	{ GET, "/sign-observation/$", EACH(200, 200) },
	{ POST, "/sign-observation/$", EACH(422, 422) },
	{ GET, "/sign-observation/read", EACH(200, 200) },
	{ POST, "/sign-observation/read", EACH(422, 422) },
	{ GET, "/give-feedback", EACH(200, 200) },
	{ POST, "/give-feedback", EACH(422, 422) },
	/* A link that is none; and without a key, back to where one is got. */
	{ GET, "/give-feedback/$", EACH(200, 200) },
	{ POST, "/give-feedback/$", EACH(422, 422) },
	{ GET, "/give-feedback/start", EACH(303, 303) },
	{ POST, "/give-feedback/start", EACH(303, 303) },
	{ GET, "/give-feedback/consent", EACH(303, 303) },
	{ POST, "/give-feedback/consent", EACH(303, 303) },
	{ GET, "/give-feedback/questions/#", EACH(303, 303) },
	{ POST, "/give-feedback/questions/#", EACH(303, 303) },
	{ GET, "/give-feedback/check", EACH(303, 303) },
	{ POST, "/give-feedback/check", EACH(303, 303) },
	{ GET, "/give-feedback/done", EACH(303, 303) },
	{ POST, "/give-feedback/done", EACH(303, 303) },
	{ POST, "/give-feedback/later", EACH(303, 303) },
	{ GET, "/give-feedback/decline", EACH(303, 303) },
	{ POST, "/give-feedback/decline", EACH(303, 303) },
	{ GET, "/give-feedback/withdraw", EACH(200, 200) },
	{ POST, "/give-feedback/withdraw", EACH(422, 422) },

	{ GET, "/exports", ONE_ASYE(200, 404, 200, 200, 404, 303, 404, 404,
	    404, 200, 404) },
	{ GET, "/exports/new", ONE_ASYE(200, 404, 200, 200, 404, 303, 404,
	    404, 404, 200, 404) },
	{ POST, "/exports/new", ONE_ASYE(422, 404, 422, 422, 404, 303, 404,
	    404, 404, 422, 404) },
	{ GET, "/exports/#", TWO(404, 404, 200, 404) },
	{ POST, "/exports/#", TWO(404, 404, 422, 404) },
	{ GET, "/sets", ONE_ASYE(404, 404, 200, 200, 404, 303, 404, 404,
	    404, 200, 404) },
	{ GET, "/sets/new", ONE_ASYE(404, 404, 200, 200, 404, 303, 404,
	    404, 404, 200, 404) },
	{ POST, "/sets/new", ONE_ASYE(404, 404, 422, 422, 404, 303, 404,
	    404, 404, 422, 404) },
	{ GET, "/sets/#", TWO(404, 404, 200, 404) },
	{ POST, "/sets/#", TWO(404, 404, 422, 404) },
	{ GET, "/annual", ONE(404, 404, 303, 404, 404, 303) },
	{ GET, "/programmes/#/annual", TWO(404, 404, 200, 404) },
	{ GET, "/programmes/#/annual/annual.csv", TWO(404, 404, 200, 404) },
	{ GET, "/programmes/#/annual/annual.xlsx", TWO(404, 404, 200, 404) },
	{ GET, "/exports/#/download", TWO(404, 404, 200, 404) },

	{ GET, "/tokens", ONE_ASYE(404, 404, 200, 200, 404, 303, 404, 404,
	    404, 200, 404) },
	{ GET, "/tokens/new", ONE_ASYE(404, 404, 200, 200, 404, 303, 404, 404,
	    404, 200, 404) },
	{ POST, "/tokens/new", ONE_ASYE(404, 404, 422, 422, 404, 303, 404,
	    404, 404, 422, 404) },
	{ GET, "/tokens/#", TWO(404, 404, 200, 404) },
	{ GET, "/tokens/#/revoke", TWO(404, 404, 200, 404) },
	{ POST, "/tokens/#/revoke", TWO(404, 404, 303, 404) },
	{ GET, "/api", EACH(200, 200) },
	{ GET, "/api/v1", EACH(401, 401) },
	{ GET, "/api/v1/openapi.json", EACH(200, 200) },
	{ GET, "/api/v1/*", EACH(401, 401) },

	{ GET, "/claims", ONE_ASYE(404, 404, 200, 404, 404, 303, 404, 404, 404,
	    200, 404) },
	{ GET, "/claims/amounts", ONE(404, 404, 200, 404, 404, 303) },
	{ GET, "/claims/amounts/#", TWO(404, 404, 200, 404) },
	{ POST, "/claims/amounts/#", TWO(404, 404, 422, 404) },
	{ GET, "/claims/new", ONE_ASYE(404, 404, 200, 404, 404, 303, 404, 404,
	    404, 200, 404) },
	{ POST, "/claims/new", ONE_ASYE(404, 404, 422, 404, 404, 303, 404, 404,
	    404, 422, 404) },
	{ GET, "/claims/#", TWO_ASYE(404, 404, 200, 404, 404,
	    404, 404, 200, 404) },
	{ GET, "/claims/#/undo", TWO_ASYE(404, 404, 200, 404, 404,
	    404, 404, 200, 404) },
	{ POST, "/claims/#/undo", TWO_ASYE(404, 404, 422, 404, 404,
	    404, 404, 422, 404) },
	{ GET, "/claims/#/lines/#", TWO_ASYE(404, 404, 200, 404, 404,
	    404, 404, 200, 404) },
	{ POST, "/claims/#/lines/#", TWO_ASYE(404, 404, 422, 404, 404,
	    404, 404, 422, 404) },
	{ GET, "/claims/#/release", TWO_ASYE(404, 404, 200, 404, 404,
	    404, 404, 200, 404) },
	{ POST, "/claims/#/release", TWO_ASYE(404, 404, 422, 404, 404,
	    404, 404, 422, 404) },
	{ GET, "/claims/#/releases/#/claim.xlsx", TWO_ASYE(404, 404, 200, 404,
	    404, 404, 404, 200, 404) },

	{ GET, "/portfolio", EACH(200, 303) },
	{ GET, "/portfolio/portfolio.zip", EACH(200, 303) },

	{ GET, "/accessibility", EACH(200, 200) },
	{ GET, "/privacy", EACH(200, 200) },
	{ GET, "/cookies", EACH(200, 200) },
	{ GET, "/health", EACH(200, 200) },
};

/* Mary's module, and Tom's. */
static void
add_modules(void)
{
	owner_does("INSERT INTO module (id, programme_id, code, edition, "
	    "title, credits, level) OVERRIDING SYSTEM VALUE SELECT 571 + g, "
	    "1 + g, 'OWN' || g, 1, 'Own', 20, 7 FROM generate_series(0, 1) "
	    "g; SET session_replication_role = replica; "
	    "INSERT INTO offering (id, module_id, programme_id, cohort_id, "
	    "starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501 + g, (SELECT min(id) FROM module), 1 + g, 1 + 2 * g, "
	    "'2026-06-01', '2026-07-31', 'Lee' FROM generate_series(0, 1) g; "
	    "INSERT INTO module_session (id, offering_id, programme_id, "
	    "cohort_id, on_date, minutes, title) OVERRIDING SYSTEM VALUE "
	    "SELECT 511 + g, 501 + g, 1 + g, 1 + 2 * g, '2026-06-02', 180, "
	    "'Day' FROM generate_series(0, 1) g; "
	    "INSERT INTO component (id, offering_id, programme_id, cohort_id, "
	    "title, weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE "
	    "SELECT 521 + g, 501 + g, 1 + g, 1 + 2 * g, 'Essay', 100, "
	    "'2026-07-01', 50 FROM generate_series(0, 1) g; "
	    "INSERT INTO attempt (id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, due_on) OVERRIDING SYSTEM "
	    "VALUE SELECT 531 + g, 521 + g, 501 + g, 1 + g, 102 + 4 * g, "
	    "2 + 4 * g, '2026-07-01' FROM generate_series(0, 1) g; "
	    "INSERT INTO extension (id, attempt_id, component_id, "
	    "offering_id, programme_id, enrolment_id, person_id, due_on, "
	    "reason, note, agreed_by) OVERRIDING SYSTEM VALUE "
	    "SELECT 541 + g, 531 + g, 521 + g, 501 + g, 1 + g, 102 + 4 * g, "
	    "2 + 4 * g, '2026-07-08', 'caring', CASE g WHEN 1 THEN 'Hidden "
	    "words' END, 31 + g FROM generate_series(0, 1) g; "
	    "INSERT INTO board_decision (id, offering_id, programme_id, "
	    "cohort_id, enrolment_id, person_id, outcome, board_on, "
	    "decided_by) OVERRIDING SYSTEM VALUE SELECT 551 + g, 501 + g, "
	    "1 + g, 1 + 2 * g, 102 + 4 * g, 2 + 4 * g, 'deferred', "
	    "'2026-06-10', 31 + g FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

static void
add_register(void)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 11, 1, 9003), (502, 13, 2, 9002); "
	    "INSERT INTO educator_entry (id, educator_id, person_id, "
	    "programme_id, kind, title, from_on) OVERRIDING SYSTEM VALUE "
	    "VALUES (2, 501, 11, 1, 'training', 'Assessing', '2026-01-01'); "
	    "INSERT INTO educator_conflict (id, educator_id, person_id, "
	    "programme_id, trainee_id, kind, during) OVERRIDING SYSTEM VALUE "
	    "VALUES (2, 501, 11, 1, 4, 'family', '[2026-01-01,)'); "
	    "DELETE FROM placement_educator WHERE id = 2 OR "
	    "placement_id = 202; "
	    "INSERT INTO placement_educator (id, placement_id, person_id, "
	    "duty, during) OVERRIDING SYSTEM VALUE VALUES (2, 202, 11, "
	    "'practice_educator', '[2026-06-01,2026-10-31)')");
}

/* A flag of Mary's with an answer, a contact and a plan that was reviewed, and
 * the same of Tom's. */
static void
add_support_plans(void)
{
	owner_does("INSERT INTO flag (id, person_id, enrolment_id, "
	    "programme_id, placement_id, rule, rule_version, about, raised_on, "
	    "severity, severity_on, sentence, why, clears_when, who) "
	    "OVERRIDING SYSTEM VALUE SELECT 861 + g, 2 + 4 * g, 102 + 4 * g, "
	    "1 + g, 202 + 4 * g, 'days_behind', 1, 'progress', '2026-06-08', "
	    "'act', '2026-06-08', CASE g WHEN 1 THEN 'Hidden words.' ELSE "
	    "'Behind.' END, 'So.', 'It is not.', '{trainee}' "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO flag_answer (flag_id, enrolment_id, person_id, "
	    "programme_id, version, kind, reason, words, by_id) "
	    "SELECT id, enrolment_id, person_id, programme_id, 1, 'handled', "
	    "'talking', 'Words', 30 + programme_id FROM flag; "
	    "INSERT INTO contact (id, enrolment_id, person_id, programme_id, "
	    "on_date, how, note, by_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(2, 102, 2, 1, '2026-06-10', 'met', 'Words', 31), "
	    "(3, 106, 6, 2, '2026-06-10', 'met', 'Hidden words', 32)");
	owner_does("INSERT INTO support_plan (id, enrolment_id, person_id, "
	    "programme_id, aim, led_by, review_on) OVERRIDING SYSTEM VALUE "
	    "SELECT 861 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, 'Words', 31 + g, "
	    "'2026-07-10' FROM generate_series(0, 1) g; "
	    "INSERT INTO support_action (id, plan_id, enrolment_id, person_id, "
	    "programme_id, step_version, owner, organisation_id, what, due_on) "
	    "OVERRIDING SYSTEM VALUE SELECT id, id, enrolment_id, person_id, "
	    "programme_id, 1, 'organisation', 9002, 'Meet', '2026-07-01' "
	    "FROM support_plan; "
	    "INSERT INTO support_plan_event (plan_id, enrolment_id, person_id, "
	    "programme_id, version, step, words, review_on, by_id) SELECT id, "
	    "enrolment_id, person_id, programme_id, 2, 'reviewed', 'Words', "
	    "'2026-07-20', led_by FROM support_plan");
}

/* What Mary asks about her data, what is to be erased of her and who wants to
 * open her record, and the same of Tom. */
static void
add_rights(void)
{
	owner_does("INSERT INTO rights_request (id, person_id, programme_id, "
	    "kind, words) OVERRIDING SYSTEM VALUE SELECT 841 + g, 2 + 4 * g, "
	    "1 + g, 'correction', CASE g WHEN 0 THEN 'Words' ELSE 'Hidden "
	    "words' END FROM generate_series(0, 1) g; "
	    "INSERT INTO legal_hold (id, person_id, programme_id, reason, "
	    "held_by) OVERRIDING SYSTEM VALUE SELECT 841 + g, 2 + 4 * g, "
	    "1 + g, 'Hidden words', 31 + g FROM generate_series(0, 1) g; "
	    "INSERT INTO erasure (id, person_id, programme_id, reason, "
	    "classes, asked_by) OVERRIDING SYSTEM VALUE SELECT 841 + g, "
	    "2 + 4 * g, 1 + g, CASE g WHEN 0 THEN 'Words' ELSE 'Hidden words' "
	    "END, '{own}', 79 FROM generate_series(0, 1) g; "
	    "INSERT INTO opening (id, person_id, programme_id, reason, "
	    "asked_by) OVERRIDING SYSTEM VALUE SELECT 841 + g, 2 + 4 * g, "
	    "1 + g, CASE g WHEN 0 THEN 'Words' ELSE 'Hidden words' END, "
	    "31 + g FROM generate_series(0, 1) g");
}

/* Mary has lost her phone, and so has Tom. */
static void
add_resets(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO factor_reset (id, person_id, programme_id, checked, "
	    "asked_by) OVERRIDING SYSTEM VALUE VALUES (841, 2, 1, 'Rang', "
	    "79), (842, 6, 2, 'Hidden words', 32); "
	    "SET session_replication_role = origin");
	add_rights();
}

/* Something written to Mary, and to Tom; and letters that were given up. */
static void
add_post(void)
{
	owner_does("INSERT INTO message (id, person_id, reminder, subject, "
	    "body) OVERRIDING SYSTEM VALUE VALUES (841, 2, false, 'One', "
	    "'Text'), (842, 6, false, 'Two', 'Text'); "
	    "SET session_replication_role = replica; "
	    "UPDATE post.letter SET state = 'dead'; "
	    "SET session_replication_role = origin");
}

/* Mary's adjustment, which her educator and her tutor are named on, and
 * Tom's. */
static void
add_adjustments(void)
{
	owner_does("INSERT INTO adjustment (id, enrolment_id, person_id, "
	    "programme_id, placement_id, organisation_id, due_on, "
	    "programme_on) OVERRIDING SYSTEM VALUE SELECT 841 + g, "
	    "102 + 4 * g, 2 + 4 * g, 1 + g, 202 + 4 * g, 9002, '2026-06-17', "
	    "'2026-06-24' FROM generate_series(0, 1) g; "
	    "INSERT INTO adjustment_detail (adjustment_id, enrolment_id, "
	    "person_id, programme_id, what) SELECT id, enrolment_id, "
	    "person_id, programme_id, 'Words' FROM adjustment; "
	    "INSERT INTO adjustment_actor (id, adjustment_id, enrolment_id, "
	    "trainee_id, programme_id, person_id) OVERRIDING SYSTEM VALUE "
	    "VALUES (1, 841, 102, 2, 1, 11), (2, 841, 102, 2, 1, 41), "
	    "(3, 842, 106, 6, 2, 13); "
	    "INSERT INTO adjustment_event (adjustment_id, enrolment_id, "
	    "person_id, programme_id, version, step, on_date, due_on, "
	    "programme_on, by_id) SELECT id, enrolment_id, person_id, "
	    "programme_id, 2, 'acknowledged', '2026-06-15', '2026-06-29', "
	    "'2026-07-06', 11 + id - 841 FROM adjustment");
}

/* Mary's concern, with a plan, and Tom's. */
static void
add_concerns(void)
{
	owner_does("INSERT INTO concern (id, enrolment_id, person_id, "
	    "programme_id, placement_id, organisation_id, kind, words, "
	    "shared, raised_by, raised_as, raised_on) OVERRIDING SYSTEM VALUE "
	    "SELECT 801 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, 202 + 4 * g, "
	    "9002, 'practice', CASE g WHEN 1 THEN 'Hidden words' ELSE 'Words' "
	    "END, true, 31 + g, 'staff', '2026-06-01' "
	    "FROM generate_series(0, 1) g; "
	    "DO $$ DECLARE steps text[] := '{acknowledged,meeting_arranged,"
	    "meeting_held,planned}'; BEGIN FOR v IN 2..5 LOOP "
	    "INSERT INTO concern_event (concern_id, enrolment_id, person_id, "
	    "programme_id, version, step, on_date, words, present, agreed, "
	    "meeting_on, follow_up_on) SELECT c.id, c.enrolment_id, "
	    "c.person_id, c.programme_id, v, steps[v - 1]::concern_step, "
	    "'2026-06-10', 'Said', CASE v WHEN 4 THEN 'All' ELSE '' END, "
	    "CASE v WHEN 4 THEN 'That' ELSE '' END, "
	    "CASE v WHEN 3 THEN date '2026-06-10' END, '2026-07-10' "
	    "FROM concern c; END LOOP; END $$; "
	    "INSERT INTO concern_action (id, concern_id, enrolment_id, "
	    "person_id, programme_id, step_version, owner, what, due_on) "
	    "OVERRIDING SYSTEM VALUE SELECT 2 * c.id - 1600, c.id, "
	    "c.enrolment_id, c.person_id, c.programme_id, 5, 'host', 'Meet', "
	    "'2026-07-01' FROM concern c");
	owner_does("INSERT INTO suitability_case (id, receipt, enrolment_id, "
	    "person_id, programme_id, words, referred_by) SELECT 811 + g, "
	    "811 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, 'Hidden words', 31 + g "
	    "FROM generate_series(0, 1) g; INSERT INTO suitability_event "
	    "(case_id, enrolment_id, person_id, programme_id, version, step, "
	    "on_date, told) SELECT id, enrolment_id, person_id, programme_id, "
	    "2, 'told', '2026-06-15', CASE id WHEN 811 THEN 'Told' "
	    "ELSE 'Hidden words' END FROM suitability_case");
}

static void
add_guides(void)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (51, 'Tia', 'One', 'tia@a.org'), "
	    "(52, 'Tod', 'Two', 'tod@a.org'); "
	    "INSERT INTO role_held (id, person_id, role, programme_id, during) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 51, 'tutor', 1, '[2026-01-01,)'), "
	    "(502, 52, 'tutor', 2, '[2026-01-01,)'); "
	    "INSERT INTO unit (id, programme_id, organisation_id, team_id, "
	    "name, opened_on) OVERRIDING SYSTEM VALUE VALUES "
	    "(62, 2, 9002, 51, 'Another', '2026-06-01'); "
	    "INSERT INTO enrolment_unit (enrolment_id, person_id, "
	    "programme_id, unit_id, during) VALUES "
	    "(106, 6, 2, 62, '[2026-06-01,)')");
}

static void
add_matching(void)
{
	owner_does("INSERT INTO placement_offer (id, programme_id, "
	    "organisation_id, team_id, stages, places, starts_on, ends_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (501, 1, 9003, 52, '{last}', 2, "
	    "'2026-11-02', '2027-06-30'), (502, 2, 9002, 51, '{last}', 2, "
	    "'2026-11-02', '2027-06-30')");
	owner_does("INSERT INTO placement_conflict (id, enrolment_id, "
	    "person_id, programme_id, with_organisation_id) "
	    "OVERRIDING SYSTEM VALUE VALUES (511, 102, 2, 1, 9002), "
	    "(512, 106, 6, 2, 9002); INSERT INTO match_round (id, "
	    "programme_id, cohort_id, stage, starts_on, required_halves, "
	    "slack_days, settings_needed, minutes_at_most, "
	    "minutes_within_area, milliseconds, per_ten_minutes, "
	    "per_week_later, not_employer, not_preferred, not_statutory, "
	    "made_by) OVERRIDING SYSTEM VALUE SELECT 520 + i, i, 2 * i - 1, "
	    "'last', '2026-11-02', 200, 14, 2, 60, 30, 2000, 10, 7, 20, 30, "
	    "15, 30 + i FROM generate_series(1, 2) i; "
	    "INSERT INTO match_proposal (id, round_id, programme_id, "
	    "enrolment_id) OVERRIDING SYSTEM VALUE VALUES (531, 521, 1, 102), "
	    "(532, 522, 2, 106)");
}

static void
add_settings(void)
{
	owner_does("INSERT INTO setting (id, programme_id, name, value, "
	    "reason, during, by_id) OVERRIDING SYSTEM VALUE "
	    "SELECT 560 + i, i, 'educator_capacity', 2, 'Hidden words', "
	    "'[2026-07-01,)', 30 + i FROM generate_series(1, 2) i");
}

static void
add_finding(void)
{
	owner_does("INSERT INTO attention_aside (id, programme_id, kind, "
	    "record_id, until_on, reason, by_id) OVERRIDING SYSTEM VALUE "
	    "SELECT 570 + i, i, 'silent', 200 + i, '2026-07-01', "
	    "CASE i WHEN 2 THEN 'Hidden words' ELSE 'Seen' END, 30 + i "
	    "FROM generate_series(1, 2) i; "
	    "INSERT INTO saved_filter (id, person_id, programme_id, path, "
	    "query, name) OVERRIDING SYSTEM VALUE SELECT 580 + i, 30 + i, i, "
	    "'/trainees', 'state=paused', CASE i WHEN 2 THEN 'Hidden words' "
	    "ELSE 'Seen' END "
	    "FROM generate_series(1, 2) i; "
	    "INSERT INTO auth.link (token_hash, person_id, purpose, made_at, "
	    "expires_at) SELECT sha256(i::text::bytea), i, 'invitation', "
	    "'2026-05-20', '2026-06-03' FROM unnest(ARRAY[2, 6]) i");
}

/* An audit and an action of Brook, and of Ashby for another programme. */
static void
add_quality(void)
{
	owner_does("INSERT INTO placement_audit (id, programme_id, "
	    "organisation_id, team_id, done_on, answers, notes, result) "
	    "OVERRIDING SYSTEM VALUE SELECT 541 + g, 1 + g, 9003 - g, 52 - g, "
	    "'2026-01-01', array_fill('met'::audit_answer, '{8}'), "
	    "array_fill(CASE g WHEN 1 THEN 'Hidden words' ELSE '' END, "
	    "'{8}'), 'with_actions' FROM generate_series(0, 1) g; "
	    "INSERT INTO quality_action (id, programme_id, organisation_id, "
	    "team_id, source, audit_id, owner, what, due_on) OVERRIDING "
	    "SYSTEM VALUE SELECT 551 + g, 1 + g, 9003 - g, 52 - g, 'audit', "
	    "541 + g, 'host', CASE g WHEN 1 THEN 'Hidden words' ELSE 'A desk' "
	    "END, '2026-09-01' FROM generate_series(0, 1) g");
}

/* A learning agreement of Mary's and of Tom's, each sent to be signed. */
static void
add_documents(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, once, "
	    "writers, lacks, state, version, parties, started_by, sent_at) "
	    "OVERRIDING SYSTEM VALUE SELECT 601 + g, 'learning_agreement', 1, "
	    "202 + 4 * g, 102 + 4 * g, 2 + 4 * g, 1 + g, 9002, true, "
	    "'{trainee,educator}', '{}', 'submitted', 2, "
	    "'{trainee,practice_educator,tutor,host}', 2 + 4 * g, now() "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "placement_id, enrolment_id, person_id, programme_id, "
	    "organisation_id, writers, part, edition, fields, questions, "
	    "answers, lacks, hash, by_id, sent_at) SELECT d.id, n, d.kind, "
	    "d.placement_id, d.enrolment_id, d.person_id, d.programme_id, "
	    "d.organisation_id, d.writers, 'trainee', 1, '{trainee.needs}', "
	    "'{Needs}', ARRAY[CASE d.id WHEN 602 THEN 'Hidden words' ELSE "
	    "'Mine' END], '{}', sha256(''), d.person_id, "
	    "now() FROM document d, generate_series(1, 2) n; "
	    "INSERT INTO document_event (document_id, version, enrolment_id, "
	    "placement_id, person_id, programme_id, change, before, after, "
	    "by_id) SELECT id, 2, enrolment_id, placement_id, person_id, "
	    "programme_id, 'submitted', 'draft', 'submitted', person_id "
	    "FROM document; SET session_replication_role = origin");
}

static void
add_skills(void)
{
	owner_does("INSERT INTO skills_day (id, programme_id, cohort_id, "
	    "on_date, halves, title) OVERRIDING SYSTEM VALUE VALUES "
	    "(571, 1, 1, '2026-06-12', 1, 'Law'), "
	    "(572, 2, 3, '2026-06-12', 1, 'Law'); "
	    "INSERT INTO skills_entry (id, enrolment_id, person_id, "
	    "programme_id, on_date, halves, title) OVERRIDING SYSTEM VALUE "
	    "VALUES (561, 102, 2, 1, '2026-06-05', 1, 'Ethics'), "
	    "(562, 106, 6, 2, '2026-06-05', 1, 'Hidden words')");
}

/* A file on Mary's document, and on Tom's. */
static void
add_files(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO file (id, sha256, size, kind, state) OVERRIDING "
	    "SYSTEM VALUE SELECT 621 + g, sha256(g::text::bytea), 12, 'pdf', "
	    "'unscanned' FROM generate_series(0, 1) g; "
	    "INSERT INTO file_content SELECT id, CASE id WHEN 621 THEN "
	    "'%PDF-1.7 own' ELSE 'Hidden words' END::bytea FROM file; "
	    "INSERT INTO attachment (id, file_id, label, document_id, "
	    "placement_id, enrolment_id, person_id, programme_id, by_id) "
	    "OVERRIDING SYSTEM VALUE SELECT 631 + g, 621 + g, CASE g WHEN 0 "
	    "THEN 'Own.pdf' ELSE 'Hidden words.pdf' END, d.id, "
	    "d.placement_id, d.enrolment_id, d.person_id, d.programme_id, "
	    "d.person_id FROM generate_series(0, 1) g JOIN document d "
	    "ON d.id = 601 + g; SET session_replication_role = origin");
}

/* An ASYE of Mary's and of Tom's. */
static void
add_asyes(void)
{
	owner_does("INSERT INTO asye (id, enrolment_id, person_id, "
	    "programme_id, framework_id, employer_id, host_id, provider_id, "
	    "role_title, qualified_on, swe_registered_on, employed_on, "
	    "starts_on) OVERRIDING SYSTEM VALUE SELECT 701 + g, 102 + 4 * g, "
	    "2 + 4 * g, 1 + g, framework_for('adults', '2026-06-01'), "
	    "9003 - g, 9002, 9003 - g, CASE g WHEN 1 THEN 'Hidden words' "
	    "ELSE 'Social worker' END, '2026-05-01', '2026-05-20', "
	    "'2026-06-01', '2026-06-01' FROM generate_series(0, 1) g; "
	    "INSERT INTO asye_duty (id, asye_id, trainee_id, programme_id, "
	    "person_id, duty, during) OVERRIDING SYSTEM VALUE VALUES "
	    "(1, 701, 2, 1, 72, 'assessor', '[2026-06-01,)'), "
	    "(2, 701, 2, 1, 75, 'line_manager', '[2026-06-01,)'), "
	    "(7021, 702, 6, 2, 75, 'line_manager', '[2026-06-01,)'); "
	    "INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(701, 'registered', '2026-06-01'), "
	    "(702, 'registered', '2026-06-01')");
}

/* Days of each that do not count, and a review that was moved. */
static void
add_timetables(void)
{
	owner_does("INSERT INTO asye_review (id, asye_id, person_id, "
	    "programme_id, number, months, state, first_on, due_on, "
	    "employer_id, provider_id) OVERRIDING SYSTEM VALUE SELECT "
	    "a.id * 10 + f.number, a.id, a.person_id, a.programme_id, "
	    "f.number, f.months, 'due', d, d, a.employer_id, a.provider_id "
	    "FROM asye a JOIN framework_review f USING (framework_id) "
	    "CROSS JOIN LATERAL (SELECT (a.starts_on + make_interval(months "
	    "=> f.months::integer))::date AS d) x WHERE a.id IN (701, 702) "
	    "AND NOT f.optional; "
	    "ALTER TABLE asye_request DISABLE TRIGGER USER; "
	    "INSERT INTO asye_request (id, asye_id, person_id, programme_id, "
	    "kind, reason, words, terms, from_on, back_on, state) "
	    "OVERRIDING SYSTEM VALUE SELECT 120 + id, id, person_id, "
	    "programme_id, 'delay', 'equipment_late', CASE id WHEN 702 THEN "
	    "'Hidden words' ELSE '' END, 'Terms', '2026-06-05', "
	    "'2026-06-30', 'standing' FROM asye "
	    "WHERE id IN (701, 702); "
	    "ALTER TABLE asye_request ENABLE TRIGGER USER; "
	    "INSERT INTO asye_move (id, review_id, asye_id, person_id, "
	    "programme_id, cause, before_on, after_on, reason, words) "
	    "OVERRIDING SYSTEM VALUE SELECT CASE asye_id WHEN 701 THEN 2 "
	    "ELSE 3 END, id, asye_id, person_id, programme_id, 'moved', "
	    "due_on, due_on + 1, 'diaries', CASE asye_id WHEN 702 THEN "
	    "'Hidden words' ELSE '' END FROM asye_review "
	    "WHERE number = 2");
}

/* Mary's recommendation in a round of Brook's, which Modi moderates, and Tom's
 * in one of Ashby's; the ASYEs stay where they are. */
static void
add_moderation(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (76, 'Vi', 'Vane', 'vi@a.org'); "
	    "INSERT INTO role_held (person_id, role, programme_id, during) "
	    "VALUES (76, 'moderator', 1, '[2026-01-01,)'); "
	    "INSERT INTO asye_recommendation (id, asye_id, person_id, "
	    "programme_id, organisation_id, number, recommends, holistic, "
	    "met, by_id) OVERRIDING SYSTEM VALUE SELECT 831 + g, 701 + g, "
	    "2 + 4 * g, 1 + g, 9003 - g, 1, 'pass', CASE g WHEN 1 THEN "
	    "'Hidden words' ELSE 'Sound' END, true, 72 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_round (id, programme_id, "
	    "organisation_id, name, quorum, percent, seed, state, drawn_at, "
	    "begun_by) OVERRIDING SYSTEM VALUE SELECT 821 + g, 1 + g, "
	    "9003 - g, CASE g WHEN 1 THEN 'Hidden words' ELSE 'Summer' END, "
	    "2, 10, '0123456789abcdef', 'drawn', now(), 31 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_portfolio (id, round_id, asye_id, "
	    "person_id, programme_id, organisation_id, recommendation_id, "
	    "recommends, extended, key, sampled) OVERRIDING SYSTEM VALUE "
	    "SELECT 2 + g, 821 + g, 701 + g, 2 + 4 * g, 1 + g, 9003 - g, "
	    "831 + g, 'pass', false, moderation_key('0123456789abcdef', "
	    "701 + g), true FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_panel (id, round_id, programme_id, "
	    "organisation_id, kind) OVERRIDING SYSTEM VALUE SELECT 2 + g, "
	    "821 + g, 1 + g, 9003 - g, 'internal' FROM generate_series(0, 1) "
	    "g; INSERT INTO moderation_member (id, panel_id, round_id, "
	    "programme_id, organisation_id, member_id, chair, capability) "
	    "OVERRIDING SYSTEM VALUE VALUES (2, 2, 821, 1, 9003, 74, true, "
	    "'Moderates'); "
	    "INSERT INTO panel_portfolio (id, panel_id, round_id, "
	    "programme_id, organisation_id, portfolio_id, asye_id, kind, "
	    "label, recommends) OVERRIDING SYSTEM VALUE SELECT 2 + g, 2 + g, "
	    "821 + g, 1 + g, 9003 - g, 2 + g, 701 + g, 'internal', 'K4', "
	    "'pass' FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_declaration (panel_portfolio_id, "
	    "panel_id, programme_id, organisation_id, member_id, conflict) "
	    "VALUES (2, 2, 1, 9003, 74, false); "
	    "SET session_replication_role = origin");
}

/* A signed record of Mary's that she mapped, and what somebody said of her. */
static void
add_evidence(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, asye_id, enrolment_id, "
	    "person_id, programme_id, once, writers, lacks, state, version, "
	    "parties, started_by, sent_at, signed_at) OVERRIDING SYSTEM VALUE "
	    "VALUES (2, 'asye_written_record', 1, 701, 102, 2, 1, false, "
	    "'{trainee,assessor}', '{}', 'signed', 1, '{trainee}', 2, now(), "
	    "now()); "
	    "INSERT INTO feedback_given (id, asye_id, person_id, "
	    "programme_id, employer_id, provider_id, giver, form, edition, "
	    "consent_words, asked, answers, share, help, reference, "
	    "withdraw_hash) VALUES (2, 701, 2, 1, 9003, 9003, 'carer', "
	    "'standard', 1, 'Yes', '{How?}', '{Well}', true, 'alone', "
	    "'FB-ABCDEFGH', sha256('w')); "
	    "INSERT INTO evidence_standard (id, asye_id, person_id, "
	    "programme_id, document_id, standard_id, tagged_by) OVERRIDING "
	    "SYSTEM VALUE SELECT 2, 701, 2, 1, 2, min(id), 2 FROM standard; "
	    "SET session_replication_role = origin");
}

/* An entry of Mary's that Ewan reads and that is evidence, and Tom's. */
static void
add_reflections(void)
{
	owner_does("INSERT INTO reflection (id, person_id, on_day, title, "
	    "words, version) OVERRIDING SYSTEM VALUE SELECT 591 + g, "
	    "2 + 4 * g, '2026-06-10', 'A visit', CASE g WHEN 1 THEN "
	    "'Hidden words' ELSE 'Ring 943 476 5919' END, 3 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO reflection_version (reflection_id, person_id, "
	    "version, on_day, title, words, happened, so_what, now_what, "
	    "standard_ids, at) SELECT id, person_id, 2, on_day, title, words, "
	    "'', '', '', '{}', now() FROM reflection; "
	    "INSERT INTO reflection_share (id, reflection_id, person_id, "
	    "with_id) OVERRIDING SYSTEM VALUE VALUES (593, 591, 2, 11), "
	    "(594, 592, 6, 13); "
	    "INSERT INTO reflection_submission (id, reflection_id, asye_id, "
	    "person_id, programme_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(595, 591, 701, 2, 1), (596, 592, 702, 6, 2)");
}

/* One that Mary's assessor asked for, and one of Tom's. */
static void
add_feedback(void)
{
	owner_does("INSERT INTO feedback_request (id, asye_id, enrolment_id, "
	    "person_id, programme_id, giver, channel, about, asked_by, "
	    "token_hash, code_hash, expires_on) OVERRIDING SYSTEM VALUE "
	    "SELECT 951 + g, 701 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, "
	    "'carer', 'code', CASE g WHEN 1 THEN 'Hidden words' ELSE '' END, "
	    "2 + 4 * g, feedback_code('t' || g), feedback_code('c' || g), "
	    "today() + 9 FROM generate_series(0, 1) g");
}

/* A claim of Brook's with a line for Mary, and one of Ashby's for Tom. */
static void
add_claims(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO claim (id, programme_id, organisation_id, period_id, "
	    "number) OVERRIDING SYSTEM VALUE SELECT 821 + g, 1 + g, 9003 - g, "
	    "(SELECT min(id) FROM claim_period), 1 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO claim_line (id, claim_id, programme_id, "
	    "organisation_id, asye_id, person_id, part, pounds, name, "
	    "swe_number, role_title, framework, host, qualified_on, "
	    "swe_registered_on, employed_on, starts_on, fte_percent, "
	    "registered_on) OVERRIDING SYSTEM VALUE SELECT 2 + g, 821 + g, "
	    "1 + g, 9003 - g, 701 + g, 2 + 4 * g, 'registration', 1000, "
	    "CASE g WHEN 1 THEN 'Hidden words' ELSE 'Mary' END, 'SW1', "
	    "'Social worker', 'ASYE', 'Brook', d, d, d, d, 100, d "
	    "FROM generate_series(0, 1) g, "
	    "(VALUES (date '2026-05-01')) AS v (d); "
	    "INSERT INTO claim_release (id, claim_id, programme_id, "
	    "organisation_id, recipient, purpose, by_id) "
	    "OVERRIDING SYSTEM VALUE SELECT 2 + g, 821 + g, 1 + g, 9003 - g, "
	    "'Funder', 'Claim', 31 + g FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

/* What staff of either programme made. */
static void
add_exports(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO export (id, programme_id, tables, format, "
	    "reader, recipient, purpose, asked_by, state, made_at, "
	    "expires_on, rows_all, bytes) OVERRIDING SYSTEM VALUE "
	    "SELECT 821 + g, 1 + g, '{days}', 'csv', 'staff', 'Board', CASE g "
	    "WHEN 1 THEN 'Hidden words' ELSE 'To plan' END, 31 + g, 'done', "
	    "now(), today() + 1, 0, 2 FROM generate_series(0, 1) g; "
	    "INSERT INTO export_content (export_id, number, bytes) "
	    "VALUES (821, 1, 'ab'), (822, 1, 'cd'); "
	    "SET session_replication_role = origin");
}

/* What staff of either programme set up for Ashby. */
static void
add_sets(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO monthly_set (id, programme_id, organisation_id, "
	    "tables, readers, purpose, day, next_on, made_by, "
	    "made_by_name) OVERRIDING "
	    "SYSTEM VALUE SELECT 821 + g, 1 + g, 9002, '{progress}', "
	    "'partner', CASE g WHEN 1 THEN 'Hidden words' ELSE 'To plan' END, "
	    "1, today() + 9, 31 + g, 'Sam' FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

/* Of either programme's staff. */
static void
add_tokens(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO api_token (id, programme_id, reader, tables, name, "
	    "recipient, purpose, prefix, token_hash, made_by, maker, "
	    "expires_on) "
	    "OVERRIDING SYSTEM VALUE SELECT 821 + g, 1 + g, 'staff', "
	    "'{days}', CASE g WHEN 1 THEN 'Hidden words' ELSE 'Warehouse' "
	    "END, 'Team', 'To plan', 'waymark_01234567', "
	    "sha256(g::text::bytea), 31 + g, 'Staff', today() + 1 "
	    "FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

/* The support of Mary's ASYE, which falls short, and of Tom's. */
static void
add_support(void)
{
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM support_ledger WHERE asye_id IN (701, 702); "
	    "INSERT INTO support_ledger (id, asye_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, weeks, weeks_entered, "
	    "promised_sessions, gap, gap_since) OVERRIDING SYSTEM VALUE "
	    "SELECT a.id + 140, a.id, a.enrolment_id, a.person_id, "
	    "a.programme_id, a.employer_id, 8, 8, 8, '{sessions}', "
	    "'2026-06-01' FROM asye a WHERE a.id IN (701, 702); "
	    "INSERT INTO support_answer (id, ledger_id, asye_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, words, "
	    "again_on, by_id) OVERRIDING SYSTEM VALUE SELECT l.asye_id - 699, "
	    "l.id, l.asye_id, l.enrolment_id, l.person_id, l.programme_id, "
	    "l.organisation_id, CASE l.asye_id WHEN 702 THEN 'Hidden words' "
	    "ELSE 'Asked' END, '2026-06-10', 31 FROM support_ledger l "
	    "WHERE l.asye_id IN (701, 702); "
	    "INSERT INTO check_in (id, person_id, note) OVERRIDING SYSTEM "
	    "VALUE VALUES (591, 2, 'Well'), (592, 6, 'Hidden words'); "
	    "SET session_replication_role = origin");
}

/* A finding of each programme, in hand, with a cause and an action; and what
 * somebody said of themself, which nobody reads. */
static void
add_findings(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO equity_finding (id, programme_id, outcome, "
	    "characteristic, of, against, title, state, seen_by, owner_id, "
	    "review_on) OVERRIDING SYSTEM VALUE SELECT 841 + g, 1 + g, "
	    "'withdrawn', 'sex', 'Men', 'Women', CASE g WHEN 1 THEN "
	    "'Hidden words' ELSE 'Men leave' END, 'in_hand', 31 + g, 31 + g, "
	    "'2026-12-01' FROM generate_series(0, 1) g; "
	    "INSERT INTO equity_cause (id, finding_id, programme_id, cause, "
	    "test, by_id) OVERRIDING SYSTEM VALUE SELECT 841 + g, 841 + g, "
	    "1 + g, 'Rotas', 'Ask', 31 + g FROM generate_series(0, 1) g; "
	    "INSERT INTO equity_action (id, finding_id, programme_id, what, "
	    "owner_id, due_on) OVERRIDING SYSTEM VALUE SELECT 841 + g, "
	    "841 + g, 1 + g, 'Ask', 31 + g, '2026-12-01' "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO equality.answer (person_id, question, choice, "
	    "own_words) SELECT i, 'ethnicity', 'other', 'Hidden words' "
	    "FROM unnest('{1,3,6}'::bigint[]) i; "
	    "SET session_replication_role = origin");
}

/* The world is made anew for each form, and the sequences go on: none may
 * meet an id that is given by hand. */
static void
count_far_from_the_ids_given_here(void)
{
	owner_does("SELECT setval(format('%I.%I', schemaname, "
	    "sequencename)::regclass, 100000) FROM pg_sequences "
	    "WHERE data_type = 'bigint'::regtype "
	    "AND coalesce(last_value, 0) < 100000");
}

static void
make_whole_world(void **state)
{
	asye_world(state);
	count_far_from_the_ids_given_here();
	add_finding();
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (40, 'No', 'Role', 'no@a.org'); "
	    "INSERT INTO role_held (person_id, role, during) VALUES "
	    "(40, 'educator', '[2026-01-01,2026-06-15)'); "
	    "SET session_replication_role = replica; "
	    "INSERT INTO placement_day (id, placement_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, on_date, halves, kind, "
	    "did) OVERRIDING SYSTEM VALUE VALUES (20601, 206, 106, 6, 2, 9002, "
	    "'2026-06-01', 2, 'attended', 'Hidden words'); "
	    "SET session_replication_role = origin; "
	    "INSERT INTO post.letter (id, person_id, address, subject, body) "
	    "OVERRIDING SYSTEM VALUE VALUES (301, 2, 'a@b', 'One', 'Text'), "
	    "(302, 6, 'a@b', 'Two', 'Text'); "
	    "INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, ends_on) VALUES "
	    "(102, 2, 1, 2, 'extended', '2026-06-15', 'caring', "
	    "'2027-08-31'), (106, 6, 2, 2, 'extended', '2026-06-15', "
	    "'caring', '2027-08-31'); "
	    "INSERT INTO import (id, programme_id, cohort_id, file_name, "
	    "uploaded_by) OVERRIDING SYSTEM VALUE VALUES "
	    "(401, 1, 1, 'a.csv', 31), (402, 2, 3, 'b.csv', 32); "
	    "INSERT INTO import_row (import_id, programme_id, row_number, "
	    "state, cells, problems) SELECT i, i - 400, 2, 'failing', "
	    "ARRAY['Ada', 'Byron', 'ada', '', '', 'ZZ02', ''], "
	    "ARRAY['email', 'It has no @', 'Type it'] "
	    "FROM generate_series(401, 402) i");
	owner_does("INSERT INTO workbook (id, person_id, file_name, path, "
	    "fields) OVERRIDING SYSTEM VALUE VALUES (411, 31, 'a.xlsx', "
	    "'/imports/new', 'cohort=1'), (412, 32, 'b.xlsx', '/imports/new', "
	    "'cohort=3')");
	add_concerns();
	add_adjustments();
	add_post();
	add_resets();
	add_matching();
	add_modules();
	add_register();
	add_quality();
	add_guides();
	add_settings();
	add_documents();
	add_files();
	add_skills();
	add_asyes();
	add_timetables();
	add_moderation();
	add_evidence();
	add_reflections();
	add_feedback();
	add_claims();
	add_exports();
	add_sets();
	add_tokens();
	add_support_plans();
	add_support();
	add_findings();
}

static int
whole_world(void **state)
{
	open_world(state);
	if (!world_back("whole")) {
		make_whole_world(state);
		world_keep("whole");
	}
	return (0);
}

/* "/imports/#/rows/#/put-back" is "/imports/401/rows/2/put-back". */
static const char *
address(const char *pattern, bool own)
{
	static char	path[100];
	size_t		n = 0, filled = 0;

	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p == '$') {
			n += (size_t)sprintf(path + n, "%064d", 0);
			continue;
		}
		if (*p == '*')
			n += (size_t)sprintf(path + n, "days");
		if (*p != '#' && *p != '*')
			path[n++] = *p;
		if (*p != '#')
			continue;
		for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
			if (filled == 0 && strncmp(pattern, things[i].begins,
			    strlen(things[i].begins)) == 0)
				n += (size_t)sprintf(path + n, "%ld", own ?
				    things[i].own : things[i].other);
		if (filled++ > 0)
			path[n++] = '2';
	}
	path[n] = '\0';
	return (path);
}

static enum status
ask_as(int person, enum method method, const char *path)
{
	sign_in_as(person);
	if (method == GET)
		return (ask(path));
	if (person != 0)
		return (send_form(path, ""));
	if (ask("/sign-in") != OK)
		fail_msg("the sign-in page is not there");
	keep_fields("/sign-in");
	return (send_kept(path, ""));
}

static const struct expected *
expected_of(const struct route *r)
{
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		if (expected[i].method == r->method &&
		    strcmp(expected[i].path, r->path) == 0)
			return (&expected[i]);
	fail_msg("%s %s is not in the table of this test",
	    r->method == GET ? "GET" : "POST", r->path);
	return (NULL);
}

static void
must(bool holds, const char *what, const char *path, int person)
{
	if (!holds)
		fail_msg("%s: %s, for person %d", path, what, person);
}

static void
check_headers(const char *path, int person)
{
	static const struct { const char *name, *value; } wanted[] = {
		{ "content-security-policy", "default-src 'none'" },
		{ "content-security-policy", "frame-ancestors 'none'" },
		{ "content-security-policy", "form-action 'self'" },
		{ "x-content-type-options", "nosniff" },
		{ "referrer-policy", "same-origin" },
		{ "cross-origin-opener-policy", "same-origin" },
		{ "cache-control", "no-store" },
	};
	const char	*value;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		value = answer_header(wanted[i].name);
		if (strcmp(path, "/api/v1/openapi.json") == 0 &&
		    strcmp(wanted[i].name, "cache-control") == 0)
			continue;	/* it is everybody's */
		if ((strncmp(path, "/give-feedback", 14) == 0 ||
		    strncmp(path, "/sign-observation", 17) == 0) &&
		    strcmp(wanted[i].name, "referrer-policy") == 0) {
			must(strcmp(value, "no-referrer") == 0, "a referrer",
			    path, person);
			continue;
		}
		must(value != NULL && strstr(value, wanted[i].value) != NULL,
		    wanted[i].name, path, person);
	}
}

/* Each form that is sent by POST is guarded. */
static void
check_forms(const char *path, int person)
{
	const char	*at = page_text(), *end, *csrf;

	for (; (at = strstr(at, "<form ")) != NULL; at = end) {
		end = strstr(at, "</form>");
		must(end != NULL, "a form is not closed", path, person);
		if (memmem(at, strcspn(at, ">"), "method=\"post\"", 13) == NULL)
			continue;
		csrf = strstr(at, "name=\"csrf\" value=\"");
		must(csrf != NULL && csrf < end && csrf[19] != '"',
		    "a form has no token", path, person);
	}
}

static void
check_page_of(const char *path, int person)
{
	must(page_has("<!doctype html>\n<html lang=\"en\""), "no language",
	    path, person);
	must(page_count("<title>") == 1 && !page_has("<title> -"),
	    "not one title", path, person);
	must(page_count("<h1") == 1, "not one h1", path, person);
	must(page_count("<main ") == 1, "not one main", path, person);
	must(!page_has(" style=") && !page_has("javascript:") &&
	    !page_has(" onclick="), "a script or a style in the page", path,
	    person);
	must(!page_has("Hidden words"), "words of somebody else", path,
	    person);
	check_forms(path, person);
}

static void
check_route(const struct route *r, int role, bool own)
{
	const char	*path = address(r->path, own);
	enum status	 wanted = (enum status)expected_of(r)->answers[
			    2 * role + (own ? 0 : 1)];
	enum status	 got = ask_as(people[role], r->method, path);

	if (got != wanted)
		fprintf(stderr, "%s %s as person %d: %d, not %d\n",
		    r->method == GET ? "GET" : "POST", path, people[role], got,
		    wanted);
	assert_answer(wanted, got);
	check_headers(path, people[role]);
	if (got == SEE_OTHER)
		must(page_text()[0] == '\0', "words with a redirect", path,
		    people[role]);
	else if (strncmp(page_text(), "<!doctype", 9) == 0)
		check_page_of(path, people[role]);
}

static void
test_every_route_answers_each_role_as_the_table_says(void **state)
{
	size_t	n = 0;

	for (const struct route *r = routes; r->path != NULL; r++, n++)
		for (int role = 0; role < ROLES; role++) {
			check_route(r, role, true);
			if (strchr(r->path, '#') != NULL)
				check_route(r, role, false);
		}
	assert_int_equal(n, sizeof(expected) / sizeof(*expected));
}

/* The same form in a new world, when it was taken in the last. */
static const struct place *
in_a_new_world(void *place)
{
	whole_world(NULL);
	sign_in_as(((struct place *)place)->person);
	if (ask(((struct place *)place)->page) != OK ||
	    page_form(((struct place *)place)->action) == NULL)
		return (NULL);
	return (place);
}

static bool
has_form(struct place *p)
{
	for (int role = 0; role < ROLES; role++) {
		p->person = people[role];
		sign_in_as(p->person);
		if (p->person != 0 && ask(p->page) == OK &&
		    page_form(p->action) != NULL)
			return (true);
	}
	return (false);
}

/* What a page must be asked for to show its form. */
static const char *
query_for(const char *path)
{
	static const char *const	asked[][2] = {
		{ "/placements/#/educators/check", "?educator=501&"
		    "duty=onsite_supervisor&from=2026-07-01" },
		{ "/concerns/#/next", "?step=reviewed" },
		{ "/support-plans/#/next", "?step=reviewed" },
		{ "/adjustments/#/next", "?step=agreed" },
		{ "/asye/#/changes/new", "?kind=delay" },
		{ "/asye/#/steps/new", "?change=withdrawn" },
		{ "/filters/new", "?path=/cohorts/1&query=state%3Dpaused" },
	};

	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		if (strcmp(asked[i][0], path) == 0)
			return (asked[i][1]);
	return ("");
}

/* Forms that this world does not show: those of signing in, which
 * test_bad_input fills in, and those that follow on something done before,
 * which the tests of their pages do. */
static bool
is_tried_elsewhere(const char *path)
{
	static const char *const	paths[] = {
		"/sign-in", "/sign-out", "/choose-password",
		"/sign-in/code", "/sign-in/set-up", "/account/second-step/end",
		"/account/recovery-codes",
		"/suitability/#/next", "/suitability/#/undo", "/exports/#",
		"/days/#/put-back", "/trainees/#/changes/check",
		"/educators/#/put-back", "/educators/#/entries/#/put-back",
		"/placements/#/educators/#/cancel",
		"/modules/#/components/new", "/components/#/release",
		"/modules/#/board/check", "/imports/#/confirm",
		"/imports/#/undo",
		"/matching/#/confirm", "/matching/#/undo",
		"/settings/#/#/check", "/placements/#/changes/check",
		"/placements/#/changes/#/undo",
		"/trainees/#/placements/check", "/units/#/open",
		"/attention/aside", "/trainees/#/number",
		"/filters/#/put-back", "/asye/#/corrections/check",
		"/asye/#/corrections/#/undo",
		"/documents/#/write", "/documents/#/send", "/documents/#/undo",
		"/documents/#/unlock", "/documents/#/withdraw",
		"/documents/#/put-back", "/placements/#/feedback",
		"/feedback-requests/#/remind",
		"/feedback-requests/#/put-back",
		"/feedback-requests/#/discuss",
		"/feedback-requests/#/undiscuss", "/give-feedback/$",
		"/reminders/$",
		"/give-feedback/start", "/give-feedback/consent",
		"/give-feedback/questions/#", "/give-feedback/check",
		"/give-feedback/done", "/give-feedback/later",
		"/give-feedback/decline",
		"/calendar/end", "/asye/#/changes/check", "/asye/changes/#",
		"/support/#", "/support/#/weeks/#/dispute",
		"/support/#/weeks/#/answer", "/support/#/weeks/#/undo",
		"/asye/changes/#/withdraw", "/asye/#/reviews/#/needed",
		"/asye/#/recommend", "/asye/#/recommend/comment",
		"/asye/#/outcome/new", "/asye/#/outcome/next",
		"/asye/#/certificate", "/asye/#/certificate/withdraw",
		"/moderation/new", "/moderation/#/draw",
		"/moderation/#/confirm", "/moderation/#/panels/#/close",
		"/moderation/#/portfolios/#/decide",
		"/files/#/remove", "/files/#/put-back", "/files/#/evidence",
		"/asye/#/evidence/files/#", "/documents/#/observer",
		"/sign-observation/$", "/sign-observation/read",
		"/crosswalk/#/#/#", "/crosswalk/#/#/#/undo/#",
		"/trainees/#/asye/not", "/trainees/#/asye/not/remove",
		"/trainees/#/support-plans/new",
		"/findings/#/close",
		"/data/requests/#", "/data/holds/new", "/data/holds/#",
		"/data/erasures/new", "/programmes/#/close",
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (strcmp(paths[i], path) == 0)
			return (true);
	return (false);
}

static void
test_every_form_takes_no_nonsense(void **state)
{
	struct place	p;
	int		wrong = 0;
	bool		shown;

	for (const struct route *r = routes; r->path != NULL; r++) {
		if (r->method != POST || r->upload)
			continue;
		snprintf(p.action, sizeof(p.action), "%s",
		    address(r->path, true));
		snprintf(p.page, sizeof(p.page), "%s%s",
		    address(r->path, true), query_for(r->path));
		whole_world(state);
		shown = has_form(&p);
		if (shown == is_tried_elsewhere(r->path)) {
			print_error("%s: its form is %sshown here\n", r->path,
			    shown ? "" : "not ");
			wrong++;
		}
		if (shown)
			try_nonsense(&p, in_a_new_world, &p);
	}
	assert_int_equal(wrong, 0);
}

/* What is missing and what is forbidden look the same. */
static void
test_what_is_forbidden_looks_as_if_it_were_not_there(void **state)
{
	size_t	forbidden;

	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask("/days/20601"));
	forbidden = strlen(page_text());
	assert_answer(NOT_FOUND, ask("/days/99999"));
	assert_int_equal(strlen(page_text()), forbidden);
	assert_answer(NOT_FOUND, ask("/cohorts"));
	assert_int_equal(strlen(page_text()), forbidden);
}

/* Nothing but the pages that keep to their own rows may be cached or read. */
static void
test_an_answer_that_is_no_page_has_its_headers_too(void **state)
{
	assert_answer(NOT_FOUND, ask("/nowhere"));
	check_headers("/nowhere", 0);
	check_page_of("/nowhere", 0);
	assert_answer(NOT_ALLOWED, ask("/sign-out"));
	check_headers("/sign-out", 0);
	check_page_of("/sign-out", 0);
	assert_answer(BAD_REQUEST, send_bare("/sign-in", "email=a"));
	check_headers("/sign-in", 0);
	check_page_of("/sign-in", 0);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, whole_world)
	const struct CMUnitTest	tests[] = {
		test(test_every_route_answers_each_role_as_the_table_says),
		test(test_every_form_takes_no_nonsense),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
		test(test_what_is_forbidden_looks_as_if_it_were_not_there),
		test(test_an_answer_that_is_no_page_has_its_headers_too),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
