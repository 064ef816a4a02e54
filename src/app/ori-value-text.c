/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-value-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-number.h"

gboolean
ori_indicator_is_numeric (const OriIndicator *indicator)
{
  return indicator->kind != ORI_KIND_TEXT && indicator->kind != ORI_KIND_PRESENCE;
}

static gboolean
is_share (const OriIndicator *indicator)
{
  return g_strcmp0 (indicator->unit, "%") == 0;
}

static char *
get_status_text (OriStatus status)
{
  switch (status) {
  case ORI_STATUS_NOT_APPLICABLE:
    return g_strdup (_ ("n/a"));
  case ORI_STATUS_SUPPRESSED:
    return g_strdup (_ ("hidden"));
  case ORI_STATUS_MISSING:
  case ORI_STATUS_VALUE:
  case ORI_STATUS_DOUBTFUL:
    break;
  }
  return g_strdup (_ ("no data"));
}

char *
ori_value_words (const OriIndicator *indicator, const OriValue *value)
{
  if (value->status != ORI_STATUS_VALUE)
    return get_status_text (value->status);
  if (indicator->kind == ORI_KIND_TEXT || (indicator->kind == ORI_KIND_LIST && value->text != NULL))
    return g_strdup (value->text);
  if (indicator->kind == ORI_KIND_PRESENCE && isfinite (value->denominator))
    return ori_value_fraction (value); /* of those that answered */
  if (indicator->kind == ORI_KIND_PRESENCE)
    return g_strdup (value->value > 0 ? _ ("yes") : _ ("no"));
  if (is_share (indicator)) {
    if (!isfinite (value->denominator))
      return ori_number_format_short (value->value, 2);
    return ori_number_format (value->value, value->denominator < 100 ? 0 : 1);
  }
  return ori_number_format_short (value->value, indicator->kind == ORI_KIND_RATE ? 1 : 3);
}

char *
ori_value_text_unit (const OriIndicator *indicator, const OriValue *value)
{
  g_autofree char *text = ori_value_words (indicator, value);

  if (value->status != ORI_STATUS_VALUE || !ori_indicator_is_numeric (indicator) ||
      indicator->unit == NULL || *indicator->unit == '\0')
    return g_steal_pointer (&text);
  return g_strconcat (text, ORI_NBSP, indicator->unit, NULL);
}

char *
ori_value_fraction (const OriValue *value)
{
  g_autofree char *x = NULL;
  g_autofree char *n = NULL;

  if (!isfinite (value->numerator) || !isfinite (value->denominator))
    return NULL;
  x = ori_number_format_short (value->numerator, 2);
  n = ori_number_format_short (value->denominator, 2);
  return g_strdup_printf ("%s" ORI_NBSP "/" ORI_NBSP "%s", x, n);
}

char *
ori_words_capital (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, *words != '\0' ? 1 : 0);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, words + strlen (first), NULL);
}

char *
ori_value_sum_words (const OriValue *value, OriOrgUnitLevel parts)
{
  guint n = value->sum_expected;

  if (parts == ORI_ORGUNIT_SCHOOL)
    return g_strdup_printf (ngettext ("sum of %u of %u school", "sum of %u of %u schools", n),
                            value->sum_present, n);
  if (parts == ORI_ORGUNIT_MUNICIPALITY)
    return g_strdup_printf (
        ngettext ("sum of %u of %u municipality", "sum of %u of %u municipalities", n),
        value->sum_present, n);
  return g_strdup_printf (_ ("sum of %u of %u"), value->sum_present, n);
}

char *
ori_change_text (const OriIndicator *indicator, const OriChange *change)
{
  g_autofree char *number = NULL;
  int decimals;

  if (!isfinite (change->difference))
    return NULL;
  if (!is_share (indicator))
    decimals = 2;
  else
    decimals = isfinite (change->common_after.denominator) && change->common_after.denominator < 100
                   ? 0
                   : 1;
  number = is_share (indicator) ? ori_number_format (change->difference, decimals)
                                : ori_number_format_short (change->difference, decimals);
  if (ori_number_round (change->difference, decimals) > 0)
    return g_strconcat ("+", number, NULL);
  return g_steal_pointer (&number);
}

