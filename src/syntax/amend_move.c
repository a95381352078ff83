/* chuyển: a part with all that stands in it is put elsewhere. */
#include "syntax/amend_internal.h"

/* The clauses stay what they are: only the head is of the amendment. */
static void move_range(const TcAmending *amending, TcOutlineRange range, uint32_t index)
{
    GArray *items = amending->outline->items;
    tc_outline_at(amending->outline, range.first)->by = amending->by;
    g_autofree TcOutlineItem *moved =
        g_memdup2(tc_outline_at(amending->outline, range.first), range.n * sizeof *moved);
    tc_outline_remove(amending->outline, range);
    g_array_insert_vals(items, index > range.first ? index - range.n : index, moved, range.n);
}

bool tc_edit_move(const TcAmending *amending)
{
    const TcNode *target = tc_amend_target(amending->edit, 0);
    const TcNode *place = tc_amend_child(amending->edit, TC_NODE_PLACE, 0);
    TcOutlineRange range;
    uint32_t index;
    if (target->sub || tc_target_is_section(tc_target_noun(target)) || !tc_target_code(target) ||
        tc_target_noun(target) == TC_KW_SET || tc_target_noun(target) == TC_KW_PLAN) {
        tc_amend_report(amending, TC_DIAG_NOT_MOVED, target);
        return false;
    }
    if (!tc_amend_part(amending, target, true, &range) || !tc_amend_place(amending, place, &index))
        return false;
    if (index > range.first && index < range.first + range.n) {
        tc_amend_report(amending, TC_DIAG_MOVED_INTO_ITSELF, target);
        return false;
    }
    move_range(amending, range, index);
    return true;
}
