/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-assemble-private.h"

const char *
ori_wording_code (GHashTable *codes, const OriSubject *subject, const char **text)
{
  guint n_also = subject->also ? subject->also->len : 0;
  for (guint i = 0; i < n_also + 2; i++) {
    *text = i == 0   ? subject->printed
            : i == 1 ? subject->name
                     : g_ptr_array_index (subject->also, i - 2);
    g_autofree char *key = ori_text_key (*text);
    const char *code = g_hash_table_lookup (codes, key);
    if (code != NULL)
      return code;
  }
  return NULL;
}

gboolean
ori_wording_is_telling (const char *wording)
{
  g_auto (GStrv) words = ori_text_words (wording);
  guint n = 0;
  for (guint i = 0; words[i]; i++)
    n += g_utf8_strlen (words[i], -1) >= 4;
  return n >= 3;
}
