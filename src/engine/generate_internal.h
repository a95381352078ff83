/* Inside of examples made from the rules: what generate.c (rows of a part), generate_indicator.c,
 * generate_conclusion.c, generate_total.c (which rows) and generate_text.c (words) share. */
#ifndef TC_ENGINE_GENERATE_INTERNAL_H
#define TC_ENGINE_GENERATE_INTERNAL_H

#include "engine/generate.h"
#include "exec/comparisons.h"
#include "exec/evaluate.h"
#include "exec/needs.h"

#define TC_GENERATE_BLANK (INT64_MIN + 2) /* no value of a cell by number (probe.h) */

enum { TC_GENERATE_WHOLE = 1000 }; /* what divides, unless something else is asked */

typedef struct {
    const TcProgram *program;
    const TcModel *model;
    const TcPlan *plan;
    TcRun run;
    TcBlock *nothing; /* a row in which every cell is open */
    TcProbe *probe;
    TcEvaluator *evaluator;
    TcNeeds *needs; /* of the evaluator: no conclusion but the one at hand */
    TcBlock *block; /* of one row */
    TcResults *results;
    TcArena *arena;
} TcGenerator;

/* The rows of one part. A row is a number (probe.h) for each of the columns. */
typedef struct {
    TcGenerator *generator;
    TcStep part;
    TcComparisons *set;      /* that decide it */
    const uint32_t *columns; /* n: that it reads */
    uint32_t n;
    GPtrArray *rows;  /* of int64_t[n], in the order found */
    GHashTable *seen; /* the same */
    GPtrArray *notes; /* of char: what to say beside the rows, in the set's language */
} TcGenerated;

void tc_generated_init(TcGenerated *generated, TcGenerator *generator, TcStep part);
void tc_generated_clear(TcGenerated *generated);
/* Returns: (transfer full) the row once more. */
int64_t *tc_generated_copy(const TcGenerated *generated, const int64_t *row);
/* Puts @row into the probe. Returns: is it a row that data may have? */
bool tc_generated_put(const TcGenerated *generated, const int64_t *row);
/* Can what is blank in the row be filled in? */
bool tc_generated_stands(const TcGenerated *generated, const int64_t *row);
/* Judges the row by the evaluator of rows with open cells, into the generator's results: of
 * conclusions only the part itself is looked into. */
void tc_generated_judge(const TcGenerated *generated, const int64_t *row);
/* Keeps a copy of @row, once, if data may have it. */
void tc_generated_add(TcGenerated *generated, const int64_t *row);
/* Where the comparisons turn as column @at of @row runs: on both sides of each place. Returns:
 * (transfer full) int64_t. */
GArray *tc_generated_turns(const TcGenerated *generated, const int64_t *row, uint32_t at);
/* Where these comparisons (const TcComparison *) do. */
GArray *tc_generated_turns_by(const TcGenerated *generated, const int64_t *row, uint32_t at,
                              const GPtrArray *comparisons);
/* The same of where the answer to @question does. */
GArray *tc_generated_turns_of(const TcGenerated *generated, const int64_t *row, uint32_t at,
                              TcQuestion *question, const void *data);
/* A row to begin with: what divides, and what bounds other columns, is @whole, all else as @most or
 * as little as can be. Returns: (transfer full). */
int64_t *tc_generated_nominal(const TcGenerated *generated, int64_t whole, bool most);
/* Stands the column for a whole that others are a part of? */
bool tc_generated_is_whole(const TcGenerated *generated, uint32_t at);
/* Yes/no or one of some texts? */
bool tc_generated_is_choice(const TcGenerated *generated, uint32_t at);

/* The numbers that a choice may have, the best first. Returns: (transfer full) int64_t. */
GArray *tc_generated_options(const TcGenerated *generated, uint32_t at);
/* The next of all combinations of @tries (int64_t, of each column) in @row; @at: where each stands.
 * Returns: false after the last. */
bool tc_generated_next(const TcGenerated *generated, GArray *const *tries, guint *at, int64_t *row);
void tc_generated_free_tries(const TcGenerated *generated, GArray **tries);

/* The row in which the indicator is met, or gives the most points, if one was found; @whole: as
 * above. Returns: (transfer full). */
int64_t *tc_generate_good(const TcGenerated *generated, int64_t whole);
/* The row in which each indicator of a conclusion is as good as by itself; of a cell that two of
 * them read the later one has its way. Returns: (transfer full). */
int64_t *tc_generate_best(const TcGenerated *generated, int64_t whole);
/* Adds the rows of a conclusion in which a sum over indicators (tổng điểm, số chỉ tiêu đạt) comes
 * nearest below the level that it is held against, to it and nearest above it; notes the levels
 * that no row was found for. */
void tc_generate_totals(TcGenerated *generated);
/* Finds the rows of an indicator, of a conclusion. */
void tc_generate_indicator(TcGenerated *generated);
void tc_generate_conclusion(TcGenerated *generated);

/* Appends the example of what was found. */
void tc_generate_text(const TcGenerated *generated, int32_t day, GString *out);

#endif
