/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-differences-window.h"
#include "app/ori-import-private.h"
#include "app/ori-moment.h"
#include "core/ori-number.h"

/* Files that were imported before, the same or in an earlier version: found a piece at a time while
 * the window is idle, the file in sight first; what is decided about them holds until the commit.
 */

typedef enum {
  NOTHING_DECIDED,
  REPLACE,
  BESIDE,
} Choice;

/* One for each reading. */
typedef struct {
  OriVersionCheck *check; /* NULL: not begun */
  gboolean done;
  gboolean same_file; /* the same content, not only the same figures */
  Choice choice;
  gint64 chosen_for; /* the batch that the choice is about */
} Version;

static void
version_free (gpointer data)
{
  Version *version = data;

  ori_version_check_free (version->check);
  g_free (version);
}

static Version *
get_version (OriImportView *self, guint index)
{
  return g_ptr_array_index (self->versions, index);
}

static OriImport *
get_import (OriImportView *self, guint index)
{
  return ((const OriReading *)g_ptr_array_index (self->readings, index))->import;
}

/* The batch that the file is another version of; 0: none, or not known yet. */
static gint64
get_batch (const Version *version)
{
  return version->done && version->check != NULL ? ori_version_check_batch (version->check) : 0;
}

gboolean
ori_import_view_is_newer_version (OriImportView *self, guint index)
{
  const Version *version = get_version (self, index);

  return get_batch (version) != 0 && !version->same_file;
}

/* ── words ── */

/* Takes @words. */
static void
append_words (GString *text, char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
  g_free (words);
}

/* «изменится 12 значений, 3 добавятся, 1 исчезнет»: the first says of what. */
static char *
describe_differences (const OriDifferences *differences)
{
  const guint n_changed = differences->n_changed, n_added = differences->n_added;
  const guint n_vanished = differences->n_vanished;
  g_autofree char *changed = ori_number_format (n_changed, 0);
  g_autofree char *added = ori_number_format (n_added, 0);
  g_autofree char *vanished = ori_number_format (n_vanished, 0);
  GString *text = g_string_new (NULL);

  if (n_changed > 0)
    append_words (text, g_strdup_printf (
                            ngettext ("%s value changes", "%s values change", n_changed), changed));
  if (n_added > 0 && text->len > 0)
    append_words (text, g_strdup_printf (ngettext ("%s appears", "%s appear", n_added), added));
  else if (n_added > 0)
    append_words (
        text, g_strdup_printf (ngettext ("%s value appears", "%s values appear", n_added), added));
  if (n_vanished > 0 && text->len > 0)
    append_words (
        text, g_strdup_printf (ngettext ("%s disappears", "%s disappear", n_vanished), vanished));
  else if (n_vanished > 0)
    append_words (
        text, g_strdup_printf (ngettext ("%s value disappears", "%s values disappear", n_vanished),
                               vanished));
  if (text->len == 0)
    g_string_append (text, _ ("all values are the same"));
  return g_string_free (text, FALSE);
}

static char *
describe_version (const Version *version, const OriBatch *batch)
{
  g_autofree char *day = ori_moment_day (batch->time);
  g_autofree char *words = NULL;

  if (version->same_file)
    return g_strdup_printf (_ ("This file was imported already, %s"), day);
  words = describe_differences (ori_version_check_differences (version->check));
  return g_strdup_printf (_ ("Newer version of a file: %s"), words);
}

static const char *
describe_choice (OriImportView *self, guint index)
{
  if (!g_array_index (self->included, gboolean, index))
    return _ ("stays out");
  return get_version (self, index)->choice == REPLACE ? _ ("replaces the earlier one")
                                                      : _ ("comes in beside it");
}

void
ori_import_view_update_version (OriImportView *self)
{
  const Version *version = get_version (self, self->current);
  const OriBatch *batch = ori_session_batch (self->session, get_batch (version));
  g_autofree char *text = NULL;
  g_autofree char *day = NULL;
  g_autofree char *hint = NULL;

  gtk_widget_set_visible (self->version_bar, batch != NULL);
  if (batch == NULL)
    return;
  text = describe_version (version, batch);
  day = ori_moment_day (batch->time);
  hint = g_strdup_printf (_ ("%s\nEarlier: “%s”, imported %s"), text, batch->file, day);
  gtk_label_set_text (self->version_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->version_label), hint);
  gtk_label_set_text (self->version_choice, describe_choice (self, self->current));
}

/* ── finding out ── */

