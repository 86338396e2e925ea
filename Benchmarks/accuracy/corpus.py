"""`recount draft` on logs of public fault injections; one row a labelled fault."""

import json
import os

from measure import Found, Labelled, match, seconds, shown, table

SETS = ("nezha-onlineboutique", "nezha-trainticket")


def first_service(incident):
    """The service the report puts first: in the propagation, else among the operations."""
    for key in ("propagation", "operations"):
        for one in incident.get(key) or []:
            if isinstance(one, dict) and one.get("service"):
                return one["service"]
    return None


def same(said, meant):
    """A pod or an instance is named after its service: ts-x-service-5c66d57d58-6mp2b."""
    return bool(said and meant) and (said == meant or said.startswith(meant + "-"))


def services(incident):
    steps = (incident.get("propagation") or []) + (incident.get("operations") or [])
    return [one.get("service") for one in steps if isinstance(one, dict)]


def rows_of(case, folder, draft):
    """Rows of one case, and what went wrong or None."""
    inputs = [os.path.join(folder, name) for name in case.get("files") or []]
    report, _, error = draft(inputs)
    if error:
        return [[case["case"], "-", "-", "error", "-", "-", "-"]], error
    incidents = report.get("incidents") or []
    found = [Found.from_report(one) for one in incidents]
    # These labels say "resolved" where the made-up cases say "end".
    labels = [dict(one, end=one.get("resolved")) for one in case.get("incidents") or []]
    true = [Labelled(one) for one in labels]
    log_from, log_to = seconds(case.get("log_from")), seconds(case.get("log_to"))
    pairs = {j: i for i, j in match(found, true, log_from, log_to)}
    rows = []
    for j, label in enumerate(labels):
        row = [case["case"], str(label.get("kind")), str(label.get("service"))]
        if j not in pairs:
            unseen = case.get("observable") is False
            answer = "no (labelled as not observable)" if unseen else "no"
            rows.append(row + [answer, "-", "-", "-"])
            continue
        at, incident = found[pairs[j]], incidents[pairs[j]]
        error_s = None if None in (at.start, true[j].start) else at.start - true[j].start
        first = first_service(incident)
        named = any(same(one, label.get("service")) for one in services(incident))
        place = "first" if same(first, label.get("service")) else "named" if named else "no"
        rows.append(row + ["yes", shown(error_s), place, str(first)])
    for i in range(len(found)):
        if i not in pairs.values():
            name = str(first_service(incidents[i]))
            rows.append([case["case"], "no fault", "-", "false", "-", "-", name])
    if not rows:
        rows.append([case["case"], "no fault", "-", "nothing, rightly", "-", "-", "-"])
    return rows, None


def run(root, draft):
    """Prints the table; True where a case could not be run."""
    rows, errors, missing, faults, hits = [], [], [], 0, 0
    for name in SETS:
        folder = os.path.join(root, name)
        try:
            with open(os.path.join(folder, "truth.json"), encoding="utf-8") as file:
                cases = json.load(file).get("cases") or []
        except (OSError, ValueError):
            missing.append(name)
            continue
        for case in cases:
            more, error = rows_of(case, folder, draft)
            rows += more
            faults += len(case.get("incidents") or [])
            hits += sum(one[3] == "yes" for one in more)
            if error:
                errors.append("%s: %s" % (case["case"], error))
    print("\n## Public fault injections\n")
    head = ["case", "fault", "injected service", "found", "start error s", "service", "put first"]
    print(table(head, rows))
    print("\n%d of %d labelled faults found." % (hits, faults))
    if os.path.isdir(os.path.join(root, "nab-counts")):
        print("nab-counts is not scored: counts alone are no log, and its labels are windows.")
    for one in missing:
        print("- %s: not there or no truth to read" % one)
    for one in errors:
        print("- error: " + one)
    return bool(errors)
