/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-text.h"
#include "sheet/ori-readers-private.h"

#define SAMPLE_ROWS 300
#define NO_SEPARATOR '\1' /* a character that no text has: one column */

/* Splits records into fields. A field is quoted when it begins with a quote and its closing quote
 * is followed by a separator or a line end; anything else is taken as it stands, quotes included,
 * so that «"Ромашка" ООО» stays whole. */
typedef struct {
  const char *p;
  const char *end;
  char separator;
  char quote; /* ORI_QUOTE_NONE: fields are never quoted */
  GString *field;
  guint n_quoted;
  gboolean unclosed; /* met a quote that never closes */
} Splitter;

typedef enum {
  AFTER_FIELD,
  AFTER_RECORD,
  AFTER_ALL,
} SplitResult;

static gboolean
ends_field (const Splitter *self, const char *p)
{
  return p >= self->end || *p == self->separator || *p == '\n' || *p == '\r';
}

/* The text inside the quotes at @p; NULL when they do not close as they should. */
static const char *
take_quoted (Splitter *self, const char *p)
{
  for (p++;;) {
    const char *quote = memchr (p, self->quote, (gsize)(self->end - p));

    if (quote == NULL) {
      self->unclosed = TRUE;
      return NULL;
    }
    g_string_append_len (self->field, p, quote - p);
    p = quote + 1;
    if (p < self->end && *p == self->quote) {
      g_string_append_c (self->field, self->quote);
      p++;
      continue;
    }
    while (p < self->end && (*p == ' ' || (*p == '\t' && self->separator != '\t')))
      p++;
    return ends_field (self, p) ? p : NULL;
  }
}

static SplitResult
next_field (Splitter *self)
{
  const char *start = self->p;
  const char *p = start;

  g_string_truncate (self->field, 0);
  if (p < self->end && *p == self->quote && self->quote != ORI_QUOTE_NONE)
    p = take_quoted (self, p);
  else
    p = NULL;
  if (p == NULL) {
    g_string_truncate (self->field, 0);
    for (p = start; !ends_field (self, p); p++)
      ;
    g_string_append_len (self->field, start, p - start);
  } else {
    self->n_quoted++;
  }
  self->p = p;
  if (p >= self->end)
    return AFTER_ALL;
  if (*p == self->separator) {
    self->p++;
    return AFTER_FIELD;
  }
  self->p += *p == '\r' && p + 1 < self->end && p[1] == '\n' ? 2 : 1;
  return self->p >= self->end ? AFTER_ALL : AFTER_RECORD;
}

/* ---- guessing separator and quote ---- */

/* "12,5": a record that a comma would wrongly cut in two. */
static gboolean
is_decimal (const char *text, gsize length)
{
  gsize i = 0, digits;

  if (i < length && (text[i] == '-' || text[i] == '+'))
    i++;
  for (digits = i; i < length && g_ascii_isdigit (text[i]); i++)
    ;
  if (i == digits || i >= length || text[i] != ',')
    return FALSE;
  for (digits = ++i; i < length && g_ascii_isdigit (text[i]); i++)
    ;
  return i > digits && i == length;
}

/* How well a separator explains the text: the share of records that have the commonest number of
 * fields above one. The splitter stops behind the sample. */
static double
score_separator (Splitter *splitter, guint *n_sample)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  SplitResult result = AFTER_RECORD;
  guint n_records = 0, n_decimals = 0, best = 0;

  while (result != AFTER_ALL && n_records < SAMPLE_ROWS) {
    const char *start = splitter->p;
    guint n = 0;

    do {
      result = next_field (splitter);
      n++;
    } while (result == AFTER_FIELD && n <= ORI_MAX_COLS);
    if (n == 1 && splitter->field->len == 0)
      continue;
    n_records++;
    if (n > 1) {
      gsize size = (gsize)(splitter->p - start);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (n))) + 1;

      while (size > 0 && (start[size - 1] == '\n' || start[size - 1] == '\r'))
        size--;
      n_decimals += splitter->separator == ',' && n == 2 && is_decimal (start, size);
      g_hash_table_insert (counts, GUINT_TO_POINTER (n), GUINT_TO_POINTER (count));
      best = MAX (best, count);
    }
  }
  *n_sample = n_records;
  if (n_records == 0 || n_decimals * 2 > n_records)
    return 0;
  return (double)best / n_records;
}

typedef struct {
  char separator, quote;
  double score;
  guint n_records, n_quoted; /* of the sample: records, fields in quotes */
} Guess;

static Guess
try_reading (const char *text, const char *end, char separator, char quote)
{
  g_autoptr (GString) field = g_string_new (NULL);
  Splitter splitter = {
      .p = text, .end = end, .separator = separator, .quote = quote, .field = field};
  Guess guess = {.separator = separator, .quote = quote};

  guess.score = score_separator (&splitter, &guess.n_records);
  guess.n_quoted = splitter.n_quoted;
  return guess;
}

/* The separator when fields are in @quote; one that no text has when none explains it. */
static Guess
guess_separator (const char *text, const char *end, char quote)
{
  /* In this order when equally good: decimal commas make the comma look consistent too. */
  static const char candidates[] = {';', '\t', '|', ','};
  Guess best = try_reading (text, end, NO_SEPARATOR, quote);

  best.score = 0.3;
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++) {
    Guess guess = try_reading (text, end, candidates[i], quote);

    if (guess.score > best.score + (best.separator == NO_SEPARATOR ? 0 : 0.15))
      best = guess;
  }
  return best;
}

