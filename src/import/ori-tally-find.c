/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-tally-private.h"

#include "core/ori-text.h"

#include <math.h>
#include <string.h>

#define MAX_HEAD 15    /* rows among which a header is looked for */
#define MAX_ANSWERS 15 /* different ones in a column; what has more is free text */
#define MAX_SAMPLE 400 /* rows that tell what a column holds */

static gboolean
starts_with (const char *key, const char *const *words)
{
  for (; *words; words++)
    if (g_str_has_prefix (key, *words))
      return TRUE;
  return FALSE;
}

static gboolean
heads_time_of_answer (const char *key)
{
  static const char *const starts[] = {
      "отметка времени", "timestamp",   "время создания", "время заполнения", "время завершения",
      "дата заполнения", "дата ответа", "время ответа",   "время начала",     NULL};
  return starts_with (key, starts);
}

static gboolean
asks (const char *text, const char *key)
{
  static const char *const starts[] = {
      "ваш ",       "ваша ",    "ваше ",    "ваши ",      "укажите",        "оцените", "выберите",
      "планируете", "знаете",   "хотите",   "как вы",     "какую",          "какие",   "какой",
      "какая",      "считаете", "довольны", "удовлетвор", "участвовали ли", "знакомы", NULL};
  return g_str_has_suffix (text, "?") || starts_with (key, starts) || strstr (key, " вы ") != NULL;
}

static gboolean
heads_event (const char *key)
{
  static const char *const amounts[] = {"количество", "число", "кол во",  "доля", "охват",
                                        "участник",   "дата",  "ссылк",   "срок", "место",
                                        "форма",      "вид ",  "уровень", "план", NULL};
  return !starts_with (key, amounts) &&
         (strstr (key, "мероприят") != NULL || g_str_has_prefix (key, "событи") ||
          strstr (key, "название событи") != NULL || strstr (key, "наименование событи") != NULL);
}

static gboolean
heads_date (const char *key)
{
  static const char *const starts[] = {"дата",  "срок",         "период провед", "время провед",
                                       "когда", "дата и время", "месяц провед",  NULL};
  return starts_with (key, starts);
}

static gboolean
heads_participants (const char *key)
{
  static const char *const words[] = {"участ", "охват", "обучающ", "школьник", "человек",
                                      "чел",   "детей", "гост",    "зрител",   NULL};
  for (guint i = 0; words[i]; i++)
    if (strstr (key, words[i]))
      return TRUE;
  return FALSE;
}

/* 3 for a territory, 2 for an organisation, 1 for whoever held the event or wherever. */
static guint
place_rank (const char *key)
{
  static const char *const territories[] = {"муницип", "территор", "район",   "город",
                                            "округ",   "регион",   "субъект", NULL};
  static const char *const organisations[] = {
      "школ", "организация", "учрежден", "наименование оо", "образовательная орг", NULL};
  static const char *const venues[] = {"организатор", "место провед", "площадк", "место", NULL};
  if (strstr (key, "наименование мо") || strcmp (key, "мо") == 0)
    return 3;
  for (guint i = 0; territories[i]; i++)
    if (strstr (key, territories[i]))
      return 3;
  if (starts_with (key, venues))
    return 1;
  for (guint i = 0; organisations[i]; i++)
    if (strstr (key, organisations[i]))
      return 2;
  return 0;
}

/* What the rows below the header hold in one column. */
typedef struct {
  guint any, text, number, places, dates;
  guint n_distinct;
  gboolean small; /* numbers are whole and below a hundred: classes, marks */
} Content;

static Content
read_content (const OriReading *reading, const OriGrid *grid, guint head, guint col)
{
  Content content = {.small = TRUE};
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint row = head + 1; row < grid->n_rows && row <= head + MAX_SAMPLE; row++) {
    const OriGridCell *cell = ori_grid_at (grid, row, col);
    if (cell == NULL)
      continue;
    g_autofree char *text = ori_grid_text (grid, row, col);
    OriPeriod period;
    const OriOrgUnit *unit;
    content.any++;
    content.text += cell->cls == ORI_CLASS_TEXT || cell->cls == ORI_CLASS_MISSING;
    content.number += cell->cls == ORI_CLASS_NUMBER;
    if (cell->cls == ORI_CLASS_NUMBER)
      content.small &= cell->number == floor (cell->number) && cell->number < 100;
    content.dates += ori_grid_period (grid, row, col, &period) || ori_period_find (text, &period);
    if (cell->cls == ORI_CLASS_TEXT && seen != NULL && content.any <= 60) {
      OriMatchKind kind = ori_reading_match_place (reading, text, &unit, NULL);
      content.places += kind != ORI_MATCH_NONE || ori_place_is_like (text);
    }
    g_hash_table_add (seen, ori_text_key (text));
  }
  content.n_distinct = g_hash_table_size (seen);
  return content;
}

