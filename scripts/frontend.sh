#!/usr/bin/env bash
# Builds frontend/dist when its sources are newer; installs its packages when the lock file is.
set -euo pipefail
cd "$(dirname "$0")/../frontend"
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "installing the front-end packages"
  npm ci --silent --no-audit --no-fund
fi
newest=$(find src build.mjs package.json state -newer dist/manifest.json -not -path '*/node_modules/*' -print -quit 2>/dev/null || echo missing)
if [ ! -f dist/manifest.json ] || [ -n "$newest" ]; then
  echo "building the front end"
  npm run --silent build
fi
