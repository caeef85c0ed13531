/* What is moderated: by rule, and by a draw that can be repeated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "rules/moderation_sample.h"

enum { PEOPLE = 300, ROUNDS = 400, PERCENT = 10 };

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

/* As sha256sum writes it. */
static const char *
hex(const unsigned char *key)
{
	static char	s[2 * MODERATION_KEY_BYTES + 1];

	for (int i = 0; i < MODERATION_KEY_BYTES; i++)
		snprintf(s + 2 * i, 3, "%02x", key[i]);
	return (s);
}

/* printf '%s' '2026-summer:1' | sha256sum, and so on. */
static void
test_a_key_is_what_sha256sum_says(void **state)
{
	unsigned char	key[MODERATION_KEY_BYTES];

	moderation_key(&arena, "2026-summer", 1, key);
	assert_string_equal(hex(key), "8b1587cd4897196f06ac95c8a0d86e42"
	    "ca31c60a34a21166b14848fde89b957c");
	moderation_key(&arena, "2026-summer", 101, key);
	assert_string_equal(hex(key), "26688975304f85e6b93aa2f4b86c9a36"
	    "2238c33e82475a4a2e8864f50455fa2d");
}

/* Lowest first, of 1 to 10: 3 (0c57...), 9 (6444...), 8 (766d...). */
static void
test_the_lowest_keys_of_the_rest_are_drawn(void **state)
{
	struct draw	d[10] = { { 0 } };

	for (int i = 0; i < 10; i++)
		d[i].id = i + 1;
	assert_int_equal(moderation_draw(&arena, "2026-summer", 10, d, 10), 1);
	for (int i = 0; i < 10; i++)
		assert_int_equal(d[i].sampled, d[i].id == 3);
	assert_int_equal(moderation_draw(&arena, "2026-summer", 30, d, 10), 3);
	for (int i = 0; i < 10; i++)
		assert_int_equal(d[i].sampled, d[i].id == 3 ||
		    d[i].id == 9 || d[i].id == 8);
}

static void
test_fails_and_extensions_are_always_read_and_do_not_use_up_the_draw(
    void **state)
{
	struct draw	d[10] = { { 0 } };

	for (int i = 0; i < 10; i++)
		d[i] = (struct draw){ .id = i + 1, .by_rule = i == 2 ||
		    i == 1 };		/* 3, whose key is lowest, and 2 */
	assert_int_equal(moderation_draw(&arena, "2026-summer", 10, d, 10), 3);
	for (int i = 0; i < 10; i++)
		assert_int_equal(d[i].sampled, d[i].id == 3 ||
		    d[i].id == 2 || d[i].id == 9);
}

static void
test_the_share_is_rounded_up_and_at_least_one_of_what_there_is(void **state)
{
	assert_int_equal(moderation_share(0, 10), 0);
	assert_int_equal(moderation_share(1, 10), 1);
	assert_int_equal(moderation_share(10, 10), 1);
	assert_int_equal(moderation_share(11, 10), 2);
	assert_int_equal(moderation_share(100, 10), 10);
	assert_int_equal(moderation_share(101, 10), 11);
	assert_int_equal(moderation_share(7, 0), 1);
	assert_int_equal(moderation_share(7, 100), 7);
}

static size_t
people(int seed, struct draw *d)
{
	size_t	n;

	srand((unsigned)seed);
	n = (size_t)(rand() % PEOPLE);
	for (size_t i = 0; i < n; i++)
		d[i] = (struct draw){ .id = (int64_t)i * 7 + seed,
		    .by_rule = rand() % 9 == 0 };
	return (n);
}

static const struct draw *
of(const struct draw *d, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (d[i].id == id)
			return (&d[i]);
	return (NULL);
}

/* Whatever the order in which people stand, and exactly so many. */
static void
test_the_same_seed_draws_the_same_sample(void **state)
{
	static struct draw	a[PEOPLE], b[PEOPLE];
	char			seed[32];

	for (int r = 0; r < ROUNDS; r++) {
		size_t	n = people(r, a), must = 0, rest, sampled = 0, size;

		snprintf(seed, sizeof(seed), "round %d", r);
		for (size_t i = 0; i < n; i++) {
			b[n - 1 - i] = a[i];
			must += a[i].by_rule;
		}
		rest = n - must;
		size = moderation_draw(&arena, seed, PERCENT, a, n);
		assert_int_equal(size,
		    must + (rest == 0 ? 0 : (rest + 9) / 10));
		assert_int_equal(moderation_draw(&arena, seed, PERCENT, b, n),
		    size);
		for (size_t i = 0; i < n; i++) {
			sampled += a[i].sampled;
			assert_true(a[i].sampled || !a[i].by_rule);
			assert_int_equal(of(b, n, a[i].id)->sampled,
			    a[i].sampled);
		}
		assert_int_equal(sampled, size);
		arena_reset(&arena);
	}
}

/* A person more moves at most one other, at the edge, in or out. */
static void
test_one_more_person_does_not_shuffle_the_others(void **state)
{
	static struct draw	a[PEOPLE + 1], b[PEOPLE + 1];

	for (int r = 0; r < ROUNDS; r++) {
		size_t	n = people(r, a), moved = 0;

		memcpy(b, a, sizeof(a));
		b[n] = (struct draw){ .id = 1000000 + r };
		moderation_draw(&arena, "a seed", PERCENT, a, n);
		moderation_draw(&arena, "a seed", PERCENT, b, n + 1);
		for (size_t i = 0; i < n; i++) {
			assert_memory_equal(a[i].key, b[i].key,
			    MODERATION_KEY_BYTES);
			moved += a[i].sampled != b[i].sampled;
		}
		assert_true(moved <= 1);
		arena_reset(&arena);
	}
}

/* Nobody is drawn more often than others, over many seeds. */
static void
test_the_draw_is_fair(void **state)
{
	enum { SEEDS = 4000, N = 40 };
	struct draw	d[N] = { { 0 } };
	int		times[N] = { 0 };
	char		seed[32];

	for (int s = 0; s < SEEDS; s++) {
		for (int i = 0; i < N; i++)
			d[i].id = i + 1;
		snprintf(seed, sizeof(seed), "%d", s);
		moderation_draw(&arena, seed, PERCENT, d, N);
		for (int i = 0; i < N; i++)
			times[i] += d[i].sampled;
		arena_reset(&arena);
	}
	/* 400 expected, and a standard deviation of 19. */
	for (int i = 0; i < N; i++)
		assert_in_range(times[i], 320, 480);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_key_is_what_sha256sum_says),
		cmocka_unit_test(test_the_lowest_keys_of_the_rest_are_drawn),
		cmocka_unit_test(
	test_fails_and_extensions_are_always_read_and_do_not_use_up_the_draw),
		cmocka_unit_test(
	    test_the_share_is_rounded_up_and_at_least_one_of_what_there_is),
		cmocka_unit_test(test_the_same_seed_draws_the_same_sample),
		cmocka_unit_test(
		    test_one_more_person_does_not_shuffle_the_others),
		cmocka_unit_test(test_the_draw_is_fair),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
