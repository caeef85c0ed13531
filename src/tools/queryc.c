/*
 * queryc - compiles annotated SQL to C, without a database.
 *
 *	queryc -h *.sql > queries.h
 *	queryc *.sql > queries.c
 *
 * Above each statement stands its prototype, in a comment:
 *
 *	-- enum day_state(submitted, returned, confirmed)
 *	-- row placement(id int8, host text, ends_on date?)
 *	-- row trainee
 *	--   id    int8
 *	--   name  text
 *
 *	-- many placements_of(trainee_id int8) placement
 *	SELECT ... WHERE trainee_id = :trainee_id;
 *	-- one placement_by_id(id int8) placement
 *	-- exec placement_end(id int8, ends_on date)
 *
 * row	makes struct placement and struct placement_list { v, n }.  A query
 *	answers its row's columns under the same names, in the same order.
 * many	makes a function that answers a list; one, a pointer, NULL when there
 *	is no such row; exec, the number of rows that it touched.
 * enum	makes enum day_state { DAY_STATE_NONE, DAY_STATE_SUBMITTED, ... },
 *	day_state_word() and day_state_from(); NONE is NULL.  It is PostgreSQL's
 *	enum type of that name, and a type for rows and parameters.
 *
 * Types: int8 float8 bool text date timestamptz bytea int8[] text[] and enums.
 * A ? after a type: may be NULL.  A ! after a column's: never NULL here,
 * though the table's column could be.  What stands in parentheses may go on
 * in the next comment line.  :name is a parameter, except in quotes, dollar
 * quotes and comments; :: is a cast.  Each statement ends with a semicolon.
 * A comment that starts with none of these words is a comment.  All files
 * share their names, whatever the order in which they are given.
 */
#include <ctype.h>
#include <err.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 96, ITEMS_MAX = 2000, QUERIES_MAX = 1500, NAME_MAX_ = 60 };

#define NAME_CHARS	"abcdefghijklmnopqrstuvwxyz0123456789_"

static const struct type {
	const char	*sql, *tag, *c, *member;
	const char	*maybe_c, *maybe_member;	/* with a ? */
} types[] = {
	{ "int8", "DB_INT8", "int64_t ", "int8",
	    "struct maybe_int ", "maybe_int" },
	{ "float8", "DB_FLOAT8", "double ", "float8",
	    "struct maybe_real ", "maybe_real" },
	{ "bool", "DB_BOOL", "bool ", "boolean",
	    "struct maybe_bool ", "maybe_bool" },
	{ "text", "DB_TEXT", "const char *", "text" },
	{ "date", "DB_DATE", "struct date ", "date" },
	{ "timestamptz", "DB_MOMENT", "struct moment ", "moment" },
	{ "bytea", "DB_BYTES", "struct bytes ", "bytes" },
	{ "int8[]", "DB_INT8_LIST", "struct int_list ", "int8_list" },
	{ "text[]", "DB_TEXT_LIST", "struct text_list ", "text_list" },
	{ NULL, "DB_ENUM", NULL, "word" },
};

static const char *const keywords[] = {
	"auto", "bool", "break", "case", "char", "const", "continue", "db",
	"default", "do", "double", "else", "enum", "extern", "false", "float",
	"for", "goto", "if", "inline", "int", "long", "register", "restrict",
	"return", "short", "signed", "sizeof", "static", "struct", "switch",
	"true", "typedef", "typeof", "union", "unsigned", "void", "volatile",
	"while", "asm", "each", NULL
};

/* A column, a parameter, or a word of an enum. */
struct field {
	const char		*name, *type_name;
	const struct type	*type;
	bool			 null, sure;
	int			 line;
};

enum kind { ENUM, ROW, MANY, ONE, EXEC };

static const char *const kinds[] = { "enum", "row", "many", "one", "exec" };

static struct item {
	enum kind	 kind;
	const char	*file, *name, *row;
	int		 line;
	struct field	*fields;
	int		 nfields;
	const char	*sql;		/* of a query; up to its semicolon */
	int		 sql_line;
} items[ITEMS_MAX];
static int		 nitems;

