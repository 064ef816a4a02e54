/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-cell-format-private.h"

#include <string.h>

static void
free_token (gpointer data)
{
  OriFormatToken *token = data;

  g_free (token->text);
}

static void
free_section (gpointer data)
{
  OriFormatSection *section = data;

  g_array_unref (section->tokens);
  g_free (section);
}

/* ---- parsing ---- */

static void
add_token (OriFormatSection *section, OriTokenType type, guint8 count, const char *text,
           gsize length)
{
  OriFormatToken token = {type, count, NULL};

  if (text != NULL)
    token.text = g_strndup (text, length);
  g_array_append_val (section->tokens, token);
}

/* "[Red]", "[>=100]", "[$-419]", "[$₽-419]", "[h]"; returns behind the bracket. */
static const char *
parse_bracket (OriFormatSection *section, const char *p)
{
  const char *end = strchr (p, ']');
  const char *inner = p + 1;
  gsize length, run;

  if (end == NULL) {
    add_token (section, ORI_TOKEN_LITERAL, 0, p, 1);
    return p + 1;
  }
  length = (gsize)(end - inner);
  run = strspn (inner, "hHmMsS");
  if (length > 0 && run == length && length <= 9) {
    add_token (section, ORI_TOKEN_ELAPSED, (guint8)length, inner, 1);
  } else if (*inner == '$') {
    gsize symbol = strcspn (inner + 1, "-]");

    if (symbol > 0)
      add_token (section, ORI_TOKEN_LITERAL, 0, inner + 1, symbol);
  } else if (*inner == '<' || *inner == '>' || *inner == '=') {
    gsize sign = strspn (inner, "<>=");
    char *stop;

    section->limit = g_ascii_strtod (inner + sign, &stop);
    if (stop == end && sign <= 2)
      memcpy (section->condition, inner, sign);
  }
  return end + 1;
}

/* A run of one date letter; months and minutes are told apart later. */
static const char *
parse_date_letter (OriFormatSection *section, const char *p)
{
  char letter = g_ascii_tolower (*p);
  guint8 count = 0;
  OriTokenType type = letter == 'y'   ? ORI_TOKEN_YEAR
                      : letter == 'm' ? ORI_TOKEN_MONTH
                      : letter == 'd' ? ORI_TOKEN_DAY
                      : letter == 'h' ? ORI_TOKEN_HOUR
                                      : ORI_TOKEN_SECOND;

  for (; g_ascii_tolower (*p) == letter && count < 9; p++)
    count++;
  add_token (section, type, count, NULL, 0);
  return p;
}

static const char *
parse_quoted (OriFormatSection *section, const char *p)
{
  const char *end = strchr (p + 1, '"');

  if (end == NULL)
    end = p + strlen (p);
  add_token (section, ORI_TOKEN_LITERAL, 0, p + 1, (gsize)(end - p - 1));
  return *end == '"' ? end + 1 : end;
}

static const char *
add_literal (OriFormatSection *section, const char *p)
{
  const char *next = *p != '\0' ? g_utf8_next_char (p) : p;

  add_token (section, ORI_TOKEN_LITERAL, 0, p, (gsize)(next - p));
  return next;
}

static const char *
parse_token (OriFormatSection *section, const char *p)
{
  switch (*p) {
  case '"':
    return parse_quoted (section, p);
  case '[':
    return parse_bracket (section, p);
  case '\\':
    return add_literal (section, p + 1);
  case '_':
  case '*':
    return p[1] != '\0' ? g_utf8_next_char (p + 1) : p + 1;
  case '0':
  case '#':
  case '?':
    add_token (section, ORI_TOKEN_DIGIT, (guint8)*p, NULL, 0);
    return p + 1;
  case '.':
    add_token (section, ORI_TOKEN_POINT, 0, NULL, 0);
    return p + 1;
  case ',':
    add_token (section, ORI_TOKEN_COMMA, 0, NULL, 0);
    return p + 1;
  case '%':
    add_token (section, ORI_TOKEN_PERCENT, 0, NULL, 0);
    return p + 1;
  case '/':
    add_token (section, ORI_TOKEN_SLASH, 0, NULL, 0);
    return p + 1;
  case '@':
    add_token (section, ORI_TOKEN_AT, 0, NULL, 0);
    return p + 1;
  default:
    break;
  }
  if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-')) {
    add_token (section, ORI_TOKEN_EXPONENT, (guint8)p[1], NULL, 0);
    return p + 2;
  }
  if (g_ascii_strncasecmp (p, "General", 7) == 0) {
    add_token (section, ORI_TOKEN_GENERAL, 0, NULL, 0);
    return p + 7;
  }
  if (g_ascii_strncasecmp (p, "AM/PM", 5) == 0 || g_ascii_strncasecmp (p, "A/P", 3) == 0) {
    add_token (section, ORI_TOKEN_AMPM, 0, NULL, 0);
    return p + (p[1] == '/' ? 3 : 5);
  }
  if (strchr ("yYmMdDhHsS", *p) != NULL)
    return parse_date_letter (section, p);
  return add_literal (section, p);
}

