#pragma once
/*
 * table - what a reader can work out from a published two-way table.
 *
 * A table has rows 0..R-1 and columns 0..C-1 of counts, and its totals: row R
 * and column C.  Cell (i, j) is at i * (C + 1) + j.  Each cell tells the reader
 * an interval of whole numbers, and all of them add up.  The cells are arcs of
 * a network in which the true table is a circulation; how far one can move is a
 * largest flow (Kelly, Golden and Assad 1992; Fischetti and Salazar 1999), and
 * bounds are whole numbers that some table reaches.
 */
#include <stdbool.h>
#include <stdint.h>

/* As good as unbounded. */
#define COUNT_MOST	INT64_C(1000000000)
enum { ROWS_MAX = 24, COLUMNS_MAX = 24 };

struct counts { int rows, columns; const int64_t *v; };

/* What is told of a cell: from least to most. */
struct told { int64_t least, most; };

int		table_cells(const struct counts *);
int		table_cell(const struct counts *, int row, int column);
bool		is_margin(const struct counts *, int cell);
/* Fills the totals of v from its inner cells. */
void		add_totals(int rows, int columns, int64_t *v);

/* What the reader knows of one cell in the end. */
struct told	table_bounds(const struct counts *, const struct told *,
		    int cell);

/* The largest flow from one end of a cell to the other, other cells moving
 * within what is told of them, until it is as much as needed.  up: the way that
 * lets the cell grow.  reached marks the nodes that a further unit would come
 * to, when it falls short; NULL is not asked. */
int64_t		table_flow(const struct counts *, const struct told *,
		    int cell, bool up, int64_t needed, bool *reached);

/* The nodes between which a cell flows, below NODES_MAX. */
enum { NODES_MAX = ROWS_MAX + COLUMNS_MAX + 2 };
struct ends	{ int from, to; };
struct ends	cell_ends(const struct counts *, int cell);