/* What is 0 is to be found. Apostrophes are quotes where no text is in quotes and many are in
 * apostrophes. */
static Guess
guess_reading (const char *text, const char *end, char separator, char quote)
{
  char usual = quote != 0 ? quote : '"';
  Guess guess = separator != 0 ? try_reading (text, end, separator, usual)
                               : guess_separator (text, end, usual);

  if (quote == 0 && guess.n_quoted == 0) {
    Guess other = separator != 0 ? try_reading (text, end, separator, '\'')
                                 : guess_separator (text, end, '\'');

    if (other.n_quoted >= 2 && other.n_quoted * 2 >= other.n_records)
      return other;
  }
  return guess;
}

/* "sep=;" in the first line, as Excel writes it; returns behind the line. */
static const char *
take_separator_line (const char *text, gsize length, char *separator)
{
  const char *p = text + 5;

  if (length < 5 || g_ascii_strncasecmp (text, "sep=", 4) != 0 ||
      (length > 5 && *p != '\n' && *p != '\r'))
    return text;
  *separator = text[4];
  p += *p == '\r' ? 1 : 0;
  return p + (*p == '\n' ? 1 : 0);
}

/* ---- reading ---- */

static void
add_field (OriBook *book, OriSheet *sheet, guint row, guint col, const GString *field)
{
  double value;
  OriCell *cell;

  if (field->len == 0)
    return;
  /* Of a longer run of digits a number would lose the last ones. */
  if (field->len > 40 || strspn (field->str, "+-0123456789") > 16 ||
      !ori_plain_number (field->str, &value)) {
    ori_sheet_add_text (sheet, row, col, field->str, field->len);
    return;
  }
  cell = ori_sheet_add_cell (sheet, row, col);
  cell->type = ORI_CELL_NUMBER;
  cell->number = value;
  ori_sheet_set_printed (sheet, cell, field->str);
}

static gboolean
report (const OriSource *source, const Splitter *splitter, const char *text, GError **error)
{
  ori_progress_report (source->progress,
                       (double)(splitter->p - text) / (double)MAX (splitter->end - text, 1), NULL);
  return !g_cancellable_set_error_if_cancelled (source->cancellable, error);
}

static gboolean
read_records (const OriSource *source, OriBook *book, OriSheet *sheet, Splitter *splitter,
              GError **error)
{
  const char *text = splitter->p;
  SplitResult result = splitter->p < splitter->end ? AFTER_RECORD : AFTER_ALL;
  guint row = 0;

  for (; result != AFTER_ALL; row++) {
    guint col = 0;

    if (row == ORI_MAX_ROWS) {
      ori_sheet_add_finding (sheet, "out-of-limits", ORI_SEVERITY_ERROR, ORI_MAX_ROWS - 1, 0,
                             _ ("the file has more rows than a sheet; the rest was not read"));
      break;
    }
    do {
      result = next_field (splitter);
      if (col < ORI_MAX_COLS)
        add_field (book, sheet, row, col, splitter->field);
      else if (col == ORI_MAX_COLS)
        ori_sheet_add_finding (sheet, "out-of-limits", ORI_SEVERITY_ERROR, row, ORI_MAX_COLS - 1,
                               _ ("the row has more cells than a sheet; the rest was not read"));
      col++;
    } while (result == AFTER_FIELD);
    if (row % 256 == 0 &&
        (!report (source, splitter, text, error) || !ori_book_check_size (book, error)))
      return FALSE;
  }
  if (splitter->unclosed)
    ori_sheet_add_finding (
        sheet, "unclosed-quote", ORI_SEVERITY_WARNING, ORI_MAX_ROWS, 0,
        _ ("a quote is opened and never closed; its text was read as it stands"));
  return ori_book_check_size (book, error);
}

static char *
strip_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize)(dot - name)) : g_strdup (name);
}

OriBook *
ori_csv_read (const OriSource *source, GError **error)
{
  g_autoptr (OriBook) book = ori_book_new ("csv");
  g_autoptr (GString) field = g_string_new (NULL);
  g_autofree char *name = strip_suffix (source->name);
  g_autofree char *text = NULL;
  gsize size;
  const char *bytes = g_bytes_get_data (source->bytes, &size);
  char announced = 0;
  OriBookOptions options = source->options != NULL ? *source->options : (OriBookOptions){0};
  Splitter splitter = {.field = field};
  Guess guess;

  text = ori_text_decode (bytes, size, options.encoding, NULL);
  size = strlen (text);
  splitter.p = take_separator_line (text, size, &announced);
  splitter.end = text + size;
  guess = guess_reading (splitter.p, splitter.end,
                         options.separator != 0 ? options.separator : announced, options.quote);
  splitter.separator = guess.separator;
  splitter.quote = guess.quote;
  if (!read_records (source, book, ori_book_add_sheet (book, name, ORI_SHEET_VISIBLE), &splitter,
                     error))
    return NULL;
  ori_book_finish (book);
  return g_steal_pointer (&book);
}

/* ---- words of quotes ---- */

gboolean
ori_book_quote_parse (const char *word, char *quote)
{
  gboolean none = strcmp (word, "none") == 0;

  if (!none && (word[0] == '\0' || word[1] != '\0' || !g_ascii_ispunct (word[0])))
    return FALSE;
  *quote = none ? ORI_QUOTE_NONE : word[0];
  return TRUE;
}

char *
ori_book_quote_word (char quote)
{
  return quote == ORI_QUOTE_NONE ? g_strdup ("none") : g_strndup (&quote, 1);
}
