#!/usr/bin/env bash
# Tests what web-build.sh made: modules under Node, the editor in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."

PATH="$(scripts/web-tools.sh):$PATH"
cd web
tsc --noEmit
exec timeout 900 node --test --test-timeout=300000 'tests/**/*.test.ts'
