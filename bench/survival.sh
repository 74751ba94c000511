#!/usr/bin/env bash
# Kills gateways with kill -9 and takes their store away, under load, again and again: ./bench/survival.sh [kills] [outages]
# It fails if one acknowledged contact is lost, one offer is double, or one event is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export ACD_KILL_ROUNDS="${1:-50}" ACD_OUTAGE_ROUNDS="${2:-20}"
dotnet test --project tests/Acd.Survival.Tests -c Release --no-ansi --output Detailed |
    grep -E '^passed|^failed|faults|Error|Assert|at most|^  total|lost|served' 
exit "${PIPESTATUS[0]}"
