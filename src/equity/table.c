/* table - what a reader can work out from a published two-way table. */
#include <string.h>

#include "equity/table.h"

int
table_cells(const struct counts *t)
{
	return ((t->rows + 1) * (t->columns + 1));
}

int
table_cell(const struct counts *t, int row, int column)
{
	return (row * (t->columns + 1) + column);
}

bool
is_margin(const struct counts *t, int cell)
{
	return (cell / (t->columns + 1) == t->rows ||
	    cell % (t->columns + 1) == t->columns);
}

void
add_totals(int rows, int columns, int64_t *v)
{
	int	wide = columns + 1;

	for (int i = 0; i < rows; i++) {
		v[i * wide + columns] = 0;
		for (int j = 0; j < columns; j++)
			v[i * wide + columns] += v[i * wide + j];
	}
	for (int j = 0; j <= columns; j++) {
		v[rows * wide + j] = 0;
		for (int i = 0; i < rows; i++)
			v[rows * wide + j] += v[i * wide + j];
	}
}

/* Rows, their total, columns, their total: an inner cell flows from its row to
 * its column; a column's total on to the total of rows, the grand total from
 * there to that of columns, and a row's total back to the row. */
struct ends
cell_ends(const struct counts *t, int cell)
{
	int	i = cell / (t->columns + 1), j = cell % (t->columns + 1),
		column = t->rows + 1 + j;

	if (i < t->rows && j < t->columns)
		return ((struct ends){ i, column });
	if (i < t->rows)
		return ((struct ends){ column, i });
	if (j < t->columns)
		return ((struct ends){ column, t->rows });
	return ((struct ends){ t->rows, column });
}

/* The network of one question; without[cell] is left out. */
struct net {
	const struct counts	*t;
	const struct told	*told;
	int			 without, cells;
	int64_t			 moved[(ROWS_MAX + 1) * (COLUMNS_MAX + 1)];
};

/* How much more a cell can carry along, or against, its way. */
static int64_t
room(const struct net *n, int cell, bool along)
{
	int64_t	v = n->t->v[cell];

	if (along && n->told[cell].most >= COUNT_MOST)
		return (COUNT_MOST);
	if (along)
		return (n->told[cell].most - v - n->moved[cell]);
	return (v - n->told[cell].least + n->moved[cell]);
}

/* A shortest path with room from one node to all: through[node] is the cell by
 * which it is entered, + 1, negative against its way. */
static bool
find_path(const struct net *n, int from, int to, int *through)
{
	int	queue[NODES_MAX], head = 0, tail = 0;
	bool	seen[NODES_MAX] = { false };

	memset(through, 0, NODES_MAX * sizeof(*through));
	seen[from] = true;
	queue[tail++] = from;
	while (head < tail) {
		int	at = queue[head++];

		for (int e = 0; e < n->cells; e++) {
			struct ends	d = cell_ends(n->t, e);
			int		next = d.from == at ? d.to :
					    d.to == at ? d.from : -1;

			if (e == n->without || next < 0 || seen[next] ||
			    room(n, e, d.from == at) <= 0)
				continue;
			seen[next] = true;
			through[next] = d.from == at ? e + 1 : -(e + 1);
			queue[tail++] = next;
		}
	}
	return (seen[to]);
}

static int64_t
push_along(struct net *n, int from, int to, const int *through, int64_t most)
{
	struct ends	d;

	for (int at = to, e; at != from; at = through[at] > 0 ? d.from : d.to) {
		e = (through[at] > 0 ? through[at] : -through[at]) - 1;
		d = cell_ends(n->t, e);
		if (room(n, e, through[at] > 0) < most)
			most = room(n, e, through[at] > 0);
	}
	for (int at = to, e; at != from; at = through[at] > 0 ? d.from : d.to) {
		e = (through[at] > 0 ? through[at] : -through[at]) - 1;
		d = cell_ends(n->t, e);
		n->moved[e] += through[at] > 0 ? most : -most;
	}
	return (most);
}

int64_t
table_flow(const struct counts *t, const struct told *told, int cell, bool up,
    int64_t needed, bool *reached)
{
	struct net	n = { .t = t, .told = told, .without = cell,
			    .cells = table_cells(t) };
	struct ends	d = cell_ends(t, cell);
	int		through[NODES_MAX], from = up ? d.to : d.from,
			to = up ? d.from : d.to;
	int64_t		flow = 0;

	while (flow < needed && find_path(&n, from, to, through))
		flow += push_along(&n, from, to, through, needed - flow);
	if (flow < needed && reached != NULL)
		for (int i = 0; i < NODES_MAX; i++)
			reached[i] = i == from || through[i] != 0;
	return (flow);
}

struct told
table_bounds(const struct counts *t, const struct told *told, int cell)
{
	int64_t	v = t->v[cell], down = v - told[cell].least,
		up = told[cell].most >= COUNT_MOST ? COUNT_MOST :
		    told[cell].most - v;

	up = table_flow(t, told, cell, true, up, NULL);
	return ((struct told){
	    v - table_flow(t, told, cell, false, down, NULL),
	    up >= COUNT_MOST ? COUNT_MOST : v + up });
}
