# make build   installs what is missing and leaves target/release/minato (in CARGO_TARGET_DIR, where that is set)
# make demo    the tasks of two services in a VPC, for real, and what may pass between them
# make test    everything that says whether it works; needs root
# make check   everything that says whether the code is in order
# make bench   how fast it is, against its baselines; needs root
# make mutants whether tests notice that a fix is taken out, one after the other; needs root

CARGO_TARGET_DIR ?= $(CURDIR)/target
export CARGO_TARGET_DIR
CARGO := cargo --locked
# The probe runs in any container: it is linked statically, for this machine.
HOST_TRIPLE = $(shell rustc --version --verbose 2>/dev/null | sed -n 's/^host: //p')
PROBE = $(CARGO_TARGET_DIR)/$(HOST_TRIPLE)/release/minato-probe
PYTHON := $(CURDIR)/.venv/bin/python
# Tests share one kernel and few cores: more at once only makes their deadlines come closer.
export RUST_TEST_THREADS ?= 2

.PHONY: all build setup setup-demo compile probe example-image demo test check test-rust test-system mutants bench clean
.NOTPARALLEL:

all: build

setup:
	@scripts/setup

# Of Python's packages the demo needs the AWS CLI alone, and takes one that is there.
setup-demo:
	@scripts/setup demo

build: setup compile

# After what may be missing is there, for it takes minutes.
compile:
	$(CARGO) build --release --package minato
	@if [ "$(CARGO_TARGET_DIR)" != "$(CURDIR)/target" ]; then echo "binary: $(CARGO_TARGET_DIR)/release/minato"; fi

probe:
	RUSTFLAGS="-C target-feature=+crt-static" $(CARGO) build --release --target $(HOST_TRIPLE) \
		--package minato-lab --no-default-features --bin minato-probe

# An image to run tasks from, for those who have no registry at hand.
example-image: probe
	@PROBE=$(PROBE) examples/image/build $(CARGO_TARGET_DIR)/example-image.tar
	@echo "image: $(CARGO_TARGET_DIR)/example-image.tar"

demo: setup-demo compile probe
	@MINATO=$(CARGO_TARGET_DIR)/release/minato PROBE=$(PROBE) examples/ecs-awsvpc/run

check: setup
	cargo fmt --all --check
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --document-private-items --quiet
	"$$(scripts/tool cargo-deny)" --manifest-path "$(CURDIR)/Cargo.toml" --log-level error check --hide-inclusion-graph bans licenses sources
	$(CARGO) xtask wire --check
	$(CARGO) xtask reasons --check

test: setup
	@scripts/test

# The parts of `make test`, for use one at a time.
test-rust:
	$(CARGO) test --workspace --no-fail-fast --quiet

test-system: setup probe
	$(CARGO) build --package minato
	MINATO=$(CARGO_TARGET_DIR)/debug/minato PROBE=$(PROBE) $(PYTHON) -m pytest tests $(PYTEST_ARGS)

# Some rows only: MUTANTS='ipv6/* rules/one-subnet'.
mutants: setup
	@scripts/mutants $(foreach row,$(MUTANTS),'$(row)')

bench: setup
	$(CARGO) run --release --package minato-bench

clean:
	cargo clean
