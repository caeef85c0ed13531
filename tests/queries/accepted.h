#pragma once
#include "core/db.h"

#line 4 "./everything.sql"
enum day_state { DAY_STATE_NONE, DAY_STATE_SUBMITTED, DAY_STATE_RETURNED, DAY_STATE_CONFIRMED };
extern const struct db_enum day_state_enum;
const char *day_state_word(enum day_state);
enum day_state day_state_from(const char *);

#line 7 "./everything.sql"
struct everything {
#line 7 "./everything.sql"
	int64_t id;
#line 7 "./everything.sql"
	double share;
#line 7 "./everything.sql"
	bool late;
#line 7 "./everything.sql"
	const char *name;
#line 8 "./everything.sql"
	struct date starts_on;
#line 8 "./everything.sql"
	struct moment seen_at;
#line 8 "./everything.sql"
	struct bytes photo;
#line 8 "./everything.sql"
	struct int_list ids;
#line 9 "./everything.sql"
	struct text_list names;
#line 9 "./everything.sql"
	enum day_state state;
};
struct everything_list { struct everything *v; size_t n; };

#line 11 "./everything.sql"
struct nothing_sure {
#line 12 "./everything.sql"
	struct maybe_int id;
#line 13 "./everything.sql"
	struct maybe_real share;
#line 14 "./everything.sql"
	struct maybe_bool late;
#line 15 "./everything.sql"
	const char *name;
#line 16 "./everything.sql"
	struct date ends_on;
#line 17 "./everything.sql"
	enum day_state state;
};
struct nothing_sure_list { struct nothing_sure *v; size_t n; };

#line 1 "./row.sql"
struct day {
#line 1 "./row.sql"
	int64_t id;
#line 1 "./row.sql"
	enum day_state state;
};
struct day_list { struct day *v; size_t n; };

#line 19 "./everything.sql"
struct everything_list everything_of(struct db *db, int64_t id, double share, bool late, const char *name, struct date starts_on, struct moment seen_at, struct bytes photo, struct int_list ids, struct text_list names, enum day_state state);
#line 30 "./everything.sql"
struct nothing_sure *nothing_of(struct db *db, struct maybe_int id, struct maybe_real share, struct maybe_bool late, const char *name, struct date on_date, enum day_state state);
#line 35 "./everything.sql"
int64_t nothing_happens(struct db *db);
#line 2 "./later.sql"
struct day_list days_in(struct db *db, enum day_state state);
