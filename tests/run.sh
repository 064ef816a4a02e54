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
[ -f $build/build.ninja ] || meson setup $build -Db_sanitize=address,undefined
ninja -C $build

status=0
meson test -C $build --no-rebuild --print-errorlogs || status=$?

junit=$build/meson-logs/testlog.junit.xml
total=$(grep -c '<testcase ' "$junit" || true)
failed=$(grep -c -E '<(failure|error)[ />]' "$junit" || true)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$total" -gt 0 ] || failed=1
echo "$((total - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
