#!/usr/bin/env bash
# Installs the toolchain of rust-toolchain.toml: rustup does not do that by itself everywhere.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v rustup >/dev/null; then
    echo "rustup is missing; install it from https://rustup.rs and run this again" >&2
    exit 1
fi
channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
target=$(sed -n 's/^targets = \["\(.*\)"\]/\1/p' rust-toolchain.toml)
if rustup target list --toolchain "$channel" --installed 2>/dev/null | grep -qx "$target"; then
    exit 0
fi
echo "setup: installing Rust $channel with $target"
# Updating rustup itself is not our business, and fails where CARGO_HOME is a new folder.
rustup toolchain install --no-self-update
