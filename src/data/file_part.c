/* Parts: the rows of one block, cut off the file in order, read anywhere, joined in order.
 *
 * A part's rows are read by a reader of its own, which shares what the headings settled and
 * collects by itself what it finds: the whole file's reader looks at that when the part is joined.
 * Where the reading of a row depends on rows before it (lenient: a column with 60 and 0,6; JSON)
 * the file's reader reads the rows while they are cut. */
#include "data/csv_steps.h"

enum { MAX_BYTES = 2 << 20 }; /* a part with longer rows has fewer of them */

struct TcFilePart {
    TcReader *apart; /* reads its rows, or NULL: they are read in order */
    char *bytes;     /* that the records lie in; exchanged with the input's buffer */
    size_t capacity;
    TcRecord *records; /* n of them */
    uint32_t n;
};

static TcReader *reader_apart(const TcReader *whole)
{
    TcReader *apart = g_new0(TcReader, 1);

    apart->schema = whole->schema;
    apart->n_columns = whole->n_columns;
    apart->options = whole->options;
    apart->sources = whole->sources;
    apart->rules = tc_reader_new_rules(apart);
    apart->csv = tc_csv_reader_fork(whole->csv);
    apart->apart = true;
    tc_data_diags_init_part(&apart->report, &whole->report);
    return apart;
}

static void free_apart(TcReader *apart)
{
    tc_reader_free_rules(apart, apart->rules);
    tc_csv_reader_free(apart->csv);
    tc_data_diags_clear_part(&apart->report);
    g_free(apart);
}

TcFilePart *tc_file_part_new(TcReader *reader)
{
    TcFilePart *part = g_new0(TcFilePart, 1);

    part->records = g_new(TcRecord, TC_BLOCK_ROWS);
    if (reader->csv && !reader->options.lenient)
        part->apart = reader_apart(reader);
    return part;
}

static void forget_records(TcFilePart *part)
{
    for (uint32_t i = 0; i < part->n; i++)
        if (part->records[i].cut)
            g_array_unref(part->records[i].cut);
    part->n = 0;
}

void tc_file_part_free(TcFilePart *part)
{
    if (!part)
        return;
    forget_records(part);
    g_clear_pointer(&part->apart, free_apart);
    g_free(part->records);
    g_free(part->bytes);
    g_free(part);
}

/* --- first ------------------------------------------------------------------------------------ */

/* Adds @record, its start and end as offsets from the held bytes' first while these may move. */
static void add_record(TcFilePart *part, const TcInput *input, const TcRecord *record)
{
    TcRecord *added = &part->records[part->n++];
    const char *first = input->buffer + input->held;

    *added = *record;
    added->offset = (size_t)(record->start - first);
    added->length = (size_t)(record->end - record->start);
    added->cut = NULL;
    if (record->cut) {
        added->cut = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_vals(added->cut, record->cut->data, record->cut->len);
    }
}

static void take_bytes(TcFilePart *part, TcInput *input)
{
    size_t first = tc_input_hand_out(input, &part->bytes, &part->capacity);

    for (uint32_t i = 0; i < part->n; i++) {
        TcRecord *record = &part->records[i];
        record->start = part->bytes + first + record->offset;
        record->end = record->start + record->length;
    }
}

/* Returns: false with @error set. */
static bool cut_records(TcReader *reader, TcFilePart *part, uint32_t max_rows, GError **error)
{
    TcInput *input = reader->input;
    TcRecord record;
    bool more = true;

    tc_input_hold(input);
    while (part->n < max_rows && input->start - input->held < MAX_BYTES) {
        more = tc_csv_next_record(reader, &record, error);
        if (!more)
            break;
        add_record(part, input, &record);
    }
    take_bytes(part, input);
    return more || reader->ended;
}

static void read_records(TcReader *reader, TcFilePart *part, TcBlock *block)
{
    tc_block_pack(block, part->n);
    tc_csv_reader_aim(reader->csv, block);
    for (uint32_t i = 0; i < part->n; i++)
        tc_csv_reader_take(reader, block, &part->records[i]);
    tc_rows_finish(reader, block);
}

static bool cut_csv(TcReader *reader, TcFilePart *part, TcBlock *block, uint32_t max_rows,
                    GError **error)
{
    if (!cut_records(reader, part, max_rows, error))
        return false;
    if (!part->apart)
        read_records(reader, part, block);
    reader->n_rows += part->apart ? part->n : block->n;
    return true;
}

static bool cut_json(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error)
{
    if (!tc_json_reader_fill(reader, block, max_rows, error))
        return false;
    tc_rows_finish(reader, block);
    reader->n_rows += block->n;
    return true;
}

bool tc_reader_cut(TcReader *reader, TcFilePart *part, TcBlock *block, uint32_t max_rows,
                   GError **error)
{
    uint32_t rows = CLAMP(max_rows, 1, (uint32_t)TC_BLOCK_ROWS);

    while (!reader->ended) {
        forget_records(part);
        tc_block_clear(block);
        block->first = reader->n_rows;
        bool good = reader->csv ? cut_csv(reader, part, block, rows, error)
                                : cut_json(reader, block, rows, error);
        if (!good)
            reader->ended = reader->finished = true;
        else if (reader->n_rows > block->first)
            return true;
    }
    return false;
}

/* --- second and third ------------------------------------------------------------------------- */

void tc_file_part_read(TcFilePart *part, TcBlock *block)
{
    if (part->apart)
        read_records(part->apart, part, block);
}

bool tc_reader_join(TcReader *reader, TcFilePart *part, const TcBlock *block)
{
    tc_rows_join(reader, part->apart, block);
    if (part->apart)
        tc_csv_reader_join(reader, part->apart);
    return !reader->report.failed && block->n > 0;
}