/* "m" next to hours or seconds means minutes. */
static void
tell_minutes (OriFormatSection *section)
{
  OriFormatToken *tokens = (OriFormatToken *)(void *)section->tokens->data;
  OriTokenType before = ORI_TOKEN_LITERAL;
  OriFormatToken *month = NULL;

  for (guint i = 0; i < section->tokens->len; i++) {
    OriTokenType type = tokens[i].type;

    if (type == ORI_TOKEN_LITERAL || type == ORI_TOKEN_AMPM)
      continue;
    if (type == ORI_TOKEN_MONTH && tokens[i].count <= 2 &&
        (before == ORI_TOKEN_HOUR || before == ORI_TOKEN_ELAPSED)) {
      tokens[i].type = ORI_TOKEN_MINUTE;
      type = ORI_TOKEN_MINUTE;
    } else if (type == ORI_TOKEN_SECOND && month != NULL) {
      month->type = ORI_TOKEN_MINUTE;
    }
    month = type == ORI_TOKEN_MONTH && tokens[i].count <= 2 ? &tokens[i] : NULL;
    before = type;
  }
}

/* "mm/dd/yyyy" becomes "dd/mm/yyyy". */
static void
put_day_first (OriFormatSection *section)
{
  OriFormatToken *tokens = (OriFormatToken *)(void *)section->tokens->data;
  OriFormatToken *month = NULL;

  for (guint i = 0; i < section->tokens->len; i++) {
    if (tokens[i].type == ORI_TOKEN_YEAR)
      return;
    if (tokens[i].type == ORI_TOKEN_MONTH && tokens[i].count <= 2)
      month = &tokens[i];
    if (tokens[i].type == ORI_TOKEN_DAY && tokens[i].count <= 2 && month != NULL) {
      OriFormatToken swapped = *month;

      *month = tokens[i];
      tokens[i] = swapped;
      return;
    }
  }
}

/* Counts placeholders and tells the meaning of commas and points from their place. */
static void
measure_number (OriFormatSection *section)
{
  OriFormatToken *tokens = (OriFormatToken *)(void *)section->tokens->data;
  guint last_digit = 0, n_digits = 0;
  gboolean behind_point = FALSE, behind_exponent = FALSE;

  for (guint i = 0; i < section->tokens->len; i++) {
    OriFormatToken *token = &tokens[i];

    switch (token->type) {
    case ORI_TOKEN_DIGIT:
      n_digits++;
      last_digit = i;
      if (behind_exponent)
        section->exponent_digits++;
      else if (behind_point)
        section->decimals++;
      else
        section->integers++;
      break;
    case ORI_TOKEN_POINT:
      if (behind_point)
        token->type = ORI_TOKEN_NOTHING;
      behind_point = TRUE;
      break;
    case ORI_TOKEN_EXPONENT:
      behind_exponent = section->scientific = n_digits > 0;
      break;
    case ORI_TOKEN_SLASH:
      section->fraction = n_digits > 0;
      break;
    case ORI_TOKEN_PERCENT:
      section->percents++;
      break;
    default:
      break;
    }
  }
  section->decimals = MIN (section->decimals, 15);
  for (guint i = 0; i < section->tokens->len; i++) {
    if (tokens[i].type != ORI_TOKEN_COMMA || n_digits == 0)
      continue;
    if (i > last_digit)
      section->thousandths++;
    else
      section->grouped = TRUE;
    tokens[i].type = ORI_TOKEN_NOTHING;
  }
  section->has_digits = n_digits > 0;
}

