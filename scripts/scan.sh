#!/usr/bin/env bash
# Looks for weaknesses from outside: wapiti (PyPI) against a demonstration of its own, first as a stranger, then as somebody who
# has entered. Leaves its reports in a folder, and fails when it finds something that is not an observation of no consequence.
#   scripts/scan.sh PROGRAM FOLDER
set -euo pipefail
program=${1:?which program? scripts/scan.sh target/debug/mosaique reports}
reports=${2:?which folder for the reports?}
mkdir -p "$reports"
cache=${MOSAIQUE_CACHE:-$HOME/.cache/mosaique}
mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || cache=${TMPDIR:-/tmp}
version=3.2.3
tools=${WAPITI:-$cache/wapiti-$version}
if [ ! -x "$tools/bin/wapiti" ]; then
  echo "installing wapiti $version in $tools"
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check "wapiti3==$version"
fi

folder=$(mktemp -d)
server=
clean_up() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

"$program" demo --folder "$folder/instance" --port "${PORT:-18097}" >"$folder/log" 2>&1 &
server=$!
site=http://localhost:${PORT:-18097}
ready=
for _ in $(seq 300); do
  kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  if curl -sf "$site/healthz" >/dev/null; then ready=1; break; fi
  sleep 0.2
done
[ -n "$ready" ] || { cat "$folder/log" >&2; exit 1; }

# Not csrf: it asks for a token in each form, and ours are refused by their origin, which a test shows
# (a_form_sent_by_another_site_is_refused). What is looked at: where people enter, write, search and send. The portraits of 35 000 communes are one page.
modules=${MODULES:-backup,cookieflags,crlf,csp,exec,file,http_headers,information_disclosure,methods,permanentxss,redirect,sql,upload,xss,xxe,htaccess,buster}
scan() {
  local name=$1
  shift
  "$tools/bin/wapiti" --url "$site/fr/" --scope folder --module "$modules" --depth 3 --max-links-per-page 60 \
    --max-scan-time "${SECONDS_EACH:-240}" --max-attack-time 40 --flush-session --store-session "$folder/$name" \
    --format json --output "$reports/$name.json" --verbose 0 --no-bugreport --scan-force polite \
    --exclude "$site/fr/territoires/*" --exclude "$site/fr/cartes*" --exclude "$site/fr/figures/*" --exclude "$site/fr/comparer*" \
    --start "$site/fr/connexion" --start "$site/fr/mon-espace" --start "$site/fr/recherche?q=a" --start "$site/fr/abonnement" --start "$site/fr/territoires" "$@" \
    >"$reports/$name.log" 2>&1 || { tail -20 "$reports/$name.log" >&2; return 1; }
}
scan stranger
cookie=$(curl -s -o /dev/null -D - -d actor=pilot "$site/fr/jouer-un-role" | sed -n 's/^set-cookie: \(mosaique=[0-9a-f]*\).*/\1/pI' | head -1)
[ -n "$cookie" ] || { echo "nobody entered" >&2; exit 1; }
# Not the doors by which the session would end.
scan pilot --header "Cookie: $cookie" --exclude "$site/fr/mon-espace/sortir" --exclude "$site/fr/jouer-un-role"

python3 - "$reports" <<'PYTHON'
import json, pathlib, sys
found = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    report = json.loads(path.read_text())
    for kind in ("vulnerabilities", "anomalies"):
        for name, entries in report[kind].items():
            for entry in entries:
                print(f"{path.stem}: {kind}: level {entry['level']}: {name}: {entry['method']} {entry['path']} {entry.get('parameter') or ''}: {entry['info'][:160]}")
                found += entry["level"] >= 2
    print(f"{path.stem}: {report['infos'].get('crawled_pages_nbr', '?')} pages")
print(f"{found} of level medium or above")
sys.exit(1 if found else 0)
PYTHON