static int
find_next (OriImportView *self)
{
  if (!get_version (self, self->current)->done)
    return self->current;
  for (guint i = 0; i < self->versions->len; i++)
    if (!get_version (self, i)->done)
      return i;
  return -1;
}

static void
finish (OriImportView *self, guint index)
{
  Version *version = get_version (self, index);
  OriImport *import = get_import (self, index);

  version->done = TRUE;
  version->same_file =
      import != NULL && ori_import_duplicate_of (import, self->session) == get_batch (version);
  if (version->chosen_for != get_batch (version))
    version->choice = NOTHING_DECIDED;
  if (ori_import_view_is_newer_version (self, index))
    ori_import_view_refresh_row (self, index);
  if (index == self->current)
    ori_import_view_update_version (self);
}

/* What cannot be compared comes in as if there were no earlier version: that hides nothing, since
 * both stay. */
static gboolean
step_cb (gpointer data)
{
  OriImportView *self = data;
  int index = find_next (self);
  g_autoptr (GError) error = NULL;
  double fraction = 0;
  Version *version;

  if (index < 0) {
    self->version_source = 0;
    return G_SOURCE_REMOVE;
  }
  version = get_version (self, index);
  if (get_import (self, index) == NULL)
    fraction = 1;
  else if (version->check == NULL)
    version->check = ori_version_check_new (get_import (self, index), self->session, &error);
  else
    ori_version_check_step (version->check, &fraction, &error);
  if (error != NULL) {
    g_message ("%s", error->message);
    g_clear_pointer (&version->check, ori_version_check_free);
    fraction = 1;
  }
  if (fraction >= 1)
    finish (self, index);
  return G_SOURCE_CONTINUE;
}

void
ori_import_view_find_versions (OriImportView *self)
{
  if (self->version_source == 0)
    self->version_source = g_idle_add_full (G_PRIORITY_LOW, step_cb, self, NULL);
}

void
ori_import_view_forget_versions (OriImportView *self)
{
  g_clear_handle_id (&self->version_source, g_source_remove);
  for (guint i = 0; i < self->versions->len; i++) {
    Version *version = get_version (self, i);
    g_clear_pointer (&version->check, ori_version_check_free);
    version->done = FALSE;
  }
}

/* ── deciding ── */

static void
decided_cb (OriImportView *self, gboolean replace)
{
  Version *version = get_version (self, self->current);

  version->choice = replace ? REPLACE : BESIDE;
  version->chosen_for = get_batch (version);
  g_array_index (self->included, gboolean, self->current) = TRUE;
  ori_import_view_refresh_row (self, self->current);
  ori_import_view_update_version (self);
  ori_import_view_update_footer (self);
  ori_import_view_update_totals (self);
}

void
ori_import_view_compare (OriImportView *self)
{
  const Version *version = get_version (self, self->current);
  OriDifferencesWindow *window;

  if (get_batch (version) == 0)
    return;
  window = ori_differences_window_new (GTK_WINDOW (self), self->session,
                                       get_import (self, self->current), get_batch (version),
                                       ori_version_check_differences (version->check));
  g_signal_connect_object (window, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
ori_import_view_set_replaced (OriImportView *self)
{
  for (guint i = 0; i < self->versions->len; i++) {
    const Version *version = get_version (self, i);
    if (get_import (self, i) != NULL)
      ori_import_set_replaced (get_import (self, i),
                               version->choice == REPLACE ? version->chosen_for : 0);
  }
}

void
ori_import_view_init_versions (OriImportView *self)
{
  self->versions = g_ptr_array_new_with_free_func (version_free);
  for (guint i = 0; i < self->readings->len; i++)
    g_ptr_array_add (self->versions, g_new0 (Version, 1));
  ori_import_view_find_versions (self);
}

void
ori_import_view_move_versions (OriImportView *self, const GPtrArray *before)
{
  GPtrArray *moved = g_ptr_array_new_with_free_func (version_free);

  ori_import_view_forget_versions (self);
  for (guint i = 0; i < self->readings->len; i++) {
    guint index;
    if (g_ptr_array_find ((GPtrArray *)before, g_ptr_array_index (self->readings, i), &index))
      g_ptr_array_add (moved, g_steal_pointer (&g_ptr_array_index (self->versions, index)));
    else
      g_ptr_array_add (moved, g_new0 (Version, 1));
  }
  g_ptr_array_set_free_func (self->versions, NULL); /* all of them moved */
  g_ptr_array_unref (self->versions);
  self->versions = moved;
  ori_import_view_find_versions (self);
}
