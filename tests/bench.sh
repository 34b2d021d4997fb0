#!/usr/bin/env bash
# Measures the bot against bare baselines in one run, so that ratios hold whatever the machine. Takes about three minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. deploy/prerequisites.sh
need_dotnet
need_postgresql

dotnet build tests/IncidentBot.Benchmarks --configuration Release --verbosity quiet --nologo >&2
exec dotnet tests/IncidentBot.Benchmarks/bin/Release/net10.0/IncidentBot.Benchmarks.dll "$@"
