#!/usr/bin/env bash
# Runs the seed rule with Firstseen and with what else one would use, on one file, interleaved, whole processes, and
# prints medians as a Markdown table.
#
#   bench/side-by-side.sh [FILE [ROUNDS]]
#
# FILE is a unified audit log, a record a line; where it does not exist, RECORDS (1,000,000) are generated into it.
set -euo pipefail
file="${1:-${TMPDIR:-/tmp}/firstseen-audit-1m.ndjson}"
rounds="${2:-5}"
literal='Cmsi:Cmsi'
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"
if [ ! -f "$file" ]; then
    run_java dev.firstseen.bench.generate.Generate --records "${RECORDS:-1000000}" --out "$file" >&2
fi
bytes=$(wc -c < "$file")

# The filter of the rule without its memory: what a shell can do in one line.
condition='select(.ApplicationId == "29d9ed98-a469-4536-ade2-f981bc1d605e"
    and any(.Target[]?; .ID == "00000003-0000-0000-c000-000000000000")
    and any(.ExtendedProperties[]?; .Name == "RequestType" and .Value == "Cmsi:Cmsi")
    and any(.DeviceProperties[]?; .Value == "False")) | .Id'

# grep goes into a pipe: into /dev/null it would stop at the first hit.
ripgrep() { rg -c -F "$literal" "$file"; }
grep_count() { grep -c -F "$literal" "$file" | cat; }
grep_jq() { grep -F "$literal" "$file" | jq -c "$condition"; }
duckdb_columns() { run_java dev.firstseen.bench.compare.DuckDbScan columns "$file"; }
duckdb_alone() { run_java dev.firstseen.bench.compare.DuckDbScan alone "$file"; }
duckdb_lines() { run_java dev.firstseen.bench.compare.DuckDbScan lines "$file"; }
jackson_tree() { run_java dev.firstseen.bench.compare.JacksonTreeScan "$file"; }
firstseen() { "$root/firstseen" scan --rules "$seed" "$file"; }

declare -A title=(
    [ripgrep]='`rg -c` of one literal'
    [grep_count]='`grep -c` of one literal'
    [grep_jq]='`grep` piped into `jq`, the filter alone'
    [duckdb_columns]='DuckDB, columns given by hand'
    [duckdb_alone]='DuckDB, columns found by itself'
    [duckdb_lines]='DuckDB over lines, JSON only where the literal is'
    [jackson_tree]="a program over Jackson's trees"
    [firstseen]='**`firstseen scan`**'
)
cases=()
missing=()
command -v rg > /dev/null && cases+=(ripgrep) || missing+=('rg (ripgrep) is not installed')
cases+=(grep_count)
command -v jq > /dev/null && cases+=(grep_jq) || missing+=('jq is not installed')
cases+=(duckdb_columns duckdb_alone duckdb_lines jackson_tree firstseen)

cat "$file" > /dev/null # into the page cache
time_cases "$rounds" "${cases[@]}"

ours=$(wall firstseen)
echo "$(basename "$file"), $bytes bytes: medians of $rounds interleaved runs, page cache warm."
machine
others
echo
echo '| | seconds | fastest | GB/s | CPU seconds | of `grep -c` | firstseen takes |'
echo '|---|---:|---:|---:|---:|---:|---:|'
for case in "${cases[@]}"; do
    awk -v title="${title[$case]}" -v wall="$(wall "$case")" -v fastest="$(fastest "$case")" -v cpu="$(cpu "$case")" \
        -v bytes="$bytes" -v grep="$(wall grep_count)" -v ours="$ours" 'BEGIN {
            if (wall == 0) wall = 0.001
            if (grep == 0) grep = 0.001
            printf "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f of it |\n",
                title, wall, fastest, bytes / wall / 1e9, cpu, wall / grep, ours / wall
        }'
done
for what in "${missing[@]}"; do
    printf '\nNot measured: %s.\n' "$what"
done
