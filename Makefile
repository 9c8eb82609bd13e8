# Everything here works on a machine that has Python 3.11+ and make.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PORT ?= 8000
# On two cores two processes leave a quarter idle: tests wait for browsers and clocks.
WORKERS ?= 3
INSTALLED := .venv/.installed
UV_COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
SITE = -c requirements/constraints.txt pyproject.toml
# Its parser leaves much behind: the collector would take a third of the time.
CURLYLINT = $(BIN)/python -c "import gc; gc.set_threshold(200_000); \
	from curlylint.cli import patched_main as main; main()"
MYPY_PATHS = donate/money.py donate/ledger donate/gateways donate/services* \
	courses/rights.py courses/records courses/api courses/exchange/answers.py \
	courses/exchange/beginnings.py courses/exchange/client.py courses/exchange/dumps.py \
	courses/exchange/hosts.py courses/exchange/reaching.py donate/api prakerja_cms/api

.PHONY: help install run test lint format messages lock openapi fuzz plug bench \
	bench-api conformance torture lighthouse screenshots contact-sheet clean

help:  ## Show these lines
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

install: $(INSTALLED)  ## Make .venv and install the lock into it

$(INSTALLED): requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --no-deps -r requirements/dev.txt
	@touch $@

run: $(INSTALLED)  ## Start the site with demo content on 127.0.0.1:$PORT
	@PORT=$(PORT) exec $(BIN)/python manage.py run_demo

test: $(INSTALLED)  ## Run every test on SQLite, and on $TEST_DATABASE_URL if set
	@echo "== SQLite =="
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)
	@if [ -n "$$TEST_DATABASE_URL" ]; then \
		echo "== The database at TEST_DATABASE_URL =="; \
		DATABASE_URL="$$TEST_DATABASE_URL" $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup \
			-m "not nodatabase" $(ARGS); \
	else echo "Not run: PostgreSQL, because TEST_DATABASE_URL is not set."; fi
	@test -n "$(CHROMIUM)" || echo "Not run: browser tests, because CHROMIUM is not set."

lint: $(INSTALLED)  ## Style, security, templates, types, import rules, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2
	git ls-files '*.html' | xargs $(CURLYLINT) --quiet
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy $(wildcard $(MYPY_PATHS))
	DJANGO_SETTINGS_MODULE=prakerja_cms.settings.test \
		$(BIN)/python manage.py makemigrations --check --dry-run

format: $(INSTALLED)  ## Let the tools put everything in shape
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2

messages: $(INSTALLED)  ## Collect and compile translations of every app
	for app in courses donate home search prakerja_cms; do \
		(cd $$app && mkdir -p locale && ../$(BIN)/python ../manage.py makemessages \
			--locale id --no-obsolete --no-location --verbosity 0 && \
		sed -i '/^"POT-Creation-Date/d; /^"Report-Msgid-Bugs-To/d' \
			locale/id/LC_MESSAGES/django.po && \
		../$(BIN)/python ../manage.py compilemessages --locale id --verbosity 0) || exit 1; \
	done

lock: $(INSTALLED)  ## Write the hashed locks anew
	$(UV_COMPILE) $(SITE) --group dev -o requirements/dev.txt
	$(UV_COMPILE) $(SITE) --group site -o requirements/site.txt
	$(UV_COMPILE) --group fuzz -o requirements/fuzz.txt

fuzz: $(INSTALLED) .venv-fuzz/.installed  ## Ask the API of a demo CASES=5000 odd things
	CASES=$(CASES) SEED=$(SEED) $(BIN)/python -m tests.fuzz

.venv-fuzz/.installed: requirements/fuzz.txt
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --no-deps -r requirements/fuzz.txt
	@touch $@

openapi: $(INSTALLED)  ## Write docs/reference/openapi.json, the API's description
	$(BIN)/python manage.py write_openapi $(ARGS)

plug: $(INSTALLED)  ## Build the wheel and use it in a new `wagtail start` host
	$(BIN)/python -m tests.plug

bench: $(INSTALLED)  ## Requests per second, median and p95, beside a bare view
	$(BIN)/python -m tests.bench.webhooks
	$(BIN)/python -m tests.bench

torture: $(INSTALLED)  ## Live SEEDS=a-b histories of money, MIRROR_SEEDS=a-b of mirrors
	SEEDS=$(or $(SEEDS),0-4999) $(BIN)/python -m pytest -n 2 tests/donate/histories \
		-q --no-header -p no:cacheprovider --dist load $(ARGS)
	MIRROR_SEEDS=$(or $(MIRROR_SEEDS),0-19) $(BIN)/python -m pytest -n 2 \
		tests/courses/exchange/instances \
		-q --no-header -p no:cacheprovider --dist load $(ARGS)

bench-api: $(INSTALLED)  ## The API beside Wagtail's own over the same pages
	$(BIN)/python -m tests.bench.api

conformance: $(INSTALLED)  ## Others' validators over feed and OpenAPI document
	$(BIN)/python -m tests.conformance

lighthouse: $(INSTALLED)  ## Points and paint times of the main pages on a phone
	$(BIN)/python -m tests.lighthouse

screenshots: $(INSTALLED)  ## Take the pictures of README and editors' guide anew
	$(BIN)/python -m tests.screenshots

contact-sheet: $(INSTALLED)  ## Take every kind of page in all widths and both themes
	$(BIN)/python -m tests.contact_sheet

clean:  ## Remove everything made here, the local database included
	rm -rf .venv .venv-fuzz var dist build .pytest_cache .mypy_cache .ruff_cache
