#!/usr/bin/env bash
# Tests what web-build.sh made: modules under Node, the editor in a real browser.
#
#   web-test.sh [FILE]...             (files of web/, all of them without an argument)
#   SLOW=500 web-test.sh [FILE]...    in pages whose files and answers come up to 500 ms late: web/tests/slow.ts
set -euo pipefail
cd "$(dirname "$0")/.."

PATH="$(scripts/web-tools.sh):$PATH"
export PATH
cd web
tsc --noEmit
if [[ $# == 0 ]]; then
    # Two browsers at once are what two cores bear.
    exec timeout 1800 node --test --test-concurrency=2 --test-timeout=300000 'tests/**/*.test.ts'
fi
exec node --test "$@"
