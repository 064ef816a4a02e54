/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-cell-format-private.h"

#include "sheet/ori-book-private.h"

#include "core/ori-number.h"

#include <math.h>
#include <string.h>

static const char *const month_names[] = {"Январь",   "Февраль", "Март",   "Апрель",
                                          "Май",      "Июнь",    "Июль",   "Август",
                                          "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"};
/* With a day before them. */
static const char *const month_genitives[] = {"января",   "февраля", "марта",  "апреля",
                                              "мая",      "июня",    "июля",   "августа",
                                              "сентября", "октября", "ноября", "декабря"};
static const char *const month_shorts[] = {"янв", "фев", "мар", "апр", "май", "июн",
                                           "июл", "авг", "сен", "окт", "ноя", "дек"};
static const char *const day_names[] = {"воскресенье", "понедельник", "вторник", "среда",
                                        "четверг",     "пятница",     "суббота"};
static const char *const day_shorts[] = {"Вс", "Пн", "Вт", "Ср", "Чт", "Пт", "Сб"};

typedef struct {
  double serial;
  int year, month, day, weekday;
  gint64 seconds; /* since the serial's zero */
  int hour, minute, second;
  double fraction; /* of a second */
  gboolean half_day_clock, genitive;
} Moment;

static void
measure_section (const OriFormatSection *section, Moment *moment, int *decimals)
{
  gboolean behind_second = FALSE;

  *decimals = 0;
  for (guint i = 0; i < section->tokens->len; i++) {
    const OriFormatToken *token = &g_array_index (section->tokens, OriFormatToken, i);

    if (token->type == ORI_TOKEN_AMPM)
      moment->half_day_clock = TRUE;
    if (token->type == ORI_TOKEN_DAY && token->count <= 2)
      moment->genitive = TRUE;
    if (token->type == ORI_TOKEN_SECOND ||
        (token->type == ORI_TOKEN_ELAPSED && g_ascii_tolower (*token->text) == 's'))
      behind_second = TRUE;
    else if (behind_second && token->type == ORI_TOKEN_DIGIT)
      (*decimals)++;
  }
  *decimals = MIN (*decimals, 3);
}

static gboolean
split_moment (double serial, int decimals, Moment *moment)
{
  double unit = pow (10, decimals);
  double total = floor (serial * 86400 * unit + 0.5) / unit;

  moment->serial = serial;
  moment->seconds = (gint64)floor (total);
  moment->fraction = total - floor (total);
  moment->hour = (int)(moment->seconds / 3600 % 24);
  moment->minute = (int)(moment->seconds / 60 % 60);
  moment->second = (int)(moment->seconds % 60);
  moment->weekday = (int)((moment->seconds / 86400 + 6) % 7);
  if (ori_serial_to_date (floor (total / 86400), &moment->year, &moment->month, &moment->day))
    return TRUE;
  /* Excel calls the day of a bare time 0 January 1900. */
  moment->year = 1900;
  moment->month = 1;
  moment->day = 0;
  return total < 86400;
}

static void
put_month (GString *out, const Moment *moment, guint count)
{
  const char *name;

  if (count <= 2) {
    g_string_append_printf (out, "%0*d", (int)count, moment->month);
  } else if (count == 3) {
    g_string_append (out, month_shorts[moment->month - 1]);
  } else if (count == 4) {
    g_string_append (out, moment->genitive ? month_genitives[moment->month - 1]
                                           : month_names[moment->month - 1]);
  } else {
    name = month_names[moment->month - 1];
    g_string_append_len (out, name, g_utf8_next_char (name) - name);
  }
}

static void
put_day (GString *out, const Moment *moment, guint count)
{
  if (count <= 2)
    g_string_append_printf (out, "%0*d", (int)count, moment->day);
  else
    g_string_append (out, count == 3 ? day_shorts[moment->weekday] : day_names[moment->weekday]);
}

static void
put_elapsed (GString *out, const Moment *moment, const OriFormatToken *token)
{
  gint64 value = moment->seconds;

  if (g_ascii_tolower (*token->text) == 'h')
    value /= 3600;
  else if (g_ascii_tolower (*token->text) == 'm')
    value /= 60;
  g_string_append_printf (out, "%0*" G_GINT64_FORMAT, (int)token->count, value);
}

static void
put_token (GString *out, const Moment *moment, const OriFormatToken *token, int decimals)
{
  int hour = moment->hour;

  switch (token->type) {
  case ORI_TOKEN_LITERAL:
    g_string_append (out, token->text);
    break;
  case ORI_TOKEN_SLASH: /* stands for the separator of the locale */
    g_string_append_c (out, '.');
    break;
  case ORI_TOKEN_POINT:
    g_string_append_c (out, decimals > 0 ? ',' : '.');
    break;
  case ORI_TOKEN_COMMA:
    g_string_append_c (out, ',');
    break;
  case ORI_TOKEN_YEAR:
    if (token->count <= 2)
      g_string_append_printf (out, "%02d", moment->year % 100);
    else
      g_string_append_printf (out, "%04d", moment->year);
    break;
  case ORI_TOKEN_MONTH:
    put_month (out, moment, token->count);
    break;
  case ORI_TOKEN_DAY:
    put_day (out, moment, token->count);
    break;
  case ORI_TOKEN_HOUR:
    if (moment->half_day_clock)
      hour = hour % 12 == 0 ? 12 : hour % 12;
    g_string_append_printf (out, "%0*d", (int)MIN (token->count, 2), hour);
    break;
  case ORI_TOKEN_MINUTE:
    g_string_append_printf (out, "%0*d", (int)MIN (token->count, 2), moment->minute);
    break;
  case ORI_TOKEN_SECOND:
    g_string_append_printf (out, "%0*d", (int)MIN (token->count, 2), moment->second);
    break;
  case ORI_TOKEN_AMPM:
    g_string_append (out, hour < 12 ? "AM" : "PM");
    break;
  case ORI_TOKEN_ELAPSED:
    put_elapsed (out, moment, token);
    break;
  default:
    break;
  }
}

char *
ori_format_print_date (const OriFormatSection *section, double serial)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Moment moment = {0};
  int decimals, left;

  measure_section (section, &moment, &decimals);
  /* Excel fills the cell with "#" here; the number says more. */
  if (!(serial >= 0 && serial < 2958466) || !split_moment (serial, decimals, &moment))
    return ori_number_to_text (serial);
  left = decimals;
  for (guint i = 0; i < section->tokens->len; i++) {
    const OriFormatToken *token = &g_array_index (section->tokens, OriFormatToken, i);

    if (token->type == ORI_TOKEN_DIGIT && left > 0) {
      double shifted = moment.fraction * pow (10, decimals - --left);

      g_string_append_c (out, (char)('0' + (int)floor (shifted + 1e-6) % 10));
    } else {
      put_token (out, &moment, token, decimals);
    }
  }
  g_strstrip (out->str);
  return g_strdup (out->str);
}
