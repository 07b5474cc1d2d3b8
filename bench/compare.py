"""Whether engines give the same answers, cell by cell; prints the first that differ and exits with 1 when any does.

    python compare.py OURS.csv PEER.csv…

Values may differ by 1e-9 of themselves, percentiles by 1e-9. A tie is no excuse: equal figures have equal percentiles, and
peers at the same distance are taken in the order of codes, in every engine."""

import sys

import polars as pl

TOLERANCE = 1e-9
KEYS = ["kind", "code", "indicator"]
NUMBERS = ["value", "national", "peers"]


def read(path):
    return pl.read_csv(path, schema={**{key: pl.String for key in KEYS}, **{name: pl.Float64 for name in NUMBERS}})


def differing(ours, peer):
    """Prints what is compared; gives how many cells differ, rows that one engine alone has included."""
    both = ours.join(peer, on=KEYS, how="full", suffix="_peer", coalesce=True)
    alone = 2 * both.height - ours.height - peer.height
    print(f"  {both.height:,} rows, {alone} of one engine only")
    different = alone
    for name in NUMBERS:
        a, b = pl.col(name), pl.col(f"{name}_peer")
        size = a.abs() if name == "value" else 1.0
        same = (a.is_null() & b.is_null()) | ((a - b).abs() <= TOLERANCE * size).fill_null(False)
        wrong = both.filter(~same)
        worst = both.select(((a - b).abs() / pl.max_horizontal(a.abs(), 1e-300)).max()).item()
        known = both.select(a.is_not_null().sum()).item()
        print(f"  {name}: {known:,} figures, {wrong.height} differ; largest relative difference {worst:.1e}")
        for row in wrong.head(5).iter_rows(named=True):
            print("    ", {column: row[column] for column in [*KEYS, name, f"{name}_peer"]})
        different += wrong.height
    return different


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    ours, different = read(sys.argv[1]), 0
    for path in sys.argv[2:]:
        print(f"{sys.argv[1]} and {path}")
        different += differing(ours, read(path))
    sys.exit(1 if different else 0)
