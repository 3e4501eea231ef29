#!/usr/bin/env bash
# What the investigations cost: a scan of a tenant's mixed logs with the HTML report and with alerts alone, interleaved,
# whole processes, as a Markdown table.
#
#   bench/report.sh [FILE [ROUNDS [RULES]]]
#
# FILE holds the logs, a record a line; where it does not exist, RECORDS (200,000) are generated into it. RULES is a folder
# of rules; without it our own run.
set -euo pipefail
file="${1:-${TMPDIR:-/tmp}/firstseen-mixed-200k.ndjson}"
rounds="${2:-3}"
rules=(${3:+--rules "$3"})
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"
[ -f "$file" ] || run_java dev.firstseen.bench.generate.Generate --mixed --records "${RECORDS:-200000}" --out "$file" >&2

alerts() { "$root/firstseen" scan "${rules[@]}" --format ndjson -o "$work/alerts.ndjson" "$file"; }
report() { "$root/firstseen" scan "${rules[@]}" --format html -o "$work/report.html" "$file"; }
cat "$file" > /dev/null # into the page cache
time_cases "$rounds" alerts report
echo "$(basename "$file"), $(wc -c < "$file") bytes, $(wc -l < "$work/alerts.ndjson") alerts: medians of $rounds runs."
machine
others
echo
echo '| | seconds | CPU seconds | bytes written |'
echo '|---|---:|---:|---:|'
printf '| alerts alone | %s | %s | %s |\n' "$(wall alerts)" "$(cpu alerts)" "$(wc -c < "$work/alerts.ndjson")"
printf '| HTML report | %s | %s | %s |\n' "$(wall report)" "$(cpu report)" "$(wc -c < "$work/report.html")"
