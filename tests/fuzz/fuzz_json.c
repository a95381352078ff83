/* JSON files from memory over a fixed schema. The last byte chooses the options, so that a corpus
 * covers both styles, lenient reading and blocks of one row. */
#include <stdint.h>
#include "support/data_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    DataForm form;
    TcReadOptions options = {.format = TC_FORMAT_JSON, .limit = 20};
    uint8_t choice = size > 0 ? data[size - 1] : 0;

    options.lenient = choice & 1;
    options.style = choice & 2 ? TC_LANG_EN : TC_LANG_VI;
    options.blanks = choice & 4;
    data_form_init(&form);
    g_free(data_read(&form.schema, "fuzz.json", (const char *)data, size, &options,
                     choice & 8 ? 1 : TC_BLOCK_ROWS));
    data_form_clear(&form);
    return 0;
}
