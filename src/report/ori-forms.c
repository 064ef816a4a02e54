/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-forms-private.h"

#include "core/ori-text.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zip.h>

#define RULE 0xC9CED4

/* --- Formats --- */

lxw_format *
ori_forms_format (OriFormBook *form, double size, gboolean bold)
{
  lxw_format *format = workbook_add_format (form->book);

  format_set_font_size (format, size);
  format_set_text_wrap (format);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (bold)
    format_set_bold (format);
  return format;
}

static lxw_format *
cell_format (OriFormBook *form, lxw_color_t background)
{
  lxw_format *format = ori_forms_format (form, 10, FALSE);

  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, RULE);
  if (background != 0)
    format_set_bg_color (format, background);
  return format;
}

static lxw_format *
input_format (OriFormBook *form, const char *number)
{
  lxw_format *format = cell_format (form, 0xFFF8DC);

  format_set_unlocked (format);
  if (number != NULL) {
    format_set_num_format (format, number);
    format_set_align (format, LXW_ALIGN_RIGHT);
  }
  return format;
}

static void
make_formats (OriFormBook *form)
{
  form->title = workbook_add_format (form->book);
  format_set_bold (form->title);
  format_set_font_size (form->title, 16);
  form->small = workbook_add_format (form->book);
  format_set_font_size (form->small, 9);
  format_set_font_color (form->small, 0x555C65);
  form->caption = workbook_add_format (form->book);
  format_set_font_color (form->caption, 0x555C65);
  format_set_font_size (form->caption, 10);
  format_set_align (form->caption, LXW_ALIGN_VERTICAL_CENTER);
  form->name = workbook_add_format (form->book);
  format_set_bold (form->name);
  format_set_font_size (form->name, 13);
  form->text = ori_forms_format (form, 10, FALSE);
  form->head_format = cell_format (form, 0x24476B);
  format_set_bold (form->head_format);
  format_set_font_color (form->head_format, 0xFFFFFF);
  format_set_align (form->head_format, LXW_ALIGN_CENTER);
  form->section = ori_forms_format (form, 11, TRUE);
  format_set_bg_color (form->section, 0xDCE6F0);
  format_set_font_color (form->section, 0x24476B);
  form->code = cell_format (form, 0);
  format_set_font_color (form->code, 0x555C65);
  form->part_code = cell_format (form, 0);
  format_set_font_color (form->part_code, 0xA6ADB5);
  format_set_indent (form->code, 1);
  format_set_indent (form->part_code, 1);
  format_set_indent (form->section, 1);
  form->label = cell_format (form, 0);
  format_set_indent (form->label, 1);
  form->part = cell_format (form, 0);
  format_set_indent (form->part, 3);
  form->unit = cell_format (form, 0);
  format_set_align (form->unit, LXW_ALIGN_CENTER);
  form->input = input_format (form, NULL);
  format_set_indent (form->input, 1);
  form->number = input_format (form, "#,##0");
  form->percent = input_format (form, "General");
  form->mark_format = input_format (form, NULL);
  format_set_align (form->mark_format, LXW_ALIGN_CENTER);
  form->closed = cell_format (form, 0xF1F3F5);
  form->repeat = cell_format (form, 0xF1F3F5);
  format_set_num_format (form->repeat, "#,##0");
  format_set_font_color (form->repeat, 0x69717A);
  format_set_align (form->repeat, LXW_ALIGN_RIGHT);
  form->ratio = cell_format (form, 0xF1F3F5);
  format_set_num_format (form->ratio, "0.0%");
  format_set_align (form->ratio, LXW_ALIGN_RIGHT);
  form->check_format = cell_format (form, 0xF1F3F5);
  format_set_align (form->check_format, LXW_ALIGN_CENTER);
  form->hidden = workbook_add_format (form->book);
  format_set_font_size (form->hidden, 8);
}

