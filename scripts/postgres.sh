#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, which is made for it and removed after it:
#   scripts/postgres.sh cargo test -p store
# The command finds the address of the server in MOSAIQUE_TEST_POSTGRES. The server listens on this machine only, on a
# port that was free, keeps nothing safe (no fsync: a test that loses power is run again), and sorts texts as French
# people do, which is not the order of their bytes: SQL that counted on that order would be found out. With POSTGRES_DURABLE=1
# a commit is on the disk before it is told, as on a real server: for what is measured.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: scripts/postgres.sh COMMAND…" >&2; exit 2; }

programs=${POSTGRES_PROGRAMS:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
if [ ! -x "$programs/initdb" ] || [ ! -x "$programs/postgres" ]; then
  echo "PostgreSQL is missing: run \`scripts/tools.sh postgres\`, or say where its programs are with POSTGRES_PROGRAMS" >&2
  exit 2
fi

# PostgreSQL refuses to run as root: the Debian package has a user for it.
folder=$(mktemp -d "${TMPDIR:-/tmp}/mosaique-postgres.XXXXXX")
as_server=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_server=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
cleanup() {
  if [ -s "$folder/data/postmaster.pid" ]; then
    "${as_server[@]}" "$programs/pg_ctl" stop --pgdata="$folder/data" --mode=immediate --silent >/dev/null 2>&1 || true
  fi
  rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd_free() { (cd "$folder" && "${as_server[@]}" "$@"); }
cd_free "$programs/initdb" --pgdata="$folder/data" --username=mosaique --auth=trust --encoding=UTF8 \
  --locale=C.UTF-8 --locale-provider=icu --icu-locale=fr-FR --no-sync >"$folder/log" 2>&1 ||
  { cat "$folder/log" >&2; exit 1; }

kept="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ -n "${POSTGRES_DURABLE:-}" ] && kept=
# A free port may be taken by another program before the server asks for it: then another one is tried.
for _ in 1 2 3 4 5; do
  port=$(shuf -i 20000-32000 -n 1)
  if cd_free "$programs/pg_ctl" start --pgdata="$folder/data" --log="$folder/server.log" --wait --silent \
    --options="-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' $kept \
      -c max_connections=300 -c shared_buffers=64MB" >/dev/null 2>&1; then
    started=1
    break
  fi
done
[ -n "${started:-}" ] || { cat "$folder/server.log" >&2; exit 1; }

# Plays of the site have a database each.
for play in 1 2 3 4; do
  cd_free "$programs/createdb" --host=127.0.0.1 --port="$port" --username=mosaique "play$play"
done

export MOSAIQUE_TEST_POSTGRES=postgres://mosaique@127.0.0.1:$port/postgres
set +e
"$@"
