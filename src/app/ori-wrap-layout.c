/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-wrap-layout.h"

#define COLUMN_SPACING 6
#define ROW_SPACING 4

struct _OriWrapLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (OriWrapLayout, ori_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
ori_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_child (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* The children of one line, from @first until @end, get its height. */
static void
allocate_line (GtkWidget *widget, GtkWidget *first, GtkWidget *end, int width, int y, int height)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child)) {
    int taken;

    if (!gtk_widget_should_layout (child))
      continue;
    taken = measure_child (child, width);
    gtk_widget_size_allocate (
        child, &(GtkAllocation){mirrored ? width - x - taken : x, y, taken, height}, -1);
    x += taken + COLUMN_SPACING;
  }
}

/* Places the children into @width and returns the height; with @allocate they are put there. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child)) {
    int taken, height;

    if (!gtk_widget_should_layout (child))
      continue;
    taken = measure_child (child, width);
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, taken, NULL, &height, NULL, NULL);
    if (x > 0 && x + taken > width) {
      if (allocate)
        allocate_line (widget, first, child, width, y, line);
      first = child;
      x = 0;
      y += line + ROW_SPACING;
      line = 0;
    }
    x += taken + COLUMN_SPACING;
    line = MAX (line, height);
  }
  if (allocate)
    allocate_line (widget, first, NULL, width, y, line);
  return y + line;
}

static void
ori_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  int widest = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_minimum, child_natural;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    widest = MAX (widest, child_minimum);
    all += child_natural + (all > 0 ? COLUMN_SPACING : 0);
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = widest;
    *natural = MAX (all, widest);
  } else {
    *minimum = *natural = lay_out (widget, for_size >= 0 ? MAX (for_size, widest) : all, FALSE);
  }
}

static void
ori_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                          int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
ori_wrap_layout_class_init (OriWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = ori_wrap_layout_get_request_mode;
  manager_class->measure = ori_wrap_layout_measure;
  manager_class->allocate = ori_wrap_layout_allocate;
}

static void
ori_wrap_layout_init (OriWrapLayout *self)
{
}
