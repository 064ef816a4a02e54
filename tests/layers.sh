#!/bin/sh
# Dependencies point down: a module may include only itself and the modules listed for it, and
# nothing below app knows GTK. TAP, one line per module.
top=${1:?the source folder}
cd "$top/src" || exit 1

allowed() {
  case $1 in
  core) echo core ;;
  sheet | store | analysis | chart) echo "$1 core" ;;
  import) echo "import sheet core" ;;
  report) echo "report analysis chart core" ;;
  session) echo "session report import chart analysis store sheet core" ;;
  cli) echo "cli session report import chart analysis store sheet core" ;;
  app) echo "app session report import chart analysis store sheet core" ;;
  esac
}

modules="core sheet store analysis chart import report session cli app"
echo "1..20"
n=0
for module in $modules; do
  n=$((n + 1))
  pattern=$(allowed "$module" | sed 's/ /|/g')
  # ori-resources.h is made by the build from ui/.
  bad=$(grep -nE '#include "' "$module"/*.[ch] |
    grep -vE "#include \"(($pattern)/|ori-resources\.h)")
  if [ -z "$bad" ]; then
    echo "ok $n $module includes only what is below it"
  else
    echo "not ok $n $module includes only what is below it"
    echo "$bad" | sed 's/^/# /'
  fi
done
for module in $modules; do
  n=$((n + 1))
  bad=
  [ "$module" = app ] || bad=$(grep -nE '#include <(gtk|gdk|adw|adwaita)' "$module"/*.[ch])
  if [ -z "$bad" ]; then
    echo "ok $n $module keeps GTK in its place"
  else
    echo "not ok $n $module keeps GTK in its place"
    echo "$bad" | sed 's/^/# /'
  fi
done
