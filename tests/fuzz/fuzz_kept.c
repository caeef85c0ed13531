/* Any bytes as what is kept outside the database and believed when it comes
 * back: a line of the erasures, and the JSON of a backup's manifest. */
#include "core/arena.h"
#include "core/db.h"
#include "harness.h"
#include "jobs/backup.h"
#include "jobs/ledger.h"
#include "queries.h"

static void
try_line(struct arena *a, char *line)
{
	struct erasure_entry	e;

	if (!ledger_read(a, line, &e))
		return;
	require(e.id > 0 && e.person_id > 0 && e.programme_id > 0);
	require(e.classes.n > 0 && e.classes.n <= 32);
	for (size_t i = 0; i < e.classes.n; i++)
		require(*e.classes.v[i] != '\0');
}

/* What is read is what would be written. */
static void
try_manifest(struct arena *a, const char *text)
{
	struct manifest	m, again;

	if (!manifest_read(a, text, &m))
		return;
	require(m.n > 0 && m.point != NULL && m.admin != NULL);
	require(manifest_read(a, manifest_text(a, &m), &again));
	require(again.n == m.n && again.rows == m.rows);
	require(strcmp(again.point, m.point) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	char			*text = as_string(data, n);

	try_manifest(&arena, text);
	try_line(&arena, text);
	free(text);
	arena_reset(&arena);
	return (0);
}
