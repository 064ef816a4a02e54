/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet-support.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(inside) "<w:tc>" inside "</w:tc>"

static void
check_body (const char *body, const char *expected)
{
  g_autoptr (GBytes) bytes = make_docx (body);
  g_autoptr (OriBook) book = load_good (bytes, "a.docx");
  g_autofree char *dump = dump_book (book);

  g_assert_cmpstr (dump, ==, expected);
}

static void
test_cells (void)
{
  check_body (
      "<w:tbl><w:tr>" TC (P ("Район") P ("(город)")) TC (
          "<w:p><w:pPr><w:tabs><w:tab/>"
          "</w:tabs></w:pPr><w:r><w:t>27,</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r>"
          "</w:del><w:r><w:t>40</w:t></w:r></w:p>") TC ("<w:p/>") TC (P ("67%")) "</w:tr></w:tbl>",
      "[Таблица 1] 1×4\nA1 text Район\n(город)\nB1 number 27.4 «27,40»\nD1 text 67%\n");
}

static void
test_merges (void)
{
  check_body (
      "<w:tbl><w:tr>" TC ("<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P ("а"))
          TC ("<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P ("б"))
              TC (P ("в")) "</w:tr><w:tr>" TC ("<w:tcPr><w:vMerge/></w:tcPr><w:p/>") TC (P ("г"))
                  TC (P ("д"))
                      TC (P ("е")) "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" TC (
                          P ("ж")) "</w:tr></w:tbl>",
      "[Таблица 1] 3×4\nA1 text а\nB1 text б\nD1 text в\nB2 text г\nC2 text д\nD2 text е\n"
      "B3 text ж\nmerge A1:A2\nmerge B1:C1\n");
}

static void
test_names (void)
{
  static const char table[] = "<w:tbl><w:tr>" TC (P ("х")) "</w:tr></w:tbl>";
  g_autofree char *body = g_strconcat (P ("Таблица 1 – Охват"), "<w:p/>", table, P ("Таблица 2"),
                                       P ("Доля  поступивших"), table, P ("Текст"), table,
                                       P ("Таблица 1 – Охват"), table, NULL);

  check_body (body, "[Таблица 1 – Охват] 1×1\nA1 text х\n[Таблица 2 Доля поступивших] 1×1\n"
                    "A1 text х\n[Таблица 3] 1×1\nA1 text х\n[Таблица 1 – Охват (2)] 1×1\n"
                    "A1 text х\n");
}

static void
test_nested (void)
{
  check_body ("<w:tbl><w:tr>" TC (P ("до") "<w:tbl><w:tr>" TC (P ("внутри")) "</w:tr></w:tbl>" P (
                  "после")) TC (P ("рядом")) "</w:tr></w:tbl>",
              "[Таблица 1] 1×2\nA1 text до\nпосле\nB1 text рядом\n[Таблица 2] 1×1\n"
              "A1 text внутри\n");
}

static void
test_without_tables (void)
{
  g_autoptr (GBytes) bytes = make_docx (P ("Только текст"));

  load_bad (bytes, "a.docx", ORI_SHEET_ERROR_CORRUPT, "no table");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/docx-tables/cells", test_cells);
  g_test_add_func ("/sheet/docx-tables/merges", test_merges);
  g_test_add_func ("/sheet/docx-tables/names", test_names);
  g_test_add_func ("/sheet/docx-tables/nested", test_nested);
  g_test_add_func ("/sheet/docx-tables/without-tables", test_without_tables);
  return g_test_run ();
}
