#!/usr/bin/env bash
# Builds what browsers run: web/pkg (the core as WebAssembly), dist/web (the site), dist/npm (the package).
#
#   web-build.sh [core|site|package]...   (all of them without an argument)
set -euo pipefail
cd "$(dirname "$0")/.."

readonly TARGET=${CARGO_TARGET_DIR:-$PWD/target}

main() {
    scripts/toolchain.sh
    PATH="$(scripts/web-tools.sh):$PATH"
    export PATH
    local part parts=("$@")
    [[ $# != 0 ]] || parts=(core site package)
    for part in "${parts[@]}"; do
        case $part in
            core) build_core ;;
            site) build_site ;;
            package) build_package ;;
            *) echo "usage: web-build.sh [core|site|package]..." >&2; exit 2 ;;
        esac
    done
    node web/build/sizes.ts
}

build_core() {
    build_wasm iodef-wasm iodef
    build_wasm iodef-exchange exchange
    build_wasm iodef-crypto crypto
}

# One crate, as the name in web/pkg.
build_wasm() {
    local out=$TARGET/web-pkg
    CARGO_TARGET_DIR=$TARGET wasm-pack --log-level error build "web/$1" --target web --mode no-install \
        --no-pack --no-opt --no-gitignore --profile web --out-dir "$out" --out-name "$2"
    mkdir -p web/pkg
    cp "$out/$2.js" "$out/$2.d.ts" web/pkg/
    wasm-opt -Oz --converge "$out/$2_bg.wasm" -o "web/pkg/$2_bg.wasm"
}

build_site() {
    (cd web && tsc --noEmit && vite build --logLevel warn)
}

build_package() {
    (cd web && vite build --logLevel warn --config vite.npm.config.ts && node build/package.ts)
}

main "$@"
