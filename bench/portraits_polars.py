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

    # The communes of a joint figure stand apart; in their place, the figure counts where all of them are. It is a row
    # more of the measures, summed over them, and a member more of the territories that hold them all.
    named = wide.lazy().with_columns(kind=pl.lit("commune"), code=pl.col("commune"))
    grouped = wide.lazy().filter(pl.col("epci").is_not_null()).with_columns(kind=pl.lit("epci"), code=pl.col("epci"))
    members = pl.concat([named.select("kind", "code", "commune"), grouped.select("kind", "code", "commune")])
    joint_members = pl.LazyFrame(
        [
            {"commune": commune, "unit": f"joint:{bit}", "bit": 1 << bit, "of": len(joint["communes"])}
            for bit, joint in enumerate(JOINTS)
            for commune in joint["communes"]
        ]
    )
    held = members.join(joint_members, on="commune").group_by("kind", "code", "unit", "of").agg(pl.len().alias("held"))
    held = held.filter(pl.col("held") == pl.col("of")).select("kind", "code", pl.col("unit").alias("commune"))
    members = pl.concat([members, held])
    apart = joint_members.select("commune", pl.col("bit").alias("apart"))
    units = wide.lazy().drop("epci").join(apart, on="commune", how="left")
    units = units.with_columns(pl.col("apart").fill_null(0), size=pl.lit(1, pl.Int64), shared=pl.lit(0, pl.Int64))
    measure = pl.col("^m[0-9].*$")
    joints = wide.lazy().join(joint_members, on="commune").group_by("unit")
    joints = joints.agg(
        pl.when(measure.count() > 0).then(measure.sum()),
        pl.lit(0, pl.Int64).alias("apart"),
        pl.col("of").first().alias("size"),
        pl.col("bit").first().alias("shared"),
    )
    units = pl.concat([units, joints.rename({"unit": "commune"})], how="diagonal")
    of = (pl.col("shared") == 0).sum()
    known, values = [], []
    for i, indicator in enumerate(INDICATORS):
        measures = [pl.col(f"m{i}_{j}") for j in range(len(indicator.measures))]
        shared = pl.col("shared") if indicator.looks_inside else pl.col("shared") & ~indicator.joints
        apart = (pl.col("apart") & indicator.joints) | shared
        has = pl.all_horizontal(*[m.is_not_null() for m in measures], apart == 0)
        terms = _terms(indicator.kind, *measures)
        known += [pl.when(has).then(term).alias(f"t{i}_{j}") for j, term in enumerate(terms)]
        known.append(pl.when(has).then("size").alias(f"n{i}"))
        covered = pl.col(f"n{i}").sum()
        value = _value(indicator, pl.col(f"t{i}_0").count(), *[pl.col(f"t{i}_{j}").sum() for j in range(len(terms))])
        scale = pl.any_horizontal(*[(of == 1) if scale == "commune" else (of > 1) for scale in indicator.scales])
        values.append(pl.when(scale & (covered > 0) & (covered / of >= THRESHOLD)).then(value).alias(f"v{i}"))
    figures = (
        members.join(units, on="commune")
        .select("kind", "code", "commune", "shared", *known)
        .group_by("kind", "code")
        .agg((pl.col("commune").str.slice(0, 2).is_in(["97", "98"]).sum() / of).alias("overseas"), *values)
        .sort("kind", "code")
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
        case "change", (before, after):
            return pl.when(before != 0).then(100.0 * (after - before) / before)
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
