# shellcheck shell=sh disable=SC2034
# Installs Debian packages that are missing. Sourced by demo.sh and tests/run.sh.
# Works as root and with sudo; asks the network only when something is missing.

BUILD_PACKAGES="build-essential meson ninja-build pkg-config gettext desktop-file-utils
  libgtk-4-dev libadwaita-1-dev libsqlite3-dev libxlsxwriter-dev libzip-dev libexpat1-dev
  libgsl-dev libjansson-dev libgsf-1-dev libglib2.0-dev-bin libxml2-utils librsvg2-common
  adwaita-icon-theme fonts-dejavu-core fonts-paratype"

TEST_PACKAGES="xvfb dbus locales xdotool clang-format"

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

install_missing() {
  missing=
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
      missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  echo "Installing:$missing"
  as_root apt-get update -q
  # shellcheck disable=SC2086 # a list of names
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}
