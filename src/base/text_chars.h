/* What the files about text ask of one character. */
#ifndef TC_BASE_TEXT_CHARS_H
#define TC_BASE_TEXT_CHARS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The character at @text, and in *@size its bytes; a byte that belongs to none counts as U+FFFD. */
gunichar tc_read_char(const char *text, size_t length, size_t *size);
/* A letter or a combining mark. */
bool tc_is_in_syllable(gunichar c);
/* White space, or _ which names use for it. */
bool tc_is_blank(gunichar c);
/* The tone of a combining mark: 1..5 for huyền, hỏi, ngã, sắc, nặng; 0 if @c is no tone mark. */
unsigned tc_tone_of(gunichar c);

#endif
