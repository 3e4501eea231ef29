#!/usr/bin/env bash
# Measures what side-by-side.sh does not: a small file, the same scan again in a warm JVM, --audit, the shapes that have
# to be unwrapped, and memory. Prints Markdown tables.
#
#   bench/goals.sh [FOLDER [ROUNDS]]
#
# FOLDER gets about 8 GB of generated logs, and keeps all but the largest for the next time.
set -euo pipefail
folder="${1:-${TMPDIR:-/tmp}/firstseen-bench}"
rounds="${2:-5}"
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"
generate() { HEAP=4g run_java dev.firstseen.bench.generate.Generate "$@" >&2; }

mkdir -p "$folder"
log="$folder/audit-1m.ndjson"
small="$folder/audit-1mb.ndjson"
[ -f "$log" ] || generate --records 1000000 --out "$log"
[ -f "$small" ] || generate --records 600 --out "$small"
shapes=(purview-csv search-json graph-json)
for shape in "${shapes[@]}"; do
    [ -d "$folder/$shape" ] || generate --records 400000 --shape "$shape" --out "$folder/$shape"
done

small_file() { "$root/firstseen" scan --rules "$seed" "$small"; }
time_cases $((4 * rounds)) small_file

echo
machine
echo
echo "Start to finish on $(wc -c < "$small") bytes: $(wall small_file) s, the fastest $(fastest small_file) s," \
    "of $((4 * rounds)) runs."
others
echo

# A process for each row; the first scan in it is one of a JVM just started. Heap as the command has it.
echo '| | GB | whole process, GB/s | first scan in a JVM | second | median of those after |'
echo '|---|---:|---:|---:|---:|---:|'
row() {
    local title=$1 mode=$2 path=$3 option=
    [ "$mode" = scan ] || option=--audit
    whole_process() { "$root/firstseen" scan --rules "$seed" $option "$path"; }
    rm -f "$work/whole_process.times"
    time_cases "$rounds" whole_process
    HEAP=256m run_java dev.firstseen.bench.measure.RepeatedScan "$seed" "$mode" $((10 + rounds)) "$path" \
        > "$work/repeated"
    awk -v title="$title" -v wall="$(wall whole_process)" -v warm="$(tail -n +3 "$work/repeated" | median)" '
        NR == 1 { bytes = $2; first = $1 }
        NR == 2 { second = $1 }
        END {
            printf "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |\n",
                title, bytes / 1e9, bytes / wall / 1e9, bytes / first / 1e9, bytes / second / 1e9, bytes / warm / 1e9
        }' "$work/repeated"
}
cat "$log" > /dev/null # into the page cache
row 'NDJSON' scan "$log"
row 'NDJSON, `--audit`' audit "$log"
for shape in "${shapes[@]}"; do
    cat "$folder/$shape"/* > /dev/null
    row "$shape" scan "$folder/$shape"
    row "$shape, \`--audit\`" audit "$folder/$shape"
done
echo

others
echo

large="$folder/audit-3m.ndjson"
cat "$log" "$log" "$log" > "$large"
memory() {
    local heap=$1
    shift
    if FIRSTSEEN_HEAP=$heap "$root/firstseen" scan "$@" "$large" > /dev/null 2> "$work/large"; then
        echo "$(wc -c < "$large") bytes with a heap of $heap${1:+ and $1}: $(tail -n 1 "$work/large")"
    else
        echo "$(wc -c < "$large") bytes with a heap of $heap${1:+ and $1}: failed"
    fi
}
memory 256m
memory 64m
memory 32m
memory 256m --audit
rm -f "$large"
