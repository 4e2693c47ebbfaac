# The only entry for people and CI. `make help` lists the targets.
# YES=1 installs what is missing without asking.

MODULES := spnego_filter radius_filter iodef_filter
WEB_CRATES := iodef-wasm iodef-exchange iodef-crypto
WASM_TARGET := wasm32-unknown-unknown
BENCHES := spnego radius iodef
# Those that run in a browser.
WEB_BENCHES := iodef
# All that has native tests, in one selection: with two, dependencies would differ in features, and
# wasmtime would be compiled for each.
NATIVE := --workspace --exclude '*-filter' $(WEB_CRATES:%=--exclude %) --all-features
TARGET_DIR := $(or $(CARGO_TARGET_DIR),target)

ENVOY_FLOOR := 1.37.0

.PHONY: help setup demo serve test test-floor fuzz bench wasm web lint dist

help: ## list the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 8

setup: ## install what demo and test need: toolchain, Debian packages, Envoy
	@scripts/setup.sh test

.PHONY: setup-demo setup-bench
setup-demo setup-bench: setup-%:
	@scripts/setup.sh $*

demo: setup-demo wasm programs site ## a real Kerberos user, roaming users, incident reports and their editor
	$(TARGET_DIR)/debug/demo

serve: setup-demo wasm programs site ## the same, and stay until Ctrl-C
	$(TARGET_DIR)/debug/demo serve

test: setup wasm web ## all tests: cores, shells, gateway, modules under wasmtime and in Envoy, real clients, browser
	cargo test $(NATIVE)
	scripts/web-test.sh

.PHONY: test-web
test-web: setup web ## the editor in a real browser, and its parts without one
	scripts/web-test.sh

test-floor: setup wasm ## the Envoy tests on the oldest supported release
	@EDGEWARDEN_ENVOY= ENVOY_VERSION=$(ENVOY_FLOOR) scripts/setup.sh demo
	EDGEWARDEN_ENVOY=$(CURDIR)/.tools/envoy-$(ENVOY_FLOOR)/bin/envoy cargo test $(NATIVE) --test envoy --test radius_envoy --test iodef_envoy

# The demo and the gateway that it starts; the command line, because with it they have the features of
# the tests.
.PHONY: programs
programs:
	cargo build --quiet -p host-tests -p edgewarden-gateway -p edgewarden

fuzz: ## fuzz one parser: TARGET=keytab SECONDS=600; needs nightly Rust and cargo-fuzz
	fuzz/run.sh $(TARGET) $(or $(SECONDS),600)

AREAS = $(or $(AREA),$(BENCHES))

bench: setup-bench $(if $(filter-out $(WEB_BENCHES),$(AREAS)),servers) ## measure side by side with the named peers; AREA=spnego for one area
	@for area in $(filter-out $(WEB_BENCHES),$(AREAS)); do \
		cargo bench --quiet -p host-tests --bench $$area || exit 1; \
	done
	@for area in $(filter $(WEB_BENCHES),$(AREAS)); do scripts/web-bench.sh || exit 1; done

# What the benches of servers measure.
.PHONY: servers
servers: wasm
	cargo build --quiet --release -p edgewarden-gateway

# Each module is built by its own command, so that cargo does not mix their features.
wasm: $(MODULES:%=dist/%.wasm) ## build every module into dist/NAME.wasm

dist/%.wasm: .FORCE
	@scripts/toolchain.sh
	cargo build --quiet -p $(subst _,-,$*) --profile wasm --target $(WASM_TARGET)
	@mkdir -p dist
	@cp $(TARGET_DIR)/$(WASM_TARGET)/wasm/$*.wasm $@
	@echo "$@: $$(stat -c %s $@) octets"

.PHONY: .FORCE
.FORCE:

web: ## the editor: dist/web for any static server, dist/npm the package
	scripts/web-build.sh

# What of it Envoy serves.
.PHONY: site
site:
	scripts/web-build.sh core site

dist: wasm web ## everything that is released: modules, image layouts, programs, checksums
	cargo build --quiet --release -p edgewarden
	cargo build --quiet --release -p edgewarden-gateway
	@cp $(TARGET_DIR)/release/edgewarden $(TARGET_DIR)/release/edgewarden-gateway dist/
	@for module in $(MODULES); do scripts/oci-layout.py dist/$$module.wasm dist/oci/$$module; done
	@cd dist && sha256sum edgewarden edgewarden-gateway *.wasm > SHA256SUMS && cat SHA256SUMS

lint: ## formatting, clippy on both targets, dependency directions, sizes of files
	@scripts/toolchain.sh
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy -p filter-kit $(MODULES:%_filter=-p %-filter) --target $(WASM_TARGET) -- -D warnings
	scripts/check-dependencies.sh
	scripts/check-sizes.sh
	scripts/web-check.sh