/* Lines are counted as Excel breaks them: by words. */
double
ori_forms_height (const char *text, double width, double size)
{
  double room = width * 10.6 / size, used = 0;
  guint lines = 1;

  for (const char *p = text ? text : ""; *p != '\0';) {
    gsize bytes = strcspn (p, " \n");
    double letters = g_utf8_strlen (p, (gssize)bytes) + 1.0;
    if (used > 0 && used + letters > room + 1) {
      lines++;
      used = 0;
    }
    /* A word longer than a line is broken. */
    lines += (guint)floor (letters / (room + 2));
    used = used + letters;
    p += bytes;
    if (*p == '\n') {
      lines++;
      used = 0;
    }
    if (*p != '\0')
      p++;
  }
  return MAX (18, ceil (lines * size * 1.32 + 5));
}

void
ori_forms_setup (OriFormBook *form, lxw_worksheet *sheet)
{
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, ORI_FORM_PAPER_A4);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_set_margins (sheet, 0.4, 0.4, 0.45, 0.55);
  worksheet_gridlines (sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_protect (sheet, NULL, NULL);
}

/* --- Words --- */

char *
ori_forms_date (int day, int month)
{
  g_autofree char *key = g_strdup_printf ("month.%d", month);
  g_autofree char *number = g_strdup_printf ("%d", day);

  return ori_word_format ("form.deadline-date", "day", number, "month", ori_word (key), NULL);
}

static char *
period_text (const OriPeriod *period)
{
  g_autofree char *label = ori_period_label (period);
  const char *key = period->kind == ORI_PERIOD_YEAR          ? "form.period.year"
                    : period->kind == ORI_PERIOD_SCHOOL_YEAR ? "form.period.school-year"
                                                             : "form.period.other";

  return ori_word_format (key, "label", label, NULL);
}

/* --- The workbook --- */

static void
set_properties (OriFormBook *form)
{
  g_autofree char *title = g_strdup (ori_word ("form.help.title"));
  lxw_doc_properties properties = {.title = title, .created = 86400};

  /* The day of the period and not of the writing: the same form has the same bytes. */
  if (form->spec->period.year > 1970)
    properties.created = (time_t)(form->spec->period.year - 1970) * 365 * 86400 + 86400;
  workbook_set_properties (form->book, &properties);
}

static gboolean
fill_cb (lxw_workbook *book, gpointer data, const OriProgress *progress, GCancellable *cancellable,
         GError **error)
{
  OriFormBook *form = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  form->book = book;
  set_properties (form);
  make_formats (form);
  ori_forms_write_sheet (form);
  ori_forms_write_help (form);
  ori_forms_write_notes (form);
  ori_forms_write_codes (form);
  return TRUE;
}

/* The part of a zip as text; NULL when it is not there. */
static char *
read_part (zip_t *zip, const char *name, zip_int64_t index)
{
  zip_stat_t stat;
  zip_file_t *file = NULL;
  char *text = NULL;

  if (index >= 0 && zip_stat_index (zip, (zip_uint64_t)index, 0, &stat) == 0 &&
      (file = zip_fopen_index (zip, (zip_uint64_t)index, 0)) != NULL) {
    text = g_malloc0 (stat.size + 1);
    if (zip_fread (file, text, stat.size) != (zip_int64_t)stat.size)
      g_clear_pointer (&text, g_free);
    zip_fclose (file);
  }
  return text;
}

/* libxlsxwriter only hides: that the sheet of codes is not offered in «Unhide…» is one word in the
 * workbook's part. */
