#!/usr/bin/env bash
# Runs a command with a server that speaks S3, made for it and removed after it:
#   scripts/s3.sh cargo test -p store
# The command finds its address in MOSAIQUE_TEST_S3, and a bucket named mosaique there. The server is moto, in a virtual
# environment of Python; all that it keeps is in memory.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: scripts/s3.sh COMMAND…" >&2; exit 2; }
requirements=$(cd "$(dirname "$0")" && pwd)/s3.requirements.txt
version=$(sed -n 's/^moto==//p' "$requirements")

cache=${MOSAIQUE_CACHE:-$HOME/.cache/mosaique}
mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || cache=${TMPDIR:-/tmp}
tools=$cache/moto-$version
if [ ! -x "$tools/bin/moto_server" ]; then
  echo "installing moto $version in $tools"
  python3 -m venv "$tools" || { echo "Python 3 with venv is missing: run \`scripts/tools.sh api\`" >&2; exit 2; }
  "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
fi

log=$(mktemp)
port=$("$tools/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$tools/bin/moto_server" --host 127.0.0.1 --port "$port" >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

ready=
for _ in $(seq 120); do
  kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
  if "$tools/bin/python" - "http://127.0.0.1:$port/mosaique" 2>/dev/null <<'PYTHON'
import sys, urllib.request
urllib.request.urlopen(urllib.request.Request(sys.argv[1], method="PUT"), timeout=5)
PYTHON
  then ready=1; break; fi
  sleep 0.5
done
[ -n "$ready" ] || { cat "$log" >&2; exit 1; }

export MOSAIQUE_TEST_S3=http://127.0.0.1:$port
set +e
"$@"
