/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A programme of monitoring: what is asked, of whom, when, and what is done with the answers. It is
 * data (data/programmes/README.md documents the JSON), never code. Everything here is owned by the
 * programme; strings that a document does not give are NULL, vectors are empty, never NULL. */

typedef enum {
  ORI_KIND_SHARE,       /* numerator / denominator, in percent */
  ORI_KIND_COUNT,       /* a number of things or people */
  ORI_KIND_COUNT_SHARE, /* count beside its share («___ед./___ %») */
  ORI_KIND_COUNT_PARTS, /* total and «из них» */
  ORI_KIND_COUNT_BY,    /* total and a breakdown into kinds */
  ORI_KIND_PAIR,        /* two counts that belong together */
  ORI_KIND_RATE,        /* per 1000 or per school */
  ORI_KIND_PRESENCE,    /* there is one or not, with requisites */
  ORI_KIND_TEXT,
  ORI_KIND_LIST,  /* a count and a list in words */
  ORI_KIND_VALUE, /* a figure as it stands in a foreign sheet: index, score, percent as printed */
} OriIndicatorKind;

typedef enum {
  ORI_ELEMENT_COUNTED,
  ORI_ELEMENT_CONTEXTUAL,
  ORI_ELEMENT_REPORTED,
  ORI_ELEMENT_RATED,
  ORI_ELEMENT_TALLIED,
} OriElementKind;

/* Parts of an indicator that a sheet prints in cells of their own. Shares (also "count-share") have
 * total, participated and percent; texts have text; everything else has its main figure as value
 * (of a pair: the first count), presence and list also text. Breakdown items have the part "by1",
 * "by2"… in the order of the document (of a pair: by1 is the second count). */
#define ORI_PART_VALUE "value"               /* the count or figure itself */
#define ORI_PART_PARTICIPATED "participated" /* numerator */
#define ORI_PART_TOTAL "total"               /* denominator */
#define ORI_PART_PERCENT "percent"           /* as printed; never used for computing */
#define ORI_PART_TEXT "text"

/* What is collected. Its code is "INDICATOR:PART" («K02:total»), or the bare code of a contextual
 * element («pupils»). */
typedef struct {
  char *code;
  char *indicator; /* code, NULL for a contextual element */
  char *part;
  char *name; /* «число участников», as the document words it */
  OriElementKind kind;
  char *unit;       /* «чел.», «ед.», «%» */
  char *population; /* code of OriPopulation or NULL */
  char **keywords;  /* header words that name this part beside the general ones */
} OriElement;

typedef struct {
  char *code;       /* "grade9-graduates" */
  char *name;       /* «выпускники 9 классов» */
  char **supersets; /* codes of populations that contain this one */
} OriPopulation;

typedef struct {
  char *code;       /* «СО2.2», «K05», «11.1.8» */
  char *name;       /* verbatim from the document */
  char *short_name; /* ours, for tables and charts; at most about 40 letters */
  char *criterion;  /* code */
  char **crosswalk; /* codes of common directions it serves beside that of its criterion */
  char *block;      /* "conditions", "results", "management" or NULL */
  OriIndicatorKind kind;
  char *unit;        /* of the computed value: «%», «ед.» */
  int direction;     /* 1: more is better, -1: less is better, 0: not judged */
  char *formula;     /* as printed */
  char *numerator;   /* as worded */
  char *denominator; /* as worded, or inferred (then denominator_inferred) */
  gboolean denominator_inferred;
  char *source, *method, *period_note; /* as worded */
  gboolean previous_year;              /* speaks of the year before the cycle */
  char *normalise_by;   /* code of the contextual element that turns a count into a rate */
  double normalise_per; /* 1000 for "per 1000 pupils", 1 for "per school" */
  char *variant_of;     /* code of the declared indicator that this one prints a part of */
  gboolean personal;    /* personal data: never in a public report */
  gboolean own;         /* made in a workspace, not by the document */
  double target;        /* NAN when the document sets none */
  char **keywords;      /* phrases by which titles and headers name it beside its name */
  char **notes;         /* doubts about the wording itself («lint») */
  GPtrArray *elements; /* of OriElement, in the order total, participated, percent | value, by1… */
} OriIndicator;

typedef struct {
  char *code;
  char *name;      /* verbatim */
  char *direction; /* code of the common direction («Н05») through the crosswalk, or NULL */
} OriCriterion;

typedef struct {
  char *what;
  char *date;     /* as worded: «до 15 мая» */
  int month, day; /* 0 when the document gives no date */
  char *ref;      /* clause */
} OriDeadline;

typedef struct {
  char *name;
  char *start, *end; /* as worded, NULL if not given */
  char *does;
} OriStageOfWork;

typedef struct {
  char *name;
  char *does;
} OriRole;

