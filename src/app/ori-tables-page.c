/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-tables-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-coverage.h"
#include "app/ori-grid.h"
#include "app/ori-page.h"
#include "app/ori-popover.h"
#include "app/ori-provenance.h"
#include "app/ori-tables-model.h"

struct _OriTablesPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkEditable *filter;
  GtkDropDown *shape, *indicators, *orgunits;
  OriGrid *grid;
  GtkLabel *status;

  OriSession *session; /* not owned: the window's */
  OriTablesModel *model;
  GPtrArray *codes; /* of char*: indicators in the chooser */
  GArray *units;    /* of guint: org units in the chooser */
  char *indicator;  /* code chosen */
  gboolean filling;
  guint64 seen_revision; /* of the workspace and year that the table shows */
  int seen_cycle;
  GtkWidget *popover; /* a weak pointer */
};

static void ori_tables_page_iface_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriTablesPage, ori_tables_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_tables_page_iface_init))

static const OriIndicator *
get_indicator (OriTablesPage *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  return self->indicator != NULL ? ori_programme_indicator (snapshot->programme, self->indicator)
                                 : NULL;
}

static guint
get_orgunit (OriTablesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->orgunits);
  return selected < self->units->len ? g_array_index (self->units, guint, selected) : G_MAXUINT;
}

static void
show_status (OriTablesPage *self)
{
  guint shown, all;
  GString *text = g_string_new (NULL);

  ori_tables_model_counts (self->model, &shown, &all);
  if (shown < all)
    g_string_append_printf (text, ngettext ("%u of %u row", "%u of %u rows", all), shown, all);
  else
    g_string_append_printf (text, ngettext ("%u row", "%u rows", all), all);
  if (ori_tables_model_has_total (self->model))
    g_string_append_printf (text, " · %s", _ ("totals are made of sums, never of percents"));
  gtk_label_set_text (self->status, text->str);
  g_string_free (text, TRUE);
}

/* The cursor follows the territory chosen on any page. */
static void
follow_orgunit (OriTablesPage *self)
{
  int row = ori_tables_model_row_of (self->model, ori_session_orgunit (self->session)), at, col;

  ori_grid_get_cursor (self->grid, &at, &col);
  if (row >= 0 && row != at)
    ori_grid_set_cursor (self->grid, row, MAX (col, 0));
}

static void
show_table (OriTablesPage *self)
{
  OriTableShape shape = gtk_drop_down_get_selected (self->shape);
  const OriIndicator *indicator = get_indicator (self);

  if (self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->indicators), shape == ORI_TABLE_ORGUNITS_BY_PERIODS);
  gtk_widget_set_visible (GTK_WIDGET (self->orgunits), shape == ORI_TABLE_INDICATORS_BY_CYCLES);
  ori_grid_set_header_lines (self->grid, shape == ORI_TABLE_ORGUNITS_BY_INDICATORS ? 3 : 1);
  ori_tables_model_show (self->model, self->session, shape, indicator, get_orgunit (self));
  show_status (self);
  ori_page_subtitle_changed (ORI_PAGE (self));
}

static void
fill_orgunits (OriTablesPage *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_array_unref (self->units);
  self->units = ori_coverage_orgunits (snapshot, ori_session_cycle (self->session));
  for (guint i = 0; i < self->units->len; i++) {
    guint orgunit = g_array_index (self->units, guint, i);
    if (orgunit == ori_session_orgunit (self->session))
      selected = i;
    gtk_string_list_append (names, ori_snapshot_orgunit (snapshot, orgunit)->short_name);
  }
  gtk_drop_down_set_model (self->orgunits, G_LIST_MODEL (names));
  if (self->units->len > 0)
    gtk_drop_down_set_selected (self->orgunits, selected);
}

static void
shape_changed_cb (OriTablesPage *self)
{
  if (self->session == NULL)
    return;
  ori_grid_set_model (self->grid, NULL);
  self->filling = TRUE;
  fill_orgunits (self);
  self->filling = FALSE;
  show_table (self);
  ori_grid_set_model (self->grid, ORI_GRID_MODEL (self->model));
  ori_grid_set_sort_arrow (self->grid, 0, FALSE);
  follow_orgunit (self);
}

static void
indicator_changed_cb (OriTablesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->indicators);

  if (self->filling || self->session == NULL || selected >= self->codes->len)
    return;
  g_free (self->indicator);
  self->indicator = g_strdup (g_ptr_array_index (self->codes, selected));
  ori_store_set_setting (ori_session_store (self->session), "tables.indicator", self->indicator,
                         NULL);
  show_table (self);
}

static void
orgunit_changed_cb (OriTablesPage *self)
{
  guint orgunit = get_orgunit (self);

  if (self->filling || self->session == NULL || orgunit == G_MAXUINT)
    return;
  if (orgunit != ori_session_orgunit (self->session))
    ori_session_set_orgunit (self->session, orgunit);
  else
    show_table (self);
}

static void
filter_changed_cb (OriTablesPage *self)
{
  ori_tables_model_set_filter (self->model, gtk_editable_get_text (self->filter));
  show_status (self);
}

static void
fill_indicators (OriTablesPage *self)
{
  g_autoptr (GPtrArray) indicators =
      ori_coverage_indicators (ori_session_snapshot (self->session), 0);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    g_autofree char *name =
        g_strdup_printf ("%s %s", indicator->code, ori_indicator_label (indicator));
    if (g_strcmp0 (indicator->code, self->indicator) == 0)
      selected = i;
    gtk_string_list_append (names, name);
    g_ptr_array_add (self->codes, g_strdup (indicator->code));
  }
  gtk_drop_down_set_model (self->indicators, G_LIST_MODEL (names));
  if (self->codes->len == 0)
    return;
  gtk_drop_down_set_selected (self->indicators, selected);
  g_free (self->indicator);
  self->indicator = g_strdup (g_ptr_array_index (self->codes, selected));
}

