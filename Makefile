# Two commands: `make run` shows the map, `make test` runs every test. Both install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
REQUIREMENTS := requirements.lock
POT := build/memmap.pot

.PHONY: run test test-nominatim bench lint format messages lock clean

run: $(INSTALLED)
	$(BIN)/memmap serve

test: $(INSTALLED)
	sh tools/install_browser.sh $(BIN)
	sh tools/install_servers.sh
	$(BIN)/pytest

# The online geocoders' tests against a real Nominatim on loopback: installs it, starts and stops it.
test-nominatim: $(INSTALLED)
	sh tools/with_nominatim.sh .venv-nominatim tests/nominatim/tiny.osm $(BIN)/pytest tests/nominatim

bench: $(INSTALLED)
	sh tools/install_browser.sh $(BIN)
	$(BIN)/python -m tests.benchmarks

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Collect the messages of the interface, and bring every catalogue up to them.
messages: $(INSTALLED)
	mkdir -p $(dir $(POT))
	$(BIN)/pybabel -q extract -k N_ --no-location --sort-output --omit-header -o $(POT) src/memmap
	for language in src/memmap/locales/*/; do \
		$(BIN)/pybabel -q update -N --ignore-pot-creation-date -w 100 -D memmap -i $(POT) \
			-d src/memmap/locales -l $$(basename $$language); done
	sed -i '/^"\(Project-Id-Version\|Report-Msgid-Bugs-To\|POT-Creation-Date\|PO-Revision-Date\|Last-Translator\|Generated-By\):/d' \
		src/memmap/locales/*/LC_MESSAGES/memmap.po

# Names, versions and hashes; no addresses.
lock:
	$(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras \
		--no-annotate --allow-unsafe --extra dev -o $(REQUIREMENTS) pyproject.toml

$(INSTALLED): pyproject.toml $(REQUIREMENTS)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/pip install -q --require-hashes -r $(REQUIREMENTS)
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) .venv-nominatim dist build
