#!/usr/bin/env bash
# .git/hooks/pre-commit: refuses a commit of data that does not state where it comes from.
# What is looked at is what would be committed, not what lies in the folder.
set -euo pipefail

patterns=('*.jsonl' '*.jsonl.gz' '*.jsonl.zst' '*.ndjson' '*.parquet' '*.csv' '*.tsv')
files=()
while IFS= read -r -d '' file; do files+=("$file"); done \
  < <(git diff --cached --name-only --diff-filter=ACMR -z -- "${patterns[@]}")
((${#files[@]} > 0)) || exit 0
staged=$(mktemp -d)
trap 'rm -rf -- "$staged"' EXIT
printf '%s\0' "${files[@]}" | git checkout-index -z --stdin --prefix="$staged/"
config=(--no-config)
[[ ! -f outcross.yaml ]] || config=(--config "$PWD/outcross.yaml")
cd -- "$staged"
outcross guard "${config[@]}" -- "${files[@]}"
