#!/bin/sh
# Run a command beside a real Nominatim on loopback: PostgreSQL and Nominatim are installed where
# they are absent, a database of their own is made in a temporary folder out of a small OSM file,
# and both are stopped and the folder removed when the command ends.
# usage: with_nominatim.sh VENV OSM_FILE COMMAND...    (its address is $MEMMAP_TEST_NOMINATIM there)
set -eu
venv=$1
osm=$(realpath "$2")
shift 2

# PyICU, which Nominatim needs, has no wheels: a compiler and ICU's headers make it.
installed() {
	command -v osm2pgsql && ls /usr/share/postgresql/*/extension/postgis.control &&
		{ [ -x "$venv/bin/nominatim" ] || { command -v c++ && pkg-config --exists icu-i18n; }; }
}
if ! installed >/dev/null 2>&1; then
	[ "$(id -u)" = 0 ] || { echo "install postgresql, its postgis-3, osm2pgsql, g++, pkg-config, libicu-dev and python3-dev first" >&2; exit 1; }
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		postgresql-postgis postgresql-postgis-scripts osm2pgsql g++ pkg-config libicu-dev python3-dev python3-venv >/dev/null
fi
if [ ! -x "$venv/bin/nominatim" ]; then
	python3 -m venv "$venv"
	"$venv/bin/pip" install -q -r "$(dirname "$osm")/requirements.txt"
fi
venv=$(realpath "$venv")

work=$(mktemp -d)
server=
postgres() { # PostgreSQL refuses to run as root
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
	else
		"$@"
	fi
}
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	[ ! -d "$work/db" ] || (cd / && postgres "$bin/pg_ctl" -D "$work/db" -m immediate stop >/dev/null 2>&1) || true
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -1)")
pg=$(free_port)
chmod 755 "$work"
mkdir "$work/run"
[ "$(id -u)" != 0 ] || chown postgres "$work" "$work/run"
cd "$work"
postgres "$bin/initdb" -A trust -E UTF8 --locale=C.UTF-8 -U postgres -D "$work/db" >/dev/null
postgres "$bin/pg_ctl" -D "$work/db" -w -l "$work/postgres.log" \
	-o "-p $pg -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/run -c fsync=off -c full_page_writes=off -c synchronous_commit=off" start >/dev/null
"$bin/createuser" -h 127.0.0.1 -p "$pg" -U postgres www-data

mkdir "$work/project"
cat >"$work/project/.env" <<ENV
NOMINATIM_DATABASE_DSN="pgsql:host=127.0.0.1;port=$pg;user=postgres;dbname=nominatim"
NOMINATIM_DATABASE_WEBUSER="www-data"
NOMINATIM_IMPORT_STYLE=full
ENV
"$venv/bin/nominatim" import -q --project-dir "$work/project" --osm-file "$osm" --no-updates \
	--threads 2 --osm2pgsql-cache 50 >"$work/import.log" 2>&1 || { tail -30 "$work/import.log" >&2; exit 1; }

port=$(free_port)
"$venv/bin/nominatim" serve -q --project-dir "$work/project" --server "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
server=$!
MEMMAP_TEST_NOMINATIM="http://127.0.0.1:$port"
export MEMMAP_TEST_NOMINATIM
python3 - "$MEMMAP_TEST_NOMINATIM/status" <<'PY' || { tail -30 "$work/serve.log" >&2; exit 1; }
import sys, time, urllib.request
for _ in range(120):
    try:
        sys.exit(urllib.request.urlopen(sys.argv[1], timeout=5).status != 200)
    except OSError:
        time.sleep(0.25)
sys.exit(1)
PY
cd "$OLDPWD"
"$@"
