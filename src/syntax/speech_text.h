/* TcSpeechText: the content of a clause as rows of speech.def see it. Names of columns (those of
 * several words also without their brackets), quoted texts and the words of lists (miền núi) are
 * one character each, so that no row looks into them. */
#ifndef TC_SYNTAX_SPEECH_TEXT_H
#define TC_SYNTAX_SPEECH_TEXT_H

#include "syntax/build.h"

/* First characters of the five kinds, 1,024 of each; speech.def names them {X} {D} {Y} {T} {Z}. */
enum {
    TC_SPEECH_NAME = 0xE000,   /* [Số lớp] */
    TC_SPEECH_DATE = 0xE400,   /* [Ngày họp], declared as ngày */
    TC_SPEECH_YES_NO = 0xE800, /* [Có trang], declared as có/không or văn bản */
    TC_SPEECH_TEXT = 0xEC00,   /* "…" */
    TC_SPEECH_CHOICE = 0xF000, /* a word of a list, quoted or not */
    TC_SPEECH_MOST = 0x400,
};

/* Returns: (transfer full) the clause of @parse so, up to the token @limit, and in @atoms (of char
 * *, transfer full) what each of its characters stands for: "shown\n[Column]" for a choice. @bare:
 * names of columns are known without their brackets too. *@code: which marks words lack. */
char *tc_speech_mask(const TcParse *parse, uint32_t limit, bool bare, GPtrArray *atoms,
                     TcDiagCode *code);
/* Returns: (transfer full) @masked with every atom as it is written. "@" before a choice makes it a
 * condition, "@@" its column. NULL: choices of several columns. */
char *tc_speech_unmask(const char *masked, const GPtrArray *atoms);
/* Returns: (transfer full) what stands in @span, every run of blanks and line ends as one blank. */
char *tc_speech_line(TcSpan span);
/* Leaves only the words in *@span and *@edit that differ, and those that a new one stands beside.
 */
void tc_speech_narrow(TcSpan *span, char **edit);

#endif
