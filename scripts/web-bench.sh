#!/usr/bin/env bash
# Measures the editor in a browser, beside the validators that npm has: `make bench AREA=iodef`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/web-build.sh core site
PATH="$(scripts/web-tools.sh):$PATH"
export PATH
exec node web/bench/run.ts
