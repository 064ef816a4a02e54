/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-orgunit.h"

G_BEGIN_DECLS

/* The register of Russian municipalities shipped in data/register: OKTMO, names, years of
 * existence, by region. Read once, immutable, safe to share between threads. */
typedef struct OriRegister OriRegister;

typedef struct {
  const char *code; /* two digits of the region, as on number plates: "26" */
  const char *name; /* «Ставропольский край» */
} OriRegion;

OriRegister *ori_register_load (const char *path, GError **error);
/* The shipped register; loaded on first use, never freed. NULL with an error when it cannot be
 * read. */
const OriRegister *ori_register_get_default (GError **error);
void ori_register_free (OriRegister *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriRegister, ori_register_free)

/* All regions by name. */
const OriRegion *ori_register_regions (const OriRegister *self, guint *n);
/* By code ("26", also "R26") or by name in any spelling that ori_text_key() equates; else NULL. */
const OriRegion *ori_register_find_region (const OriRegister *self, const char *code_or_name);

/* The region itself and its municipalities that exist in @year (0: all years), as new OriOrgUnit,
 * the region first, the rest by name. A municipality is a territory: whatever the year, its code is
 * its newest OKTMO; name and short name are those of @year (0: the newest), the names and OKTMO of
 * other years are aliases. Empty when there is no such region. Free the array with
 * g_ptr_array_unref(). */
GPtrArray *ori_register_orgunits (const OriRegister *self, const char *region_code, int year);

G_END_DECLS