static void
classify_section (OriFormatSection *section)
{
  gboolean date = FALSE, general = FALSE, text = FALSE;

  for (guint i = 0; i < section->tokens->len; i++) {
    OriTokenType type = g_array_index (section->tokens, OriFormatToken, i).type;

    date = date || (type >= ORI_TOKEN_YEAR && type <= ORI_TOKEN_ELAPSED);
    general = general || type == ORI_TOKEN_GENERAL;
    text = text || type == ORI_TOKEN_AT;
  }
  if (date) {
    section->kind = ORI_FORMAT_DATE;
    tell_minutes (section);
    put_day_first (section);
    return;
  }
  measure_number (section);
  if (section->percents > 0)
    section->kind = ORI_FORMAT_PERCENT;
  else if (section->has_digits)
    section->kind = ORI_FORMAT_NUMBER;
  else if (text)
    section->kind = ORI_FORMAT_TEXT;
  else if (general)
    section->kind = ORI_FORMAT_GENERAL;
  else
    section->literal = TRUE;
}

OriCellFormat *
ori_cell_format_new (const char *code)
{
  OriCellFormat *self = g_new0 (OriCellFormat, 1);
  g_autofree char *valid = g_utf8_make_valid (code, -1);
  const char *p = valid;
  guint n_tokens = 0;

  self->sections = g_ptr_array_new_with_free_func (free_section);
  do {
    OriFormatSection *section = g_new0 (OriFormatSection, 1);

    section->tokens = g_array_new (FALSE, TRUE, sizeof (OriFormatToken));
    g_array_set_clear_func (section->tokens, free_token);
    g_ptr_array_add (self->sections, section);
    /* Excel allows codes of 255 characters. */
    while (*p != '\0' && *p != ';' && n_tokens++ < 1000)
      p = parse_token (section, p);
    classify_section (section);
  } while (*p++ == ';' && self->sections->len < 4);
  self->kind = ORI_FORMAT_GENERAL;
  self->decimals = -1;
  for (guint i = 0; i < self->sections->len; i++) {
    const OriFormatSection *section = self->sections->pdata[i];

    if (section->literal)
      continue;
    self->kind = section->kind;
    if (section->has_digits)
      self->decimals = section->decimals;
    break;
  }
  return self;
}

void
ori_cell_format_free (OriCellFormat *self)
{
  g_ptr_array_unref (self->sections);
  g_free (self);
}

OriFormatKind
ori_cell_format_kind (const OriCellFormat *self)
{
  return self->kind;
}

int
ori_cell_format_decimals (const OriCellFormat *self)
{
  return self->decimals;
}

const char *
ori_cell_format_builtin (guint id)
{
  /* As Russian Excel defines them. */
  static const char *const codes[] = {
      [0] = "General",
      [1] = "0",
      [2] = "0.00",
      [3] = "#,##0",
      [4] = "#,##0.00",
      [5] = "#,##0\\ \"₽\";\\-#,##0\\ \"₽\"",
      [6] = "#,##0\\ \"₽\";[Red]\\-#,##0\\ \"₽\"",
      [7] = "#,##0.00\\ \"₽\";\\-#,##0.00\\ \"₽\"",
      [8] = "#,##0.00\\ \"₽\";[Red]\\-#,##0.00\\ \"₽\"",
      [9] = "0%",
      [10] = "0.00%",
      [11] = "0.00E+00",
      [12] = "# ?/?",
      /* Split, or "?""?/" would be a trigraph. */
      [13] = "# ?"
             "?/?"
             "?",
      [14] = "dd/mm/yyyy",
      [15] = "dd/mmm/yy",
      [16] = "dd/mmm",
      [17] = "mmm/yy",
      [18] = "h:mm AM/PM",
      [19] = "h:mm:ss AM/PM",
      [20] = "h:mm",
      [21] = "h:mm:ss",
      [22] = "dd/mm/yyyy h:mm",
      [37] = "#,##0;\\-#,##0",
      [38] = "#,##0;[Red]\\-#,##0",
      [39] = "#,##0.00;\\-#,##0.00",
      [40] = "#,##0.00;[Red]\\-#,##0.00",
      [41] = "#,##0;\\-#,##0;\\-",
      [42] = "#,##0\\ \"₽\";\\-#,##0\\ \"₽\";\\-\\ \"₽\"",
      [43] = "#,##0.00;\\-#,##0.00;\\-",
      [44] = "#,##0.00\\ \"₽\";\\-#,##0.00\\ \"₽\";\\-\\ \"₽\"",
      [45] = "mm:ss",
      [46] = "[h]:mm:ss",
      [47] = "mm:ss.0",
      [48] = "##0.0E+0",
      [49] = "@",
  };

  /* 27-36 and 50-58 are dates in East Asian versions. */
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return codes[14];
  return id < G_N_ELEMENTS (codes) && codes[id] != NULL ? codes[id] : codes[0];
}
