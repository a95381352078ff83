/* Inside the hints: the clause that does not fit and what is known of it. hints.c tries one hint
 * after the other; those for the slips of newcomers are in hints_slips.c, hints_words.c,
 * hints_phrases.c and hints_tables.c. */
#ifndef TC_SYNTAX_HINT_CASE_H
#define TC_SYNTAX_HINT_CASE_H

#include "syntax/hints.h"

typedef struct {
    TcParse *parse;
    /* The content of the clause from start to before end. start[-1] is its starter, *end its end;
     * one more token without meaning stands on each side, so that a look at a neighbour is safe. */
    const TcToken *start, *end;
    const TcToken *token, *before; /* the refused token and the one before it, start - 1 to end */
    const char *const *expected;   /* n names of what would fit */
    unsigned n;
} TcHintCase;

/* Reports the mistake if it is the one that the hint knows. Returns: whether it was. */
typedef bool TcHint(const TcHintCase *c);

/* Is what @alias_start names expected? */
bool tc_hint_expects(const TcHintCase *c, const char *alias_start);
TcLang tc_hint_lang_of(const TcHintCase *c); /* of messages */
bool tc_hint_is_word(const TcToken *token);
bool tc_hint_same_line(const TcToken *token); /* as the token before it */
/* Is the bare word @token a name that the file declares? */
bool tc_hint_is_declared(const TcHintCase *c, const TcToken *token);
bool tc_hint_ends_operand(const TcToken *token);

TcHint tc_hint_later, tc_hint_levels, tc_hint_other_set, tc_hint_word_for_sign,
    tc_hint_band_semicolon, tc_hint_sign_for_sign, tc_hint_type, tc_hint_percent_word,
    tc_hint_date_words, tc_hint_date, tc_hint_requirement, tc_hint_count, tc_hint_conditions_comma,
    tc_hint_prose, tc_hint_unit_brackets, tc_hint_without_by, tc_hint_title, tc_hint_code_word,
    tc_hint_known_text, tc_hint_state_first, tc_hint_except, tc_hint_contents_opening,
    tc_hint_level_names, tc_hint_sign_first, tc_hint_cell_list, tc_hint_table_title,
    tc_hint_table_word, tc_hint_row_bars, tc_hint_unmarked, tc_hint_half_phrase,
    tc_hint_phrases_mixed, tc_hint_edit, tc_hint_given_text, tc_hint_of_part;

#endif