static void
refresh (OriPage *page)
{
  OriTablesPage *self = ORI_TABLES_PAGE (page);
  guint64 revision = ori_store_revision (ori_session_store (self->session));
  int cycle = ori_session_cycle (self->session);

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  /* Another territory was chosen, nothing else: only a table of one territory changes by that. */
  if (revision == self->seen_revision && cycle == self->seen_cycle &&
      gtk_drop_down_get_selected (self->shape) != ORI_TABLE_INDICATORS_BY_CYCLES) {
    follow_orgunit (self);
    return;
  }
  self->seen_revision = revision;
  self->seen_cycle = cycle;
  self->filling = TRUE;
  fill_indicators (self);
  fill_orgunits (self);
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, self->codes->len > 0 ? "table" : "empty");
  show_table (self);
  follow_orgunit (self);
}

static void
set_session (OriPage *page, OriSession *session)
{
  OriTablesPage *self = ORI_TABLES_PAGE (page);

  self->session = session;
  self->indicator = ori_store_get_setting (ori_session_store (session), "tables.indicator");
  refresh (page);
  /* One territory alone is compared with itself: its indicators are the rows. */
  if (self->units->len == 1)
    gtk_drop_down_set_selected (self->shape, ORI_TABLE_INDICATORS_BY_CYCLES);
  ori_grid_set_model (self->grid, ORI_GRID_MODEL (self->model));
  ori_grid_set_sort_arrow (self->grid, 0, FALSE);
  follow_orgunit (self);
}

void
ori_tables_page_show_indicator (OriTablesPage *self, const char *code)
{
  gtk_drop_down_set_selected (self->shape, ORI_TABLE_ORGUNITS_BY_PERIODS);
  for (guint i = 0; i < self->codes->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->codes, i), code) == 0)
      gtk_drop_down_set_selected (self->indicators, i);
}

static char *
dup_subtitle (OriPage *page)
{
  OriTablesPage *self = ORI_TABLES_PAGE (page);
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  const OriIndicator *indicator = get_indicator (self);
  guint orgunit = get_orgunit (self);

  switch ((OriTableShape)gtk_drop_down_get_selected (self->shape)) {
  case ORI_TABLE_ORGUNITS_BY_PERIODS:
    return indicator != NULL ? ori_indicator_with_unit (indicator, indicator->name) : NULL;
  case ORI_TABLE_INDICATORS_BY_CYCLES:
    return orgunit != G_MAXUINT ? g_strdup (ori_snapshot_orgunit (snapshot, orgunit)->name) : NULL;
  case ORI_TABLE_ORGUNITS_BY_INDICATORS:
    return g_strdup_printf (_ ("All indicators, %d"), ori_session_cycle (self->session));
  }
  return NULL;
}

static gboolean
find (OriPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ORI_TABLES_PAGE (page)->filter));
}

static void
ori_tables_page_iface_init (OriPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->dup_subtitle = dup_subtitle;
  iface->find = find;
}

static void
activate_cell_cb (OriTablesPage *self, guint row, guint col)
{
  OriTableCell cell = {0};
  GdkRectangle area;

  if (ori_tables_model_orgunit_at (self->model, row) != G_MAXUINT)
    ori_session_set_orgunit (self->session, ori_tables_model_orgunit_at (self->model, row));
  if (!ori_tables_model_cell_at (self->model, row, col, &cell) || cell.orgunit == G_MAXUINT)
    return;
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  ori_grid_cell_area (self->grid, row, col, &area);
  g_set_weak_pointer (&self->popover, ori_provenance_popover_new (self->session, &cell));
  ori_popover_open (self->popover, GTK_WIDGET (self->grid), &area);
}

static void
copy_cb (OriTablesPage *self)
{
  ori_grid_copy (self->grid);
}

/* Names of indicators are long: the chooser cuts them, the list and the tooltip do not. */
static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_list_item_set_child (item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (label, name);
}

static void
ori_tables_page_dispose (GObject *object)
{
  OriTablesPage *self = ORI_TABLES_PAGE (object);

  g_clear_weak_pointer (&self->popover);
  g_clear_object (&self->model);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_array_unref);
  g_clear_pointer (&self->indicator, g_free);
  G_OBJECT_CLASS (ori_tables_page_parent_class)->dispose (object);
}

static void
ori_tables_page_class_init (OriTablesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_tables_page_dispose;
  g_type_ensure (ORI_TYPE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-tables-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, filter);
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, shape);
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, indicators);
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, orgunits);
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, grid);
  gtk_widget_class_bind_template_child (widget_class, OriTablesPage, status);
  gtk_widget_class_bind_template_callback (widget_class, shape_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, indicator_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, orgunit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cell_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
ori_tables_page_init (OriTablesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  const char *shapes[] = {_ ("Territories × years"), _ ("Indicators × years"),
                          _ ("Territories × indicators"), NULL};
  g_autoptr (GtkStringList) list = gtk_string_list_new (shapes);

  self->model = ori_tables_model_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->units = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->shape, G_LIST_MODEL (list));
  gtk_drop_down_set_expression (self->indicators, name);
  gtk_drop_down_set_expression (self->orgunits, name);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (self->indicators, factory);
}
