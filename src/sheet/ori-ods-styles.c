/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-ods-private.h"

#include <math.h>

#include "core/ori-number.h"

#define INDENT_CM 0.353 /* one level, 10 points */

static double
parse_length_cm (const char *text)
{
  char *unit;
  double length;

  if (text == NULL)
    return 0;
  length = g_ascii_strtod (text, &unit);
  if (!(length > 0 && length < 1000))
    return 0;
  if (strcmp (unit, "mm") == 0)
    return length / 10;
  if (strcmp (unit, "in") == 0)
    return length * 2.54;
  if (strcmp (unit, "pt") == 0)
    return length * 2.54 / 72;
  return strcmp (unit, "cm") == 0 ? length : 0;
}

/* Excel counts characters of 7 pixels at 96 dpi and 5 pixels of margin. */
static double
cm_to_characters (double cm)
{
  return cm > 0 ? MAX ((cm / 2.54 * 96 - 5) / 7, 0.1) : 0;
}

void
ori_ods_start_style (GHashTable *styles, OriOdsStyle **current, const char *local,
                     const char **attributes)
{
  if (strcmp (local, "style") == 0) {
    const char *name = ori_xml_attribute (attributes, "name");

    *current = NULL;
    if (name != NULL && g_hash_table_size (styles) < 65536) {
      *current = g_new0 (OriOdsStyle, 1);
      g_hash_table_replace (styles, g_strdup (name), *current);
    }
  } else if (*current == NULL) {
    return;
  } else if (strcmp (local, "table-column-properties") == 0) {
    (*current)->width =
        cm_to_characters (parse_length_cm (ori_xml_attribute (attributes, "column-width")));
  } else if (strcmp (local, "table-properties") == 0) {
    (*current)->hidden = g_strcmp0 (ori_xml_attribute (attributes, "display"), "false") == 0;
  } else if (strcmp (local, "paragraph-properties") == 0) {
    double margin = parse_length_cm (ori_xml_attribute (attributes, "margin-left"));

    (*current)->indent = (guint8)MIN (round (margin / INDENT_CM), 255);
  }
}

/* Exactly three digits stand here. */
static gboolean
is_group (const char *p)
{
  return g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
         !g_ascii_isdigit (p[3]);
}

/* @printed read with @point as decimal sign and @group between thousands: its value and decimals.
 * Signs, units and percents around the digits do not matter. */
static gboolean
read_printed (const char *printed, char point, char group, double *value, int *decimals)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean behind = FALSE;

  *decimals = 0;
  for (const char *p = printed; *p != '\0'; p++) {
    if (g_ascii_isdigit (*p)) {
      g_string_append_c (plain, *p);
      *decimals += behind;
    } else if (*p == point && !behind) {
      behind = TRUE;
      g_string_append_c (plain, '.');
    } else if (*p == point || (*p == group && (behind || !is_group (p + 1)))) {
      return FALSE;
    } else if (*p == 'E' || *p == 'e') {
      return FALSE;
    }
  }
  *value = g_ascii_strtod (plain->str, NULL);
  return plain->len > 0;
}

static gboolean
agrees (const char *printed, char point, char group, double value)
{
  double read;
  int decimals;

  return read_printed (printed, point, group, &read, &decimals) &&
         fabs (read - fabs (value)) <= 0.51 * pow (10, -decimals);
}

char *
ori_ods_localise (const char *printed, double value, gboolean percent)
{
  double shown = percent ? value * 100 : value;
  GString *text;

  if (strpbrk (printed, ".,") == NULL || agrees (printed, ',', '.', shown) ||
      !agrees (printed, '.', ',', shown))
    return g_strdup (printed);
  text = g_string_new (NULL);
  for (const char *p = printed; *p != '\0'; p++) {
    if (*p == '.' && g_ascii_isdigit (p[1]))
      g_string_append_c (text, ',');
    else if (*p == ',' && g_ascii_isdigit (p[1]))
      g_string_append (text, ORI_NBSP);
    else
      g_string_append_c (text, *p);
  }
  return g_string_free (text, FALSE);
}

gboolean
ori_ods_parse_duration (const char *text, double *days)
{
  double seconds = 0;
  gboolean negative = *text == '-', in_time = FALSE;

  text += negative;
  if (*text++ != 'P')
    return FALSE;
  while (*text != '\0') {
    char *end;
    double number;

    if (*text == 'T') {
      in_time = TRUE;
      text++;
      continue;
    }
    if (!g_ascii_isdigit (*text))
      return FALSE;
    number = g_ascii_strtod (text, &end);
    if (*end == 'D' && !in_time)
      seconds += number * 86400;
    else if (*end == 'H' && in_time)
      seconds += number * 3600;
    else if (*end == 'M' && in_time)
      seconds += number * 60;
    else if (*end == 'S')
      seconds += number;
    else
      return FALSE;
    text = end + 1;
  }
  *days = (negative ? -seconds : seconds) / 86400;
  return isfinite (*days);
}
