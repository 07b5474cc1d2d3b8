"""What every engine of the bench is given: the same Parquet files, indicators, joint figures and axes as Mosaïque reads,
and a clock that prints one line of JSON."""

import json
import os
import resource
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
TABLES = {path.stem: path for path in sorted(DATA.glob("*.parquet"))}
THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)  # read when polars is imported, after this
KINDS = ("commune", "epci")
# `Coverage::THRESHOLD` and `FEWEST` of the product: below, no figure and no percentile.
THRESHOLD = 0.8
FEWEST = 5


def _toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Indicator:
    """One pair NAME.sql + NAME.toml."""

    def __init__(self, path, joints):
        text = _toml(path.with_suffix(".toml"))
        self.id, self.sql, self.rule = path.stem, path.read_text(encoding="utf-8"), text["rule"]
        self.unit, self.scales, sources = text["unit"], text["scales"], text["sources"]
        of_rule = {
            "total": ("value",),
            "theil": ("value",),
            "ratio": ("numerator", "denominator"),
            "change": ("before", "after"),
            "density": ("count", "area"),
            "weighted-mean": ("value", "weight"),
        }
        self.kind = self.rule["kind"]
        self.measures = (
            self.rule["classes"] if self.kind == "hill" else [self.rule[name] for name in of_rule[self.kind]]
        )
        # Whether a figure given for several communes together tells nothing of it (`looks_inside_communes`).
        self.looks_inside = text.get("within_commune", False) or self.kind in ("theil", "weighted-mean")
        # The joint figures of its sources, as bits.
        self.joints = sum(1 << bit for bit, joint in enumerate(joints) if joint["sources"] & set(sources))

    @property
    def square_metres(self):
        """How many make the unit of area of a density."""
        return 1e4 if self.unit == "dwellings-per-hectare" else 1e6


def joints():
    """Figures given for several communes at once: which, and by which sources."""
    return [
        {"communes": [joint["holder"], *joint["others"]], "sources": set(joint["sources"])}
        for joint in _toml(DATA / "joint-figures.toml")["joint"]
    ]


JOINTS = joints()
INDICATORS = [Indicator(path, JOINTS) for path in sorted((ROOT / "indicators").glob("*/*.sql"))]
_PEERS = _toml(ROOT / "indicators" / "peers.toml")
AXES = _PEERS["axis"]
WEIGHTS = [axis["weight"] for axis in AXES]
PLACE = {indicator.id: rank for rank, indicator in enumerate(INDICATORS)}
VALUES = [f"v{i}" for i in range(len(INDICATORS))]  # the column of each indicator
GROUP = {kind: _PEERS["size"][kind] for kind in KINDS}


class Clock:
    """Steps and how long each took."""

    def __init__(self, engine):
        self.line, self.last, self.cpu = {"engine": engine}, time.perf_counter(), time.process_time()

    def lap(self, step):
        now = time.perf_counter()
        self.line[step] = round(now - self.last, 6)
        self.last = now

    def tell(self, of_child=False):
        """Also the time of both processors, and the most memory: of this process, or of the one that it ran."""
        self.line["total"] = round(sum(value for step, value in self.line.items() if step != "engine"), 6)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN if of_child else resource.RUSAGE_SELF)
        cpu = usage.ru_utime + usage.ru_stime if of_child else time.process_time() - self.cpu
        self.line |= {"cpu": round(cpu, 3), "peak_mib": round(usage.ru_maxrss / 1024, 1)}
        print(json.dumps(self.line), flush=True)
