/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-assemble-private.h"
#include "import/ori-school-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a subject became. */
typedef struct {
  const OriIndicator *indicator; /* of the programme or new */
  const OriElement *element;     /* contextual */
  char *key;                     /* of its name */
  gboolean refused;              /* not used, as decided by hand */
  gboolean conflict;             /* the name counts something else in another table of the file */
} Meaning;

typedef struct {
  const OriReading *reading;
  const GPtrArray *results;
  OriStage *stage;
  GPtrArray *meanings;  /* per sheet: GArray of Meaning, beside subjects */
  GPtrArray *codes;     /* per sheet: GPtrArray of org unit codes, beside places; may hold NULL */
  GHashTable *made;     /* identity of a new indicator → OriIndicator, owned by the stage */
  GHashTable *units;    /* key of a new org unit → OriOrgUnit, owned by the stage */
  GHashTable *reported; /* findings made once per name */
  OriSchools *schools;
  gboolean make_indicators;
  guint next_code;
  struct {
    const char *text;
    char *kept;
  } kept[256]; /* names come again from row to row: what ori_stage_keep() gave last */
} Assembly;

/* @text must stay where it is while the stage is assembled. */
static char *
keep (Assembly *self, const char *text)
{
  guint slot = (guint)(((gsize)text >> 4) ^ ((gsize)text >> 12)) % G_N_ELEMENTS (self->kept);
  if (text != NULL && self->kept[slot].text != text) {
    self->kept[slot].text = text;
    self->kept[slot].kept = ori_stage_keep (self->stage, text);
  }
  return text ? self->kept[slot].kept : NULL;
}

static void
add_finding (Assembly *self, const OriSheetResult *result, guint row, guint col, const char *rule,
             OriSeverity severity, const char *message)
{
  g_autofree char *place = row == G_MAXUINT ? NULL : ori_cellref_name (row, col);
  g_ptr_array_add (
      self->stage->findings,
      ori_finding_new (rule, severity, ori_sheet_name (result->grid->sheet), place, "%s", message));
}

/* TRUE the first time something is said about a name. */
static gboolean
report_once (Assembly *self, const char *rule, const char *name)
{
  return g_hash_table_add (self->reported, g_strconcat (rule, "|", name, NULL));
}

/* A code made from a name: its key with dashes, cut and made unique when long. */
static char *
code_from_name (const char *name)
{
  g_autofree char *key = ori_text_key (name);
  g_strdelimit (key, " :", '-');
  if (g_utf8_strlen (key, -1) <= 40)
    return g_steal_pointer (&key);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *start = g_utf8_substring (key, 0, 36);
  return g_strdup_printf ("%s-%.6s", start, hash);
}

static OriOrgUnitLevel
level_of (const OriPlace *place, const char *name)
{
  static const char *const schools[] = {"школ",  "гимнази", "лице",     "сош",  "оош",
                                        "детск", "колледж", "техникум", "мбоу", "мкоу",
                                        "маоу",  "гбоу",    NULL};
  g_autofree char *key = ori_text_key (name);
  for (guint i = 0; schools[i]; i++)
    if (strstr (key, schools[i]))
      return ORI_ORGUNIT_SCHOOL;
  if (place->new_other || place->qualified)
    return ORI_ORGUNIT_OTHER;
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  gboolean region = FALSE;
  for (guint i = 0; words[i]; i++)
    region |= strcmp (words[i], "область") == 0 || strcmp (words[i], "край") == 0 ||
              g_str_has_prefix (words[i], "республик") || g_str_has_prefix (words[i], "федерал") ||
              g_str_has_prefix (words[i], "автономн");
  return region ? ORI_ORGUNIT_REGION : ORI_ORGUNIT_MUNICIPALITY;
}

