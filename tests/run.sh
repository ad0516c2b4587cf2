#!/usr/bin/env bash
# Builds and runs every test. `--full` runs the counts of the issues where the usual run takes a bounded share.
# The last line is: N passed, N failed, N skipped
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = "--full" ]; then
  export SCHEMAGUARD_TEST_FULL=1
  shift
fi

if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

# Mount namespaces, for the tests with a full and a read-only disk.
if ! command -v unshare >/dev/null 2>&1; then
  apt-get update -q && apt-get install -y -q util-linux
fi

# The database servers that tests start.
bash tests/servers.sh

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet tool restore
dotnet csharpier check . || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
dotnet build SchemaGuard.sln -c Release || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# The processes that tests start live for a second or two: what the runtime would learn of them pays for nobody.
export DOTNET_TieredPGO=0

status=0
for project in tests/*.Tests/*.Tests.csproj; do
  dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx" "$@" || status=1
done

# Each result file holds one line of counters.
count() { cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'; }
total=$(count total)
passed=$(count passed)
executed=$(count executed)
failed=$((executed - passed))
skipped=$((total - executed))
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1 # A test process died before it could count.
fi

if [ "$executed" -eq 0 ]; then
  failed=1
fi

if [ ! -x "${SCHEMAGUARD_SERVERS:-/var/tmp/schemaguard-servers}/mysql-9.7/bin/mysqld" ]; then
  echo "MySQL 9.7 IS MISSING: nothing has run on it, every test of it counts as skipped. tests/servers.sh says why." >&2
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
