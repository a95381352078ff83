/* Words and tables of a history that its reports share. Private to history_*.c. */
#ifndef TC_REPORT_HISTORY_INTERNAL_H
#define TC_REPORT_HISTORY_INTERNAL_H

#include "report/history.h"
#include "report/impact_internal.h"

/* --- words (history_words.c). What each returns: (transfer full) --- */

/* The impact between the versions of a step, as the words of its clauses need it. */
TcImpactPage tc_history_impact(const TcHistoryPage *page, const TcHistoryStep *step);
/* "xã Hai, mã 2", as the file of @period has it. */
char *tc_history_unit(const TcHistoryPage *page, const TcHistoryPeriod *period);
/* "Quyết định số 12/2023/QĐ-UBND, sửa đổi bởi Quyết định số 34/2024/QĐ-UBND" */
char *tc_history_rules(const TcHistoryPage *page, const TcHistoryPeriod *period);
/* "Chỉ tiêu 3.4", "Tổng điểm" */
char *tc_history_name(const TcHistoryPage *page, const TcHistoryStep *step,
                      const TcImpactTurn *what);
/* What it is in a corner: "Chưa đạt", "7,5"; NULL where there is no number. */
char *tc_history_at(const TcHistoryPage *page, const TcHistoryStep *step, const TcImpactTurn *what,
                    unsigned corner);
/* What moved it: "do số liệu ([Hồ sơ]) và quy định (khoản 2) cùng nhau" */
char *tc_history_cause(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change);
/* "Hạng"; what moved it. */
char *tc_history_rank_name(const TcHistoryPage *page, const TcHistoryStep *step,
                           const TcHistoryRank *rank);
char *tc_history_rank_cause(const TcHistoryPage *page, const TcHistoryRank *rank);
/* The clauses of its part of the law, or that it is a transition; NULL where no law moves it. */
char *tc_history_clauses(const TcHistoryPage *page, const TcHistoryStep *step,
                         const TcHistoryChange *change);
/* The column of a cell; what it is in the earlier (@file 0) or the later file. */
char *tc_history_column(const TcHistoryPage *page, const TcHistoryStep *step,
                        const TcHistoryCell *cell);
char *tc_history_cell(const TcHistoryPage *page, const TcHistoryStep *step,
                      const TcHistoryCell *cell, unsigned file);
/* "[A], [B]": the cells that changed and that it reads. */
char *tc_history_cells(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change);

/* --- tables (history_tables.c) --- */

typedef struct {
    char *text;
    bool narrow; /* its cells are short: they are not broken into lines */
} TcHistoryHead;

typedef struct {
    GArray *heads;   /* of TcHistoryHead */
    GPtrArray *rows; /* of GPtrArray of char *, one a head; NULL is an empty cell */
} TcHistoryTable;

/* What the unit came to in each period; its cells that changed; its results that did. Returns:
 * (transfer full). */
TcHistoryTable *tc_history_periods_table(const TcHistoryPage *page);
TcHistoryTable *tc_history_cells_table(const TcHistoryPage *page, const TcHistoryStep *step);
TcHistoryTable *tc_history_changes_table(const TcHistoryPage *page, const TcHistoryStep *step);
void tc_history_table_free(TcHistoryTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcHistoryTable, tc_history_table_free)

/* What lies between the rules of a step: a heading, and below it the clauses. Returns: (transfer
 * full) of char *. */
GPtrArray *tc_history_rule_lines(const TcHistoryPage *page, const TcHistoryStep *step);
/* What the marks at the results of each period mean. Returns: (transfer full) of char *. */
GPtrArray *tc_history_marks(const TcHistoryPage *page);
/* What must stand at the foot, of the last period. Returns: (transfer full). */
char *tc_history_foot(const TcHistoryPage *page);

static inline const TcHistoryPeriod *tc_history_last(const TcHistoryPage *page)
{
    return tc_history_period(page->history, page->history->periods->len - 1);
}

#endif
