/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-book-private.h"

G_BEGIN_DECLS

/* The stream of BIFF8 records of an xls file (Excel 97-2003): id, length, payload. A payload that
 * is longer than 8224 bytes goes on in CONTINUE records. Names and numbers of records are those of
 * Microsoft's [MS-XLS]. */

enum {
  ORI_BIFF_FORMULA = 0x0006,
  ORI_BIFF_EOF = 0x000a,
  ORI_BIFF_DATEMODE = 0x0022,
  ORI_BIFF_FILEPASS = 0x002f,
  ORI_BIFF_CONTINUE = 0x003c,
  ORI_BIFF_COLINFO = 0x007d,
  ORI_BIFF_BOUNDSHEET = 0x0085,
  ORI_BIFF_MULRK = 0x00bd,
  ORI_BIFF_RSTRING = 0x00d6,
  ORI_BIFF_XF = 0x00e0,
  ORI_BIFF_MERGEDCELLS = 0x00e5,
  ORI_BIFF_SST = 0x00fc,
  ORI_BIFF_LABELSST = 0x00fd,
  ORI_BIFF_NUMBER = 0x0203,
  ORI_BIFF_LABEL = 0x0204,
  ORI_BIFF_BOOLERR = 0x0205,
  ORI_BIFF_STRING = 0x0207,
  ORI_BIFF_ROW = 0x0208,
  ORI_BIFF_ARRAY = 0x0221,
  ORI_BIFF_TABLE = 0x0236,
  ORI_BIFF_RK = 0x027e,
  ORI_BIFF_FORMAT = 0x041e,
  ORI_BIFF_SHRFMLA = 0x04bc,
  ORI_BIFF_BOF = 0x0809,
};

/* A cursor over records. @p to @end is what is left of the payload. */
typedef struct {
  const guint8 *stream, *stream_end;
  const guint8 *next; /* the header of the record behind */
  guint16 id;
  const guint8 *p, *end;
  gboolean truncated; /* a record reached beyond the stream */
} OriBiff;

void ori_biff_init (OriBiff *self, GBytes *stream, gsize offset);
/* Moves to the next record; FALSE at the end of the stream. */
gboolean ori_biff_next (OriBiff *self);
/* The id of the record behind, 0 at the end. */
guint16 ori_biff_peek (const OriBiff *self);
/* Moves on into a CONTINUE record, if one follows. */
gboolean ori_biff_continue (OriBiff *self);

static inline gsize
ori_biff_left (const OriBiff *self)
{
  return (gsize)(self->end - self->p);
}

static inline guint16
ori_biff_u16 (const guint8 *p)
{
  return (guint16)(p[0] | p[1] << 8);
}

static inline guint32
ori_biff_u32 (const guint8 *p)
{
  return (guint32)ori_biff_u16 (p) | (guint32)ori_biff_u16 (p + 2) << 16;
}

double ori_biff_double (const guint8 *p);
/* A number packed in 30 bits. */
double ori_biff_rk (guint32 rk);

/* A string of @length characters at the cursor, whose byte of flags comes first; with formatting
 * runs and phonetics behind it, going on over CONTINUE records. FALSE when it is cut off; @text
 * then holds what there was. */
gboolean ori_biff_string (OriBiff *self, guint length, GString *text);

typedef struct {
  guint16 format;
  guint8 indent;
  gboolean date;
} OriXlsStyle;

typedef struct {
  OriBook *book;
  GPtrArray *strings; /* const char * owned by the book */
  GArray *styles;     /* OriXlsStyle by index of XF */
  gboolean date1904;
  guint64 budget; /* bytes that may still be read: sheets that overlap would be read for ever */
  const OriProgress *progress;
  GCancellable *cancellable;
} OriXlsShared;

/* Reads the substream at @offset into @sheet. FALSE only when cancelled or past the limits; damage
 * becomes findings. */
gboolean ori_xls_read_sheet (OriXlsShared *shared, GBytes *stream, gsize offset, OriSheet *sheet,
                             GError **error);

G_END_DECLS
