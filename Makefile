# recount: see `make help`. Everything that is told goes to standard error; `make demo` leaves
# standard output to the draft alone, so that it can be piped and compared.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# C libraries and their headers, and the zone database, by their Debian names.
PACKAGES := libisal-dev zlib1g-dev libzstd-dev liblzma-dev libbz2-dev liblz4-dev libxxhash-dev \
  libpcre2-dev pkg-config tzdata
# Packages whose programs the tests run; they are unpacked beside the build, not installed.
UNPACKED := prometheus
# A module may import what its target names, and nothing else.
CHECKED := --explicit-target-dependency-import-check error
RELEASE := -c release --product recount --static-swift-stdlib $(CHECKED)
BINARY := .build/release/recount
FORMATTED := Package.swift Sources Tests Benchmarks fuzz

# The incident of `make demo`: a golden case, which holds what recount is told in its folder. The
# README shows what comes of it, and a test compares.
DEMO_FOLDER := fixtures/outage-paged-in-three-minutes

# A test that crashes ends; it does not wait for a debugger.
export SWIFT_BACKTRACE := enable=no

.PHONY: build demo test deps fuzz memcheck instructions bench format lint install clean help
.DEFAULT_GOAL := build

## build: the program, optimised, with Swift's library inside it (the default)
build: deps
	@$(SWIFT) build $(RELEASE) $(QUIET) >&2

## demo: build, then print the drafted timeline of a fixture incident
demo:
	@echo "recount: building; the first time takes some minutes" >&2
	@$(MAKE) --no-print-directory --silent build QUIET=--quiet >&2
	@cd $(DEMO_FOLDER) && $(CURDIR)/$(BINARY) $$(sed -n 's/^  - //p' case.yaml)

## test: build everything and run all tests; the slowest ten and their summary are the last lines
test: deps
	@.ci/unpack $(UNPACKED)
	@$(SWIFT) build --build-tests $(CHECKED)
	@SWIFT="$(SWIFT)" .ci/test

## deps: install the Debian packages that are missing; says nothing when there are none
deps:
	@command -v dpkg-query >/dev/null 2>&1 || { \
	  echo "recount: no dpkg here; it needs the headers of: $(PACKAGES)" >&2; exit 0; }; \
	missing=; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${db:Status-Status}\n' "$$package" 2>/dev/null \
	    | grep -qx installed || missing="$$missing $$package"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	sudo=; \
	if [ "$$(id -u)" -ne 0 ]; then \
	  command -v sudo >/dev/null 2>&1 || { \
	    echo "recount: as root, run: apt-get install$$missing" >&2; exit 1; }; \
	  sudo=sudo; \
	fi; \
	echo "recount: installing$$missing" >&2; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 </dev/null && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	  $$missing >&2 </dev/null

## memcheck: read damaged logs under valgrind, and again with memory filled in two ways
memcheck: build
	@.ci/memcheck $(BINARY) $(ROUNDS)

## instructions: those that a megabyte of each form and mix takes, against their ceilings
instructions: build
	@$(MAKE) --no-print-directory deps PACKAGES=valgrind
	@SWIFT="$(SWIFT)" .ci/instructions $(INSTRUCTIONS) $(BINARY)

## bench: speed and memory beside other programs, by form and mix; BENCH="--folder logs"
bench: build
	@Benchmarks/speed.py $(BENCH)

## fuzz: each reader of hostile bytes, a minute in a debug and in a release build; FUZZ="600 tar"
fuzz: deps
	@fuzz/run $(FUZZ)

## format: bring all Swift files into the form that `lint` asks for
format:
	@$(SWIFT) format format -i -r $(FORMATTED)

## lint: refuse Swift files that are not in that form
lint:
	@$(SWIFT) format lint --strict -r $(FORMATTED)

## install: the program and the pipeline definitions, below DESTDIR and PREFIX
install:
	@[ -x $(BINARY) ] || { echo "recount: run make first" >&2; exit 1; }
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/recount
	install -d $(DESTDIR)$(PREFIX)/share/recount/pipelines
	install -m 644 pipelines/*.yaml $(DESTDIR)$(PREFIX)/share/recount/pipelines/

## clean: remove what was built
clean:
	@rm -rf .build Benchmarks/.build

## help: this list
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)
