"""Asks a running site for portrait pages of random territories at a steady rate, and tells how long answers took.

    taskset -c 0 mosaique serve --folder /tmp/instance --port 8080 &
    taskset -c 1 python3 bench/pages.py http://127.0.0.1:8080 --rate 500 --seconds 30

Each request has its time on the clock beforehand (an open loop): a slow answer does not make the next ones wait politely,
and the time of an answer is counted from when its request was due, not from when a connection was free. Territories are
drawn from the map of the site, communes, intercommunalités, départements and régions alike, with a seed. Standard library only.
"""

import argparse
import asyncio
import random
import re
import time
import urllib.request
from urllib.parse import urlsplit


def addresses(base: str, parts: list[str]) -> list[str]:
    """Paths of the portraits that the map of the site lists."""
    found = []
    for part in parts:
        with urllib.request.urlopen(f"{base}/sitemaps/{part}-fr.xml") as answer:
            found += [urlsplit(address).path for address in re.findall(r"<url><loc>([^<]+)", answer.read().decode())]
    return found


class Line:
    """A connection that is kept open."""

    def __init__(self, host: str, port: int):
        self.host, self.port, self.reader, self.writer = host, port, None, None

    async def ask(self, path: str) -> tuple[int, int]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=1 << 20)
        request = f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept-Encoding: gzip\r\n\r\n"
        self.writer.write(request.encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        size = 0
        if length := re.search(rb"\r\ncontent-length: (\d+)", head):
            size = int(length[1])
            await self.reader.readexactly(size)
        else:
            while chunk := int(await self.reader.readuntil(b"\r\n"), 16):
                await self.reader.readexactly(chunk + 2)
                size += chunk
            await self.reader.readexactly(2)
        return status, size


async def measure(base: str, paths: list[str], rate: float, seconds: float, lines: int):
    host, port = urlsplit(base).hostname, urlsplit(base).port
    free: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(lines):
        free.put_nowait(Line(host, port))
    times, wrong, size = [], 0, 0

    async def one(path: str, due: float):
        nonlocal wrong, size
        line = await free.get()
        try:
            status, length = await line.ask(path)
            size += length
            wrong += status != 200
        except (OSError, asyncio.IncompleteReadError):
            wrong += 1
            line = Line(host, port)
        finally:
            times.append(time.perf_counter() - due)
            free.put_nowait(line)

    begin = time.perf_counter()
    tasks = []
    for rank, path in enumerate(paths[: int(rate * seconds)]):
        due = begin + rank / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(path, due)))
    await asyncio.gather(*tasks)
    return sorted(times), wrong, size, time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--rate", type=float, default=500, help="requests a second")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--lines", type=int, default=16, help="connections")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", default="commune,epci,departement,region")
    given = parser.parse_args()
    paths = addresses(given.base, given.parts.split(","))
    count = int(given.rate * given.seconds)
    chosen = random.Random(given.seed).choices(paths, k=count)
    for path in chosen[:50]:
        urllib.request.urlopen(given.base + path).read()
    times, wrong, size, lasted = asyncio.run(measure(given.base, chosen, given.rate, given.seconds, given.lines))
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))] * 1000
    print(f"{len(paths)} portraits known; {len(times)} asked in {lasted:.1f} s, {len(times) / lasted:.0f} a second, {wrong} wrong")
    print(f"p50 {at(0.5):.2f} ms   p90 {at(0.9):.2f} ms   p99 {at(0.99):.2f} ms   worst {times[-1] * 1000:.2f} ms   {size / len(times) / 1000:.1f} kB each")


main()
