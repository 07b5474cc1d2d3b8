#!/usr/bin/env bash
# Installs what is missing: a C compiler, Node.js with npm, and Rust. Says what; asks before it installs, on a terminal and
# unless CI=true. With "data", also what brings the packages of open data; with "browser", a browser; with "api", what
# checks the open interface; with "postgres", the second database.
set -euo pipefail

rust_minimum=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$(dirname "$0")/../Cargo.toml")
missing=()
command -v cc >/dev/null || missing+=(build-essential)
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
# Only to make the embedded data again.
if [ "${1:-}" = data ]; then
  command -v unzip >/dev/null || missing+=(unzip)
  python3 -m pip --version >/dev/null 2>&1 || missing+=(python3 python3-pip)
fi
# For scripts/check-api.sh: Debian keeps venv apart from Python.
if [ "${1:-}" = api ]; then
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3 python3-venv)
fi

# For scripts/postgres.sh. The package also starts a server of the machine's own, which the tests never touch.
if [ "${1:-}" = postgres ] && [ -z "${POSTGRES_PROGRAMS:-}" ]; then
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
fi

# Only to try the site in a real browser. Debian has a package; Ubuntu has it as a snap.
need_snap=
if [ "${1:-}" = browser ] && [ -z "${CHROMIUM:-}" ]; then
  browser=
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then browser=$name; break; fi
  done
  if [ -z "$browser" ]; then
    if grep -qs '^ID=ubuntu' /etc/os-release; then need_snap=1; else missing+=(chromium); fi
  fi
fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    echo "not root and no sudo: run this as root: $*" >&2; exit 2
  fi
}

if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "missing: ${missing[*]}. This is not Debian or Ubuntu: install them with the system's own tool, then run again." >&2
    exit 2
  fi
  echo "installing the Debian packages ${missing[*]}"
  if [ "${CI:-}" != true ] && [ -t 0 ]; then
    read -r -p "Go on? [Y/n] " answer
    case "$answer" in [nN]*) exit 2 ;; esac
  fi
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ -n "$need_snap" ]; then
  if ! command -v snap >/dev/null; then
    echo "a browser is missing. Ubuntu has Chromium as a snap only, and there is no snap here: install a Chromium or a Chrome, and name it: CHROMIUM=/path/to/chromium make test" >&2
    exit 2
  fi
  echo "installing the snap chromium"
  as_root snap install chromium
fi

[ -f "$HOME/.cargo/env" ] && . "$HOME/.cargo/env"
if ! command -v cargo >/dev/null && apt-cache policy rustup 2>/dev/null | grep -q 'Candidate: [0-9]'; then
  echo "installing Rust with Debian's rustup"
  as_root apt-get install -y -qq --no-install-recommends rustup >/dev/null && rustup default stable
fi
if ! command -v cargo >/dev/null; then
  cat >&2 <<'TEXT'
Rust is missing. This line installs it; then run the command again:
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y
TEXT
  exit 2
fi
rust=$(rustc --version | sed 's/^rustc \([0-9.]*\).*/\1/')
if [ "$(printf '%s\n%s\n' "$rust_minimum" "$rust" | sort -V | head -n 1)" != "$rust_minimum" ]; then
  echo "Rust $rust found, $rust_minimum or later expected: run 'rustup update stable'" >&2
  exit 2
fi
node=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
if [ "$node" -lt 18 ]; then
  echo "Node.js $node found, 18 or later expected" >&2
  exit 2
fi