static const char *
make_orgunit (Assembly *self, const OriPlace *place)
{
  const char *name = place->qualified ? place->qualified : place->printed;
  g_autofree char *base = ori_footnote_cut (name, NULL, NULL);
  g_autofree char *clean = ori_text_clean (base ? base : name);
  char *key = ori_text_key (clean);
  OriOrgUnit *unit = g_hash_table_lookup (self->units, key);
  if (key[0] == '\0') {
    g_free (key);
    return NULL;
  }
  if (unit != NULL) {
    g_free (key);
    return unit->code;
  }
  g_autofree char *code = code_from_name (clean);
  OriOrgUnitLevel level = level_of (place, clean);
  unit = ori_orgunit_new (
      code, clean, NULL, level == ORI_ORGUNIT_OTHER ? NULL : self->reading->context->region, level);
  g_ptr_array_add (self->stage->new_orgunits, unit);
  g_hash_table_insert (self->units, key, unit);
  return unit->code;
}

/* A unit made by hand enters the stage with the first record that uses it. */
static void
stage_own_unit (Assembly *self, const char *code)
{
  const GPtrArray *own = self->reading->own_units;
  for (guint i = 0; own != NULL && i < own->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (own, i);
    if (strcmp (unit->code, code) == 0 && report_once (self, "own-unit", code))
      g_ptr_array_add (self->stage->new_orgunits, ori_orgunit_copy (unit));
  }
}

static const OriIndicator *
stage_own_indicator (Assembly *self, const char *code)
{
  const GPtrArray *own = self->reading->own_indicators;
  for (guint i = 0; i < self->stage->new_indicators->len; i++) {
    const OriIndicator *staged = g_ptr_array_index (self->stage->new_indicators, i);
    if (strcmp (staged->code, code) == 0)
      return staged;
  }
  for (guint i = 0; own != NULL && i < own->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (own, i);
    if (strcmp (indicator->code, code) != 0)
      continue;
    g_autofree char *json = ori_indicator_to_json (indicator);
    OriIndicator *copy = ori_indicator_from_json (json, NULL);
    g_ptr_array_add (self->stage->new_indicators, copy);
    return copy;
  }
  return NULL;
}

static const char *
resolve_place (Assembly *self, const OriSheetResult *result, const OriPlace *place)
{
  const OriMatchContext *context = self->reading->context;
  const OriOrgUnit *unit = NULL;
  g_autofree char *others = NULL;

  if (place->unit != NULL && place->printed == NULL)
    return place->unit->code;
  if (place->printed == NULL) {
    if (context == NULL || context->default_orgunit == NULL)
      return NULL;
    stage_own_unit (self, context->default_orgunit);
    return context->default_orgunit;
  }
  g_autofree char *key = ori_text_key (place->printed);
  const char *edited = g_hash_table_lookup (self->reading->place_edits, key);
  if (edited != NULL) {
    if (edited[0] == '\0')
      return NULL;
    stage_own_unit (self, edited);
    if (!g_hash_table_contains (self->stage->new_aliases, place->printed))
      g_hash_table_insert (self->stage->new_aliases, g_strdup (place->printed), g_strdup (edited));
    return edited;
  }
  if (place->disputed)
    return NULL;
  OriMatchKind kind = ori_reading_match_place (self->reading, place->printed, &unit, &others);
  const char *school = ori_schools_resolve (self->schools, self->reading, result, place, unit);
  if (school != NULL)
    return school;
  if (kind == ORI_MATCH_LIKE && report_once (self, "orgunit-like", key)) {
    g_autofree char *message =
        g_strdup_printf (_ ("“%s” is taken for “%s”"), place->printed, unit->name);
    add_finding (self, result, place->row, place->col, "orgunit-like", ORI_SEVERITY_WARNING,
                 message);
  }
  if (unit != NULL || place->unit != NULL) /* found inside a title */
    return (unit != NULL ? unit : place->unit)->code;
  if (kind == ORI_MATCH_AMBIGUOUS) {
    if (report_once (self, "orgunit-ambiguous", key)) {
      g_autofree char *message =
          g_strdup_printf (_ ("“%s” may be any of %s"), place->printed, others);
      add_finding (self, result, place->row, place->col, "orgunit-ambiguous", ORI_SEVERITY_ERROR,
                   message);
    }
    return NULL;
  }
  if (context != NULL && context->make_orgunits)
    return make_orgunit (self, place);
  if (self->reading->knows_places && report_once (self, "orgunit-unknown", key)) {
    g_autofree char *message =
        g_strdup_printf (_ ("“%s” is not among the known territories"), place->printed);
    add_finding (self, result, place->row, place->col, "orgunit-unknown", ORI_SEVERITY_ERROR,
                 message);
  }
  return NULL;
}

