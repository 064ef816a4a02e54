#!/bin/sh
# Installs what is missing, builds with the sanitizers, runs every test.
# The last line is "N passed, N failed"; the exit status is 0 only when nothing failed.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
. data/packages.sh

# shellcheck disable=SC2086 # a list of names
install_missing $BUILD_PACKAGES $TEST_PACKAGES
if ! locale -a 2>/dev/null | grep -qi '^ru_RU\.utf-\?8$'; then
  as_root sed -i 's/^# *ru_RU.UTF-8 UTF-8/ru_RU.UTF-8 UTF-8/' /etc/locale.gen
  as_root locale-gen
fi

build=build-tests
if ! { [ -f $build/build.ninja ] || meson setup $build -Db_sanitize=address,undefined; } ||
  ! ninja -C $build; then
  echo "0 passed, 1 failed"
  exit 1
fi

log=$build/meson-logs/testlog.json
rm -f $log
meson test -C $build --no-rebuild --print-errorlogs || true
[ -f $log ] || : >$log

# One line of the log is one program with its TAP. Tests that a broken program did not reach count
# as failed; a program without TAP, or one that fails after its tests (a leak), counts as one.
LC_ALL=C awk '
  {
    program_failed = !/"result": "OK"/
    sub(/^.*"stdout": "/, "")
    sub(/", "result": .*/, "")
    planned = passed = 0
    lines = split($0, line, /\\n/)
    for (i = 1; i <= lines; i++) {
      if (line[i] ~ /^ok /) passed++
      if (line[i] ~ /^1\.\.[0-9]+$/) planned = substr(line[i], 4) + 0
    }
    if (planned == 0) { planned = 1; passed = !program_failed }
    failed = planned - passed
    if (program_failed && failed < 1) failed = 1
    total_passed += passed
    total_failed += failed
  }
  END {
    if (NR == 0) total_failed = 1
    printf "%d passed, %d failed\n", total_passed, total_failed
    exit total_failed > 0
  }' $log
