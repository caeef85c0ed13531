/* xlsx_open - the parts of a workbook, and what each is to the others. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "xlsx.h"

enum {
	RATIO_MAX = 200,		/* of all that is unpacked */
	RATIO_FROM = 10 * 1000 * 1000,	/* bytes; less may be packed at will */
	PIECE = 64 * 1024,
	ENCRYPTED = 1
};

void
xl_fault(struct book *b, enum xlsx_fault fault)
{
	if (b->verdict.fault == XLSX_SOUND)
		b->verdict.fault = fault;
}

void
xl_stop(struct reading *r, enum xlsx_fault fault)
{
	xl_fault(r->book, fault);
	XML_StopParser(r->xml, XML_FALSE);
}

/* An old workbook, or a new one within a lock, begins as a document of OLE. */
static enum xlsx_fault
fault_of_bytes(const struct book *b)
{
	static const char	old[] = "\xD0\xCF\x11\xE0";
	static const char	lock[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0"
				    "a\0c\0k";
	const unsigned char	*s = b->bytes.s;
	size_t			 n = b->bytes.n;

	if (n > b->limits->bytes)
		return (XLSX_LARGE);
	if (n >= 4 && memcmp(s, old, 4) == 0)
		return (memmem(s, n, lock, sizeof(lock) - 1) != NULL ?
		    XLSX_LOCKED : XLSX_OLD);
	if (n < 4 || memcmp(s, "PK\3\4", 4) != 0)
		return (XLSX_NO_WORKBOOK);
	return (XLSX_SOUND);
}

static bool
ends_with(const char *name, const char *end)
{
	size_t	n = strlen(name), m = strlen(end);

	return (n >= m && strcasecmp(name + n - m, end) == 0);
}

static enum xlsx_fault
fault_of_name(const char *name)
{
	if (ends_with(name, "vbaProject.bin") ||
	    strcasestr(name, "activeX/") != NULL ||
	    strcasestr(name, "xl/macrosheets/") != NULL)
		return (XLSX_MACROS);
	if (strcasecmp(name, "xl/workbook.bin") == 0)
		return (XLSX_BINARY);
	if (strcasecmp(name, "META-INF/manifest.xml") == 0)
		return (XLSX_OPEN_DOCUMENT);
	if (strcasestr(name, "xl/externalLinks/") != NULL ||
	    strcasecmp(name, "xl/connections.xml") == 0)
		return (XLSX_REACHES_OUT);
	return (XLSX_SOUND);
}

const struct xlsx_part *
xl_part(const struct book *b, const char *path)
{
	for (size_t i = 0; i < b->nparts; i++)
		if (strcasecmp(b->parts[i].name, path) == 0)
			return (&b->parts[i]);
	return (NULL);
}

/* Two parts of a name would be two workbooks, for whoever looks. */
static enum xlsx_fault
take_part(struct book *b)
{
	unz_file_info64	 info;
	char		 name[XLSX_NAME_MAX];
	struct xlsx_part *part = &b->parts[b->nparts];
	enum xlsx_fault	 fault;

	if (unzGetCurrentFileInfo64(b->zip, &info, name, sizeof(name), NULL, 0,
	    NULL, 0) != UNZ_OK || info.size_filename >= sizeof(name) ||
	    unzGetFilePos64(b->zip, &part->at) != UNZ_OK)
		return (XLSX_DAMAGED);
	if ((info.flag & ENCRYPTED) != 0)
		return (XLSX_LOCKED);
	if ((fault = fault_of_name(name)) != XLSX_SOUND)
		return (fault);
	if (xl_part(b, name) != NULL)
		return (XLSX_DAMAGED);
	part->name = arena_strdup(b->arena, name);
	b->nparts++;
	return (XLSX_SOUND);
}

static enum xlsx_fault
take_parts(struct book *b)
{
	unz_global_info64	all;
	enum xlsx_fault		fault = XLSX_SOUND;
	int			next;

	if ((b->zip = zip_open(&b->bytes)) == NULL ||
	    unzGetGlobalInfo64(b->zip, &all) != UNZ_OK)
		return (XLSX_DAMAGED);
	if (all.number_entry > b->limits->entries)
		return (XLSX_UNPACKS);
	b->parts = arena_array(b->arena, all.number_entry + 1,
	    sizeof(*b->parts));
	for (next = unzGoToFirstFile(b->zip); next == UNZ_OK &&
	    fault == XLSX_SOUND; next = unzGoToNextFile(b->zip))
		fault = b->nparts < all.number_entry ? take_part(b) :
		    XLSX_DAMAGED;
	if (fault == XLSX_SOUND && next != UNZ_END_OF_LIST_OF_FILE)
		return (XLSX_DAMAGED);
	return (fault);
}

bool
xl_open(struct book *b)
{
	enum xlsx_fault	fault = fault_of_bytes(b);

	if (fault == XLSX_SOUND)
		fault = take_parts(b);
	xl_fault(b, fault);
	return (fault == XLSX_SOUND);
}

/* Most names are a letter: "c", "v". */
static const char *
unprefixed(const char *name)
{
	const char	*colon = *name == '\0' || name[1] == '\0' ? NULL :
			    strchr(name, ':');

	return (colon == NULL ? name : colon + 1);
}

const char *
xl_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(unprefixed(attributes[0]), name) == 0)
			return (attributes[1]);
	return (NULL);
}

