# make run    serve Waymark on this machine; installs what is missing first
# make install DESTDIR= PREFIX=/usr/local
#             what `make run` has built, for a server: see conf/systemd
# make test   every test; installs what tests need first
# make nightly
#             what takes too long for each change: the TLS of both set-ups,
#             two hours of faults, ten million runs of each fuzzer, a soak
# make check  warnings as errors, formatting, include rules, sanitizers
# make outdated
#             security updates of Debian, and of npm's packages, that wait
# make scan   wapiti and sqlmap against a running demonstration
# make bench  a line a figure: name, value, unit, goal, met or short
# make load   500 people at once behind nginx, beside slow lines and floods
# make soak REQUESTS=100000
#             whatever links and forms lead to, under the sanitizers
# make golden write the pages of tests/golden anew, to be read in the diff
# make equity-cases CASES=folder
#             compares the statistics with reference values, a line a file
# make equity-trials COUNT=200 SEED=20261122
#             whether the report finds what is planted, and nothing else
# make fuzz SECONDS=60, or RUNS=10000000
#             libFuzzer on whatever reads what comes from outside
# make faults SECONDS=60
#             everything below fails in turn while people write
# make assets build the style sheet, the script and the list of passwords anew;
#             needs node and npm
# make clean  remove what was built

B	?= build
CC	?= cc

CFLAGS	+= -std=gnu11 -O2 -g -fPIC -fstack-protector-strong
CFLAGS	+= -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes
CFLAGS	+= -Wmissing-prototypes -Wno-unused-parameter
CFLAGS	+= -Wno-missing-field-initializers
CPPFLAGS += -D_GNU_SOURCE -D_FORTIFY_SOURCE=2 -Iinclude -I$(B)
CPPFLAGS += -I/usr/include/postgresql -MMD -MP
LDFLAGS	+= -Wl,-z,relro,-z,now -Wl,--as-needed
LDLIBS	+= -lpq -lcurl -lsodium -lutf8proc -lz -lbrotlienc -lcsv -lglpk -lical -lmagic -lseccomp \
	-ljansson -lcjose -lminizip -lexpat -lxlsxwriter -lgsl -lgslcblas -lqrencode -loath -lm
PANGO	:= $(shell pkg-config --cflags pangocairo 2>/dev/null)
CPPFLAGS += $(PANGO)
LDLIBS	+= -lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lcairo

HTML	:= $(wildcard src/views/*.html)
SQL	:= $(wildcard sql/queries/*.sql)
ROOMS	:= core rules equity charts report matching sniff exchange pages sheets jobs views
SRC	:= $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c))
LIBOBJ	:= $(SRC:src/%.c=$(B)/%.o) $(HTML:src/%.html=$(B)/%.o) $(B)/queries.o
TESTSRC	:= $(wildcard tests/unit/test_*.c tests/pages/test_*.c tests/demo/test_*.c \
	tests/faults/test_*.c tests/views/test_*.c)
TESTS	:= $(TESTSRC:tests/%.c=$(B)/tests/%)
NPM	= assets/node_modules/.installed
PASSWORDS = src/rules/used_passwords.txt
PROVIDER = tests/provider/node_modules/.installed
GENERATED = $(B)/views.h $(B)/queries.h $(B)/used_passwords.h

all: $(B)/waymark $(B)/waymark.so $(B)/kore

$(B)/libwaymark.a: $(LIBOBJ)
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/waymark: $(B)/command.o $(B)/libwaymark.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/waymark.so: $(B)/main.o $(B)/calls.o $(B)/libwaymark.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(LDLIBS)

$(B)/kore: conf/kore/build conf/kore/tree.sha256 $(wildcard conf/kore/*.patch)
	@conf/kore/build $@ $(KORE_SANITIZED)

# Views and queries are compiled to C first.

$(B)/views.h: $(B)/tools/viewc $(HTML)
	@$< -h $(HTML) >$@.new && mv $@.new $@

$(B)/views/%.c: src/views/%.html $(B)/tools/viewc
	@mkdir -p $(@D)
	@$(B)/tools/viewc $< >$@.new && mv $@.new $@

$(B)/queries.h: $(B)/tools/queryc $(SQL)
	@$< -h $(SQL) >$@.new && mv $@.new $@

$(B)/queries.c: $(B)/tools/queryc $(SQL)
	@$< $(SQL) >$@.new && mv $@.new $@

$(B)/used_passwords.h: $(PASSWORDS)
	@mkdir -p $(@D)
	@sed 's/[\\"]/\\&/g; s/.*/"&",/' $< >$@.new && mv $@.new $@

$(LIBOBJ) $(B)/main.o $(B)/command.o $(TESTS): | $(GENERATED)

$(B)/tools/%: src/tools/%.c
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -o $@ $<

# Kore's headers are those of the Kore that was built, patches and all.

KORE_MODULES = $(B)/tests/kore/handlers.so $(B)/tests/kore/door.so

KORE_USERS = $(B)/main.o $(B)/calls.o $(B)/tests/kore/handlers.so

$(KORE_USERS): CPPFLAGS += -I$(B)/kore.src/include
$(KORE_USERS): $(B)/kore

$(B)/tests/kore/handlers.so: tests/kore/handlers.c
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -shared -o $@ $<

$(B)/tests/kore/door.so: tests/kore/pages.c $(B)/main.o $(B)/calls.o $(B)/libwaymark.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) -shared -o $@ \
	    $< $(B)/main.o $(B)/calls.o $(B)/libwaymark.a $(LDLIBS)

