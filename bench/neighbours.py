"""The nearest by Gower's distance, for engines that have no such search: SciPy's k-d tree (compiled, on two threads), the
fastest exact search found for them. Where the last peer and the next territory are as far but for rounding, and for the few
territories that are not known on every axis, everyone is measured as Mosaïque measures: by distance, then by rank."""

import numpy as np
from scipy.spatial import cKDTree

from definitions import THREADS

ROUNDING = 1e-12


def nearest(points, weights, count):
    """`points`: one row a territory, one column an axis, over its range; NaN where unknown. Pairs (territory, peer)."""
    known, weights = ~np.isnan(points), np.asarray(weights, dtype=float)
    complete = np.flatnonzero(known.all(axis=1))
    scaled = points[complete] * (weights / weights.sum())
    tree = cKDTree(scaled, leafsize=32, balanced_tree=False)
    distances, ranks = tree.query(scaled, k=count + 2, p=1, workers=THREADS)

    others = ranks != np.arange(len(complete))[:, None]
    clear = others.sum(axis=1) == count + 1
    others[~clear, -1], others[~clear, :-1] = False, True
    peers, distances = ranks[others].reshape(-1, count + 1), distances[others].reshape(-1, count + 1)
    clear &= distances[:, count] - distances[:, count - 1] > ROUNDING

    partial = ~known.all(axis=1) & (2 * (known * weights).sum(axis=1) >= weights.sum())
    slow = np.sort(np.concatenate([complete[~clear], np.flatnonzero(partial)]))
    measured = [complete[_measured(points, complete, weights, rank)[:count]] for rank in slow]
    own = np.concatenate([np.repeat(complete[clear], count), np.repeat(slow, count)])
    return own, np.concatenate([complete[peers[clear, :count]].ravel(), *measured])


def _measured(points, complete, weights, rank):
    """Everyone, nearest first."""
    axes = np.flatnonzero(~np.isnan(points[rank]))
    shares = weights[axes] / weights[axes].sum()
    distances = np.zeros(len(complete))
    for axis, share in zip(axes, shares):
        distances += share * np.abs(points[complete, axis] - points[rank, axis])
    distances[complete == rank] = np.inf
    return np.argsort(distances, kind="stable")
