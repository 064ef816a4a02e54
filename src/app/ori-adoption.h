/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/ori-programme.h"

G_BEGIN_DECLS

/* The row of the welcome page that asks where the indicators come from when the programme's
 * document names none: from another programme through the crosswalk of directions, or from the
 * headings of the tables. */

/* Offers what fits @programme out of @programmes (of OriProgramme); hides the row when the
 * programme has indicators of its own. The programme that offers most of all is chosen. */
void ori_adoption_fill (AdwComboRow *row, const OriProgramme *programme,
                        const GPtrArray *programmes);
/* The id of the chosen programme; NULL for none. Not owned. */
const char *ori_adoption_get_id (AdwComboRow *row);

G_END_DECLS
