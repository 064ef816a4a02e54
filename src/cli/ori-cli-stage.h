/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/ori-cli.h"

G_BEGIN_DECLS

/* The members "records", "tables", "unused" and "findings" of an import, inside an object already
 * begun: what "recognise" and "import --dry-run" print. */
void ori_cli_json_stage (OriJsonWriter *writer, const OriStage *stage,
                         const OriMatchContext *context);
/* One line per record for people. */
void ori_cli_print_stage (const OriStage *stage);
void ori_cli_print_findings (const OriStage *stage, OriSeverity least);

G_END_DECLS
