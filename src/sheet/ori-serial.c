/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "sheet/ori-book-private.h"

#include <math.h>
#include <string.h>

#define LAST_SERIAL 2958465 /* 9999-12-31 */
#define FALSE_LEAP_DAY 60   /* 1900-02-29, which Excel believes in */

gboolean
ori_serial_from_date (int year, int month, int day, double *serial)
{
  GDate date, epoch;
  int days;

  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  g_date_set_dmy (&epoch, 31, G_DATE_DECEMBER, 1899);
  days = g_date_days_between (&epoch, &date);
  *serial = days >= FALSE_LEAP_DAY ? days + 1 : days;
  return TRUE;
}

gboolean
ori_serial_to_date (double serial, int *year, int *month, int *day)
{
  GDate date;
  int days;

  if (!(serial >= 1 && serial < LAST_SERIAL + 1))
    return FALSE;
  days = (int)floor (serial);
  if (days == FALSE_LEAP_DAY) {
    *year = 1900;
    *month = 2;
    *day = 29;
    return TRUE;
  }
  if (days > FALSE_LEAP_DAY)
    days--;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 31, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint)days);
  *year = g_date_get_year (&date);
  *month = g_date_get_month (&date);
  *day = g_date_get_day (&date);
  return TRUE;
}

/* @n digits at *@text as a number; moves behind them. */
static gboolean
take_digits (const char **text, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*text)++) {
    if (!g_ascii_isdigit (**text))
      return FALSE;
    *value = *value * 10 + (**text - '0');
  }
  return TRUE;
}

static gboolean
take_time (const char **text, double *part)
{
  int hour, minute, second = 0;

  if (!take_digits (text, 2, &hour) || *(*text)++ != ':' || !take_digits (text, 2, &minute))
    return FALSE;
  if (**text == ':') {
    (*text)++;
    if (!take_digits (text, 2, &second))
      return FALSE;
  }
  if (hour > 24 || minute > 59 || second > 60)
    return FALSE;
  *part = (hour * 3600 + minute * 60 + second) / 86400.0;
  return TRUE;
}

gboolean
ori_serial_from_iso (const char *text, double *serial)
{
  const char *p = text;
  int year, month, day;
  double days = 0, part = 0;

  if (strlen (text) >= 3 && text[2] == ':') {
    if (!take_time (&p, &part))
      return FALSE;
    *serial = part;
    return TRUE;
  }
  if (!take_digits (&p, 4, &year) || *p++ != '-' || !take_digits (&p, 2, &month) || *p++ != '-' ||
      !take_digits (&p, 2, &day) || !ori_serial_from_date (year, month, day, &days))
    return FALSE;
  if (*p == 'T' || *p == ' ') {
    p++;
    if (!take_time (&p, &part))
      return FALSE;
  } else if (*p != '\0' && *p != 'Z' && *p != '+' && *p != '-') {
    return FALSE;
  }
  *serial = days + part;
  return TRUE;
}

gboolean
ori_sheet_date (const OriSheet *self, const OriCell *cell, int *year, int *month, int *day)
{
  return cell->type == ORI_CELL_DATE && ori_serial_to_date (cell->number, year, month, day);
}

static char *
date_text (double serial)
{
  double days = floor (serial);
  int seconds = (int)round ((serial - days) * 86400);
  int year, month, day;

  if (seconds >= 86400) {
    days++;
    seconds = 0;
  }
  if (serial >= 0 && days == 0)
    return g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (!ori_serial_to_date (days, &year, &month, &day))
    return ori_number_to_text (serial);
  if (seconds == 0)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60);
}

char *
ori_sheet_value_text (const OriSheet *self, const OriCell *cell)
{
  switch (cell->type) {
  case ORI_CELL_TEXT:
  case ORI_CELL_ERROR:
    return g_strdup (cell->text);
  case ORI_CELL_NUMBER:
    return ori_number_to_text (cell->number);
  case ORI_CELL_DATE:
    return date_text (cell->number);
  case ORI_CELL_BOOL:
    return g_strdup (cell->number != 0 ? "1" : "0");
  default:
    return g_strdup ("");
  }
}

gboolean
ori_plain_number (const char *text, double *value)
{
  guint digits = 0, points = 0, commas = 0;
  gboolean percent;
  const char *first = NULL;

  for (const char *p = text; *p != '\0'; p++) {
    if (g_ascii_isdigit (*p)) {
      if (first == NULL)
        first = p;
      digits++;
    } else if (*p == '.') {
      points++;
    } else if (*p == ',') {
      commas++;
    } else if (*p == '+' && first == NULL) {
      return FALSE;
    } else if ((*p == 'e' || *p == 'E') && p[1] != '-' && p[1] != '+') {
      return FALSE;
    } else if (g_ascii_isalpha (*p) && *p != 'e' && *p != 'E') {
      return FALSE;
    }
  }
  if (first == NULL || digits > (points + commas > 0 ? 20 : 15) || points > 1 || commas > 1 ||
      (points > 0 && commas > 0) || (first[0] == '0' && g_ascii_isdigit (first[1])))
    return FALSE;
  return ori_number_parse (text, value, NULL, &percent) && !percent;
}
