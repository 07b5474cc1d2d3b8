#!/usr/bin/env python3
"""OR-Tools CP-SAT on the instances of crates/solve/examples: the peer.

    peer.py projects FOLDER [--seconds S] [--workers N] [--every N]   .sm or .rcp files, as examples/schedule.rs
    peer.py menu FILE [--seconds S] [--processor S] [--workers N]     a file of menu.py, as examples/selection.rs
"""
import argparse
import pathlib
import threading
import time

from ortools.sat.python import cp_model


def solver(args):
    made = cp_model.CpSolver()
    made.parameters.max_time_in_seconds = args.seconds
    made.parameters.num_workers = args.workers
    made.parameters.random_seed = 1
    return made


def numbers(line):
    return [int(word) for word in line.split() if word.lstrip("-").isdigit()]


def sm(text):
    lines = text.splitlines()

    def rows(title, skip):
        at = next(i for i, line in enumerate(lines) if line.startswith(title)) + skip
        while at < len(lines) and not lines[at].startswith("*"):
            yield numbers(lines[at])
            at += 1

    following = [[job - 1 for job in row[3:]] for row in rows("PRECEDENCE", 2)]
    requests = list(rows("REQUESTS", 3))
    return [row[2] for row in requests], [row[3:] for row in requests], following, next(rows("RESOURCEAVAIL", 2))


def rcp(text):
    every = iter(numbers(text))
    count, kinds = next(every), next(every)
    capacities = [next(every) for _ in range(kinds)]
    durations, demands, following = [], [], []
    for _ in range(count):
        durations.append(next(every))
        demands.append([next(every) for _ in range(kinds)])
        following.append([next(every) - 1 for _ in range(next(every))])
    return durations, demands, following, capacities


def project(path, args):
    durations, demands, following, capacities = (sm if path.suffix == ".sm" else rcp)(path.read_text())
    model, horizon = cp_model.CpModel(), sum(durations)
    starts = [model.new_int_var(0, horizon, "") for _ in durations]
    spans = [model.new_fixed_size_interval_var(start, d, "") for start, d in zip(starts, durations)]
    for i, jobs in enumerate(following):
        for j in jobs:
            model.add(starts[j] >= starts[i] + durations[i])
    for k, capacity in enumerate(capacities):
        users = [i for i in range(len(durations)) if demands[i][k] > 0]
        model.add_cumulative([spans[i] for i in users], [demands[i][k] for i in users], capacity)
    end = model.new_int_var(0, horizon, "")
    model.add_max_equality(end, [start + d for start, d in zip(starts, durations)])
    model.minimize(end)
    made = solver(args)
    status = made.solve(model)
    return made.status_name(status), made.objective_value, made.best_objective_bound, made.wall_time


def projects(args):
    folder = pathlib.Path(args.path)
    references = {}
    for line in (folder / "optimum/optimum.csv").read_text().splitlines()[1:]:
        name, value = line.split(",")
        references[name.removesuffix(".sm").removesuffix(".rcp")] = int(value.split("..")[-1])
    files = sorted(path for path in folder.iterdir() if path.suffix in (".sm", ".rcp"))[:: args.every]
    proved = equal = 0
    total = longest = 0.0
    for path in files:
        status, value, _, seconds = project(path, args)
        proved += status == "OPTIMAL"
        equal += value == references.get(path.stem)
        total, longest = total + seconds, max(longest, seconds)
    print(f"files {len(files)} proved {proved} at-reference {equal} seconds {total:.1f} longest {longest:.2f}")


def menu(args):
    lines = [list(map(int, line.split())) for line in pathlib.Path(args.path).read_text().splitlines()]
    n, horizon, period, accounts, _ = lines[0]
    capacities, budgets = lines[1], lines[2 : 2 + accounts]
    rows, pairs = lines[2 + accounts : 2 + accounts + n], lines[2 + accounts + n :]
    kinds, periods = len(capacities), horizon // period
    model = cp_model.CpModel()
    kept = [model.new_bool_var("") for _ in rows]
    starts = [model.new_int_var(max(0, row[-2]), min(horizon - row[0], row[-1]), "") for row in rows]
    spans = [model.new_optional_fixed_size_interval_var(starts[i], rows[i][0], kept[i], "") for i in range(n)]
    for k, capacity in enumerate(capacities):
        model.add_cumulative(spans, [row[1 + k] for row in rows], capacity)
    for i, j in pairs:
        model.add_implication(kept[j], kept[i])
        model.add(starts[j] >= starts[i] + rows[i][0]).only_enforce_if(kept[j])
    paid = [[model.new_bool_var("") for _ in range(periods)] for _ in rows]
    for i in range(n):
        model.add(sum(paid[i]) == kept[i])
        for y in range(periods):
            model.add_linear_constraint(starts[i], period * y, period * y + period - 1).only_enforce_if(paid[i][y])
    cost, worth, account = 1 + kinds, 2 + kinds, 3 + kinds
    for f in range(accounts):
        for y in range(periods):
            model.add(sum(rows[i][cost] * paid[i][y] for i in range(n) if rows[i][account] == f) <= budgets[f][y])
    late = sum(paid[i][y] * y * rows[i][worth] * 3 for i in range(n) for y in range(periods))
    model.maximize(sum(rows[i][worth] * 100 * kept[i] for i in range(n)) - late)
    made = solver(args)
    done = threading.Event()

    def watch():
        # By the processor, for a machine that is shared.
        while not done.wait(0.05):
            if time.process_time() > args.processor:
                made.stop_search()

    threading.Thread(target=watch, daemon=True).start()
    status = made.solve(model)
    done.set()
    value, bound = made.objective_value, made.best_objective_bound
    gap = 100 * (bound - value) / value
    spent = f"seconds {made.wall_time:.2f} processor {time.process_time():.2f}"
    print(f"{made.status_name(status)} value {value:.0f} bound {bound:.0f} gap {gap:.3f} % {spent}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["projects", "menu"])
    parser.add_argument("path")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--processor", type=float, default=float("inf"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    (projects if given.kind == "projects" else menu)(given)
