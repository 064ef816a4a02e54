/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-register.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-paths.h"
#include "core/ori-text.h"

/* Columns of municipalities.tsv. */
enum { REGION, CODE, OKTMO, NAME, SHORT_NAME, CITY, FROM, TO, N_COLUMNS };

/* A municipality under one name and one OKTMO; the lines of one territory stand together, oldest
 * first. */
typedef struct {
  const char *region, *code, *oktmo, *name, *short_name;
  gboolean city;
  int from, to;
} Entry;

struct OriRegister {
  char *text;      /* the file; all strings point into it */
  GArray *regions; /* of OriRegion, by name */
  GArray *entries; /* of Entry, in the order of the file */
};

static gboolean
fail_line (GError **error, guint line, const char *message)
{
  /* Translators: a line of the register file */
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, _ ("line %u: %s"), line, message);
  return FALSE;
}

static gboolean
split_line (char *line, char **cells)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    cells[i] = line;
    char *tab = strchr (line, '\t');
    if ((tab != NULL) != (i < N_COLUMNS - 1))
      return FALSE;
    if (tab) {
      *tab = '\0';
      line = tab + 1;
    }
  }
  return TRUE;
}

static gboolean
read_year (const char *cell, int absent, int *year)
{
  guint64 value;
  *year = absent;
  if (!*cell)
    return TRUE;
  if (!g_ascii_string_to_unsigned (cell, 10, 1900, 2100, &value, NULL))
    return FALSE;
  *year = (int)value;
  return TRUE;
}

static gboolean
read_line (OriRegister *self, char *text, guint line, GError **error)
{
  char *cells[N_COLUMNS];
  if (!split_line (text, cells))
    return fail_line (error, line, _ ("the number of columns is wrong"));
  if (!*cells[REGION] || !*cells[CODE] || !*cells[NAME])
    return fail_line (error, line, _ ("region, code and name are needed"));
  if (*cells[CODE] == 'R') {
    OriRegion region = {cells[REGION], cells[NAME]};
    g_array_append_val (self->regions, region);
    return TRUE;
  }
  Entry entry = {cells[REGION], cells[CODE],       *cells[OKTMO] ? cells[OKTMO] : cells[CODE],
                 cells[NAME],   cells[SHORT_NAME], *cells[CITY] != '\0'};
  if (!read_year (cells[FROM], 0, &entry.from) || !read_year (cells[TO], 9999, &entry.to))
    return fail_line (error, line, _ ("a year is not a year"));
  g_array_append_val (self->entries, entry);
  return TRUE;
}

static int
compare_regions (gconstpointer a, gconstpointer b)
{
  return ori_text_compare (((const OriRegion *)a)->name, ((const OriRegion *)b)->name);
}

static gboolean
read_lines (OriRegister *self, GError **error)
{
  char *rest = self->text;
  for (guint line = 1; *rest; line++) {
    char *end = strchr (rest, '\n');
    char *next = end ? end + 1 : rest + strlen (rest);
    if (end)
      *end = '\0';
    /* The first line names the columns. */
    if (line > 1 && *rest && !read_line (self, rest, line, error))
      return FALSE;
    rest = next;
  }
  g_array_sort (self->regions, compare_regions);
  return TRUE;
}

