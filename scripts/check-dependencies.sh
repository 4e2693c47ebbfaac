#!/usr/bin/env bash
# Dependencies point one way: shells to cores and filter-kit, never back, and a core does no I/O.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly CORES=(kerberos spnego kdc radius rsip iodef)
# What no core may depend on, directly or through another crate.
readonly NOT_IN_A_CORE='proxy-wasm|proxy-wasm-host|wasm-bindgen|wasmtime|tokio|getrandom|filter-kit|.*-filter'
failures=0

main() {
    local core other
    for core in "${CORES[@]}"; do
        [[ -d modules/$core ]] || continue
        refuse "$core" "$NOT_IN_A_CORE" --all-features
        for other in "${CORES[@]}"; do
            may_depend "$core" "$other" || refuse "$core" "$other" --all-features
        done
    done
    if tree spnego-filter --target wasm32-unknown-unknown | grep -q '^kerberos$'; then
        only_feature_of_kerberos spnego-filter acceptor
    fi
    refuse spnego-filter 'getrandom|wasm-bindgen|wasmtime|tokio' --target wasm32-unknown-unknown
    refuse radius-filter 'kerberos|spnego|getrandom|wasm-bindgen|wasmtime|tokio' \
        --target wasm32-unknown-unknown
    refuse iodef-filter 'kerberos|spnego|radius|getrandom|wasm-bindgen|wasmtime|tokio' \
        --target wasm32-unknown-unknown
    ((failures == 0)) || exit 1
    echo "dependencies: as they should be"
}

# A core depends on no other, but spnego and kdc may use kerberos.
may_depend() {
    [[ $1 == "$2" || ($1 == spnego || $1 == kdc) && $2 == kerberos ]]
}

refuse() {
    local package=$1 pattern=$2 found
    shift 2
    found=$(tree "$package" "$@" | grep -xE "$pattern" | grep -vx "$package" | sort -u | tr '\n' ' ') || true
    [[ -z $found ]] || complain "$package must not depend on: $found"
}

only_feature_of_kerberos() {
    local features
    features=$(cargo tree --locked --quiet -e normal,no-proc-macro -p "$1" --target wasm32-unknown-unknown \
        --prefix none -f '{p} {f}' | sed -n 's/^kerberos v[^ ]* ([^)]*) *//p' | sed 's/ *(\*)$//' | sort -u)
    [[ $features == "$2" ]] || complain "$1 must build kerberos with $2 alone, not with: $features"
}

# Names of a package's dependencies, itself included. What procedural macros use stays in the
# compiler and is not listed.
tree() {
    local package=$1
    shift
    cargo tree --locked --quiet -e normal,no-proc-macro -p "$package" "$@" --prefix none -f '{p}' | cut -d' ' -f1
}

complain() {
    echo "dependencies: $1" >&2
    failures=$((failures + 1))
}

main
