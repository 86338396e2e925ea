#!/usr/bin/env python3
"""Measure how right `recount draft` is on labelled cases; see README.md."""

import argparse
import json
import os
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from measure import Found, Tally, Labelled, match, quantile, seconds, shown, table

# A case that takes longer is an error to list, not a reason to wait for ever.
LONGEST_S = 600

COLUMNS = [
    ("cases", "cases", 0), ("true", "true", 0), ("found", "found", 0),
    ("recall", "recall", 3), ("precision", "precision", 3),
    ("start med s", "start_median", 2), ("start p95 s", "start_p95", 1),
    ("end med s", "end_median", 2), ("end p95 s", "end_p95", 1),
    ("start out p95 s", "start_outside_p95", 1), ("end out p95 s", "end_outside_p95", 1),
    ("start in 90 %", "start_coverage", 3), ("end in 90 %", "end_coverage", 3),
    ("false/healthy day", "false_per_healthy_day", 2),
    ("near/healthy day", "near_per_healthy_day", 2),
    ("false/round", "false_per_round", 2), ("near/round", "near_per_round", 2),
    ("brief seen", "brief_seen", 3), ("dependency first", "dependency_first", 3),
    ("dependency named", "dependency_any", 3), ("service first", "service_first", 3),
    ("operation named", "operation_named", 3),
    ("state errors", "state_errors", 0),
    ("order right", "order_right", 0), ("order wrong", "order_wrong", 0),
    ("order open", "order_open", 0), ("CPU s", "cpu_median", 3),
]
SHAPE_COLUMNS = [
    ("true", "true", 0), ("recall", "recall", 3),
    ("start med s", "start_median", 2), ("start p95 s", "start_p95", 1),
    ("end med s", "end_median", 2), ("end p95 s", "end_p95", 1),
    ("start in 90 %", "start_coverage", 3), ("end in 90 %", "end_coverage", 3),
]
ORDER_COLUMNS = [
    ("right", "order_right", 0), ("tie", "order_tie", 0), ("wrong", "order_wrong", 0),
    ("nothing said", "order_none", 0),
]
RIVAL_COLUMNS = [
    ("precision", "precision", 3), ("recall", "recall", 3), ("F1", "f1", 3),
    ("start med s", "start_median", 2), ("end med s", "end_median", 2),
    ("shared med", "shared_median", 3),
    ("false/healthy day", "false_per_healthy_day", 2), ("CPU s", "cpu_median", 3),
]


class Case:
    def __init__(self, folder, truth):
        self.folder, self.name = folder, os.path.basename(folder)
        self.kind = str(truth.get("kind") or self.name.rsplit("-", 1)[0])
        self.model = str(truth.get("model") or "first")
        self.from_, self.to = seconds(truth.get("from")), seconds(truth.get("to"))
        self.true = [Labelled(label) for label in truth.get("incidents") or []]
        # Not bool(truth["null"]) alone: a case with an incident is never healthy.
        self.null = bool(truth.get("null")) and not self.true
        # A short log of one or two clients; without a fault it is no healthy day.
        self.round = bool(truth.get("round"))
        self.order = truth.get("order")


def read_cases(folder):
    cases, errors = [], []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            continue
        try:
            with open(os.path.join(path, "truth.json"), encoding="utf-8") as file:
                case = Case(path, json.load(file))
        except (OSError, ValueError, AttributeError) as error:
            errors.append("%s: no truth to read (%s)" % (name, type(error).__name__))
            continue
        starts = [one.start for one in case.true if not one.on_at_start]
        if case.from_ is None or case.to is None or None in starts:
            errors.append("%s: the truth lacks a time" % name)
            continue
        cases.append(case)
    return cases, errors


def draft(recount, inputs, extra=()):
    """(report, CPU seconds, error): one of report and error is None."""
    command = [recount, "draft", *inputs, "--format", "json", "--quiet", *extra]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, said.fileno(), 2),
        ]
        pid = os.posix_spawnp(recount, command, os.environ, file_actions=actions)
        guard = threading.Timer(LONGEST_S, os.kill, (pid, 9))
        guard.start()
        # wait4 gives the usage of this child alone, also while others run beside it.
        _, status, usage = os.wait4(pid, 0)
        guard.cancel()
        code = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        if code not in (0, 3):
            last = said.read().decode(errors="replace").strip().splitlines()[-1:]
            return None, None, "exit status %d %s" % (code, " ".join(last))
        try:
            report = json.loads(out.read() or b"{}")
        except ValueError as error:
            return None, None, "no JSON: %s" % error
    return report, usage.ru_utime + usage.ru_stime, None


