# How the gate runs a step and how it reports; sourced by run.

background=

# limited SECONDS COMMAND...
limited() {
  local seconds=$1
  shift
  if command -v timeout >/dev/null; then timeout "$seconds" "$@"; else "$@"; fi
}

# step NAME FUNCTION: its output goes to a log, which is shown when it fails.
step() {
  local name=$1 log="$out/logs/$1.log" start=$SECONDS
  if "$2" >"$log" 2>&1; then
    printf '%-12s ok      %4d s\n' "$name" $((SECONDS - start))
    return 0
  fi
  printf '%-12s FAILED  %4d s\n' "$name" $((SECONDS - start))
  tail -n 80 "$log" | sed 's/^/    /'
  # Failed tests count themselves.
  case $name in
    tests) [ "$(counted failed results others)" -gt 0 ] || failures=$((failures + 1)) ;;
    *) failures=$((failures + 1)) ;;
  esac
  return 1
}

# counted total|executed|passed|failed FOLDER...: the sum over all result files.
counted() {
  local what=$1 sum=0 number folder
  shift
  for folder in "$@"; do
    for number in $(cat "$out/$folder"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | sed -nE "s/.* $what=\"([0-9]+)\".*/\1/p"); do
      sum=$((sum + number))
    done
  done
  echo "$sum"
}

# outcomes Failed|NotExecuted: one line for each such test, with its message.
outcomes() {
  cat "$out"/results/*.trx "$out"/others/*.trx 2>/dev/null | tr '\n\r' '  ' | sed 's/<UnitTestResult /\n&/g; s/<\/Results>/\n/g' \
    | grep "^<UnitTestResult .* outcome=\"$1\"" \
    | sed -E 's/.* testName="([^"]*)".*<(Message|StdOut)>(.*)<\/(Message|StdOut)>.*/  \1: \3/; s/^<UnitTestResult .* testName="([^"]*)".*/  \1/' \
    | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#x[AD];/ /g; s/&amp;/\&/g' | cut -c 1-300
}

# under_way: the tests that ran for long, where a run was ended from outside.
under_way() {
  cat "$out"/logs/*.log 2>/dev/null | grep -o '\[Long Running Test\].*' | sed "s/, Elapsed.*//; s/^/  /" | sort -u
}

# A test's process that was ended from outside may leave children.
end_tests() {
  ! command -v pkill >/dev/null || pkill -KILL -f "^$PWD/tests/.*/bin/"
}

end_compiler_server() {
  local sdk server
  sdk=$(dotnet --list-sdks 2>/dev/null | sed -nE "s|^$(dotnet --version) \[(.*)\]$|\1/$(dotnet --version)|p")
  server="$sdk/Roslyn/bincore/VBCSCompiler"
  if [ -x "$server" ]; then
    "$server" -pipename:"$SharedCompilationId" -shutdown
  elif [ -f "$server.dll" ]; then
    dotnet "$server.dll" -pipename:"$SharedCompilationId" -shutdown
  fi
} >/dev/null 2>&1

# Runs however the gate ends. The last line is the result.
finish() {
  local passed failed skipped lines
  [ -z "$background" ] || kill -KILL -- "-$background" 2>/dev/null
  end_tests
  end_compiler_server
  rm -rf "$temporary"
  passed=$(counted passed results others)
  failed=$(($(counted failed results others) + failures))
  skipped=$(($(counted total results others) - $(counted executed results others)))
  lines=$(outcomes Failed)
  [ -z "$lines" ] || printf 'Failed:\n%s\n' "$lines"
  lines=$(under_way)
  [ "$failed" -eq 0 ] || [ -z "$lines" ] || printf 'Ran for long:\n%s\n' "$lines"
  lines=$(outcomes NotExecuted)
  [ -z "$lines" ] || printf 'Skipped:\n%s\n' "$lines"
  [ $((passed + failed)) -gt 0 ] || failed=1
  echo "took $SECONDS s"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}
