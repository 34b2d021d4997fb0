#!/usr/bin/env bash
# Tries IncidentBot with nothing but the .NET 10 SDK: gets PostgreSQL where it is missing, builds, and plays the worked
# example in a chat in the browser. With --once it plays at once and prints the finished postmortem.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
    if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'; then
        return
    fi

    say 'IncidentBot needs the .NET 10 SDK, and there is none here.'
    say 'Get it from the page "Download .NET 10.0": https://dotnet.microsoft.com/download/dotnet/10.0'
    exit 1
}

# The places in which the bot itself looks.
has_postgres() {
    local folder
    for folder in "${INCIDENTBOT_PG_BIN:-}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* \
        /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        if [[ -n $folder && -x $folder/initdb && -x $folder/postgres && -x $folder/pg_ctl ]]; then
            return 0
        fi
    done
    command -v initdb >/dev/null && command -v postgres >/dev/null && command -v pg_ctl >/dev/null
}

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() {
    [[ $(id -u) == 0 ]] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# Debian makes and starts a cluster with the package unless it is told not to; nobody here asked for one.
install_with_apt() {
    say 'PostgreSQL is missing: installing it with apt-get. The bot runs a private one of its own; no server is set up.'
    if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
        as_root mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi

    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold postgresql >&2
}

need_postgres() {
    if [[ -n ${ConnectionStrings__IncidentBot:-} ]] || has_postgres; then
        return
    fi
    if command -v apt-get >/dev/null && may_be_root; then
        install_with_apt
    fi
    if has_postgres; then
        return
    fi

    say 'IncidentBot needs PostgreSQL (its programs, not a running server), and could not install it here. Please do one of these:'
    say '  Debian, Ubuntu:  sudo apt-get install postgresql'
    say '  Fedora, RHEL:    sudo dnf install postgresql-server'
    say '  macOS:           brew install postgresql@17'
    say '  Windows:         the installer of postgresql.org, then run this in WSL or Git Bash'
    say '  a folder of its own:   INCIDENTBOT_PG_BIN=/folder/with/initdb deploy/try.sh'
    say '  a server you have:     ConnectionStrings__IncidentBot="Host=...;Database=...;Username=...;Password=..." deploy/try.sh'
    exit 1
}

need_dotnet
need_postgres
say 'Building ...'
dotnet build src/IncidentBot --configuration Release --verbosity quiet --nologo >&2
exec dotnet src/IncidentBot/bin/Release/net10.0/IncidentBot.dll demo "$@"
