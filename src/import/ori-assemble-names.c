/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-assembly-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names become codes: org units and indicators, by hand, by code, by the register and the
 * programme, by what earlier imports taught. */

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
make_orgunit (OriAssembly *self, const OriPlace *place)
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
stage_own_unit (OriAssembly *self, const char *code)
{
  const GPtrArray *own = self->reading->own_units;
  for (guint i = 0; own != NULL && i < own->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (own, i);
    if (strcmp (unit->code, code) == 0 && ori_assembly_report_once (self, "own-unit", code))
      g_ptr_array_add (self->stage->new_orgunits, ori_orgunit_copy (unit));
  }
}

static const OriIndicator *
stage_own_indicator (OriAssembly *self, const char *code)
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

const char *
ori_assembly_resolve_place (OriAssembly *self, const OriSheetResult *result, const OriPlace *place)
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
  if (kind == ORI_MATCH_LIKE && ori_assembly_report_once (self, "orgunit-like", key)) {
    g_autofree char *message =
        g_strdup_printf (_ ("“%s” is taken for “%s”"), place->printed, unit->name);
    ori_assembly_add_finding (self, result, place->row, place->col, "orgunit-like",
                              ORI_SEVERITY_WARNING, message);
  }
  if (unit != NULL || place->unit != NULL) /* found inside a title */
    return (unit != NULL ? unit : place->unit)->code;
  if (kind == ORI_MATCH_AMBIGUOUS) {
    if (ori_assembly_report_once (self, "orgunit-ambiguous", key)) {
      g_autofree char *message =
          g_strdup_printf (_ ("“%s” may be any of %s"), place->printed, others);
      ori_assembly_add_finding (self, result, place->row, place->col, "orgunit-ambiguous",
                                ORI_SEVERITY_ERROR, message);
    }
    return NULL;
  }
  if (context != NULL && context->make_orgunits)
    return make_orgunit (self, place);
  if (self->reading->knows_places && ori_assembly_report_once (self, "orgunit-unknown", key)) {
    g_autofree char *message =
        g_strdup_printf (_ ("“%s” is not among the known territories"), place->printed);
    ori_assembly_add_finding (self, result, place->row, place->col, "orgunit-unknown",
                              ORI_SEVERITY_ERROR, message);
  }
  return NULL;
}

/* FALSE when the programme knows no such code. */
static gboolean
set_meaning (const OriAssembly *self, const char *code, OriMeaning *meaning)
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
learn_wording (OriAssembly *self, const OriMeaning *meaning, const char *wording, const char *code)
{
  if ((meaning->indicator != NULL || meaning->element != NULL) && wording != NULL &&
      ori_wording_is_telling (wording))
    g_hash_table_insert (self->stage->new_wordings, g_strdup (wording), g_strdup (code));
}

/* What was confirmed in an earlier import, for wordings that the programme does not know itself. */
static gboolean
match_remembered (const OriAssembly *self, const OriSubject *subject, OriMeaning *meaning)
{
  const OriMatchContext *context = self->reading->context;
  const char *text;
  if (context == NULL || context->wordings == NULL || context->programme == NULL)
    return FALSE;
  const char *code = ori_wording_code (context->wordings, subject, &text);
  return code != NULL && set_meaning (self, code, meaning);
}

void
ori_assembly_match_subject (OriAssembly *self, const OriSheetResult *result,
                            const OriSubject *subject, OriMeaning *meaning)
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
  if (match.kind == ORI_MATCH_LIKE &&
      ori_assembly_report_once (self, "indicator-like", meaning->key)) {
    g_autofree char *message = g_strdup_printf (
        _ ("“%s” is taken for “%s”"), name,
        match.indicator ? ori_indicator_label (match.indicator) : match.element->name);
    ori_assembly_add_finding (self, result, subject->row, subject->col, "indicator-like",
                              ORI_SEVERITY_WARNING, message);
  } else if (match.kind == ORI_MATCH_AMBIGUOUS &&
             ori_assembly_report_once (self, "indicator-ambiguous", meaning->key)) {
    g_autofree char *message = g_strdup_printf (_ ("“%s” may be any of %s"), name, match.others);
    ori_assembly_add_finding (self, result, subject->row, subject->col, "indicator-ambiguous",
                              self->make_indicators ? ORI_SEVERITY_WARNING : ORI_SEVERITY_ERROR,
                              message);
  } else if (match.kind == ORI_MATCH_NONE && !self->make_indicators &&
             ori_assembly_report_once (self, "indicator-unknown", meaning->key)) {
    g_autofree char *message = g_strdup_printf (_ ("“%s” is no indicator of the programme"), name);
    ori_assembly_add_finding (self, result, subject->row, subject->col, "indicator-unknown",
                              ORI_SEVERITY_ERROR, message);
  }
  g_free (match.others);
}
