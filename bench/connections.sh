#!/usr/bin/env bash
# The long forms of the tests of connections, on servers that they start: kills, storms, and rates.
# Figures are appended to tests/Acd.Connections.Tests/bin/Release/net10.0/long-form.txt, and shown at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export ACD_LONG_TESTS=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
project=tests/Acd.Connections.Tests
figures="$project/bin/Release/net10.0/long-form.txt"
dotnet build "$project" -c Release -v quiet -nologo
rm -f "$figures"
dotnet test --project "$project" -c Release --no-build --no-ansi "$@"
if [[ -f "$figures" ]]; then cat "$figures"; fi
