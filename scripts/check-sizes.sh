#!/usr/bin/env bash
# Source files stay readable: no more than 600 lines before the tests of a file, and no shell of
# more than 400 lines.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly MAX_FILE_LINES=600 MAX_SHELL_LINES=400
failures=0

main() {
    local file lines shell total
    while read -r file; do
        lines=$(code_lines "$file")
        ((lines <= MAX_FILE_LINES)) || complain "$file has $lines lines, at most $MAX_FILE_LINES"
    done < <(git ls-files --cached --others --exclude-standard '*.rs')
    for shell in modules/*-filter; do
        total=0
        while read -r file; do
            total=$((total + $(code_lines "$file")))
        done < <(git ls-files --cached --others --exclude-standard "$shell/src/*.rs")
        ((total <= MAX_SHELL_LINES)) || complain "$shell has $total lines, at most $MAX_SHELL_LINES"
    done
    ((failures == 0)) || exit 1
    echo "sizes: as they should be"
}

# Lines before the tests of a file.
code_lines() {
    awk '/^#\[cfg\(test\)\]$/ { exit } { lines++ } END { print lines + 0 }' "$1"
}

complain() {
    echo "sizes: $1" >&2
    failures=$((failures + 1))
}

main
