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

# The same behaviour of ours on a second version of a server, and the like: only in a full run, or where somebody filters himself.
share=()
if [ -z "${SCHEMAGUARD_TEST_FULL:-}" ] && [ $# -eq 0 ]; then
  share=(--filter "Run!=Full")
fi

# Each result file holds one line of counters.
count() { { cat "$1"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' || true; } | awk '{ sum += $1 } END { print sum + 0 }'; }

# The tests of a result file that failed, without their cases.
failed_in() { { grep -h '<UnitTestResult [^>]*outcome="Failed"' "$1"/*.trx 2>/dev/null | grep -o ' testName="[^"(]*' || true; } | cut -d'"' -f2 | sort -u; }

# What fails is run once more, alone, and named in the end: on a machine that had to do with too much else a test's own patience may end.
# Not so the tests with random disturbances: there a single failure is the proof.
again() {
  local names
  names=$(failed_in "$1")
  if grep -q 'run was aborted' "$1"/*.trx; then
    return 1
  fi
  if [ -z "$names" ] || [ "$(wc -l <<<"$names")" -gt 10 ] || grep -qE 'Storm|KillMatrix|killed_at_any_moment|however_often' <<<"$names"; then
    return 1
  fi
  dotnet test "$2" "${built[@]}" --no-build --results-directory "$1/again" --logger "trx" \
    --filter "$(sed 's/^/FullyQualifiedName=/' <<<"$names" | paste -sd'|')" || return 1
  unstable+=$(sed 's/^/  /' <<<"$names")$'\n'
}

total=0 passed=0 executed=0 failed=0 unstable=""

# Runs the tests of a project, which was built as $built says: the folder of its results, the project, and what else `dotnet test` gets.
begin_tests() {
  local own="$results/$1" project="$2" status=0
  shift 2
  dotnet test "$project" "${built[@]}" --no-build --results-directory "$own" --logger "trx" "$@" || status=1
  echo "$status" >"$own.status"
}

# Counts what they came to, and tries again what failed.
end_tests() {
  local own="$results/$1" project="$2" status of
  status=$(cat "$own.status" 2>/dev/null || echo 1)
  total=$((total + $(count "$own" total)))
  executed=$((executed + $(count "$own" executed)))
  of=$(($(count "$own" executed) - $(count "$own" passed)))
  if [ "$status" -ne 0 ] && [ "$of" -eq 0 ]; then
    failed=$((failed + 1)) # The test process died before it could count.
  elif [ "$status" -ne 0 ] && ! again "$own" "$project"; then
    failed=$((failed + of))
  fi
}

run_tests() {
  begin_tests "$@"
  end_tests "$1" "$2"
}

# Two lanes side by side: each keeps one processor busy, and what waits in one leaves room for the other. What they say comes one after the other.
args=("$@")
lane() {
  for name in "$@"; do
    begin_tests "$name" "tests/$name" "${share[@]}" "${args[@]}" >"$results/$name.log" 2>&1
  done
}

built=(-c Release)
lane SchemaGuard.MySql.Tests SchemaGuard.Containers SchemaGuard.Cli.Tests &
lane SchemaGuard.PostgreSql.Tests SchemaGuard.Sqlite.Tests SchemaGuard.Tests SchemaGuard.House.Tests SchemaGuard.AspNetCore.Tests &
wait
for project in tests/*.Tests/*.Tests.csproj tests/SchemaGuard.Containers/SchemaGuard.Containers.csproj; do
  name=$(basename "$project" .csproj)
  if [ -e "$results/$name.log" ]; then
    cat "$results/$name.log"
    end_tests "$name" "$project"
  else
    run_tests "$name" "$project" "${share[@]}" "$@" # It has no lane yet.
  fi
done

# What depends on the versions of packages, with the lowest that the libraries state: a build of its own beside the usual one (see Directory.Packages.props).
built=(-p:Dependencies=Lowest)
any_of() { printf 'FullyQualifiedName~%s|' "$@" | sed 's/|$//'; }
test_lowest() { run_tests "lowest-$1" "tests/$1" --filter "$2"; }
if [ $# -eq 0 ]; then
  begin=$SECONDS
  if dotnet build tests/lowest.slnf "${built[@]}" -p:RunAnalyzers=false; then
    test_lowest SchemaGuard.Tests "FullyQualifiedName!~.Scripts."
    test_lowest SchemaGuard.Sqlite.Tests \
      "$(any_of MigrateSpecification VerifySpecification HistorySpecification CommandLineSpecification SqliteConnectionTests SqliteInspectorTests)"
    test_lowest SchemaGuard.PostgreSql.Tests "$(any_of PostgreSql15MigrateSpecification PostgreSql15VerifySpecification)"
    test_lowest SchemaGuard.MySql.Tests "$(any_of MariaDbMigrateSpecification MariaDbVerifySpecification MySqlMigrateSpecification)"
  else
    failed=$((failed + 1))
  fi
  echo "The tests with the lowest versions took $((SECONDS - begin)) seconds, with their build."
fi

passed=$((executed - failed))
skipped=$((total - executed))

if [ "$executed" -eq 0 ]; then
  failed=1
fi

if [ -n "$unstable" ]; then
  printf 'FAILED AT FIRST, AND PASSED ALONE:\n%s' "$unstable" >&2
fi

if [ ! -x "${SCHEMAGUARD_SERVERS:-/var/tmp/schemaguard-servers}/mysql-9.7/bin/mysqld" ]; then
  echo "MySQL 9.7 IS MISSING: nothing has run on it, every test of it counts as skipped. tests/servers.sh says why." >&2
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