# What the kernel lets a worker do is tried by a program with the same list.
$(B)/tests/kore/calls: tests/kore/calls.c $(B)/calls.o
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Isrc $(LDFLAGS) -o $@ \
	    $(filter-out %.h,$^) -lseccomp

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -c -o $@ $<

$(B)/%.o: $(B)/%.c
	@$(CC) $(CFLAGS) $(CPPFLAGS) -c -o $@ $<

HARNESS = $(addprefix $(B)/tests/pages/,pages.o nonsense.o filling.o golden.o)
$(B)/tests/pages/%: tests/pages/%.c $(HARNESS) $(B)/libwaymark.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LDLIBS) -lcmocka

$(B)/tests/demo/%: tests/demo/%.c $(HARNESS) $(B)/libwaymark.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LDLIBS) -lcmocka

# Whether a password was looked at is known by standing in its way.
$(B)/tests/pages/test_sign_in: private LDFLAGS += -Wl,--wrap=password_right

$(HARNESS): $(B)/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests -c -o $@ $<

$(B)/tests/%: tests/%.c $(B)/libwaymark.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests -o $@ $< $(B)/libwaymark.a $(LDLIBS) -lcmocka

$(B)/tests/unit/test_asset: LDLIBS += -lbrotlidec

# A provider of accounts to sign in with, for journeys.
$(PROVIDER): tests/provider/package.json tests/provider/package-lock.json
	@cd tests/provider && npm ci --ignore-scripts --no-audit --no-fund \
	    --loglevel=error && touch node_modules/.installed

# Components are held to govuk-frontend's own fixtures.

FIXTURES = $(addprefix tests/views/,test_fixtures.c fixture.c map_fields.c \
	map_parts.c)

$(B)/tests/views/test_fixtures: $(FIXTURES) $(B)/libwaymark.a | $(NPM)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests/views -o $@ $(FIXTURES) \
	    $(B)/libwaymark.a $(LDLIBS) -lcmocka

# What browsers get is built from assets/ and committed.

DIST	= assets/dist
MODULES	= assets/node_modules/.bin

$(NPM): assets/package.json assets/package-lock.json
	@cd assets && npm ci --ignore-scripts --legacy-peer-deps --no-audit \
	    --no-fund --loglevel=error && touch node_modules/.installed

assets: $(NPM)
	@mkdir -p $(DIST)
	@cd assets && node_modules/.bin/sass --load-path=. --no-source-map \
	    --no-charset --quiet-deps --style=compressed main.scss \
	    >dist/app.css.new
	@mv assets/dist/app.css.new $(DIST)/app.css
	@$(MODULES)/esbuild assets/main.mjs --bundle --minify --format=esm \
	    --target=es2018 --log-level=warning --outfile=$(DIST)/app.js
	@$(MODULES)/esbuild assets/js-enabled.js --minify \
	    --log-level=warning --outfile=$(DIST)/js-enabled.js
	@cp assets/favicon.svg assets/notices.txt $(DIST)
	@node assets/passwords.mjs >$(PASSWORDS).new
	@mv $(PASSWORDS).new $(PASSWORDS)

# The tests, in the order in which a failure says most.

NODE_TEST = node --test --test-reporter=spec

test: install-test
	@$(MAKE) -s -j$$(nproc) all tests
	@status=0; \
	    $(MAKE) -s -k -j$$(nproc) -Otarget test-alone || status=$$?; \
	    $(MAKE) -s -k test-together || status=$$?; exit $$status

# What needs one processor runs beside another; the rest spreads by itself.
test-alone: test-data test-unit test-kore test-sql test-faults test-ops test-fuzz \
	test-site test-compilers
test-together: test-pages test-browser

install-test:
	@conf/install run test

