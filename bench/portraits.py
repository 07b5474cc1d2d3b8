"""Every indicator of every commune and EPCI of France, with its place in the country and among its peers.

    python portraits.py duckdb|polars [--neighbours tree|sql] [--out FILE]

The same steps as `crates/territory/examples/all_portraits.rs`, from data/*.parquet; one line of JSON."""

import argparse
import importlib

from definitions import INDICATORS, VALUES, Clock


def write(out, figures, national, peers):
    """The answers, in the form of `all_portraits`: a territory without a figure has no place."""
    import polars as pl

    def long(table, name):
        columns = table.select("kind", "rank", *VALUES).rename(dict(zip(VALUES, (i.id for i in INDICATORS))))
        return columns.unpivot(index=["kind", "rank"], variable_name="indicator", value_name=name)

    keys, known = ["kind", "rank", "indicator"], pl.col("value").is_not_null()
    (
        long(figures, "value")
        .join(figures.select("kind", "rank", "code"), on=["kind", "rank"])
        .join(long(national, "national"), on=keys, how="left")
        .join(long(peers, "peers"), on=keys, how="left")
        .with_columns(pl.when(known).then(pl.col(name)).alias(name) for name in ("national", "peers"))
        .select("kind", "code", "indicator", "value", "national", "peers")
        .write_csv(out, float_scientific=True, float_precision=11)
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=["duckdb", "polars"])
    parser.add_argument("--neighbours", choices=["tree", "sql"], default="tree")
    parser.add_argument("--out")
    given = parser.parse_args()
    in_sql = ["sql"] if given.engine == "duckdb" and given.neighbours == "sql" else []
    portraits = importlib.import_module(f"portraits_{given.engine}").portraits
    clock = Clock(", ".join([given.engine, *(["SQL alone"] if in_sql else [])]))
    answers = portraits(clock, *in_sql)
    if given.out:
        write(given.out, *answers)
