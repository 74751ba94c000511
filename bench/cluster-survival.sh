#!/usr/bin/env bash
# Kills silos and gateways of a cluster of processes, under load, again and again: ./bench/cluster-survival.sh [rounds]
# Needs the cluster build. Prints each round; fails if one acknowledged contact is lost, one offer is double, one event missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export ACD_CLUSTER_ROUNDS="${1:-10}"
dotnet test tests/Acd.Cluster.Tests -c Release -p:Cluster=true --filter "FullyQualifiedName~ClusterSurvivalTests" \
    --logger "console;verbosity=detailed" --nologo |
    grep -E 'Passed|Failed|rounds?[: ]|Error|Assert|^Total'
exit "${PIPESTATUS[0]}"
