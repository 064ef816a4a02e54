#!/bin/sh
# Installs what is missing, builds, and opens the application on the sample workspace.
#   sh data/demo.sh             a window (without a display: the same as --headless)
#   sh data/demo.sh --headless  the same job through orientir-cli: charts and reports in out/
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
. data/packages.sh

headless=
[ "${1:-}" = --headless ] && headless=yes
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=yes

# shellcheck disable=SC2086 # a list of names
install_missing $BUILD_PACKAGES
[ -f build/build.ninja ] || meson setup build >build-setup.log 2>&1 ||
  { cat build-setup.log; exit 1; }
rm -f build-setup.log
ninja -C build src/app/orientir src/cli/orientir-cli orientir-gmo

# The interface follows the locale of the desktop; on a bare machine it is Russian.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
case "${LC_ALL:-${LANG:-C}}" in
C* | POSIX) export LANGUAGE="${LANGUAGE:-ru}" ;;
esac
export ORIENTIR_DATADIR="$top/data" ORIENTIR_LOCALEDIR="$top/build/po"

cli="$top/build/src/cli/orientir-cli"
out="$top/out"
mkdir -p "$out"

# sample NAME FILES OPTIONS: a workspace is made once; what is done in it afterwards stays.
sample() {
  made="$out/$1.orientir"
  files=$2
  shift 2
  [ ! -e "$made" ] || return 0
  rm -f "$out"/unfinished.orientir*
  "$cli" new "$out/unfinished.orientir" "$@"
  # shellcheck disable=SC2086 # a pattern
  "$cli" import "$out/unfinished.orientir" $files
  mv "$out/unfinished.orientir" "$made"
}

sample stavropol "data/sample/stavropol-*.xlsx" \
  --programme stavropol-2023 --region 26 --adopt stary-oskol-2021 --training
sample kemerovo data/sample/kemerovo.xlsx --programme kemerovo-2022
sample kursk data/sample/kursk.xlsx --programme none --region 46

if [ -z "$headless" ]; then
  exec "$top/build/src/app/orientir" "$out/stavropol.orientir"
fi

"$cli" group "$out/stavropol.orientir"
"$cli" chart "$out/stavropol.orientir" --kind bench -o "$out/stavropol-groups.svg"
"$cli" chart "$out/kemerovo.orientir" --indicator K03 --bands -o "$out/kemerovo-K03.png"
"$cli" recommend "$out/stavropol.orientir" --orgunit "Курский муниципальный округ" --keep
for format in xlsx docx pdf; do
  "$cli" report "$out/stavropol.orientir" -o "$out/stavropol.$format"
  "$cli" report "$out/kemerovo.orientir" -o "$out/kemerovo.$format"
done
echo
echo "Workspaces, charts and reports are in $out:"
ls -1 "$out"