typedef struct OriProgramme {
  char *id;          /* "kaluga-2020" */
  char *title;       /* verbatim */
  char *short_title; /* ours, for lists: «Калужская область, 2020» */
  char *document;    /* type, approval, date and number in one line */
  char *region;      /* code of the region it was written for ("40"), NULL if any */
  char *territory;   /* OKTMO of the municipality it was written for, NULL if it spans a region */
  char *level;       /* as in the catalogue: "region", "municipality"… */
  char *units;       /* who reports, as worded */
  char *goal;
  char *as_of; /* as worded, NULL if not given */
  char *periodicity;
  char *effectiveness;    /* how the effect of measures is looked at, as worded or told by us */
  char *grouping;         /* what is grouped, as worded; NULL when the document groups nothing */
  GPtrArray *criteria;    /* of OriCriterion */
  GPtrArray *indicators;  /* of OriIndicator, declared ones first, variants behind */
  GPtrArray *contextual;  /* of OriElement: pupils, schools, graduates, rural… */
  GPtrArray *populations; /* of OriPopulation */
  GPtrArray *stages;      /* of OriStageOfWork */
  GPtrArray *deadlines;   /* of OriDeadline */
  GPtrArray *roles;       /* of OriRole */
  char **blocks;          /* names of the blocks conditions, results, management, or empty */
  char **tasks, **principles, **methods, **sources, **outputs, **audiences, **measures, **decisions,
      **components, **publication, **groups;
  char **users;          /* who uses the results, as worded */
  char **audience_codes; /* codes of the recommendation bank, one per item of audiences */
  char **notes;          /* doubts about the document itself («lint») */

  GHashTable *by_code;          /* indicator code → OriIndicator, not owned */
  GHashTable *elements_by_code; /* element code → OriElement, contextual ones included */
} OriProgramme;

/* Reads and checks a programme; the error names the file and the member that is wrong. */
OriProgramme *ori_programme_load (const char *path, GError **error);
OriProgramme *ori_programme_parse (const char *json, GError **error);
/* One of the shipped programmes by id; "none" gives an empty one with the contextual elements,
 * whose indicators come from the headers of what is imported. */
OriProgramme *ori_programme_load_shipped (const char *id, GError **error);
/* The ids of the shipped programmes ("none" not among them), NULL-terminated. */
char **ori_programme_shipped_ids (void);
OriProgramme *ori_programme_copy (const OriProgramme *self);
void ori_programme_free (OriProgramme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriProgramme, ori_programme_free)

/* NULL when there is none of that code. */
const OriIndicator *ori_programme_indicator (const OriProgramme *self, const char *code);
const OriElement *ori_programme_element (const OriProgramme *self, const char *code);
const OriCriterion *ori_programme_criterion (const OriProgramme *self, const char *code);
/* TRUE if every member of @subset is a member of @superset by the declared relations. */
gboolean ori_programme_is_subset (const OriProgramme *self, const char *subset,
                                  const char *superset);

/* The day by which the numbers of @cycle are to be sent: the earliest deadline with a date in the
 * programme's calendar, else the end of its first stage that collects («сбор»). FALSE when the
 * document gives no date. *@what (not owned) receives what is due. */
gboolean ori_programme_collection_date (const OriProgramme *self, int cycle, GDate *date,
                                        const char **what);

/* An indicator by itself: the form in which workspaces keep indicators of their own. */
char *ori_indicator_to_json (const OriIndicator *indicator);
OriIndicator *ori_indicator_from_json (const char *json, GError **error);
/* A new indicator of our own with the elements that its kind needs. */
OriIndicator *ori_indicator_new (const char *code, const char *name, OriIndicatorKind kind,
                                 const char *unit);
void ori_indicator_free (OriIndicator *indicator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriIndicator, ori_indicator_free)
/* The element of @part, or NULL. */
const OriElement *ori_indicator_element (const OriIndicator *indicator, const char *part);
/* TRUE when it is a number of things or people and cannot be below zero; of a figure from a foreign
 * sheet its wording tells («количество», «число», but no «прирост»). */
gboolean ori_indicator_counts (const OriIndicator *indicator);
/* TRUE when its wording speaks of a difference, which may be below zero. */
gboolean ori_indicator_tells_change (const OriIndicator *indicator);
/* What a table or a chart calls it: the short name, else the name. Not owned by the caller. */
const char *ori_indicator_label (const OriIndicator *indicator);
/* @name, one of its names, with the unit behind a comma; as it is when there is no unit, or the
 * name ends with it, as headings of files do. Free with g_free(). */
char *ori_indicator_with_unit (const OriIndicator *indicator, const char *name);
/* Whether @name ends with the unit. */
gboolean ori_indicator_names_unit (const OriIndicator *indicator, const char *name);

/* Adds an indicator, which the programme then owns; FALSE (and freed) when the code is taken. */
gboolean ori_programme_add_indicator (OriProgramme *self, OriIndicator *indicator);

/* The indicators that @from offers to criterion @criterion of @self through the crosswalk of
 * directions, as codes of @from; for programmes whose document names no indicators. Free with
 * g_strfreev(). */
char **ori_programme_offers (const OriProgramme *self, const char *criterion,
                             const OriProgramme *from);
/* A copy of @indicator of @from for criterion @criterion of another programme: code kept, marked as
 * own, no variant of anything. Its populations may be unknown there. */
OriIndicator *ori_programme_adopt (const OriProgramme *from, const OriIndicator *indicator,
                                   const char *criterion);

const char *ori_indicator_kind_code (OriIndicatorKind kind);
gboolean ori_indicator_kind_parse (const char *code, OriIndicatorKind *kind);

G_END_DECLS
