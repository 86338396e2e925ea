"""Times, the matching of found incidents to true ones, and what is measured of them."""

import math
from datetime import datetime, timezone

OPEN_STATES = ("ongoing", "end_unknown")


def seconds(text):
    """Seconds since 1970 of an RFC 3339 time with any number of fraction digits, or None."""
    if not isinstance(text, str) or len(text) < 19:
        return None
    head, rest = text[:19].replace(" ", "T"), text[19:]
    digits = ""
    if rest.startswith("."):
        rest = rest[1:]
        while rest[:1].isdigit():
            digits, rest = digits + rest[0], rest[1:]
    zone = "+00:00" if rest in ("", "Z", "z") else rest
    try:
        whole = datetime.fromisoformat(head + zone).astimezone(timezone.utc).timestamp()
    except ValueError:
        return None
    return whole + (float("0." + digits) if digits else 0.0)


class Found:
    """An incident that some program stated; times in seconds, None where it stated none."""

    def __init__(self, start, end, start_interval=None, end_interval=None, state=None, names=(),
                 orders=(), dependencies=(), services=()):
        self.start, self.end = start, end
        # Pairs (order, verdict) of the failures with a change of requests.
        self.orders = list(orders)
        self.dependencies, self.services = list(dependencies), list(services)
        self.start_interval, self.end_interval = start_interval, end_interval
        self.state = state
        self.names = list(names)

    @classmethod
    def from_report(cls, incident):
        def moment(key):
            part = incident.get(key) or {}
            at = seconds(part.get("estimate"))
            at = seconds(part.get("time")) if at is None else at
            pair = [seconds(one) for one in part.get("interval") or []]
            return at, (pair if len(pair) == 2 and None not in pair else None)

        start, start_interval = moment("impact_start")
        end, end_interval = moment("impact_end")
        names = [
            "%s %s" % (one.get("service"), one.get("operation"))
            for one in incident.get("operations") or []
        ]
        orders = [
            (one.get("order"), one.get("verdict")) for one in incident.get("correlations") or []
            if str(one.get("b", "")).endswith("requests")
        ]
        steps = incident.get("propagation") or incident.get("operations") or []
        return cls(
            start, end, start_interval, end_interval, incident.get("state"), names, orders,
            [str(one) for one in incident.get("dependencies") or []],
            [str(one.get("service")) for one in steps],
        )

    def span(self, log_from, log_to):
        start = log_from if self.start is None else self.start
        return start, max(start, log_to if self.end is None else self.end)

    def to_json(self):
        return {
            "start": self.start, "end": self.end, "state": self.state, "names": self.names,
            "orders": self.orders, "dependencies": self.dependencies, "services": self.services,
        }


class Labelled:
    """A labelled incident."""

    def __init__(self, label):
        self.label = label
        self.start, self.end = seconds(label.get("start")), seconds(label.get("end"))
        self.on_at_start = bool(label.get("on_at_start"))
        self.shape = label.get("shape")
        self.dependency, self.service = label.get("dependency"), label.get("service")
        one = label.get("operation")
        self.operations = label.get("operations") or ([one] if one else [])
        self.start_bracket = [seconds(one) for one in label.get("start_bracket") or []]
        self.end_bracket = [seconds(one) for one in label.get("end_bracket") or []]

    def span(self, log_from, log_to):
        start = log_from if self.start is None else self.start
        return start, max(start, log_to if self.end is None else self.end)


def match(found, true, log_from, log_to):
    """Pairs (found index, true index): largest overlap first, each used once."""
    candidates = []
    for i, one in enumerate(found):
        a, b = one.span(log_from, log_to)
        for j, other in enumerate(true):
            c, d = other.span(log_from, log_to)
            overlap = min(b, d) - max(a, c)
            # A span of no length inside the other still overlaps it.
            if overlap > 0 or (overlap == 0 and (a == b or c == d)):
                candidates.append((-overlap, i, j))
    pairs, used_found, used_true = [], set(), set()
    for _, i, j in sorted(candidates):
        if i not in used_found and j not in used_true:
            used_found.add(i)
            used_true.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def seen_near(true, found, log_from, log_to, slack=10):
    """Whether one of what was found, near misses among them, names the moment: begins in it.

    `slack` seconds more are given before and after it.
    """
    start, end = true.span(log_from, log_to)
    begins = [one.span(log_from, log_to)[0] for one in found]
    return any(start - slack <= begin <= end + slack for begin in begins)


