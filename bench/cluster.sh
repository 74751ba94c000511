#!/usr/bin/env bash
# Measures one process against clusters and writes the section "cluster" of bench/RESULTS.md. It wants the
# machine for itself. All programs are compiled ahead of time, as the images are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1

programs="$PWD/out/bench"
for project in src/Acd.Server src/Acd.Simulator bench/Acd.Benchmarks; do
    dotnet publish "$project" -c Release --use-current-runtime --no-self-contained -v quiet \
        -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/publish.lock.json -o "$programs/$(basename "$project")"
done

results="$(mktemp)"
trap 'rm -f "$results"' EXIT
load="$(cut -d ' ' -f 1 /proc/loadavg)"
{
    sed '/^## cluster$/,$d' bench/RESULTS.md
    printf '\n## cluster\n\nWritten by `bench/cluster.sh` on %s, beside a load average of %s.\n' "$(date -u +%Y-%m-%d)" "$load"
    dotnet "$programs/Acd.Benchmarks/Acd.Benchmarks.dll" cluster
} > "$results"
cat -s "$results" > bench/RESULTS.md
