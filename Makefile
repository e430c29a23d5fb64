# Byline's commands. `make` alone says what there is.

PYTHON := .venv/bin/python

.PHONY: help run site site-from-demo serve test lint pictures messages install install-test compiled lock clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

run: install ## serve the demo on this machine alone; Ctrl-C stops it
	@ENV_FILE= DEMO=1 DATA_DIR="$${DATA_DIR:-var/demo}" exec $(PYTHON) manage.py demo

site: install ## found a site of your own; asks for its name, address and owner
	@$(PYTHON) manage.py site

site-from-demo: install ## found it on what you wrote in the demo, without what came with it
	@DATA_DIR="$${DATA_DIR:-var/demo}" $(PYTHON) manage.py leave_demo

serve: install ## serve the site
	@exec $(PYTHON) manage.py serve

test: install-test ## run every test that can run here
	@ENV_FILE= $(PYTHON) -m pytest $(ARGS)
	@if [ -n "$$TEST_POSTGRESQL_URL" ]; then \
		echo "Again, on PostgreSQL, what asks a database:"; \
		ENV_FILE= AGAIN=1 DATABASE_URL="$$TEST_POSTGRESQL_URL" $(PYTHON) -m pytest $(ARGS); \
	fi

lint: install-test ## check style, types, templates and migrations
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@ENV_FILE= $(PYTHON) -m mypy
	@$(PYTHON) -m djlint --quiet --lint templates
	@ENV_FILE= $(PYTHON) manage.py makemigrations --check --dry-run

pictures: install-test ## take the pictures of docs/img anew (needs Chromium)
	@$(PYTHON) scripts/make-pictures

messages: install ## bring the translations up to date with the texts (needs gettext)
	@ENV_FILE= $(PYTHON) manage.py makemessages

install: .venv/installed compiled ## make .venv with the locked dependencies

install-test: .venv/installed-test compiled

compiled: .venv/installed
	@$(PYTHON) scripts/compile-messages

.venv/installed: requirements.lock
	@sh scripts/venv.sh requirements.lock
	@touch $@

.venv/installed-test: requirements-test.lock .venv/installed
	@sh scripts/venv.sh requirements-test.lock
	@touch $@

lock: ## write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header pyproject.toml --extra test --output-file requirements-test.lock

clean: ## remove .venv and the demo's data
	rm -rf .venv var/demo
