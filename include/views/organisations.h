#pragma once
/* organisations - what the page of an organisation shows. */
#include "pages/listing.h"
#include "queries.h"

struct organisation_shown {
	const struct organisation	*organisation;
	struct host_team_list		 teams;
	const struct host_team		*team;	/* only this one, or NULL */
	struct hosted_list		 placements;
	struct page_of			 page;
};

const char	*organisation_kind_words(enum organisation_kind);

/* The columns of its table. */
extern const struct listing	hosted_listing;
