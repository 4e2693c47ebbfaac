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
    build_wasm iodef-wasm iodef web-core
    build_wasm iodef-exchange exchange web
    build_wasm iodef-crypto crypto web
}

# One crate, as the name in web/pkg, built by a profile.
build_wasm() {
    local out=$TARGET/web-pkg
    CARGO_TARGET_DIR=$TARGET wasm-pack --log-level error build "web/$1" --target web --mode no-install \
        --no-pack --no-opt --no-gitignore --profile "$3" --out-dir "$out" --out-name "$2"
    mkdir -p web/pkg
    cp "$out/$2.js" "$out/$2.d.ts" web/pkg/
    [[ $2 != exchange ]] || add_forget
    # What was made of the same octets before stays.
    if [[ -e web/pkg/$2_bg.wasm ]] && cmp -s "$out/$2_bg.wasm" "$out/$2.optimised" && cmp -s "$0" "$out/$2.script"; then
        return
    fi
    # Functions that are called once or are small stay as they are, and those of one generic side by
    # side: what repeats itself costs nothing once it is compressed.
    wasm-opt -Oz --always-inline-max-function-size 0 --one-caller-inline-max-function-size 0 \
        --flexible-inline-max-function-size 0 --reorder-functions-by-name --strip-producers \
        "$out/$2_bg.wasm" -o "web/pkg/$2_bg.wasm"
    cp "$out/$2_bg.wasm" "$out/$2.optimised"
    cp "$0" "$out/$2.script"
}

# The second module can be loaded anew where it stopped in the middle of something (web/src/session/worker.ts);
# wasm-pack cannot ask wasm-bindgen for that.
add_forget() {
    echo 'export function forget() { wasm = undefined; __wbg_init_promise = undefined; }' >> web/pkg/exchange.js
    echo 'export function forget(): void;' >> web/pkg/exchange.d.ts
}

build_site() {
    (cd web && tsc --noEmit && vite build --logLevel warn)
}

build_package() {
    (cd web && vite build --logLevel warn --config vite.npm.config.ts && node build/package.ts)
}

main "$@"
