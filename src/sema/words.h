/* Parts, types and numbers as messages name them. */
#ifndef TC_SEMA_WORDS_H
#define TC_SEMA_WORDS_H

#include "sema/sema.h"

/* "chỉ tiêu 3.4", "kết luận HOÀN_THÀNH", "[Tổng số hộ]". Returns: (transfer full). */
char *tc_words_part(const TcModel *model, TcRefKind kind, uint32_t index, TcLang lang);
/* The same with a capital, to begin a sentence. Returns: (transfer full). */
char *tc_words_sentence(const TcModel *model, TcRefKind kind, uint32_t index, TcLang lang);
char *tc_words_capital(const char *text);
/* A type as people say it: "hộ", "tỷ lệ", "ngày", "hộ/người". Returns: (transfer full). */
char *tc_words_type(const TcType *type, TcLang lang);
/* The language of the file in which @at stands: amendments may have another than their set. */
TcLang tc_words_lang(const TcSema *sema, TcSpan at);
/* A number in the style of the file in which @at stands; @percent: times 100, with %. Returns:
 * (transfer full). */
char *tc_words_number(const TcSema *sema, TcSpan at, mpq_srcptr value, bool percent);
/* A share as a percentage in the style of @style, which need not be the file's. (transfer full) */
char *tc_words_share(const mpq_t value, TcLang style);
/* "bắt buộc, điểm cộng": the kinds of an indicator; @only_apart: those that set it apart from the
 * others of its sum. Returns: (transfer full), "" if it has none. */
char *tc_words_kinds(const TcIndicator *indicator, bool only_apart, TcLang lang);
/* The head keyword of a kind of part. */
TcKeyword tc_words_kind(TcRefKind kind);

#endif
