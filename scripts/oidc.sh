#!/usr/bin/env bash
# Runs a command with a provider of OpenID Connect, made for it and stopped after it:
#   scripts/oidc.sh cargo test -p mosaique provider
# The command finds its address in MOSAIQUE_TEST_OIDC. The provider is oidc-provider, of npm, with the conventions of
# ProConnect (tests/oidc/provider.mjs); SITES="http://localhost:9000" adds addresses from which people may come.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: scripts/oidc.sh COMMAND…" >&2; exit 2; }
here=$(cd "$(dirname "$0")/../tests/oidc" && pwd)
command -v node >/dev/null || { echo "Node.js is missing: run \`make tools\`" >&2; exit 2; }
if [ ! -f "$here/node_modules/.package-lock.json" ] || [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
  echo "installing the provider of the tests" >&2
  (cd "$here" && npm ci --silent --no-audit --no-fund)
fi

log=$(mktemp)
node "$here/provider.mjs" >"$log" 2>&1 &
provider=$!
trap 'kill "$provider" 2>/dev/null || true; wait "$provider" 2>/dev/null || true; rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

address=
for _ in $(seq 200); do
  kill -0 "$provider" 2>/dev/null || { cat "$log" >&2; exit 1; }
  address=$(sed -n 's/^\(http:\/\/127\.0\.0\.1:[0-9]*\)$/\1/p' "$log" | head -n 1)
  [ -z "$address" ] || break
  sleep 0.1
done
[ -n "$address" ] || { cat "$log" >&2; exit 1; }

export MOSAIQUE_TEST_OIDC=$address
set +e
"$@"
