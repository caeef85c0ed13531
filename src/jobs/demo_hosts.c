/*
 * The demonstration's hosts: invented trusts and councils, of the kinds and
 * sizes that real ones have.  The demonstration says nothing about a real one.
 */
#include "demo_parts.h"
#include "queries.h"

/* Codes of real trusts are three characters, and none begins with ZX. */
static struct demo_host trusts[TRUSTS] = {
	{ "ZXT01", "Harrowmere and Dale Partnership NHS Foundation Trust", 0,
	    4 },
	{ "ZXT02", "Aldersyke Mental Health NHS Foundation Trust", 0, 3 },
	{ "ZXT03", "Tarnside and Fells Partnership NHS Trust", 0, 2 },
	{ "ZXT04", "Wharnley Health and Care NHS Foundation Trust", 0, 2 },
	{ "ZXT05", "Brackenshaw Partnership NHS Foundation Trust", 1, 3 },
	{ "ZXT06", "Irkdale Mental Health NHS Trust", 1, 2 },
	{ "ZXT07", "Marlow Sands and Wyrevale NHS Foundation Trust", 1, 2 },
	{ "ZXT08", "Pendlebrook Community and Mental Health NHS Trust", 1, 1 },
	{ "ZXT09", "Arrowvale Partnership University NHS Foundation Trust", 2,
	    3 },
	{ "ZXT10", "Corvedale Health and Care NHS Trust", 2, 2 },
	{ "ZXT11", "Soarbrook Mental Health NHS Foundation Trust", 2, 2 },
	{ "ZXT12", "Nenemoor Healthcare NHS Foundation Trust", 2, 1 },
	{ "ZXT13", "Wensumfield and Fens NHS Foundation Trust", 3, 3 },
	{ "ZXT14", "Stourmarsh Partnership NHS Foundation Trust", 3, 2 },
	{ "ZXT15", "Ivelbury Mental Health NHS Trust", 3, 1 },
	{ "ZXT16", "Wandlecross and Beverley Brook NHS Foundation Trust", 4,
	    4 },
	{ "ZXT17", "Lea Marshes Mental Health NHS Foundation Trust", 4, 3 },
	{ "ZXT18", "Quaggybridge NHS Foundation Trust", 4, 2 },
	{ "ZXT19", "Medbourne Downs Partnership NHS Foundation Trust", 5, 3 },
	{ "ZXT20", "Ousehaven Mental Health NHS Foundation Trust", 5, 2 },
	{ "ZXT21", "Itchenvale Healthcare NHS Trust", 5, 1 },
	{ "ZXT22", "Tamarmouth and Moors Partnership NHS Foundation Trust", 6,
	    2 },
	{ "ZXT23", "Paretcombe Mental Health NHS Foundation Trust", 6, 2 },
	{ "ZXT24", "Frome Vale Health and Care NHS Trust", 6, 1 },
};

static struct demo_host councils[COUNCILS] = {
	{ "ZXC01", "Harrowmere", 0, 3 },
	{ "ZXC02", "Aldersyke", 0, 2 },
	{ "ZXC03", "Tarnside", 0, 2 },
	{ "ZXC04", "Wharnley", 0, 1 },
	{ "ZXC05", "Brackenshaw", 1, 3 },
	{ "ZXC06", "Irkdale", 1, 2 },
	{ "ZXC07", "Wyrevale", 1, 2 },
	{ "ZXC08", "Arrowvale", 2, 3 },
	{ "ZXC09", "Corvedale", 2, 2 },
	{ "ZXC10", "Soarbrook", 2, 2 },
	{ "ZXC11", "Wensumfield", 3, 3 },
	{ "ZXC12", "Stourmarsh", 3, 2 },
	{ "ZXC13", "Wandlecross", 4, 3 },
	{ "ZXC14", "Lea Marshes", 4, 2 },
	{ "ZXC15", "Quaggybridge", 4, 2 },
	{ "ZXC16", "Medbourne", 5, 3 },
	{ "ZXC17", "Ousehaven", 5, 2 },
	{ "ZXC18", "Itchenvale", 5, 1 },
	{ "ZXC19", "Tamarmouth", 6, 2 },
	{ "ZXC20", "Paretcombe", 6, 2 },
};