/* FALSE when the programme knows no such code. */
static gboolean
set_meaning (const Assembly *self, const char *code, Meaning *meaning)
{
  const OriProgramme *programme = self->reading->context->programme;
  const OriElement *element = ori_programme_element (programme, code);
  meaning->indicator = ori_programme_indicator (programme, code);
  if (meaning->indicator == NULL && element != NULL) {
    if (element->indicator != NULL)
      meaning->indicator = ori_programme_indicator (programme, element->indicator);
    else
      meaning->element = element;
  }
  return meaning->indicator != NULL || meaning->element != NULL;
}

/* A wording that was confirmed by hand is known to the next import. */
static void
learn_wording (Assembly *self, const Meaning *meaning, const char *wording, const char *code)
{
  if ((meaning->indicator != NULL || meaning->element != NULL) && wording != NULL &&
      ori_wording_is_telling (wording))
    g_hash_table_insert (self->stage->new_wordings, g_strdup (wording), g_strdup (code));
}

/* What was confirmed in an earlier import, for wordings that the programme does not know itself. */
static gboolean
match_remembered (const Assembly *self, const OriSubject *subject, Meaning *meaning)
{
  const OriMatchContext *context = self->reading->context;
  const char *text;
  if (context == NULL || context->wordings == NULL || context->programme == NULL)
    return FALSE;
  const char *code = ori_wording_code (context->wordings, subject, &text);
  return code != NULL && set_meaning (self, code, meaning);
}

static void
match_subject (Assembly *self, const OriSheetResult *result, const OriSubject *subject,
               Meaning *meaning)
{
  const OriProgramme *programme = self->reading->context ? self->reading->context->programme : NULL;
  const char *text;
  meaning->key = ori_text_key (subject->name);

  /* A form says it by its code. */
  if (subject->code != NULL && programme != NULL) {
    set_meaning (self, subject->code, meaning);
    return;
  }
  const char *edited = ori_wording_code (self->reading->subject_edits, subject, &text);
  meaning->refused = edited != NULL && *edited == '\0';
  if (edited != NULL && !meaning->refused)
    meaning->indicator = stage_own_indicator (self, edited);
  if (meaning->indicator != NULL || meaning->refused) {
    learn_wording (self, meaning, text, edited);
    return;
  }
  if (edited != NULL && programme != NULL) {
    set_meaning (self, edited, meaning);
    learn_wording (self, meaning, text, edited);
    return;
  }
  OriSubjectMatch match;
  ori_subject_match (self->reading->subjects, (const char *const *)subject->texts, &match);
  if (match.kind != ORI_MATCH_EXACT && match_remembered (self, subject, meaning)) {
    g_free (match.others);
    return;
  }
  meaning->indicator = match.indicator;
  meaning->element = match.element;
  const char *name = subject->printed ? subject->printed : "";
  if (match.kind == ORI_MATCH_LIKE && report_once (self, "indicator-like", meaning->key)) {
    g_autofree char *message = g_strdup_printf (
        _ ("“%s” is taken for “%s”"), name,
        match.indicator ? ori_indicator_label (match.indicator) : match.element->name);
    add_finding (self, result, subject->row, subject->col, "indicator-like", ORI_SEVERITY_WARNING,
                 message);
  } else if (match.kind == ORI_MATCH_AMBIGUOUS &&
             report_once (self, "indicator-ambiguous", meaning->key)) {
    g_autofree char *message = g_strdup_printf (_ ("“%s” may be any of %s"), name, match.others);
    add_finding (self, result, subject->row, subject->col, "indicator-ambiguous",
                 self->make_indicators ? ORI_SEVERITY_WARNING : ORI_SEVERITY_ERROR, message);
  } else if (match.kind == ORI_MATCH_NONE && !self->make_indicators &&
             report_once (self, "indicator-unknown", meaning->key)) {
    g_autofree char *message = g_strdup_printf (_ ("“%s” is no indicator of the programme"), name);
    add_finding (self, result, subject->row, subject->col, "indicator-unknown", ORI_SEVERITY_ERROR,
                 message);
  }
  g_free (match.others);
}

