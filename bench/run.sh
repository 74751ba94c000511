#!/usr/bin/env bash
# Measures everything and writes bench/RESULTS.md. It wants the machine for itself: whatever else runs is in the figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1

if ! command -v redis-server > /dev/null; then
    echo "bench/run.sh: redis-server is missing; install it: apt-get install redis-server" >&2
    exit 1
fi

results="$(mktemp)"
trap 'rm -f "$results"' EXIT

for project in src/Acd.Server src/Acd.Simulator bench/Acd.Benchmarks; do
    dotnet build "$project" -c Release -v quiet
done

load="$(cut -d ' ' -f 1 /proc/loadavg)"
{
    echo "# Results"
    echo
    echo "Written by \`bench/run.sh\` on $(date -u +%Y-%m-%d), beside a load average of $load. Ratios are within one run."
    for command in matching zinter life http load simulator; do
        printf '\n## %s\n\n' "$command"
        dotnet bench/Acd.Benchmarks/bin/Release/net10.0/Acd.Benchmarks.dll "$command"
    done
    # What bench/cluster.sh wrote stays.
    sed -n '/^## cluster$/,$p' bench/RESULTS.md
} > "$results"
cat -s "$results" > bench/RESULTS.md
echo "bench/RESULTS.md is written."
