#!/usr/bin/env bash
# Measures one process against clusters and writes the section "cluster" of bench/RESULTS.md. It wants the
# machine for itself.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1

for project in src/Acd.Server src/Acd.Simulator bench/Acd.Benchmarks; do
    dotnet build "$project" -c Release -v quiet
done

results="$(mktemp)"
trap 'rm -f "$results"' EXIT
load="$(cut -d ' ' -f 1 /proc/loadavg)"
{
    sed '/^## cluster$/,$d' bench/RESULTS.md
    printf '\n## cluster\n\nWritten by `bench/cluster.sh` on %s, beside a load average of %s.\n' "$(date -u +%Y-%m-%d)" "$load"
    dotnet bench/Acd.Benchmarks/bin/Release/net10.0/Acd.Benchmarks.dll cluster
} > "$results"
cat -s "$results" > bench/RESULTS.md
