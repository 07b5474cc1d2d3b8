#!/usr/bin/env bash
# Checks the open interface with schemathesis: requests made up from its description, right and wrong, on a program started
# here on a free port with a folder of its own. The program is $MOSAIQUE, or the one of the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."
version=4.32.5
program=${MOSAIQUE:-${CARGO_TARGET_DIR:-target}/debug/mosaique}
[ -x "$program" ] || { echo "$program is not there: build it first (cargo build -p mosaique)" >&2; exit 2; }

cache=${MOSAIQUE_CACHE:-$HOME/.cache/mosaique}
mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || cache=${TMPDIR:-/tmp}
tools=$cache/schemathesis-$version
if [ ! -x "$tools/bin/schemathesis" ]; then
  echo "installing schemathesis $version in $tools"
  python3 -m venv "$tools" || { echo "Python 3 with venv is missing: run \`scripts/tools.sh api\`" >&2; exit 2; }
  "$tools/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
fi

folder=$(mktemp -d)
port=$("$tools/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" serve --folder "$folder/instance" --port "$port" 2>"$folder/log" &
served=$!
trap 'kill "$served" 2>/dev/null; wait "$served" 2>/dev/null; rm -rf "$folder"' EXIT
address=http://127.0.0.1:$port

# The tables are made in the background when the program starts: what is measured is how it answers, not how it starts.
for _ in $(seq 240); do
  kill -0 "$served" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sizes=$("$tools/bin/python" - "$address" <<'PYTHON' || true
import json, sys, urllib.request
try:
    package = json.load(urllib.request.urlopen(sys.argv[1] + "/datapackage.json", timeout=5))
    print(sum("bytes" not in resource for resource in package["resources"]))
except OSError:
    print("none yet")
PYTHON
)
  [ "$sizes" = 0 ] && break
  sleep 1
done

# What it found is told here, and not kept in the clone.
settings=$PWD/scripts/check-api.toml
cd "$folder"
"$tools/bin/schemathesis" --config-file "$settings" run "$address/openapi.json?lang=en" \
  --max-examples "${EXAMPLES:-10}" --seed "${SEED:-1}" --workers 2
