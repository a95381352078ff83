/* Comparisons that are straight in a cell. */
#include "exec/line.h"

#include "base/number.h"

/* Parts of an expression that are looked at, and bits of a number, beyond which the evaluator is
 * asked: it has bounds of its own, which must not be met first. */
enum { MOST_PARTS = 64, MOST_BITS = 1024 };

/* (top[0] + top[1] x) / (bottom[0] + bottom[1] x); where only the top has an x, the bottom is 1. */
typedef struct {
    mpq_t top[2], bottom[2];
} Side;

/* at[0] + at[1] x, of x by number. */
typedef struct {
    mpz_t at[2];
    bool is_short;
    int64_t shortly[2]; /* the same, if they are that short */
} Straight;

struct TcLine {
    Straight top, bottom; /* of the difference; multiples of it */
    mpz_t value;          /* scratch */
};

typedef struct {
    TcProbe *probe;
    uint32_t column;
    unsigned parts; /* looked at so far */
} Reader;

static void side_init(Side *side)
{
    mpq_inits(side->top[0], side->top[1], side->bottom[0], side->bottom[1], NULL);
    mpq_set_ui(side->bottom[0], 1, 1);
}

static void side_clear(Side *side)
{
    mpq_clears(side->top[0], side->top[1], side->bottom[0], side->bottom[1], NULL);
}

static bool has_straight_bottom(const Side *side)
{
    return mpq_sgn(side->bottom[1]) != 0;
}

static bool is_constant(const Side *side)
{
    return mpq_sgn(side->top[1]) == 0 && !has_straight_bottom(side);
}

static bool is_small(const Side *side)
{
    return tc_number_bits(side->top[0]) <= MOST_BITS && tc_number_bits(side->top[1]) <= MOST_BITS &&
           tc_number_bits(side->bottom[0]) <= MOST_BITS &&
           tc_number_bits(side->bottom[1]) <= MOST_BITS;
}

static void scale(mpq_t *line, const mpq_t factor)
{
    mpq_mul(line[0], line[0], factor);
    mpq_mul(line[1], line[1], factor);
}

/* @a += @sign @b: with two bottoms that are straight it would be none of these. */
static bool add(Side *a, Side *b, int sign)
{
    if (is_constant(b)) {
        for (unsigned i = 0; i < 2; i++) {
            mpq_mul(b->top[1], b->top[0], a->bottom[i]);
            (sign < 0 ? mpq_sub : mpq_add)(a->top[i], a->top[i], b->top[1]);
        }
        return true;
    }
    if (sign < 0) {
        mpq_neg(b->top[0], b->top[0]);
        mpq_neg(b->top[1], b->top[1]);
    }
    if (is_constant(a)) {
        Side c = *a;
        *a = *b;
        *b = c;
        return add(a, b, 1);
    }
    if (has_straight_bottom(a) || has_straight_bottom(b))
        return false;
    mpq_add(a->top[0], a->top[0], b->top[0]);
    mpq_add(a->top[1], a->top[1], b->top[1]);
    return true;
}

static bool multiply(Side *a, Side *b)
{
    if (!is_constant(b) && is_constant(a)) {
        Side c = *a;
        *a = *b;
        *b = c;
    }
    if (!is_constant(b))
        return false;
    scale(a->top, b->top[0]);
    return true;
}

static bool divide(Side *a, Side *b)
{
    if (is_constant(b)) {
        if (mpq_sgn(b->top[0]) == 0)
            return false;
        mpq_inv(b->top[0], b->top[0]);
        scale(a->top, b->top[0]);
        return true;
    }
    if (has_straight_bottom(a) || has_straight_bottom(b))
        return false;
    mpq_swap(a->bottom[0], b->top[0]);
    mpq_swap(a->bottom[1], b->top[1]);
    return true;
}

static bool read_side(Reader *reader, const TcNode *node, Side *side);

static bool read_cell(Reader *reader, uint32_t column, Side *side)
{
    const TcValue *cell = &reader->probe->cells[column];
    if (column == reader->column) {
        mpq_set_ui(side->top[1], 1, 1);
        return true;
    }
    mpq_set(side->top[0], cell->number);
    return cell->defined && !cell->none && cell->kind == TC_VALUE_NUMBER;
}

static bool read_name(Reader *reader, const TcNode *node, Side *side)
{
    const TcModel *model = reader->probe->model;
    const uint32_t index = node->ref.index;
    if (node->ref.kind == TC_REF_COLUMN)
        return read_cell(reader, index, side);
    if (node->ref.kind == TC_REF_DEFINITION)
        return read_side(reader, model->definitions[index].value, side);
    if (node->ref.kind == TC_REF_PARAMETER)
        return read_side(reader, model->parameters[index].value, side);
    return node->ref.kind == TC_REF_INDICATOR && model->indicators[index].value &&
           read_side(reader, model->indicators[index].value, side);
}

