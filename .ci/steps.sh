# The steps of the gate. Each is a function that succeeds or fails; sourced by run.

# One compiler for all projects, ours alone and ended by finish: starting it anew for each project costs half of the build.
build_all() {
  dotnet build Brokerage.Abstractions.sln --nologo -v quiet -p:UseSharedCompilation=true
}

pack_all() {
  dotnet pack Brokerage.Abstractions.sln --no-build --nologo -v quiet -o "$temporary/packages" && ls "$temporary/packages"
}

run_quickstart() {
  limited 60 dotnet run --no-build --project samples/Quickstart
}

# The document goes to a file of its own: a test reads it there.
run_tour() {
  limited 60 dotnet run --no-build --project samples/Tour -- --json >"$out/tour.json"
}

# A web host's user: the brokers' sign-in pages, a typed code, a restart, still connected; a night, and E*TRADE's login is made again.
run_host() {
  limited 60 dotnet run --no-build --project samples/Host -- --check
}

# Starts each simulator as a stranger would, reads its JSON, asks it one question, stops it.
run_simulator() {
  simulate alpaca "HTTP/1.1 200" ask_alpaca && simulate etrade "HTTP/1.1 401" ask_etrade
}

# simulate BROKER EXPECTED QUESTION: the first line of the answer has to begin as expected.
simulate() {
  local broker=$1 expected=$2 question=$3 document="$out/simulator-$1.json" errors="$out/logs/simulator-$1.err" pid reply
  set -m
  dotnet run --no-build --project samples/Simulator -- --broker "$broker" --listen 127.0.0.1:0 >"$document" 2>"$errors" &
  pid=$!
  set +m
  background=$pid
  for _ in $(seq 1 300); do
    [[ $(tr -d '[:space:]' <"$document") == *'}' ]] && break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$document" "$errors"
  reply=$("$question" "$document")
  echo "$reply"
  # TERM, as supervisors send it: where the gate itself runs in the background, INT is ignored by all that it starts.
  kill -TERM -- "-$pid" 2>/dev/null
  for _ in $(seq 1 100); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$pid" 2>/dev/null; then
    echo "The simulator does not stop when it is asked to."
    return 1
  fi
  background=
  [[ $reply == "$expected"* ]]
}

# The account, with the keys of the document.
ask_alpaca() {
  ask "$(json_text trading "$1")" paper-api.alpaca.markets /v2/account \
    "APCA-API-KEY-ID: $(json_text key_id "$1")" "APCA-API-SECRET-KEY: $(json_text secret_key "$1")"
}

# A request token for a key without a signature: nobody gets one.
ask_etrade() {
  ask "$(json_text api "$1")" api.etrade.com "/oauth/request_token?oauth_consumer_key=$(json_text consumer_key "$1")&oauth_callback=oob"
}

