/* Codes in one array of entries (line, length, bytes) and, if needed, a table of their offsets. */
#include "data/codes.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { ENTRY_HEAD = 5, FIRST_SLOTS = 1024, MAX_BYTES = 512 << 20 };

struct TcCodes {
    GByteArray *entries;
    uint32_t n;
    uint32_t last;   /* offset of the newest entry */
    uint32_t *slots; /* offset + 1 of an entry, 0: free; NULL while the codes rise */
    uint32_t n_slots;
};

TcCodes *tc_codes_new(void)
{
    TcCodes *codes = g_new0(TcCodes, 1);
    codes->entries = g_byte_array_new();
    return codes;
}

void tc_codes_free(TcCodes *codes)
{
    if (!codes)
        return;
    g_byte_array_unref(codes->entries);
    g_free(codes->slots);
    g_free(codes);
}

static const char *entry_code(const TcCodes *codes, uint32_t offset, size_t *length)
{
    const guint8 *entry = codes->entries->data + offset;
    *length = entry[4];
    return (const char *)entry + ENTRY_HEAD;
}

static uint32_t entry_line(const TcCodes *codes, uint32_t offset)
{
    uint32_t line;
    memcpy(&line, codes->entries->data + offset, sizeof line);
    return line;
}

static uint64_t hash_code(const char *code, size_t length)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325); /* FNV-1a, with a final mix */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)code[i]) * UINT64_C(0x100000001B3);
    return hash ^ hash >> 29;
}

/* The slot of @code: its own, or the free one where it belongs. */
static uint32_t find_slot(const TcCodes *codes, const char *code, size_t length)
{
    uint32_t mask = codes->n_slots - 1;
    uint32_t slot = (uint32_t)hash_code(code, length) & mask;

    for (; codes->slots[slot] != 0; slot = (slot + 1) & mask) {
        size_t other_length;
        const char *other = entry_code(codes, codes->slots[slot] - 1, &other_length);
        if (other_length == length && memcmp(other, code, length) == 0)
            break;
    }
    return slot;
}

/* Enters all codes anew into a table at most half full. */
static void build_slots(TcCodes *codes)
{
    uint32_t n_slots = FIRST_SLOTS;

    while (n_slots / 2 <= codes->n + 1)
        n_slots *= 2;
    g_free(codes->slots);
    codes->slots = g_new0(uint32_t, n_slots);
    codes->n_slots = n_slots;
    for (uint32_t offset = 0; offset < codes->entries->len;) {
        size_t length;
        const char *code = entry_code(codes, offset, &length);
        codes->slots[find_slot(codes, code, length)] = offset + 1;
        offset += ENTRY_HEAD + (uint32_t)length;
    }
}

static void append_entry(TcCodes *codes, const char *code, size_t length, uint32_t line)
{
    guint8 head[ENTRY_HEAD];

    memcpy(head, &line, sizeof line);
    head[4] = (guint8)length;
    codes->last = codes->entries->len;
    g_byte_array_append(codes->entries, head, ENTRY_HEAD);
    g_byte_array_append(codes->entries, (const guint8 *)code, (guint)length);
    codes->n++;
}

/* Is @code above the newest one? Codes of one length rise as their bytes do. */
static bool code_rises(const TcCodes *codes, const char *code, size_t length)
{
    size_t last_length;

    if (codes->entries->len == 0)
        return true;
    const char *last = entry_code(codes, codes->last, &last_length);
    return length != last_length ? length > last_length : memcmp(code, last, length) > 0;
}

/* Beyond the limit: the newest code alone is kept. */
static void replace_all(TcCodes *codes, const char *code, size_t length, uint32_t line)
{
    g_byte_array_set_size(codes->entries, 0);
    append_entry(codes, code, length, line);
}

static bool is_full(const TcCodes *codes)
{
    return codes->n >= TC_CODES_MAX || codes->entries->len >= MAX_BYTES;
}

static uint32_t add_hashed(TcCodes *codes, const char *code, size_t length, uint32_t line)
{
    if (codes->n >= codes->n_slots / 2)
        build_slots(codes);
    uint32_t slot = find_slot(codes, code, length);
    if (codes->slots[slot] != 0)
        return entry_line(codes, codes->slots[slot] - 1);
    if (is_full(codes))
        return 0;
    append_entry(codes, code, length, line);
    codes->slots[slot] = codes->last + 1;
    return 0;
}

uint32_t tc_codes_add(TcCodes *codes, const char *code, size_t length, uint32_t line)
{
    if (length > TC_CODE_MAX_BYTES)
        return 0;
    if (codes->slots)
        return add_hashed(codes, code, length, line);
    if (!code_rises(codes, code, length)) {
        build_slots(codes);
        return add_hashed(codes, code, length, line);
    }
    if (is_full(codes))
        replace_all(codes, code, length, line);
    else
        append_entry(codes, code, length, line);
    return 0;
}