def run_case(recount, case):
    # The labels lie in the same folder and must not be read as a log.
    inputs, extra = [case.folder], ("--exclude", "truth.json")
    # Ordinary days, where a case has any, say what is usual and are not judged themselves.
    days = os.path.join(case.folder, "baseline")
    if os.path.isdir(days):
        names = sorted(os.listdir(case.folder))
        inputs = [os.path.join(case.folder, name) for name in names if name.endswith(".log")]
        extra = ("--baseline", days)
    report, cpu, error = draft(recount, inputs, extra)
    found, near = (
        [Found.from_report(one) for one in (report or {}).get(key) or []]
        for key in ("incidents", "near_misses")
    )
    return found, cpu, error, near


def tallies(cases, answers, nears=None):
    """Tallies by (model, kind); None stands for all."""
    rows, nears = {}, nears or {}
    for case in cases:
        found, cpu = answers[case.name]
        pairs = match(found, case.true, case.from_, case.to)
        for key in {
            (case.model, case.kind), (case.model, None), (None, None),
        }:
            rows.setdefault(key, Tally()).add(case, found, pairs, cpu, nears.get(case.name, ()))
    return rows


def shape_tallies(cases, answers):
    """Tallies by (model, shape) of the labels that have one: recall, errors and coverage."""
    rows = {}
    for case in cases:
        found, _ = answers[case.name]
        pairs = {j: i for i, j in match(found, case.true, case.from_, case.to)}
        for j, one in enumerate(case.true):
            for key in {(case.model, one.shape), (case.model, None)} if one.shape else ():
                tally = rows.setdefault(key, Tally())
                tally.true += 1
                if j in pairs:
                    tally.matched += 1
                    tally.pair(found[pairs[j]], one)
    return rows


def order_tallies(cases, answers):
    """Tallies by (model, what the case's order is called)."""
    rows = {}
    for case in cases:
        if not case.order:
            continue
        found, cpu = answers[case.name]
        pairs = match(found, case.true, case.from_, case.to)
        rows.setdefault((case.model, case.order), Tally()).add(case, found, pairs, cpu)
    return rows


def row(title, figures, columns):
    return title + [shown(figures[key], digits) for _, key, digits in columns]


def print_tables(rows):
    head = [name for name, _, _ in COLUMNS]
    overall = sorted((key for key in rows if key[1] is None), key=lambda key: key[0] or "~")
    print("## Overall, a row a model\n")
    lines = [row([key[0] or "all"], rows[key].figures(), COLUMNS) for key in overall]
    print(table(["model"] + head, lines))
    print("\n## By kind\n")
    kinds = sorted((key for key in rows if key[1] is not None), key=lambda key: key[::-1])
    lines = [row([key[1], key[0]], rows[key].figures(), COLUMNS) for key in kinds]
    print(table(["kind", "model"] + head, lines))


def print_shapes(cases, answers):
    def lines(rows, columns):
        keys = sorted(rows, key=lambda key: (key[0], key[1] or "~"))
        return [row([key[1] or "all", key[0]], rows[key].figures(), columns) for key in keys]

    shapes, orders = shape_tallies(cases, answers), order_tallies(cases, answers)
    if shapes:
        print("\n## By shape\n")
        head = ["shape", "model"] + [name for name, _, _ in SHAPE_COLUMNS]
        print(table(head, lines(shapes, SHAPE_COLUMNS)))
    if orders:
        print("\n## Order of failures and a spike of requests\n")
        head = ["what is true", "model"] + [name for name, _, _ in ORDER_COLUMNS]
        print(table(head, lines(orders, ORDER_COLUMNS)))


def clock(value, none):
    from datetime import datetime, timezone

    if value is None:
        return none
    at = datetime.fromtimestamp(value, timezone.utc)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def print_misses(cases, answers):
    print("\n## Misses and false incidents\n")
    lines = []
    for case in cases:
        found, _ = answers[case.name]
        pairs = match(found, case.true, case.from_, case.to)
        for j, one in enumerate(case.true):
            if j not in {pair[1] for pair in pairs}:
                what = "%s of %s %s" % (
                    one.label.get("signal"), one.label.get("service"), one.label.get("operation"),
                )
                lines.append(("miss", case, one, what))
        for i, one in enumerate(found):
            if i not in {pair[0] for pair in pairs}:
                lines.append(("false", case, one, "; ".join(one.names)))
    for kind, case, one, what in lines:
        start, end = clock(one.start, "before the log"), clock(one.end, "the log's end")
        print("- %s: `%s`, %s to %s, %s" % (kind, case.name, start, end, what))
    if not lines:
        print("None.")


