# What the bot needs on this machine. Sourced by deploy/try.sh and tests/run.sh; talks on standard error only.

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
    if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'; then
        return
    fi
    say "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
    exit 1
}

# As the bot looks for it: a folder counts only with all three programs.
has_postgresql() {
    local bin
    for bin in ${INCIDENTBOT_PG_BIN:+"$INCIDENTBOT_PG_BIN"} "$(dirname "$(command -v initdb || echo /)")" \
        /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* \
        /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] && [ -x "$bin/pg_ctl" ] && return 0
    done
    return 1
}

need_postgresql() {
    has_postgresql && return
    if ! command -v apt-get >/dev/null; then
        say "PostgreSQL is missing (14 or newer; its server need not run). Install it:"
        say "  macOS: brew install postgresql@17    Fedora: sudo dnf install postgresql-server"
        say "or set ConnectionStrings__IncidentBot to a database you have, and run this again."
        exit 1
    fi
    say "Installing PostgreSQL …"
    # The bot runs a cluster of its own: Debian shall not start another one.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        as_root mkdir -p /etc/postgresql-common
        printf 'create_main_cluster = false\n' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    install_package postgresql
}

need_chromium() {
    command -v chromium >/dev/null && return
    if ! command -v apt-get >/dev/null; then
        say "The browser tests need Chromium: install it, so that 'chromium' is found on the PATH, and run this again."
        exit 1
    fi
    say "Installing Chromium …"
    install_package chromium
}

install_package() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dpkg::Options::=--force-confold "$1" >&2
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        say "That needs root, and sudo asks for a password. Run this yourself, then try again:"
        say "  sudo apt-get update && sudo apt-get install -y postgresql chromium"
        exit 1
    fi
}