# What reads what others send, by clang with its sanitizers, and a harness each.
CLANG	?= clang-14
SECONDS	?= 60
FUZZ	:= $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZED	:= $(foreach room,core rules sheets sniff,$(wildcard src/$(room)/*.c))
FUZZED	+= src/jobs/ledger.c src/jobs/manifest.c
FUZZOBJ	:= $(FUZZED:src/%.c=$(B)/fuzz/%.o) $(B)/fuzz/queries.o
FUZZFLAGS = -std=gnu11 -O1 -g -fno-omit-frame-pointer -Itests \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined

$(FUZZOBJ) $(FUZZ): | $(GENERATED)

$(B)/fuzz/%.o: src/%.c
	@mkdir -p $(@D)
	@$(CLANG) $(FUZZFLAGS) -fsanitize=fuzzer-no-link $(CPPFLAGS) -c -o $@ $<

$(B)/fuzz/%.o: $(B)/%.c
	@mkdir -p $(@D)
	@$(CLANG) $(FUZZFLAGS) -fsanitize=fuzzer-no-link $(CPPFLAGS) -c -o $@ $<

$(B)/fuzz/libfuzzed.a: $(FUZZOBJ)
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(B)/fuzz/libfuzzed.a
	@$(CLANG) $(FUZZFLAGS) -fsanitize=fuzzer $(CPPFLAGS) -o $@ \
	    $< $(B)/fuzz/libfuzzed.a $(LDLIBS)

# In every test each harness reads its corpus and what is made of it for a
# moment, by a small driver of ours and with what is compiled anyway; with
# B=build-asan, as "make check" has it, under the sanitizers.
FUZZ_MS	?= 500
DRIVEN	:= $(patsubst tests/fuzz/%.c,$(B)/driven/%,$(wildcard tests/fuzz/fuzz_*.c))
$(DRIVEN): | $(GENERATED)
$(B)/driven/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/driver.c $(B)/libwaymark.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -Wno-shadow -Wno-missing-prototypes $(CPPFLAGS) \
	    -Itests -o $@ $< tests/fuzz/driver.c $(B)/libwaymark.a $(LDLIBS)

test-fuzz: $(DRIVEN)
	@tests/fuzz/replay $(FUZZ_MS) $^

fuzz:
	@conf/install run fuzz
	@$(MAKE) -s -j$$(nproc) $(FUZZ)
	@B=$(B) tests/fuzz/run \
	    $(if $(RUNS),-runs=$(RUNS),-max_total_time=$(SECONDS)) $(FUZZ)

test-compilers: $(B)/tools/viewc $(B)/tools/queryc $(GENERATED) \
    $(filter $(B)/tests/views/%,$(TESTS))
	@B=$(B) tests/queries/run
	@B=$(B) tests/views/run
	@tests/each $(filter $(B)/tests/views/%,$^)
	@$(NODE_TEST) tests/assets/ tests/asvs.test.mjs

test-unit: $(filter $(B)/tests/unit/%,$(TESTS))
	@tests/each $^
	@$(MAKE) -s equity-cases equity-trials

EQUITY_CASES = $(patsubst tests/%.c,$(B)/tests/%.o,$(filter-out %/trials.c, \
	$(wildcard tests/equity/*.c)))
CASES	?= tests/equity/reference
COUNT	?= 200
SEED	?= 20261122
$(EQUITY_CASES): $(B)/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests -c -o $@ $<

$(B)/tests/equity/cases: $(EQUITY_CASES) $(B)/libwaymark.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

equity-cases: $(B)/tests/equity/cases
	@$< $(CASES)

equity-trials: $(B)/tests/equity/trials
	@$< $(COUNT) $(SEED)

test-pages: $(filter $(B)/tests/pages/%,$(TESTS)) $(B)/waymark
	@B=$(B) tests/spread $(filter $(B)/tests/pages/%,$^)

# What the demonstration holds, and what is kept when PostgreSQL fails.
test-data: $(filter $(B)/tests/demo/% $(B)/tests/faults/%,$(TESTS)) $(B)/waymark
	@B=$(B) tests/with-database --demo tests/each $(filter $(B)/tests/demo/%,$^)
	@B=$(B) tests/with-database tests/each $(filter $(B)/tests/faults/%,$^)

GOLDEN	= $(addprefix $(B)/tests/pages/test_,routes asye_coverage \
	  asye_evidence asye_feedback asye_portfolio asye_timetable asye_year \
	  calendar files give_feedback moderation outcomes golden)
golden: $(GOLDEN) $(B)/tests/unit/test_flags $(B)/waymark
	@WAYMARK_GOLDEN=write B=$(B) tests/with-database tests/each $(GOLDEN)
	@WAYMARK_GOLDEN=write $(B)/tests/unit/test_flags

test-sql: $(B)/waymark
	@B=$(B) tests/with-database tests/sql/run

test-kore: all $(KORE_MODULES) $(B)/tests/kore/calls
	@B=$(B) $(NODE_TEST) tests/kore/

test-faults: all $(B)/tests/faults/shim.so
	@B=$(B) tests/with-database --demo tests/browser/with-server \
	    $(NODE_TEST) tests/faults/
	@B=$(B) tests/with-database --demo node tests/faults/nemesis.mjs 20 loose

# Faults of every kind under people who write, for as long as is asked.
$(B)/tests/faults/shim.so: tests/faults/shim.c
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -D_GNU_SOURCE -shared -o $@ $< -ldl

faults: all $(B)/tests/faults/shim.so
	@conf/install run test
	@B=$(B) tests/with-database --demo node tests/faults/nemesis.mjs $(SECONDS)

# Backups, restores, drills and upgrades, as README.md says to do them.
test-ops: $(B)/waymark
	@B=$(B) tests/with-database --demo $(NODE_TEST) tests/ops/

# The whole of it as a server has it: installed, with nginx in front.
test-site: all
	@B=$(B) tests/with-database --demo tests/site/run

# What takes too long for each change; each night, and before a release.
nightly: all
	@conf/install run test nightly
	@$(MAKE) -s -k outdated nightly-tls nightly-faults nightly-fuzz scan \
	    soak

nightly-faults: all
	@$(MAKE) -s faults SECONDS=7200

nightly-fuzz: all
	@$(MAKE) -s fuzz RUNS=10000000

# What was not brought up to date in time.
outdated:
	@tests/nightly/outdated

# Scanners of Debian against a running demonstration.
scan: all
	@conf/install run test nightly
	@B=$(B) tests/with-database --demo tests/browser/with-server \
	    tests/nightly/scan

nightly-tls: all
	@B=$(B) tests/with-database --demo $(NODE_TEST) tests/nightly/tls.test.mjs

test-browser: all $(NPM) $(PROVIDER)
	@B=$(B) tests/browser/run

tests: $(TESTS)

run:
	@conf/install run
	@$(MAKE) -s -j$$(nproc) all
	@exec conf/run $(B)

install: all
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' SYSCONFDIR='$(SYSCONFDIR)' \
	    RUNDIR='$(RUNDIR)' conf/place $(B)

check-assets: $(NPM)
	@$(MAKE) -s DIST=$(B)/dist PASSWORDS=$(B)/used_passwords.txt assets
	@diff $(PASSWORDS) $(B)/used_passwords.txt
	@diff -r $(DIST) $(B)/dist && echo "assets: dist is what they make"

# The compilers end at the first fault and leave their memory to the system.

check: install-test check-assets
	@tests/style
	@tests/includes
	@$(MAKE) -s -j$$(nproc) B=$(B)-check CFLAGS='$(CFLAGS) -Werror' all tests
	@ASAN_OPTIONS=detect_leaks=0 \
	    $(MAKE) -s -j$$(nproc) B=$(B)-asan CFLAGS='$(SANITIZED)' tests
	@ASAN_OPTIONS=detect_leaks=0 \
	    $(MAKE) -s B=$(B)-asan CFLAGS='$(SANITIZED)' test-compilers
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks \
	    $(MAKE) -s -k B=$(B)-asan CFLAGS='$(SANITIZED)' test-unit test-data \
	    test-fuzz test-pages

# Warnings are held without the sanitizers, which make the compiler see ghosts.
# A module stays when it is closed, so that what it left there can be named.
SANITIZED = $(filter-out -O2,$(CFLAGS)) -O1 -Wno-format-truncation \
	-fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-Wl,-z,nodelete

bench:
	@conf/install run test bench
	@$(MAKE) -s all $(addprefix $(B)/tests/bench/,plan workbook export)
	@B=$(B) tests/bench/run bench

# The same pages by fastify, node-postgres and nunjucks.
bench-peers: $(NPM)
	@conf/install run test bench
	@$(MAKE) -s all
	@B=$(B) tests/bench/run peers

# 500 people, and those who hold others up.
load: all
	@conf/install run test
	@B=$(B) tests/with-database --demo node tests/load/load.mjs

# A hundred thousand requests to a server, Kore too, that the sanitizers watch.
REQUESTS ?= 100000
soak:
	@conf/install run test
	@ASAN_OPTIONS=detect_leaks=0 $(MAKE) -s -j$$(nproc) B=$(B)-asan \
	    CFLAGS='$(SANITIZED)' KORE_SANITIZED=address,undefined all
	@B=$(B)-asan ASAN_OPTIONS=detect_leaks=0 tests/with-database --demo \
	    node tests/soak/soak.mjs $(REQUESTS)

clean:
	@rm -rf $(B) $(B)-check $(B)-asan

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all run install load soak nightly nightly-tls nightly-faults nightly-fuzz outdated scan test tests faults fuzz test-fuzz check bench bench-peers equity-cases equity-trials golden assets check-assets clean install-test test-compilers test-unit \
	test-alone test-together test-pages test-data test-sql test-kore test-faults test-ops test-site test-browser
-include $(shell find $(B) -name '*.d' 2>/dev/null)
