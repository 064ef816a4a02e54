/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-completeness.h"

G_BEGIN_DECLS

/* Completeness in words; what is returned is freed with g_free(). */

/* What a cell says: «нет данных, срок прошёл», «две версии». */
char *ori_cover_words (const OriCompleteness *found, const OriCoverCell *cell);
/* «15 мая», with the year when that is not near; NULL when the programme gives no date. */
char *ori_due_date (const OriCompleteness *found);
/* «прошёл», «сегодня», «осталось 12 дней»; NULL without a date. */
char *ori_due_words (const OriCompleteness *found);
/* «262 из 363 · 72,2 %» */
char *ori_cover_rate (const OriCoverCount *count);

G_END_DECLS
