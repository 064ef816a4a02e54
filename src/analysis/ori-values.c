/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-values.h"

#include <math.h>
#include <string.h>

#include "analysis/ori-rollup-private.h"
#include "core/ori-number.h"
#include "core/ori-text.h"

/* One element of a key as reported: DOUBTFUL is a value with a flag, a number that is not finite is
 * none. */
typedef struct {
  OriStatus status;
  double value;
  guint flags;
  const OriObservation *source;
} Input;

static Input
read_element (const OriSnapshot *snapshot, const char *code, guint orgunit, guint period)
{
  Input input = {.status = ORI_STATUS_MISSING, .value = NAN};
  guint element = ori_snapshot_element_index (snapshot, code);
  const OriObservation *source = ori_snapshot_lookup (snapshot, element, orgunit, period);

  if (!source)
    return input;
  input.source = source;
  input.flags = source->flags;
  input.status = source->status;
  if (source->status == ORI_STATUS_DOUBTFUL) {
    input.flags |= ORI_FLAG_DOUBTFUL;
    input.status = ORI_STATUS_VALUE;
  }
  if (input.status == ORI_STATUS_VALUE) {
    input.value = source->value;
    if (!isfinite (source->value)) {
      input.status = ORI_STATUS_MISSING;
      input.flags |= ORI_FLAG_OUT_OF_RANGE;
      input.value = NAN;
    }
  }
  return input;
}

static Input
read_part (const OriSnapshot *snapshot, const OriIndicator *indicator, const char *part,
           guint orgunit, guint period)
{
  const OriElement *element = ori_indicator_element (indicator, part);
  return read_element (snapshot, element ? element->code : NULL, orgunit, period);
}

/* What the absence of a number means when several inputs are absent for different reasons: hidden
 * beats crossed out, which beats not reported. */
static OriStatus
combine_absence (OriStatus a, OriStatus b)
{
  if (a == ORI_STATUS_SUPPRESSED || b == ORI_STATUS_SUPPRESSED)
    return ORI_STATUS_SUPPRESSED;
  if (a == ORI_STATUS_NOT_APPLICABLE || b == ORI_STATUS_NOT_APPLICABLE)
    return ORI_STATUS_NOT_APPLICABLE;
  return ORI_STATUS_MISSING;
}

static OriValue
absent_value (OriStatus status)
{
  return (OriValue){.status = status, .numerator = NAN, .denominator = NAN, .printed = NAN};
}

static void
set_value (OriValue *value, double number)
{
  value->status = isfinite (number) ? ORI_STATUS_VALUE : ORI_STATUS_MISSING;
  value->value = isfinite (number) ? number : 0;
  if (!isfinite (number))
    value->flags |= ORI_FLAG_OUT_OF_RANGE;
}

static void
refuse_value (OriValue *value)
{
  value->status = ORI_STATUS_MISSING;
  value->value = 0;
  value->flags |= ORI_FLAG_OUT_OF_RANGE;
}

/* per · x / n. Nobody of nobody is no share of anything: not applicable, as in a municipality
 * without pupils of that kind. */
static void
set_ratio (OriValue *value, double x, double n, double per)
{
  value->numerator = x;
  value->denominator = n;
  if (x < 0 || n < 0 || (n == 0 && x > 0))
    refuse_value (value);
  else if (n == 0)
    value->status = ORI_STATUS_NOT_APPLICABLE;
  else
    set_value (value, per * x / n);
}

static void
add_printed (OriValue *value, const Input *percent)
{
  if (percent->status != ORI_STATUS_VALUE)
    return;
  value->printed = percent->value;
  value->printed_text = percent->source->printed;
  if (!value->printed_text || isnan (value->numerator) || isnan (value->denominator))
    return;
  OriShareCheck check = ori_share_check (value->numerator, value->denominator, value->printed_text);
  if (check == ORI_SHARE_WRONG || check == ORI_SHARE_TRUNCATED)
    value->flags |= ORI_FLAG_PRINT_DIFFERS;
}

