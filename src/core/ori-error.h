/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Errors of reading the product's own data (programmes, register, JSON) and plain files. Every
 * module above has a domain of its own; an error says that a thing could not be done, a finding
 * (ori-finding.h) says that it was done with doubts. */
typedef enum {
  ORI_CORE_ERROR_READ,   /* a file could not be read */
  ORI_CORE_ERROR_SYNTAX, /* not JSON, not a table */
  ORI_CORE_ERROR_SCHEMA, /* well-formed, but not what the schema asks for */
  ORI_CORE_ERROR_WRITE,  /* a file could not be written */
} OriCoreError;

#define ORI_CORE_ERROR (ori_core_error_quark ())
GQuark ori_core_error_quark (void);

G_END_DECLS
