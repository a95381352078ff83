/* The run: one thread cuts the file into parts and delivers, the others read the parts and judge.
 *
 * Work goes round a ring of slots. A slot is FREE, then CUT by the caller's thread, JUDGED by some
 * worker, and FREE again when it was delivered. Slots are cut and delivered in ring order, so the
 * order is that of the file whatever the workers do; when the ring is full the caller's thread
 * waits, so memory stays within the ring. With one job there is a single slot and no thread. */
#include "engine/program.h"

#include "base/number_memory.h"
#include "engine/breaches.h"
#include "exec/evaluate.h"

enum { MAX_JOBS = 256, SLOTS_PER_JOB = 2 };

typedef enum { SLOT_FREE, SLOT_CUT, SLOT_TAKEN, SLOT_JUDGED } SlotState;

typedef struct {
    SlotState state;
    TcFilePart *part; /* or NULL: the rows come from a feed */
    TcBlock *block;
    TcEvaluator *evaluator;
    TcResults *results;
    GString *text;
    void *kept;  /* by the sink's render */
    bool judged; /* `results` and `text` are of `block` */
} Slot;

typedef struct {
    const TcPlan *plan;
    const TcRun *run;
    const TcSink *sink;
    TcReader *reader; /* where rows come from: it, or `feed` */
    TcFeed feed;
    void *feed_context;
    Slot *slots; /* made when they are first used: most files are one block */
    unsigned n_slots, jobs;
    GPtrArray *threads;          /* of GThread, up to `jobs`, started as there is work */
    uint64_t n_cut, n_delivered; /* slots since the start; the ring's places are modulo n_slots */
    uint64_t n_taken;
    bool stop; /* no more work will come */
    GMutex lock;
    GCond work, done; /* a slot is CUT, or stop; a slot is JUDGED */
} Pipeline;

static void slot_init(Slot *slot, const Pipeline *pipeline)
{
    if (slot->block)
        return;
    slot->part = pipeline->reader ? tc_file_part_new(pipeline->reader) : NULL;
    slot->block = tc_block_new(&pipeline->plan->model->schema);
    slot->evaluator = tc_evaluator_new(pipeline->plan, pipeline->run);
    slot->results = tc_results_new(pipeline->plan->model);
    slot->text = g_string_new(NULL);
}

static void slot_clear(const Pipeline *pipeline, Slot *slot)
{
    if (!slot->block)
        return;
    if (slot->kept)
        pipeline->sink->drop(slot->kept);
    tc_results_free(slot->results);
    tc_evaluator_free(slot->evaluator);
    tc_block_free(slot->block);
    tc_file_part_free(slot->part);
    g_string_free(slot->text, TRUE);
}

static void judge(const Pipeline *pipeline, Slot *slot)
{
    const TcSink *sink = pipeline->sink;
    if (slot->part)
        tc_file_part_read(slot->part, slot->block);
    slot->judged = !sink->wants || sink->wants(slot->block, sink->context);
    if (!slot->judged)
        return;
    tc_evaluate(slot->evaluator, slot->block, slot->results);
    g_string_truncate(slot->text, 0);
    if (sink->render)
        sink->render(slot->block, slot->results, slot->text, &slot->kept, sink->context);
}

static Slot *place(const Pipeline *pipeline, uint64_t number)
{
    return &pipeline->slots[number % pipeline->n_slots];
}

static void *worker(void *data)
{
    Pipeline *pipeline = data;
    g_mutex_lock(&pipeline->lock);
    for (;;) {
        while (pipeline->n_taken == pipeline->n_cut && !pipeline->stop)
            g_cond_wait(&pipeline->work, &pipeline->lock);
        if (pipeline->stop)
            break; /* at the end all was taken; after a failure nobody wants the rest */
        Slot *slot = place(pipeline, pipeline->n_taken++);
        slot->state = SLOT_TAKEN;
        g_mutex_unlock(&pipeline->lock);
        judge(pipeline, slot);
        g_mutex_lock(&pipeline->lock);
        slot->state = SLOT_JUDGED;
        g_cond_signal(&pipeline->done);
    }
    g_mutex_unlock(&pipeline->lock);
    tc_number_memory_release();
    return NULL;
}

/* Returns: false when the block is not to be used. */
static bool join(const Pipeline *pipeline, const Slot *slot)
{
    bool good = tc_reader_join(pipeline->reader, slot->part, slot->block);
    if (slot->judged)
        tc_breaches_report(pipeline->reader, pipeline->plan, slot->block, slot->results);
    return good && !tc_reader_failed(pipeline->reader);
}

static bool deliver(const Pipeline *pipeline, const Slot *slot, GError **error)
{
    const TcSink *sink = pipeline->sink;
    if (slot->part && !join(pipeline, slot))
        return true; /* the file has mistakes: the rest is only looked through */
    return sink->deliver(slot->block, slot->results, slot->text, sink->context, error);
}

