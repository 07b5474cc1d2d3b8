# Every command of the house. `make` alone lists them.

PORT     ?= 8080
FOLDER   ?= mosaique-demo
LANGUAGE ?= fr

# Compiled dependencies are reused from a cache folder outside the clone when there is one.
CACHE := $(or $(MOSAIQUE_CACHE),$(HOME)/.cache/mosaique)
ifndef CARGO_TARGET_DIR
ifneq ($(wildcard $(CACHE)/.),)
export CARGO_TARGET_DIR := $(CACHE)/target
endif
endif
TARGET := $(or $(CARGO_TARGET_DIR),target)
# Rust may have just been installed by rustup, which the shell that runs this does not know yet.
export PATH := $(HOME)/.cargo/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help api crash demo test browser pictures lint bench load timing data atlas frontend tools bless fuzz clean

help: ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: frontend ## Builds the site and serves a demonstration (PORT=8080 FOLDER=mosaique-demo LANGUAGE=fr)
	@echo "building the site (a few minutes the first time)"
	cargo build --release --locked -p mosaique
	@exec $(TARGET)/release/mosaique demo --port $(PORT) --folder $(FOLDER) --lang $(LANGUAGE)

test: frontend ## Passes every test
	cargo fmt --all --check
	cd frontend && npm run --silent check
	@scripts/tools.sh postgres
	@scripts/tools.sh api
	scripts/postgres.sh scripts/s3.sh scripts/oidc.sh cargo test --workspace --locked
	@scripts/browser-tests.sh $(TARGET)/debug/mosaique
	@MOSAIQUE=$(TARGET)/debug/mosaique scripts/check-api.sh

browser: frontend ## Tries the site in a real browser (TESTS="look.test.mjs" for one subject)
	cargo test --workspace --locked --no-run
	@scripts/browser-tests.sh $(TARGET)/debug/mosaique $(TESTS)

api: frontend ## Checks the open interface against its description with made-up requests (EXAMPLES=10)
	cargo test --workspace --locked --no-run
	@scripts/tools.sh api
	@MOSAIQUE=$(TARGET)/debug/mosaique scripts/check-api.sh

crash: ## Kills writers N times on both databases, looks whether anything acknowledged is missing (N=500 SEED=1)
	@scripts/tools.sh postgres
	cargo build --release --locked -p store --example crash
	@scripts/crash.sh $(TARGET)/release/examples/crash $(or $(N),500) $(or $(SEED),1)

pictures: frontend ## Accepts the new pictures of pages in tests/browser/reference, to be looked at before they are committed
	cargo test --workspace --locked --no-run
	@scripts/browser-tests.sh $(TARGET)/debug/mosaique --bless look.test.mjs

lint: frontend ## Clippy on everything, warnings refused
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

bench: frontend ## Measures against the peers, answers compared first (see bench/README.md)
	bench/run

load: frontend ## Many people drafting at once, on both databases (PEOPLE=200 SECONDS=120)
	@scripts/tools.sh postgres
	cargo build --release --locked -p mosaique
	cargo build --locked -p mosaique --example dossiers
	@CARGO_TARGET_DIR=$(TARGET) bench/dossiers load $(or $(PEOPLE),200) $(or $(SECONDS),120)

timing: frontend ## Whether the time of an answer tells that a dossier exists, on both databases (REQUESTS=3000)
	@scripts/tools.sh postgres
	cargo build --release --locked -p mosaique
	cargo build --locked -p mosaique --example dossiers
	@CARGO_TARGET_DIR=$(TARGET) bench/dossiers timing $(or $(REQUESTS),3000)

data: tools ## Makes the embedded data again from the packages of open data, checks their hashes
	@scripts/tools.sh data
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	scripts/fetch-open-data.sh "$$folder"; \
	cargo run --locked -p observatory -- embed --from "$$folder" --to data
	@$(MAKE) --no-print-directory atlas

atlas: ## Runs every indicator over the embedded data and writes data/france.atlas
	cargo run --locked -p observatory -- build --data data --indicators indicators --output data/france.atlas

frontend: tools ## Builds styles, script and typefaces
	@scripts/frontend.sh

tools: ## Installs what is missing on a Debian or Ubuntu machine
	@scripts/tools.sh

bless: ## Accepts new snapshots, after reading them
	INSTA_UPDATE=always cargo test --workspace --locked

fuzz: ## Runs each fuzz target for a minute (needs cargo-fuzz)
	@set -e; cd fuzz; export RUSTC_BOOTSTRAP=1; for target in $$(cargo fuzz list); do \
	mkdir -p corpus/$$target; \
	cargo fuzz run $$target corpus/$$target seeds/$$target -- -max_total_time=60 -timeout=10; done

clean: ## Removes what was built
	cargo clean
	rm -rf frontend/dist frontend/node_modules tests/browser/node_modules tests/browser/differences tests/oidc/node_modules
