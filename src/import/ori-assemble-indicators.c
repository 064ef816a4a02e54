/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-assembly-private.h"

#include <string.h>

/* Indicators made from what a file says itself. */

/* Marks names that mean different things in two tables: there is a value for the same org unit and
 * period in both. Sheets that repeat one form for other org units are no conflict. */
static void
find_conflicts (OriAssembly *self)
{
  g_autoptr (GHashTable) tables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shared = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    for (guint i = 0; i < result->subjects->len; i++) {
      const OriSubject *subject = &g_array_index (result->subjects, OriSubject, i);
      const OriMeaning *meaning = &g_array_index (ori_assembly_meanings (self, s), OriMeaning, i);
      if (meaning->indicator || meaning->element)
        continue;
      gpointer id = GUINT_TO_POINTER ((s << 12) + subject->table + 1), first;
      if (!g_hash_table_lookup_extended (tables, meaning->key, NULL, &first))
        g_hash_table_insert (tables, meaning->key, id);
      else if (first != id)
        g_hash_table_add (shared, meaning->key);
    }
  }
  if (g_hash_table_size (shared) == 0)
    return;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) conflicts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    const GPtrArray *codes = g_ptr_array_index (self->codes, s);
    for (guint i = 0; i < result->drafts->len; i++) {
      const OriDraft *draft = &g_array_index (result->drafts, OriDraft, i);
      const OriSubject *subject = &g_array_index (result->subjects, OriSubject, draft->subject);
      const OriMeaning *meaning =
          &g_array_index (ori_assembly_meanings (self, s), OriMeaning, draft->subject);
      if (!g_hash_table_contains (shared, meaning->key) ||
          g_hash_table_contains (conflicts, meaning->key))
        continue;
      const OriPlace *place = &g_array_index (result->places, OriPlace, draft->place);
      const char *code = g_ptr_array_index (codes, draft->place);
      char *key = g_strdup_printf ("%s|%s|%" G_GINT64_FORMAT "|%u|%s", meaning->key,
                                   code             ? code
                                   : place->printed ? place->printed
                                                    : "",
                                   ori_period_number (&draft->period), subject->serial,
                                   draft->part ? draft->part : "");
      gpointer id = GUINT_TO_POINTER ((s << 12) + subject->table + 1), first;
      if (!g_hash_table_lookup_extended (seen, key, NULL, &first)) {
        g_hash_table_insert (seen, key, id);
      } else {
        if (first != id)
          g_hash_table_add (conflicts, meaning->key);
        g_free (key);
      }
    }
  }
  for (guint s = 0; s < self->results->len; s++)
    for (guint i = 0; i < ori_assembly_meanings (self, s)->len; i++) {
      OriMeaning *meaning = &g_array_index (ori_assembly_meanings (self, s), OriMeaning, i);
      meaning->conflict = g_hash_table_contains (conflicts, meaning->key);
    }
}

/* Title of the table that words the subject, without its period; for telling equal names apart. */
static char *
table_context (const OriSheetResult *result, const OriSubject *subject)
{
  const char *sheet = ori_sheet_name (result->grid->sheet);
  for (guint i = 0; i < result->described->len; i++) {
    const OriStageTable *table = g_ptr_array_index (result->described, i);
    if (subject->row < table->range.row1 || subject->row > table->range.row2 ||
        subject->col < table->range.col1 || subject->col > table->range.col2 || !table->title)
      continue;
    char *title = g_strdup (table->title);
    char *open = strrchr (title, '(');
    if (open != NULL && open > title && title[strlen (title) - 1] == ')')
      *open = '\0';
    return g_strstrip (title);
  }
  return g_strdup (sheet ? sheet : "");
}

static OriIndicatorKind
kind_of (const OriSubject *subject)
{
  guint share = ORI_PART_BIT_TOTAL | ORI_PART_BIT_PARTICIPATED;
  if ((subject->parts & share) == share)
    return ORI_KIND_SHARE;
  if ((subject->parts & ORI_PART_BIT_VALUE) && (subject->parts & ORI_PART_BIT_PERCENT))
    return ORI_KIND_COUNT_SHARE;
  return ORI_KIND_VALUE;
}

static char *
next_code (OriAssembly *self)
{
  const OriProgramme *programme = self->reading->context ? self->reading->context->programme : NULL;
  for (;;) {
    char *code = g_strdup_printf ("I%02u", ++self->next_code);
    if (programme == NULL || ori_programme_indicator (programme, code) == NULL)
      return code;
    g_free (code);
  }
}

static char *
file_stem (const OriAssembly *self)
{
  char *stem = g_path_get_basename (self->reading->file ? self->reading->file : "");
  char *dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';
  return stem;
}

static void
make_indicator (OriAssembly *self, const OriSheetResult *result, const OriSubject *subject,
                OriMeaning *meaning)
{
  g_autofree char *name = g_strdup (subject->name);
  if (name == NULL || name[0] == '\0') {
    g_free (name);
    name = file_stem (self);
  }
  if (meaning->conflict) {
    g_autofree char *context = table_context (result, subject);
    g_autofree char *context_key = ori_text_key (context);
    if (strcmp (context_key, meaning->key) == 0) {
      g_free (context);
      context = g_strdup (ori_sheet_name (result->grid->sheet));
    }
    char *both = g_strconcat (context, ": ", name, NULL);
    g_free (name);
    name = both;
  }
  if (subject->serial > 1) {
    char *numbered = g_strdup_printf ("%s (%u)", name, subject->serial);
    g_free (name);
    name = numbered;
  }
  OriIndicatorKind kind = kind_of (subject);
  g_autofree char *name_key = ori_text_key (name);
  char *identity = g_strdup_printf ("%s|%d", name_key, kind);
  OriIndicator *indicator = g_hash_table_lookup (self->made, identity);
  if (indicator == NULL) {
    g_autofree char *code = next_code (self);
    indicator = ori_indicator_new (code, name, kind, kind == ORI_KIND_SHARE ? "%" : subject->unit);
    g_ptr_array_add (self->stage->new_indicators, indicator);
    g_hash_table_insert (self->made, identity, indicator);
  } else {
    g_free (identity);
  }
  meaning->indicator = indicator;
}

void
ori_assembly_make_indicators (OriAssembly *self)
{
  find_conflicts (self);
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    /* The unit of a table is the unit of an indicator whose header names none. */
    for (guint i = 0; i < result->drafts->len; i++) {
      const OriDraft *draft = &g_array_index (result->drafts, OriDraft, i);
      OriSubject *subject = &g_array_index (result->subjects, OriSubject, draft->subject);
      if (subject->unit == NULL && draft->unit != NULL)
        subject->unit = g_strdup (draft->unit);
    }
    for (guint i = 0; i < result->subjects->len; i++) {
      OriMeaning *meaning = &g_array_index (ori_assembly_meanings (self, s), OriMeaning, i);
      if (meaning->indicator == NULL && meaning->element == NULL && !meaning->refused)
        make_indicator (self, result, &g_array_index (result->subjects, OriSubject, i), meaning);
    }
  }
}
