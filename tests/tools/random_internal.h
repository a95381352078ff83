/* What the makers of random rules share (random_rules.c, random_columns.c, …). */
#ifndef TC_TESTS_RANDOM_INTERNAL_H
#define TC_TESTS_RANDOM_INTERNAL_H

#include "tools/random_rules.h"

typedef struct {
    const char *vi, *en;
} TcRandomWords;

/* Appends the text in the language of the rules; the name of a column. */
void tc_random_put(TcRandomRules *rules, const char *vi, const char *en);
void tc_random_put_column(TcRandomRules *rules, uint32_t column);

enum { TC_RANDOM_ZONES = 3, TC_RANDOM_FIRST_DAY = 4, TC_RANDOM_DAYS_EACH = 6 };
extern const char *const tc_random_zones[TC_RANDOM_ZONES];

/* The sections of columns and definitions. */
void tc_random_put_columns(TcRandom *random, TcRandomRules *rules);
/* A question of a flag, or of days. */
void tc_random_put_condition(TcRandom *random, TcRandomRules *rules, uint32_t flag);
/* A table of points over two or three subjects; @value: giá trị can be one. */
void tc_random_put_table(TcRandom *random, TcRandomRules *rules, bool value);
/* The content of a grade: a scale of many bands. */
void tc_random_put_long_grade(TcRandom *random, TcRandomRules *rules);
void tc_random_put_verdict(TcRandom *random, TcRandomRules *rules, uint32_t index);
void tc_random_put_grade(TcRandom *random, TcRandomRules *rules);
/* The section of data checks. */
void tc_random_put_checks(TcRandom *random, TcRandomRules *rules);

#endif