def same_name(said, meant):
    """Whether a name is meant: `payments` is, by `payments.internal:443`, and the reverse."""
    said, meant = said.lower(), meant.lower()
    return len(said) > 2 and (said in meant or meant in said)


def same_operation(said, meant):
    """Whether a route with its service before it, or a service's line, is what is meant."""
    if " " not in meant:
        return said.startswith(meant)
    plain = [" " + one.split("?")[0].rstrip("/") for one in (said, meant)]
    return plain[0].endswith(plain[1])


def order_verdict(said, meant):
    """right, tie, wrong or none: what the pairs (order, verdict) come to."""
    plain = {order for order, _ in said if order in ("a_first", "b_first")}
    if meant == "unrelated":
        return "wrong" if plain else "tie" if said else "right"
    if not said:
        return "none"
    if meant == "tie":
        return "wrong" if plain else "right"
    if meant == "retry" and any(verdict == "mostly_repeats" for _, verdict in said):
        return "wrong" if plain == {"b_first"} else "right"
    if not plain:
        return "tie"
    first = {"demand-first": "b_first", "retry": "a_first"}.get(meant, meant)
    return "right" if plain == {first} else "wrong"


def outside(value, bracket):
    """Distance to the bracket, 0 inside it; a side that is unknown is open."""
    if len(bracket) != 2:
        return None
    low = -math.inf if bracket[0] is None else bracket[0]
    high = math.inf if bracket[1] is None else bracket[1]
    return max(low - value, value - high, 0.0)