static gint64
period_number (const OriPeriod *period)
{
  return ((gint64)period->kind << 28) | ((gint64)period->year << 12) | (period->part << 6) |
         period->day;
}

static GArray *
meanings_of (const Assembly *self, guint sheet)
{
  return g_ptr_array_index (self->meanings, sheet);
}

/* Marks names that mean different things in two tables: there is a value for the same org unit and
 * period in both. Sheets that repeat one form for other org units are no conflict. */
static void
find_conflicts (Assembly *self)
{
  g_autoptr (GHashTable) tables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shared = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    for (guint i = 0; i < result->subjects->len; i++) {
      const OriSubject *subject = &g_array_index (result->subjects, OriSubject, i);
      const Meaning *meaning = &g_array_index (meanings_of (self, s), Meaning, i);
      if (meaning->indicator || meaning->element)
        continue;
      gpointer id = GUINT_TO_POINTER ((s << 12) + subject->table + 1), first;
      if (!g_hash_table_lookup_extended (tables, meaning->key, NULL, &first))
        g_hash_table_insert (tables, meaning->key, id);
      else if (first != id)
        g_hash_table_add (shared, meaning->key);
    }
  }
  if (g_hash_table_size (shared) == 0)
    return;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) conflicts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    const GPtrArray *codes = g_ptr_array_index (self->codes, s);
    for (guint i = 0; i < result->drafts->len; i++) {
      const OriDraft *draft = &g_array_index (result->drafts, OriDraft, i);
      const OriSubject *subject = &g_array_index (result->subjects, OriSubject, draft->subject);
      const Meaning *meaning = &g_array_index (meanings_of (self, s), Meaning, draft->subject);
      if (!g_hash_table_contains (shared, meaning->key) ||
          g_hash_table_contains (conflicts, meaning->key))
        continue;
      const OriPlace *place = &g_array_index (result->places, OriPlace, draft->place);
      const char *code = g_ptr_array_index (codes, draft->place);
      char *key = g_strdup_printf ("%s|%s|%" G_GINT64_FORMAT "|%u|%s", meaning->key,
                                   code             ? code
                                   : place->printed ? place->printed
                                                    : "",
                                   period_number (&draft->period), subject->serial,
                                   draft->part ? draft->part : "");
      gpointer id = GUINT_TO_POINTER ((s << 12) + subject->table + 1), first;
      if (!g_hash_table_lookup_extended (seen, key, NULL, &first)) {
        g_hash_table_insert (seen, key, id);
      } else {
        if (first != id)
          g_hash_table_add (conflicts, meaning->key);
        g_free (key);
      }
    }
  }
  for (guint s = 0; s < self->results->len; s++)
    for (guint i = 0; i < meanings_of (self, s)->len; i++) {
      Meaning *meaning = &g_array_index (meanings_of (self, s), Meaning, i);
      meaning->conflict = g_hash_table_contains (conflicts, meaning->key);
    }
}

/* Title of the table that words the subject, without its period; for telling equal names apart. */
static char *
table_context (const OriSheetResult *result, const OriSubject *subject)
{
  const char *sheet = ori_sheet_name (result->grid->sheet);
  for (guint i = 0; i < result->described->len; i++) {
    const OriStageTable *table = g_ptr_array_index (result->described, i);
    if (subject->row < table->range.row1 || subject->row > table->range.row2 ||
        subject->col < table->range.col1 || subject->col > table->range.col2 || !table->title)
      continue;
    char *title = g_strdup (table->title);
    char *open = strrchr (title, '(');
    if (open != NULL && open > title && title[strlen (title) - 1] == ')')
      *open = '\0';
    return g_strstrip (title);
  }
  return g_strdup (sheet ? sheet : "");
}

static OriIndicatorKind
kind_of (const OriSubject *subject)
{
  guint share = ORI_PART_BIT_TOTAL | ORI_PART_BIT_PARTICIPATED;
  if ((subject->parts & share) == share)
    return ORI_KIND_SHARE;
  if ((subject->parts & ORI_PART_BIT_VALUE) && (subject->parts & ORI_PART_BIT_PERCENT))
    return ORI_KIND_COUNT_SHARE;
  return ORI_KIND_VALUE;
}

