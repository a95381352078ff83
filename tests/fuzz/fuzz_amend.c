/* Any bytes as an amendment of a set: edits and messages, never a crash; each version is laid out
 * and checked. */
#include <string.h>
#include "engine/transitions.h"
#include "syntax/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* With the code that the cases' amendments name. */
static const char set[] = "bộ tiêu chí THỬ \"Bộ thử\"\n"
                          "  đối tượng áp dụng: cấp xã\n"
                          "số liệu\n"
                          "  [Tổng số hộ]   : số nguyên (hộ), từ 1 trở lên\n"
                          "  [Hộ nước sạch] : số nguyên (hộ), không quá [Tổng số hộ]\n"
                          "  [Vùng]         : một trong \"đồng bằng\", \"miền núi\"\n"
                          "giải thích từ ngữ\n"
                          "  [Còn lại] : [Tổng số hộ] - [Hộ nước sạch]\n"
                          "kiểm tra số liệu: [Còn lại] từ 0 trở lên \"Quá tổng\"\n"
                          "nhóm 1 \"Nhóm\" gồm 2 chỉ tiêu\n"
                          "chỉ tiêu 1.1 \"Nước sạch\"\n"
                          "  cách tính: [Hộ nước sạch] / [Tổng số hộ]\n"
                          "  yêu cầu: từ 60% trở lên; riêng [Vùng] = \"miền núi\": từ 50% trở lên\n"
                          "  điểm tối đa: 5\n"
                          "chỉ tiêu 1.2 \"Hộ\"\n"
                          "  đạt khi: [Tổng số hộ] từ 100 hộ trở lên\n"
                          "kết luận ĐẠT \"Đạt\"\n"
                          "  đạt khi: chỉ tiêu 1.1 đạt và tất cả chỉ tiêu đạt\n"
                          "xếp loại MỨC theo tổng điểm  từ 3 trở lên: \"Tốt\"; còn lại: \"Khá\"\n";

static void lay_out(const TcFolder *folder, int32_t day)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcOutline) outline = tc_judged_outline(folder, 0, day, diags);
    g_autofree const char **notes = g_new(const char *, tc_folder_amendments(folder)->len);
    for (guint i = 0; i < tc_folder_amendments(folder)->len; i++)
        notes[i] = "";
    if (outline->items->len)
        g_free(tc_format_outline(outline, TC_N_LANGS, "", notes));
}

/* What is told of a version may stand in words that it made: it is put in order while it lives. */
static void check(TcFolder *folder, int32_t day)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    TcProgram *program = tc_judged_program(folder, 0, day, diags);
    tc_diag_list_sort(diags);
    tc_program_free(program);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    GPtrArray *sources = tc_sources_new();
    g_ptr_array_add(sources, tc_source_new("set", set, strlen(set)));
    g_ptr_array_add(sources, tc_source_new("fuzz", (const char *)bytes, size));
    g_autoptr(TcFolder) folder = tc_folder_new(sources, diags);
    g_autoptr(GArray) days = tc_folder_days(folder, 0);
    tc_diag_list_sort(diags);
    for (guint i = 0; tc_folder_is_amended(folder, 0) && i < MIN(days->len, 4); i++) {
        lay_out(folder, g_array_index(days, int32_t, i));
        check(folder, g_array_index(days, int32_t, i));
    }
    return 0;
}
