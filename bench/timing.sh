# Builds the benchmarks and times cases. To be sourced; sets root, java, run_java and work, a folder that is deleted at
# the end.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/bench/jdk25.sh"

echo "Building ..." >&2
(cd "$root" && mvn -B -ntp -q -pl bench -am package -DskipTests) >&2
classpath="$root/bench/target/classes:$(cat "$root/bench/target/classpath.txt")"
run_java() {
    "$java" --enable-native-access=ALL-UNNAMED "-Xmx${HEAP:-1g}" -cp "$classpath" "$@"
}

# The rule of the device code grant, which the comparisons with other programs are about.
seed="$root/rules/initial_access_m365_device_code_grant_new_user_and_asn.toml"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%R %U %S'

# Hundredths of seconds that all processors were busy and idle so far.
processors() {
    [ ! -r /proc/stat ] || awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 + $9, $5 + $6 }' /proc/stat
}

# time_cases ROUNDS CASE…: runs the functions of these names in turn, so often. A round before warms the caches (and lets
# the launcher build) and is not counted.
time_cases() {
    local rounds=$1 round case status before
    shift
    for ((round = 0; round <= rounds; round++)); do
        for case in "$@"; do
            status=0
            before=$(processors)
            { time "$case" > "$work/$case.out" 2> "$work/$case.err" || status=$?; } 2> "$work/time"
            if [ "$status" -ne 0 ]; then
                echo "$case failed with status $status:" >&2
                tail -n 5 "$work/$case.err" >&2
                exit 1
            fi
            if [ "$round" -gt 0 ]; then
                cat "$work/time" >> "$work/$case.times"
                echo "$before $(processors) $(cat "$work/time")" >> "$work/processors"
            fi
            printf '.' >&2
        done
    done
    echo >&2
}

# Of numbers, a line each.
median() {
    sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# Of a case: wall clock, and what the processor spent in user and system mode.
wall() { cut -d ' ' -f 1 "$work/$1.times" | median; }
fastest() { cut -d ' ' -f 1 "$work/$1.times" | sort -n | head -n 1; }
cpu() { awk '{ print $2 + $3 }' "$work/$1.times" | median; }

# How much of the machine was taken by something else while the cases ran: more than a few per cent spoils the figures,
# most of all those of programs with several threads.
others() {
    awk 'NF == 7 { all += $3 + $4 - $1 - $2; others += $3 - $1 - 100 * ($6 + $7) }
        END { if (all > 0) printf "Something else took %.0f %% of the processors meanwhile.\n", 100 * others / all }' \
        "$work/processors"
}

machine() {
    echo "$(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)."
    "$java" -version 2>&1 | sed -n 2p
}
