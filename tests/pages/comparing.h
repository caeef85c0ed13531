#pragma once
/*
 * comparing - holds the rule that counts evidence and the database that counts
 * it too against each other, for every ASYE that there is.
 *
 * The owner writes a line for each minimum of each ASYE: what is asked, the
 * numbers of the database, and the facts, apart by semicolons.
 */
#include <stdio.h>

#include "pages.h"
#include "rules/asye_minimums.h"

#define COMPARED "SELECT string_agg(line, E'\\n') FROM (SELECT concat_ws(" \
	"'|', a.id, array_position(enum_range(NULL::evidence_kind), "	\
	"m.evidence), m.at_least, m.by_registered, m.by_assessor, "	\
	"array_to_string(m.must_include, ','), "			\
	"array_to_string(m.at_months, ','), n.need, n.have, n.more, "	\
	"(SELECT string_agg(concat_ws(',', e.counts::int, "		\
	"e.by_registered::int, e.by_assessor::int, "			\
	"coalesce(e.detail, '-'), coalesce(e.month, -1)), ';' "		\
	"ORDER BY md5(e.item_id::text)) FROM asye_evidence e "		\
	"WHERE e.asye_id = a.id AND e.kind = m.evidence)) AS line "	\
	"FROM asye a JOIN framework_minimum m "				\
	"ON m.framework_id = a.framework_id "				\
	"JOIN LATERAL asye_minimums(a.id) n ON n.evidence = m.evidence) x"

enum { FACTS_MOST = 400 };

static int
split(char *s, char by, char **parts, int most)
{
	int	n = 0;

	while (n < most) {
		parts[n++] = s;
		s = strchr(s, by);
		if (s == NULL)
			break;
		*s++ = '\0';
	}
	return (n);
}

static struct minimum
minimum_written(char *const *part)
{
	struct minimum	m = { .kind = (enum minimum_of)atoi(part[1]),
			    .at_least = atoi(part[2]),
			    .by_registered = atoi(part[3]),
			    .by_assessor = atoi(part[4]) };
	char		*words[MOST_ASKED];

	if (*part[5] != '\0') {
		m.sorts = (size_t)split(part[5], ',', words, MOST_ASKED);
		for (size_t i = 0; i < m.sorts; i++)
			m.sort[i] = words[i];
	}
	if (*part[6] != '\0') {
		m.months = (size_t)split(part[6], ',', words, MOST_ASKED);
		for (size_t i = 0; i < m.months; i++)
			m.month[i] = atoi(words[i]);
	}
	return (m);
}

static size_t
facts_written(char *s, enum minimum_of kind, struct evidence_fact *f)
{
	char	*item[FACTS_MOST], *part[5];
	int	 n = split(s, ';', item, FACTS_MOST);

	for (int i = 0; i < n; i++) {
		assert_int_equal(split(item[i], ',', part, 5), 5);
		f[i] = (struct evidence_fact){ kind, *part[0] == '1',
		    *part[1] == '1', *part[2] == '1', part[3],
		    atoi(part[4]) };
	}
	return ((size_t)n);
}

/* How many lines were compared; the first that differs fails the test. */
static int
compare_minimums(void)
{
	static struct evidence_fact	f[FACTS_MOST];
	struct arena			a = { 0 };
	char				*line = arena_strdup(&a,
					    owner_reads(COMPARED)), *next;
	char				*part[11];
	struct minimum			 m;
	struct minimum_standing		 s;
	size_t				 n;
	int				 lines = 0;

	for (; line != NULL && *line != '\0'; line = next, lines++) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		n = (size_t)split(line, '|', part, 11);
		m = minimum_written(part);
		n = n < 11 ? 0 : facts_written(part[10], m.kind, f);
		s = minimum_standing(&a, &m, f, n, true);
		if (s.need != atoi(part[7]) || s.have != atoi(part[8]) ||
		    s.more != atoi(part[9]))
			fail_msg("ASYE %s, kind %s: %d, %d, %d by the rule; "
			    "%s, %s, %s by the database", part[0], part[1],
			    s.need, s.have, s.more, part[7], part[8],
			    part[9]);
	}
	arena_release(&a);
	return (lines);
}