char *
ori_change_words (const OriChange *change)
{
  if (change->flags & ORI_FLAG_PARTS_DIFFER && change->parts_common == 0)
    return g_strdup (_ ("others reported"));
  if (change->verdict == ORI_VERDICT_NONE)
    return NULL;
  if (!(change->flags & ORI_FLAG_PARTS_DIFFER))
    return g_strdup (ori_verdict_label (change->verdict));
  /* Translators: a verdict, “rose”; over how many of how many parts of a sum it is */
  return g_strdup_printf (_ ("%s, over %u of %u"), ori_verdict_label (change->verdict),
                          change->parts_common, MAX (change->parts_before, change->parts_after));
}

char *
ori_trend_words (const OriTrend *trend)
{
  if (trend->verdict == ORI_VERDICT_NONE)
    return NULL;
  if (!(trend->flags & ORI_FLAG_PARTS_DIFFER))
    return g_strdup (ori_verdict_label (trend->verdict));
  return g_strdup_printf (_ ("%s, over %u of %u"), ori_verdict_label (trend->verdict),
                          trend->parts_common, trend->parts_most);
}

char *
ori_trend_text (const OriTrend *trend)
{
  g_autofree char *words = ori_trend_words (trend);

  if (words == NULL)
    return NULL;
  /* Translators: first year, last year, a verdict */
  return g_strdup_printf (_ ("trend over %d–%d: %s"), trend->first, trend->last, words);
}

const char *
ori_part_word (const char *part)
{
  if (g_strcmp0 (part, ORI_PART_TOTAL) == 0)
    return _ ("all");
  if (g_strcmp0 (part, ORI_PART_PARTICIPATED) == 0)
    return _ ("part of all");
  return g_strcmp0 (part, ORI_PART_PERCENT) == 0 ? "%" : NULL;
}

gboolean
ori_value_is_doubtful (const OriValue *value)
{
  return (value->flags & (ORI_FLAG_DOUBTFUL | ORI_FLAG_CONFLICT | ORI_FLAG_PRINT_DIFFERS |
                          ORI_FLAG_OUT_OF_RANGE | ORI_FLAG_SUM_DIFFERS)) != 0;
}

/* «сумма: 12 из 16», empty when it is none. */
static GString *
sum_words (const OriValue *value)
{
  GString *text = g_string_new (NULL);

  if (value->flags & ORI_FLAG_SUM && value->sum_present > 0)
    g_string_append_printf (text, _ ("a sum: %u of %u reported"), value->sum_present,
                            value->sum_expected);
  return text;
}

char *
ori_value_doubts (const OriValue *value)
{
  GString *text = sum_words (value);
  const struct {
    guint flag;
    const char *words;
  } words[] = {
      {ORI_FLAG_DOUBTFUL, _ ("imported with a doubt")},
      {ORI_FLAG_CORRECTED, _ ("corrected by hand")},
      {ORI_FLAG_PRINTED_ONLY, _ ("no counts: the printed figure stands")},
      {ORI_FLAG_PINNED, _ ("one of several versions is pinned")},
      {ORI_FLAG_CONFLICT, value->flags & ORI_FLAG_PINNED
                              ? _ ("a newer source disagrees with what is pinned")
                              : _ ("sources disagree: the newest stands")},
      {ORI_FLAG_PRINT_DIFFERS, _ ("the printed percent is not what the counts give")},
      {ORI_FLAG_PARTIAL, _ ("not all have reported")},
      {ORI_FLAG_SUM_DIFFERS, _ ("the sum of its parts is another number")},
      {ORI_FLAG_HIDDEN_PART, _ ("without the numbers that some of them hide")},
      {ORI_FLAG_OUT_OF_RANGE, value->numerator > value->denominator
                                  ? _ ("more participants than there are: no value is computed")
                                  : _ ("a number that cannot be: no value is computed")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (value->flags & words[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words[i].words);
  if (text->len == 0) {
    g_string_free (text, TRUE);
    return NULL;
  }
  return g_string_free (text, FALSE);
}
