"""A Markdown table of the medians of several rounds: reads the lines of JSON that the engines print, on standard input."""

import json
import statistics
import sys


def main():
    runs = {}
    for line in map(json.loads, sys.stdin):
        runs.setdefault(line.pop("engine"), []).append(line)
    steps = list(dict.fromkeys(step for lines in runs.values() for line in lines for step in line))
    steps.sort(key=lambda step: step in ("total", "cpu", "peak_mib"))
    median = {
        engine: {step: statistics.median(line[step] for line in lines) for step in lines[0]}
        for engine, lines in runs.items()
    }
    ours = median["mosaique"]
    print(
        "| engine |",
        " | ".join(step.replace("peak_mib", "peak MiB") for step in steps),
        "| total ÷ ours | cpu ÷ ours |",
    )
    print("|---|" + "---:|" * (len(steps) + 2))
    for engine, of_step in median.items():
        cells = [
            f"{of_step[step]:.0f}" if step == "peak_mib" else f"{of_step[step]:.3f}" if step in of_step else ""
            for step in steps
        ]
        ratios = [f"{of_step[step] / ours[step]:.2f}" for step in ("total", "cpu")]
        print(f"| {engine} ({len(runs[engine])}) |", " | ".join(cells), "|", " | ".join(ratios), "|")


main()
