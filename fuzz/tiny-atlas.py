#!/usr/bin/env python3
"""Cuts a tiny atlas out of data/france.atlas, for the seeds of the targets atlas, sections and topology."""

import json
import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent
KEPT = ["16015", "16102", "17300", "2A004", "2B033", "62193", "75056", "80829", "93066", "97105", "97411", "97502"]
NAMES = ["manifest", "map/communes", "map/epcis", "map/departements", "map/regions", "map/formers", "naf", "contours",
         "column/0000", "column/0001"]


def read(atlas):
    for rank in range(struct.unpack_from("<I", atlas, 12)[0]):
        name, offset, length = struct.unpack_from("<40sQQ", atlas, 24 + 64 * rank)
        yield name.rstrip(b"\0").decode(), atlas[offset:offset + length]


def write(sections):
    table, body, start = b"", b"", 24 + 64 * len(sections)
    for name, content in sorted(sections.items()):
        table += struct.pack("<40sQQII", name.encode(), start + len(body), len(content), zlib.crc32(content), 0)
        body += content + bytes(-len(content) % 8)
    return b"MOSAIQUE" + struct.pack("<IIQ", 1, len(sections), start + len(body)) + table + body


def rows(text, keep):
    return [line.split("\t") for line in text.decode().splitlines() if keep(line.split("\t"))]


def tiny(france):
    communes = rows(france["map/communes"], lambda row: row[0] in KEPT)
    departements = rows(france["map/departements"], lambda row: row[0] in {commune[2] for commune in communes})
    tables = {
        "communes": communes,
        "departements": departements,
        "regions": rows(france["map/regions"], lambda row: row[0] in {d[2] for d in departements}),
        "epcis": rows(france["map/epcis"], lambda row: row[0] in {commune[3] for commune in communes}),
        "formers": rows(france["map/formers"], lambda row: row[3] in KEPT),
    }
    sections = {f"map/{name}": "".join("\t".join(row) + "\n" for row in table).encode() for name, table in tables.items()}
    manifest = json.loads(france["manifest"])
    words = {"fr": "x", "en": "x"}
    first = manifest["indicators"][0] | {"about": words, "formula": words}
    columns = {"a": 0, "b": 1}
    rules = [{"kind": "total", "value": "a"}, {"kind": "ratio", "numerator": "a", "denominator": "b", "factor": 100.0},
             {"kind": "density", "count": "a", "area": "b"}, {"kind": "weighted-mean", "value": "a", "weight": "b"},
             {"kind": "theil", "value": "a"}, {"kind": "hill", "classes": ["a", "b"]}]
    manifest["indicators"] = [first | {"id": rule["kind"], "rule": rule} for rule in rules]
    manifest["columns"] = {f"{rule['kind']}/{name}": rank for rule in rules for name, rank in columns.items()}
    manifest["families"] = [{"id": first["family"], "name": words, "about": words, "awaited": []}]
    manifest["sources"] = [source for source in manifest["sources"] if source["id"] in ("rp2021", "communes-2026")]
    joint = manifest["joint_figures"][0]
    manifest["joint_figures"] = [joint | {"source": "rp2021", "holder": KEPT[0], "others": KEPT[1:2], "why": words}]
    manifest["comparison"]["axes"] = [{"compares": {"kind": "indicator", "id": "total", "logarithm": True}, "weight": 1.0},
                                      {"compares": {"kind": "overseas"}, "weight": 2.0}]
    sections["manifest"] = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
    sections["naf"] = france["naf"][:200].rsplit(b"\n", 1)[0]
    # Two squares that share a border, for the first two communes.
    sections["contours"] = bytes([3, 2, 2, 0, 0, 2, 4, 0, 0, 1, 0, 0, 1, 2, 0, 4, 0, 0, 2, 0, 0, 2, 1, 0, 8,
                                  1, 2, 0, 0, 2, 0, 1, 2, 2, 0, 3, 1] + [0] * (len(communes) - 2))
    # Every commune has data but the third.
    valid = (2 ** len(communes) - 1 - 4).to_bytes(8, "little")
    whole = [int(row[4] or 0) for row in communes]
    sections["column/0000"] = b"W" + bytes(7) + valid + struct.pack(f"<{len(whole)}i", *whole)
    sections["column/0001"] = b"R" + bytes(7) + valid + struct.pack(f"<{len(whole)}d", *(n * 1.5 for n in whole))
    return sections


def main():
    sections = tiny(dict(read((HERE.parent / "data/france.atlas").read_bytes())))
    for target, name, seed in [("atlas", "tiny.atlas", write(sections)), ("topology", "two-squares", sections["contours"]),
                               ("sections", "tiny", b"\xff".join(sections[name] for name in NAMES))]:
        (HERE / "seeds" / target).mkdir(parents=True, exist_ok=True)
        (HERE / "seeds" / target / name).write_bytes(seed)


main()
