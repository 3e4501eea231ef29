#!/usr/bin/env bash
# How many bytes a key more takes in the checkpoints of a Flink job, as a Markdown table: jobs over FEW and over MANY sign-ins,
# each of a user of its own, are run in one process until all is decided, and their last checkpoints are compared.
#
#   bench/flink-state.sh [FEW [MANY]]        500 and 4500
set -euo pipefail
shopt -s inherit_errexit
few="${1:-500}"
many="${2:-4500}"
. "$(dirname "${BASH_SOURCE[0]}")/timing.sh"

# Sign-ins two seconds apart, and a last record that no rule concerns, which lets all before it be decided.
records() {
    awk -v many="$1" 'BEGIN {
        form = "{\"CreationTime\":\"2026-03-%02dT%02d:%02d:%02d\",\"Id\":\"%08d-0000-4000-8000-000000000000\"," \
            "\"Operation\":\"%s\",\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15," \
            "\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"217.92.197.17\"," \
            "\"UserId\":\"user%06d@example.com\"}\n"
        for (i = 0; i < many; i++) {
            second = 2 * i
            printf form, 1 + int(second / 86400), int(second / 3600) % 24, int(second / 60) % 60, second % 60, i,
                "UserLoggedIn", i
        }
        printf form, 28, 0, 0, 0, many, "FileAccessed", 0
    }'
}

rule() {
    cat <<TOML
[metadata]
creation_date = "2026/11/28"
maturity = "production"
updated_date = "2026/11/28"
[rule]
author = ["bench"]
description = "Every sign-in, or the first from a network."
from = "now-9m"
language = "kuery"
name = "Sign-in"
risk_score = 21
rule_id = "00000000-0000-4000-8000-000000000001"
severity = "low"
query = 'event.action: UserLoggedIn'
TOML
    if [ "$1" = ids ]; then
        echo 'type = "query"'
    else
        cat <<TOML
type = "new_terms"
[rule.new_terms]
field = "new_terms_fields"
value = ["user.id", "source.as.number"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-365d"
TOML
    fi
}

# Bytes of the last checkpoint of a job: ids|terms, rocksdb true|false, how many sign-ins.
state() {
    local at="$work/$1-$2-$3"
    mkdir -p "$at/logs"
    records "$3" > "$at/logs/records.ndjson"
    rule "$1" > "$at/rule.toml"
    cat > "$at/firstseen.toml" <<TOML
[rules]
paths = ["rule.toml"]
[time]
counts = "occurred"
lateness = "1s"
[[source]]
type = "folder"
path = "logs"
[[sink]]
type = "folder"
path = "alerts"
[flink]
parallelism = 1
rocksdb = $2
checkpoints = "checkpoints"
checkpoint_interval = "1s"
remember_ids = "400d"
TOML
    FIRSTSEEN_HEAP=1g "$root/firstseen" flink --local --config "$at/firstseen.toml" > "$at/said" 2>&1 &
    local job=$! waited=0
    # An alert is there when the checkpoint behind it has completed; the one after that holds what is left.
    until [ "$(cat "$at"/alerts/part-* 2> /dev/null | wc -l)" -ge "$3" ]; do
        sleep 1
        waited=$((waited + 1))
        if [ "$waited" -gt 300 ] || ! kill -0 "$job" 2> /dev/null; then
            cat "$at/said" >&2
            exit 1
        fi
    done
    sleep 3
    kill -KILL "$job" 2> /dev/null || true
    wait "$job" 2> /dev/null || true
    last="$(ls -d "$at"/checkpoints/*/chk-* | sort -V | while read -r each; do [ ! -f "$each/_metadata" ] || echo "$each"; done | tail -1)"
    if [ "$2" = true ]; then
        # What other checkpoints share with it lies beside it.
        find "$(dirname "$last")/shared" "$last" -type f -printf '%s\n' | awk '{ all += $1 } END { print all }'
    else
        find "$last" -type f -printf '%s\n' | awk '{ all += $1 } END { print all }'
    fi
}

each() { # what, rocksdb
    local small large
    small="$(state "$1" "$2" "$few")"
    large="$(state "$1" "$2" "$many")"
    echo $(((large - small) / (many - few)))
}
ids="$(each ids false)"
terms="$(each terms false)"
ids_on_disk="$(each ids true)"
terms_on_disk="$(each terms true)"
machine
echo
echo "Bytes a key more, of jobs over $few and $many sign-ins."
echo
echo '| | state in the heap | RocksDB |'
echo '|---|---:|---:|'
echo "| a remembered id | $ids | $ids_on_disk |"
echo "| a key of a \`new_terms\` rule with one term, without its id | $((terms - ids)) | $((terms_on_disk - ids_on_disk)) |"