static char *
next_code (Assembly *self)
{
  const OriProgramme *programme = self->reading->context ? self->reading->context->programme : NULL;
  for (;;) {
    char *code = g_strdup_printf ("I%02u", ++self->next_code);
    if (programme == NULL || ori_programme_indicator (programme, code) == NULL)
      return code;
    g_free (code);
  }
}

static char *
file_stem (const Assembly *self)
{
  char *stem = g_path_get_basename (self->reading->file ? self->reading->file : "");
  char *dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';
  return stem;
}

static void
make_indicator (Assembly *self, const OriSheetResult *result, const OriSubject *subject,
                Meaning *meaning)
{
  g_autofree char *name = g_strdup (subject->name);
  if (name == NULL || name[0] == '\0') {
    g_free (name);
    name = file_stem (self);
  }
  if (meaning->conflict) {
    g_autofree char *context = table_context (result, subject);
    g_autofree char *context_key = ori_text_key (context);
    if (strcmp (context_key, meaning->key) == 0) {
      g_free (context);
      context = g_strdup (ori_sheet_name (result->grid->sheet));
    }
    char *both = g_strconcat (context, ": ", name, NULL);
    g_free (name);
    name = both;
  }
  if (subject->serial > 1) {
    char *numbered = g_strdup_printf ("%s (%u)", name, subject->serial);
    g_free (name);
    name = numbered;
  }
  OriIndicatorKind kind = kind_of (subject);
  g_autofree char *name_key = ori_text_key (name);
  char *identity = g_strdup_printf ("%s|%d", name_key, kind);
  OriIndicator *indicator = g_hash_table_lookup (self->made, identity);
  if (indicator == NULL) {
    g_autofree char *code = next_code (self);
    indicator = ori_indicator_new (code, name, kind, kind == ORI_KIND_SHARE ? "%" : subject->unit);
    g_ptr_array_add (self->stage->new_indicators, indicator);
    g_hash_table_insert (self->made, identity, indicator);
  } else {
    g_free (identity);
  }
  meaning->indicator = indicator;
}

/* The part of an indicator that a column without a part word holds. */
static const char *
part_of (const OriIndicator *indicator, const OriDraft *draft, const char *unit)
{
  gboolean percent = g_strcmp0 (unit, "%") == 0;
  if (draft->part != NULL) {
    if (ori_indicator_element (indicator, draft->part) != NULL)
      return draft->part;
    /* A figure beside its percent is the numerator; the lone figure of a count is the count. */
    gboolean count = strcmp (draft->part, ORI_PART_VALUE) == 0 ||
                     strcmp (draft->part, ORI_PART_PARTICIPATED) == 0;
    if (count && ori_indicator_element (indicator, ORI_PART_VALUE) != NULL)
      return ORI_PART_VALUE;
    return count && ori_indicator_element (indicator, ORI_PART_PARTICIPATED) != NULL
               ? ORI_PART_PARTICIPATED
               : NULL;
  }
  if (percent && ori_indicator_element (indicator, ORI_PART_PERCENT) != NULL)
    return ORI_PART_PERCENT;
  if (ori_indicator_element (indicator, ORI_PART_VALUE) != NULL)
    return ORI_PART_VALUE;
  if (unit != NULL && ori_indicator_element (indicator, ORI_PART_PARTICIPATED) != NULL)
    return ORI_PART_PARTICIPATED;
  return NULL;
}

/* Text is a value of an indicator that asks for it; elsewhere it is kept and reported. */
static void
settle_text (Assembly *self, const OriSheetResult *result, const OriDraft *draft,
             const OriIndicator *indicator, OriRecord *record)
{
  gboolean plain = draft->part == NULL || strcmp (draft->part, ORI_PART_VALUE) == 0;
  if (plain && indicator && ori_indicator_element (indicator, ORI_PART_TEXT) != NULL) {
    record->part = keep (self, ORI_PART_TEXT);
    record->status = ORI_STATUS_VALUE;
    return;
  }
  g_autofree char *message =
      g_strdup_printf (_ ("“%s” stands where a number was expected"), draft->text);
  add_finding (self, result, draft->row, draft->col, "text-for-number", ORI_SEVERITY_WARNING,
               message);
  const char *note = _ ("text instead of a number");
  g_autofree char *both = draft->note ? g_strconcat (note, "; ", draft->note, NULL) : NULL;
  record->note = ori_stage_keep (self->stage, both ? both : note);
}

