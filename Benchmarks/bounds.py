#!/usr/bin/env python3
"""Time and memory of `recount` at the edges of what it promises, each case at n and at 2n.

    Benchmarks/bounds.py [--program FILE] [--scale SHARE] [CASE…]

Makes the inputs of each case in a folder for temporary files, runs the program on them and
prints a table. See README.md beside this file for what the cases are and how to read them.
"""

import argparse
import gzip
import io
import json
import os
import sys
import tarfile
import tempfile
import time

START = 1744124400  # 2025-04-08 15:00:00 UTC


def stamp(second):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(START + second)) + ".000Z"


def record(second, path="/api/order", status=200, **more):
    line = {"time": stamp(second), "service": "shop", "method": "POST", "path": path}
    line.update(status=status, latency_ms=12, **more)
    return json.dumps(line) + "\n"


def is_bad(share):
    """An outage in the middle of whatever is made."""
    return 0.5 <= share < 0.6


def little(index, count, span=7200):
    """The text of one of many small logs: a few requests somewhere in two hours."""
    share = index / count
    status = 500 if is_bad(share) else 200
    at = int(span * share)
    return "".join(record(at + k, status=status, user=f"u{index}-{k}") for k in range(3))


def make_files(folder, count):
    for index in range(count):
        below = f"{folder}/logs/{index // 1000:04d}"
        if index % 1000 == 0:
            os.makedirs(below)
        with open(f"{below}/shop-{index:06d}.log", "w") as file:
            file.write(little(index, count))
    return ["draft", "logs"]


def make_alike(folder, count):
    """Files that begin with the same 6 KB, as logs behind one banner do."""
    banner = "".join(record(0, user=f"banner-{k}") for k in range(60))
    for index in range(count):
        below = f"{folder}/logs/{index // 1000:04d}"
        if index % 1000 == 0:
            os.makedirs(below)
        with open(f"{below}/shop-{index:06d}.log", "w") as file:
            file.write(banner + little(index, count))
    return ["draft", "logs"]


def make_bad_files(folder, count):
    """Each file is one that must be told of: half of it is no log."""
    for index in range(count):
        below = f"{folder}/logs/{index // 1000:04d}"
        if index % 1000 == 0:
            os.makedirs(below)
        with open(f"{below}/shop-{index:06d}.log", "w") as file:
            file.write(little(index, count) + "%%% junk\n%%% junk\n%%% junk\n")
    return ["draft", "logs"]


def make_tar(folder, count):
    with tarfile.open(f"{folder}/logs.tgz", "w:gz", compresslevel=1) as archive:
        for index in range(count):
            data = little(index, count).encode()
            info = tarfile.TarInfo(f"pods/shop-{index:06d}.log")
            info.size = len(data)
            info.mtime = START
            archive.addfile(info, io.BytesIO(data))
    return ["draft", "logs.tgz"]


def make_service(folder, minutes=120):
    with open(f"{folder}/shop.log", "w") as file:
        for second in range(minutes * 60):
            bad = is_bad(second / (minutes * 60))
            file.write(record(second, status=500 if bad else 200, user=f"u{second % 97}"))


def event(index, count):
    return {
        "time": stamp(int(7200 * index / count)),
        "kind": ["notified", "alert_fired", "note", "deploy"][index % 4],
        "who": f"Person {index % 1000}",
        "rule": f"Rule {index % 5000}",
        "text": f"event {index}: the checkout answers slowly, looking at pool {index % 13}",
    }


def make_events(folder, count):
    make_service(folder)
    with open(f"{folder}/events.jsonl", "w") as file:
        for index in range(count):
            file.write(json.dumps(event(index, count)) + "\n")
    return ["draft", "shop.log", "--events", "events.jsonl"]


def make_events_gz(folder, count):
    make_service(folder)
    with gzip.open(f"{folder}/events.jsonl.gz", "wt", compresslevel=1) as file:
        for index in range(count):
            file.write(json.dumps(event(index, count)) + "\n")
    return ["draft", "shop.log", "--events", "events.jsonl.gz"]


