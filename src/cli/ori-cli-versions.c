/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Versions of files and of figures: what changed, what disagrees, which one counts. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cli/ori-cli.h"

static void
add_record (OriJsonWriter *writer, const char *key, const OriRecord *record)
{
  g_autofree char *cell = NULL;

  if (record == NULL) {
    ori_json_add_null (writer, key);
    return;
  }
  cell = ori_cellref_name (record->cell.row, record->cell.col);
  ori_json_begin_object (writer, key);
  ori_json_add_string (writer, "status", ori_status_code (record->status));
  if (record->status == ORI_STATUS_VALUE || record->status == ORI_STATUS_DOUBTFUL)
    ori_json_add_number (writer, "value", record->value);
  else
    ori_json_add_null (writer, "value");
  ori_json_add_string (writer, "text", record->text);
  ori_json_add_string (writer, "printed", record->printed);
  ori_json_add_string (writer, "sheet", record->sheet);
  ori_json_add_string (writer, "cell", cell);
  ori_json_end_object (writer);
}

static const OriOrgUnit *
find_orgunit (const OriSnapshot *snapshot, const char *code)
{
  guint index = ori_snapshot_orgunit_index (snapshot, code);

  return index != G_MAXUINT ? ori_snapshot_orgunit (snapshot, index) : NULL;
}

static void
add_difference (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriDifference *difference)
{
  const OriRecord *record = difference->after != NULL ? difference->after : difference->before;
  const OriOrgUnit *unit = find_orgunit (snapshot, record->orgunit);
  g_autofree char *period = ori_period_code (&record->period);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "kind", ori_difference_kind_code (difference->kind));
  ori_json_add_string (writer, "element", record->element);
  if (unit != NULL)
    ori_cli_json_orgunit (writer, "orgunit", unit);
  else
    ori_json_add_null (writer, "orgunit");
  ori_json_add_string (writer, "period", period);
  add_record (writer, "before", difference->before);
  add_record (writer, "after", difference->after);
  ori_json_end_object (writer);
}

static void
print_side (const OriRecord *record)
{
  g_autofree char *text = NULL;
  g_autofree char *cell = NULL;

  if (record == NULL) {
    g_print ("\t—");
    return;
  }
  text = ori_observed_text (record->status, record->value, record->text, record->printed);
  cell = ori_cellref_name (record->cell.row, record->cell.col);
  g_print ("\t%s (%s%s%s)", text, record->sheet != NULL ? record->sheet : "",
           record->sheet != NULL ? "!" : "", cell);
}

static void
print_differences (const OriSnapshot *snapshot, const OriDifferences *differences)
{
  for (guint i = 0; i < differences->items->len; i++) {
    const OriDifference *difference = &g_array_index (differences->items, OriDifference, i);
    const OriRecord *record = difference->after != NULL ? difference->after : difference->before;
    const OriOrgUnit *unit = find_orgunit (snapshot, record->orgunit);
    g_autofree char *period = ori_period_code (&record->period);

    g_print ("%s\t%s\t%s\t%s", ori_difference_kind_code (difference->kind),
             unit != NULL ? unit->short_name : record->orgunit, record->element, period);
    print_side (difference->before);
    print_side (difference->after);
    g_print ("\n");
  }
  g_print (_ ("changed: %u, added: %u, vanished: %u, the same: %u\n"), differences->n_changed,
           differences->n_added, differences->n_vanished, differences->n_same);
}

static gboolean
parse_batch (const char *text, gint64 *batch)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, batch, NULL);
}

/* The batch that a file is compared with: the one named, else the one of the same content or the
 * older version that is noticed. */
static OriDifferences *
compare_file (OriSession *session, OriImport *import, gint64 *before, GError **error)
{
  if (!ori_import_run (import, NULL, NULL, NULL, error))
    return NULL;
  if (*before == 0)
    *before = ori_import_duplicate_of (import, session);
  if (*before == 0)
    *before = ori_import_older_version (import, session);
  if (*before == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("%s: the workspace holds no earlier version of this file"),
                 ori_import_path (import));
    return NULL;
  }
  return ori_import_compare (import, session, *before, error);
}

