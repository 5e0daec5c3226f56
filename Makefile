# Two commands do everything: `make rehearse` runs the reference project, `make test` proves the house.

SHELL := /bin/bash
TOOL := .build/release/pgrehearse
BENCH := Benchmarks/.build/release/bench
# One build makes the tests and the tool that they drive: busy rooms optimized, calm ones and the tests' own files not
# (Package.swift).
TESTS := -c release --traits Tested -Xswiftc -enable-testing -Xswiftc -gnone --scratch-path .build-tests
# Servers lie in memory where there is room: on a disk, making and removing their files is a tenth to a fifth of all the
# work, and takes now half and now twice as long.
IN_MEMORY := $(shell [ "$$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 8000000 ] 2>/dev/null && echo TMPDIR=/dev/shm)
PEERS := .build-peers
PACKAGES := libfaketime libpq-dev libsqlite3-dev libssl-dev pkg-config postgresql-15 postgresql-client-15 util-linux

.PHONY: rehearse test lint check-quick bench soak deps format tool tests peers

# Comparing with migra takes a Python environment.
bench soak: PACKAGES += python3-venv

rehearse: deps tool
	$(IN_MEMORY) $(TOOL) run fixtures/advisoros

test: deps lint tests
	$(IN_MEMORY) swift test --skip-build $(TESTS)

# The pure rooms and the house rules: no server is started.
check-quick: lint tests
	swift test --skip-build $(TESTS) --filter '^(RehearsalCoreTests|DatasetTests|ProjectFolderTests|ReportsTests|HouseTests)\.'

tool:
	swift build -c release --product pgrehearse

tests:
	swift build --build-tests $(TESTS)

lint:
	swift format lint --recursive --strict Package.swift Sources Tests Benchmarks

format:
	swift format format --recursive --in-place Package.swift Sources Tests Benchmarks

bench: deps tool peers
	swift build -c release --package-path Benchmarks --product bench
	$(BENCH) load fixtures/advisoros
	$(BENCH) load fixtures/advisoros --scale 4
	$(BENCH) load Benchmarks/narrow
	$(BENCH) generate fixtures/advisoros
	$(BENCH) table Benchmarks/wide $(PEERS)/bin/python
	$(BENCH) plans fixtures/advisoros
	$(IN_MEMORY) $(BENCH) run $(TOOL) fixtures/advisoros
	$(BENCH) drills $(TOOL) Benchmarks/drills.sh
	$(BENCH) catalog $(TOOL) $(PEERS)/bin/migra

soak: deps tests peers
	$(IN_MEMORY) PGREHEARSE_SOAK=1 swift test --skip-build $(TESTS) --filter '^(ConductorTests|EndToEndTests|StagingTests)\.'

# What the schema's reading and the dataset's making are compared with: migra and Faker, in a Python environment of
# their own.
peers: $(PEERS)/installed

$(PEERS)/installed:
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check \
	    'migra==3.0.1663481299' 'SQLAlchemy==1.4.54' 'psycopg2-binary==2.9.13' 'setuptools==65.5.0' \
	    'Faker==40.63.0'
	$(PEERS)/bin/migra --help >/dev/null
	$(PEERS)/bin/python -c 'import faker'
	touch $@

# Installs what is missing from Debian and says what. Debian starts a server of its own for every new PostgreSQL
# package unless it is told not to; nothing of ours may leave one running.
deps:
	@missing=""; \
	for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	command -v apt-get >/dev/null || { echo "make deps: missing:$$missing; there is no apt-get here: install them by hand" >&2; exit 1; }; \
	if [ "$$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else \
	    echo "make deps: missing:$$missing" >&2; \
	    echo "make deps: may not install them here. As root, type: apt-get install --no-install-recommends$$missing" >&2; exit 1; fi; \
	echo "make deps: installing$$missing"; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$sudo apt-get update -qq >/dev/null || { echo "make deps: apt-get update failed" >&2; exit 1; }; \
	quiet=/etc/postgresql-common/createcluster.d/pgrehearse.conf; \
	$$sudo apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null \
	    && $$sudo mkdir -p $${quiet%/*} && echo "create_main_cluster = false" | $$sudo tee $$quiet >/dev/null \
	    && $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	status=$$?; $$sudo rm -f $$quiet; \
	[ $$status = 0 ] || { echo "make deps: installing failed:$$missing" >&2; exit 1; }
