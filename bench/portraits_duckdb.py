"""All portraits with DuckDB: SQL, and the search of peers by `neighbours.py` or in SQL too."""

import duckdb
import numpy as np
import polars as pl

import neighbours
from definitions import (
    AXES,
    FEWEST,
    GROUP,
    INDICATORS,
    JOINTS,
    KINDS,
    PLACE,
    TABLES,
    THREADS,
    THRESHOLD,
    VALUES,
    WEIGHTS,
)


def portraits(clock, search="tree"):
    """Works everything out, step by step; gives what `portraits.py` writes."""
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

    # The communes of a joint figure stand apart; in their place, the figure counts where all of them are. It is a row
    # more of the measures, summed over them, and a member more of the territories that hold them all.
    run("CREATE TABLE joint_members (joint INT, size INT, commune VARCHAR)")
    for bit, joint in enumerate(JOINTS):
        rows = [(bit, len(joint["communes"]), commune) for commune in joint["communes"]]
        con.executemany("INSERT INTO joint_members VALUES (?, ?, ?)", rows)
    run("""CREATE TABLE members AS
        SELECT 'commune' AS kind, commune AS code, commune FROM measures
        UNION ALL SELECT 'epci', epci, commune FROM measures WHERE epci IS NOT NULL""")
    run("""INSERT INTO members SELECT kind, code, 'joint:' || joint FROM members JOIN joint_members USING (commune)
        GROUP BY kind, code, joint, size HAVING count(*) = size""")
    run("""CREATE TABLE units AS
        SELECT commune, 1 AS size, coalesce(1 << joint, 0) AS apart, 0 AS shared, COLUMNS('^m[0-9]')
        FROM measures LEFT JOIN (SELECT joint, commune FROM joint_members) USING (commune)
        UNION ALL SELECT 'joint:' || joint, any_value(size), 0, 1 << joint, sum(COLUMNS('^m[0-9]'))
        FROM measures JOIN joint_members USING (commune) GROUP BY joint""")
    known, values, of = [], [], "count(*) FILTER (shared = 0)"
    for i, indicator in enumerate(INDICATORS):
        measures = [f"m{i}_{j}" for j in range(len(indicator.measures))]
        together = "FALSE" if indicator.looks_inside else f"shared & {indicator.joints} != 0"
        tests = [f"apart & {indicator.joints} = 0", f"(shared = 0 OR {together})"]
        has = " AND ".join([f"{m} IS NOT NULL" for m in measures] + tests)
        terms = _terms(indicator.kind, *measures)
        known += [f"CASE WHEN {has} THEN {term} END AS t{i}_{j}" for j, term in enumerate(terms)]
        known.append(f"CASE WHEN {has} THEN size ELSE 0 END AS n{i}")
        covered = f"sum(n{i})"
        value = _value(indicator, f"count(t{i}_0)", *[f"sum(t{i}_{j})" for j in range(len(terms))])
        scale = " OR ".join(f"{of} {'=' if scale == 'commune' else '>'} 1" for scale in indicator.scales)
        enough = f"{covered}::DOUBLE / {of} >= {THRESHOLD}::DOUBLE"
        values.append(f"CASE WHEN ({scale}) AND {covered} > 0 AND {enough} THEN {value} END AS v{i}")
    run(f"""CREATE TABLE figures AS
        SELECT kind, (row_number() OVER (PARTITION BY kind ORDER BY code) - 1)::INT AS rank, code,
               count(*) FILTER (commune[1:2] IN ('97', '98')) / {of} AS overseas, {", ".join(values)}
        FROM (SELECT kind, code, commune, shared, {", ".join(known)} FROM members JOIN units USING (commune))
        GROUP BY kind, code""")
    clock.lap("values")

    all_values = ", ".join(VALUES)
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
    national = pl.from_arrow(con.sql("FROM national").to_arrow_table()).pivot(
        on="indicator", index=["kind", "rank"], values="share"
    )
    figures, peers = (pl.from_arrow(con.sql(f"FROM {table}").to_arrow_table()) for table in ("figures", "among_peers"))
    return figures, national, peers


def _terms(kind, *measures):
    """What is summed over the communes."""
    match kind, measures:
        case "weighted-mean", (value, weight):
            return f"{value} * {weight}", weight
        case "theil", (size,):
            return size, f"CASE WHEN {size} > 0 THEN {size} * ln({size}) ELSE 0 END"
    return measures


def _value(indicator, counted, *sums):
    """The figure, from the sums; none when there is nothing to relate to."""
    match indicator.kind, sums:
        case "total", (total,):
            return total
        case "ratio", (above, below):
            factor = f"{float(indicator.rule['factor'])}::DOUBLE"
            return f"CASE WHEN {below} != 0 THEN {factor} * {above} / {below} END"
        case "change", (before, after):
            return f"CASE WHEN {before} != 0 THEN 100::DOUBLE * ({after} - {before}) / {before} END"
        case "density", (count, area):
            return f"CASE WHEN {area} > 0 THEN {count} / ({area} / {indicator.square_metres}::DOUBLE) END"
        case "weighted-mean", (weighted, weight):
            return f"CASE WHEN {weight} != 0 THEN {weighted} / {weight} END"
        case "theil", (total, logs):
            return f"CASE WHEN {total} > 0 THEN greatest({logs} / {total} + ln({counted} / {total}), 0) END"
        case "hill", classes:
            total = f"({' + '.join(classes)})"
            shares = [f"({size} / {total})" for size in classes]
            entropy = " + ".join(f"CASE WHEN {p} > 0 THEN -{p} * ln({p}) ELSE 0 END" for p in shares)
            return f"CASE WHEN {total} > 0 THEN exp({entropy}) END"


def _groups_in_sql(run, kind):
    """Every pair measured, in SQL alone. `min_by` is twice as fast as the least of (distance, rank) and says nothing of
    ties; the parts make the engine use its threads, for one small table is one task."""
    axes = range(len(AXES))
    known = " + ".join(f"CASE WHEN x{j} IS NULL THEN 0 ELSE {WEIGHTS[j]} END" for j in axes)
    run(f"""CREATE OR REPLACE TEMP TABLE queries AS
        SELECT rank, {", ".join(f"coalesce(x{j}, 0) AS x{j}" for j in axes)},
               {", ".join(f"CASE WHEN x{j} IS NULL THEN 0 ELSE {WEIGHTS[j]}::DOUBLE / known END AS s{j}" for j in axes)}
        FROM (SELECT *, {known} AS known FROM points WHERE kind = '{kind}') WHERE 2 * known >= {sum(WEIGHTS)}""")
    run(f"""CREATE OR REPLACE TEMP TABLE candidates AS SELECT * FROM points
        WHERE kind = '{kind}' AND {" AND ".join(f"x{j} IS NOT NULL" for j in axes)}""")
    distance = " + ".join(f"a.s{j} * abs(b.x{j} - a.x{j})" for j in axes)
    parts = " UNION ALL ".join(
        f"""SELECT a.rank AS own, min_by(b.rank, {distance}, {GROUP[kind]}) AS peers
            FROM (FROM queries WHERE rank % {THREADS} = {part}) AS a JOIN candidates AS b ON a.rank != b.rank
            GROUP BY a.rank"""
        for part in range(THREADS)
    )
    run(f"INSERT INTO pairs SELECT '{kind}', own, unnest(peers) FROM ({parts})")
