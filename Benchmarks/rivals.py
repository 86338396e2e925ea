#!/usr/bin/env python3
"""What people use instead of `recount`, on the logs that `MakeLogs` writes.

Each is asked for the requests and the 5xx answers of each minute, and prints them a line a minute;
where it can do so at once, for a quantile of the latency too. The commands are a shell's; they run
in a folder that holds the logs, packed. `rivals.py duckdb|polars FORM` runs the two that are
libraries of Python.
"""

import json
import os
import sys

FILES = "shop.*.log.gz"
COUNTS = "requests and 5xx a minute"
QUANTILES = "the same, and the 99th percentile of the latency"

# From lines of a minute and a status to lines of a minute, its requests and its 5xx.
FOLD = "n[m]++; if (s >= 500) f[m]++"
PRINT = "END { for (m in n) print m, n[m], f[m] + 0 }"

MAWK = {
    "json": r'{ s = substr($0, index($0, "\"status\":") + 9, 3); m = substr($0, 10, 16); %s } %s',
    "access": r'{ s = substr($0, index($0, "\" ") + 2, 3); m = substr($0, index($0, "[") + 1, 17); '
              r"%s } %s",
    "logfmt-cri": r'{ s = substr($0, index($0, " status=") + 8, 3); m = substr($0, 1, 16); %s } %s',
    # An entry a record; a document begins with the labels of a stream.
    "query-range": r'BEGIN { RS = "\\[\"[0-9]+\"," } { at = index($0, "\\\"status\\\":"); '
                   r'if (at == 0) next; s = substr($0, at + 11, 3); '
                   r'm = substr($0, index($0, "\\\"time\\\":\\\"") + 11, 16); %s } %s',
}

JQ = {
    "json": r'"\(.time[0:16]) \(.status)"',
    "query-range": r'.data.result[].values[][1] | fromjson | "\(.time[0:16]) \(.status)"',
}

# The table and the column of the status; lnav is told of the lines of JSON by a file.
LNAV = {"access": ("access_log", "sc_status"), "json": ("shop_log", "status")}
LNAV_FORMAT = {
    "shop_log": {
        "title": "shop", "json": True, "timestamp-field": "time", "level-field": "level",
        "body-field": "path", "hide-extra": True,
        "line-format": [{"field": "time"}, " ", {"field": "path"}],
        "value": {"status": {"kind": "integer"}},
    }
}

ACCESS_OF_GOACCESS = r'%h %^ %e [%d:%t %^] "%r" %s %b "%R" "%u" %T'

# Of a line of text: the minute, the status and the latency in milliseconds, as expressions.
PATTERNS = {
    "access": (r"\[([^ ]{17})", r'" (\d{3}) ', r'" (\d+\.\d{3})', 1000),
    "logfmt-cri": (r"^(.{16})", r" status=(\d{3})", r" duration=([0-9.]+)ms", 1),
}


def commands(form, python):
    """Tool, name, what it answers, and command of each rival that can read a form.

    `python` is an interpreter that has DuckDB and polars, or nothing.
    """
    unpack = f"gzip -dc {FILES}"
    fold = "mawk '{ m = $1; s = $2; %s } %s'" % (FOLD, PRINT)
    listed = [("mawk", "gzip -dc, mawk", COUNTS, f"{unpack} | mawk '{MAWK[form] % (FOLD, PRINT)}'")]
    if form in JQ:
        lines = f"{unpack} | jq -r '{JQ[form]}'"
        listed.append(("jq", "gzip -dc, jq, mawk", COUNTS, f"{lines} | {fold}"))
    if form in LNAV:
        table, status = LNAV[form]
        query = (
            f";SELECT strftime('%Y-%m-%dT%H:%M', log_time), count(*), sum({status} >= 500)"
            f" FROM {table} GROUP BY 1")
        listed.append((
            "lnav", "lnav", COUNTS,
            f"lnav -I lnav -n -c \"{query}\" -c ':write-csv-to -' {FILES}"
            " | tr , ' ' | grep -E '^[0-9]{4}-[^ ]* [0-9]+ [0-9]+$'"))
    if form == "access":
        listed.append((
            "goaccess", "gzip -dc, goaccess", "totals, and the busiest paths, hosts and statuses",
            f"{unpack} | goaccess --log-format='{ACCESS_OF_GOACCESS}' --date-format=%d/%b/%Y"
            " --time-format=%T --no-progress -o json - 2>/dev/null"))
    if python:
        for name in ("duckdb", "polars"):
            listed.append((name, name, QUANTILES, f"{python} {__file__} {name} {form}"))
    return listed