static OriValue
compute_share (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
               guint period)
{
  OriValue value = absent_value (ORI_STATUS_MISSING);
  Input x = read_part (snapshot, indicator, ORI_PART_PARTICIPATED, orgunit, period);
  Input n = read_part (snapshot, indicator, ORI_PART_TOTAL, orgunit, period);
  Input percent = read_part (snapshot, indicator, ORI_PART_PERCENT, orgunit, period);

  value.flags = x.flags | n.flags | percent.flags;
  value.numerator = x.value;
  value.denominator = n.value;
  value.source = x.source ? x.source : percent.source ? percent.source : n.source;
  if (x.status == ORI_STATUS_VALUE && n.status == ORI_STATUS_VALUE) {
    set_ratio (&value, x.value, n.value, 100);
    if (x.value > n.value)
      refuse_value (&value);
  } else {
    value.status = combine_absence (x.status, n.status);
    /* A hidden count hides its percent too: the percent times the total would give it away. */
    if (value.status != ORI_STATUS_SUPPRESSED && percent.status == ORI_STATUS_VALUE) {
      value.source = percent.source;
      value.flags |= ORI_FLAG_PRINTED_ONLY;
      set_value (&value, percent.value);
      if (percent.value < 0 || percent.value > 100)
        refuse_value (&value);
    } else if (percent.status != ORI_STATUS_VALUE) {
      value.status = combine_absence (value.status, percent.status);
    }
  }
  add_printed (&value, &percent);
  return value;
}

/* The total of a breakdown when only the kinds were reported, all of them. */
static void
sum_breakdown (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
               guint period, OriValue *value)
{
  double sum = 0;
  guint flags = 0, n = 0;
  const OriObservation *source = NULL;

  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (!g_str_has_prefix (element->part, "by"))
      continue;
    Input part = read_element (snapshot, element->code, orgunit, period);
    if (part.status != ORI_STATUS_VALUE || part.value < 0)
      return;
    sum += part.value;
    flags |= part.flags;
    source = source ? source : part.source;
    n++;
  }
  if (n == 0)
    return;
  value->flags |= flags;
  value->source = source;
  set_value (value, sum);
}

static OriValue
compute_number (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                guint period)
{
  Input input = read_part (snapshot, indicator, ORI_PART_VALUE, orgunit, period);
  Input percent = read_part (snapshot, indicator, ORI_PART_PERCENT, orgunit, period);
  Input text = read_part (snapshot, indicator, ORI_PART_TEXT, orgunit, period);
  OriValue value = absent_value (input.status);

  value.flags = input.flags | percent.flags | text.flags;
  value.source = input.source ? input.source : text.source;
  value.text = text.source ? text.source->text : NULL;
  if (input.status == ORI_STATUS_VALUE) {
    set_value (&value, input.value);
    if (input.value < 0 && (indicator->kind != ORI_KIND_VALUE || ori_indicator_counts (indicator)))
      refuse_value (&value);
  } else if (input.status == ORI_STATUS_MISSING && indicator->kind == ORI_KIND_COUNT_BY &&
             !(input.flags & ORI_FLAG_OUT_OF_RANGE)) {
    sum_breakdown (snapshot, indicator, orgunit, period, &value);
  }
  add_printed (&value, &percent);
  return value;
}

/* What an answer about presence says: 1, 0, or −1 for nothing. Requisites («приказ № 12 от …») are
 * a yes; a dash is no answer. */
static int
read_presence (const char *text)
{
  static const char *const no[] = {"нет", "не", "no", "ложь", "false", NULL};
  static const char *const nothing[] = {"нет данных", "нет сведений", "нет информации", "no data",
                                        NULL};
  g_autofree char *clean = ori_text_clean (text);
  double number;

  if (strcmp (clean, "+") == 0)
    return 1;
  if (ori_number_parse (clean, &number, NULL, NULL))
    return number > 0 ? 1 : number < 0 ? -1 : 0;
  g_auto (GStrv) words = ori_text_words (clean);
  g_autofree char *key = g_strjoinv (" ", words);
  if (!words[0])
    return -1;
  for (guint i = 0; nothing[i]; i++) {
    g_autofree char *phrase = ori_text_key (nothing[i]);
    if (strcmp (key, phrase) == 0)
      return -1;
  }
  for (guint i = 0; no[i]; i++) {
    g_autofree char *word = ori_text_key (no[i]);
    if (strcmp (words[0], word) == 0)
      return 0;
  }
  return g_str_has_prefix (key, "отсутств") ? 0 : 1;
}

static OriValue
compute_presence (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                  guint period)
{
  Input mark = read_part (snapshot, indicator, ORI_PART_VALUE, orgunit, period);
  Input text = read_part (snapshot, indicator, ORI_PART_TEXT, orgunit, period);
  OriValue value = absent_value (combine_absence (mark.status, text.status));
  const Input *answer = mark.status == ORI_STATUS_VALUE ? &mark : &text;

  value.flags = mark.flags | text.flags;
  value.source = mark.source ? mark.source : text.source;
  value.text = text.source && text.source->text ? text.source->text
               : mark.source                    ? mark.source->text
                                                : NULL;
  if (answer->status != ORI_STATUS_VALUE)
    return value;
  value.source = answer->source;
  value.status = ORI_STATUS_MISSING;
  if (answer->source->text) {
    int present = read_presence (answer->source->text);
    if (present >= 0)
      set_value (&value, 100.0 * present);
  } else if (answer->value < 0) {
    refuse_value (&value);
  } else {
    set_value (&value, answer->value > 0 ? 100 : 0);
  }
  return value;
}