static void
leave_out (const OriSheetResult *result, const OriDraft *draft)
{
  OriGridCell *cell = ori_grid_at (result->grid, draft->row, draft->col);
  if (cell == NULL)
    return;
  cell->role = ORI_ROLE_UNUSED;
  cell->reason = ORI_UNUSED_BY_HAND;
}

static void
note_correction (Assembly *self, OriRecord *record, const OriCellEdit *edit)
{
  g_autofree char *words =
      g_strdup_printf (_ ("corrected by hand, “%s” is printed in the file"), record->printed);
  g_autofree char *note = record->note ? g_strconcat (record->note, "; ", words, NULL) : NULL;
  record->note = ori_stage_keep (self->stage, note ? note : words);
  record->printed = ori_stage_keep (self->stage, edit->text);
}

static void
add_record (Assembly *self, const OriSheetResult *result, const OriDraft *draft)
{
  const OriPlace *place = &g_array_index (result->places, OriPlace, draft->place);
  const OriSubject *subject = &g_array_index (result->subjects, OriSubject, draft->subject);
  const Meaning *meaning =
      &g_array_index (meanings_of (self, result->sheet), Meaning, draft->subject);
  const GPtrArray *codes = g_ptr_array_index (self->codes, result->sheet);
  const OriCellEdit *edit =
      ori_sheet_edits_cell (&self->reading->sheet_edits[result->sheet], draft->row, draft->col);
  if (edit != NULL && edit->left_out) {
    leave_out (result, draft);
    return;
  }
  OriRecord *record = ori_stage_add_record (self->stage);

  record->sheet = keep (self, ori_sheet_name (result->grid->sheet));
  record->cell = (OriCellRef){draft->row, draft->col};
  record->orgunit_printed = keep (self, place->printed);
  record->orgunit = keep (self, g_ptr_array_index (codes, draft->place));
  record->indicator_printed = keep (self, draft->printed ? draft->printed : subject->printed);
  record->period = draft->period;
  record->status = draft->status;
  record->value = draft->value;
  record->text = keep (self, draft->text);
  record->unit = keep (self, draft->unit);
  /* «Нет» is an answer where the question is whether there is one. */
  if (draft->status == ORI_STATUS_MISSING && draft->text == NULL && meaning->indicator != NULL &&
      meaning->indicator->kind == ORI_KIND_PRESENCE) {
    g_autofree char *printed = ori_grid_text (result->grid, draft->row, draft->col);
    g_autofree char *key = ori_text_key (printed ? printed : "");
    if (strcmp (key, "нет") == 0)
      record->text = ori_stage_keep (self->stage, printed);
  }
  if (record->text != NULL && draft->status == ORI_STATUS_MISSING)
    settle_text (self, result, draft, meaning->indicator, record);
  if (record->note == NULL)
    record->note = keep (self, draft->note);
  g_autofree char *shown = ori_grid_text (result->grid, draft->row, draft->col);
  record->printed = ori_stage_keep_once (self->stage, shown ? shown : "");
  if (edit != NULL && edit->text != NULL)
    note_correction (self, record, edit);
  const char *settled = record->part;
  const char *part = settled ? settled : draft->part;
  if (meaning->indicator != NULL) {
    part = settled ? settled : part_of (meaning->indicator, draft, draft->unit);
    const OriElement *element = part ? ori_indicator_element (meaning->indicator, part) : NULL;
    record->indicator = keep (self, meaning->indicator->code);
    record->element = keep (self, element ? element->code : NULL);
    if (element == NULL && draft->status != ORI_STATUS_NOT_APPLICABLE &&
        draft->status != ORI_STATUS_MISSING && report_once (self, "part-unknown", meaning->key)) {
      g_autofree char *message = g_strdup_printf (
          _ ("it is not clear which part of “%s” this is: the total, the participants or the "
             "percent"),
          ori_indicator_label (meaning->indicator));
      add_finding (self, result, draft->row, draft->col, "part-unknown", ORI_SEVERITY_WARNING,
                   message);
    }
  } else if (meaning->element != NULL) {
    record->element = keep (self, meaning->element->code);
  }
  record->part = keep (self, part ? part : draft->part ? draft->part : ORI_PART_VALUE);
}

