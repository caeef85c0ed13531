/*
 * driver - runs a harness without libFuzzer, for seconds of each in every test:
 *
 *	fuzz_NAME CORPUS MILLISECONDS FOUND
 *
 * Every file of CORPUS goes in as it is, and then, for so long, changed: bits,
 * bytes, pieces taken out, doubled, and put together with another's.  Nothing
 * here sees which code an input reaches; libFuzzer does that (make fuzz), and
 * keeps in the corpus what this begins with.  An input that fails is in FOUND.
 */
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

#pragma weak LLVMFuzzerInitialize

enum { INPUT_MAX = 4096, INPUTS_MAX = 4096, CHANGES_MAX = 6, PATIENCE_S = 10 };

struct input { uint8_t *data; size_t n; };

static struct input	 corpus[INPUTS_MAX];
static size_t		 ninputs;
static uint8_t		 now[INPUT_MAX];
static size_t		 now_n;
static const char	*found;
static uint64_t		 dice = 20261122;

static const char *const pieces[] = {
	"%", "%00", "&", "=", "+", "\r\n", "\"", "\\u0000", "--", "../", "<",
	"\xff\xfe", "\xf0\x9f\x98\x80", "-1", "99999999999999999999", "PK\3\4",
	"{", "[[[[[[[[", ";", ",", "\n\n", "\t", "%PDF-", ":", "\xc3", "0x",
};

static size_t
roll(size_t n)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (n == 0 ? 0 : (size_t)(dice % n));
}

/* Only what a dying process may call. */
static void
keep_input(int sig)
{
	int	fd = open(found, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd != -1 && write(fd, now, now_n) == (ssize_t)now_n)
		close(fd);
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
read_input(const char *dir, const char *name)
{
	char		 path[4096];
	FILE		*f;
	struct input	*in = &corpus[ninputs];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "r")) == NULL ||
	    (in->data = malloc(INPUT_MAX)) == NULL)
		err(1, "%s", path);
	in->n = fread(in->data, 1, INPUT_MAX, f);
	fclose(f);
	ninputs++;
}

static void
read_corpus(const char *dir)
{
	struct dirent	**names;
	int		  n = scandir(dir, &names, NULL, alphasort);

	if (n == -1)
		err(1, "%s", dir);
	for (int i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.' && ninputs < INPUTS_MAX)
			read_input(dir, names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

static void
take_out(void)
{
	size_t	at = roll(now_n + 1), n = roll(now_n - at + 1);

	memmove(now + at, now + at + n, now_n - at - n);
	now_n -= n;
}

static void
put_in(const void *what, size_t n)
{
	size_t	at = roll(now_n + 1);

	if (n > INPUT_MAX - now_n)
		n = INPUT_MAX - now_n;
	memmove(now + at + n, now + at, now_n - at);
	memcpy(now + at, what, n);
	now_n += n;
}

static void
change(void)
{
	const struct input	*other = &corpus[roll(ninputs)];
	const char		*piece;
	size_t			 at;

	switch (roll(6)) {
	case 0:
		if (now_n > 0)
			now[roll(now_n)] ^= (uint8_t)(1 << roll(8));
		break;
	case 1:
		if (now_n > 0)
			now[roll(now_n)] = (uint8_t)roll(256);
		break;
	case 2:
		take_out();
		break;
	case 3:
		piece = pieces[roll(sizeof(pieces) / sizeof(*pieces))];
		put_in(piece, strlen(piece));
		break;
	default:
		at = roll(other->n);
		put_in(other->data + at, roll(other->n - at + 1));
	}
}

static void
take(const struct input *in, size_t changes)
{
	memcpy(now, in->data, in->n);
	now_n = in->n;
	while (changes-- > 0)
		change();
	alarm(PATIENCE_S);
	LLVMFuzzerTestOneInput(now, now_n);
}

static int64_t
milliseconds(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec * 1000 + t.tv_nsec / 1000000);
}

int
main(int argc, char **argv)
{
	int64_t	end, made = 0;

	if (argc != 4)
		errx(64, "usage: %s CORPUS MILLISECONDS FOUND", argv[0]);
	found = argv[3];
	signal(SIGABRT, keep_input);
	signal(SIGSEGV, keep_input);
	signal(SIGALRM, keep_input);	/* it does not end */
	if (LLVMFuzzerInitialize != NULL)
		LLVMFuzzerInitialize(&argc, &argv);
	read_corpus(argv[1]);
	for (size_t i = 0; i < ninputs; i++)
		take(&corpus[i], 0);
	end = milliseconds() + strtoll(argv[2], NULL, 10);
	for (; ninputs > 0 && milliseconds() < end; made++)
		take(&corpus[roll(ninputs)], 1 + roll(CHANGES_MAX));
	printf("%zu inputs kept, %" PRId64 " made\n", ninputs, made);
	return (0);
}