/* The words of the header at @row, one key per column; NULL where there is none. */
typedef struct {
  guint from, n;
  char **keys, **texts;
  Content *contents;
  guint n_texts, n_others;
} Head;

static void
head_clear (Head *head)
{
  for (guint i = 0; i < head->n; i++) {
    g_free (head->keys[i]);
    g_free (head->texts[i]);
  }
  g_free (head->keys);
  g_free (head->texts);
  g_free (head->contents);
}

static void
head_read (Head *head, const OriGrid *grid, guint row)
{
  guint from, to;
  *head = (Head){.n = grid->n_cols};
  head->keys = g_new0 (char *, head->n + 1);
  head->texts = g_new0 (char *, head->n + 1);
  head->contents = g_new0 (Content, head->n + 1);
  ori_grid_row_span (grid, row, 0, G_MAXUINT, &from, &to);
  for (guint i = from; i < to; i++) {
    if (grid->info[i].cls == ORI_CLASS_EMPTY)
      continue;
    guint col = grid->cells[i].col;
    head->texts[col] = ori_grid_text (grid, row, col);
    head->keys[col] = ori_text_key (head->texts[col]);
    if (grid->info[i].cls == ORI_CLASS_TEXT)
      head->n_texts++;
    else
      head->n_others++;
  }
}

static guint
count_rows (const OriGrid *grid, guint head)
{
  guint n = 0;
  for (guint row = head + 1; row < grid->n_rows; row++)
    n += grid->row_start[row + 1] - grid->row_start[row] >= 2;
  return n;
}

static void
find_place (OriTally *tally, const Head *head)
{
  guint best = 0;
  for (guint c = 0; c < head->n; c++) {
    const Content *content = &head->contents[c];
    guint rank = head->keys[c] ? place_rank (head->keys[c]) : 0;
    if (rank == 0 || content->any == 0 || content->text * 2 < content->any)
      continue;
    gboolean likely = content->places * 10 >= MIN (content->any, 60) * 6;
    /* «Муниципалитет» is one whatever it holds, «Хотите остаться в городе?» is not. */
    gboolean plain =
        rank > 1 && g_utf8_strlen (head->keys[c], -1) < 40 && strchr (head->texts[c], '?') == NULL;
    if ((likely || plain) && rank > best) {
      best = rank;
      tally->place_col = (int)c;
    }
  }
}

static gboolean
is_closed (const Content *content)
{
  return content->any > 0 && content->n_distinct <= MAX_ANSWERS &&
         content->n_distinct < content->any && content->dates * 2 <= content->any &&
         (content->text * 2 >= content->any || content->small);
}

/* One row per person: several questions, or the time of the answer; answers in words that come
 * again; several rows of one org unit. */
static gboolean
is_questionnaire (OriTally *tally, const Head *head, guint n_rows)
{
  guint questions = 0, worded = 0;
  gboolean timed = FALSE;
  tally->date_col = tally->place_col = -1;
  for (guint c = 0; c < head->n; c++) {
    if (head->keys[c] == NULL)
      continue;
    gboolean time = heads_time_of_answer (head->keys[c]);
    if (time && tally->date_col < 0)
      tally->date_col = (int)c;
    timed |= time;
    questions += !time && asks (head->texts[c], head->keys[c]);
  }
  if (n_rows < 3 || !(questions >= 2 || (timed && head->n_texts >= 3)))
    return FALSE;
  find_place (tally, head);
  if (tally->place_col >= 0 &&
      head->contents[tally->place_col].n_distinct * 10 > head->contents[tally->place_col].any * 7)
    return FALSE; /* one row per territory is a table of territories */
  for (guint c = 0; c < head->n; c++) {
    if (head->keys[c] == NULL || (int)c == tally->place_col || (int)c == tally->date_col ||
        heads_time_of_answer (head->keys[c]) || !is_closed (&head->contents[c]))
      continue;
    worded += head->contents[c].text * 2 >= head->contents[c].any;
    g_array_append_val (tally->cols, c);
  }
  return worded > 0;
}

static gboolean
counts_up (const OriGrid *grid, guint head, guint col)
{
  double expected = 0;
  guint n = 0, ok = 0;
  for (guint row = head + 1; row < grid->n_rows && n < 50; row++) {
    const OriGridCell *cell = ori_grid_at (grid, row, col);
    if (cell == NULL || cell->cls != ORI_CLASS_NUMBER)
      continue;
    n++;
    ok += cell->number == expected + 1;
    expected = cell->number;
  }
  return n > 0 && ok * 10 >= n * 9;
}

