#!/usr/bin/env python3
"""Makes up a menu of optional actions, as the model of roadmaps of the research does, as a file of plain numbers.

    menu.py SEED ACTIONS > FILE

First line: actions, steps, steps of a period, accounts, precedences. Then capacities; one line an account, its periods; one line an
action: duration, units of each resource, cost, worth, account, first and last step; one line a precedence.
"""
import sys

import numpy

seed, n = int(sys.argv[1]), int(sys.argv[2])
chance = numpy.random.default_rng(seed)
steps, periods, accounts = 24, 6, 4
duration, units = chance.integers(1, 7, n), chance.integers(0, 4, (n, 3))
cost, worth, account = chance.integers(5, 120, n), chance.integers(5, 100, n), chance.integers(0, accounts, n)
windows = [(int(first), int(first + chance.integers(5, 14))) for first in chance.integers(0, 12, n)]
pairs = [
    (int(i), j) for j in range(1, n) for i in chance.choice(j, min(j, int(chance.integers(0, 3))), replace=False)
]
budgets = (cost.sum() * 0.55 / (periods * accounts) * chance.uniform(0.6, 1.4, (accounts, periods))).astype(int)
print(n, steps, 4, accounts, len(pairs))
print(7, 7, 6)
for row in budgets:
    print(*row)
for i in range(n):
    print(duration[i], *units[i], cost[i], worth[i], account[i], *windows[i])
for pair in pairs:
    print(*pair)
