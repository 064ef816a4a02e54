#!/bin/sh
# Formatting is a gate: every C file is as clang-format leaves it. TAP, one line per folder.
top=${1:?the source folder}
cd "$top" || exit 1

folders=$(find src tests -name '*.[ch]' -exec dirname {} + | sort -u)
echo "1..$(echo "$folders" | wc -l)"
n=0
for folder in $folders; do
  n=$((n + 1))
  if report=$(clang-format --dry-run --Werror "$folder"/*.[ch] 2>&1); then
    echo "ok $n $folder"
  else
    echo "not ok $n $folder"
    echo "$report" | grep 'error:' | sort -u | head -20 | sed 's/^/# /'
  fi
done
