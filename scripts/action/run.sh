#!/usr/bin/env bash
# Runs check and audit and keeps what they find. Fails where one could not run; the gate is a step of its own, so that what was found
# can be shown before it falls.
set -euo pipefail

folder=$RUNNER_TEMP/outcross-results
rm -rf -- "$folder"
mkdir -p -- "$folder"
baseline=$INPUT_BASELINE
[[ -z $baseline || $baseline == /* ]] || baseline=$PWD/$baseline
if ! cd -- "$INPUT_WORKING_DIRECTORY"; then
  echo "::error::there is no folder $(printf %q "$INPUT_WORKING_DIRECTORY"): see working-directory" >&2
  exit 2
fi

# Status 1 is a gate: anything above is a failure to run.
gated() {
  local status=0
  "$@" || status=$?
  if ((status > 1)); then
    echo "::error::outcross $2 ended with status $status; its message stands above" >&2
    exit "$status"
  fi
  return "$status"
}

status=passed
results=()
pages=()
for command in $INPUT_COMMAND; do
  case $command in
    check)
      options=(--json --html "$folder/check.html" --markdown "$folder/check.md")
      [[ -z $INPUT_FAIL_ON ]] || options+=(--fail-on "$INPUT_FAIL_ON")
      pages+=("$folder/check.md")
      ;;
    audit)
      options=(--json --html "$folder/audit.html" --sarif "$folder/audit.sarif" --junit "$folder/audit.xml")
      [[ -z $INPUT_WHEN ]] || options+=(--when "$INPUT_WHEN")
      ;;
    *)
      echo '::error::command must be check, audit, or both with a space between'
      exit 2
      ;;
  esac
  gated outcross "$command" "${options[@]}" >"$folder/$command.json" || status=failed
  results+=("$folder/$command.json")
done
if ((${#results[@]} == 0)); then
  echo '::error::command is empty: nothing was run'
  exit 2
fi

outcross summary "${results[@]}" --badge "$folder/badge.json" --code-quality "$folder/code-quality.json" >"$folder/summary.md"
if [[ -n $baseline && -f $baseline && -f $folder/check.json ]]; then
  worse=none
  [[ $INPUT_FAIL_ON_WORSE != true ]] || worse=worse
  gated outcross diff "$baseline" "$folder/check.json" --markdown "$folder/diff.md" --fail-on "$worse" || status=failed
  pages=("$folder/diff.md" ${pages[@]+"${pages[@]}"})
fi

page=$folder/page.md
cat -- "$folder/summary.md" >"$page"
for part in ${pages[@]+"${pages[@]}"}; do
  printf '\n' >>"$page"
  cat -- "$part" >>"$page"
done
cat -- "$page" >>"$GITHUB_STEP_SUMMARY"

outcross summary "${results[@]}" --json >"$folder/summary.json"
node "$GITHUB_ACTION_PATH/scripts/action/outputs.mjs" "$folder" "$status" >>"$GITHUB_OUTPUT"
