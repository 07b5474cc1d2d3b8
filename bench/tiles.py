"""Vector tiles: ours and Martin's, on the same tiles.

    python bench/tiles.py collect URL FOLDER   asks a running Mosaïque for tiles of France, writes an MBTiles file a layer
    python bench/tiles.py check OURS THEIRS    compares the bytes of both servers, once decompressed
    python bench/tiles.py measure NAME URL     NAME is mosaique or martin: every tile once (cold), then twice (warm)

The folder is given to `martin FOLDER`. A connection is kept open and one request is made at a time, so that what is measured
is the server and not the queue; the client is the same for both. Cold means: since the server started. Mosaïque draws its tiles
down to zoom 6 when it starts, so only deeper ones are cold for it; the two are told apart. Times include the transfer and are
those of the client, in milliseconds.
"""

import gzip
import http.client
import json
import math
import sqlite3
import sys
import time
from urllib.parse import urlsplit

LAYERS = ["communes", "epcis", "departements", "regions"]
# West, south, east, north of the mainland.
FRANCE = (-5.2, 41.3, 9.6, 51.1)
PREPARED = 6
ZOOMS = {5: 1, 6: 1, 7: 1, 8: 2, 9: 4, 10: 9, 11: 19}


def column(longitude, zoom):
    return int((longitude + 180) / 360 * 2**zoom)


def row(latitude, zoom):
    return int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2**zoom)


def addresses():
    """Layer, zoom, column and row of the tiles that are asked: every one of wide zooms, one in a few of deep ones."""
    west, south, east, north = FRANCE
    for layer in LAYERS:
        for zoom, step in ZOOMS.items():
            for x in range(column(west, zoom), column(east, zoom) + 1, step):
                for y in range(row(north, zoom), row(south, zoom) + 1, step):
                    yield layer, zoom, x, y


class Client:
    def __init__(self, url):
        parts = urlsplit(url)
        self.prefix = parts.path.rstrip("/")
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port)

    def get(self, path):
        start = time.perf_counter()
        self.connection.request("GET", self.prefix + path, headers={"Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        body = answer.read()
        elapsed = (time.perf_counter() - start) * 1000
        if answer.getheader("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return answer.status, body, elapsed


def ours(layer, zoom, x, y):
    return f"/tiles/{layer}/{zoom}/{x}/{y}.mvt"


def theirs(layer, zoom, x, y):
    return f"/{layer}/{zoom}/{x}/{y}"


def files(prefix):
    """One file a layer: Martin serves each under its name."""
    return {layer: f"{prefix}/{layer}.mbtiles" for layer in LAYERS}


def collect(url, folder):
    client, kept = Client(url), 0
    bases = {}
    for layer, path in files(folder).items():
        base = bases[layer] = sqlite3.connect(path)
        base.executescript(
            "DROP TABLE IF EXISTS metadata; DROP TABLE IF EXISTS tiles;"
            "CREATE TABLE metadata (name text PRIMARY KEY, value text);"
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob,"
            " PRIMARY KEY (zoom_level, tile_column, tile_row));"
        )
        described = json.loads(client.get(f"/tiles/{layer}.json")[1])
        rows = {
            "name": layer, "format": "pbf", "minzoom": min(ZOOMS), "maxzoom": max(ZOOMS), "type": "overlay", "version": "1",
            "bounds": ",".join(map(str, described["bounds"])),
            "json": json.dumps({"vector_layers": described["vector_layers"]}),
        }
        base.executemany("INSERT INTO metadata VALUES (?, ?)", [(name, str(value)) for name, value in rows.items()])
    for layer, zoom, x, y in addresses():
        status, body, _ = client.get(ours(layer, zoom, x, y))
        if status == 200:
            # MBTiles counts rows from the south.
            row_ = (zoom, x, 2**zoom - 1 - y, gzip.compress(body, 6, mtime=0))
            bases[layer].execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", row_)
            kept += 1
    for base in bases.values():
        base.commit()
    print(f"{kept} tiles written to {folder}")


def check(us, them):
    a, b = Client(us), Client(them)
    same = empty = 0
    for address in addresses():
        (status, body, _), (other, theirs_, _) = a.get(ours(*address)), b.get(theirs(*address))
        if status == 200:
            if (other, theirs_) != (200, body):
                sys.exit(f"{address}: {status}, {len(body)} bytes; Martin {other}, {len(theirs_)} bytes")
            same += 1
        else:
            if status != 204 or other not in (204, 404):
                sys.exit(f"{address}: {status} and {other}")
            empty += 1
    print(f"{same} tiles are the same to the byte, {empty} are empty in both")


def percentile(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(share * len(times)))]


def measure(name, url):
    client = Client(url)
    path = ours if name == "mosaique" else theirs
    times = {}
    for state in ["cold", "warm", "warm"]:
        for address in addresses():
            status, _, elapsed = client.get(path(*address))
            if status == 200:
                wide = "prepared" if address[1] <= PREPARED else "deeper"
                times.setdefault((state, wide), []).append(elapsed)
    for (state, wide), found in sorted(times.items()):
        print(json.dumps({
            "server": name, "state": state, "zooms": f"5-{PREPARED}" if wide == "prepared" else f"{PREPARED + 1}-11",
            "tiles": len(found), "p50_ms": round(percentile(found, 0.5), 3), "p99_ms": round(percentile(found, 0.99), 3),
            "max_ms": round(max(found), 3),
        }))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["collect", url, folder]:
            collect(url, folder)
        case ["check", us, them]:
            check(us, them)
        case ["measure", ("mosaique" | "martin") as name, url]:
            measure(name, url)
        case _:
            sys.exit(__doc__)
