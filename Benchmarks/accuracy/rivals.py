"""Change-point programs on the series of a case; the rules are in README.md."""

import glob
import json
import os
import re
import time
import warnings
from statistics import median

# One thread each, so that the CPU time of a case is its own.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from measure import Found, seconds  # noqa: E402

L2, RBF, RBF_HALF = "ruptures PELT l2", "ruptures PELT rbf", "ruptures PELT rbf, half penalty"
OTAVA = "otava (Hunter)"
NAMES = (L2, RBF, RBF_HALF, OTAVA)
BUCKET_S = 60
MOST_BUCKETS = 2000
MERGE_S = 300
VARIABLE = re.compile(r"(?<=/)(?=[^/]*\d)[0-9A-Za-z_-]+")


def load():
    """Raises ImportError where the rivals are not installed."""
    import numpy  # noqa: F401
    import otava.analysis  # noqa: F401
    import ruptures  # noqa: F401


def read_calls(folder):
    """(time, service, operation, failed, latency) of each line that tells of a call."""
    calls = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.log"))):
        with open(path, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    record = json.loads(line)
                except ValueError:
                    continue
                at = seconds(record.get("time")) if isinstance(record, dict) else None
                if at is None:
                    continue
                service = str(record.get("service"))
                # A number in a path names a thing, not an operation.
                route = VARIABLE.sub("{}", str(record.get("path") or ""))
                operation = (service, "%s %s" % (record.get("method"), route))
                status = record.get("status")
                failed = isinstance(status, int) and status >= 500
                failed = failed or str(record.get("level")).lower() == "error"
                latency = record.get("latency_ms")
                latency = latency if isinstance(latency, (int, float)) else None
                calls.append((at, service, operation, failed, latency))
    return calls


def series_of(calls, log_from, log_to):
    """List of (kind, name, starts of the buckets, values) and the width of a bucket."""
    width = BUCKET_S
    while (log_to - log_from) / width > MOST_BUCKETS:
        width += BUCKET_S
    origin = log_from // BUCKET_S * BUCKET_S
    # The last bucket is counted only when whole: a part of one would look like a drop.
    last = int((log_to - origin) // width)
    by_operation, by_service = {}, {}
    for at, service, operation, failed, latency in calls:
        bucket = int((at - origin) // width)
        if bucket < 0:
            continue
        by_operation.setdefault(operation, []).append((bucket, failed, latency))
        counts = by_service.setdefault(service, {})
        counts[bucket] = counts.get(bucket, 0) + 1
    series = []

    def share(name, flags):
        sums = {}
        for bucket, flag in flags:
            n, hits = sums.get(bucket, (0, 0))
            sums[bucket] = (n + 1, hits + flag)
        # A bucket without calls has no ratio: it is left out, not counted as good.
        keys = sorted(sums)
        values = [sums[key][1] / sums[key][0] for key in keys]
        series.append(("ratio", name, [origin + key * width for key in keys], values))

    for operation, parts in sorted(by_operation.items()):
        if len(parts) < 8:
            continue
        if sum(failed for _, failed, _ in parts) >= 2:
            share(operation, [(bucket, failed) for bucket, failed, _ in parts])
        timed = [(bucket, latency) for bucket, _, latency in parts if latency is not None]
        if len(timed) >= 8:
            bar = 1.5 * median(latency for _, latency in timed)
            share(operation, [(bucket, latency > bar) for bucket, latency in timed])
    for service, counts in sorted(by_service.items()):
        first = 1 if log_from > origin else 0
        keys = range(first, last)
        values = [float(counts.get(key, 0)) for key in keys]
        name = (service, "requests")
        series.append(("count", name, [origin + key * width for key in keys], values))
    return series, width


def change_points(rival, values):
    """Indexes at which a new segment begins."""
    import numpy
    import ruptures
    from otava.analysis import compute_change_points

    x = numpy.array(values, dtype=float)
    n = len(x)
    if n < 4 or float(x.std()) == 0:
        return []
    if rival == OTAVA:
        return sorted(int(point.index) for point in compute_change_points(list(values))[0])
    if rival == L2:
        # Half the variance of the steps from bucket to bucket: levels do not blow it up.
        variance = float(numpy.var(numpy.diff(x))) / 2
        found = ruptures.KernelCPD(kernel="linear", min_size=1).fit(x)
        found = found.predict(pen=2 * numpy.log(n) * variance)
    else:
        scaled = (x - numpy.median(x)) / x.std()
        found = ruptures.KernelCPD(kernel="rbf", min_size=1).fit(scaled)
        # The rbf cost of a bucket is at most 1: at 2 log n no change shorter than about
        # 2 log n buckets can pay for its two borders. Half of it gives rbf a better chance.
        found = found.predict(pen=(2 if rival == RBF else 1) * numpy.log(n))
    return [int(point) for point in found if point < n]


def alarms(kind, starts, values, points, width):
    """(start, end) of the segments that stand out."""
    borders = [0] + sorted(set(points) - {0}) + [len(values)]
    segments = []
    for a, b in zip(borders, borders[1:]):
        if b > a:
            segments.append((a, b, sum(values[a:b]) / (b - a)))
    if len(segments) < 2:
        return []
    level = _weighted_median([(mean, b - a) for a, b, mean in segments])
    middle = median(values)
    spread = median(abs(value - middle) for value in values)
    out = []
    for a, b, mean in segments:
        if kind == "ratio":
            hit = mean - level >= max(0.05, 3 * spread)
        else:
            # Also a service that goes silent although its counts swing widely.
            hit = abs(mean - level) >= max(0.5 * level, 3 * spread) or mean < 0.1 * level
        if hit:
            out.append((starts[a], starts[b - 1] + width))
    return out


def _weighted_median(pairs):
    half, total = sum(weight for _, weight in pairs) / 2, 0
    for value, weight in sorted(pairs):
        total += weight
        if total >= half:
            return value
    return 0.0


def merge(spans):
    merged = []
    for start, end, name in sorted(spans):
        if merged and start - merged[-1][1] <= MERGE_S:
            merged[-1][1] = max(merged[-1][1], end)
            merged[-1][2].add(name)
        else:
            merged.append([start, end, {name}])
    return merged


def detect(task):
    """(case name, {rival: (found, CPU seconds)}, CPU seconds of making the series)."""
    name, folder, log_from, log_to = task
    warnings.simplefilter("ignore")
    load()
    began = time.process_time()
    series, width = series_of(read_calls(folder), log_from, log_to)
    made = time.process_time() - began
    answers = {}
    for rival in NAMES:
        began = time.process_time()
        spans = []
        for kind, of, starts, values in series:
            if not values:
                continue
            points = change_points(rival, values)
            for start, end in alarms(kind, starts, values, points, width):
                spans.append((start, end, " ".join(of)))
        found = []
        for start, end, names in merge(spans):
            found.append(Found(max(start, log_from), min(end, log_to), names=sorted(names)))
        answers[rival] = (found, time.process_time() - began)
    return name, answers, made
