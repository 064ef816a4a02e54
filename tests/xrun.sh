#!/bin/bash
# Runs a command on a display of its own: tests/xrun.sh COMMAND [ARGUMENT…]
# X server, session bus, home and settings are private and thrown away, so that several run at once
# and nothing of the user's is touched. ORIENTIR_SCREEN (1280x900x24) sets the size of the screen.
set -u

private=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
  fi
  rm -rf "$private"
}
trap finish EXIT
trap 'exit 143' TERM INT

mkdir -m 700 "$private/run"
mkdir -p "$private/home/.config/gtk-4.0" "$private/home/Documents"
cat >"$private/home/.config/gtk-4.0/settings.ini" <<SETTINGS
[Settings]
gtk-enable-animations=0
gtk-font-name=${ORIENTIR_FONT:-DejaVu Sans 10}
SETTINGS
echo 'XDG_DOCUMENTS_DIR="$HOME/Documents"' >"$private/home/.config/user-dirs.dirs"

# The server picks a free number and writes it down. Without -noreset it would reset, and refuse
# clients, whenever its last client leaves.
exec 9<>"$private/display"
Xvfb -displayfd 9 -screen 0 "${ORIENTIR_SCREEN:-1280x900x24}" -nolisten tcp -noreset \
  >"$private/server.log" 2>&1 &
server=$!
for _ in $(seq 200); do
  [ -s "$private/display" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.05
done
if ! [ -s "$private/display" ]; then
  cat "$private/server.log" >&2
  exit 1
fi

DISPLAY=:$(cat "$private/display")
export DISPLAY HOME="$private/home" XDG_CONFIG_HOME="$private/home/.config"
export XDG_DATA_HOME="$private/home/.local/share" XDG_CACHE_HOME="$private/home/.cache"
export XDG_RUNTIME_DIR="$private/run" LC_ALL="${LC_ALL-C.UTF-8}"
# The software renderer is the fastest without a GPU and leaks nothing of the driver's.
export GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable
export GSETTINGS_BACKEND=memory ADW_DISABLE_PORTAL=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

# A new server has the pointer in the middle, where tooltips and popovers come up under it.
command -v xdotool >/dev/null && xdotool mousemove 30000 30000

dbus-run-session -- "$@" 9>&- 2> >(grep -v -F 'Failed to set fd limit' >&2) &
command=$!
wait "$command"
