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
servers=()
clean_up() {
  for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
  for server in "${servers[@]}"; do
    for _ in $(seq 50); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$server" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Starts a server and says in $site where it answers. Port 0: the system gives one that is free, and the program says which.
serve() {
  local name=$1 server
  "$program" "$name" --folder "$folder/$name" --port 0 >"$folder/$name.log" 2>&1 &
  server=$!
  servers+=("$server")
  for _ in $(seq 300); do
    if ! kill -0 "$server" 2>/dev/null; then
      echo "the site did not start:" >&2
      cat "$folder/$name.log" >&2
      exit 1
    fi
    site=$(sed -n 's/.*\(http:\/\/127\.0\.0\.1:[0-9]*\).*/\1/p' "$folder/$name.log" | head -n 1)
    if [ -n "$site" ] && node -e 'fetch(process.argv[1]).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))' "$site/healthz"; then
      return
    fi
    sleep 0.1
  done
  echo "the site does not answer after 30 s:" >&2
  cat "$folder/$name.log" >&2
  exit 1
}

# The demonstration has people of every role, a mailbox and a clock that is moved; its mails say localhost.
serve demo
demonstration=${site/127.0.0.1/localhost}
serve serve
echo "the site answers on $site, the demonstration on $demonstration"
MOSAIQUE=$(realpath "$program") node tests/browser/run.mjs "$site" --demonstration "$demonstration" "$@"
