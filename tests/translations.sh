#!/bin/sh
# Russian is complete: every string of the sources is in po/ru.po, translated, none of them fuzzy,
# with the same placeholders. TAP.
top=${1:?the source folder}
cd "$top" || exit 1
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "1..3"
find src ui \( -name '*.c' -o -name '*.ui' \) -exec \
  grep -lE '\b(N?C?_|n?gettext) ?\(|translatable="(yes|true)"' {} + | sort >"$work/found"
sort po/POTFILES.in >"$work/listed"
if diff "$work/found" "$work/listed" >"$work/diff"; then
  echo "ok 1 POTFILES.in lists every file with strings"
else
  echo "not ok 1 POTFILES.in lists every file with strings"
  sed 's/^/# /' "$work/diff"
fi

if xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=ngettext:1,2 -f po/POTFILES.in -o "$work/all.pot" 2>"$work/missing" &&
  msgmerge -q -N po/ru.po "$work/all.pot" -o "$work/ru.po" 2>"$work/missing" &&
  msgattrib --untranslated --no-obsolete "$work/ru.po" >"$work/missing" &&
  msgattrib --only-fuzzy --no-obsolete "$work/ru.po" >>"$work/missing" && [ ! -s "$work/missing" ]; then
  echo "ok 2 every string is translated"
else
  echo "not ok 2 every string is translated"
  grep -v '^"' "$work/missing" | head -60 | sed 's/^/# /'
fi

if msgfmt --check -o /dev/null po/ru.po 2>"$work/check"; then
  echo "ok 3 placeholders agree"
else
  echo "not ok 3 placeholders agree"
  sed 's/^/# /' "$work/check"
fi