bool
xl_truth(const char *value)
{
	return (value != NULL && (strcmp(value, "1") == 0 ||
	    strcmp(value, "true") == 0));
}

int64_t
xl_whole(const char *s, int64_t most)
{
	int64_t	n = 0;

	if (s == NULL || *s == '\0')
		return (-1);
	for (; *s >= '0' && *s <= '9' && n < most; s++)
		n = n * 10 + (*s - '0');
	return (*s == '\0' && n < most ? n : -1);
}

static void
started(void *data, const char *name, const char **attributes)
{
	struct reading	*r = data;

	if (++r->depth > XLSX_DEPTH_MAX)
		xl_stop(r, XLSX_NESTED);
	else
		r->start(r, unprefixed(name), attributes);
}

static void
ended(void *data, const char *name)
{
	struct reading	*r = data;

	r->depth--;
	if (r->end != NULL)
		r->end(r, unprefixed(name));
}

static void
said(void *data, const char *s, int n)
{
	struct reading	*r = data;

	if (r->text != NULL)
		r->text(r, s, n);
}

/* No workbook declares a document type: who does wants entities. */
static void
declared(void *data, const char *name, const char *system, const char *public,
    int has_subset)
{
	xl_stop(data, XLSX_DECLARES);
}

static bool
unpacks_too_far(const struct book *b)
{
	return (b->unpacked > b->limits->unpacked ||
	    (b->unpacked > RATIO_FROM &&
	    b->unpacked / b->bytes.n > RATIO_MAX));
}

/* The CRC of a part is held when it is closed. */
static enum xlsx_fault
read_pieces(struct book *b, XML_Parser xml)
{
	enum XML_Status	how = XML_STATUS_OK;
	void		*piece;
	int		 n = 1;

	while (n > 0 && how == XML_STATUS_OK) {
		if ((piece = XML_GetBuffer(xml, PIECE)) == NULL)
			return (XLSX_UNPACKS);
		if ((n = unzReadCurrentFile(b->zip, piece, PIECE)) < 0)
			return (XLSX_DAMAGED);
		b->unpacked += (unsigned int)n;
		if (unpacks_too_far(b))
			return (XLSX_UNPACKS);
		how = XML_ParseBuffer(xml, n, n == 0);
	}
	if (how != XML_STATUS_OK)
		return (XML_GetErrorCode(xml) == XML_ERROR_NO_MEMORY ?
		    XLSX_UNPACKS : XLSX_DAMAGED);
	return (unzCloseCurrentFile(b->zip) == UNZ_OK ? XLSX_SOUND :
	    XLSX_DAMAGED);
}

