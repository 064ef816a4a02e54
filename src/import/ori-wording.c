/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-walk-private.h"

#include <string.h>

guint
ori_walk_intern_place (OriWalk *walk, const char *printed, const char *qualified,
                       const OriOrgUnit *unit, guint row, guint col)
{
  const char *home = printed != NULL && !walk->axes->rows_are_subjects ? walk->home : NULL;
  g_autofree char *full = g_strconcat (qualified ? qualified
                                       : printed ? printed
                                                 : "",
                                       home ? "|" : NULL, home, NULL);
  g_autofree char *key = ori_text_key (full);
  gpointer found = g_hash_table_lookup (walk->places, key);
  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  OriPlace place = {.printed = g_strdup (printed),
                    .qualified = g_strdup (qualified),
                    .unit = unit,
                    .row = row,
                    .col = col,
                    .new_other =
                        printed != NULL && !walk->axes->territorial && !ori_place_is_like (printed),
                    .home = g_strdup (home)};
  g_array_append_val (walk->result->places, place);
  g_hash_table_insert (walk->places, g_steal_pointer (&key),
                       GUINT_TO_POINTER (walk->result->places->len));
  return walk->result->places->len - 1;
}

guint
ori_walk_context_place (OriWalk *walk)
{
  const OriSurroundings *around = &walk->axes->around;
  if (walk->section_unit != NULL || walk->section_place != NULL)
    return ori_walk_intern_place (walk, walk->section_place, NULL, walk->section_unit,
                                  around->place_row, around->place_col);
  return ori_walk_intern_place (walk, around->place_printed, NULL, around->unit_matched,
                                around->place_row, around->place_col);
}

static void
add_text (GPtrArray *texts, const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  for (guint i = 0; i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), text) == 0)
      return;
  g_ptr_array_add (texts, g_strdup (text));
}

static char *
join_levels (const char *a, const char *b)
{
  if (a == NULL || a[0] == '\0' || g_strcmp0 (a, b) == 0)
    return g_strdup (b);
  if (b == NULL || b[0] == '\0')
    return g_strdup (a);
  return g_strconcat (a, " / ", b, NULL);
}

/* Leaf of the column that counts in the group of column @c: «Поступили в ПОО». */
static const char *
group_leaf (const OriAxes *axes, guint c)
{
  for (guint i = 0; i < axes->n; i++)
    if (axes->headers[i].group == axes->headers[c].group && axes->headers[i].part &&
        (strcmp (axes->headers[i].part, ORI_PART_PARTICIPATED) == 0 ||
         strcmp (axes->headers[i].part, ORI_PART_VALUE) == 0))
      return axes->headers[i].leaf;
  return axes->headers[c].leaf;
}

static const char *
total_leaf (const OriAxes *axes, guint c)
{
  for (guint i = 0; i < axes->n; i++)
    if (axes->headers[i].group == axes->headers[c].group && axes->headers[i].part &&
        strcmp (axes->headers[i].part, ORI_PART_TOTAL) == 0)
      return axes->headers[i].leaf;
  return NULL;
}

#define MAX_TITLE 100 /* letters of a title that may stand before a heading */

/* «Кол-во», «%», «Всего» alone say nothing about what the title speaks of; «Балл» does. */
static gboolean
is_vague (const char *title, const char *text)
{
  if (title == NULL || g_utf8_strlen (title, -1) > MAX_TITLE)
    return FALSE;
  g_autofree char *key = ori_text_key (text);
  return ori_header_is_part_word (text) && !g_str_has_prefix (key, "балл");
}

