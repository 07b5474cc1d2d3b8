#!/usr/bin/env bash
# Serves a demonstration on a free port, tries it in a real browser, and takes everything away again.
#   scripts/browser-tests.sh PROGRAM [--bless] [look.test.mjs …]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:?which program? scripts/browser-tests.sh target/debug/mosaique}
shift
if [ ! -x "$program" ]; then
  echo "no program $program: run 'make browser', which builds it" >&2
  exit 2
fi
scripts/tools.sh browser
if [ ! -f tests/browser/node_modules/.package-lock.json ] ||
  [ tests/browser/package-lock.json -nt tests/browser/node_modules/.package-lock.json ]; then
  echo "installing the packages of the browser tests"
  (cd tests/browser && npm ci --silent --no-audit --no-fund)
fi

folder=$(mktemp -d)
server=
clean_up() {
  if [ -n "$server" ] && kill "$server" 2>/dev/null; then
    for _ in $(seq 50); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Port 0: the system gives one that is free, and the program says which.
"$program" serve --folder "$folder/instance" --port 0 >"$folder/log" 2>&1 &
server=$!
site=
for _ in $(seq 300); do
  if ! kill -0 "$server" 2>/dev/null; then
    echo "the site did not start:" >&2
    cat "$folder/log" >&2
    exit 1
  fi
  site=$(sed -n 's/.*\(http:\/\/127\.0\.0\.1:[0-9]*\).*/\1/p' "$folder/log" | head -n 1)
  if [ -n "$site" ] && node -e 'fetch(process.argv[1]).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))' "$site/healthz"; then
    break
  fi
  site=
  sleep 0.1
done
if [ -z "$site" ]; then
  echo "the site does not answer after 30 s:" >&2
  cat "$folder/log" >&2
  exit 1
fi
echo "the site answers on $site"
MOSAIQUE=$(realpath "$program") node tests/browser/run.mjs "$site" "$@"
