#pragma once
/*
 * settings - a setting of a programme with its versions, a change of it, and
 * whom that would concern.
 */
#include "core/request.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/settings.h"

enum { SETTING_REASON_MAX = 1000 };

struct setting_entry {
	const struct setting_line	*line;
	struct setting_kind		 kind;
	struct setting_version_list	 versions;	/* the latest first */
	const struct setting_span	*spans;		/* that stand */
	size_t				 nspans;
};

/* A setting of a programme of mine; NULL when it is not. */
struct setting_entry	*setting_asked(struct request *, int64_t programme,
			    int64_t id);
struct setting_kind	 setting_kind_of(const struct setting_line *);
/* The value on a day. */
int64_t		 setting_value_on(const struct setting_entry *, struct date);
const char	*setting_value_words(struct arena *,
		    const struct setting_line *, int64_t);
/* Why a value from a day, until another if that is set, would keep something
 * for longer than what it stands on, in words; NULL: it would not. */
const char	*setting_kept_short(struct request *,
		    const struct setting_entry *, int64_t becomes,
		    struct date from, struct date until);
/* Of today: the programme's own, or the national default. */
int64_t		 setting_held(const struct setting_line *);
/* "24 months", "The national default, 24 months" */
const char	*setting_version_words(struct arena *,
		    const struct setting_line *, struct maybe_int);
/* "Holds now", "To come", "Ended", "Taken back by Sam Hall on ..." */
const char	*setting_version_state(const struct request *,
		    const struct setting_version *);
bool		 setting_to_come(const struct request *,
		    const struct setting_version *);

struct setting_change {
	const struct setting_entry	*entry;
	bool				 national;	/* the default again */
	int64_t				 was, becomes;
	struct date			 from, until;	/* or no `until` */
};

/* Somebody or something that a change concerns. */
struct affected {
	const char	*name;
	struct url	 href;
	const char	*was, *becomes;
};

struct setting_effect {
	const char	*finding;	/* a sentence; NULL: none counted */
	const char	*who;		/* heads their names: "Trainee" */
	struct affected	*v;
	size_t		 n, room;
	bool		 more;		/* than were looked at */
};

/* What a change would do, as things stand today. */
void		 setting_effect_of(struct request *,
		    const struct setting_change *, struct setting_effect *);

/* For the functions that find it, one or more a setting. */
void		 effect_add(struct arena *, struct setting_effect *,
		    struct affected);
/* "3 trainees stand differently", "1 trainee stands differently" */
const char	*effect_count(struct arena *, const struct setting_effect *,
		    const char *one, const char *many);
void		 effect_on_educators(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_registrations(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_results(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_attendance(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_components(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_resits(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_standings(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_logging(struct request *,
		    const struct setting_change *, struct setting_effect *);
void		 effect_on_access(struct request *,
		    const struct setting_change *, struct setting_effect *);
