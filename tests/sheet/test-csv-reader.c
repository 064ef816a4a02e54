/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sheet-support.h"

static void
check_bytes (const char *bytes, gsize length, const OriBookOptions *options, const char *expected)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load_bytes (data, "файл.csv", options, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ori_book_n_sheets (book), ==, 1);
  g_assert_cmpstr (ori_sheet_name (ori_book_sheet (book, 0)), ==, "файл");
  check_cells (book, expected);
}

static void
check_text (const char *text, const char *expected)
{
  check_bytes (text, strlen (text), NULL, expected);
}

static void
test_separators (void)
{
  static const char expected[] =
      "A1 text Район\nB1 text Доля\nA2 text Курск\nB2 number 27.4 «27,4»\n";

  check_text ("Район;Доля\r\nКурск;27,4\r\n", expected);
  check_text ("Район\tДоля\nКурск\t27,4", expected);
  check_text ("Район|Доля\rКурск|27,4\r", expected);
  check_text ("Район,Доля\nКурск,\"27,4\"\n", expected);
  check_text ("sep=,\nРайон,Доля\nКурск,\"27,4\"\n", expected);
  check_text ("\xef\xbb\xbfРайон;Доля\nКурск;27,4\n", expected);
}

/* Decimal commas and commas in sentences are no separators. */
static void
test_one_column (void)
{
  check_text ("Доля\n1,5\n2,7\n", "A1 text Доля\nA2 number 1.5 «1,5»\nA3 number 2.7 «2,7»\n");
  check_text (
      "Всё идёт\nв одной строке, кроме этой\nконец\nи ещё\n",
      "A1 text Всё идёт\nA2 text в одной строке, кроме этой\nA3 text конец\nA4 text и ещё\n");
}

static void
test_quotes (void)
{
  check_text ("а;б\n\"x;\"\"y\"\"\";\"две\nстроки\"\n",
              "A1 text а\nB1 text б\nA2 text x;\"y\"\nB2 text две\nстроки\n");
  check_text ("а;б\n\"Ромашка\" ООО;5\nООО \"Мак\";6\n",
              "A1 text а\nB1 text б\nA2 text \"Ромашка\" ООО\nB2 number 5\nA3 text ООО \"Мак\"\n"
              "B3 number 6\n");
}

/* Apostrophes around texts are found out; one in a word is none. What is told counts. */
static void
test_other_quotes (void)
{
  static const char quoted[] = "'Район';'Доля'\n'п. Д''Арк; центр';'27,4'\n";
  static const char usual[] = "а;б\n\"x\";\"y\"\n";

  check_text (quoted, "A1 text Район\nB1 text Доля\nA2 text п. Д'Арк; центр\n"
                      "B2 number 27.4 «27,4»\n");
  check_text ("'Район;Доля\n'Курск;5\n",
              "A1 text 'Район\nB1 text Доля\nA2 text 'Курск\nB2 number 5\n");
  check_bytes (usual, strlen (usual), &(OriBookOptions){.quote = ORI_QUOTE_NONE},
               "A1 text а\nB1 text б\nA2 text \"x\"\nB2 text \"y\"\n");
  check_bytes (usual, strlen (usual), &(OriBookOptions){.separator = ';', .quote = '\''},
               "A1 text а\nB1 text б\nA2 text \"x\"\nB2 text \"y\"\n");
  check_bytes ("а;б\n\\x;y\\;5\n", strlen ("а;б\n\\x;y\\;5\n"), &(OriBookOptions){.quote = '\\'},
               "A1 text а\nB1 text б\nA2 text x;y\nB2 number 5\n");
}