/* «№, мероприятие, дата, место, ссылка, участники»: figures other than participants make it
 * something else, a plan with sums of money for instance. */
static gboolean
is_register (OriTally *tally, const OriGrid *grid, const Head *head, guint n_rows)
{
  tally->date_col = tally->place_col = tally->event_col = -1;
  for (guint c = 0; c < head->n; c++) {
    const Content *content = &head->contents[c];
    if (head->keys[c] == NULL || content->any == 0)
      continue;
    if (tally->event_col < 0 && heads_event (head->keys[c]) &&
        content->text * 10 >= content->any * 8)
      tally->event_col = (int)c;
    else if (tally->date_col < 0 && heads_date (head->keys[c]))
      tally->date_col = (int)c;
    else if (content->number * 2 > content->any) {
      gboolean numbering = c < 2 && counts_up (grid, tally->head, c);
      if (!numbering && !heads_participants (head->keys[c]))
        return FALSE;
      if (!numbering)
        g_array_append_val (tally->cols, c);
    }
  }
  if (n_rows == 0 || tally->event_col < 0 || tally->date_col < 0 || head->n_texts < 3)
    return FALSE;
  guint event = (guint)tally->event_col;
  g_array_prepend_val (tally->cols, event);
  find_place (tally, head);
  return TRUE;
}

static gboolean
may_head (const Head *head)
{
  guint questions = 0, events = 0, dates = 0;
  gboolean timed = FALSE;
  for (guint c = 0; c < head->n; c++) {
    if (head->keys[c] == NULL)
      continue;
    timed |= heads_time_of_answer (head->keys[c]);
    questions += asks (head->texts[c], head->keys[c]);
    events += heads_event (head->keys[c]);
    dates += heads_date (head->keys[c]);
  }
  return head->n_texts >= 3 && head->n_others == 0 &&
         (timed || questions >= 2 || (events > 0 && dates > 0));
}

gboolean
ori_tally_find (OriTally *tally, const OriReading *reading, const OriGrid *grid,
                const OriRoleEdits *edits)
{
  *tally = (OriTally){.place_col = -1, .date_col = -1, .event_col = -1};
  tally->cols = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint row = 0; row < grid->n_rows && row < MAX_HEAD && grid->n_cols <= 300; row++) {
    OriCellRole role;
    if (edits && ori_role_edit (edits->rows, row, &role))
      continue;
    Head head;
    head_read (&head, grid, row);
    gboolean found = may_head (&head);
    if (found) {
      guint n_rows = count_rows (grid, row);
      for (guint c = 0; c < head.n; c++)
        if (head.keys[c] != NULL)
          head.contents[c] = read_content (reading, grid, row, c);
      tally->head = row;
      if (is_questionnaire (tally, &head, n_rows)) {
        tally->kind = ORI_TALLY_RESPONDENTS;
      } else {
        g_array_set_size (tally->cols, 0);
        if (is_register (tally, grid, &head, n_rows))
          tally->kind = ORI_TALLY_EVENTS;
      }
    }
    head_clear (&head);
    if (tally->kind != ORI_TALLY_NONE)
      return TRUE;
    g_array_set_size (tally->cols, 0);
  }
  ori_tally_clear (tally);
  return FALSE;
}

void
ori_tally_clear (OriTally *tally)
{
  g_clear_pointer (&tally->cols, g_array_unref);
  tally->kind = ORI_TALLY_NONE;
}

OriTable *
ori_tally_table (const OriTally *tally, const OriGrid *grid)
{
  OriTable *table = g_new0 (OriTable, 1);
  *table = (OriTable){.c2 = grid->n_cols - 1,
                      .head1 = tally->head,
                      .body1 = tally->head + 1,
                      .body2 = tally->head + 1,
                      .note2 = grid->n_rows - 1};
  table->kinds = g_new0 (guint8, grid->n_rows);
  for (guint row = 0; row < grid->n_rows; row++) {
    guint filled = 0;
    for (guint i = grid->row_start[row]; i < grid->row_start[row + 1]; i++)
      filled += grid->info[i].cls != ORI_CLASS_EMPTY;
    table->kinds[row] = filled == 0          ? ORI_ROW_BLANK
                        : row < tally->head  ? ORI_ROW_SINGLE
                        : row == tally->head ? ORI_ROW_TEXTS
                        : filled == 1        ? ORI_ROW_SINGLE
                                             : ORI_ROW_NUMERIC;
    if (row > tally->head && filled > 1)
      table->body2 = row;
  }
  return table;
}

const char *
ori_tally_layout (const OriTally *tally)
{
  return tally->kind == ORI_TALLY_EVENTS ? "register" : "respondents";
}