int
ori_cli_differences (int argc, char *argv[])
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  g_autoptr (OriImport) import = NULL;
  g_autoptr (OriDifferences) differences = NULL;
  const OriSnapshot *snapshot;
  OriJsonWriter *writer;
  GError *error = NULL;
  gint64 before = 0, after = 0;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS FILE|BATCH [BATCH]",
                      _ ("Tells what changed from an imported batch to a newer file or batch."), 2,
                      3, &status))
    return status;
  if (argc > 2 && !parse_batch (argv[2], &before))
    return ori_cli_usage (_ ("“%s” is not the number of a batch"), argv[2]);
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  snapshot = ori_session_snapshot (session);
  if (before != 0 && ori_session_batch (session, before) == NULL)
    return ori_cli_usage (_ ("there is no batch %s"), argv[2]);
  if (parse_batch (argv[1], &after) && ori_session_batch (session, after) != NULL) {
    if (before == 0)
      return ori_cli_usage (_ ("say with which batch to compare"));
    differences = ori_session_compare_batches (session, before, after, &error);
  } else {
    after = 0;
    import = ori_import_new (session, argv[1]);
    differences = compare_file (session, import, &before, &error);
  }
  if (differences == NULL)
    return ori_cli_fail (error);
  if (!json) {
    print_differences (snapshot, differences);
    return ORI_EXIT_DONE;
  }
  writer = ori_cli_json_begin ();
  ori_json_begin_object (writer, NULL);
  ori_cli_json_id (writer, "before", before);
  if (after != 0)
    ori_cli_json_id (writer, "after", after);
  else
    ori_json_add_null (writer, "after");
  ori_json_add_int (writer, "n_changed", differences->n_changed);
  ori_json_add_int (writer, "n_added", differences->n_added);
  ori_json_add_int (writer, "n_vanished", differences->n_vanished);
  ori_json_add_int (writer, "n_same", differences->n_same);
  ori_json_begin_array (writer, "differences");
  for (guint i = 0; i < differences->items->len; i++)
    add_difference (writer, snapshot, &g_array_index (differences->items, OriDifference, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

/* The live version of a figure in @batch; 0 after the mistake was printed. */
static gint64
find_version (OriSession *session, const char *element, guint orgunit, guint period, gint64 batch)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (256);
  g_autoptr (GArray) history = ori_store_history (
      ori_session_store (session), element, ori_snapshot_orgunit (snapshot, orgunit)->code,
      ori_snapshot_period (snapshot, period), strings, NULL);

  for (guint i = 0; history != NULL && i < history->len; i++) {
    const OriObservation *o = &g_array_index (history, OriObservation, i);
    if (o->batch < snapshot->batches->len &&
        ((const OriBatch *)g_ptr_array_index (snapshot->batches, o->batch))->id == batch)
      return o->id;
  }
  ori_cli_usage (_ ("the batch has no such value"));
  return 0;
}

static int
pin_or_unpin (int argc, char *argv[], gboolean pin)
{
  g_autofree char *element = NULL;
  g_autofree char *orgunit_name = NULL;
  g_autofree char *period_text = NULL;
  g_autofree char *batch_text = NULL;
  const GOptionEntry entries[] = {
      {"element", 'e', 0, G_OPTION_ARG_STRING, &element, N_ ("Data element, such as K02:total"),
       "CODE"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &orgunit_name, N_ ("Territory"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &period_text, N_ ("Period"), "PERIOD"},
      {pin ? "batch" : NULL, 'b', 0, G_OPTION_ARG_STRING, &batch_text,
       N_ ("The batch whose value counts"), "BATCH"},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  OriPeriod period;
  gint64 batch = 0, version;
  guint orgunit, when;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS",
                      pin ? _ ("Makes one of several versions of a value the one that counts.")
                          : _ ("Takes a pin back: the newest version counts again."),
                      1, 1, &status))
    return status;
  if (element == NULL || orgunit_name == NULL || period_text == NULL)
    return ori_cli_usage (_ ("--element, --orgunit and --period are needed"));
  if (pin && (batch_text == NULL || !parse_batch (batch_text, &batch)))
    return ori_cli_usage (_ ("say the number of a --batch"));
  if (!ori_period_parse (period_text, &period))
    return ori_cli_usage (_ ("“%s” is not a period"), period_text);
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_cli_find_orgunit (session, orgunit_name, &orgunit))
    return ORI_EXIT_USAGE;
  when = ori_snapshot_period_index (ori_session_snapshot (session), &period);
  if (when == G_MAXUINT)
    return ori_cli_usage (_ ("the workspace has no data for %s"), period_text);
  if (!pin)
    return ori_session_unpin (session, element, orgunit, when, &error) ? ORI_EXIT_DONE
                                                                       : ori_cli_fail (error);
  version = find_version (session, element, orgunit, when, batch);
  if (version == 0)
    return ORI_EXIT_USAGE;
  return ori_session_pin (session, element, orgunit, when, version, &error) ? ORI_EXIT_DONE
                                                                            : ori_cli_fail (error);
}