static guint
hash_record (gconstpointer data)
{
  const OriRecord *record = data;
  return g_str_hash (record->element) * 31 + g_str_hash (record->orgunit) * 17 +
         (guint)period_number (&record->period);
}

static gboolean
is_same_figure (gconstpointer a, gconstpointer b)
{
  const OriRecord *x = a, *y = b;
  return period_number (&x->period) == period_number (&y->period) &&
         strcmp (x->element, y->element) == 0 && strcmp (x->orgunit, y->orgunit) == 0;
}

/* Two cells that claim to be the same figure and differ: neither is believed. */
static void
find_contradictions (Assembly *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_record, is_same_figure);
  for (guint i = 0; i < self->stage->records->len; i++) {
    OriRecord *record = g_ptr_array_index (self->stage->records, i);
    if (!ori_record_is_ready (record))
      continue;
    OriRecord *first = g_hash_table_lookup (seen, record);
    if (first == NULL) {
      g_hash_table_add (seen, record);
      continue;
    }
    if (first->value == record->value && first->status == record->status)
      continue;
    OriRecord *both[] = {first, record};
    g_autofree char *a = ori_cellref_name (first->cell.row, first->cell.col);
    g_autofree char *b = ori_cellref_name (record->cell.row, record->cell.col);
    for (guint j = 0; j < 2; j++) {
      if (both[j]->status == ORI_STATUS_VALUE)
        both[j]->status = ORI_STATUS_DOUBTFUL;
      if (both[j]->note && strstr (both[j]->note, _ ("another cell says otherwise")))
        continue;
      g_autofree char *note =
          g_strdup_printf ("%s%s%s", both[j]->note ? both[j]->note : "", both[j]->note ? "; " : "",
                           _ ("another cell says otherwise"));
      both[j]->note = ori_stage_keep (self->stage, note);
    }
    g_ptr_array_add (self->stage->findings,
                     ori_finding_new ("same-key-twice", ORI_SEVERITY_WARNING, record->sheet, b,
                                      _ ("the same figure stands in %s with another value"), a));
  }
}

static gboolean
is_left_out (const OriFinding *finding, const OriSheetEdits *edits)
{
  OriCellRef cell;
  const OriCellEdit *edit = NULL;
  if (edits->cells != NULL && finding->cell != NULL &&
      ori_cellref_parse (finding->cell, &cell, NULL))
    edit = ori_sheet_edits_cell (edits, cell.row, cell.col);
  return edit != NULL && edit->left_out;
}

static void
add_tables (Assembly *self, const OriSheetResult *result)
{
  const OriSheetEdits *edits = &self->reading->sheet_edits[result->sheet];

  for (guint i = 0; i < result->described->len; i++) {
    const OriStageTable *table = g_ptr_array_index (result->described, i);
    OriStageTable *copy = g_memdup2 (table, sizeof *table);
    copy->sheet = g_strdup (table->sheet);
    copy->layout = g_strdup (table->layout);
    copy->title = g_strdup (table->title);
    copy->reason = g_strdup (table->reason);
    g_ptr_array_add (self->stage->tables, copy);
  }
  for (guint i = 0; i < result->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (result->findings, i);
    if (!is_left_out (finding, edits))
      g_ptr_array_add (self->stage->findings, ori_finding_copy (finding));
  }
}

static void
add_sheet_findings (Assembly *self, const OriSheetResult *result)
{
  const OriSheet *sheet = result->grid->sheet;
  if (result->grid->n_cells == 0)
    return;
  if (result->described->len == 0 && !result->form) {
    gboolean used = result->tables->len > 0 ||
                    (result->grid->n_cells > 0 && result->grid->info[0].reason != ORI_UNUSED_SHEET);
    g_ptr_array_add (
        self->stage->findings,
        ori_finding_new (used ? "no-table" : "sheet-not-used", ORI_SEVERITY_INFO,
                         ori_sheet_name (sheet), NULL, "%s",
                         used ? _ ("no table of figures was found") : _ ("the sheet is not used")));
  }
  const OriDraft *undated = NULL;
  for (guint i = 0; i < result->drafts->len && undated == NULL; i++) {
    const OriDraft *draft = &g_array_index (result->drafts, OriDraft, i);
    undated = draft->period.kind == ORI_PERIOD_NONE ? draft : NULL;
  }
  if (undated != NULL)
    add_finding (self, result, undated->row, undated->col, "no-period", ORI_SEVERITY_ERROR,
                 _ ("nothing says which year the figures are of"));
  else if (result->period_guessed && result->drafts->len > 0)
    g_ptr_array_add (
        self->stage->findings,
        ori_finding_new ("period-from-name", ORI_SEVERITY_INFO, ori_sheet_name (sheet), NULL,
                         _ ("the period comes from the name of the sheet or file, or from the "
                            "year of the round")));
}

