#!/usr/bin/env bash
# Runs JMH benchmarks on JDK 25: bench/jmh.sh [JMH's options and a pattern of names]
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/bench/jdk25.sh"
(cd "$root" && mvn -B -ntp -q -pl bench -am package -DskipTests) >&2
exec "$java" --enable-native-access=ALL-UNNAMED -cp "$root/bench/target/classes:$(cat "$root/bench/target/classpath.txt")" \
    org.openjdk.jmh.Main "$@"