def quantile(values, share):
    """Quantile with linear interpolation between the ordered values, None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    at = (len(ordered) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


class Tally:
    """What is summed up over the cases of one row."""

    def __init__(self):
        self.cases = self.true = self.found = self.matched = 0
        self.start, self.end, self.shared = [], [], []
        self.start_outside, self.end_outside = [], []
        self.start_covered, self.end_covered = [], []
        self.healthy_days, self.healthy_found, self.healthy_near = 0.0, 0, 0
        self.rounds, self.round_found, self.round_near = 0, 0, 0
        self.brief, self.dependency_first, self.dependency_any = [], [], []
        self.service_first, self.operation_named = [], []
        self.state_errors = 0
        self.orders = {"right": 0, "wrong": 0, "tie": 0, "none": 0}
        self.cpu = []

    def add(self, case, found, pairs, cpu, near=()):
        self.cases += 1
        self.true += len(case.true)
        self.found += len(found)
        self.matched += len(pairs)
        if cpu is not None:
            self.cpu.append(cpu)
        if case.null and case.round:
            self.rounds += 1
            self.round_found += len(found)
            self.round_near += len(near)
        elif case.null:
            self.healthy_days += (case.to - case.from_) / 86400
            self.healthy_found += len(found)
            self.healthy_near += len(near)
        for one in case.true:
            if one.shape == "brief":
                self.brief.append(seen_near(one, [*found, *near], case.from_, case.to))
        for i, j in pairs:
            a, b = found[i].span(case.from_, case.to)
            c, d = case.true[j].span(case.from_, case.to)
            whole = max(b, d) - min(a, c)
            self.shared.append((min(b, d) - max(a, c)) / whole if whole else 1.0)
            self.pair(found[i], case.true[j])
            self._names(found[i], case.true[j])
            if case.order:
                self.orders[order_verdict(found[i].orders, case.order)] += 1

    def _names(self, found, true):
        if true.dependency:
            hits = [same_name(one, true.dependency) for one in found.dependencies]
            self.dependency_first.append(hits[:1] == [True])
            self.dependency_any.append(any(hits))
        if true.operations:
            self.operation_named.append(
                any(same_operation(name, one) for one in true.operations for name in found.names)
            )
        if true.service:
            hits = [same_name(one, true.service) for one in found.services]
            self.service_first.append(hits[:1] == [True])

    def pair(self, found, true):
        if not true.on_at_start and None not in (found.start, true.start):
            _moment(
                found.start, true.start, found.start_interval, true.start_bracket,
                self.start, self.start_outside, self.start_covered,
            )
        if None not in (found.end, true.end):
            _moment(
                found.end, true.end, found.end_interval, true.end_bracket,
                self.end, self.end_outside, self.end_covered,
            )
        if found.state is not None and (true.end is None) != (found.state in OPEN_STATES):
            self.state_errors += 1

    def figures(self):
        recall = self.matched / self.true if self.true else None
        precision = self.matched / self.found if self.found else None
        f1 = None
        if self.true or self.found:
            f1 = 2 * self.matched / (self.true + self.found)
        rate = self.healthy_found / self.healthy_days if self.healthy_days else None
        return {
            "cases": self.cases, "true": self.true, "found": self.found,
            "matched": self.matched, "recall": recall, "precision": precision, "f1": f1,
            "start_median": quantile(self.start, 0.5), "start_p95": quantile(self.start, 0.95),
            "end_median": quantile(self.end, 0.5), "end_p95": quantile(self.end, 0.95),
            "start_outside_p95": quantile(self.start_outside, 0.95),
            "end_outside_p95": quantile(self.end_outside, 0.95),
            "start_coverage": mean(self.start_covered), "end_coverage": mean(self.end_covered),
            "shared_median": quantile(self.shared, 0.5),
            "starts": len(self.start), "ends": len(self.end),
            "false_per_healthy_day": rate, "healthy_days": self.healthy_days,
            "near_per_healthy_day":
                self.healthy_near / self.healthy_days if self.healthy_days else None,
            "rounds": self.rounds,
            "false_per_round": self.round_found / self.rounds if self.rounds else None,
            "near_per_round": self.round_near / self.rounds if self.rounds else None,
            "brief_seen": mean(self.brief),
            "dependency_first": mean(self.dependency_first),
            "dependency_any": mean(self.dependency_any),
            "service_first": mean(self.service_first),
            "operation_named": mean(self.operation_named),
            "order_right": self.orders["right"], "order_wrong": self.orders["wrong"],
            "order_tie": self.orders["tie"], "order_none": self.orders["none"],
            "order_open": self.orders["tie"] + self.orders["none"],
            "state_errors": self.state_errors, "cpu_median": quantile(self.cpu, 0.5),
        }


def _moment(found, true, interval, bracket, errors, out, covered):
    errors.append(abs(found - true))
    distance = outside(found, bracket)
    if distance is not None:
        out.append(distance)
    if interval:
        # Half a millisecond of play: the times are written in milliseconds.
        covered.append(interval[0] - 0.0005 <= true <= interval[1] + 0.0005)


def mean(values):
    return sum(values) / len(values) if values else None


def shown(value, digits=2):
    if value is None:
        return "-"
    if isinstance(value, (int, str)):
        return str(value)
    return "%.*f" % (digits, value)


def table(head, rows):
    """An aligned Markdown table; the first column to the left, the rest to the right."""
    wide = [max(len(row[i]) for row in [head] + rows) for i in range(len(head))]

    def line(cells):
        first = cells[0].ljust(wide[0])
        rest = [cell.rjust(width) for cell, width in zip(cells[1:], wide[1:])]
        return "| " + " | ".join([first] + rest) + " |"

    rule = ["-" * wide[0]] + ["-" * (width - 1) + ":" for width in wide[1:]]
    return "\n".join([line(head), line(rule)] + [line(row) for row in rows])
