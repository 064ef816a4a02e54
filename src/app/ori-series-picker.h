/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A searchable list of names with check marks, a few of which may be checked at a time: the series
 * of a chart. Names are known by codes; the order of checking is kept.
 *
 * Signal "changed": the user checked or unchecked something. */
#define ORI_TYPE_SERIES_PICKER (ori_series_picker_get_type ())
G_DECLARE_FINAL_TYPE (OriSeriesPicker, ori_series_picker, ORI, SERIES_PICKER, GtkWidget)

#define ORI_SERIES_MAX 8

void ori_series_picker_set_title (OriSeriesPicker *self, const char *title);
/* Codes and names of equal number, and the codes checked at first, which may be others of no
 * interest: what is not there is passed over. The rows checked stand first when the list is new. */
void ori_series_picker_fill (OriSeriesPicker *self, const char *const *codes,
                             const char *const *names, const char *const *checked);
/* Codes in the order of checking; free with g_strfreev(). */
char **ori_series_picker_dup_checked (OriSeriesPicker *self);
/* Checks or unchecks as the user does; FALSE when there is no such row or too many are checked. */
gboolean ori_series_picker_check (OriSeriesPicker *self, const char *code, gboolean checked);
gboolean ori_series_picker_find (OriSeriesPicker *self);

G_END_DECLS