static OriValue
compute_text (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
              guint period)
{
  Input input = read_part (snapshot, indicator, ORI_PART_TEXT, orgunit, period);
  OriValue value = absent_value (input.status);
  value.flags = input.flags;
  value.source = input.source;
  value.text = input.source ? input.source->text : NULL;
  if (value.status == ORI_STATUS_VALUE && (!value.text || !*value.text))
    value.status = ORI_STATUS_MISSING;
  return value;
}

gboolean
ori_value_is_numeric (const OriIndicator *indicator)
{
  return indicator->kind != ORI_KIND_TEXT;
}

OriValue
ori_value_own (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
               guint period)
{
  switch (indicator->kind) {
  case ORI_KIND_SHARE:
  case ORI_KIND_COUNT_SHARE:
    return compute_share (snapshot, indicator, orgunit, period);
  case ORI_KIND_PRESENCE:
    return compute_presence (snapshot, indicator, orgunit, period);
  case ORI_KIND_TEXT:
    return compute_text (snapshot, indicator, orgunit, period);
  case ORI_KIND_COUNT:
  case ORI_KIND_COUNT_PARTS:
  case ORI_KIND_COUNT_BY:
  case ORI_KIND_PAIR:
  case ORI_KIND_RATE:
  case ORI_KIND_LIST:
  case ORI_KIND_VALUE:
    break;
  }
  return compute_number (snapshot, indicator, orgunit, period);
}

OriValue
ori_value_compute (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                   guint period)
{
  OriValue own = ori_value_own (snapshot, indicator, orgunit, period);
  return ori_rollup_resolve (snapshot, indicator, orgunit, period, &own);
}

/* One period: what was reported, else what the org units below give together. */
static gboolean
read_context (const OriSnapshot *snapshot, const char *code, guint orgunit, guint period,
              double *size, guint *flags)
{
  Input input = read_element (snapshot, code, orgunit, period);
  if (input.status != ORI_STATUS_VALUE)
    return ori_rollup_context (snapshot, code, orgunit, period, size, flags);
  *size = input.value;
  *flags |= input.flags;
  return TRUE;
}

gboolean
ori_value_context (const OriSnapshot *snapshot, const char *code, guint orgunit, guint period,
                   double *size, guint *flags)
{
  if (read_context (snapshot, code, orgunit, period, size, flags))
    return TRUE;
  if (period >= snapshot->periods->len)
    return FALSE;
  int cycle = ori_period_cycle (ori_snapshot_period (snapshot, period));
  for (guint other = snapshot->periods->len; other-- > 0;) {
    if (other == period || ori_period_cycle (ori_snapshot_period (snapshot, other)) != cycle)
      continue;
    if (read_context (snapshot, code, orgunit, other, size, flags))
      return TRUE;
  }
  return FALSE;
}

OriValue
ori_value_compute_rate (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                        guint period)
{
  OriValue value = ori_value_compute (snapshot, indicator, orgunit, period);
  double per = indicator->normalise_per > 0 ? indicator->normalise_per : 1, size;
  if (!indicator->normalise_by || !ori_kind_is_count (indicator->kind) ||
      value.status != ORI_STATUS_VALUE)
    return value;
  if (value.flags & ORI_FLAG_SUM && ori_rollup_rate (snapshot, indicator, orgunit, period, &value))
    set_ratio (&value, value.numerator, value.denominator, per);
  else if (ori_value_context (snapshot, indicator->normalise_by, orgunit, period, &size,
                              &value.flags))
    set_ratio (&value, value.value, size, per);
  return value;
}

static gboolean
period_is_reported (const OriSnapshot *snapshot, const OriIndicator *indicator, guint period)
{
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (ori_snapshot_has_period (snapshot, ori_snapshot_element_index (snapshot, element->code),
                                 period))
      return TRUE;
  }
  return FALSE;
}

guint
ori_value_period_of_cycle (const OriSnapshot *snapshot, const OriIndicator *indicator, int cycle)
{
  for (guint period = snapshot->periods->len; period-- > 0;)
    if (ori_snapshot_cycle (indicator, ori_snapshot_period (snapshot, period)) == cycle &&
        period_is_reported (snapshot, indicator, period))
      return period;
  return G_MAXUINT;
}
