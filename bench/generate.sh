#!/usr/bin/env bash
# Generates logs: bench/generate.sh --records N [--mixed|--stolen-token] [--seed S] [--shape SHAPE] --out FILE, or
# bench/generate.sh --example FOLDER
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/bench/jdk25.sh"
(cd "$root" && mvn -B -ntp -q -pl bench -am package -DskipTests) >&2
exec "$java" -cp "$root/bench/target/classes:$(cat "$root/bench/target/classpath.txt")" \
    dev.firstseen.bench.generate.Generate "$@"
