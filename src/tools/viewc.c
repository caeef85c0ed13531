/*
 * viewc - compiles HTML views to C.
 *
 *	viewc -h a.html b.html ... > views.h	what other files may call
 *	viewc a.html > a.c			the functions of one file
 *
 * A line whose first character but spaces is % is C, copied as it stands, save
 * for three words of ours.  Every other line is HTML.
 *
 *	% view name(parameters)		begins a function name(o, parameters)
 *	% frame name(parameters)	begins a view that wraps other HTML,
 *	% body				which goes here
 *	% name(arguments) {		wraps what follows in a frame, until
 *	% }				the frame's block ends
 *
 *	{{ expression }}		writes a value
 *	{{> name(arguments) }}		calls a view; only between tags
 *	attr?="a {{ b }} c"		an attribute that is left out, whole,
 *					when its values write nothing
 *
 * An expression may be any C, over several lines.  A frame's arguments are
 * evaluated twice.
 *
 * The place of a value chooses its writer, and the value's type must suit it:
 * between tags put_text(), in an attribute put_attr(), inside a tag put_flag(),
 * at the start of an attribute that holds an address put_url(), later in such
 * an attribute put_query().  Refused are: values in comments, in srcset and in
 * the content of a meta; single and missing quotes; addresses that do not begin
 * with a value, # or ?, one slash, https://, mailto: or tel:, and values behind
 * https://; attributes on*, style and srcdoc; what stands in a script; elements
 * that our pages never need and that change how markup is read (RARE).
 *
 * A % line stands between tags, so HTML is followed in runs that no % line
 * interrupts.  Elements are followed through the whole view: all but void ones
 * are closed, in order.  What a block of C opens it closes, or else a later
 * block that begins with the same words does: "% if (x) {" twice, and x must
 * be the same both times.  So return and goto are refused, and break and
 * continue where elements are open that the loop opened.  A block has braces.
 *
 * White space between tags shrinks to one line break or one space, except
 * within pre and textarea.  A line break is written before a line, not behind
 * it, so that a view does not end with one.  Comments are not written.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <err.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define VOID	"area br col hr img input link meta source track wbr"
#define RARE	"animate applet base embed frame frameset iframe math " \
		"noembed noframes noscript object param plaintext set style " \
		"template xmp"
#define URLS	"action background cite data formaction href longdesc " \
		"manifest ping poster src xlink:href"
#define UNSAFE	"srcset imagesrcset srcdoc style"

enum { DEPTH = 64, WORDS = 512 };

/* A block of C that is open, by the words before its {; those of an else
 * follow the words of the branches before it, each on a line. */
struct block { const char *words; int elements; };

struct element {
	char		 name[32];
	int		 line, nblocks;
	struct block	 blocks[DEPTH];	/* those it was opened in */
};

static const char	*file, *p;	/* p: what is read next */
static int		 line;
static bool		 header, first;	/* first: no HTML in this view yet */
static char		 view[64], params[1024];
static enum { OUTSIDE, VIEW, FRAME, FRAME_END } inside;
static struct element	 elements[DEPTH];
static struct block	 blocks[DEPTH];
static int		 nelements, nblocks;
static char		 words[WORDS];	/* C since the last { } or ; */
static int		 nparens;	/* that are open in them */
static char		 run[4096];	/* HTML to be written as one string */
static size_t		 nrun;

static void	 fail(const char *, ...)
		    __attribute__((noreturn, format(printf, 1, 2)));

