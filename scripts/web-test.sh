#!/usr/bin/env bash
# Runs the tests of `web/` on what web-build.sh has built: node's test runner, and Chromium by Playwright.
#
#   web-test.sh [FILE]...   (all of them without an argument)
set -euo pipefail
cd "$(dirname "$0")/.."

PATH="$(scripts/web-tools.sh):$PATH"
export PATH
cd web
if [[ $# == 0 ]]; then
    # Two browsers at once are what two cores bear.
    node --test --test-concurrency=2 'tests/**/*.test.ts'
else
    node --test "$@"
fi