/* Delivers the oldest slot, waiting for it if need be. */
static bool deliver_next(Pipeline *pipeline, GError **error)
{
    Slot *slot = place(pipeline, pipeline->n_delivered);
    g_mutex_lock(&pipeline->lock);
    while (slot->state != SLOT_JUDGED)
        g_cond_wait(&pipeline->done, &pipeline->lock);
    g_mutex_unlock(&pipeline->lock);
    if (!deliver(pipeline, slot, error))
        return false;
    slot->state = SLOT_FREE; /* only this thread looks at free slots */
    pipeline->n_delivered++;
    return true;
}

static void hand_out(Pipeline *pipeline, Slot *slot)
{
    g_mutex_lock(&pipeline->lock);
    slot->state = SLOT_CUT;
    pipeline->n_cut++;
    g_cond_signal(&pipeline->work);
    g_mutex_unlock(&pipeline->lock);
    if (pipeline->threads->len < pipeline->jobs)
        g_ptr_array_add(pipeline->threads, g_thread_new("judge", worker, pipeline));
}

/* Cuts the next rows for @slot. *@more: are there any? Returns: false with @error set. */
static bool cut(const Pipeline *pipeline, Slot *slot, bool *more, GError **error)
{
    uint32_t rows = pipeline->run->block_rows > 0 ? pipeline->run->block_rows : TC_BLOCK_ROWS;
    GError *failed = NULL;
    slot_init(slot, pipeline);
    if (pipeline->reader) {
        *more = tc_reader_cut(pipeline->reader, slot->part, slot->block, rows, &failed);
    } else {
        tc_block_clear(slot->block);
        *more = pipeline->feed(slot->block, rows, pipeline->feed_context, &failed) &&
                slot->block->n > 0;
    }
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}

static bool run_threads(Pipeline *pipeline, GError **error)
{
    bool more = true;
    while (more) {
        if (pipeline->n_cut - pipeline->n_delivered == pipeline->n_slots &&
            !deliver_next(pipeline, error))
            return false;
        Slot *slot = place(pipeline, pipeline->n_cut);
        if (!cut(pipeline, slot, &more, error))
            return false;
        if (more)
            hand_out(pipeline, slot);
    }
    while (pipeline->n_delivered < pipeline->n_cut) {
        if (!deliver_next(pipeline, error))
            return false;
    }
    return true;
}

static bool run_alone(Pipeline *pipeline, GError **error)
{
    Slot *slot = pipeline->slots;
    bool more = false;
    for (;;) {
        if (!cut(pipeline, slot, &more, error))
            return false;
        if (!more)
            return true;
        judge(pipeline, slot);
        if (!deliver(pipeline, slot, error))
            return false;
    }
}

static void end_threads(Pipeline *pipeline)
{
    g_mutex_lock(&pipeline->lock);
    pipeline->stop = true;
    g_cond_broadcast(&pipeline->work);
    g_mutex_unlock(&pipeline->lock);
    for (guint i = 0; i < pipeline->threads->len; i++)
        g_thread_join(g_ptr_array_index(pipeline->threads, i));
}

static void pipeline_init(Pipeline *pipeline, const TcProgram *program, const TcRun *run,
                          const TcSink *sink)
{
    unsigned jobs = MIN(run->jobs > 0 ? run->jobs : g_get_num_processors(), (unsigned)MAX_JOBS);
    pipeline->plan = tc_program_plan(program);
    pipeline->run = run;
    pipeline->sink = sink;
    pipeline->jobs = jobs;
    pipeline->n_slots = jobs > 1 ? SLOTS_PER_JOB * jobs : 1;
    pipeline->slots = g_new0(Slot, pipeline->n_slots);
    pipeline->threads = g_ptr_array_new();
    g_mutex_init(&pipeline->lock);
    g_cond_init(&pipeline->work);
    g_cond_init(&pipeline->done);
}

static void pipeline_clear(Pipeline *pipeline)
{
    for (unsigned i = 0; i < pipeline->n_slots; i++)
        slot_clear(pipeline, &pipeline->slots[i]);
    g_free(pipeline->slots);
    g_ptr_array_free(pipeline->threads, TRUE);
    g_mutex_clear(&pipeline->lock);
    g_cond_clear(&pipeline->work);
    g_cond_clear(&pipeline->done);
}

static bool run_pipeline(Pipeline *pipeline, const TcProgram *program, const TcRun *run,
                         const TcSink *sink, GError **error)
{
    pipeline_init(pipeline, program, run, sink);
    bool done = pipeline->jobs > 1 ? run_threads(pipeline, error) : run_alone(pipeline, error);
    end_threads(pipeline);
    pipeline_clear(pipeline);
    return done;
}

bool tc_program_run_feed(const TcProgram *program, TcFeed feed, void *feed_context,
                         const TcRun *run, const TcSink *sink, GError **error)
{
    Pipeline pipeline = {.feed = feed, .feed_context = feed_context};
    return run_pipeline(&pipeline, program, run, sink, error);
}

bool tc_program_run(const TcProgram *program, TcReader *reader, const TcRun *run,
                    const TcSink *sink, GError **error)
{
    Pipeline pipeline = {.reader = reader};
    bool done = run_pipeline(&pipeline, program, run, sink, error);
    tc_reader_finish(reader);
    return done;
}