static gboolean
hide_cb (const char *path, GError **error)
{
  static const char part[] = "xl/workbook.xml";
  zip_t *zip = zip_open (path, 0, NULL);
  zip_int64_t index = zip != NULL ? zip_name_locate (zip, part, 0) : -1;
  g_autofree char *text = zip != NULL ? read_part (zip, part, index) : NULL;
  g_auto (GStrv) pieces = text ? g_strsplit (text, "state=\"hidden\"", -1) : NULL;
  g_autofree char *hidden = pieces ? g_strjoinv ("state=\"veryHidden\"", pieces) : NULL;
  zip_source_t *source =
      hidden != NULL ? zip_source_buffer (zip, hidden, strlen (hidden), 0) : NULL;

  if (source != NULL && zip_file_replace (zip, (zip_uint64_t)index, source, 0) == 0) {
    /* The time of the other parts. */
    zip_file_set_dostime (zip, (zip_uint64_t)index, 0, (1 << 5) | 1, 0);
    if (zip_close (zip) == 0)
      return TRUE;
  } else if (source != NULL) {
    zip_source_free (source);
  }
  if (zip != NULL)
    zip_discard (zip);
  g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s"), path,
               _ ("the workbook could not be closed"));
  return FALSE;
}

static void
clear (OriFormBook *form)
{
  ori_form_plan_free (form->plan);
  g_free (form->period);
  g_free (form->previous);
  g_free (form->head);
  g_free (form->at);
}

gboolean
ori_form_write (const OriFormSpec *spec, const char *path, GCancellable *cancellable,
                GError **error)
{
  OriFormHead head = {ORI_FORM_VERSION, spec->programme->id, spec->orgunit->code, spec->period};
  OriPeriod before = ori_form_previous (&spec->period);
  OriFormBook form = {.spec = spec, .plan = ori_form_plan_new (spec->programme)};
  gboolean done = FALSE;

  if (form.plan->n_inputs == 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_FORMAT,
                 _ ("The programme names no indicators: take them over from another one first"));
  } else if (ori_wording_load (error)) {
    form.period = period_text (&spec->period);
    form.previous = period_text (&before);
    form.head = ori_form_head_text (&head);
    done = ori_xlsx_save (path, fill_cb, &form, hide_cb, NULL, cancellable, error);
  }
  clear (&form);
  return done;
}

/* --- Names of files --- */

/* What Windows and FAT take: none of the signs below, no dot or space at the end, not a device. */
static char *
safe_name (const char *text)
{
  static const char *const devices[] = {"con",  "prn",  "aux",  "nul",  "com1", "com2",
                                        "com3", "com4", "lpt1", "lpt2", "lpt3", NULL};
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *clean = ori_text_clean (text);
  g_autofree char *lower = NULL;

  for (const char *p = clean; *p != '\0' && g_utf8_strlen (name->str, -1) < 100;
       p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c < 0x20 || c == 0x7f || (c < 0x80 && strchr ("<>:\"/\\|?*", (int)c)))
      g_string_append_c (name, '-');
    else if (c == 0xab || c == 0xbb)
      continue;
    else
      g_string_append_unichar (name, c);
  }
  while (name->len > 0 && strchr (". ", name->str[name->len - 1]))
    g_string_truncate (name, name->len - 1);
  lower = g_ascii_strdown (name->str, -1);
  if (name->len == 0 || g_strv_contains (devices, lower))
    g_string_append_c (name, '_');
  return g_strdup (name->str);
}

char *
ori_form_file_name (const OriFormSpec *spec, GHashTable *taken)
{
  const OriOrgUnit *unit = spec->orgunit;
  g_autofree char *period = ori_period_code (&spec->period);
  g_autofree char *wanted =
      ori_word_format (spec->parent ? "form.file-school" : "form.file", "parent",
                       spec->parent ? spec->parent->short_name : NULL, "name",
                       unit->short_name ? unit->short_name : unit->name, "period", period, NULL);
  g_autofree char *base = safe_name (wanted);

  for (guint n = 1;; n++) {
    g_autofree char *name =
        n == 1 ? g_strconcat (base, ".xlsx", NULL) : g_strdup_printf ("%s (%u).xlsx", base, n);
    char *key = g_utf8_casefold (name, -1);
    if (g_hash_table_add (taken, key))
      return g_steal_pointer (&name);
  }
}
