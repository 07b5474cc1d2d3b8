"""Every indicator of every commune and EPCI of France, with its place in the country and among its peers.

    python portraits.py duckdb|polars [--neighbours tree|sql] [--out FILE]

The same steps as `crates/territory/examples/all_portraits.rs`, from data/*.parquet; one line of JSON."""

import argparse
import os

from definitions import AXES, FEWEST, GROUP, INDICATORS, JOINTS, KINDS, TABLES, THREADS, THRESHOLD, Clock

os.environ["POLARS_MAX_THREADS"] = str(THREADS)
os.environ["OMP_NUM_THREADS"] = str(THREADS)

WEIGHTS = [axis["weight"] for axis in AXES]
PLACE = {indicator.id: rank for rank, indicator in enumerate(INDICATORS)}


def with_duckdb(clock, search, out):
    import duckdb

    import neighbours

    clock.start()
    con = duckdb.connect(config={"threads": THREADS})
    run = con.execute

    # The measures of every indicator, side by side: what the atlas holds.
    columns = [
        f"m{i}.{measure}::DOUBLE AS m{i}_{j}"
        for i, indicator in enumerate(INDICATORS)
        for j, measure in enumerate(indicator.measures)
    ]
    for name, path in TABLES.items():
        run(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
    read = " ".join(
        f"LEFT JOIN ({indicator.sql}) AS m{i} ON m{i}.commune = c.commune" for i, indicator in enumerate(INDICATORS)
    )
    run(f"CREATE TABLE measures AS SELECT c.commune, c.epci, {', '.join(columns)} FROM communes AS c {read}")
    clock.lap("open")

    # Of a joint figure, the holder is left out (cut) when another is outside, the others count (whole) when all are in.
    run("CREATE TABLE joint_members (joint INT, others INT, is_holder BOOLEAN, commune VARCHAR)")
    for bit, joint in enumerate(JOINTS):
        rows = [(bit, len(joint["others"]), code == joint["holder"], code) for code in [joint["holder"], *joint["others"]]]
        con.executemany("INSERT INTO joint_members VALUES (?, ?, ?, ?)", rows)
    run("""CREATE TABLE members AS
        SELECT 'commune' AS kind, commune AS code, commune FROM measures
        UNION ALL SELECT 'epci', epci, commune FROM measures WHERE epci IS NOT NULL""")
    run("""CREATE TABLE marks AS
        WITH held AS (
            SELECT kind, code, joint, bool_or(is_holder) AS holds,
                   count(*) FILTER (NOT is_holder) = any_value(others) AS all_others
            FROM members JOIN joint_members USING (commune) GROUP BY ALL)
        SELECT kind, code, commune,
               bit_or(CASE WHEN is_holder AND NOT all_others THEN 1 << joint ELSE 0 END) AS cut,
               bit_or(CASE WHEN NOT is_holder AND holds AND all_others THEN 1 << joint ELSE 0 END) AS whole
        FROM members JOIN joint_members USING (commune) JOIN held USING (kind, code, joint) GROUP BY ALL""")
    known, sums, values = [], [], []
    for i, indicator in enumerate(INDICATORS):
        m = [f"m{i}_{j}" for j in range(len(indicator.measures))]
        has = " AND ".join([f"{name} IS NOT NULL" for name in m] + [f"coalesce(cut, 0) & {indicator.joints} = 0"])
        terms = {
            "weighted-mean": lambda: [f"{m[0]} * {m[1]}", m[1]],
            "theil": lambda: [m[0], f"CASE WHEN {m[0]} > 0 THEN {m[0]} * ln({m[0]}) ELSE 0 END"],
        }.get(indicator.kind, lambda: m)()
        known += [f"CASE WHEN {has} THEN {term} END AS t{i}_{j}" for j, term in enumerate(terms)]
        s = [f"sum(t{i}_{j})" for j in range(len(terms))]
        counted, shared = f"count(t{i}_0)", f"sum(bit_count(coalesce(whole, 0) & {indicator.joints}))"
        value = {
            "total": lambda: s[0],
            "ratio": lambda: f"CASE WHEN {s[1]} != 0 THEN {float(indicator.rule['factor'])}::DOUBLE * {s[0]} / {s[1]} END",
            "density": lambda: f"CASE WHEN {s[1]} > 0 THEN {s[0]} / ({s[1]} / {indicator.square_metres}::DOUBLE) END",
            "weighted-mean": lambda: f"CASE WHEN {s[1]} != 0 THEN {s[0]} / {s[1]} END",
            "theil": lambda: f"CASE WHEN {s[0]} > 0 THEN greatest({s[1]} / {s[0]} + ln({counted} / {s[0]}), 0) END",
            "hill": lambda: f"CASE WHEN {' + '.join(s)} > 0 THEN exp({' + '.join(_entropy(x, s) for x in s)}) END",
        }[indicator.kind]()
        scale = " OR ".join(f"count(*) {'=' if scale == 'commune' else '>'} 1" for scale in indicator.scales)
        enough = f"({counted} + {shared})::DOUBLE / count(*) >= {THRESHOLD}::DOUBLE"
        values.append(f"CASE WHEN ({scale}) AND {counted} > 0 AND {enough} THEN {value} END AS v{i}")
    run(f"""CREATE TABLE figures AS
        SELECT kind, (row_number() OVER (PARTITION BY kind ORDER BY code) - 1)::INT AS rank, code,
               count(*) FILTER (commune[1:2] IN ('97', '98')) / count(*) AS overseas, {", ".join(values)}
        FROM (SELECT kind, code, commune, whole, {", ".join(known)}
              FROM members JOIN measures USING (commune) LEFT JOIN marks USING (kind, code, commune))
        GROUP BY kind, code""")
    clock.lap("values")

    all_values = ", ".join(f"v{i}" for i in range(len(INDICATORS)))
    run(f"""CREATE TABLE national AS
        SELECT kind, rank, indicator,
               CASE WHEN n > {FEWEST} THEN (below + 0.5::DOUBLE * (upto - below - 1)) / (n - 1) END AS share
        FROM (SELECT kind, rank, indicator, rank() OVER same - 1 AS below, count(*) OVER same AS upto,
                     count(*) OVER (PARTITION BY kind, indicator) AS n
              FROM (UNPIVOT (SELECT kind, rank, {all_values} FROM figures) ON {all_values} INTO NAME indicator VALUE value)
              WINDOW same AS (PARTITION BY kind, indicator ORDER BY value))""")
    clock.lap("national")

    coordinates = []
    for axis in AXES:
        column = "overseas" if axis.get("overseas") else f"v{PLACE[axis['indicator']]}"
        coordinates.append(f"CASE WHEN {column} > 0 THEN ln({column}) END" if axis.get("logarithm") else column)
    listed = ", ".join(f"{text} AS x{j}" for j, text in enumerate(coordinates))
    complete = " AND ".join(f"x{j} IS NOT NULL" for j in range(len(AXES)))
    ranges = ", ".join(
        f"max(x{j}) FILTER ({complete}) OVER k - min(x{j}) FILTER ({complete}) OVER k AS r{j}" for j in range(len(AXES))
    )
    scaled = ", ".join(f"CASE WHEN r{j} > 0 THEN x{j} / r{j} END AS x{j}" for j in range(len(AXES)))
    run(f"""CREATE TABLE points AS SELECT kind, rank, {scaled}, {", ".join(f"r{j}" for j in range(len(AXES)))}
        FROM (SELECT *, {ranges} FROM (SELECT kind, rank, {listed} FROM figures) WINDOW k AS (PARTITION BY kind))""")
    run("CREATE TABLE pairs (kind VARCHAR, own INT, peer INT)")
    for kind in KINDS:
        if search == "sql":
            _groups_in_sql(run, kind)
            continue
        import numpy as np

        columns = run(f"SELECT * EXCLUDE (kind) FROM points WHERE kind = '{kind}' ORDER BY rank").fetchnumpy()
        assert all(columns[f"r{j}"][0] > 0 for j in range(len(AXES))), "every axis tells something"
        points = np.column_stack([np.ma.filled(columns[f"x{j}"].astype(float), np.nan) for j in range(len(AXES))])
        own, peer = neighbours.nearest(points, WEIGHTS, GROUP[kind])
        found = {"own": own.astype(np.int32), "peer": peer.astype(np.int32)}
        con.register("found", found)
        run(f"INSERT INTO pairs SELECT '{kind}', own, peer FROM found")
        con.unregister("found")
    clock.lap("groups")

    shares = ", ".join(
        f"""CASE WHEN count(b.v{i}) >= {FEWEST} THEN
            (sum((b.v{i} < a.v{i})::INT) + 0.5::DOUBLE * sum((b.v{i} = a.v{i})::INT)) / count(b.v{i}) END AS v{i}"""
        for i in range(len(INDICATORS))
    )
    run(f"""CREATE TABLE among_peers AS SELECT a.kind, a.rank, {shares}
        FROM pairs AS p
        JOIN figures AS a ON a.kind = p.kind AND a.rank = p.own
        JOIN figures AS b ON b.kind = p.kind AND b.rank = p.peer
        GROUP BY a.kind, a.rank""")
    clock.lap("peers")
    clock.tell()

    if out:
        import polars as pl

        def long(table, name):
            return pl.from_arrow(con.sql(f"SELECT kind, rank, {all_values} FROM {table}").to_arrow_table()).unpivot(
                index=["kind", "rank"], variable_name="indicator", value_name=name
            )

        names = con.sql("SELECT kind, rank, code FROM figures ORDER BY kind, rank").to_arrow_table()
        national = pl.from_arrow(con.sql("SELECT kind, rank, indicator, share AS national FROM national").to_arrow_table())
        _write(pl, out, pl.from_arrow(names), long("figures", "value"), national, long("among_peers", "peers"))


def _entropy(size, sizes):
    share = f"({size} / ({' + '.join(sizes)}))"
    return f"CASE WHEN {size} > 0 THEN -{share} * ln({share}) ELSE 0 END"


def _groups_in_sql(run, kind):
    """Every pair measured, in SQL alone: the shortest way to say it, and the slowest."""
    axes = range(len(AXES))
    known = " + ".join(f"CASE WHEN x{j} IS NULL THEN 0 ELSE {WEIGHTS[j]} END" for j in axes)
    run(f"""CREATE OR REPLACE TEMP TABLE queries AS
        SELECT rank, {", ".join(f"coalesce(x{j}, 0) AS x{j}" for j in axes)},
               {", ".join(f"CASE WHEN x{j} IS NULL THEN 0 ELSE {WEIGHTS[j]}::DOUBLE / known END AS s{j}" for j in axes)}
        FROM (SELECT *, {known} AS known FROM points WHERE kind = '{kind}') WHERE 2 * known >= {sum(WEIGHTS)}""")
    run(f"""CREATE OR REPLACE TEMP TABLE candidates AS SELECT * FROM points
        WHERE kind = '{kind}' AND {" AND ".join(f"x{j} IS NOT NULL" for j in axes)}""")
    distance = " + ".join(f"a.s{j} * abs(b.x{j} - a.x{j})" for j in axes)
    run(f"""INSERT INTO pairs SELECT '{kind}', own, unnest(peers).peer FROM (
        SELECT a.rank AS own, min({{distance: {distance}, peer: b.rank}}, {GROUP[kind]}) AS peers
        FROM queries AS a JOIN candidates AS b ON a.rank != b.rank GROUP BY a.rank)""")


def with_polars(clock, out):
    import numpy as np
    import polars as pl

    import neighbours

    clock.start()
    context = pl.SQLContext({name: pl.scan_parquet(path) for name, path in TABLES.items()})
    wide = pl.scan_parquet(TABLES["communes"]).select("commune", "epci")
    for i, indicator in enumerate(INDICATORS):
        measures = context.execute(indicator.sql).select(
            "commune", *[pl.col(name).cast(pl.Float64).alias(f"m{i}_{j}") for j, name in enumerate(indicator.measures)]
        )
        wide = wide.join(measures, on="commune", how="left", maintain_order="left")
    wide = wide.collect()
    clock.lap("open")

    members = pl.concat([
        wide.lazy().select(pl.lit("commune").alias("kind"), pl.col("commune").alias("code"), "commune"),
        wide.lazy().filter(pl.col("epci").is_not_null()).select(pl.lit("epci").alias("kind"), pl.col("epci").alias("code"), "commune"),
    ])
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
            pl.when(~holder & pl.col("holds") & pl.col("all_others")).then("bit").otherwise(0).bitwise_or().alias("whole"),
        )
    )
    known, values = [], []
    for i, indicator in enumerate(INDICATORS):
        m = [pl.col(f"m{i}_{j}") for j in range(len(indicator.measures))]
        has = pl.all_horizontal(*[column.is_not_null() for column in m], pl.col("cut") & indicator.joints == 0)
        terms = {
            "weighted-mean": lambda: [m[0] * m[1], m[1]],
            "theil": lambda: [m[0], pl.when(m[0] > 0).then(m[0] * m[0].log()).otherwise(0.0)],
        }.get(indicator.kind, lambda: m)()
        known += [pl.when(has).then(term).alias(f"t{i}_{j}") for j, term in enumerate(terms)]
        s = [pl.col(f"t{i}_{j}").sum() for j in range(len(terms))]
        counted = pl.col(f"t{i}_0").count()
        shared = (pl.col("whole") & indicator.joints).bitwise_count_ones().sum()
        value = {
            "total": lambda: s[0],
            "ratio": lambda: pl.when(s[1] != 0).then(float(indicator.rule["factor"]) * s[0] / s[1]),
            "density": lambda: pl.when(s[1] > 0).then(s[0] / (s[1] / indicator.square_metres)),
            "weighted-mean": lambda: pl.when(s[1] != 0).then(s[0] / s[1]),
            "theil": lambda: pl.when(s[0] > 0).then(pl.max_horizontal(s[1] / s[0] + (counted / s[0]).log(), 0.0)),
            "hill": lambda: pl.when(_sum(s) > 0).then(
                _sum([pl.when(x > 0).then(-(x / _sum(s)) * (x / _sum(s)).log()).otherwise(0.0) for x in s]).exp()
            ),
        }[indicator.kind]()
        scale = pl.any_horizontal(*[(pl.len() == 1) if scale == "commune" else (pl.len() > 1) for scale in indicator.scales])
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

    all_values = [f"v{i}" for i in range(len(INDICATORS))]
    place = [
        pl.when(pl.col(v).count().over("kind") > FEWEST)
        .then((pl.col(v).rank("average").over("kind") - 1) / (pl.col(v).count().over("kind") - 1))
        .alias(v)
        for v in all_values
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
        pairs.append(pl.LazyFrame({"own": own, "peer": peer}, schema={"own": pl.Int32, "peer": pl.Int32}).select(pl.lit(kind).alias("kind"), "own", "peer"))
    pairs = pl.concat(pairs).collect()
    clock.lap("groups")

    shares = [
        pl.when(pl.col(f"{v}_b").count() >= FEWEST).then(
            ((pl.col(f"{v}_b") < pl.col(v)).sum() + 0.5 * (pl.col(f"{v}_b") == pl.col(v)).sum()) / pl.col(f"{v}_b").count()
        ).alias(v)
        for v in all_values
    ]
    ours = figures.lazy().select("kind", "rank", *all_values)
    theirs = ours.rename({v: f"{v}_b" for v in all_values})
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

    if out:
        def long(table, name):
            return table.select("kind", "rank", *all_values).unpivot(
                index=["kind", "rank"], variable_name="indicator", value_name=name
            )

        names = figures.select("kind", "rank", "code")
        _write(pl, out, names, long(figures, "value"), long(national, "national"), long(among_peers, "peers"))


def _sum(expressions):
    total = expressions[0]
    for expression in expressions[1:]:
        total = total + expression
    return total


def _write(pl, out, names, values, national, peers):
    """The answers, in the form of `all_portraits`: a territory without a figure has no place."""
    keys = ["kind", "rank", "indicator"]
    ids = pl.DataFrame({"indicator": [f"v{i}" for i in range(len(INDICATORS))], "id": [i.id for i in INDICATORS]})
    table = (
        values.join(names, on=["kind", "rank"])
        .join(national, on=keys, how="left")
        .join(peers, on=keys, how="left")
        .join(ids, on="indicator")
        .with_columns(pl.when(pl.col("value").is_not_null()).then(pl.col(name)).alias(name) for name in ("national", "peers"))
        .select("kind", "code", pl.col("id").alias("indicator"), "value", "national", "peers")
    )
    table.write_csv(out, float_scientific=True, float_precision=11)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=["duckdb", "polars"])
    parser.add_argument("--neighbours", choices=["tree", "sql"], default="tree")
    parser.add_argument("--out")
    given = parser.parse_args()
    if given.engine == "duckdb":
        with_duckdb(Clock("duckdb" if given.neighbours == "tree" else "duckdb, SQL alone"), given.neighbours, given.out)
    else:
        with_polars(Clock("polars"), given.out)