/* The wordings of what stands in column @c of a row labelled @label. */
static void
word_subject (OriWalk *walk, guint c, const char *label, OriSubject *subject)
{
  const OriAxes *axes = walk->axes;
  const OriHeader *header = &axes->headers[c];
  const char *title =
      axes->around.subjects->len > 0 ? g_ptr_array_index (axes->around.subjects, 0) : NULL;
  const char *column = axes->cols_are_places ? NULL : ori_axes_col_subject (axes, c);
  gboolean grouped = header->part != NULL && header->group >= 0;
  /* The only group of its period is what the title speaks of. */
  gboolean alone = label == NULL && strcmp (axes->col_keys[c], "g") == 0;
  const char *section = walk->section_is_subject ? walk->section : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  gboolean headed = section == NULL && label && axes->rows_are_subjects && is_vague (title, label);
  g_autofree char *undated = title ? ori_title_undated (title) : NULL;
  g_autofree char *above = join_levels (headed ? title : section, label);

  if (label != NULL || section != NULL) {
    subject->printed = join_levels (above, grouped && !(column && column[0]) ? NULL : column);
    if (headed && (column == NULL || column[0] == '\0'))
      subject->name = join_levels (undated, label);
    /* «Число школ» under «из них в селе» is not the number of schools. */
    if (!(column && ori_place_is_of_which (column)))
      add_text (texts, above);
    add_text (texts, subject->printed);
    if (column && column[0]) {
      g_autofree char *both = g_strconcat (column, " ", above, NULL);
      add_text (texts, both);
    }
  } else if (grouped && (column == NULL || column[0] == '\0')) {
    const char *leaf = group_leaf (axes, c), *total = total_leaf (axes, c);
    g_autofree char *both = join_levels (leaf, total);
    subject->printed = join_levels (alone ? title : NULL, header->leaf);
    if (alone && title) {
      for (guint i = 0; i < axes->around.subjects->len; i++)
        add_text (texts, g_ptr_array_index (axes->around.subjects, i));
    }
    add_text (texts, both);
    add_text (texts, leaf);
    subject->name = g_strdup (alone && title ? undated : both);
  } else if (column != NULL && column[0]) {
    gboolean vague = is_vague (title, column);
    subject->printed = vague ? join_levels (title, header->printed) : g_strdup (header->printed);
    add_text (texts, column);
    add_text (texts, header->leaf);
    if (title) {
      g_autofree char *both = g_strconcat (title, " ", column, NULL);
      add_text (texts, both);
    }
    subject->name = vague ? join_levels (undated, column) : g_strdup (column);
  } else {
    subject->printed = g_strdup (title);
    for (guint i = 0; i < axes->around.subjects->len; i++)
      add_text (texts, g_ptr_array_index (axes->around.subjects, i));
  }
  if (subject->name == NULL)
    subject->name =
        g_strdup (g_strcmp0 (subject->printed, title) == 0 ? undated : subject->printed);
  g_ptr_array_set_free_func (texts, NULL);
  g_ptr_array_add (texts, NULL);
  subject->texts = (char **)g_ptr_array_steal (texts, NULL);
}

guint
ori_walk_intern_subject (OriWalk *walk, guint c, const char *label, guint row, guint col)
{
  const OriAxes *axes = walk->axes;
  gboolean fixed = label == NULL && !walk->section_is_subject;
  if (fixed && walk->col_subjects[c] > 0)
    return walk->col_subjects[c] - 1;
  char *key = g_strdup_printf ("%s|%s|%s|%u", axes->cols_are_places ? "" : axes->col_keys[c],
                               label && walk->row_key ? walk->row_key : "",
                               walk->section_is_subject && walk->section ? walk->section : "",
                               axes->cols_are_places ? 1 : axes->col_serial[c]);
  gpointer found = g_hash_table_lookup (walk->subjects, key);
  if (found != NULL) {
    g_free (key);
    if (fixed)
      walk->col_subjects[c] = GPOINTER_TO_UINT (found);
    return GPOINTER_TO_UINT (found) - 1;
  }
  OriSubject subject = {.row = row,
                        .col = col,
                        .sheet = walk->result->sheet,
                        .table = walk->table_index,
                        .serial = axes->col_serial[c]};
  word_subject (walk, c, label, &subject);
  subject.unit =
      axes->headers[c].unit ? g_strdup (axes->headers[c].unit) : ori_header_unit (subject.name);
  g_array_append_val (walk->result->subjects, subject);
  g_hash_table_insert (walk->subjects, key, GUINT_TO_POINTER (walk->result->subjects->len));
  return walk->result->subjects->len - 1;
}

/* Columns of one indicator print its parts in words of their own. */
const char *
ori_walk_part_wording (OriWalk *walk, const OriDraft *draft, guint c)
{
  const OriAxes *axes = walk->axes;
  OriSubject *subject = &g_array_index (walk->result->subjects, OriSubject, draft->subject);
  const char *above = axes->headers[c].parent;
  g_autofree char *printed = NULL;
  if (axes->rows_are_subjects || walk->row_key != NULL)
    return NULL;
  if (above == NULL || above[0] == '\0')
    above = strcmp (axes->col_keys[c], "g") == 0 && axes->around.subjects->len > 0
                ? g_ptr_array_index (axes->around.subjects, 0)
                : NULL;
  printed = join_levels (above, axes->headers[c].leaf);
  if (printed == NULL || g_strcmp0 (printed, subject->printed) == 0)
    return NULL;
  const char *kept = g_string_chunk_insert_const (walk->result->strings, printed);
  if (subject->also == NULL)
    subject->also = g_ptr_array_new ();
  if (!g_ptr_array_find (subject->also, kept, NULL))
    g_ptr_array_add (subject->also, (gpointer)kept);
  return kept;
}
