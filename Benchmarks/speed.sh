#!/usr/bin/env bash
# Speed and memory of `recount draft`, side by side with programs that people use instead.
#
#   Benchmarks/speed.sh [FILES [SECONDS_A_FILE [REQUESTS_A_SECOND [ROUNDS]]]]
#
# Asserts nothing about time. See README.md beside this file for how to read the table.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/.."

files=${1:-8} seconds=${2:-10800} rate=${3:-20} rounds=${4:-5}
recount=$PWD/.build/release/recount

say() { echo "speed: $*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

[ -x "$recount" ] || { say "no $recount; run make first"; exit 2; }
[ -x /usr/bin/time ] || { say "/usr/bin/time is missing (Debian package: time)"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say "building the generator"
swift build -q -c release --package-path Benchmarks --product MakeLogs >&2
say "making $files files of $seconds s at $rate requests/s"
Benchmarks/.build/release/MakeLogs "$folder" "$files" "$seconds" "$rate" >&2
plain=$(cat "$folder"/service.log.* | wc -c)
lines=$(cat "$folder"/service.log.* | wc -l)
printf '%s\0' "$folder"/service.log.* | xargs -0 -n 1 -P "$(nproc)" gzip -6
packed=$(cat "$folder"/*.gz | wc -c)
cd "$folder"

# The contestants: a name and a command a line. Each reads every file, packed as it lies there.
names=() commands=()
add() { names+=("$1"); commands+=("$2"); }
add "recount draft, 1 thread" "$recount draft --quiet --threads 1 service.log.*.gz"
add "recount draft" "$recount draft --quiet service.log.*.gz"
add "gzip -dc" "gzip -dc service.log.*.gz"
has igzip && add "igzip -dc" "igzip -dc service.log.*.gz"
has jq && add "gzip -dc | jq: 5xx a minute" \
  "gzip -dc service.log.*.gz | jq -r 'select(.statusCode >= 500) | .time[0:16]' | uniq -c"
has duckdb && add "duckdb: requests and 5xx a minute" \
  "duckdb -c \"select substr(cast(time as varchar), 1, 16) as minute, count(*), count(*) filter \
(statusCode >= 500) from read_json('service.log.*.gz', format = 'newline_delimited') \
group by minute order by minute\""

# One warm-up, in which the files come into the page cache; the threads must not show.
bash -c "${commands[0]}" >one.md || [ $? -eq 3 ]
bash -c "${commands[1]}" >all.md || [ $? -eq 3 ]
cmp one.md all.md || { say "the draft depends on the number of threads"; exit 1; }

count=${#names[@]}
for ((round = 0; round < rounds; round++)); do
  for ((turn = 0; turn < count; turn++)); do
    # Each round begins with another one, so that none always follows the same neighbour.
    at=$(((turn + round) % count))
    say "round $((round + 1)) of $rounds: ${names[$at]}"
    /usr/bin/time -q -f '%U %S %e %M' -o sample bash -c "${commands[$at]}" >/dev/null
    awk -v at="$at" '{ print at, $1 + $2, $3, $4 / 1024 }' sample >>samples
  done
done

awk_medians='
  function median(list, n,   i, j, held) {
    for (i = 2; i <= n; i++) {
      held = list[i]
      for (j = i - 1; j > 0 && list[j] > held; j--) list[j + 1] = list[j]
      list[j + 1] = held
    }
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
  }
  $1 == at { cpu[++own] = $2; wall[own] = $3; rss[own] = $4 }
  $1 == 0 { base[++first] = $2 }
  END {
    for (i = 1; i <= own; i++) ratio[i] = base[i] > 0 ? cpu[i] / base[i] : 0
    total = median(cpu, own)
    printf "| %s | %.2f | %.2f | %.0f | %.2f | %s |\n", name, total, median(wall, own),
      median(rss, own), median(ratio, own),
      (total > 0 ? sprintf("%.2f", plain / total / 1e9) : "-")
  }'

echo "$lines lines, $plain bytes plain, $packed bytes packed, $files files; $(nproc) cores;" \
  "medians of $rounds rounds"
echo
echo "| program | CPU s | wall s | peak RSS MB | CPU, x recount on 1 thread | plain GB a CPU s |"
echo "|---|---:|---:|---:|---:|---:|"
for ((at = 0; at < count; at++)); do
  awk -v at="$at" -v name="${names[$at]//|/\\|}" -v plain="$plain" "$awk_medians" samples
done
