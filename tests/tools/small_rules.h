/* Small random rule sets, of which all complete rows can be gone through: indicators of every form,
 * verdicts that count them, a grade by their points. */
#ifndef TC_TOOLS_SMALL_RULES_H
#define TC_TOOLS_SMALL_RULES_H

#include <glib.h>
#include <stdint.h>

enum { TC_SMALL_INDICATORS = 6 };

typedef struct {
    uint64_t seed;
    uint32_t changed; /* the choice that is made otherwise; UINT32_MAX: none */
    uint32_t turned;  /* the indicator that is met where it would not be met; UINT32_MAX: none */
    uint32_t units;   /* so many of 100 indicators apply to some units alone */
    uint32_t steps;   /* so many of 100 compare what goes in steps: roundings, parts of dates */
} TcSmallRules;

/* Returns: (transfer full) the text of the set; *@n: the choices. */
char *tc_small_rules(const TcSmallRules *rules, uint32_t *n);

#endif
