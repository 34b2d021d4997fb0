#!/usr/bin/env bash
# Tries IncidentBot with nothing but the .NET 10 SDK: gets PostgreSQL where it is missing, builds, and plays the worked
# example in a chat in the browser. With --once it plays at once and prints the finished postmortem.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. deploy/prerequisites.sh
need_dotnet
[[ -n ${ConnectionStrings__IncidentBot:-} ]] || need_postgresql

say 'Building ...'
dotnet build src/IncidentBot --configuration Release --verbosity quiet --nologo >&2
exec dotnet src/IncidentBot/bin/Release/net10.0/IncidentBot.dll demo "$@"
