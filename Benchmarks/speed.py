#!/usr/bin/env python3
"""Speed and memory of `recount draft`, side by side with programs that people use instead.

    Benchmarks/speed.py [--megabytes N] [--files N] [--rounds N] [--form F]… [--mix M]…
                        [--folder PATH]… [--program FILE]

Makes logs of each form and mix, packs them with gzip, and runs all programs on them in turns; a
folder of logs that is given by its path is read as it is. Prints a table for each, and one of all.
Asserts nothing about time; fails where a program answers wrongly, or a draft depends on the number
of threads. See README.md beside this file for how to read the tables.
"""

import argparse
import glob
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import rivals

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GENERATOR = f"{ROOT}/Benchmarks/.build/release/MakeLogs"
TIME = "/usr/bin/time"
FORMS = ["json", "access", "logfmt-cri", "query-range"]
MIXES = ["repeats", "distinct", "high"]
PROGRAMS = ["igzip", "jq", "mawk", "lnav", "goaccess"]
# Of a run over input that is partial, as a folder of one's own may be.
PARTIAL = [0, 3]


def say(text):
    print(f"speed: {text}", file=sys.stderr, flush=True)


def fail(text):
    say(text)
    sys.exit(1)


def measure(command, folder, output):
    """CPU and wall seconds, MB of memory of the largest process, and exit status."""
    # Between this process and the measured one stands a small one: memory is counted from what
    # the parent had.
    timed = [TIME, "-q", "-f", "%M", "-o", ".memory", "bash", "-c", command]
    with open(output, "wb") as out, open(os.devnull, "r+b") as null:
        begin = time.monotonic()
        child = subprocess.Popen(timed, cwd=folder, stdin=null, stdout=out, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    with open(f"{folder}/.memory") as file:
        memory = int(file.read()) / 1024
    return usage.ru_utime + usage.ru_stime, wall, memory, child.returncode


class Contestant:
    def __init__(self, name, answers, command, tool=None, expected=None):
        self.name, self.answers, self.command = name, answers, command
        # Of a rival: what reads, and the requests and failures that it has to find.
        self.tool, self.expected = tool, expected
        self.samples = []

    def warm_up(self, folder):
        """Runs once, for the page cache and for the answer."""
        output = f"{folder}/.answer"
        status = measure(self.command, folder, output)[3]
        if status not in (PARTIAL if self.name.startswith("recount") else [0]):
            fail(f"{self.name} ended with {status}: {self.command}")
        with open(output, "rb") as file:
            printed = file.read()
        if self.expected:
            found = rivals.answered(self.tool, printed)
            if found[0] != self.expected[0] or found[1] not in (self.expected[1], None):
                fail(f"{self.name} found {found}, but there are {self.expected}")
        return printed

    def run(self, folder):
        self.samples.append(measure(self.command, folder, os.devnull)[:3])

    def median(self, at):
        return statistics.median(sample[at] for sample in self.samples)

    def ratio(self, base, at=0):
        """Of two columns, round by round: a slow while of the machine tilts neither."""
        pairs = zip(self.samples, base.samples)
        return statistics.median(own[at] / max(other[at], 0.001) for own, other in pairs)


def contest(folder, contestants, rounds):
    """Runs all of them in turns; each round begins with another one."""
    first, second, *_ = [one.warm_up(folder) for one in contestants]
    if first != second:
        fail("the draft depends on the number of threads")
    for turn in range(rounds):
        for place in range(len(contestants)):
            contestants[(place + turn) % len(contestants)].run(folder)


def table(title, contestants, base):
    print(f"### {title}\n")
    print("| program | answers | CPU s | wall s | peak RSS MB | CPU / gzip -dc |")
    print("|---|---|--:|--:|--:|--:|")
    for one in contestants:
        cpu, wall, rss = (one.median(at) for at in range(3))
        print(
            f"| {one.name} | {one.answers} | {cpu:.2f} | {wall:.2f} | {rss:.0f} "
            f"| {one.ratio(base):.2f} |")
    print(flush=True)


def own(program, inputs):
    """The program itself, in the forms that are measured."""
    program = shlex.quote(program)
    return [
        Contestant("recount draft, 1 thread", "the timeline",
                   f"{program} draft --quiet --threads 1 {inputs}"),
        Contestant("recount draft", "the timeline", f"{program} draft --quiet {inputs}"),
        Contestant("recount tally", "what a draft needs, as a file",
                   f"{program} tally --quiet {inputs} -o .tally"),
    ]


def unpackers(inputs, igzip=True):
    listed = [Contestant("gzip -dc", "nothing", f"gzip -dcf {inputs}")]
    if igzip and shutil.which("igzip"):
        listed.append(Contestant("igzip -dc", "nothing", f"igzip -dc {inputs}"))
    return listed


def make(folder, form, mix, chosen):
    """Makes packed logs; returns the line of the generator and its numbers."""
    told = subprocess.run(
        [GENERATOR, folder, form, mix, str(chosen.megabytes), str(chosen.files)],
        check=True, capture_output=True, text=True).stdout.strip()
    logs = sorted(glob.glob(f"{folder}/shop.*.log"))
    packing = [subprocess.Popen(["gzip", "-6", log]) for log in logs]
    if any(child.wait() for child in packing):
        fail("gzip failed")
    packed = sum(os.path.getsize(log + ".gz") for log in logs)
    size, entries, failures = (int(part.split()[0]) for part in told.split(", "))
    return f"{told}, {packed} bytes packed, {len(logs)} files", (entries, failures)


def compare(form, mix, chosen, python):
    """One form and mix; returns what a draft costs by what unpacking costs."""
    say(f"{form}, {mix}")
    with tempfile.TemporaryDirectory() as folder:
        told, expected = make(folder, form, mix, chosen)
        rivals.prepare(folder)
        contestants = own(chosen.program, rivals.FILES) + unpackers(rivals.FILES)
        base = contestants[3]
        for tool, name, answers, command in rivals.commands(form, python):
            if tool in ("duckdb", "polars") or shutil.which(tool):
                contestants.append(Contestant(name, answers, command, tool, expected))
        contest(folder, contestants, chosen.rounds)
        table(f"{form}, {mix}: {told}", contestants, base)
        return contestants[1].ratio(base)


def read(path, chosen):
    """A folder of logs that somebody else wrote."""
    say(path)
    files = [
        os.path.abspath(os.path.join(below, name))
        for below, _, names in os.walk(path) for name in sorted(names)]
    if not files:
        fail(f"{path} holds no files")
    with tempfile.TemporaryDirectory() as folder:
        # A path of a fixed name: the command line stays short.
        os.symlink(os.path.abspath(path), f"{folder}/logs")
        with open(f"{folder}/.files", "w") as listed:
            listed.write("\0".join(files))
        contestants = own(chosen.program, "logs/")
        packed = all(name.endswith(".gz") for name in files)
        for one in unpackers("", igzip=packed):
            one.command = f"xargs -0 {one.command} <.files"
            contestants.append(one)
        contest(folder, contestants, chosen.rounds)
        size = sum(os.path.getsize(name) for name in files)
        table(f"{os.path.basename(os.path.abspath(path))}: {len(files)} files, {size} bytes",
              contestants, contestants[3])


def summary(ratios, forms, mixes):
    print("### CPU of `recount draft` / CPU of `gzip -dc`\n")
    print("| form | " + " | ".join(mixes) + " |")
    print("|---|" + "--:|" * len(mixes))
    worst = max(ratios.values())
    for form in forms:
        cells = [ratios[form, mix] for mix in mixes]
        shown = [f"**{one:.2f}**" if one == worst else f"{one:.2f}" for one in cells]
        print(f"| {form} | " + " | ".join(shown) + " |")
    print(flush=True)


def libraries():
    """An interpreter with the libraries of requirements.txt, made on first use; or nothing."""
    place = f"{ROOT}/Benchmarks/.build/rivals"
    python = f"{place}/bin/python"
    wanted = f"{ROOT}/Benchmarks/requirements.txt"
    try:
        if not os.path.exists(python):
            subprocess.run([sys.executable, "-m", "venv", place], check=True, capture_output=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", wanted],
            check=True, capture_output=True)
        return python
    except (OSError, subprocess.CalledProcessError):
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=f"{ROOT}/.build/release/recount")
    parser.add_argument("--megabytes", type=float, default=32, help="plain, of each form and mix")
    parser.add_argument("--files", type=int, default=4, help="that these are divided into")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--form", action="append", choices=FORMS)
    parser.add_argument("--mix", action="append", choices=MIXES)
    parser.add_argument("--folder", action="append", default=[], help="of logs; alone, no others")
    chosen = parser.parse_args()
    chosen.program = os.path.abspath(chosen.program)
    if not os.access(chosen.program, os.X_OK):
        fail(f"there is no {chosen.program}; run make first")
    if not os.path.exists(TIME):
        fail(f"there is no {TIME} (Debian package time)")
    os.environ["LC_ALL"] = "C"
    print(f"{os.cpu_count()} cores; medians of {chosen.rounds} rounds\n")
    for folder in chosen.folder:
        read(folder, chosen)
    if chosen.folder and not chosen.form and not chosen.mix:
        return
    say("building the generator")
    subprocess.run(
        ["swift", "build", "-q", "-c", "release", "--package-path", f"{ROOT}/Benchmarks",
         "--product", "MakeLogs"], check=True, stdout=sys.stderr)
    python = libraries()
    missing = [] if python else ["duckdb", "polars"]
    missing += [tool for tool in PROGRAMS if not shutil.which(tool)]
    if missing:
        print(f"Not installed, left out: {', '.join(missing)}.\n")
    forms, mixes = chosen.form or FORMS, chosen.mix or MIXES
    ratios = {
        (form, mix): compare(form, mix, chosen, python) for form in forms for mix in mixes}
    summary(ratios, forms, mixes)


if __name__ == "__main__":
    main()
