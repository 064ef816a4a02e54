/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-number.h"
#include "core/ori-snapshot.h"

char *
ori_observation_place (const OriSnapshot *snapshot, const OriObservation *observation)
{
  const OriBatch *batch = g_ptr_array_index (snapshot->batches, observation->batch);
  g_autofree char *cell = NULL;

  if (batch->file == NULL)
    return g_strdup (_ ("Correction by hand"));
  cell = ori_cellref_name (observation->cell.row, observation->cell.col);
  if (observation->sheet == NULL)
    return g_strdup_printf ("%s › %s", batch->file, cell);
  return g_strdup_printf ("%s › %s › %s", batch->file, observation->sheet, cell);
}

char *
ori_observed_text (OriStatus status, double value, const char *text, const char *printed)
{
  if (printed != NULL && *printed != '\0')
    return g_strdup (printed);
  if (text != NULL && *text != '\0')
    return g_strdup (text);
  switch (status) {
  case ORI_STATUS_VALUE:
  case ORI_STATUS_DOUBTFUL:
    return ori_number_format_short (value, 6);
  case ORI_STATUS_NOT_APPLICABLE:
    return g_strdup (_ ("not applicable"));
  case ORI_STATUS_SUPPRESSED:
    return g_strdup (_ ("hidden"));
  case ORI_STATUS_MISSING:
    break;
  }
  return g_strdup (_ ("no data"));
}
