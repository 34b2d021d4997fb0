#!/usr/bin/env bash
# Builds with warnings as errors, checks the format, runs every test. Installs what is missing (PostgreSQL, Chromium).
set -euo pipefail
cd "$(dirname "$0")/.."

. deploy/prerequisites.sh
need_dotnet
need_postgresql
need_chromium

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build IncidentBot.sln --configuration Release --verbosity quiet
dotnet format IncidentBot.sln --verify-no-changes --no-restore --verbosity quiet

# One project after the other: each uses all cores by itself, and none waits for the browsers of another.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test --solution IncidentBot.sln --configuration Release --no-build --no-ansi --no-progress --max-parallel-test-modules 1 2>&1 | tee "$log" || status=$?
awk '/^  (succeeded|failed|skipped): [0-9]+$/ { sub(":", "", $1); n[$1] += $2 }
     END { printf "%d passed, %d failed, %d skipped\n", n["succeeded"], n["failed"], n["skipped"]; exit n["succeeded"] == 0 || n["skipped"] > 0 }' "$log" || status=1
if [[ $status -ne 0 ]]; then
    # The programs' own log stands between a test's name and the end of the run: here the names are together.
    grep -aE '^failed ' "$log" || true
fi
exit "$status"