static void
fail(const char *fmt, ...)
{
	va_list	 ap;

	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static bool
among(const char *list, const char *name)
{
	size_t	 n = strlen(name);

	for (; *list != '\0'; list += strcspn(list, " "), list += *list == ' ')
		if (strcspn(list, " ") == n && !strncasecmp(list, name, n))
			return (true);
	return (false);
}

/* What has been read is behind us: keep count of lines. */
static void
pass(size_t n)
{
	for (; n > 0; n--)
		line += *p++ == '\n';
}

static bool
pass_space(void)
{
	const char	*start = p;

	pass(strspn(p, " \t\n\v\f\r"));	/* what isspace() takes */
	return (memchr(start, '\n', p - start) != NULL);
}

/* Copy a name; an empty or overlong one is refused. */
static void
pass_name(char *name, size_t size, const char *what)
{
	size_t	 n = 0;

	while (isalnum((unsigned char)p[n]) || (p[n] != '\0' && n > 0 &&
	    strchr("-_:.", p[n]) != NULL))
		n++;
	if (n == 0 || n >= size)
		fail("%s begins with a letter and has fewer than %zu", what,
		    size);
	snprintf(name, size, "%.*s", (int)n, p);
	pass(n);
}

static void
flush(void)
{
	if (nrun == 0)
		return;
	printf("out_raw(o, \"");
	for (size_t i = 0; i < nrun; i++) {
		if (run[i] == '\n')
			printf("\\n");
		else if (run[i] == '"' || run[i] == '\\')
			printf("\\%c", run[i]);
		else
			putchar(run[i]);
	}
	printf("\", %zu);\n", nrun);
	nrun = 0;
}

static void
print(const char *s)
{
	for (; *s != '\0'; s++) {
		if (nrun == sizeof(run))
			flush();
		run[nrun++] = *s;
	}
}

/* HTML that goes as it stands. */
static void
copy(size_t n)
{
	for (; n > 0; n--) {
		print((char[]){ *p, '\0' });
		pass(1);
	}
}

/* Behind a string, a character or a comment of C; 1 for anything else. */
static size_t
skip_c(const char *s)
{
	const char	*end = s + 1;

	if (!strncmp(s, "/*", 2))
		return ((end = strstr(s + 2, "*/")) ? end + 2 - s : 1);
	if (!strncmp(s, "//", 2))
		return (strcspn(s, "\n"));
	if (*s != '"' && *s != '\'')
		return (1);
	while (*end != *s && *end != '\0' && *end != '\n')
		end += *end == '\\' && end[1] != '\0' ? 2 : 1;
	return (end + (*end == *s) - s);
}

/* p is behind {{: pass }} and answer the expression between them. */
static const char *
expression(int *n)
{
	const char	*start, *end;
	int		 depth = 0, from = line;

	pass_space();
	for (start = end = p; depth > 0 || strncmp(end, "}}", 2);
	    end += skip_c(end)) {
		if (*end == '\0')
			line = from, fail("{{ without }}");
		depth += strchr("({[", *end) ? 1 : strchr(")}]", *end) ? -1 : 0;
		if (depth < 0)
			fail("this } ends nothing");
	}
	pass(end + 2 - start);
	while (end > start && isspace((unsigned char)end[-1]))
		end--;
	if ((*n = end - start) == 0)
		fail("empty {{ }}");
	return (start);
}

static void
at(int where)
{
	flush();
	printf("#line %d \"%s\"\n", where, file);
}

/* Write a {{ }}; counted, when something depends on its writing anything. */
static void
value(const char *writer, bool counted)
{
	int		 n, from = line;
	const char	*x;

	pass(2);
	if (*p == '>')
		fail("a view can only be called between tags");
	x = expression(&n);
	flush();
	if (counted)
		printf("before_ = o->len;\n");
	at(from);
	printf("%s(o, (%.*s));\n", writer, n, x);
	if (counted)
		printf("written_ += o->len - before_;\n");
}

static void
call(void)
{
	int		 n, from = line;
	const char	*x, *paren;

	pass(3);
	x = expression(&n);
	if ((paren = memchr(x, '(', n)) == NULL || x[n - 1] != ')')
		fail("write {{> view(arguments) }}");
	at(from);
	printf("%.*s(o%s%.*s;\n", (int)(paren - x), x,
	    paren[1 + strspn(paren + 1, " ")] == ')' ? "" : ", ",
	    (int)(x + n - paren - 1), paren + 1);
}

static bool
within(const char *list)
{
	for (int i = nelements; i-- > 0;)
		if (among(list, elements[i].name))
			return (true);
	return (false);
}

static void
element_open(const char *name)
{
	struct element	*e = &elements[nelements++];

	if (nelements == DEPTH)
		fail("more than %d elements are open", DEPTH - 1);
	snprintf(e->name, sizeof(e->name), "%s", name);
	e->line = line;
	e->nblocks = nblocks;
	memcpy(e->blocks, blocks, nblocks * sizeof(*blocks));
}

/* Whether one is a later branch than the other of the same if. */
static bool
branches(const char *a, const char *b)
{
	size_t	 n = strlen(a), m = strlen(b), least = n < m ? n : m;

	return (n != m && !strncmp(a, b, least) &&
	    (n < m ? b : a)[least] == '\n');
}

/* Whether an element was opened in blocks of the words that are open now: 1;
 * in another branch of them, so that it is not open here: -1; else 0. */
static int
same_blocks(const struct element *e)
{
	for (int i = 0; i < e->nblocks && i < nblocks; i++) {
		if (branches(e->blocks[i].words, blocks[i].words))
			return (-1);
		if (e->blocks[i].words != blocks[i].words)
			return (0);
	}
	return (e->nblocks == nblocks);
}

static void
element_close(const char *name)
{
	int	 i = nelements - 1;

	while (i >= 0 && same_blocks(&elements[i]) < 0)
		i--;
	if (i < 0)
		fail("</%s> closes nothing", name);
	if (strcmp(elements[i].name, name))
		fail("</%s> stands where </%s> closes line %d", name,
		    elements[i].name, elements[i].line);
	if (!same_blocks(&elements[i]))
		fail("</%s> closes line %d, which another block opened", name,
		    elements[i].line);
	memmove(&elements[i], &elements[i + 1],
	    (--nelements - i) * sizeof(*elements));
}

/* The words that an address begins with when it does not with a value. */
static void
address_begins(void)
{
	if (*p == '#' || *p == '?' || !strncmp(p, "https://", 8) ||
	    !strncmp(p, "mailto:", 7) || !strncmp(p, "tel:", 4))
		return;
	if (*p != '/' || p[1] == '/' || p[1] == '\\')
		fail("begin an address with a value, #, ?, one slash, "
		    "https://, mailto: or tel:");
}

static void
attribute_value(const char *tag, const char *attr, bool optional)
{
	bool		 url = among(URLS, attr), rest = false;
	bool		 meta = !strcasecmp(tag, "meta") &&
			    !strcasecmp(attr, "content");
	bool		 shut = meta || among(UNSAFE, attr);
	const char	*start = p;

	for (; *p != '"'; rest = true) {
		if (*p == '\0')
			fail("this tag does not end before the HTML does");
		if (!strncmp(p, "{{", 2)) {
			if (shut)
				fail("no value is safe in %s", attr);
			if (url && !strncmp(start, "https://", 8))
				fail("no value is safe behind https://");
			value(!url ? "put_attr" : rest ? "put_query" :
			    "put_url", optional);
		} else if (url && !rest) {
			address_begins();
			copy(1);
		} else if (isspace((unsigned char)*p)) {
			pass_space();
			print(" ");
		} else {
			copy(1);
		}
	}
	if (url && !rest)
		address_begins();
	pass(1);
}

static void
attribute(const char *tag)
{
	char	 attr[40];
	bool	 optional;

	if (!strncmp(p, "{{", 2)) {
		value("put_flag", false);
		if (strchr(" \t\n>/{", *p) == NULL)
			fail("no value is safe in a name");
		return;
	}
	pass_name(attr, sizeof(attr), "the name of an attribute");
	if (!strncasecmp(attr, "on", 2) || among("style srcdoc", attr))
		fail("our pages may not have %s attributes", attr);
	optional = *p == '?';
	pass(optional);
	if (*p == '=' && p[1] != '"')
		fail("write the value of %s in double quotes", attr);
	if (optional && *p != '=')
		fail("write %s?=\"{{ value }}\"", attr);
	if (optional) {
		flush();
		printf("{ size_t from_ = o->len, before_, written_ = 0;\n");
	}
	print(" ");
	print(attr);
	if (*p == '=') {
		pass(2);
		print("=\"");
		attribute_value(tag, attr, optional);
		print("\"");
	}
	if (optional) {
		flush();
		printf("if (written_ == 0)\no->len = from_; }\n");
	}
}

static void
tag_open(void)
{
	char	 tag[32];
	bool	 slash;

	pass(1);
	pass_name(tag, sizeof(tag), "the name of an element");
	if (among(RARE, tag))
		fail("our pages may not have %s elements", tag);
	print("<");
	print(tag);
	for (pass_space(); *p != '>' && *p != '/'; pass_space()) {
		if (*p == '\0')
			fail("this tag does not end before the HTML does");
		attribute(tag);
	}
	slash = *p == '/';
	pass(slash);
	if (*p != '>')
		fail("a tag ends with > or />");
	if (slash && !within("svg") && !among(VOID, tag))
		fail("only void elements and those of SVG end with />");
	print(slash && !among(VOID, tag) ? "/>" : ">");
	pass(1);
	if (!slash && !among(VOID, tag))
		element_open(tag);
	if (!strcasecmp(tag, "script") && strncmp(p, "</script>", 9))
		fail("a script of ours is a file: write <script src></script>");
}

static void
tag_close(void)
{
	char	 tag[32];

	pass(2);
	pass_name(tag, sizeof(tag), "the name of an element");
	pass_space();
	if (*p != '>')
		fail("</%s takes no attributes", tag);
	pass(1);
	element_close(tag);
	print("</");
	print(tag);
	print(">");
}

static void
comment(void)
{
	const char	*end = strstr(p, "-->");

	if (end == NULL)
		fail("this comment does not end before the HTML does");
	if (memmem(p, end - p, "{{", 2) != NULL)
		fail("no value is safe in a comment");
	pass(end + 3 - p);
}

/* Only text and values stand in a title and in a textarea. */
static void
markup(void)
{
	bool	 plain = nelements > 0 &&
		    among("title textarea", elements[nelements - 1].name);

	if (plain && p[1] != '/')
		fail("no element stands within %s",
		    elements[nelements - 1].name);
	if (!strncmp(p, "<!--", 4))
		comment();
	else if (!strncasecmp(p, "<!doctype html>", 15))
		copy(15);
	else if (p[1] == '/')
		tag_close();
	else if (isalpha((unsigned char)p[1]))
		tag_open();
	else
		fail("write &lt; for a < that begins no tag");
}

/* Space and comments, of which nothing is written. */
static void
pass_blank(void)
{
	for (pass_space(); !strncmp(p, "<!--", 4); pass_space())
		comment();
}

/* A run of HTML, from between tags to between tags. */
static void
hypertext(void)
{
	bool	 kept, broken;

	if (!(kept = within("pre textarea")))
		pass_blank();
	if (*p == '\0')
		return;
	if (inside == OUTSIDE)
		fail("a file begins with %% view or %% frame");
	if (words[strspn(words, " \t")] != '\0')
		fail("end the C before this line with {, } or ;");
	if (!first)
		print("\n");
	for (first = false; *p != '\0'; kept = within("pre textarea")) {
		if (!strcmp(p, "\n")) {
			pass(1);
		} else if (isspace((unsigned char)*p) && !kept) {
			broken = pass_space();
			print(*p == '\0' ? "" : broken ? "\n" : " ");
		} else if (!strncmp(p, "{{>", 3)) {
			if (within("title textarea"))
				fail("no view can be called here");
			call();
		} else if (!strncmp(p, "{{", 2)) {
			value("put_text", false);
		} else if (*p == '<') {
			markup();
		} else {
			copy(1);
		}
	}
	flush();
}

/* The same words are kept once, until the end. */
static const char *
keep(const char *s)
{
	static struct kept { struct kept *next; char *s; }	*all;
	struct kept						*k;

	for (k = all; k != NULL; k = k->next)
		if (strcmp(k->s, s) == 0)
			return (k->s);
	if ((k = malloc(sizeof(*k))) == NULL || (k->s = strdup(s)) == NULL)
		err(1, NULL);
	k->next = all;
	all = k;
	return (k->s);
}

/* before: the words of the block that ended just now, or NULL. */
static void
block_open(const char *before)
{
	char	 all[2 * WORDS];

	if (nblocks == DEPTH)
		fail("more than %d blocks are open", DEPTH);
	if (strncmp(words, "else", 4) != 0)
		before = NULL;
	snprintf(all, sizeof(all), "%s%s%s", before != NULL ? before : "",
	    before != NULL ? "\n" : "", words);
	blocks[nblocks].elements = nelements;
	blocks[nblocks++].words = keep(all);
	*words = '\0';
}

/* What break leaves: each() of queries is a loop too. */
static bool
is_loop(const char *s)
{
	return (!strncmp(s, "for", 3) || !strncmp(s, "while", 5) ||
	    !strncmp(s, "each", 4) || !strncmp(s, "switch", 6));
}

/* A name in C: the few that would leave elements open are refused. */
static void
name_of_c(const char *s, size_t n)
{
	int	 i;

	if ((n == 6 && !strncmp(s, "return", n)) ||
	    (n == 4 && !strncmp(s, "goto", n)))
		fail("a view has one end: no %.*s", (int)n, s);
	if ((n != 5 || strncmp(s, "break", n)) &&
	    (n != 8 || strncmp(s, "continue", n)))
		return;
	for (i = nblocks - 1; i > 0 && !is_loop(blocks[i].words); i--)
		;
	if (i >= 0 && blocks[i].elements != nelements)
		fail("%.*s would leave <%s> open", (int)n, s,
		    elements[nelements - 1].name);
}

static const char *
first_word(void)
{
	static char	 word[16];

	snprintf(word, sizeof(word), "%.*s", (int)strspn(words,
	    "abcdefghijklmnopqrstuvwxyz"), words);
	return (word);
}

/* Words of C gather until something opens or ends. */
static void
gather(const char *s, size_t n)
{
	if (!strncmp(s, "/*", 2) || !strncmp(s, "//", 2) ||
	    (*words == '\0' && isspace((unsigned char)*s)))
		return;
	if (strlen(words) + n + 2 > sizeof(words))
		fail("write this in fewer words");
	strncat(words, s, n);
}

/* Follow the blocks of a line of C. */
static void
follow_c(const char *s)
{
	const char	*before = NULL;
	size_t		 n;

	for (; *s != '\0'; s += n) {
		n = isalpha((unsigned char)*s) ?
		    strspn(s, "abcdefghijklmnopqrstuvwxyz_"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") : skip_c(s);
		name_of_c(s, n);
		if (*s == '}') {
			if (nblocks == 0)
				fail("this } ends nothing");
			before = blocks[--nblocks].words;
			*words = '\0';
		} else if (*s == '{') {
			block_open(before);
		} else if ((*s == ';' && nparens == 0) ||
		    (*s == ':' && among("case default", first_word()))) {
			*words = '\0';
		} else {
			nparens += (*s == '(') - (*s == ')');
			gather(s, n);
		}
	}
	if (*words != '\0')
		gather(" ", 1);
}

static void
view_end(void)
{
	if (inside == OUTSIDE)
		return;
	if (nblocks > 0)
		fail("%s ends before a { of it does", view);
	if (inside == FRAME)
		fail("the frame %s has no %% body", view);
	if (nelements > 0)
		fail("<%s> of line %d is not closed",
		    elements[nelements - 1].name, elements[nelements - 1].line);
	if (!header)
		printf("}\n");
}

/* s is "name(parameters)". */
static void
view_begin(const char *s, bool frame)
{
	const char	*paren = strchr(s, '('), *end = strrchr(s, ')');
	bool		 some;

	if (paren == NULL || end == NULL)
		fail("write %% view name(parameters)");
	view_end();
	some = end != paren + 1 &&
	    (end != paren + 5 || strncmp(paren + 1, "void", 4));
	snprintf(view, sizeof(view), "%.*s", (int)(paren - s), s);
	snprintf(params, sizeof(params), "%s%.*s", some ? ", " : "",
	    some ? (int)(end - paren - 1) : 0, paren + 1);
	inside = frame ? FRAME : VIEW;
	first = true;
	printf("#line %d \"%s\"\nvoid\n%s%s(struct out *o%s)%s\n", line, file,
	    view, frame ? "_open" : "", params, header ? ";" : "\n{");
	if (header && frame)
		printf("void %s_close(struct out *o%s);\n"
		    "#define %s(%s) view_wrap(%s_open(o%s), %s_close(o%s))\n",
		    view, params, view, some ? "..." : "",
		    view, some ? ", __VA_ARGS__" : "",
		    view, some ? ", __VA_ARGS__" : "");
}

static void
frame_body(void)
{
	if (inside != FRAME || nblocks > 0)
		fail("%% body stands once in a frame, in no block of C");
	inside = FRAME_END;
	if (!header)
		printf("}\n\nvoid\n%s_close(struct out *o%s)\n{\n", view,
		    params);
}

/* The C of a % line; the words of a view go on until its parentheses end. */
static void
c_line(char *s)
{
	static char	 decl[sizeof(params)];

	s += strspn(s, " \t");
	if (*decl != '\0' || !strncmp(s, "view ", 5) ||
	    !strncmp(s, "frame ", 6)) {
		if (strlen(decl) + strlen(s) + 2 > sizeof(decl))
			fail("this view has too many parameters");
		strcat(strcat(decl, *decl != '\0' ? " " : ""), s);
		if (strrchr(s, ')') == NULL || s[strlen(s) - 1] != ')')
			return;
		view_begin(strchr(decl, ' ') + 1, *decl == 'f');
		*decl = '\0';
	} else if (!strcmp(s, "body")) {
		frame_body();
	} else if (!header) {
		if (inside == OUTSIDE && *s != '#')
			fail("a file begins with %% view or %% frame");
		printf("#line %d \"%s\"\n%s\n", line, file, s);
		if (*s != '#')
			follow_c(s);
	}
}

/* Whether the line at s is C. */
static bool
is_c(const char *s)
{
	return (s[strspn(s, " \t")] == '%');
}

static void
compile(char *text)
{
	char	*s = text, *end, *html;

	for (line = 1; *s != '\0'; s = end) {
		end = s;
		if (is_c(s)) {
			end += strcspn(end, "\n");
			if (*end != '\0')
				*end++ = '\0';
			c_line(strchr(s, '%') + 1);
			line++;
			continue;
		}
		do {
			end += strcspn(end, "\n");
			end += *end == '\n';
		} while (*end != '\0' && !is_c(end));
		p = html = strndup(s, end - s);
		if (header)
			pass(end - s);
		else
			hypertext();
		free(html);
	}
	view_end();
	inside = OUTSIDE;
	free(text);
}

static char *
contents(void)
{
	FILE	*f = fopen(file, "r");
	char	*text = NULL;
	size_t	 size = 0;

	if (f == NULL || getdelim(&text, &size, '\0', f) == -1)
		err(1, "%s", file);
	if (fgetc(f) != EOF)
		errx(1, "%s holds a NUL", file);
	fclose(f);
	return (text);
}

int
main(int argc, char **argv)
{
	header = argc > 1 && !strcmp(argv[1], "-h");
	if (!header && argc != 2)
		errx(1, "usage: viewc -h file ... | viewc file");
	if (header)
		printf("#pragma once\n#include \"views/types.h\"\n"
		    "#define view_join(a, b) a##b\n"
		    "#define view_once(line) view_join(once_, line)\n"
		    "#define view_wrap(open, close) "
		    "for (int view_once(__LINE__) = (open, 1); "
		    "view_once(__LINE__); view_once(__LINE__) = (close, 0))\n");
	else
		printf("#include \"views.h\"\n");
	for (argv += 1 + header; (file = *argv) != NULL; argv++)
		compile(contents());
	return (0);
}
