#!/usr/bin/env bash
# How long it takes from when a record arrives until it is committed with its alerts and what the sinks are to be told, at a
# steady rate, archive on, our own rules: the median and the 99th percentile, of the loads in which records came.
#
#   bench/latency.sh [FILE [RATE [SECONDS]]]
#
# FILE holds the logs, a record a line; where it does not exist, RECORDS (200,000) are generated into it.
set -euo pipefail
file="${1:-${TMPDIR:-/tmp}/firstseen-mixed-200k.ndjson}"
rate="${2:-5000}"
seconds="${3:-60}"
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"
[ -f "$file" ] || run_java dev.firstseen.bench.generate.Generate --mixed --records "${RECORDS:-200000}" --out "$file" >&2

port="${PORT:-8199}"
mkdir "$work/service"
cat > "$work/service/firstseen.toml" <<TOML
[store]
path = "firstseen.db"
[time]
counts = "occurred"
[operations]
listen = "127.0.0.1:$port"
[[source]]
type = "stdin"
[[sink]]
type = "file"
path = "alerts.ndjson"
TOML
"$root/firstseen" --version > /dev/null # builds it
cat "$file" > /dev/null                 # into the page cache
before=$(processors)
status=0
{ time { (run_java dev.firstseen.bench.measure.PacedFeed "$file" "$rate" "$seconds" "http://127.0.0.1:$port/metrics" \
    2> "$work/metrics") | (cd "$work/service" && "$root/firstseen" watch --once --config firstseen.toml) \
    > "$work/out" 2> "$work/err" || status=$?; }; } 2> "$work/time"
[ "$status" -eq 0 ] || { tail -n 5 "$work/err" "$work/metrics" >&2; exit 1; }
echo "$before $(processors) $(cat "$work/time")" >> "$work/processors"
echo "$(basename "$file") at $rate records/s for $seconds seconds."
machine
others
echo
cat "$work/metrics"