def prepare(folder):
    """Writes what a rival has to be told of the logs in a folder."""
    os.makedirs(f"{folder}/lnav/formats/shop")
    with open(f"{folder}/lnav/formats/shop/shop.json", "w") as file:
        json.dump(LNAV_FORMAT, file)


def answered(name, output):
    """Requests and failures of what a rival printed; `None` for failures where it tells none."""
    if name == "goaccess":
        return json.loads(output)["general"]["valid_requests"], None
    rows = [line.split() for line in output.decode().splitlines()]
    return sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows)


def duckdb(form):
    import duckdb as library

    source = f"read_json('{FILES}', format = 'newline_delimited', columns = %s%s)"
    plain = "{time: 'VARCHAR', status: 'INT', latency_ms: 'DOUBLE'}"
    if form == "json":
        rows = "SELECT time[1:16] AS minute, status, latency_ms FROM " + source % (plain, "")
    elif form == "query-range":
        nested = "{data: 'STRUCT(result STRUCT(\"values\" VARCHAR[][])[])'}"
        rows = (
            "SELECT line->>'$.time' AS stamp, stamp[1:16] AS minute,"
            " (line->>'$.status')::INT AS status,"
            " (line->>'$.latency_ms')::DOUBLE AS latency_ms FROM (SELECT unnest(stream.values)[2]"
            " AS line FROM (SELECT unnest(data.result) AS stream FROM "
            + source % (nested, ", maximum_object_size = 100000000") + "))")
    else:
        minute, status, latency, scale = PATTERNS[form]
        rows = (
            f"SELECT regexp_extract(line, '{minute}', 1) AS minute,"
            f" regexp_extract(line, '{status}', 1)::INT AS status,"
            f" regexp_extract(line, '{latency}', 1)::DOUBLE * {scale} AS latency_ms"
            f" FROM read_csv('{FILES}', columns = {{line: 'VARCHAR'}}, header = false,"
            " auto_detect = false, delim = '\t', quote = '', escape = '')")
    for row in library.sql(
            "SELECT minute, count(*), count(*) FILTER (status >= 500),"
            f" quantile_cont(latency_ms, 0.99) FROM ({rows}) GROUP BY 1").fetchall():
        print(*row)


def polars(form):
    import polars as library

    column = library.col
    fields = {"time": library.String, "status": library.Int64, "latency_ms": library.Float64}
    if form == "json":
        rows = library.scan_ndjson(FILES, schema=fields)
        rows = rows.with_columns(minute=column("time").str.head(16))
    elif form == "query-range":
        stream = library.Struct({"values": library.List(library.List(library.String))})
        rows = library.scan_ndjson(
            FILES, schema={"data": library.Struct({"result": library.List(stream)})})
        rows = rows.select(column("data").struct.field("result")).explode("result")
        rows = rows.select(column("result").struct.field("values")).explode("values")
        line = column("values").list.get(1).str.json_decode(library.Struct(fields))
        rows = rows.select(line.alias("line"))
        rows = rows.unnest("line").with_columns(minute=column("time").str.head(16))
    else:
        minute, status, latency, scale = PATTERNS[form]
        lines = library.scan_csv(
            FILES, has_header=False, separator="\t", quote_char=None,
            schema={"line": library.String})
        rows = lines.select(
            minute=column("line").str.extract(minute),
            status=column("line").str.extract(status).cast(library.Int64),
            latency_ms=column("line").str.extract(latency).cast(library.Float64) * scale)
    answer = rows.group_by("minute").agg(
        requests=library.len(), failures=(column("status") >= 500).sum(),
        latency=column("latency_ms").quantile(0.99))
    for row in answer.collect(engine="streaming").iter_rows():
        print(*row)


if __name__ == "__main__":
    sys.exit({"duckdb": duckdb, "polars": polars}[sys.argv[1]](sys.argv[2]))
