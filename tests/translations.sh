#!/bin/sh
# Russian is complete: every string of the sources is in po/ru.po, translated, none of them fuzzy,
# with the same placeholders. TAP.
top=${1:?the source folder}
cd "$top" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "1..3"
if find src ui data -name '*.c' -o -name '*.ui' -o -name '*.desktop.in' -o -name '*.metainfo.xml.in' |
  xargs grep -lE '\b(N?C?_|n?gettext) ?\(|translatable="(yes|true)"|^Name=|<metainfo|<component' |
  sort >"$work/found" && LC_ALL=C sort po/POTFILES.in >"$work/listed" &&
  LC_ALL=C sort -o "$work/found" "$work/found" && diff "$work/found" "$work/listed" >"$work/diff"; then
  echo "ok 1 POTFILES.in lists every file with strings"
else
  echo "not ok 1 POTFILES.in lists every file with strings"
  sed 's/^/# /' "$work/diff"
fi

xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=ngettext:1,2 --add-comments=Translators -f po/POTFILES.in -o "$work/all.pot" 2>"$work/err"
if msgcmp --use-untranslated po/ru.po "$work/all.pot" >"$work/cmp" 2>&1 &&
  [ -z "$(msgattrib --untranslated po/ru.po)" ] && [ -z "$(msgattrib --only-fuzzy po/ru.po)" ] &&
  msgmerge -q -N -o - po/ru.po "$work/all.pot" | msgattrib --untranslated --no-obsolete >"$work/miss" &&
  [ ! -s "$work/miss" ]; then
  echo "ok 2 every string is translated"
else
  echo "not ok 2 every string is translated"
  cat "$work/cmp" "$work/miss" 2>/dev/null | grep -E 'msgid|error' | head -40 | sed 's/^/# /'
fi

if msgfmt --check -o /dev/null po/ru.po 2>"$work/check"; then
  echo "ok 3 placeholders agree"
else
  echo "not ok 3 placeholders agree"
  sed 's/^/# /' "$work/check"
fi
