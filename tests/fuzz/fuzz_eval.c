/* Rules and data from memory, judged by both evaluators, which must agree (tools/agree.h).
 *
 * The bytes are a rule file; behind a line "%%" may stand a data file. Besides the rows of that
 * file a few are judged that are drawn from the rules (tools/adversary.h). A difference is printed
 * and aborts. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/reader.h"
#include "sema/document.h"
#include "tools/agree.h"
#include "tools/case_text.h"

enum { DRAWN_ROWS = 8, COMPLETIONS = 3, MOST_COLUMNS = 60, MOST_INDICATORS = 60 };

static const char divider[] = "\n%%\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void report(const TcAgree *agree, uint32_t row, const char *what, void *context)
{
    g_autoptr(GString) data = g_string_new(NULL);
    tc_case_row(agree->model, agree->given[row], agree->given_known[row], data);
    fprintf(stderr, "%s\n--- data.csv\n%s--- %s\n", (const char *)context, data->str, what);
    abort();
}

static void judge(TcAgree *agree, TcBlock *block)
{
    tc_agree_evaluate(agree, block);
    for (uint32_t row = 0; row < block->n; row++)
        tc_agree_row(agree, row, COMPLETIONS);
}

static void judge_drawn(TcAgree *agree, TcBlock *block)
{
    g_autofree bool *known = g_new(bool, agree->n + 1);
    tc_block_clear(block);
    for (uint32_t row = 0; row < DRAWN_ROWS && agree->n > 0; row++) {
        tc_adversary_row(agree->adversary, agree->random, agree->drawn);
        tc_random_open(agree->random, agree->model, row % 4, agree->drawn, known);
        block->rows[row] = tc_row_info(row + 2);
        tc_random_store(agree->model, agree->drawn, known, block, row);
    }
    tc_block_finish(block);
    judge(agree, block);
}

static void judge_file(TcAgree *agree, const char *data, size_t length, TcBlock *block)
{
    const TcReadOptions options = {.lenient = true, .style = agree->model->lang};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcReader) reader =
        tc_reader_open_bytes("fuzz", data, length, &agree->model->schema, &options, diags);
    while (reader && tc_reader_next(reader, block, TC_BLOCK_ROWS, NULL))
        judge(agree, block);
}

static void judge_rules(const TcModel *model, const TcNode *tree, const char *text,
                        const char *data, size_t length)
{
    TcRandom random = {length};
    const TcRun run = {.date_judged = 19800, .appraisals = true};
    TcAgreeCounts counts = {0};
    TcAgree *agree = tc_agree_new(model, tree, &run, &random, &counts, report, (void *)text);
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    if (data)
        judge_file(agree, data, length, block);
    judge_drawn(agree, block);
    tc_agree_free(agree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autofree char *text = g_strndup((const char *)bytes, size);
    const uint8_t *cut = size ? memmem(bytes, size, divider, strlen(divider)) : NULL;
    const size_t rules = cut ? (size_t)(cut - bytes) : size;
    const char *data = cut ? (const char *)cut + strlen(divider) : NULL;
    TcDiagList *diags = tc_diag_list_new(TC_LANG_VI);
    TcDocument *document =
        tc_document_new(tc_source_new("fuzz", (const char *)bytes, rules), diags);
    const TcModel *model = tc_document_model(document);
    if (model && model->schema.n_columns <= MOST_COLUMNS && model->n_indicators <= MOST_INDICATORS)
        judge_rules(model, tc_document_tree(document), text, data,
                    data ? size - rules - strlen(divider) : 0);
    tc_document_free(document);
    tc_diag_list_free(diags);
    return 0;
}