bool
xl_read(struct book *b, const struct xlsx_part *part, struct reading *r)
{
	if (unzGoToFilePos64(b->zip, &part->at) != UNZ_OK ||
	    unzOpenCurrentFile(b->zip) != UNZ_OK ||
	    (r->xml = XML_ParserCreate(NULL)) == NULL) {
		xl_fault(b, XLSX_DAMAGED);
		return (false);
	}
	r->book = b;
	r->depth = 0;
	XML_SetHashSalt(r->xml, xl_salt());
	XML_SetUserData(r->xml, r);
	XML_SetElementHandler(r->xml, started, ended);
	XML_SetCharacterDataHandler(r->xml, said);
	XML_SetStartDoctypeDeclHandler(r->xml, declared);
	xl_fault(b, read_pieces(b, r->xml));
	XML_ParserFree(r->xml);
	return (b->verdict.fault == XLSX_SOUND);
}

/* "xl/workbook.xml" and "../a/b.xml" is "a/b.xml". */
static const char *
path_from(struct arena *a, const char *from, const char *target)
{
	const char	*slash = strrchr(from, '/');
	char		*path, *up;

	if (*target == '/' || slash == NULL)
		return (arena_strdup(a, target + (*target == '/')));
	path = arena_printf(a, "%.*s", (int)(slash - from), from);
	for (;;) {
		if (strncmp(target, "./", 2) == 0)
			target += 2;
		else if (strncmp(target, "../", 3) == 0) {
			target += 3;
			up = strrchr(path, '/');
			*(up != NULL ? up : path) = '\0';
		} else
			break;
	}
	return (arena_printf(a, "%s%s%s", path, *path == '\0' ? "" : "/",
	    target));
}

struct gathering { struct relations *all; const char *from; };

static void
take_relation(struct reading *r, const char *name, const char **attributes)
{
	struct gathering	*g = r->of;
	struct relations	*all = g->all;
	const char		*id = xl_attribute(attributes, "Id");
	const char		*type = xl_attribute(attributes, "Type");
	const char		*target = xl_attribute(attributes, "Target");
	const char		*mode = xl_attribute(attributes, "TargetMode");
	struct arena		*a = r->book->arena;
	struct relation		*more;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL)
		return;
	if (strlen(target) >= XLSX_NAME_MAX ||
	    all->n == r->book->limits->entries) {
		xl_stop(r, XLSX_DAMAGED);
		return;
	}
	if (all->n == all->room) {
		all->room = all->room == 0 ? 16 : all->room * 2;
		more = arena_array(a, all->room, sizeof(*more));
		if (all->n > 0)
			memcpy(more, all->v, all->n * sizeof(*more));
		all->v = more;
	}
	type = strrchr(type, '/') == NULL ? type : strrchr(type, '/') + 1;
	all->v[all->n++] = (struct relation){ arena_strdup(a, id),
	    arena_strdup(a, type), path_from(a, g->from, target),
	    mode != NULL && strcmp(mode, "External") == 0 };
}

bool
xl_relations(struct book *b, const char *path, struct relations *all)
{
	struct gathering	 g = { all, path };
	struct reading		 r = { .of = &g, .start = take_relation };
	const struct xlsx_part	*part;
	const char		*slash = strrchr(path, '/');
	int			 folder = slash == NULL ? 0 :
				    (int)(slash - path + 1);

	part = xl_part(b, arena_printf(b->arena, "%.*s_rels/%s.rels", folder,
	    path, path + folder));
	return (part == NULL || xl_read(b, part, &r));
}

const struct relation *
xl_relation_of(const struct relations *all, const char *type)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].type, type) == 0)
			return (&all->v[i]);
	return (NULL);
}

const struct relation *
xl_relation_by(const struct relations *all, const char *id)
{
	for (size_t i = 0; id != NULL && i < all->n; i++)
		if (strcmp(all->v[i].id, id) == 0)
			return (&all->v[i]);
	return (NULL);
}