static void
test_quote_words (void)
{
  static const struct {
    const char *word;
    char quote;
  } words[] = {{"\"", '"'}, {"'", '\''}, {"none", ORI_QUOTE_NONE}, {"`", '`'}};
  static const char *const bad[] = {"", "\"\"", "a", "5", " ", "\n", "«", "None"};

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *back = ori_book_quote_word (words[i].quote);
    char quote = 0;

    g_assert_true (ori_book_quote_parse (words[i].word, &quote));
    g_assert_cmpint (quote, ==, words[i].quote);
    g_assert_cmpstr (back, ==, words[i].word);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    char quote = 'x';

    g_assert_false (ori_book_quote_parse (bad[i], &quote));
    g_assert_cmpint (quote, ==, 'x');
  }
}

static void
test_unclosed_quote (void)
{
  static const char text[] = "а;б\n\"Мак;5\nРоза;6\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (OriBook) book = load_good (bytes, "a.csv");

  check_cells (book, "A1 text а\nB1 text б\nA2 text \"Мак\nB2 number 5\nA3 text Роза\n"
                     "B3 number 6\n");
  g_assert_true (has_finding (book, "unclosed-quote", NULL));
}

/* Only what can be nothing else is a number, and its text stays as it is. */
static void
test_numbers (void)
{
  check_text ("a;b\n3 806;-0,4\n007;0,5\n+7;1.2.3\n67%;31.12.2022\n12345678901234567;1,50\n"
              "12E5;1.5e-05\n-;…\n0;00\n",
              "A1 text a\nB1 text b\nA2 number 3806 «3 806»\nB2 number -0.4 «-0,4»\nA3 text 007\n"
              "B3 number 0.5 «0,5»\nA4 text +7\nB4 text 1.2.3\nA5 text 67%\nB5 text 31.12.2022\n"
              "A6 text 12345678901234567\nB6 number 1.5 «1,50»\nA7 text 12E5\n"
              "B7 number 1.5e-05\nA8 text -\nB8 text …\nA9 number 0\nB9 text 00\n");
}

static void
test_encodings (void)
{
  static const char text[] = "Территория;Показатель\nБелгородская область;5\nКурская область;7\n";
  static const char expected[] = "A1 text Территория\nB1 text Показатель\n"
                                 "A2 text Белгородская область\nB2 number 5\n"
                                 "A3 text Курская область\nB3 number 7\n";
  static const char *const encodings[] = {"UTF-8",  "CP1251",   "CP866",
                                          "UTF-16", "UTF-16LE", "UTF-16BE"};

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    gsize length;
    g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);

    check_bytes (bytes, length, NULL, expected);
  }
}

static void
test_options (void)
{
  OriBookOptions options = {"CP1251", ','};

  check_bytes ("\xe0;1,2", 5, &options, "A1 text а;1\nB1 number 2\n");
}

static void
test_wide (void)
{
  g_autofree char *text = g_strnfill (ORI_MAX_COLS + 5, ';');
  g_autoptr (GString) file = g_string_new (text);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (OriBook) book = NULL;

  g_string_append (file, "1\nдва;три\n");
  bytes = g_bytes_new (file->str, file->len);
  book = load_good (bytes, "a.csv");
  check_cells (book, "A2 text два\nB2 text три\n");
  g_assert_true (has_finding (book, "out-of-limits", "XFD1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/csv-reader/separators", test_separators);
  g_test_add_func ("/sheet/csv-reader/one-column", test_one_column);
  g_test_add_func ("/sheet/csv-reader/quotes", test_quotes);
  g_test_add_func ("/sheet/csv-reader/other-quotes", test_other_quotes);
  g_test_add_func ("/sheet/csv-reader/quote-words", test_quote_words);
  g_test_add_func ("/sheet/csv-reader/unclosed-quote", test_unclosed_quote);
  g_test_add_func ("/sheet/csv-reader/numbers", test_numbers);
  g_test_add_func ("/sheet/csv-reader/encodings", test_encodings);
  g_test_add_func ("/sheet/csv-reader/options", test_options);
  g_test_add_func ("/sheet/csv-reader/wide", test_wide);
  return g_test_run ();
}
