#pragma once
/* moderation - what the pages of moderation show, and their words. */
#include "pages/list.h"
#include "queries.h"
#include "rules/kappa.h"
#include "views/components.h"

enum {
	CHECKLIST = 6, FIVE_TESTS = 5, QUESTIONS = CHECKLIST + FIVE_TESTS,
	MODERATION_WORDS_MAX = 4000, MODERATION_REASON_MAX = 1000,
	ROUND_NAME_MAX = 80, CAPABILITY_MAX = 500,
	PANEL_VERDICTS = 3, ANSWERS = 3, PORTFOLIO_PARTS = 5
};

struct round_shown {
	const struct moderation_round	*round;
	struct moderation_panel_list	 panels;
	struct moderation_member_list	 members;
	struct panel_portfolio_list	 portfolios;
	struct sampled_portfolio_list	 sample;	/* for who decides */
	int64_t				 waiting, undecided, confirmable;
	bool				 repeated;	/* by our own draw */
};

/* A portfolio as a moderator has it before them. */
struct portfolio_shown {
	const struct moderation_round	*round;
	const struct panel_portfolio	*portfolio;
	struct portfolio_piece_list	 pieces;
	const struct portfolio_recommendation *recommendation;	/* or NULL */
	struct moderation_judgement_list judgements;
};

/* What two panels made of the same question. */
struct agreement {
	const char	*what;
	struct kappa	 linear, quadratic;
	int64_t		 counts[PANEL_VERDICTS * PANEL_VERDICTS];
};

struct agreements {
	const struct moderation_round	*round;
	size_t				 pairs;
	struct agreement		 verdict, tests[FIVE_TESTS];
};

const char	*round_state_words(enum round_state);
const char	*round_state_colour(enum round_state);
/* "Internal panel" */
const char	*panel_kind_words(enum panel_kind);
const char	*panel_kind_hint(enum panel_kind);
const char	*panel_verdict_words(enum panel_verdict);
const char	*panel_verdict_colour(enum panel_verdict);
const char	*asye_result_words(enum asye_result);
/* Of 0 to QUESTIONS - 1: "A", "Consistent"; and the whole question. */
const char	*question_name(size_t);
const char	*question_words(size_t);
const char	*answer_words(const char *answer);
/* "Part 2: up to the three-month review" */
const char	*portfolio_part_words(int64_t part);
/* "Portfolio K4" */
const char	*portfolio_name(struct arena *, const struct panel_portfolio *);
/* A key as sha256sum writes it, the first digits of it. */
const char	*key_words(struct arena *, struct bytes key);
/* 0.62, with two decimals; "-0.10". */
const char	*real_words(struct arena *, double);
/* What is next on a portfolio for whoever is asked. */
const char	*portfolio_waits(const struct panel_portfolio *);

/* "Direct observation 2", "Feedback 1 from a carer", "Reflection 1",
 * "File 3 (PDF, 2 pages)": never a name that somebody gave it. */
const char	*portfolio_piece_title(struct arena *,
		    const struct portfolio_piece *);
bool		 portfolio_part_has(const struct portfolio_shown *,
		    int64_t part);
bool		 portfolio_has_files(const struct portfolio_shown *);
/* Where a piece is read, or downloaded. */
struct url	 portfolio_piece_url(struct arena *,
		    const struct portfolio_shown *,
		    const struct portfolio_piece *);
/* The piece that is read before or after that one: one that has a page. */
const struct portfolio_piece *portfolio_piece_beside(
		    const struct portfolio_shown *,
		    const struct portfolio_piece *, int step);

const struct option	*panel_verdict_options(void);
const struct option	*panel_kind_options(struct arena *,
			    struct moderation_panel_list);
const struct option	*moderator_options(struct arena *,
			    struct free_moderator_list);
const struct option	*round_place_options(struct arena *,
			    struct round_place_list);
