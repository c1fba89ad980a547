#!/usr/bin/env bash
# Builds everything, runs every test, checks the policies and the description of the interface.
# From any directory and on a clean clone; needs the .NET 10 SDK. What can't run here is skipped by name with the reason,
# and is a failure when CI=true. With --chaos 10m (or 90s, 2h) it lets an installation fail in every way for so long, and does nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
readonly openapi_linter='@redocly/cli@2'
readonly start_seconds_max=120
passed=0 failed=0 skipped=0
work=$(mktemp -d)
server=''

clean_up() {
  if [[ -n $server ]]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap clean_up EXIT

say() { printf '\n== %s\n' "$*"; }

check() { # name, command...: counts as one test
  local name=$1
  shift
  say "$name"
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
  fi
}

skip() { # name, reason
  say "$1"
  if [[ ${CI:-} == true ]]; then
    failed=$((failed + 1))
    echo "FAILED: $1: $2"
  else
    skipped=$((skipped + 1))
    echo "SKIPPED: $1: $2"
  fi
}

# The cluster's placement engine is built and tested where its packages restore.
choose_orleans() {
  if [[ ${WithOrleans:-} == true ]] || WithOrleans=true dotnet restore src/SharedConsular.Orleans --locked-mode --verbosity quiet; then
    export WithOrleans=true
  else
    skip 'Orleans' 'its packages could not be restored'
  fi
}

build() {
  dotnet restore SharedConsular.sln --locked-mode --verbosity quiet
  dotnet build SharedConsular.sln --no-restore --warnaserror --verbosity quiet --nologo
}

run_test_project() { # name, which of it; a test project is a program of its own that ends with a line of counts
  local log="$work/$1.log" code=0
  say "$1${TEST_STORE:+ on $TEST_STORE}"
  dotnet ".artifacts/bin/$1/debug/$1.dll" -noColor "${@:2}" >"$log" 2>&1 </dev/null || code=$?
  cat "$log"

  local counts
  counts=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
  if [[ $counts =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+) ]]; then
    local total=${BASH_REMATCH[1]} bad=$((BASH_REMATCH[2] + BASH_REMATCH[3])) left_out=${BASH_REMATCH[4]}
    passed=$((passed + total - BASH_REMATCH[3] - left_out))
    failed=$((failed + bad))
    skipped=$((skipped + left_out))
    # A program that fails after its last test has failed too.
    ((code == 0 || bad > 0)) || failed=$((failed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $1 gave no counts (exit code $code)"
  fi
}

# Where a release lies in the history, nodes of it are replaced by nodes of this one while people work (decision 93).
build_previous_release() { # tag
  local from="$work/previous"
  export PREVIOUS_RELEASE="$from/.artifacts/bin/SharedConsular.Api/debug"
  mkdir "$from" && git archive "$1" | tar -x -C "$from" \
    && dotnet build "$from/src/SharedConsular.Api" -p:WithOrleans=false --verbosity quiet --nologo
}

check_policies() { dotnet run --no-build --project src/SharedConsular.Cli -- agreements check policies; }

# The exact optimum that the allocator is measured against comes from CBC, and the days that pass in a moment from
# libfaketime; their tests say so when one can't be had.
install_solver_and_clock() {
  if { ! command -v cbc || ! command -v faketime; } && command -v apt-get && [[ $(id -u) == 0 ]]; then
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y coinor-cbc faketime || true
  fi
} >/dev/null 2>&1

# Programs that look at a PDF, with letters for the scripts on it; their tests say so when they can't be had.
install_paper() {
  if { ! command -v qpdf || ! command -v pdftotext || [[ ! -d /usr/share/fonts/truetype/noto ]]; } && command -v apt-get && [[ $(id -u) == 0 ]]; then
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends qpdf poppler-utils fonts-noto-core fonts-noto-cjk || true
  fi
} >/dev/null 2>&1

# The tests start servers of their own, on free ports; they say so when PostgreSQL or its pooler can't be had.
install_postgres() {
  if [[ ! -d /usr/lib/postgresql || ! -x /usr/sbin/pgbouncer ]] && command -v apt-get && [[ $(id -u) == 0 ]]; then
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y postgresql pgbouncer || true
  fi
} >/dev/null 2>&1

# The browser that looks at the pages, with letters for the languages they are in; their tests say so when it can't be had.
install_browser() {
  if ! [[ -x /usr/bin/chromium ]] && command -v apt-get && [[ $(id -u) == 0 ]]; then
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-noto-core fonts-noto-cjk || true
  fi
} >/dev/null 2>&1

start_server() { # a platform of its own on a free port, in a folder that goes away
  local log="$work/server.log"
  ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://127.0.0.1:0 DataFolder="$work/data" \
    dotnet .artifacts/bin/SharedConsular.Api/debug/SharedConsular.Api.dll >"$log" 2>&1 </dev/null &
  server=$!
  for ((i = 0; i < start_seconds_max; i++)); do
    address=$(grep -oE 'listens on http://[^ ]+' "$log" | head -n 1 | cut -d' ' -f3 || true)
    [[ -z $address ]] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 1
  done
  cat "$log"
  return 1
}

lint_openapi() {
  start_server && curl --silent --show-error --fail --max-time 60 --output "$work/openapi.json" "$address/openapi/v1.json" \
    && npx --yes "$openapi_linter" lint --extends spec "$work/openapi.json"
}

seconds_of() { # 90s, 10m, 2h
  local -A unit=([s]=1 [m]=60 [h]=3600)
  [[ $1 =~ ^([0-9]+)([smh])$ ]] || {
    echo 'Say how long: 90s, 10m or 2h.' >&2
    return 2
  }
  echo $((BASH_REMATCH[1] * unit[${BASH_REMATCH[2]}]))
}

finish() {
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
}

if [[ ${1:-} == --chaos ]]; then
  CHAOS_SECONDS=$(seconds_of "${2:-}")
  export CHAOS_SECONDS
fi

say 'Build'
install_solver_and_clock
install_paper
install_postgres
install_browser
choose_orleans
build

if [[ -n ${CHAOS_SECONDS:-} ]]; then
  run_test_project SharedConsular.Cluster.Tests -class SharedConsular.Cluster.Tests.Chaos.ChaosTests
  finish
  exit
fi

if previous=$(git describe --tags --abbrev=0 --match 'v*' HEAD^ 2>/dev/null); then
  check "Previous release $previous" build_previous_release "$previous"
fi

# The build has enforced style and analyzers; only white space is left. Asking for all again takes twenty times as long.
check 'Format' dotnet format whitespace SharedConsular.sln --no-restore --verify-no-changes

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  # Benchmarks measure; they hold no tests.
  [[ $name == *.Benchmarks ]] || run_test_project "$name"
done

# What the addresses promise because the store does, once more on PostgreSQL.
readonly on_postgres=(
  AuditExportTests CrashTests EndedGrantTests FirewallTests HandoverTests IdempotencyTests IntakeTests ListTests ManifestTests ReadRecordTests
  RoutingTests SettlementTests TravelDocumentTests TriageTests WorldChangeTests
)
mapfile -t classes < <(printf -- '-class\nSharedConsular.Api.Tests.%s\n' "${on_postgres[@]}")
if [[ -d /usr/lib/postgresql ]]; then
  TEST_STORE=postgres run_test_project SharedConsular.Api.Tests "${classes[@]}"
else
  skip 'The addresses on PostgreSQL' 'PostgreSQL is not installed'
fi

check 'Policies' check_policies

if ! command -v npx >/dev/null || ! command -v curl >/dev/null; then
  skip 'Interface description' 'npx and curl are needed for the OpenAPI linter'
elif ! npx --yes "$openapi_linter" --version >/dev/null 2>&1; then
  skip 'Interface description' 'the OpenAPI linter could not be restored'
else
  check 'Interface description' lint_openapi
fi

finish
