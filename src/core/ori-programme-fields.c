/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "core/ori-programme-private.h"

#define STRING(type, member) .kind = ORI_FIELD_STRING, .offset = G_STRUCT_OFFSET (type, member)
#define STRINGS(type, member) .kind = ORI_FIELD_STRINGS, .offset = G_STRUCT_OFFSET (type, member)
#define FLAG(type, member) .kind = ORI_FIELD_FLAG, .offset = G_STRUCT_OFFSET (type, member)
#define INT(type, member) .kind = ORI_FIELD_INT, .offset = G_STRUCT_OFFSET (type, member)
#define NUMBER(type, member) .kind = ORI_FIELD_NUMBER, .offset = G_STRUCT_OFFSET (type, member)
#define WORD(type, member, list)                                                                   \
  .kind = ORI_FIELD_WORD, .offset = G_STRUCT_OFFSET (type, member), .words = list
#define ITEMS(type, member, table)                                                                 \
  .kind = ORI_FIELD_ITEMS, .offset = G_STRUCT_OFFSET (type, member), .items = &table

static const char *const kind_words[] = {"share",    "count", "count-share", "count-parts",
                                         "count-by", "pair",  "rate",        "presence",
                                         "text",     "list",  "value",       NULL};
G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == ORI_KIND_VALUE + 2);

static const char *const element_words[] = {"counted", "contextual", "reported",
                                            "rated",   "tallied",    NULL};
G_STATIC_ASSERT (G_N_ELEMENTS (element_words) == ORI_ELEMENT_TALLIED + 2);

#define KIND_BY_PART (-1) /* the kind of an element follows from its part unless given */

static void free_population (gpointer self);
static void free_element (gpointer self);
static void free_criterion (gpointer self);
static void free_deadline (gpointer self);
static void free_stage (gpointer self);
static void free_role (gpointer self);
static void free_direction (gpointer self);

static const OriField population_table[] = {
    {"code", STRING (OriPopulation, code), .required = TRUE},
    {"name", STRING (OriPopulation, name), .required = TRUE},
    {"supersets", STRINGS (OriPopulation, supersets)},
};
static const OriFields population_fields =
    ORI_FIELDS (OriPopulation, population_table, free_population);

/* An element of an indicator is known by its part… */
static const OriField part_table[] = {
    {"part", STRING (OriElement, part), .required = TRUE},
    {"name", STRING (OriElement, name), .required = TRUE},
    {"kind", WORD (OriElement, kind, element_words), .absent = KIND_BY_PART},
    {"unit", STRING (OriElement, unit)},
    {"population", STRING (OriElement, population)},
    {"keywords", STRINGS (OriElement, keywords)},
    {NULL, STRING (OriElement, code)},
    {NULL, STRING (OriElement, indicator)},
};
static const OriFields part_fields = ORI_FIELDS (OriElement, part_table, free_element);

/* …a contextual one by its code. */
static const OriField contextual_table[] = {
    {"code", STRING (OriElement, code), .required = TRUE},
    {"name", STRING (OriElement, name), .required = TRUE},
    {"unit", STRING (OriElement, unit)},
    {"population", STRING (OriElement, population)},
    {"keywords", STRINGS (OriElement, keywords)},
    {NULL, WORD (OriElement, kind, element_words), .absent = ORI_ELEMENT_CONTEXTUAL},
    {NULL, STRING (OriElement, part)},
    {NULL, STRING (OriElement, indicator)},
};
static const OriFields contextual_fields = ORI_FIELDS (OriElement, contextual_table, free_element);

static const OriField indicator_table[] = {
    {"code", STRING (OriIndicator, code), .required = TRUE},
    {"name", STRING (OriIndicator, name), .required = TRUE},
    {"short_name", STRING (OriIndicator, short_name)},
    {"criterion", STRING (OriIndicator, criterion)},
    {"crosswalk", STRINGS (OriIndicator, crosswalk)},
    {"block", STRING (OriIndicator, block)},
    {"kind", WORD (OriIndicator, kind, kind_words), .required = TRUE},
    {"unit", STRING (OriIndicator, unit)},
    {"direction", INT (OriIndicator, direction), .absent = 1},
    {"formula", STRING (OriIndicator, formula)},
    {"numerator", STRING (OriIndicator, numerator)},
    {"denominator", STRING (OriIndicator, denominator)},
    {"denominator_inferred", FLAG (OriIndicator, denominator_inferred)},
    {"source", STRING (OriIndicator, source)},
    {"method", STRING (OriIndicator, method)},
    {"period", STRING (OriIndicator, period_note)},
    {"previous_year", FLAG (OriIndicator, previous_year)},
    {"normalise_by", STRING (OriIndicator, normalise_by)},
    {"normalise_per", NUMBER (OriIndicator, normalise_per), .absent = 1},
    {"variant_of", STRING (OriIndicator, variant_of)},
    {"personal", FLAG (OriIndicator, personal)},
    {"own", FLAG (OriIndicator, own)},
    {"target", NUMBER (OriIndicator, target), .absent = NAN},
    {"keywords", STRINGS (OriIndicator, keywords)},
    {"notes", STRINGS (OriIndicator, notes)},
    {"elements", ITEMS (OriIndicator, elements, part_fields)},
};
const OriFields ori_indicator_fields =
    ORI_FIELDS (OriIndicator, indicator_table, (GDestroyNotify)ori_indicator_free);

static const OriField criterion_table[] = {
    {"code", STRING (OriCriterion, code), .required = TRUE},
    {"name", STRING (OriCriterion, name), .required = TRUE},
    {"direction", STRING (OriCriterion, direction)},
};
static const OriFields criterion_fields =
    ORI_FIELDS (OriCriterion, criterion_table, free_criterion);