static bool combine(TcOperator operator, Side * a, Side *b)
{
    if (operator== TC_OP_ADD || operator== TC_OP_SUB)
        return add(a, b, operator== TC_OP_SUB ? -1 : 1);
    if (operator== TC_OP_MUL)
        return multiply(a, b);
    return operator== TC_OP_DIV && divide(a, b);
}

/* Item @i of @node, joined to what is left of it. */
static bool join(Reader *reader, const TcNode *node, uint32_t i, TcOperator operator, Side * side)
{
    Side next;
    side_init(&next);
    const bool joined = read_side(reader, node->items[i], &next) &&
                        combine(operator, side, &next) && is_small(side);
    side_clear(&next);
    return joined;
}

static bool read_chain(Reader *reader, const TcNode *node, Side *side)
{
    bool read = node->sub == TC_OP_ADD && read_side(reader, node->items[0], side);
    for (uint32_t i = 1; i < node->n && read; i++)
        read = join(reader, node, i, tc_chain_sign(node, i), side);
    return read;
}

/* @side is initialised, 0. */
static bool read_side(Reader *reader, const TcNode *node, Side *side)
{
    if (++reader->parts > MOST_PARTS)
        return false;
    if (node->kind == TC_NODE_NUMBER) {
        mpq_set(side->top[0], node->number);
        return is_small(side);
    }
    if (node->kind == TC_NODE_NAME)
        return read_name(reader, node, side) && is_small(side);
    if (node->kind == TC_NODE_CHAIN)
        return read_chain(reader, node, side);
    return node->kind == TC_NODE_BINARY && read_side(reader, node->items[0], side) &&
           join(reader, node, 1, (TcOperator)node->sub, side);
}

static void shorten(Straight *whole)
{
    whole->is_short = mpz_fits_slong_p(whole->at[0]) && mpz_fits_slong_p(whole->at[1]);
    for (unsigned i = 0; i < 2 && whole->is_short; i++)
        whole->shortly[i] = mpz_get_si(whole->at[i]);
}

/* A positive multiple of a line in x, by number, without fractions. */
static void take(mpq_t *line, int64_t steps, Straight *whole)
{
    mpz_inits(whole->at[0], whole->at[1], NULL);
    mpz_mul_si(mpq_numref(line[0]), mpq_numref(line[0]), steps); /* need not be in lowest terms */
    mpz_mul(whole->at[0], mpq_numref(line[0]), mpq_denref(line[1]));
    mpz_mul(whole->at[1], mpq_numref(line[1]), mpq_denref(line[0]));
    shorten(whole);
}

static TcLine *line_of(Side *difference, int64_t steps)
{
    TcLine *line = g_new0(TcLine, 1);
    mpz_init(line->value);
    take(difference->top, steps, &line->top);
    take(difference->bottom, steps, &line->bottom);
    return line;
}

TcLine *tc_line_new(TcProbe *probe, const TcComparison *comparison, uint32_t column)
{
    const TcNode *node = comparison->left;
    Reader reader = {probe, column, 0};
    TcLine *line = NULL;
    if (comparison->points || tc_probe_kind(probe, column) != TC_VALUE_NUMBER)
        return NULL;
    if (!node)
        node = probe->model->indicators[comparison->subject].value;
    Side left, right;
    side_init(&left);
    side_init(&right);
    if (node && read_side(&reader, node, &left) && read_side(&reader, comparison->right, &right) &&
        add(&left, &right, -1))
        line = line_of(&left, probe->steps[column]);
    side_clear(&left);
    side_clear(&right);
    return line;
}

void tc_line_free(TcLine *line)
{
    if (!line)
        return;
    mpz_clears(line->top.at[0], line->top.at[1], line->bottom.at[0], line->bottom.at[1],
               line->value, NULL);
    g_free(line);
}

static int sign_at(TcLine *line, const Straight *straight, int64_t number)
{
    if (straight->is_short) {
        const __int128 value = (__int128)straight->shortly[1] * number + straight->shortly[0];
        return value < 0 ? -1 : value > 0;
    }
    mpz_mul_si(line->value, straight->at[1], number);
    mpz_add(line->value, line->value, straight->at[0]);
    return mpz_sgn(line->value);
}

int tc_line_sign(TcLine *line, int64_t number)
{
    const int bottom = sign_at(line, &line->bottom, number);
    return bottom == 0 ? 2 : bottom * sign_at(line, &line->top, number);
}