def make_events_csv(folder, count):
    make_service(folder)
    with open(f"{folder}/events.csv", "w") as file:
        file.write("time,kind,who,rule,text\n")
        for index in range(count):
            file.write(",".join('"%s"' % value for value in event(index, count).values()) + "\n")
    return ["draft", "shop.log", "--events", "events.csv"]


def make_rule(folder, count):
    """One alert whose rule has a name of `count` bytes, again and again."""
    make_service(folder)
    with open(f"{folder}/events.jsonl", "w") as file:
        for index in range(200):
            row = event(index, 200)
            row["rule"] = row["text"] = ("Pizza Purchase Failures " * (count // 24 + 1))[:count]
            file.write(json.dumps(row) + "\n")
    return ["draft", "shop.log", "--events", "events.jsonl"]


def make_names(folder, count):
    """Every request has a path, a user, a message and a host of its own."""
    with gzip.open(f"{folder}/shop.log.gz", "wt", compresslevel=1) as file:
        for index in range(count):
            share = index / count
            bad = is_bad(share)
            name = f"{index * 2654435761 % (1 << 32):08x}".translate(str.maketrans(
                "0123456789", "ghijklmnop"))
            file.write(
                record(
                    int(7200 * share), path=f"/shop/{name}/buy", status=500 if bad else 200,
                    user=name, msg=f"failed for {name}" if bad else "done"))
    return ["draft", "shop.log.gz"]


def make_sources(folder, count):
    """Every line is by a service, a host and a dependency of its own."""
    with gzip.open(f"{folder}/shop.log.gz", "wt", compresslevel=1) as file:
        for index in range(count):
            share = index / count
            line = record(
                int(7200 * share), status=500 if is_bad(share) else 200, host=f"host-{index}",
                pod=f"pod-{index}", peer=f"peer-{index}")
            file.write(line.replace('"shop"', f'"shop{index}"'))
    return ["draft", "shop.log.gz"]


CASES = {
    "files": (make_files, 50_000),
    "alike": (make_alike, 25_000),
    "bad-files": (make_bad_files, 50_000),
    "tar": (make_tar, 50_000),
    "events": (make_events, 500_000),
    "events-gz": (make_events_gz, 500_000),
    "events-csv": (make_events_csv, 500_000),
    "rule": (make_rule, 60_000),
    "names": (make_names, 2_500_000),
    "sources": (make_sources, 500_000),
}


def run(program, arguments, folder):
    """Seconds of the wall and of the processor, MB of memory, exit status, bytes written."""
    with open(f"{folder}/.out", "wb") as out, open(f"{folder}/.err", "wb") as err:
        begin = time.monotonic()
        child = os.posix_spawn(
            program, [program] + arguments, os.environ, file_actions=[
                (os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)])
        _, status, usage = os.wait4(child, 0)
        wall = time.monotonic() - begin
    size = os.path.getsize(f"{folder}/.out") + os.path.getsize(f"{folder}/.err")
    code = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code, size


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--program", default=f"{root}/.build/release/recount")
    parser.add_argument("--scale", type=float, default=1, help="share of each case's size")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(CASES))
    chosen = parser.parse_args()
    program = os.path.abspath(chosen.program)
    print("| case | n | form | CPU s | wall s | peak RSS MB | x CPU | exit | bytes written |")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|", flush=True)
    for name in chosen.cases or CASES:
        make, size = CASES[name]
        before = {}
        for factor in (1, 2):
            count = max(10, int(size * chosen.scale * factor))
            with tempfile.TemporaryDirectory() as folder:
                arguments = make(folder, count)
                here = os.getcwd()
                os.chdir(folder)
                for form in ("markdown", "json"):
                    wall, cpu, rss, code, size_out = run(
                        program, arguments + ["--format", form], folder)
                    ratio = f"{cpu / before[form]:.2f}" if before.get(form) else "-"
                    before[form] = cpu
                    print(
                        f"| {name} | {count} | {form} | {cpu:.2f} | {wall:.2f} | {rss:.0f} "
                        f"| {ratio} | {code} | {size_out} |", flush=True)
                os.chdir(here)


if __name__ == "__main__":
    sys.exit(main())
