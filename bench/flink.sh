#!/usr/bin/env bash
# One rule over a file of audit records as a Flink job in one process, with RocksDB and with state in the heap, and as a
# plain scan, interleaved, whole processes, as a Markdown table.
#
#   bench/flink.sh [FILE [ROUNDS]]
#
# FILE holds the records, one a line; where it does not exist, RECORDS (1,000,000) are generated into it. RULE names another
# rule than that of the device code grant.
set -euo pipefail
file="${1:-${TMPDIR:-/tmp}/firstseen-audit-1m.ndjson}"
rounds="${2:-3}"
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"
rule="${RULE:-$seed}"
[ -f "$file" ] || run_java dev.firstseen.bench.generate.Generate --records "${RECORDS:-1000000}" --out "$file" >&2

job() {
    rm -rf "$work/$1"
    mkdir -p "$work/$1/logs"
    ln "$file" "$work/$1/logs/" 2>/dev/null || cp "$file" "$work/$1/logs/"
    cat > "$work/$1/firstseen.toml" <<TOML
[rules]
paths = ["$rule"]
[[source]]
type = "folder"
path = "logs"
[[sink]]
type = "folder"
path = "alerts"
[flink]
bounded = true
parallelism = 2
notices = "notices"
rocksdb = $2
checkpoints = "checkpoints"
TOML
    "$root/firstseen" flink --local --config "$work/$1/firstseen.toml"
}
rocksdb() { job rocksdb true; }
heap() { job heap false; }
scan() { "$root/firstseen" scan --rules "$rule" --format ndjson -o "$work/alerts.ndjson" "$file"; }
cat "$file" > /dev/null # into the page cache
time_cases "$rounds" rocksdb heap scan
records=$(wc -l < "$file")
echo "$(basename "$file"), $(wc -c < "$file") bytes, $records records: medians of $rounds runs, start and stop included."
machine
others
echo
echo '| | seconds | records/s | CPU seconds a million records |'
echo '|---|---:|---:|---:|'
row() {
    awk -v name="$1" -v records="$records" -v wall="$(wall "$2")" -v cpu="$(cpu "$2")" \
        'BEGIN { printf "| %s | %.1f | %.0f | %.1f |\n", name, wall, records / wall, cpu * 1e6 / records }'
}
row 'Flink, two tasks, RocksDB' rocksdb
row 'Flink, two tasks, state in the heap' heap
row 'plain scan' scan
