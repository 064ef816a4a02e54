/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ORI_SEVERITY_INFO,    /* worth knowing: an unused note, a skipped row */
  ORI_SEVERITY_WARNING, /* a doubt: came in, but should be looked at */
  ORI_SEVERITY_ERROR,   /* did not come in, or contradicts itself */
} OriSeverity;

/* A doubt. The rule is a stable code ("percent-differs", "footnote-cut"…); the message is worded
 * in the language of the interface and names no place, because the place stands beside it. */
typedef struct {
  char *rule;
  OriSeverity severity;
  char *message;
  char *file;  /* NULL if not known */
  char *sheet; /* NULL if the file has none */
  char *cell;  /* "C4" or "A1:C4", NULL for the whole sheet */
} OriFinding;

OriFinding *ori_finding_new (const char *rule, OriSeverity severity, const char *sheet,
                             const char *cell, const char *format, ...) G_GNUC_PRINTF (5, 6);
OriFinding *ori_finding_copy (const OriFinding *finding);
void ori_finding_free (OriFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriFinding, ori_finding_free)

/* "file › sheet › C4: message", whatever of the place is known. */
char *ori_finding_text (const OriFinding *finding);
/* "info", "warning", "error": the words of JSON. */
const char *ori_severity_code (OriSeverity severity);

G_END_DECLS
