#!/usr/bin/env bash
# Runs the seed rule with Firstseen and with what else one would use, on one file, interleaved, whole processes, and
# prints medians as a Markdown table.
#
#   bench/side-by-side.sh [FILE [ROUNDS]]
#
# FILE is a unified audit log, a record a line. Without it, or where it does not exist, 1,000,000 records are generated.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
file="${1:-${TMPDIR:-/tmp}/firstseen-audit-1m.ndjson}"
rounds="${2:-5}"
records="${RECORDS:-1000000}"
literal='Cmsi:Cmsi'
. "$root/bench/jdk25.sh"

if [ ! -f "$root/bench/target/classpath.txt" ] || [ ! -d "$root/bench/target/classes" ]; then
    echo "Building bench ..." >&2
    (cd "$root" && mvn -B -ntp -q -pl bench -am package -DskipTests) >&2
fi
classpath="$root/bench/target/classes:$(cat "$root/bench/target/classpath.txt")"
run_java() {
    "$java" --enable-native-access=ALL-UNNAMED -Xmx1g -cp "$classpath" "$@"
}

if [ ! -f "$file" ]; then
    run_java dev.firstseen.bench.generate.Generate --records "$records" --out "$file" >&2
fi
bytes=$(wc -c < "$file")

# The whole condition, without the memory: what a shell can do in one line.
condition='select(.ApplicationId == "29d9ed98-a469-4536-ade2-f981bc1d605e"
    and any(.Target[]?; .ID == "00000003-0000-0000-c000-000000000000")
    and any(.ExtendedProperties[]?; .Name == "RequestType" and .Value == "Cmsi:Cmsi")
    and any(.DeviceProperties[]?; .Value == "False")) | .Id'

# Each alternative prints what it found, a line or so for each: the output is read, so that nothing may stop early.
ripgrep() { rg -c -F "$literal" "$file"; }
grep_count() { grep -c -F "$literal" "$file" | cat; }
grep_jq() { grep -F "$literal" "$file" | jq -c "$condition"; }
duckdb_columns() { run_java dev.firstseen.bench.compare.DuckDbScan --columns "$file"; }
duckdb_alone() { run_java dev.firstseen.bench.compare.DuckDbScan "$file"; }
jackson_tree() { run_java dev.firstseen.bench.compare.JacksonTreeScan "$file"; }
firstseen() { "$root/firstseen" scan "$file" 2> /dev/null; }

declare -A title=(
    [ripgrep]="\`rg -c\` of one literal"
    [grep_count]="\`grep -c\` of one literal"
    [grep_jq]="\`grep\` piped into \`jq\`, the filter alone"
    [duckdb_columns]="DuckDB, columns given by hand"
    [duckdb_alone]="DuckDB, columns found by itself"
    [jackson_tree]="a program over Jackson's trees"
    [firstseen]="**\`firstseen scan\`**"
)
cases=()
missing=()
command -v rg > /dev/null && cases+=(ripgrep) || missing+=("rg (ripgrep) is not installed")
cases+=(grep_count)
command -v jq > /dev/null && cases+=(grep_jq) || missing+=("jq is not installed")
cases+=(duckdb_columns duckdb_alone jackson_tree)
[ -x "$root/firstseen" ] && cases+=(firstseen) || missing+=("the launcher ./firstseen is not there")

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cat "$file" > /dev/null # into the page cache
TIMEFORMAT='%R %U %S'
for ((round = 0; round <= rounds; round++)); do
    for case in "${cases[@]}"; do
        status=0
        { time "$case" > "$work/$case.out" 2> "$work/$case.err" || status=$?; } 2> "$work/time"
        if [ "$status" -ne 0 ]; then
            echo "$case failed with status $status:" >&2
            tail -n 5 "$work/$case.err" >&2
            exit 1
        fi
        # The first round warms the caches and is not counted.
        [ "$round" -eq 0 ] || cat "$work/time" >> "$work/$case.times"
        printf '.' >&2
    done
done
echo >&2

# The median of a column of a case's times; the second column is the CPU's, user and system.
median() {
    awk -v what="$2" '{ print what == "wall" ? $1 : $2 + $3 }' "$work/$1.times" | sort -n |
        awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

echo "$(basename "$file"): $bytes bytes; medians of $rounds interleaved runs, page cache warm, $(nproc) cores,"
echo "$("$java" -version 2>&1 | sed -n 2p)"
echo
echo "| | seconds | GB/s | CPU seconds | of \`grep -c\` |$([ -x "$root/firstseen" ] && echo " firstseen takes |")"
echo "|---|---:|---:|---:|---:|$([ -x "$root/firstseen" ] && echo "---:|")"
grep_wall=$(median grep_count wall)
ours=0
[ -x "$root/firstseen" ] && ours=$(median firstseen wall)
for case in "${cases[@]}"; do
    awk -v title="${title[$case]}" -v wall="$(median "$case" wall)" -v cpu="$(median "$case" cpu)" -v bytes="$bytes" \
        -v grep="$grep_wall" -v ours="$ours" 'BEGIN {
            if (wall == 0) wall = 0.001
            printf "| %s | %.2f | %.2f | %.2f | %.2f |", title, wall, bytes / wall / 1e9, cpu, wall / grep
            if (ours > 0) printf " %.2f |", ours / wall
            printf "\n"
        }'
done
for what in "${missing[@]}"; do
    echo
    echo "Not measured: $what."
done
