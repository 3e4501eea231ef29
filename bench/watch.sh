#!/usr/bin/env bash
# The live service on a tenant's mixed logs from standard input, archive on, from start to stop, as a Markdown table.
#
#   bench/watch.sh [FILE [ROUNDS]]
#
# FILE holds the logs, a record a line; where it does not exist, RECORDS (200,000) are generated into it. Our own rules run.
set -euo pipefail
file="${1:-${TMPDIR:-/tmp}/firstseen-mixed-200k.ndjson}"
rounds="${2:-3}"
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"
[ -f "$file" ] || run_java dev.firstseen.bench.generate.Generate --mixed --records "${RECORDS:-200000}" --out "$file" >&2

watch() {
    rm -rf "$work/service"
    mkdir "$work/service"
    cat > "$work/service/firstseen.toml" <<'TOML'
[store]
path = "firstseen.db"
[time]
counts = "occurred"
[operations]
listen = "127.0.0.1:0"
[[source]]
type = "stdin"
[[sink]]
type = "file"
path = "alerts.ndjson"
TOML
    (cd "$work/service" && "$root/firstseen" watch --once --config firstseen.toml < "$file")
}
cat "$file" > /dev/null # into the page cache
time_cases "$rounds" watch
records=$(wc -l < "$file")
echo "$(basename "$file"), $records records: medians of $rounds runs, start and stop included."
machine
others
echo
echo '| seconds | records/s | CPU seconds a million records |'
echo '|---:|---:|---:|'
awk -v records="$records" -v wall="$(wall watch)" -v cpu="$(cpu watch)" \
    'BEGIN { printf "| %.1f | %.0f | %.0f |\n", wall, records / wall, cpu * 1e6 / records }'
