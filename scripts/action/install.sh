#!/usr/bin/env bash
# Installs the program into a folder of its own and puts it on the PATH of the steps that follow.
set -euo pipefail

# A version or a tag, nothing else that npm would take: no address, no folder, no option.
if ! [[ $INPUT_VERSION =~ ^[0-9A-Za-z][0-9A-Za-z.+-]*$ ]]; then
  echo "::error::version must be a version of the npm package, such as 0.1.0, or none"
  exit 2
fi
folder=$RUNNER_TEMP/outcross
npm install --global --no-audit --no-fund --ignore-scripts --prefix "$folder" "outcross@$INPUT_VERSION"
echo "$folder/bin" >>"$GITHUB_PATH"
