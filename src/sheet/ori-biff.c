/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sheet/ori-xls-private.h"

void
ori_biff_init (OriBiff *self, GBytes *stream, gsize offset)
{
  gsize size;

  memset (self, 0, sizeof *self);
  self->stream = g_bytes_get_data (stream, &size);
  self->stream_end = self->stream + size;
  self->next = self->p = self->end = self->stream + MIN (offset, size);
}

guint16
ori_biff_peek (const OriBiff *self)
{
  return self->stream_end - self->next >= 4 ? ori_biff_u16 (self->next) : 0;
}

gboolean
ori_biff_next (OriBiff *self)
{
  gsize length;

  if (self->stream_end - self->next < 4) {
    self->id = 0;
    return FALSE;
  }
  self->id = ori_biff_u16 (self->next);
  length = ori_biff_u16 (self->next + 2);
  self->p = self->next + 4;
  if (length > (gsize)(self->stream_end - self->p)) {
    length = (gsize)(self->stream_end - self->p);
    self->truncated = TRUE;
  }
  self->end = self->next = self->p + length;
  return TRUE;
}

gboolean
ori_biff_continue (OriBiff *self)
{
  guint16 id = self->id;

  if (ori_biff_peek (self) != ORI_BIFF_CONTINUE || !ori_biff_next (self))
    return FALSE;
  self->id = id;
  return TRUE;
}

double
ori_biff_double (const guint8 *p)
{
  guint64 bits = (guint64)ori_biff_u32 (p) | (guint64)ori_biff_u32 (p + 4) << 32;
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

double
ori_biff_rk (guint32 rk)
{
  double value;

  if (rk & 2) {
    value = (gint32)rk >> 2;
  } else {
    guint64 bits = (guint64)(rk & ~3u) << 32;

    memcpy (&value, &bits, sizeof value);
  }
  return rk & 1 ? value / 100 : value;
}

/* ---- strings ---- */

static void
append_unit (GString *text, gunichar2 *high, gunichar2 unit)
{
  if (*high != 0) {
    if (unit >= 0xdc00 && unit <= 0xdfff)
      g_string_append_unichar (text, 0x10000u + ((gunichar)(*high - 0xd800) << 10) +
                                         (gunichar)(unit - 0xdc00));
    else
      g_string_append_unichar (text, 0xfffd);
    *high = 0;
    if (unit >= 0xdc00 && unit <= 0xdfff)
      return;
  }
  if (unit >= 0xd800 && unit <= 0xdbff)
    *high = unit;
  else if (unit >= 0xdc00 && unit <= 0xdfff)
    g_string_append_unichar (text, 0xfffd);
  else if (unit >= ' ' || unit == '\n' || unit == '\t' || unit == '\r')
    g_string_append_unichar (text, unit);
}

/* Skips @n bytes over CONTINUE records. */
static gboolean
skip_bytes (OriBiff *self, guint64 n)
{
  while (n > ori_biff_left (self)) {
    n -= ori_biff_left (self);
    if (!ori_biff_continue (self))
      return FALSE;
  }
  self->p += n;
  return TRUE;
}

/* Characters; each further record begins with flags of its own. */
static gboolean
take_characters (OriBiff *self, guint length, gboolean wide, GString *text)
{
  gunichar2 high = 0;

  while (length > 0) {
    gsize n = MIN (length, ori_biff_left (self) / (wide ? 2 : 1));

    for (gsize i = 0; i < n; i++, self->p += wide ? 2 : 1)
      append_unit (text, &high, wide ? ori_biff_u16 (self->p) : *self->p);
    length -= (guint)n;
    if (length == 0)
      break;
    if (!ori_biff_continue (self) || ori_biff_left (self) < 1)
      return FALSE;
    wide = *self->p++ & 1;
  }
  return TRUE;
}

gboolean
ori_biff_string (OriBiff *self, guint length, GString *text)
{
  guint8 flags;
  guint64 behind = 0;

  g_string_truncate (text, 0);
  if (ori_biff_left (self) < 1)
    return FALSE;
  flags = *self->p++;
  if (flags & 0x08) {
    if (ori_biff_left (self) < 2)
      return FALSE;
    behind += 4u * ori_biff_u16 (self->p);
    self->p += 2;
  }
  if (flags & 0x04) {
    if (ori_biff_left (self) < 4)
      return FALSE;
    behind += ori_biff_u32 (self->p);
    self->p += 4;
  }
  if (!take_characters (self, length, flags & 1, text))
    return FALSE;
  if (memchr (text->str, '\r', text->len) != NULL) {
    g_string_replace (text, "\r\n", "\n", 0);
    g_string_replace (text, "\r", "\n", 0);
  }
  return skip_bytes (self, behind);
}
