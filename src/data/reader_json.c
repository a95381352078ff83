#include "data/reader_state.h"
void tc_json_reader_open(TcReader *reader) { (void)reader; }
void tc_json_reader_free(TcJsonReader *json) { (void)json; }
bool tc_json_reader_fill(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error)
{ (void)reader; (void)block; (void)max_rows; (void)error; return false; }