# ask ADDRESS HOST PATH [HEADER...]: GET over a bare socket; the first line of the answer.
ask() {
  local port host=$2 path=$3
  port=$(sed -E 's|^[a-z]+://127\.0\.0\.1:([0-9]+).*|\1|' <<<"$1")
  shift 3
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  { printf 'GET %s HTTP/1.1\r\nHost: %s\r\n' "$path" "$host"; [ $# -eq 0 ] || printf '%s\r\n' "$@"; printf 'Connection: close\r\n\r\n'; } >&3
  head -n 1 <&3 | tr -d '\r'
  exec 3>&-
}

json_text() {
  tr -d '\n' <"$2" | sed -nE "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"([^\"]*)\".*/\1/p"
}

# Every C# block of the README is a whole program. Each is built outside the tree against the packages just
# made, with the machine's own feeds for the rest, and run.
use_packages() {
  local version count=0 block cache="$temporary/cache"
  version=$(basename "$temporary"/packages/Brokerage.Abstractions.*.nupkg .nupkg)
  version=${version#Brokerage.Abstractions.}
  awk -v folder="$temporary" '
    /^```csharp/ { inside = 1; count++; file = folder "/block" count ".cs"; next }
    /^```/ { inside = 0 }
    inside { print > file }' README.md
  for block in "$temporary"/block*.cs; do
    [ -e "$block" ] || break
    count=$((count + 1))
    consume "$temporary/consumer$count" "$block" "$version" "$cache" || return 1
  done
  if [ "$count" -eq 0 ]; then
    echo "README.md holds no C# block."
    return 1
  fi
  [ -d "$cache/brokerage.abstractions/$version" ] || { echo "The packages did not come from the gate's own folder."; return 1; }
}

consume() {
  local folder=$1 program=$2 version=$3 cache=$4 known
  # What the machine has already downloaded is not downloaded again, unless packages of ours are among it.
  known=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
  [ ! -d "$known/brokerage.abstractions" ] || known=
  mkdir -p "$folder"
  cp "$program" "$folder/Program.cs"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk">'
    echo '  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>'
    echo "    <RestoreAdditionalProjectSources>$temporary/packages</RestoreAdditionalProjectSources><RestorePackagesPath>$cache</RestorePackagesPath>"
    echo "    <RestoreFallbackFolders>$known</RestoreFallbackFolders></PropertyGroup>"
    echo '  <ItemGroup>'
    for package in "$temporary"/packages/*.nupkg; do
      package=$(basename "$package" ".$version.nupkg")
      echo "    <PackageReference Include=\"$package\" Version=\"$version\" />"
    done
    echo "    <PackageReference Include=\"Microsoft.Extensions.DependencyInjection\" Version=\"$(pinned Microsoft.Extensions.DependencyInjection)\" />"
    echo '  </ItemGroup>'
    echo '</Project>'
  } >"$folder/Consumer.csproj"
  cat "$folder/Program.cs"
  (cd "$folder" && dotnet build --nologo -v quiet && limited 60 dotnet run --no-build)
}

pinned() {
  sed -nE "s/.*Include=\"$1\" Version=\"([^\"]*)\".*/\1/p" Directory.Packages.props
}

# Strangers' clients for tests/Interop, where Node is. Without them those tests are skipped, and say so.
install_clients() {
  if ! command -v npm >/dev/null; then
    echo "There is no npm here."
    return 0
  fi
  limited 120 npm install --prefix tests/Interop --no-package-lock --no-audit --no-fund --loglevel=error || echo "The clients could not be installed."
}

# A test that never ends must not hold the gate for ever: after this many seconds a project's run is ended. Which test it was stands in the log,
# where long ones are named as long as they run. A whole gate takes less.
readonly patience=900

# The command that the README gives, word for word. It leaves out what is slow and what looks at the gate's own products.
run_tests() {
  local command
  command=$(grep -m 1 -oE '^dotnet test[^#]*' README.md || echo "dotnet test")
  echo "\$ $command"
  # Everything was built by the first step.
  VSTestNoBuild=true BrokerageTestResults="$out/results" BROKERAGE_CONFORMANCE_REPORT="$out/conformance" limited "$patience" $command
}

# The longest of the slow tests needs one core for as long as all fast ones: side by side. Then the rest, two projects at a time: with more at once
# answers over loopback come later than fake clocks are willing to wait.
run_all_tests() {
  local status=0 longest=tests/Brokerage.Exchange.Tests beside
  run_slow "$longest" >"$out/logs/longest-test.log" 2>&1 &
  beside=$!
  run_tests || status=1
  wait "$beside" || status=1
  export -f run_slow limited
  export out temporary patience
  slow_projects | grep -vx "$longest" | xargs -P 2 -I{} bash -c 'run_slow {}' >"$out/logs/slow-tests.log" 2>&1 || status=1
  cat "$out/logs/longest-test.log" "$out/logs/slow-tests.log"
  return $status
}

# Only the projects that have any; those that take long come first, so that none of them is alone at the end.
slow_projects() {
  local long="tests/(Conformance.Tests|Brokerage.Tests|Kill.Tests|Brokerage.Alpaca.Tests)" all
  all=$(grep -rlE '"Category", *"(Slow|Gate)"' tests --include='*.cs' | cut -d/ -f1-2 | sort -u)
  grep -xE "$long" <<<"$all"
  grep -vxE "$long" <<<"$all"
}

# By the project's own program: `dotnet test` would start three more processes for each.
run_slow() {
  local name
  name=$(basename "$1"/*.csproj .csproj)
  echo "$name"
  BROKERAGE_CONFORMANCE_RESULTS="$out/conformance" BROKERAGE_PACKAGES="$temporary/packages" BROKERAGE_TOUR="$out/tour.json" \
    limited "$patience" "$1/bin/$Configuration/net10.0/$name" \
    -trait Category=Slow -trait Category=Gate -longRunning 200 -noColor -trx "$out/others/$name.trx"
}

# Every test project has to have run something: one that is not found would otherwise pass.
check_results() {
  local project missing=0
  for project in tests/*/*.csproj; do
    project=$(basename "$project" .csproj)
    if [ "$(cat "$out"/{results,others}/"$project".trx 2>/dev/null | grep -c '<UnitTestResult ')" -eq 0 ]; then
      echo "$project ran no test."
      missing=1
    fi
  done
  return $missing
}
