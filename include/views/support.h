#pragma once
/* support - what the pages of the support ledger show. */
#include "charts/bars.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/support.h"

/* A ledger: its weeks, its gap in words or "", and what is done about it. */
struct support_shown {
	const struct support_ledger	*ledger;
	struct support_week_list	 weeks;
	struct page_of			 page;
	const struct support_week	*latest;	/* to enter, or NULL */
	const char			*gap;
	struct support_answer_list	 answers;
	int64_t				 to_confirm, to_answer;
	bool				 any_missed;	/* of this page */
};

/* A week of it, and what whoever asks may do. */
struct support_week_shown {
	const struct support_ledger	*ledger;
	const struct support_week	*week;
	struct support_entry_list	 entries;
	const struct support_entry	*dispute;	/* standing */
	const struct support_entry	*stood_by;
	bool				 enters, confirms, disputes, answers;
	bool				 undoes;
};

/* What is asked of a week: five amounts. */
enum { SUPPORT_FIELDS = 5 };
struct support_field { enum support_item item; const char *name, *label; };

/* The fifth is induction while there is one, and observations after it. */
const struct support_field *support_fields(const struct support_week *);
struct support_pair	 support_pair_of(const struct support_week *,
			    enum support_item);
/* "1 of 1 session" */
const char		*support_of_words(struct arena *, enum support_item,
			    struct support_pair);
/* "Week of 8 June 2026" */
const char		*support_week_words(struct arena *,
			    const struct support_week *);
/* "1 session, 45 minutes; 3 hours of protected time; 13 people" */
const char		*support_said_words(struct arena *,
			    const struct support_week *);
const char		*support_state_words(enum support_state);
const char		*support_step_words(struct arena *,
			    const struct support_entry *);
/* What is promised of a field, and what is signed, as its hint says it. */
const char		*support_hint(struct arena *,
			    const struct support_week *, enum support_item);

struct support_report_shown {
	struct support_organisation_list organisations;
	struct page_of			 page;
	struct bars_chart		 chart;		/* n 0: of too few */
	struct check_in_sum_list	 check_ins;
};
/* "83%", "Too few" */
const char		*support_share_words(struct arena *,
			    struct maybe_int given,
			    struct maybe_int promised);

/* Check-ins: one's own, or those that others show. */
enum { CHECK_IN_NOTE_MAX = 2000 };
struct check_ins_shown {
	struct check_in_list	mine;
	struct page_of		page;
};
const char		*check_in_reader_words(enum check_in_reader);
/* "14 on the caseload, 5 of them complex; 6 hours over" */
const char		*check_in_words(struct arena *,
			    const struct check_in *);
