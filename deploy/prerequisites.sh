# What IncidentBot needs on this machine. Sourced by deploy/try.sh and tests/run.sh; talks on standard error only.

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
    if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'; then
        return
    fi

    say 'IncidentBot needs the .NET 10 SDK, and there is none here.'
    say 'Get it from the page "Download .NET 10.0": https://dotnet.microsoft.com/download/dotnet/10.0'
    exit 1
}

# The places in which the bot itself looks; a folder counts only with all three programs.
has_postgresql() {
    local folder
    for folder in "${INCIDENTBOT_PG_BIN:-}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* \
        /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        if [[ -n $folder && -x $folder/initdb && -x $folder/postgres && -x $folder/pg_ctl ]]; then
            return 0
        fi
    done
    command -v initdb >/dev/null && command -v postgres >/dev/null && command -v pg_ctl >/dev/null
}

need_postgresql() {
    has_postgresql && return
    if can_install; then
        say 'PostgreSQL is missing: installing it with apt-get. The bot runs a private one of its own; no server is set up.'
        # Debian makes and starts a cluster with the package unless it is told not to; nobody here asked for one.
        if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
            as_root mkdir -p /etc/postgresql-common
            echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
        fi
        install_package postgresql
    fi
    has_postgresql && return

    say 'IncidentBot needs PostgreSQL (its programs, not a running server), and could not install it here. Please do one of these:'
    say '  Debian, Ubuntu:  sudo apt-get install postgresql'
    say '  Fedora, RHEL:    sudo dnf install postgresql-server'
    say '  macOS:           brew install postgresql@17'
    say '  Windows:         the installer of postgresql.org, then run this in WSL or Git Bash'
    say '  a folder of its own:   INCIDENTBOT_PG_BIN=/folder/with/initdb'
    say '  a server you have:     ConnectionStrings__IncidentBot="Host=...;Database=...;Username=...;Password=..." (deploy/try.sh only)'
    exit 1
}

need_chromium() {
    command -v chromium >/dev/null && return
    if can_install; then
        say 'Chromium is missing: installing it with apt-get for the browser tests.'
        install_package chromium
    fi
    command -v chromium >/dev/null && return

    say 'The browser tests need Chromium, found as "chromium" on the PATH, and it could not be installed here.'
    exit 1
}

install_package() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$1" >&2
}

can_install() {
    command -v apt-get >/dev/null && { [[ $(id -u) == 0 ]] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }
}

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi
}
