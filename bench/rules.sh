#!/usr/bin/env bash
# Scans a tenant's mixed logs with 1, 10, 50 and all rules over Microsoft's logs of a checkout of Elastic's public rules,
# interleaved, whole processes, and prints medians as a Markdown table; beside it the same rules asked one after another of
# Jackson trees.
#
#   bench/rules.sh RULES [FILE [ROUNDS]]
#
# RULES is the checkout's folder rules. FILE holds the logs, a record a line; where it does not exist, RECORDS (1,000,000)
# are generated into it. Which rules the smaller numbers take is decided by a hash of their file names.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
if [ $# -lt 1 ]; then
    echo "Usage: bench/rules.sh RULES [FILE [ROUNDS]]" >&2
    exit 2
fi
rules="$(cd "$1" && pwd)"
file="${2:-${TMPDIR:-/tmp}/firstseen-mixed-1m.ndjson}"
rounds="${3:-5}"
. "$root/bench/timing.sh"
if [ ! -f "$file" ]; then
    run_java dev.firstseen.bench.generate.Generate --mixed --records "${RECORDS:-1000000}" --out "$file" >&2
fi
bytes=$(wc -c < "$file")

grep -lE '^type = "(query|new_terms|threshold)"' "$rules"/integrations/{azure,o365}/*.toml |
    while read -r path; do
        printf '%s %s\n' "$(basename "$path" | cksum | cut -d' ' -f1)" "$path"
    done | sort -n | cut -d' ' -f2 > "$work/all"
all=$(wc -l < "$work/all")
counts=()
for count in 1 10 50 "$all"; do
    [ "$count" -le "$all" ] || continue
    mkdir "$work/$count"
    head -n "$count" "$work/all" | xargs -I{} cp {} "$work/$count/"
    counts+=("$count")
done

cat "$file" > /dev/null # into the page cache
cases=()
for count in "${counts[@]}"; do
    eval "with_$count() { \"\$root/firstseen\" scan --rules \"\$work/$count\" --format ndjson \\
        -o \"\$work/$count.alerts\" \"\$file\"; }"
    cases+=("with_$count")
done
time_cases "$rounds" "${cases[@]}"

# One after another takes long, so it is asked of a part, whose time is scaled by the number of records.
part="${PART:-20000}"
head -n "$part" "$file" > "$work/part.ndjson"
"$root/firstseen" normalize "$work/part.ndjson" > "$work/part.documents" 2> /dev/null
records=$(wc -l < "$file")
one_by_one() {
    run_java dev.firstseen.bench.compare.RulesOneByOne "$work/$1" "$1" "$work/part.documents" | sed 's/.*matches, \([0-9.]*\) s.*/\1/'
}
slow=$(one_by_one "$all" | awk -v records="$records" -v part="$part" '{ print $1 * records / part }')
echo >&2

echo "$(basename "$file"), $bytes bytes, $records records: medians of $rounds interleaved runs, page cache warm, $(nproc) cores."
machine
others
echo
echo '| rules | alerts | seconds | GB/s | CPU seconds |'
echo '|---:|---:|---:|---:|---:|'
for count in "${counts[@]}"; do
    awk -v count="$count" -v alerts="$(wc -l < "$work/$count.alerts")" -v wall="$(wall "with_$count")" \
        -v cpu="$(cpu "with_$count")" -v bytes="$bytes" \
        'BEGIN { printf "| %d | %d | %.2f | %.2f | %.2f |\n", count, alerts, wall, bytes / wall / 1e9, cpu }'
done
awk -v count="$all" -v slow="$slow" -v bytes="$bytes" 'BEGIN {
        printf "| %d, one after another on Jackson trees, one thread | – | %.0f | %.4f | %.0f |\n", \
            count, slow, bytes / slow / 1e9, slow
    }'
awk -v slow="$slow" -v cpu="$(cpu "with_$all")" -v wall="$(wall "with_$all")" 'BEGIN {
        printf "\nOne after another takes %.0f times the seconds and %.0f times the CPU seconds of all rules at once.\n", \
            slow / wall, slow / cpu
    }'