def run_rivals(cases, own, jobs):
    """Rows of the table of rivals, and their figures."""
    import rivals

    try:
        rivals.load()
    except ImportError as error:
        sys.exit("score.py: --rivals needs what requirements.txt names (%s)" % error)
    tasks = [(case.name, case.folder, case.from_, case.to) for case in cases]
    answers, made = {name: {} for name in rivals.NAMES}, []
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        for name, each, seconds_made in pool.map(rivals.detect, tasks):
            made.append(seconds_made)
            for rival, answer in each.items():
                answers[rival][name] = answer
    figures = {"recount": own}
    for rival in rivals.NAMES:
        rows = tallies(cases, answers[rival])
        figures[rival] = {key: one.figures() for key, one in rows.items()}
    print("\n## Beside rivals\n")
    lines = []
    for model in sorted({case.model for case in cases}) + [None]:
        for who, rows in figures.items():
            lines.append(row([who, model or "all"], rows[(model, None)], RIVAL_COLUMNS))
    print(table(["program", "model"] + [name for name, _, _ in RIVAL_COLUMNS], lines))
    print(
        "\nrecount's CPU includes reading the logs; the rivals' does not: reading them and"
        " making\nthe series took %s s of CPU a case (median)." % shown(quantile(made, 0.5), 3)
    )
    return figures, answers


def keyed(rows):
    """Rows with a text for a key, as JSON wants."""
    return {"%s/%s" % (key[0] or "all", key[1] or "all"): one for key, one in rows.items()}


def write_json(path, cases, answers, nears, errors, figures, rival_answers):
    results = []
    for case in cases:
        found, cpu = answers[case.name]
        result = {
            "case": case.name, "kind": case.kind, "model": case.model, "cpu_s": cpu,
            "found": [one.to_json() for one in found],
            "near": [one.to_json() for one in nears[case.name]],
            "pairs": match(found, case.true, case.from_, case.to),
        }
        if rival_answers:
            result["rivals"] = {
                rival: [one.to_json() for one in each[case.name][0]]
                for rival, each in rival_answers.items()
            }
        results.append(result)
    whole = {
        "errors": errors,
        "figures": {who: keyed(rows) for who, rows in figures.items()},
        "cases": results,
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(whole, file, indent=1)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recount", required=True, help="the program to measure")
    parser.add_argument("--cases", help="folder of labelled cases")
    parser.add_argument("--rivals", action="store_true", help="also run the rivals")
    parser.add_argument("--corpus", help="folder of the public sets")
    parser.add_argument("--jobs", type=int, default=2, help="cases at a time (default 2)")
    parser.add_argument("--json", metavar="OUT", help="also write all of it here")
    parser.add_argument("--misses", action="store_true", help="list misses and false ones")
    options = parser.parse_args()
    if not options.cases and not options.corpus:
        parser.error("give --cases, --corpus or both")

    failed = False
    if options.cases:
        cases, errors = read_cases(options.cases)
        if not cases:
            sys.exit("score.py: no cases in %s" % options.cases)
        with ThreadPoolExecutor(max_workers=options.jobs) as pool:
            runs = list(pool.map(lambda case: run_case(options.recount, case), cases))
        answers = {case.name: run[:2] for case, run in zip(cases, runs)}
        nears = {case.name: run[3] for case, run in zip(cases, runs)}
        errors += ["%s: %s" % (case.name, run[2]) for case, run in zip(cases, runs) if run[2]]
        rows = tallies(cases, answers, nears)
        print_tables(rows)
        print_shapes(cases, answers)
        figures = {"recount": {key: one.figures() for key, one in rows.items()}}
        rival_answers = None
        if options.rivals:
            figures, rival_answers = run_rivals(cases, figures["recount"], options.jobs)
        if options.misses:
            print_misses(cases, answers)
        if errors:
            failed = True
            print("\n## Errors\n")
            print("A case that recount did not answer counts as one where it found nothing.\n")
            print("\n".join("- " + one for one in errors))
        if options.json:
            write_json(options.json, cases, answers, nears, errors, figures, rival_answers)
    if options.corpus:
        import corpus

        failed = corpus.run(options.corpus, lambda inputs: draft(options.recount, inputs)) or failed
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
