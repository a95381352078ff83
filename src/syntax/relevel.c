/* A level changed in an outline. See relevel.h. */
#include "syntax/relevel.h"

#include "parser.h"
#include "syntax/patch.h"

bool tc_outline_put_level(TcOutline *outline, const char *code, TcSpan place, const char *text,
                          TcDiagList *diags)
{
    TcOutlineRange range;
    if (!tc_outline_part(outline, TC_KW_INDICATOR, code, false, &range))
        return false;
    const int64_t index = tc_outline_find_clause(outline, range, TC_KW_REQUIRED);
    if (index < 0)
        return false;
    const TcOutlineItem *item = tc_outline_at(outline, (uint32_t)index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    for (uint32_t i = 0; i < clause->n; i++) {
        if (tokens[i].type != TC_TOK_NUMBER || tokens[i].span.start != place.start)
            continue;
        g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
        const TcPatch patch = {tokens[i].span.start, tokens[i].span.end, text, {0}};
        g_array_append_val(patches, patch);
        tc_patch_item(outline, (uint32_t)index, patches, place, 0, diags);
        return true;
    }
    return false;
}
