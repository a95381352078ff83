/* A stack of what cells were before they were changed. */
#include "exec/changes.h"

typedef struct {
    TcValue value; /* what the cell was before */
    uint32_t column;
    bool known;
    bool sound; /* behind it the row held its constraints */
} Change;

struct TcChanges {
    Change *list; /* `room` with values made, the first n in use */
    uint32_t n, room;
};

TcChanges *tc_changes_new(void)
{
    return g_new0(TcChanges, 1);
}

void tc_changes_free(TcChanges *changes)
{
    if (!changes)
        return;
    for (uint32_t i = 0; i < changes->room; i++)
        tc_value_clear(&changes->list[i].value);
    g_free(changes->list);
    g_free(changes);
}

uint32_t tc_changes_length(const TcChanges *changes)
{
    return changes->n;
}

uint32_t tc_changes_column(const TcChanges *changes, uint32_t i)
{
    return changes->list[i].column;
}

static void make_room(TcChanges *changes)
{
    const uint32_t room = changes->room ? 2 * changes->room : 64;
    changes->list = g_renew(Change, changes->list, room);
    for (uint32_t i = changes->room; i < room; i++)
        tc_value_init(&changes->list[i].value);
    changes->room = room;
}

void tc_changes_add(TcChanges *changes, uint32_t column, const TcValue *value, bool known)
{
    if (changes->n == changes->room)
        make_room(changes);
    Change *change = &changes->list[changes->n++];
    tc_value_copy(&change->value, value);
    change->column = column;
    change->known = known;
    change->sound = false;
}

void tc_changes_undo(TcChanges *changes, uint32_t n, TcValue *cells, bool *known)
{
    g_assert(n <= changes->n);
    while (changes->n > n) {
        Change *change = &changes->list[--changes->n];
        const TcValue gone = cells[change->column];
        cells[change->column] = change->value;
        change->value = gone; /* for the next change to use */
        known[change->column] = change->known;
    }
}

void tc_changes_mark_sound(TcChanges *changes)
{
    if (changes->n > 0)
        changes->list[changes->n - 1].sound = true;
}

uint32_t tc_changes_sound(const TcChanges *changes)
{
    uint32_t n = changes->n;
    while (n > 0 && !changes->list[n - 1].sound)
        n--;
    return n;
}