static const OriField deadline_table[] = {
    {"what", STRING (OriDeadline, what), .required = TRUE},
    {"date", STRING (OriDeadline, date), .required = TRUE},
    {"month", INT (OriDeadline, month)},
    {"day", INT (OriDeadline, day)},
    {"ref", STRING (OriDeadline, ref)},
};
static const OriFields deadline_fields = ORI_FIELDS (OriDeadline, deadline_table, free_deadline);

static const OriField stage_table[] = {
    {"name", STRING (OriStageOfWork, name), .required = TRUE},
    {"start", STRING (OriStageOfWork, start)},
    {"end", STRING (OriStageOfWork, end)},
    {"does", STRING (OriStageOfWork, does)},
};
static const OriFields stage_fields = ORI_FIELDS (OriStageOfWork, stage_table, free_stage);

static const OriField role_table[] = {
    {"name", STRING (OriRole, name), .required = TRUE},
    {"does", STRING (OriRole, does)},
};
static const OriFields role_fields = ORI_FIELDS (OriRole, role_table, free_role);

static const OriField programme_table[] = {
    {"id", STRING (OriProgramme, id), .required = TRUE},
    {"title", STRING (OriProgramme, title), .required = TRUE},
    {"short_title", STRING (OriProgramme, short_title), .required = TRUE},
    {"document", STRING (OriProgramme, document)},
    {"region", STRING (OriProgramme, region)},
    {"territory", STRING (OriProgramme, territory)},
    {"level", STRING (OriProgramme, level)},
    {"units", STRING (OriProgramme, units)},
    {"goal", STRING (OriProgramme, goal)},
    {"as_of", STRING (OriProgramme, as_of)},
    {"periodicity", STRING (OriProgramme, periodicity)},
    {"effectiveness", STRING (OriProgramme, effectiveness)},
    {"grouping", STRING (OriProgramme, grouping)},
    {"populations", ITEMS (OriProgramme, populations, population_fields)},
    {"blocks", STRINGS (OriProgramme, blocks)},
    {"criteria", ITEMS (OriProgramme, criteria, criterion_fields), .required = TRUE},
    {"indicators", ITEMS (OriProgramme, indicators, ori_indicator_fields)},
    {"contextual", ITEMS (OriProgramme, contextual, contextual_fields)},
    {"stages", ITEMS (OriProgramme, stages, stage_fields)},
    {"deadlines", ITEMS (OriProgramme, deadlines, deadline_fields)},
    {"roles", ITEMS (OriProgramme, roles, role_fields)},
    {"tasks", STRINGS (OriProgramme, tasks)},
    {"principles", STRINGS (OriProgramme, principles)},
    {"methods", STRINGS (OriProgramme, methods)},
    {"sources", STRINGS (OriProgramme, sources)},
    {"outputs", STRINGS (OriProgramme, outputs)},
    {"users", STRINGS (OriProgramme, users)},
    {"audiences", STRINGS (OriProgramme, audiences)},
    {"audience_codes", STRINGS (OriProgramme, audience_codes)},
    {"measures", STRINGS (OriProgramme, measures)},
    {"decisions", STRINGS (OriProgramme, decisions)},
    {"components", STRINGS (OriProgramme, components)},
    {"publication", STRINGS (OriProgramme, publication)},
    {"groups", STRINGS (OriProgramme, groups)},
    {"notes", STRINGS (OriProgramme, notes)},
};
const OriFields ori_programme_fields =
    ORI_FIELDS (OriProgramme, programme_table, (GDestroyNotify)ori_programme_free);

static const OriField context_table[] = {
    {"populations", ITEMS (OriContext, populations, population_fields), .required = TRUE},
    {"elements", ITEMS (OriContext, elements, contextual_fields), .required = TRUE},
};
const OriFields ori_context_fields = ORI_FIELDS (OriContext, context_table, NULL);

static const OriField direction_table[] = {
    {"code", STRING (OriDirection, code), .required = TRUE},
    {"name", STRING (OriDirection, name), .required = TRUE},
};
static const OriFields direction_fields =
    ORI_FIELDS (OriDirection, direction_table, free_direction);

static const OriField crosswalk_table[] = {
    {"directions", ITEMS (OriCrosswalk, directions, direction_fields), .required = TRUE},
};
const OriFields ori_crosswalk_fields = ORI_FIELDS (OriCrosswalk, crosswalk_table, NULL);

static void
free_population (gpointer self)
{
  ori_fields_free (&population_fields, self);
}

static void
free_element (gpointer self)
{
  ori_fields_free (&part_fields, self);
}

static void
free_criterion (gpointer self)
{
  ori_fields_free (&criterion_fields, self);
}

static void
free_deadline (gpointer self)
{
  ori_fields_free (&deadline_fields, self);
}

static void
free_stage (gpointer self)
{
  ori_fields_free (&stage_fields, self);
}

static void
free_role (gpointer self)
{
  ori_fields_free (&role_fields, self);
}

static void
free_direction (gpointer self)
{
  ori_fields_free (&direction_fields, self);
}

const char *
ori_indicator_kind_code (OriIndicatorKind kind)
{
  g_return_val_if_fail ((guint)kind <= ORI_KIND_VALUE, "value");
  return kind_words[kind];
}

gboolean
ori_indicator_kind_parse (const char *code, OriIndicatorKind *kind)
{
  for (int i = 0; kind_words[i]; i++)
    if (g_strcmp0 (code, kind_words[i]) == 0) {
      *kind = (OriIndicatorKind)i;
      return TRUE;
    }
  return FALSE;
}
