"""All portraits with Polars: the SQL of the indicators, lazy expressions, and the search of peers by `neighbours.py`."""

import functools
import operator

import numpy as np
import polars as pl

import neighbours
from definitions import AXES, FEWEST, GROUP, INDICATORS, JOINTS, KINDS, PLACE, TABLES, THRESHOLD, VALUES, WEIGHTS


def portraits(clock):
    """Works everything out, step by step; gives what `portraits.py` writes."""
    context = pl.SQLContext({name: pl.scan_parquet(path) for name, path in TABLES.items()})
    wide = pl.scan_parquet(TABLES["communes"]).select("commune", "epci")
    for i, indicator in enumerate(INDICATORS):
        measures = context.execute(indicator.sql).select(
            "commune", *[pl.col(name).cast(pl.Float64).alias(f"m{i}_{j}") for j, name in enumerate(indicator.measures)]
        )
        wide = wide.join(measures, on="commune", how="left", maintain_order="left")
    wide = wide.collect()
    clock.lap("open")

    members = pl.concat(
        [
            wide.lazy().select(pl.lit("commune").alias("kind"), pl.col("commune").alias("code"), "commune"),
            wide.lazy()
            .filter(pl.col("epci").is_not_null())
            .select(pl.lit("epci").alias("kind"), pl.col("epci").alias("code"), "commune"),
        ]
    )
    joint_members = pl.LazyFrame(
        [
            {"bit": 1 << bit, "others": len(joint["others"]), "is_holder": code == joint["holder"], "commune": code}
            for bit, joint in enumerate(JOINTS)
            for code in [joint["holder"], *joint["others"]]
        ]
    )
    territory = ["kind", "code"]
    touched = members.join(joint_members, on="commune")
    held = touched.group_by(*territory, "bit").agg(
        pl.col("is_holder").any().alias("holds"),
        ((~pl.col("is_holder")).sum() == pl.col("others").first()).alias("all_others"),
    )
    holder = pl.col("is_holder")
    marks = (
        touched.join(held, on=[*territory, "bit"])
        .group_by(*territory, "commune")
        .agg(
            pl.when(holder & ~pl.col("all_others")).then("bit").otherwise(0).bitwise_or().alias("cut"),
            pl.when(~holder & pl.col("holds") & pl.col("all_others"))
            .then("bit")
            .otherwise(0)
            .bitwise_or()
            .alias("whole"),
        )
    )
    known, values = [], []
    for i, indicator in enumerate(INDICATORS):
        measures = [pl.col(f"m{i}_{j}") for j in range(len(indicator.measures))]
        has = pl.all_horizontal(*[m.is_not_null() for m in measures], pl.col("cut") & indicator.joints == 0)
        terms = _terms(indicator.kind, *measures)
        known += [pl.when(has).then(term).alias(f"t{i}_{j}") for j, term in enumerate(terms)]
        counted = pl.col(f"t{i}_0").count()
        shared = (pl.col("whole") & indicator.joints).bitwise_count_ones().sum()
        value = _value(indicator, counted, *[pl.col(f"t{i}_{j}").sum() for j in range(len(terms))])
        scale = pl.any_horizontal(
            *[(pl.len() == 1) if scale == "commune" else (pl.len() > 1) for scale in indicator.scales]
        )
        enough = (counted + shared) / pl.len() >= THRESHOLD
        values.append(pl.when(scale & (counted > 0) & enough).then(value).alias(f"v{i}"))
    figures = (
        members.join(wide.lazy(), on="commune")
        .join(marks, on=[*territory, "commune"], how="left")
        .with_columns(pl.col("cut").fill_null(0), pl.col("whole").fill_null(0))
        .select(*territory, "commune", "whole", *known)
        .group_by(territory)
        .agg(pl.col("commune").str.slice(0, 2).is_in(["97", "98"]).mean().alias("overseas"), *values)
        .sort(territory)
        .with_columns(pl.int_range(pl.len(), dtype=pl.Int32).over("kind").alias("rank"))
        .collect(engine="streaming")
    )
    clock.lap("values")

    place = [
        pl.when(pl.col(v).count().over("kind") > FEWEST)
        .then((pl.col(v).rank("average").over("kind") - 1) / (pl.col(v).count().over("kind") - 1))
        .alias(v)
        for v in VALUES
    ]
    national = figures.lazy().select("kind", "rank", *place).collect()
    clock.lap("national")

    coordinates = []
    for j, axis in enumerate(AXES):
        column = pl.col("overseas" if axis.get("overseas") else f"v{PLACE[axis['indicator']]}")
        coordinates.append((pl.when(column > 0).then(column.log()) if axis.get("logarithm") else column).alias(f"x{j}"))
    points = figures.lazy().select("kind", *coordinates)
    complete = pl.all_horizontal(pl.exclude("kind").is_not_null())
    pairs = []
    for kind in KINDS:
        of_kind = points.filter(pl.col("kind") == kind).select(pl.exclude("kind"))
        ends = of_kind.filter(complete).select(pl.all().max() - pl.all().min()).collect()
        assert all(ends.row(0)), "every axis tells something"
        scaled = of_kind.select(pl.col(name) / ends[name][0] for name in ends.columns).collect()
        own, peer = neighbours.nearest(scaled.fill_null(np.nan).to_numpy(), WEIGHTS, GROUP[kind])
        found = pl.LazyFrame({"own": own, "peer": peer}, schema={"own": pl.Int32, "peer": pl.Int32})
        pairs.append(found.with_columns(pl.lit(kind).alias("kind")))
    pairs = pl.concat(pairs).collect()
    clock.lap("groups")

    shares = [
        pl.when(pl.col(f"{v}_b").count() >= FEWEST)
        .then(
            ((pl.col(f"{v}_b") < pl.col(v)).sum() + 0.5 * (pl.col(f"{v}_b") == pl.col(v)).sum())
            / pl.col(f"{v}_b").count()
        )
        .alias(v)
        for v in VALUES
    ]
    ours = figures.lazy().select("kind", "rank", *VALUES)
    theirs = ours.rename({v: f"{v}_b" for v in VALUES})
    among_peers = (
        pairs.lazy()
        .join(ours, left_on=["kind", "own"], right_on=["kind", "rank"])
        .join(theirs, left_on=["kind", "peer"], right_on=["kind", "rank"])
        .group_by("kind", pl.col("own").alias("rank"))
        .agg(shares)
        .collect(engine="streaming")
    )
    clock.lap("peers")
    clock.tell()
    return figures, national, among_peers


def _terms(kind, *measures):
    """What is summed over the communes."""
    match kind, measures:
        case "weighted-mean", (value, weight):
            return value * weight, weight
        case "theil", (size,):
            return size, pl.when(size > 0).then(size * size.log()).otherwise(0.0)
    return measures


def _value(indicator, counted, *sums):
    """The figure, from the sums; none when there is nothing to relate to."""
    match indicator.kind, sums:
        case "total", (total,):
            return total
        case "ratio", (above, below):
            return pl.when(below != 0).then(float(indicator.rule["factor"]) * above / below)
        case "density", (count, area):
            return pl.when(area > 0).then(count / (area / indicator.square_metres))
        case "weighted-mean", (weighted, weight):
            return pl.when(weight != 0).then(weighted / weight)
        case "theil", (total, logs):
            return pl.when(total > 0).then(pl.max_horizontal(logs / total + (counted / total).log(), 0.0))
        case "hill", classes:
            total = functools.reduce(operator.add, classes)
            shares = [size / total for size in classes]
            entropy = [pl.when(p > 0).then(-p * p.log()).otherwise(0.0) for p in shares]
            return pl.when(total > 0).then(functools.reduce(operator.add, entropy).exp())