int
ori_cli_pin (int argc, char *argv[])
{
  return pin_or_unpin (argc, argv, TRUE);
}

int
ori_cli_unpin (int argc, char *argv[])
{
  return pin_or_unpin (argc, argv, FALSE);
}

static void
add_version (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriObservation *o)
{
  const OriBatch *batch = g_ptr_array_index (snapshot->batches, o->batch);
  g_autofree char *cell = ori_cellref_name (o->cell.row, o->cell.col);

  ori_json_begin_object (writer, NULL);
  ori_cli_json_id (writer, "batch", batch->id);
  ori_json_add_string (writer, "file", batch->file);
  ori_json_add_string (writer, "sheet", o->sheet);
  ori_json_add_string (writer, "cell", batch->file != NULL ? cell : NULL);
  ori_json_add_string (writer, "status", ori_status_code (o->status));
  if (o->status == ORI_STATUS_VALUE || o->status == ORI_STATUS_DOUBTFUL)
    ori_json_add_number (writer, "value", o->value);
  else
    ori_json_add_null (writer, "value");
  ori_json_add_string (writer, "printed", o->printed);
  ori_json_add_bool (writer, "pinned", (o->flags & ORI_FLAG_PINNED) != 0);
  ori_json_end_object (writer);
}

static void
add_check (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriCheck *check)
{
  const OriFinding *finding = check->finding;

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "rule", finding->rule);
  ori_json_add_string (writer, "severity", ori_severity_code (finding->severity));
  ori_json_add_string (writer, "file", finding->file);
  ori_json_add_string (writer, "sheet", finding->sheet);
  ori_json_add_string (writer, "cell", finding->cell);
  ori_json_add_string (writer, "message", finding->message);
  ori_cli_json_id (writer, "batch", check->batch);
  if (check->element != G_MAXUINT) {
    g_autofree char *period = ori_period_code (ori_snapshot_period (snapshot, check->period));

    ori_cli_json_element (writer, "element",
                          g_ptr_array_index (snapshot->elements, check->element));
    ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, check->orgunit));
    ori_json_add_string (writer, "period", period);
    ori_json_begin_array (writer, "versions");
    for (guint i = 0; check->versions != NULL && i < check->versions->len; i++)
      add_version (writer, snapshot, &g_array_index (check->versions, OriObservation, i));
    ori_json_end_array (writer);
  }
  ori_json_end_object (writer);
}

int
ori_cli_check (int argc, char *argv[])
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  OriJsonWriter *writer = NULL;
  GError *error = NULL;
  guint counts[ORI_SEVERITY_ERROR + 1] = {0};
  int status, result;

  if (!ori_cli_parse (&argc, &argv, entries, "WS",
                      _ ("Lists the findings of a workspace; exit status 1 if there are errors."),
                      1, 1, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  checks = ori_session_check (session, &error);
  if (checks == NULL)
    return ori_cli_fail (error);
  if (json) {
    writer = ori_cli_json_begin ();
    ori_json_begin_object (writer, NULL);
    ori_json_begin_array (writer, "findings");
  }
  for (guint i = 0; i < checks->len; i++) {
    const OriCheck *check = g_ptr_array_index (checks, i);

    counts[check->finding->severity]++;
    if (writer != NULL) {
      add_check (writer, ori_session_snapshot (session), check);
    } else {
      g_autofree char *text = ori_finding_text (check->finding);
      g_print ("%s\t%s\n", ori_severity_code (check->finding->severity), text);
    }
  }
  result = counts[ORI_SEVERITY_ERROR] > 0 ? ORI_EXIT_FINDINGS : ORI_EXIT_DONE;
  if (writer == NULL)
    return result;
  ori_json_end_array (writer);
  ori_json_add_int (writer, "n_errors", counts[ORI_SEVERITY_ERROR]);
  ori_json_add_int (writer, "n_warnings", counts[ORI_SEVERITY_WARNING]);
  ori_json_add_int (writer, "n_infos", counts[ORI_SEVERITY_INFO]);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, result);
}