static const char	*file;		/* where we are reading */
static const char	*p;
static int		 line;

static void	 refuse(const char *, ...)
		    __attribute__((noreturn, format(printf, 1, 2)));

static void
refuse(const char *fmt, ...)
{
	va_list	ap;

	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* Reading SQL. */

static size_t
until(const char *s, size_t from, const char *end, const char *what)
{
	const char	*found = strstr(s + from, end);

	if (found == NULL)
		refuse("%s that never ends", what);
	return ((size_t)(found - s) + strlen(end));
}

static size_t
comment(const char *s)
{
	size_t	n = 2;

	for (int depth = 1; depth > 0; n++) {
		if (s[n] == '\0')
			refuse("a comment that never ends");
		if (s[n] == '*' && s[n + 1] == '/')
			depth--, n++;
		else if (s[n] == '/' && s[n + 1] == '*')
			depth++, n++;
	}
	return (n);
}

static size_t
escaped_string(const char *s)
{
	size_t	n = 2;

	for (; s[n] != '\''; n++)
		if (s[n] == '\0' || (s[n] == '\\' && s[++n] == '\0'))
			refuse("a quote that never ends");
	return (n + 1);
}

static size_t
dollar_quote(const char *s)
{
	char	tag[NAME_MAX_];
	size_t	n = 1 + strspn(s + 1, NAME_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (isdigit((unsigned char)s[1]))
		refuse("write :name, not $%c", s[1]);
	if (s[n] != '$')
		return (1);
	snprintf(tag, sizeof(tag), "%.*s", (int)n + 1, s);
	return (until(s, n + 1, tag, "a quote"));
}

static bool
is_parameter(const char *s)
{
	return (*s == ':' && (islower((unsigned char)s[1]) || s[1] == '_'));
}

/* The length of what stands next: a quote, a comment, a word, a sign. */
static size_t
lexeme(const char *s)
{
	size_t	n = 0;

	if ((*s == 'E' || *s == 'e') && s[1] == '\'')
		return (escaped_string(s));
	if (*s == '\'')
		return (until(s, 1, "'", "a quote"));
	if (*s == '"')
		return (until(s, 1, "\"", "a quoted name"));
	if (*s == '$')
		return (dollar_quote(s));
	if (strncmp(s, "--", 2) == 0)
		return (strcspn(s, "\n"));
	if (strncmp(s, "/*", 2) == 0)
		return (comment(s));
	if (strncmp(s, "::", 2) == 0)
		return (2);
	if (is_parameter(s))
		return (1 + strspn(s + 1, NAME_CHARS));
	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return (n > 0 ? n : 1);
}

/* Step over n characters, counting lines. */
static void
step(size_t n)
{
	for (; n > 0; n--)
		if (*p++ == '\n')
			line++;
}

/* Reading prototypes. */

static void
skip_blanks(void)
{
	p += strspn(p, " \t\r");
}

/* Space within parentheses may go on in the next comment line. */
static void
skip_space(void)
{
	const char	*next;

	skip_blanks();
	while (*p == '\n') {
		next = p + 1 + strspn(p + 1, " \t");
		if (strncmp(next, "--", 2) != 0)
			return;
		step((size_t)(next - p) + 2);
		skip_blanks();
	}
}

static void
expect(char c)
{
	skip_space();
	if (*p != c)
		refuse("expected %c before \"%.*s\"", c,
		    (int)strcspn(p, "\n"), p);
	p++;
}

static void
expect_end(void)
{
	skip_blanks();
	if (*p != '\n' && *p != '\0')
		refuse("expected the end of the line before \"%.*s\"",
		    (int)strcspn(p, "\n"), p);
}

static const char *
read_word(const char *what)
{
	size_t	 n = strspn(p, NAME_CHARS);
	char	*s = strndup(p, n);

	if (s == NULL)
		err(1, NULL);
	if (n == 0 || isdigit((unsigned char)*p))
		refuse("expected %s before \"%.*s\"", what,
		    (int)strcspn(p, "\n"), p);
	if (n > NAME_MAX_)
		refuse("%s: a name of more than %d characters", s, NAME_MAX_);
	if (s[n - 1] == '_')
		refuse("%s: a name may not end with _", s);
	p += n;
	return (s);
}

/* A word that stands alone in C; those of an enum never do. */
static const char *
read_name(const char *what)
{
	const char	*s = read_word(what);

	for (const char *const *k = keywords; *k != NULL; k++)
		if (strcmp(*k, s) == 0)
			refuse("%s: a word that C or queryc keeps", s);
	return (s);
}

static struct field *
add_field(struct item *it)
{
	struct field	*f = &it->fields[it->nfields];

	if (it->nfields == FIELDS_MAX)
		refuse("%s: more than %d in one list", it->name, FIELDS_MAX);
	*f = (struct field){ .line = line, .name = it->kind == ENUM ?
	    read_word("a word") : read_name("a name") };
	for (int i = 0; i < it->nfields; i++)
		if (strcmp(it->fields[i].name, f->name) == 0)
			refuse("%s: named twice", f->name);
	it->nfields++;
	return (f);
}

static void
read_field(struct item *it)
{
	struct field	*f = add_field(it);
	size_t		 n;

	skip_blanks();
	n = strspn(p, NAME_CHARS "[]");
	if (n == 0)
		refuse("%s: expected its type", f->name);
	if ((f->type_name = strndup(p, n)) == NULL)
		err(1, NULL);
	p += n;
	f->null = *p == '?';
	f->sure = *p == '!';
	if (f->sure && it->kind != ROW)
		refuse("%s: ! is for columns", f->name);
	if (f->null || f->sure)
		p++;
}

static void
read_list(struct item *it)
{
	expect('(');
	skip_space();
	while (*p != ')') {
		if (it->nfields > 0)
			expect(',');
		skip_space();
		if (it->kind == ENUM)
			add_field(it);
		else
			read_field(it);
		skip_space();
	}
	p++;
}

/* One member a line, each line a comment that is indented. */
static void
read_members(struct item *it)
{
	expect_end();
	while (strncmp(p, "\n--  ", 5) == 0 || strncmp(p, "\n--\t", 4) == 0) {
		step(3);
		skip_blanks();
		read_field(it);
		expect_end();
	}
}

static int
kind_of(const char *s)
{
	size_t	n;

	for (int k = 0; k < (int)(sizeof(kinds) / sizeof(*kinds)); k++) {
		n = strlen(kinds[k]);
		if (strncmp(s, "-- ", 3) == 0 &&
		    strncmp(s + 3, kinds[k], n) == 0 && s[3 + n] == ' ')
			return (k);
	}
	return (-1);
}

static struct item *
read_prototype(enum kind kind)
{
	struct item	*it = &items[nitems];

	if (nitems++ == ITEMS_MAX)
		refuse("more than %d prototypes", ITEMS_MAX);
	*it = (struct item){ .kind = kind, .file = file, .line = line };
	if ((it->fields = calloc(FIELDS_MAX, sizeof(*it->fields))) == NULL)
		err(1, NULL);
	p += 3 + strlen(kinds[kind]);
	skip_blanks();
	it->name = read_name("a name");
	skip_blanks();
	if (kind == ROW && *p != '(')
		read_members(it);
	else
		read_list(it);
	skip_blanks();
	if (kind == MANY || kind == ONE)
		it->row = read_name("the name of the row that it answers");
	if (kind <= ROW && it->nfields == 0)
		refuse("%s: nothing in it", it->name);
	expect_end();
	return (it);
}

static void
read_statement(struct item *it)
{
	const char	*start = p;
	char		*sql;

	it->sql_line = line;
	while (*p != ';') {
		if (*p == '\0' || (p[-1] == '\n' && kind_of(p) >= 0)) {
			line = it->sql_line;
			refuse("%s: no ; ends its statement", it->name);
		}
		step(lexeme(p));
	}
	if ((sql = strndup(start, (size_t)(p - start))) == NULL)
		err(1, NULL);
	it->sql = sql;
	p++;
}

/* A file is prototypes, statements and comments. */
static void
read_file(void)
{
	struct item	*open = NULL, *last = NULL;
	int		 kind;

	for (line = 1; *p != '\0';) {
		if (isspace((unsigned char)*p)) {
			step(1);
		} else if ((kind = kind_of(p)) >= 0) {
			if (open != NULL)
				refuse("%s: no statement follows its prototype",
				    open->name);
			last = read_prototype((enum kind)kind);
			if (kind >= MANY)
				open = last;
		} else if (strncmp(p, "--", 2) == 0 ||
		    strncmp(p, "/*", 2) == 0) {
			step(lexeme(p));
		} else if (open != NULL) {
			read_statement(open);
			open = NULL;
		} else if (last != NULL && last->sql != NULL) {
			refuse("a second statement under the prototype of %s",
			    last->name);
		} else
			refuse("a statement without a prototype above it");
	}
	if (open != NULL)
		refuse("%s: no statement follows its prototype", open->name);
}

static char *
text_of(const char *name)
{
	FILE	*f = fopen(name, "r");
	char	*text = NULL;
	size_t	 size = 0;

	if (f == NULL)
		err(1, "%s", name);
	if (getdelim(&text, &size, '\0', f) == -1) {
		if (ferror(f) || text == NULL)
			err(1, "%s", name);
		*text = '\0';		/* an empty file */
	} else if (!feof(f))
		errx(1, "%s: a NUL in it", name);
	fclose(f);
	return (text);
}

/* Checking what was read. */

static struct item *
find(enum kind kind, const char *name)
{
	for (struct item *it = items; it < items + nitems; it++)
		if (it->kind == kind && strcmp(it->name, name) == 0)
			return (it);
	return (NULL);
}

static void
check_type(struct field *f)
{
	const struct type	*t = types;

	line = f->line;
	while (t->sql != NULL && strcmp(t->sql, f->type_name) != 0)
		t++;
	if (t->sql == NULL && find(ENUM, f->type_name) == NULL)
		refuse("%s: unknown type %s", f->name, f->type_name);
	f->type = t;
}

/* Structs and enums share C's tags; functions have names of their own. */
static void
check_unique(const struct item *it)
{
	for (const struct item *o = items; o < it; o++)
		if (strcmp(o->name, it->name) == 0 &&
		    (o->kind >= MANY) == (it->kind >= MANY))
			refuse("%s: already at %s:%d", it->name, o->file,
			    o->line);
}

/* The number of the parameter that stands at s, of n characters; or -1. */
static int
parameter(const struct item *it, const char *s, size_t n)
{
	if (!is_parameter(s))
		return (-1);
	for (int i = 0; i < it->nfields; i++)
		if (strlen(it->fields[i].name) == n - 1 &&
		    strncmp(it->fields[i].name, s + 1, n - 1) == 0)
			return (i);
	refuse("%.*s: not a parameter of %s", (int)n, s, it->name);
}

static void
check_parameters(const struct item *it)
{
	bool	used[FIELDS_MAX] = { false };
	size_t	n;
	int	i;

	line = it->sql_line;
	for (p = it->sql; *p != '\0'; step(n)) {
		n = lexeme(p);
		if ((i = parameter(it, p, n)) >= 0)
			used[i] = true;
	}
	for (i = 0; i < it->nfields; i++) {
		line = it->fields[i].line;
		if (!used[i])
			refuse("%s: a parameter that %s never uses",
			    it->fields[i].name, it->name);
	}
}

static void
check(const struct item *it)
{
	check_unique(it);
	if (it->row != NULL && find(ROW, it->row) == NULL)
		refuse("%s: unknown row %s", it->name, it->row);
	for (int i = 0; i < it->nfields; i++) {
		if (it->kind != ENUM)
			check_type(&it->fields[i]);
		else if (strcmp(it->fields[i].name, "none") == 0)
			refuse("none: stands for NULL in every enum");
	}
	if (it->kind >= MANY)
		check_parameters(it);
}

static void
check_all(void)
{
	int	queries = 0;

	for (struct item *it = items; it < items + nitems; it++) {
		file = it->file;
		line = it->line;
		if (it->kind >= MANY && queries++ == QUERIES_MAX)
			refuse("%s: more than %d queries", it->name,
			    QUERIES_MAX);
		check(it);
	}
}

/* Writing C. */

static void
put_line(const char *where, int number)
{
	printf("#line %d \"%s\"\n", number, where);
}

static void
put_upper(const char *s)
{
	for (; *s != '\0'; s++)
		putchar(toupper((unsigned char)*s));
}

static void
put_type(const struct field *f)
{
	if (f->type->sql == NULL)
		printf("enum %s ", f->type_name);
	else if (f->null && f->type->maybe_c != NULL)
		printf("%s", f->type->maybe_c);
	else
		printf("%s", f->type->c);
}

static void
put_enum(const struct item *it)
{
	put_line(it->file, it->line);
	printf("enum %s { ", it->name);
	put_upper(it->name);
	printf("_NONE");
	for (int i = 0; i < it->nfields; i++) {
		printf(", ");
		put_upper(it->name);
		putchar('_');
		put_upper(it->fields[i].name);
	}
	printf(" };\nextern const struct db_enum %s_enum;\n"
	    "const char *%s_word(enum %s);\n"
	    "enum %s %s_from(const char *);\n\n",
	    it->name, it->name, it->name, it->name, it->name);
}

static void
put_row(const struct item *it)
{
	put_line(it->file, it->line);
	printf("struct %s {\n", it->name);
	for (int i = 0; i < it->nfields; i++) {
		put_line(it->file, it->fields[i].line);
		putchar('\t');
		put_type(&it->fields[i]);
		printf("%s;\n", it->fields[i].name);
	}
	printf("};\nstruct %s_list { struct %s *v; size_t n; };\n\n",
	    it->name, it->name);
}

/* The function's head, as KNF breaks it. */
static void
put_function(const struct item *it, const char *after_type)
{
	if (it->kind == MANY)
		printf("struct %s_list%s", it->row, after_type);
	else if (it->kind == ONE)
		printf("struct %s *%s", it->row, after_type);
	else
		printf("int64_t%s", after_type);
	printf("%s(struct db *db", it->name);
	for (int i = 0; i < it->nfields; i++) {
		printf(", ");
		put_type(&it->fields[i]);
		printf("%s", it->fields[i].name);
	}
	printf(")");
}

static void
put_columns(const struct item *it)
{
	const struct field	*f;

	if (it->nfields == 0)
		return;
	printf("static const struct column %s_%s[] = {\n", it->name,
	    it->kind == ROW ? "columns" : "params");
	for (int i = 0; i < it->nfields; i++) {
		f = &it->fields[i];
		printf("\t{ \"%s\", %s, .null = %d, .sure = %d", f->name,
		    f->type->tag, f->null, f->sure);
		if (it->kind == ROW)
			printf(", .at = offsetof(struct %s, %s)", it->name,
			    f->name);
		if (f->type->sql == NULL)
			printf(", .words = &%s_enum", f->type_name);
		printf(" },\n");
	}
	printf("};\n\n");
}

static void
put_words(const struct item *it)
{
	const char	*e = it->name;

	put_line(it->file, it->line);
	printf("static const char *const %s_words[] = {\n\tNULL,\n", e);
	for (int i = 0; i < it->nfields; i++)
		printf("\t\"%s\",\n", it->fields[i].name);
	printf("\tNULL\n};\n\nconst struct db_enum %s_enum = "
	    "{ \"%s\", %s_words, %d };\n\n", e, e, e, it->nfields + 1);
	printf("const char *\n%s_word(enum %s word)\n{\n"
	    "\treturn (%s_words[word]);\n}\n\n", e, e, e);
	printf("enum %s\n%s_from(const char *word)\n{\n"
	    "\treturn ((enum %s)db_word(&%s_enum, word));\n}\n\n", e, e, e, e);
}

static void
put_c_text(const char *s, size_t n)
{
	for (; n > 0; s++, n--) {
		if (*s == '\n')
			printf("\\n\"\n\t    \"");
		else if (*s == '"' || *s == '\\')
			printf("\\%c", *s);
		else if (*s != '\r')
			putchar(*s);
	}
}

/* The statement as a C string, its :names as $1, $2; without comments. */
static void
put_sql(const struct item *it)
{
	size_t	n;
	int	i;

	printf("\t.sql =\n\t    \"");
	for (p = it->sql; *p != '\0'; p += n) {
		n = lexeme(p);
		if ((i = parameter(it, p, n)) >= 0)
			printf("$%d", i + 1);
		else if (strncmp(p, "/*", 2) == 0)
			putchar(' ');
		else if (strncmp(p, "--", 2) != 0)
			put_c_text(p, n);
	}
	printf("\",\n");
}

static void
put_query(const struct item *it)
{
	put_columns(it);
	printf("static const struct query %s_query = {\n", it->name);
	put_sql(it);
	printf("\t.name = \"%s\", .file = \"%s\", .line = %d,\n",
	    it->name, it->file, it->line);
	if (it->nfields > 0)
		printf("\t.nparams = %d, .params = %s_params,\n", it->nfields,
		    it->name);
	if (it->row != NULL)
		printf("\t.ncolumns = sizeof(%s_columns) / "
		    "sizeof(*%s_columns),\n\t.columns = %s_columns, "
		    ".row = sizeof(struct %s),\n",
		    it->row, it->row, it->row, it->row);
	printf("};\n\n");
}

static void
put_arguments(const struct item *it)
{
	const struct field	*f;

	if (it->nfields == 0) {
		printf("NULL");
		return;
	}
	printf("(const union param[]){\n");
	for (int i = 0; i < it->nfields; i++) {
		f = &it->fields[i];
		printf("\t    { .%s = %s },\n", f->null &&
		    f->type->maybe_member != NULL ? f->type->maybe_member :
		    f->type->member, f->name);
	}
	printf("\t}");
}

static void
put_body(const struct item *it)
{
	static const char *const call[] = {
		[MANY] = "\tstruct %s_list list_;\n\n\tlist_.v = db_rows",
		[ONE] = "\treturn (db_one",
		[EXEC] = "\treturn (db_exec",
	};

	put_line(it->file, it->line);
	put_function(it, "\n");
	printf("\n{\n");
	printf(call[it->kind], it->row);
	printf("(db, &%s_query, ", it->name);
	put_arguments(it);
	printf(it->kind == MANY ? ", &list_.n);\n\treturn (list_);\n}\n\n" :
	    "));\n}\n\n");
}

static void
put_header(void)
{
	const struct item	*it, *end = items + nitems;

	printf("#pragma once\n#include \"core/db.h\"\n\n");
	for (it = items; it < end; it++)
		if (it->kind == ENUM)
			put_enum(it);
	for (it = items; it < end; it++)
		if (it->kind == ROW)
			put_row(it);
	for (it = items; it < end; it++)
		if (it->kind >= MANY) {
			put_line(it->file, it->line);
			put_function(it, it->kind == ONE ? "" : " ");
			printf(";\n");
		}
}

static void
put_source(void)
{
	const struct item	*it, *end = items + nitems;

	printf("#include \"queries.h\"\n\n");
	for (it = items; it < end; it++)
		if (it->kind == ENUM)
			put_words(it);
	for (it = items; it < end; it++)
		if (it->kind == ROW)
			put_columns(it);
	for (it = items; it < end; it++)
		if (it->kind >= MANY) {
			put_query(it);
			put_body(it);
		}
	printf("const struct query *const queries[] = {\n");
	for (it = items; it < end; it++)
		if (it->kind >= MANY)
			printf("\t&%s_query,\n", it->name);
	printf("\tNULL\n};\n");
}

int
main(int argc, char **argv)
{
	bool	 header = argc > 1 && strcmp(argv[1], "-h") == 0;
	char	*text;

	for (argv += 1 + header; (file = *argv) != NULL; argv++) {
		p = text = text_of(file);
		read_file();
		free(text);
	}
	check_all();
	if (header)
		put_header();
	else
		put_source();
	if (fflush(stdout) != 0 || ferror(stdout))
		err(1, "what was to be written");
	return (0);
}
