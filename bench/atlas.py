"""The measures of every indicator, from the Parquet files of data/ by the SQL of indicators/, to one file.

python atlas.py duckdb|polars --out FILE.parquet        one line of JSON
python atlas.py mosaique --with OBSERVATORY --out FILE   the same of `mosaique-observatory build`, a whole process
python atlas.py check MEASURES.jsonl FILE.parquet…       sum and count of every column, against ours; 1 if any differs
"""

import argparse
import json
import math
import subprocess
import sys

from definitions import DATA, INDICATORS, ROOT, TABLES, THREADS, Clock


def with_duckdb(out):
    import duckdb

    clock = Clock("duckdb")
    con = duckdb.connect(config={"threads": THREADS})
    for name, path in TABLES.items():
        # Read once, and only what is asked for: faster than views on the files.
        if any(name in indicator.sql for indicator in INDICATORS):
            con.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{path}')")
    columns, joins = ["c.commune"], []
    for i, indicator in enumerate(INDICATORS):
        con.execute(f"CREATE TABLE m{i} AS {indicator.sql}")
        columns += [f'm{i}."{measure}" AS "{indicator.id}/{measure}"' for measure in indicator.measures]
        joins.append(f"LEFT JOIN m{i} ON m{i}.commune = c.commune")
    clock.lap("queries")
    rows = f"SELECT {', '.join(columns)} FROM communes AS c {' '.join(joins)} ORDER BY c.commune"
    con.execute(f"COPY ({rows}) TO '{out}' (FORMAT parquet)")
    clock.lap("write")
    clock.tell()


def with_polars(out):
    import polars as pl

    clock = Clock("polars")
    context = pl.SQLContext({name: pl.scan_parquet(path) for name, path in TABLES.items()})
    # One plan for all: what several queries read is read once.
    found = pl.collect_all([context.execute(indicator.sql) for indicator in INDICATORS])
    clock.lap("queries")
    rows = pl.scan_parquet(TABLES["communes"]).select("commune").sort("commune")
    for indicator, measures in zip(INDICATORS, found):
        named = {measure: f"{indicator.id}/{measure}" for measure in indicator.measures}
        rows = rows.join(measures.lazy().rename(named), on="commune", how="left", maintain_order="left")
    rows.collect().write_parquet(out)
    clock.lap("write")
    clock.tell()


def with_mosaique(observatory, out):
    clock = Clock("mosaique")
    command = [observatory, "build", "--data", DATA, "--indicators", ROOT / "indicators", "--output", out]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    clock.lap("process")
    clock.tell(of_child=True)


def check(measures, files):
    """Sums of whole numbers are equal, those of reals but for the order of addition."""
    import polars as pl

    with open(measures, encoding="utf-8") as lines:
        ours = {line["column"]: line for line in map(json.loads, lines)}
    different = 0
    for path in files:
        table = pl.read_parquet(path).drop("commune")
        wrong = sorted(set(table.columns) ^ set(ours))
        for column in set(table.columns) & set(ours):
            total, count = table[column].sum(), table[column].count()
            same = math.isclose(total, ours[column]["sum"], rel_tol=1e-12) and count == ours[column]["count"]
            wrong += [] if same else [f"{column}: {total} of {count}, ours {ours[column]}"]
        print(f"{path}: {len(ours)} columns, {len(wrong)} differ", *wrong, sep="\n  ")
        different += len(wrong)
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=["duckdb", "polars", "mosaique", "check"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--with", dest="observatory")
    parser.add_argument("--out")
    given = parser.parse_args()
    match given.engine:
        case "duckdb":
            with_duckdb(given.out)
        case "polars":
            with_polars(given.out)
        case "mosaique":
            with_mosaique(given.observatory, given.out)
        case "check":
            check(given.files[0], given.files[1:])
