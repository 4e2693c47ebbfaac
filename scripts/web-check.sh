#!/usr/bin/env bash
# Types of `web/`, and its sizes: files of at most 400 lines.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly MAX_LINES=400
PATH="$(scripts/web-tools.sh):$PATH"
export PATH
scripts/web-build.sh core
(cd web && tsc --noEmit)
failures=0
while read -r file; do
    lines=$(wc -l <"$file")
    if ((lines > MAX_LINES)); then
        echo "web: $file has $lines lines, at most $MAX_LINES" >&2
        failures=1
    fi
done < <(git ls-files --cached --others --exclude-standard 'web/*.ts')
((failures == 0)) || exit 1
echo "web: as it should be"