static void
resolve_names (Assembly *self)
{
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    GArray *meanings = g_array_new (FALSE, TRUE, sizeof (Meaning));
    GPtrArray *codes = g_ptr_array_new ();
    g_array_set_size (meanings, result->subjects->len);
    g_ptr_array_add (self->meanings, meanings);
    g_ptr_array_add (self->codes, codes);
    for (guint i = 0; i < result->places->len; i++)
      g_ptr_array_add (codes, (gpointer)resolve_place (
                                  self, result, &g_array_index (result->places, OriPlace, i)));
    for (guint i = 0; i < result->subjects->len; i++)
      match_subject (self, result, &g_array_index (result->subjects, OriSubject, i),
                     &g_array_index (meanings, Meaning, i));
  }
  if (!self->make_indicators)
    return;
  find_conflicts (self);
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    /* The unit of a table is the unit of an indicator whose header names none. */
    for (guint i = 0; i < result->drafts->len; i++) {
      const OriDraft *draft = &g_array_index (result->drafts, OriDraft, i);
      OriSubject *subject = &g_array_index (result->subjects, OriSubject, draft->subject);
      if (subject->unit == NULL && draft->unit != NULL)
        subject->unit = g_strdup (draft->unit);
    }
    for (guint i = 0; i < result->subjects->len; i++) {
      Meaning *meaning = &g_array_index (meanings_of (self, s), Meaning, i);
      if (meaning->indicator == NULL && meaning->element == NULL && !meaning->refused)
        make_indicator (self, result, &g_array_index (result->subjects, OriSubject, i), meaning);
    }
  }
}

OriStage *
ori_assemble_stage (const OriReading *reading, const GPtrArray *results, guint **starts)
{
  const OriMatchContext *context = reading->context;
  Assembly self = {.reading = reading, .results = results};
  self.stage = ori_stage_new (reading->file);
  g_free (self.stage->format);
  self.stage->format = g_strdup (ori_book_format (reading->book));
  self.meanings = g_ptr_array_new ();
  self.codes = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  self.made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.make_indicators = context == NULL || context->make_indicators;
  self.schools = ori_schools_new (context, self.stage);

  const GPtrArray *read = ori_book_findings (reading->book);
  for (guint i = 0; read && i < read->len; i++)
    g_ptr_array_add (self.stage->findings, ori_finding_copy (g_ptr_array_index (read, i)));
  resolve_names (&self);
  *starts = g_new0 (guint, results->len + 1);
  for (guint s = 0; s < results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (results, s);
    (*starts)[s] = self.stage->records->len;
    for (guint i = 0; i < result->drafts->len; i++)
      add_record (&self, result, &g_array_index (result->drafts, OriDraft, i));
    add_tables (&self, result);
    ori_assemble_unused (self.stage, result);
    add_sheet_findings (&self, result);
  }
  (*starts)[results->len] = self.stage->records->len;
  find_contradictions (&self);

  for (guint s = 0; s < results->len; s++) {
    GArray *meanings = meanings_of (&self, s);
    for (guint i = 0; i < meanings->len; i++)
      g_free (g_array_index (meanings, Meaning, i).key);
    g_array_unref (meanings);
  }
  g_ptr_array_unref (self.meanings);
  g_ptr_array_unref (self.codes);
  g_hash_table_unref (self.made);
  g_hash_table_unref (self.units);
  g_hash_table_unref (self.reported);
  ori_schools_free (self.schools);
  return self.stage;
}