OriRegister *
ori_register_load (const char *path, GError **error)
{
  g_autoptr (OriRegister) self = g_new0 (OriRegister, 1);
  g_autoptr (GError) failure = NULL;
  self->regions = g_array_new (FALSE, FALSE, sizeof (OriRegion));
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  if (!g_file_get_contents (path, &self->text, NULL, &failure)) {
    g_set_error_literal (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ, failure->message);
    return NULL;
  }
  if (!g_utf8_validate (self->text, -1, NULL)) {
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX, _ ("%s: not UTF-8"), path);
    return NULL;
  }
  if (!read_lines (self, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
ori_register_free (OriRegister *self)
{
  if (!self)
    return;
  g_free (self->text);
  g_array_unref (self->regions);
  g_array_unref (self->entries);
  g_free (self);
}

const OriRegister *
ori_register_get_default (GError **error)
{
  static GMutex mutex;
  static OriRegister *shared;
  g_mutex_lock (&mutex);
  if (!shared) {
    g_autofree char *path = ori_data_path ("register/municipalities.tsv");
    shared = ori_register_load (path, error);
  }
  g_mutex_unlock (&mutex);
  return shared;
}

const OriRegion *
ori_register_regions (const OriRegister *self, guint *n)
{
  *n = self->regions->len;
  return (const OriRegion *)self->regions->data;
}

const OriRegion *
ori_register_find_region (const OriRegister *self, const char *code_or_name)
{
  g_autofree char *wanted = ori_text_key (code_or_name);
  const char *code = code_or_name && *code_or_name == 'R' ? code_or_name + 1 : code_or_name;
  for (guint i = 0; i < self->regions->len; i++) {
    const OriRegion *region = &g_array_index (self->regions, OriRegion, i);
    g_autofree char *key = ori_text_key (region->name);
    if (g_strcmp0 (region->code, code) == 0 || strcmp (key, wanted) == 0)
      return region;
  }
  return NULL;
}

static gboolean
exists_in (const Entry *entry, int year)
{
  return year == 0 || (entry->from <= year && year < entry->to);
}

/* The lines first … last of one territory as one org unit: called as in @year (the newest name when
 * 0), known by all its names and by all its OKTMO. NULL when it does not exist in @year. */
static OriOrgUnit *
make_orgunit (const Entry *first, const Entry *last, const char *parent, int year)
{
  const Entry *current = NULL;
  for (const Entry *entry = first; entry <= last; entry++)
    if (exists_in (entry, year))
      current = entry;
  if (!current)
    return NULL;
  OriOrgUnit *unit = ori_orgunit_new (current->code, current->name, current->short_name, parent,
                                      ORI_ORGUNIT_MUNICIPALITY);
  unit->city = current->city;
  unit->from = first->from;
  unit->to = last->to;
  for (const Entry *entry = first; entry <= last; entry++) {
    ori_orgunit_add_alias (unit, entry->name);
    ori_orgunit_add_alias (unit, entry->short_name);
    if (strcmp (entry->oktmo, unit->code) != 0)
      ori_orgunit_add_alias (unit, entry->oktmo);
  }
  return unit;
}

static int
compare_orgunits (gconstpointer a, gconstpointer b)
{
  const OriOrgUnit *x = *(OriOrgUnit *const *)a, *y = *(OriOrgUnit *const *)b;
  return ori_text_compare (x->short_name, y->short_name);
}

static void
add_municipalities (const OriRegister *self, const char *region, const char *parent, int year,
                    GPtrArray *units)
{
  const Entry *entries = (const Entry *)self->entries->data;
  for (guint i = 0, last; i < self->entries->len; i = last + 1) {
    last = i;
    while (last + 1 < self->entries->len && strcmp (entries[last + 1].code, entries[i].code) == 0)
      last++;
    if (strcmp (entries[i].region, region) != 0)
      continue;
    OriOrgUnit *unit = make_orgunit (&entries[i], &entries[last], parent, year);
    if (unit)
      g_ptr_array_add (units, unit);
  }
}

GPtrArray *
ori_register_orgunits (const OriRegister *self, const char *region_code, int year)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  const OriRegion *region = ori_register_find_region (self, region_code);
  if (!region)
    return units;
  g_autofree char *parent = g_strconcat ("R", region->code, NULL);
  add_municipalities (self, region->code, parent, year, units);
  g_ptr_array_sort (units, compare_orgunits);
  g_ptr_array_insert (units, 0,
                      ori_orgunit_new (parent, region->name, NULL, NULL, ORI_ORGUNIT_REGION));
  return units;
}