/* NHS England's seven regions, and one of the nine that councils lie in. */
static const char *const trust_regions[AREAS] = {
	"North East and Yorkshire", "North West", "Midlands",
	"East of England", "London", "South East", "South West",
};
static const char *const council_regions[AREAS] = {
	"Yorkshire and The Humber", "North West", "East Midlands",
	"East of England", "London", "South East", "South West",
};

static const char *const trust_teams[] = {
	"Community mental health team, north",
	"Early intervention in psychosis",
	"Crisis resolution and home treatment",
	"Community mental health team, south", "Perinatal mental health",
	"Intensive community support", "Older adults' mental health",
	"Community rehabilitation",
};
static const char *const council_teams[] = {
	"Children in need", "Child protection and court", "Children in care",
	"Early help and family support",
};

struct demo_host *
demo_trusts(void)
{
	return (trusts);
}

struct demo_host *
demo_councils(void)
{
	return (councils);
}

/* What is written of them, in columns. */
struct rows {
	int64_t		 ids[TRUSTS + COUNCILS + 1], hosts[8 * TRUSTS * 2];
	int64_t		 teams[8 * TRUSTS * 2];
	const char	*kinds[TRUSTS + COUNCILS + 1];
	const char	*codes[TRUSTS + COUNCILS + 1];
	const char	*names[TRUSTS + COUNCILS + 1];
	const char	*regions[TRUSTS + COUNCILS + 1];
	const char	*team_names[8 * TRUSTS * 2];
	size_t		 n, nteams;
};

static void
add_row(struct rows *r, int64_t id, const char *kind, const char *code,
    const char *name, const char *region)
{
	r->ids[r->n] = id;
	r->kinds[r->n] = kind;
	r->codes[r->n] = code;
	r->names[r->n] = name;
	r->regions[r->n++] = region;
}

/* A larger host has more teams. */
static void
add_teams(struct rows *r, struct demo_host *host, const char *const *names,
    int nteams)
{
	host->nteams = nteams;
	for (int i = 0; i < nteams; i++) {
		r->teams[r->nteams] = host->teams[i] = (int64_t)r->nteams + 1;
		r->hosts[r->nteams] = host->id;
		r->team_names[r->nteams++] = names[i];
	}
}

static void
add_hosts(struct rows *r, int64_t id)
{
	struct demo_host	*host;

	for (host = trusts; host < trusts + TRUSTS; host++) {
		host->id = id++;
		add_row(r, host->id, "nhs_trust", host->code, host->name,
		    trust_regions[host->area]);
		add_teams(r, host, trust_teams, 2 * host->size);
	}
	for (host = councils; host < councils + COUNCILS; host++) {
		host->id = id++;
		add_row(r, host->id, "local_authority", host->code, host->name,
		    council_regions[host->area]);
		add_teams(r, host, council_teams, 1 + host->size);
	}
	add_row(r, id, "charity", "ZXP01", "Bridgewell", "London");
}

#define INTS(v, count)	((struct int_list){ (v), (count) })
#define TEXTS(v, count)	((struct text_list){ (v), (count) })

int64_t
demo_add_hosts(struct store *store)
{
	struct rows		*r = arena_alloc(store->arena, sizeof(*r));
	struct demo_number	*last = demo_last_organisation(store->db);

	if (last == NULL)
		return (0);
	add_hosts(r, last->n + 1);
	demo_organisations_add(store->db, INTS(r->ids, r->n),
	    TEXTS(r->kinds, r->n), TEXTS(r->codes, r->n), TEXTS(r->names, r->n),
	    TEXTS(r->regions, r->n));
	demo_teams_add(store->db, INTS(r->teams, r->nteams),
	    INTS(r->hosts, r->nteams), TEXTS(r->team_names, r->nteams));
	return (r->ids[r->n - 1]);
}
