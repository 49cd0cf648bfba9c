# The commands that the README names. `make run` and `make test` need nothing prepared but Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
export PORT
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint messages catalogues lock migration screens evaluate bench audit

run: $(VENV)/run.installed catalogues  ## start the web process and the worker on http://localhost:$(PORT)
	@exec ./run

test: $(VENV)/test.installed catalogues  ## everything: lint, types, architecture, tests on SQLite, PostgreSQL and in Chromium
	@PATH="$(CURDIR)/$(BIN):$$PATH" ./scripts/test

lint: $(VENV)/test.installed  ## ruff, mypy and the import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/bin/python:
	@./scripts/make-venv "$(PYTHON)" "$(VENV)"

$(VENV)/run.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.installed: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/run.installed

catalogues: $(CATALOGUES)

%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

messages: $(VENV)/test.installed  ## collect the texts marked for translation into the catalogues
	@mkdir -p build
	$(BIN)/pybabel --quiet extract -F babel.cfg -k _l -k lazy_gettext --no-location --sort-output -o build/messages.pot .
	$(BIN)/pybabel --quiet update -i build/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete --width=100

lock: $(VENV)/test.installed  ## write the locked sets, with hashes, for every supported Python
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -c requirements.txt requirements-dev.in -o requirements-dev.txt

screens: $(VENV)/test.installed catalogues  ## pictures of the running demonstration, in parts if wished: make screens ONLY=file LANGUAGES=fr,ar WIDTHS=360 SCHEMES=light RESUME=1
	@$(BIN)/python scripts/screens.py

evaluate: $(VENV)/run.installed  ## the engine against the graded pairs of the demonstration: tables on the standard error, JSON on the output
	$(FLASK) match evaluate --profiles matchmaking/demonstration/profiles.json --judgements matchmaking/demonstration/judgements.csv --weakest 20

SIZE ?= 2000
bench: $(VENV)/test.installed  ## how long a run takes, stage by stage: make bench SIZE=2000 (profiles a side)
	$(BIN)/python -m benchmarks $(SIZE)

audit: $(VENV)/test.installed catalogues  ## every figure beside its bound: make audit PARTS=weights,slow,axe,lighthouse,crowd; needs Chromium and npm
	@PARTS="$(PARTS)" $(BIN)/python -m quality

migration: $(VENV)/test.installed  ## write a migration from the models: make migration MESSAGE="Add …"
	$(FLASK) db migrate -m "$(MESSAGE)"
