/* Examples made from the rules: for every comparison the rows just below, at and just above it, in
 * whole things, and rows with missing data, as tables of examples that are ready to be reviewed.
 *
 * What must come out is what the reference evaluator gives (with a blank cell: the evaluator), so
 * these examples say what the rules say; whether that is what the decision says is for a person to
 * find, who then takes the mark chưa rà soát out. */
#ifndef TC_ENGINE_GENERATE_H
#define TC_ENGINE_GENERATE_H

#include "engine/program.h"

/* Appends a rule file of examples for @program, which has a model, to @out: one example for each
 * indicator, verdict and grade. @day: the date judged; INT32_MIN: none is said. Some columns of
 * free text cannot be filled in; parts that nothing can be found for are left out, and so is a
 * grade whose code is the name of a column, which expressions read as that column. */
void tc_generate(const TcProgram *program, int32_t day, GString *out);

#endif
